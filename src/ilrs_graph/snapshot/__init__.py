"""The snapshot: a disposable, content-addressed copy of the graph that opens fast.

It detects when its source files have changed. It can be deleted or damaged without loss: it is then built again.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import InputError
from ..files.root import Root
from .address import Fingerprint, fingerprint, recorded
from .cache import cache_folder
from .opened import Snapshot, read_snapshot
from .questions import cached_questions, captured_questions

if TYPE_CHECKING:
    from datetime import date

    from ..closure.closure import Engine as Reasoner

__all__ = [
    "Fingerprint",
    "Snapshot",
    "cached_questions",
    "fingerprint_of",
    "last_addresses",
    "open_again",
    "open_snapshot",
]
_ATTEMPTS = 50
_PAUSE = 0.02
"""Seconds to wait before files that changed during reading are read again."""


def last_addresses(root: Root) -> tuple[str, str]:
    """Return the addresses of the snapshot and of the questions that were opened last; "" for each if none was."""
    return recorded(root, cache_folder())


def open_snapshot(
    root: Root,
    as_of: date | None = None,
    *,
    reasoner: Reasoner | None = None,
    log: Callable[[str], None] = lambda _: None,
    records: Path | None = None,
) -> Snapshot:
    """Open the snapshot of `root`; build it if it is missing, stale or damaged.

    It contains one consistent state of the files: if they change during reading, they are read again. `as_of` selects
    the graph as it was known on that day. Snapshots of an explicit `reasoner` are stored separately from those of the
    default one. `log` receives a line for the user if something takes long or is incomplete. `records` is the folder
    for the recorded state of the files (default: the cache); a temporary root should use a temporary folder.

    Raises:
        InputError: a file of the root cannot be read or parsed.
        OntologyError: an axiom is outside OWL 2 RL.
        MissingDependency: the requested reasoner is not installed.
    """
    for _ in range(_ATTEMPTS):
        if root.is_unfinished:
            from ..files.transaction import recover

            recover(root.path / "data", log=log)
        state = fingerprint_of(root, records=records)
        questions = cached_questions(state.questions)
        if questions is None:
            questions = captured_questions(root, state, log)
            if questions is not None and fingerprint_of(root, state, records=records).addresses != state.addresses:
                questions = None
        if questions is not None:
            found = read_snapshot(_folder(state, as_of, reasoner), root, state, questions)
            if found is not None:
                return found
            # imported only if there is something to build
            from .build import build, capture_files

            captured = capture_files(root, state, questions)
            if captured is not None and fingerprint_of(root, state, records=records).addresses == state.addresses:
                return build(captured, state, questions, as_of, reasoner, _folder(state, as_of, reasoner), log)
        time.sleep(_PAUSE)
    raise InputError(f"{root.path}: its files keep changing", tip="try again when no program writes to them")


def open_again(
    snapshot: Snapshot,
    as_of: date | None = None,
    *,
    reasoner: Reasoner | None = None,
    log: Callable[[str], None] = lambda _: None,
) -> Snapshot:
    """Open a snapshot for another day of the same state of the files.

    Raises:
        MissingDependency: the requested reasoner is not installed.
    """
    folder = _folder(snapshot.state, as_of, reasoner)
    questions = snapshot.questions
    found = read_snapshot(folder, snapshot.root, snapshot.state, questions)
    if found is not None:
        return found
    from .build import build

    return build(snapshot.root, snapshot.state, questions, as_of, reasoner, folder, log)


def fingerprint_of(root: Root, known: Fingerprint | None = None, *, records: Path | None = None) -> Fingerprint:
    """Return the current state of the files of `root`; if it equals `known`, no file is opened.

    Raises:
        InputError: a file of the root cannot be read.
    """
    return fingerprint(root, records or cache_folder(), known)


def _folder(state: Fingerprint, as_of: date | None, reasoner: Reasoner | None) -> Path:
    return cache_folder() / "snapshots" / "-".join(str(part) for part in (state.address, as_of, reasoner) if part)
