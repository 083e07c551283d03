"""The addresses of a snapshot and of the saved questions: one hash of everything that their content depends on."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

import pyoxigraph

from .. import __version__
from ..errors import InputError
from ..files.fingerprint import Mark, combined, marks, unchanged
from ..files.root import Root, is_question
from .cache import read_json, write_json

BUILDERS = ("change", "closure", "construct", "files", "names", "owl", "snapshot", "sparql", "turtle", "views")
"""The rooms whose code decides what a snapshot holds, beside the modules of the package itself."""
_PACKAGE = Path(__file__).resolve().parents[1]


class Fingerprint(NamedTuple):
    """The state of a root's files.

    `address` is one hash of the contents of ontology and data and of the `builder` of snapshots, `questions` one of
    the saved questions and the builder.
    """

    address: str
    questions: str
    builder: str
    files: dict[str, Mark]

    @property
    def addresses(self) -> tuple[str, str]:
        """Both addresses: the state of all files."""
        return self.address, self.questions


def fingerprint(root: Root, cache: Path, known: Fingerprint | None = None) -> Fingerprint:
    """Return the state of the files of `root`; a file is read only if its stat numbers have changed.

    They are compared with `known` or, if it is omitted, with the record in the `cache` folder.

    Raises:
        InputError: a file of the root cannot be read.
    """
    place = _place(root, cache)
    before = known or _remembered(root, place)
    try:
        names = root.names()
        if before.address and unchanged(str(root.path), names, before.files):
            return before
        found = marks(root.path, names, before.files, time.time_ns())
    except OSError as error:
        raise InputError(f"{error.filename}: {error.strerror}", tip="check that the file is readable") from None
    asked = {name: mark for name, mark in found.items() if is_question(name)}
    graph = {name: mark for name, mark in found.items() if name not in asked}
    fresh = Fingerprint(combined(graph, before.builder), combined(asked, before.builder), before.builder, found)
    with suppress(OSError):
        write_json(place, {"root": str(root.path), **fresh._asdict()})
    return fresh


def recorded(root: Root, cache: Path) -> tuple[str, str]:
    """Return the recorded addresses of a root, which may be those of earlier files; "" for each without a record."""
    record = read_json(_place(root, cache))
    addresses = (record.get("address", ""), record.get("questions", ""))
    return addresses if record.get("root") == str(root.path) else ("", "")


def _place(root: Root, cache: Path) -> Path:
    return cache / "roots" / f"{crc32(str(root.path).encode()):08x}.json"


def _remembered(root: Root, place: Path) -> Fingerprint:
    """Return the recorded state of the files, without an address if it belongs to another root or builder."""
    record = read_json(place)
    builder = f"{__version__} {pyoxigraph.__version__} {_code()}"
    if record.get("root") != str(root.path):
        return Fingerprint("", "", builder, {})
    files = record.get("files", {})
    if record.get("builder") == builder and "address" in record and "questions" in record:
        return Fingerprint(str(record["address"]), str(record["questions"]), builder, files)
    return Fingerprint("", "", builder, files)


def _code() -> str:
    """Return a text that changes when the code that builds snapshots changes."""
    folders = [_PACKAGE, *(_PACKAGE / room for room in BUILDERS)]
    stats = [e.stat() for folder in folders for e in os.scandir(folder) if e.name.endswith(".py")]
    return f"{len(stats)} {sum(s.st_size for s in stats)} {max(s.st_mtime_ns for s in stats)}"
