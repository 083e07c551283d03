"""A place in a text."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple


class Place(NamedTuple):
    """A line and a column, both counted from 1; columns are counted in characters, as editors do.

    `column` is None where only the line is known.

    >>> str(Place(3, 14)), str(Place(3))
    ('3:14', '3')
    """

    line: int
    column: int | None = None

    def __str__(self) -> str:
        return f"{self.line}" if self.column is None else f"{self.line}:{self.column}"


class TriplePlace(NamedTuple):
    """Where the parts of a triple begin: the subject and predicate may be lines above the value."""

    subject: Place
    predicate: Place
    value: Place


class LineIndex:
    """From offsets in a text to places.

    >>> LineIndex("a\\nbc").place(3)
    Place(line=2, column=2)
    """

    def __init__(self, text: str) -> None:
        self._starts = [0, *(m.end() for m in re.finditer(r"\r\n?|\n", text))]

    def place(self, offset: int) -> Place:
        """Return the place of the character at `offset`."""
        line = bisect_right(self._starts, offset)
        return Place(line, offset - self._starts[line - 1] + 1)
