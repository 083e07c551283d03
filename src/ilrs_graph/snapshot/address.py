"""The name that a snapshot of the present files has: one hash of all that it depends on."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from pathlib import Path
from zlib import crc32

import pyoxigraph

from .. import __version__
from ..errors import InputError
from ..files.fingerprint import combined, marks, unchanged
from ..files.root import Root
from .cache import read_json, write_json

BUILDERS = ("change", "closure", "construct", "files", "names", "owl", "snapshot", "turtle", "views")
"""The rooms whose code decides what a snapshot holds, beside the modules of the package itself."""
_PACKAGE = Path(__file__).resolve().parents[1]


def address(root: Root, cache: Path) -> str:
    """Return the hash of the files of `root`, of the code that builds snapshots and of its engine.

    Raises:
        InputError: a file of the root cannot be read.
    """
    place = cache / "roots" / f"{crc32(str(root.path).encode()):08x}.json"
    record = read_json(place)
    known = record.get("files", {}) if record.get("root") == str(root.path) else {}
    builder = f"{__version__} {pyoxigraph.__version__} {_code()}"
    names = root.names()
    try:
        if known and record.get("builder") == builder and unchanged(str(root.path), names, known):
            return str(record["address"])
        found = marks(root.path, names, known, time.time_ns())
    except OSError as error:
        raise InputError(f"{error.filename}: {error.strerror}", tip="check that the file is readable") from None
    fresh = combined(found, builder)
    with suppress(OSError):
        write_json(place, {"root": str(root.path), "builder": builder, "address": fresh, "files": found})
    return fresh


def _code() -> str:
    """Return a word that changes when the code that builds snapshots does."""
    folders = [_PACKAGE, *(_PACKAGE / room for room in BUILDERS)]
    stats = [e.stat() for folder in folders for e in os.scandir(folder) if e.name.endswith(".py")]
    return f"{len(stats)} {sum(s.st_size for s in stats)} {max(s.st_mtime_ns for s in stats)}"
