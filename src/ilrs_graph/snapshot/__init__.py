"""The snapshot: a disposable, content-addressed copy of the graph that opens at once.

It knows when the files behind it changed, and is never the truth: deleting or damaging it costs only the
time to build it again.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pyoxigraph
from pyoxigraph import Store

from .. import __version__
from ..errors import InputError
from ..sources import Root
from .cache import cache_folder, prune, read_json, write_json
from .fingerprint import Mark, combined, hash_bytes, marks

__all__ = ["Snapshot", "open_snapshot"]

_PACKAGE = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Snapshot:
    """An open snapshot: its store and the compiled catalogue of questions.

    `folder` is None where the cache folder could not be written and the store is in memory.
    """

    store: Store
    catalogue: dict[str, Any]
    folder: Path | None


def open_snapshot(
    root: Root, as_of: date | None = None, *, say: Callable[[str], None] = lambda _: None
) -> Snapshot:
    """Open the snapshot of `root`, building it where it is missing, stale or damaged.

    `as_of` gives the graph as it was known on that day. `say` receives a line for the user when
    something takes time or falls short.

    Raises:
        InputError: a file of the root cannot be read or parsed.
        OntologyError: an axiom is outside OWL 2 RL.
    """
    cache = cache_folder()
    name = _name(root, cache, as_of)
    folder = cache / "snapshots" / name
    found = _opened(folder)
    if found is not None:
        return found
    return _built(root, as_of, folder, say)


def _name(root: Root, cache: Path, as_of: date | None) -> str:
    """Return the folder name that the present content of the root has."""
    record = cache / "roots" / f"{hash_bytes(str(root.path).encode())}.json"
    known: dict[str, Mark] = read_json(record)
    try:
        found = marks(root.path, root.files(), known, time.time_ns())
    except OSError as error:
        raise InputError(f"{error.filename}: {error.strerror}", tip="check that the file is readable") from None
    if found != known:
        with suppress(OSError):
            write_json(record, dict(found))
    return combined(found, __version__, pyoxigraph.__version__, _code()) + (f"-{as_of}" if as_of else "")


def _code() -> str:
    """Return a word that changes when the code that builds snapshots does."""
    rooms = (_PACKAGE, _PACKAGE / "reasoning", _PACKAGE / "snapshot", _PACKAGE / "questions")
    stats = (e.stat() for room in rooms for e in os.scandir(room) if e.name.endswith(".py"))
    return " ".join(sorted(f"{s.st_size}.{s.st_mtime_ns}" for s in stats))


def _opened(folder: Path) -> Snapshot | None:
    """Return the snapshot in `folder`, or None where there is none that is whole."""
    record = read_json(folder / "record.json")
    if not record:
        return None
    try:
        whole = [folder / name for name in record]
        found = marks(folder, whole, record, time.time_ns())
        if any(found[name]["hash"] != record[name]["hash"] for name in record):
            return None
        return Snapshot(Store.read_only(str(folder / "store")), read_json(folder / "questions.json"), folder)
    except (OSError, KeyError, TypeError):
        return None


def _built(root: Root, as_of: date | None, folder: Path, say: Callable[[str], None]) -> Snapshot:
    # what building needs is imported only when there is something to build
    from ..questions.header import compile_catalogue
    from .content import read_content
    from .store import in_memory, on_disk

    catalogue = compile_catalogue(root)
    content = read_content(root, as_of)
    if content.engine != "nemo":
        say(f"reasoning with {content.engine}: nemo-python is not available here, so building takes longer")
    temporary = folder.with_name(f"tmp-{os.getpid()}-{time.time_ns()}")
    try:
        temporary.mkdir(parents=True)
        on_disk(content, temporary / "store")
        write_json(temporary / "questions.json", catalogue)
        files = [p for p in temporary.rglob("*") if p.is_file()]
        # written once and never touched again, so no later write can hide within the same clock tick
        later = time.time_ns() + 3_000_000_000
        write_json(temporary / "record.json", dict(marks(temporary, files, {}, later)))
        if folder.exists() and _opened(folder) is None:
            shutil.rmtree(folder, ignore_errors=True)
        with suppress(OSError):  # another process was first: its snapshot is as good
            temporary.rename(folder)
        found = _opened(folder)
        prune(folder.parent, folder)
    except OSError as error:
        say(f"no snapshot kept: {error.strerror or error}; the graph is built in memory each time")
        found = None
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
    return found or Snapshot(in_memory(content), catalogue, None)
