"""A text that a parser reads line by line, so that the line of every triple is known."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, cast

from pyoxigraph import RdfFormat, Triple, parse


class LineFeed:
    """Passes a text to a parser line by line and counts the lines.

    A parser reads no more bytes at once than it requests: a longer line is passed in pieces.

    >>> feed = LineFeed(b"one\\ntwo")
    >>> feed.read(), feed.read(2), feed.read(2), feed.read(), feed.line
    (b'one\\n', b'tw', b'o', b'', 2)
    """

    def __init__(self, content: bytes) -> None:
        self._lines = iter(content.splitlines(keepends=True))
        self._rest = b""
        self.line = 0
        self.text = b""

    def read(self, size: int = -1) -> bytes:
        """Return the next line, or the next `size` bytes of it; the parser calls this."""
        if not self._rest:
            self.text = self._rest = next(self._lines, b"")
            self.line += bool(self.text)
        piece, self._rest = cut(self._rest, size)
        return piece


def cut(text: bytes, size: int) -> tuple[bytes, bytes]:
    """Return the first `size` bytes (all if it is negative) and the rest.

    >>> cut(b"abc", 2), cut(b"abc", -1)
    ((b'ab', b'c'), (b'abc', b''))
    """
    return (text[:size], text[size:]) if 0 <= size < len(text) else (text, b"")


def quad_lines(feed: LineFeed, syntax: RdfFormat) -> Iterator[tuple[Triple, int]]:
    """Yield every triple with the line that the parser had read when it yielded it."""
    for quad in parse(cast(IO[bytes], feed), format=syntax):
        yield quad.triple, feed.line
