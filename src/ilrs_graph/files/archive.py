"""An archive of files in one file, so that their contents at one moment can be read later.

The first line is a JSON object of names and lengths; the contents follow in its order, each compressed by zlib. (ZIP is
not used because importing zipfile takes longer than reading all of them.)
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Mapping
from itertools import accumulate

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

    Raises:
        ValueError: the bytes are not an archive.
    """

    def __init__(self, packed: bytes) -> None:
        index, _, self._packed = packed.partition(b"\n")
        lengths: dict[str, int] = json.loads(index)
        ends = list(accumulate(lengths.values(), initial=0))
        self._places = {name: slice(*place) for name, *place in zip(lengths, ends, ends[1:], strict=False)}

    def __getitem__(self, name: str) -> bytes:
        return zlib.decompress(self._packed[self._places[name]])

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


class Archives(Mapping[str, bytes]):
    """The contents of several archives, which have no name in common, as one.

    >>> dict(Archives({"a": b"1"}, {"b": b"2"}))
    {'a': b'1', 'b': b'2'}
    """

    def __init__(self, *archives: Mapping[str, bytes]) -> None:
        self._archives = archives

    def __getitem__(self, name: str) -> bytes:
        for archive in self._archives:
            if name in archive:
                return archive[name]
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        return (name for archive in self._archives for name in archive)

    def __len__(self) -> int:
        return sum(map(len, self._archives))
