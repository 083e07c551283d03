"""Places of triples in a text."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

from ..errors import Place


class TriplePlace(NamedTuple):
    """The places where the parts of a triple begin: subject and predicate may be lines above the value."""

    subject: Place
    predicate: Place
    value: Place


class LineIndex:
    """Finds the place of an offset in the text of the file named `file`.

    >>> LineIndex("a\\nbc", "new.ttl").place(3)
    Place(file='new.ttl', line=2, column=2)
    """

    def __init__(self, text: str, file: str = "") -> None:
        self._file = file
        self._starts = [0, *(m.end() for m in re.finditer(r"\r\n?|\n", text))]

    def place(self, offset: int) -> Place:
        """Return the place of the character at `offset`."""
        line = bisect_right(self._starts, offset)
        return Place(self._file, line, offset - self._starts[line - 1] + 1)
