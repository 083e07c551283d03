"""Building a snapshot: in a folder of its own, moved into place when it is whole."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import InputError
from ..files.archive import pack
from ..files.fingerprint import Mark, combined, hash_bytes, marks
from ..files.parsing import read_bytes
from ..files.question_header import compile_catalogue
from ..files.root import Root
from .address import Fingerprint
from .cache import prune, write_json
from .opened import SOURCES, Snapshot, opened
from .pipeline import Content, read_content
from .reasoning_record import kept
from .store import in_memory, on_disk

if TYPE_CHECKING:
    from datetime import date

    from ..closure.closure import Engine as Reasoner

_MOST_CLASHES = 3
"""Contradictions that are told while a snapshot is built."""

_AFTER_THE_TICK_NS = 3_000_000_000


def build(
    root: Root,
    state: Fingerprint,
    as_of: date | None,
    reasoner: Reasoner | None,
    folder: Path,
    say: Callable[[str], None],
) -> Snapshot:
    """Build the snapshot of `root`, whose files are kept, in `folder`, or in memory if that cannot be written.

    Raises:
        InputError: a file of the root cannot be parsed.
        OntologyError: an axiom is outside OWL 2 RL.
        MissingDependency: the reasoner asked for is not installed.
    """
    catalogue = compile_catalogue(root)
    content = read_content(root, as_of, reasoner)
    if reasoner is None and content.closure.engine != "nemo":
        say(f"reasoning with {content.closure.engine}: nemo-python is not available here, so building takes longer")
    for clash in content.closure.clashes[:_MOST_CLASHES]:
        say(f"the graph contradicts itself: {clash}")
    if content.closure.clashes:
        say("'ilrs-graph check --all' lists all contradictions and their files")
    found = None
    try:
        keep(content, catalogue, root, state, folder)
        found = opened(folder, root, state)
    except OSError as error:
        say(f"no snapshot kept: {error.strerror or error}; the graph is built in memory each time")
    return found or Snapshot(in_memory(content), catalogue, None, partial(kept, content), root, state)


def keep_files(root: Root, state: Fingerprint) -> Root | None:
    """Return the root with the contents of its files in this state, None if they are no longer in it."""
    now = Root(root.path)  # which files there are is looked up anew
    try:
        contents = {name: read_bytes(now.path / name) for name in now.names()}
    except (InputError, OSError):  # a file has gone meanwhile
        return None
    found = {name: Mark(stat=[], read=0, hash=hash_bytes(content)) for name, content in contents.items()}
    if combined(found, state.builder) != state.address:
        return None
    lists = (now.ontology, now.shapes, now.rules, now.data, now.queries)
    used = [name for files in lists for path in files if (name := now.relative(path)) in contents]
    return Root(now.path, {name: contents[name] for name in used})


def keep(content: Content, catalogue: dict[str, Any], root: Root, state: Fingerprint, folder: Path) -> None:
    """Write a snapshot to `folder`, whole or not at all; one that is there and whole is left as it is.

    Raises:
        OSError: the cache folder cannot be written.
    """
    temporary = folder.with_name(f"tmp-{os.getpid()}-{time.time_ns()}")
    try:
        temporary.mkdir(parents=True)
        on_disk(content, temporary / "store")
        write_json(temporary / "questions.json", catalogue)
        write_json(temporary / "reasoning.json", kept(content))
        (temporary / SOURCES).write_bytes(pack(root.kept or {}))
        names = [p.relative_to(temporary).as_posix() for p in temporary.rglob("*") if p.is_file()]
        # written once and never touched again, so no later write can hide within the same clock tick
        write_json(temporary / "record.json", dict(marks(temporary, names, {}, time.time_ns() + _AFTER_THE_TICK_NS)))
        with suppress(OSError):  # another process was first: its snapshot is as good, and may be open already
            if folder.exists() and opened(folder, root, state) is None:
                folder.rename(temporary.with_name(f"{temporary.name}-damaged"))
            temporary.rename(folder)
        prune(folder.parent, folder)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
        shutil.rmtree(temporary.with_name(f"{temporary.name}-damaged"), ignore_errors=True)
