"""An archive of files in one file, so that their contents at one moment can be read later.

The first line is a JSON object of names and lengths; the contents follow in its order, each compressed by zlib. (ZIP is
not used because importing zipfile takes longer than reading all of them.)
"""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import accumulate
from pathlib import Path
from threading import Lock

_LEVEL = 1
"""The fastest compression; on Turtle a higher one gains little."""


def pack(contents: Mapping[str, bytes]) -> bytes:
    """Return these contents by name as an archive; the same contents give the same bytes.

    >>> dict(Archive(pack({"a.ttl": b"# a"})))
    {'a.ttl': b'# a'}
    """
    packed = {name: zlib.compress(contents[name], _LEVEL) for name in sorted(contents)}
    index = json.dumps({name: len(content) for name, content in packed.items()}, ensure_ascii=False)
    return b"\n".join((index.encode(), b"".join(packed.values())))


class Archive(Mapping[str, bytes]):
    """The contents of an archive by name, unpacked on access.

    An archive in an open file, given by its descriptor, is read on the first access, also if the file is removed
    before.

    Raises:
        ValueError: on access, if the bytes are not an archive.
    """

    def __init__(self, packed: bytes | int) -> None:
        self._source = packed
        self._reading = Lock()

    @classmethod
    def of_file(cls, path: Path) -> Archive:
        """Return the archive in a file, which stays open.

        Raises:
            OSError: the file cannot be read.
        """
        return cls(os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0)))

    @cached_property
    def _opened(self) -> tuple[dict[str, slice], bytes]:
        """The place of each name, and the contents one after another."""
        with self._reading:
            if isinstance(self._source, int):
                with open(self._source, "rb") as file:  # noqa: PTH123  (a descriptor)
                    self._source = file.read()
        index, _, contents = self._source.partition(b"\n")
        lengths: dict[str, int] = json.loads(index)
        ends = list(accumulate(lengths.values(), initial=0))
        return {name: slice(*place) for name, *place in zip(lengths, ends, ends[1:], strict=False)}, contents

    def __getitem__(self, name: str) -> bytes:
        places, contents = self._opened
        return zlib.decompress(contents[places[name]])

    def __iter__(self) -> Iterator[str]:
        return iter(self._opened[0])

    def __len__(self) -> int:
        return len(self._opened[0])

    def __del__(self) -> None:
        if isinstance(self._source, int):
            os.close(self._source)
