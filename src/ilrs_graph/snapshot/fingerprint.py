"""Is a set of files what it was? Stat first, hash only what may have changed.

A file counts as unchanged when modification time, change time, size and inode are those recorded and the
record is older than the file's clock tick; otherwise its content is hashed (BLAKE2b).
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from hashlib import blake2b
from pathlib import Path
from typing import TypedDict

_RACY_NS = 2_000_000_000


class Mark(TypedDict):
    """What is recorded of one file: its stat numbers, when they were read (ns) and its hash."""

    stat: list[int]
    read: int
    hash: str


def _stat(path: Path) -> list[int]:
    s = os.stat(path)
    return [s.st_mtime_ns, s.st_ctime_ns, s.st_size, s.st_ino]


def _same(mark: Mark | None, stat: list[int]) -> bool:
    return mark is not None and mark["stat"] == stat and mark["read"] - max(stat[:2]) > _RACY_NS


def hash_bytes(content: bytes) -> str:
    """Return the BLAKE2b hash (128 bits, hexadecimal) of `content`.

    >>> hash_bytes(b"")
    'cae66941d9efbd404e4d88758ea67670'
    """
    return blake2b(content, digest_size=16).hexdigest()


def marks(folder: Path, files: Iterable[Path], known: Mapping[str, Mark], now_ns: int) -> dict[str, Mark]:
    """Return a mark for each of `files` (below `folder`), reusing the known ones that still hold.

    Raises:
        OSError: a file cannot be read.
    """
    found: dict[str, Mark] = {}
    for path in files:
        name = path.relative_to(folder).as_posix()
        stat = _stat(path)
        mark = known.get(name)
        if mark is not None and _same(mark, stat):
            found[name] = mark
        else:
            found[name] = Mark(stat=stat, read=now_ns, hash=hash_bytes(path.read_bytes()))
    return found


def combined(found: Mapping[str, Mark], *others: str) -> str:
    """Return one hash for a set of marks and further words, the order of the marks aside."""
    lines = [*others, *(f"{name} {found[name]['hash']}" for name in sorted(found))]
    return hash_bytes("\n".join(lines).encode())
