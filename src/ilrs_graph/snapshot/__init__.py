"""The snapshot: a disposable, content-addressed copy of the graph that opens at once.

It knows when the files behind it changed, and is never the truth: deleting or damaging it costs only the
time to build it again.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import InputError
from ..files.root import Root
from .address import Fingerprint, fingerprint
from .cache import cache_folder
from .opened import Snapshot, opened

if TYPE_CHECKING:
    from datetime import date

    from ..closure.closure import Engine as Reasoner

__all__ = ["Fingerprint", "Snapshot", "fingerprint_of", "open_again", "open_snapshot"]
_ATTEMPTS = 50
_PAUSE = 0.02
"""Seconds until files that change while they are read are read again."""


def open_snapshot(
    root: Root,
    as_of: date | None = None,
    *,
    reasoner: Reasoner | None = None,
    say: Callable[[str], None] = lambda _: None,
    records: Path | None = None,
) -> Snapshot:
    """Open the snapshot of `root`, building it where it is missing, stale or damaged.

    It is of one state of the files: those that change while they are read are read again. `as_of` gives the graph as
    it was known on that day. What a `reasoner` that is asked for has built is kept apart from what the one at hand
    builds. `say` receives a line for the user when something takes time or falls short. `records` is the folder that
    remembers the state of the files, by default the cache: a root that is there for a moment is better remembered in
    a folder that goes with it.

    Raises:
        InputError: a file of the root cannot be read or parsed.
        OntologyError: an axiom is outside OWL 2 RL.
        MissingDependency: the reasoner asked for is not installed.
    """
    for _ in range(_ATTEMPTS):
        if root.is_unfinished:
            from ..files.transaction import settle

            settle(root.path / "data", say=say)
        state = fingerprint_of(root, records=records)
        found = opened(_folder(state, as_of, reasoner), root, state)
        if found is not None:
            return found
        # what building needs is imported only when there is something to build
        from .build import build, keep_files

        kept = keep_files(root, state)
        if kept is not None and fingerprint_of(root, state, records=records).address == state.address:
            return build(kept, state, as_of, reasoner, _folder(state, as_of, reasoner), say)
        time.sleep(_PAUSE)
    raise InputError(f"{root.path}: its files keep changing", tip="try again when they no longer do")


def open_again(
    snapshot: Snapshot,
    as_of: date | None = None,
    *,
    reasoner: Reasoner | None = None,
    say: Callable[[str], None] = lambda _: None,
) -> Snapshot:
    """Open a snapshot of the same files, as they were then, for another day.

    Raises:
        MissingDependency: the reasoner asked for is not installed.
    """
    folder = _folder(snapshot.state, as_of, reasoner)
    found = opened(folder, snapshot.root, snapshot.state)
    if found is not None:
        return found
    from .build import build

    return build(snapshot.root, snapshot.state, as_of, reasoner, folder, say)


def fingerprint_of(root: Root, known: Fingerprint | None = None, *, records: Path | None = None) -> Fingerprint:
    """Return the state of the files of `root` now; where it is as `known`, no file is opened.

    Raises:
        InputError: a file of the root cannot be read.
    """
    return fingerprint(root, records or cache_folder(), known)


def _folder(state: Fingerprint, as_of: date | None, reasoner: Reasoner | None) -> Path:
    return cache_folder() / "snapshots" / "-".join(str(part) for part in (state.address, as_of, reasoner) if part)
