"""Building a snapshot: written to a temporary folder, then renamed when complete."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import InputError
from ..files.archive import Archives, pack
from ..files.atomic import temporary_path
from ..files.fingerprint import Mark, combined, hash_bytes, marks
from ..files.parsing import read_bytes
from ..files.root import Root, is_question
from ..names.word_index import indexed
from .address import Fingerprint
from .cache import prune, write_json
from .opened import LAYERS, SOURCES, STORE, WORDS, Snapshot, read_snapshot
from .pipeline import Content, read_content
from .questions import Questions
from .reasoning_record import reasoning_record
from .store import in_memory, on_disk

if TYPE_CHECKING:
    from datetime import date

    from ..closure.closure import Engine as Reasoner

_MOST_CLASHES = 3
"""Maximum number of contradictions reported while a snapshot is built."""

_AFTER_THE_TICK_NS = 3_000_000_000


def build(
    root: Root,
    state: Fingerprint,
    questions: Questions,
    as_of: date | None,
    reasoner: Reasoner | None,
    folder: Path,
    log: Callable[[str], None],
) -> Snapshot:
    """Build the snapshot of `root`, whose files are captured, in `folder`, or in memory if `folder` is not writable.

    Raises:
        InputError: a file of the root cannot be parsed.
        OntologyError: an axiom is outside OWL 2 RL.
        MissingDependency: the requested reasoner is not installed.
    """
    content = read_content(root, as_of, reasoner)
    if reasoner is None and content.closure.engine != "nemo":
        log(
            f"reasoning with {content.closure.engine}: nemo-python is not installed; only large graphs cost more memory"
        )
    for clash in content.closure.clashes[:_MOST_CLASHES]:
        log(f"the graph contradicts itself: {clash}")
    if content.closure.clashes:
        log("'ilrs-graph check --all' lists all contradictions and their files")
    found, words = None, indexed(chain(content.ontology, content.data))
    try:
        write_snapshot(content, root, state, questions, folder, words)
        found = read_snapshot(folder, root, state, questions)
    except OSError as error:
        log(f"the snapshot cannot be saved: {error.strerror or error}; the graph is built in memory each time")
    reasoning = partial(reasoning_record, content)
    if found is None:
        store, index = in_memory(content)
        found = Snapshot(store, index, questions, None, reasoning, root, state, words)
    return found


def capture_files(root: Root, state: Fingerprint, questions: Questions) -> Root | None:
    """Return the root with the contents of its files in this state, None if they have changed since."""
    now = Root(root.path)  # lists the files again
    try:
        contents = {name: read_bytes(now.path / name) for name in now.names() if not is_question(name)}
    except (InputError, OSError):  # a file was removed meanwhile
        return None
    found = {name: Mark(stat=[], read=0, hash=hash_bytes(content)) for name, content in contents.items()}
    if combined(found, state.builder) != state.address:
        return None
    lists = (now.ontology, now.alignments, now.shapes, now.rules, now.data)
    used = [name for files in lists for path in files if (name := now.relative(path)) in contents]
    return Root(now.path, Archives({name: contents[name] for name in used}, questions.contents))


def write_snapshot(
    content: Content, root: Root, state: Fingerprint, questions: Questions, folder: Path, words: bytes
) -> None:
    """Write a complete snapshot to `folder` or nothing; an existing complete snapshot is not replaced.

    Raises:
        OSError: the cache folder cannot be written.
    """
    temporary = folder.with_name(f"tmp-{os.getpid()}-{time.time_ns()}")
    with temporary_path(temporary), temporary_path(temporary.with_name(f"{temporary.name}-damaged")) as damaged:
        temporary.mkdir(parents=True)
        (temporary / LAYERS).write_bytes(bytes(on_disk(content, temporary / STORE)))
        write_json(temporary / "reasoning.json", reasoning_record(content))
        contents = {name: text for name, text in (root.contents or {}).items() if not is_question(name)}
        (temporary / SOURCES).write_bytes(pack(contents))
        (temporary / WORDS).write_bytes(words)
        names = [p.relative_to(temporary).as_posix() for p in temporary.rglob("*") if p.is_file()]
        # written once and never changed, so no later write can happen in the same clock tick
        write_json(temporary / "record.json", dict(marks(temporary, names, {}, time.time_ns() + _AFTER_THE_TICK_NS)))
        with suppress(OSError):  # another process was first: its snapshot is equal, and may be open already
            if folder.exists() and read_snapshot(folder, root, state, questions) is None:
                folder.rename(damaged)
            temporary.rename(folder)
        prune(folder.parent, folder)
