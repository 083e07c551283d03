"""Detection of changed files: by their stat numbers first, by their hashes only if they may have changed.

A file counts as unchanged if modification time, change time, size and inode equal the record and the record was made
later than the clock tick of the file; otherwise its content is hashed (BLAKE2b).
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TypedDict

_RACY_NS = 2_000_000_000


class Mark(TypedDict):
    """The record of one file: its stat numbers, the time when they were read (ns), and its hash."""

    stat: list[int]
    read: int
    hash: str


def _stat(path: str) -> list[int]:
    s = os.stat(path)  # noqa: PTH116  (pathlib doubles the cost of a fresh start)
    return [s.st_mtime_ns, s.st_ctime_ns, s.st_size, s.st_ino]


def _same(mark: Mark | None, stat: list[int]) -> bool:
    return mark is not None and mark["stat"] == stat and mark["read"] - max(stat[:2]) > _RACY_NS


def hash_bytes(content: bytes) -> str:
    """Return the BLAKE2b hash (128 bits, hexadecimal) of `content`.

    >>> hash_bytes(b"")
    'cae66941d9efbd404e4d88758ea67670'
    """
    # imported here: a fresh snapshot opens without hashing anything, and hashlib costs milliseconds
    from hashlib import blake2b

    return blake2b(content, digest_size=16).hexdigest()


def unchanged(folder: str, names: Iterable[str], known: Mapping[str, Mark]) -> bool:
    """Return whether `names` (below `folder`) are exactly the known ones, with unchanged stat numbers.

    Raises:
        OSError: a file cannot be read.
    """
    found = list(names)
    return len(found) == len(known) and all(_same(known.get(n), _stat(f"{folder}/{n}")) for n in found)


def marks(folder: Path, names: Iterable[str], known: Mapping[str, Mark], now_ns: int) -> dict[str, Mark]:
    """Return a mark for each of `names` (below `folder`), reusing the known marks of unchanged files.

    Raises:
        OSError: a file cannot be read.
    """
    found: dict[str, Mark] = {}
    for name in names:
        stat = _stat(f"{folder}/{name}")
        mark = known.get(name)
        if mark is not None and _same(mark, stat):
            found[name] = mark
        else:
            found[name] = Mark(stat=stat, read=now_ns, hash=hash_bytes((folder / name).read_bytes()))
    return found


def combined(found: Mapping[str, Mark], *others: str) -> str:
    """Return one hash of a set of marks, in any order, and of further texts."""
    lines = [*others, *(f"{name} {found[name]['hash']}" for name in sorted(found))]
    return hash_bytes("\n".join(lines).encode())
