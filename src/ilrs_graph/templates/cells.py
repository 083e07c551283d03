"""CSV as spreadsheets write it: records of cells, each with its place in the text.

RFC 4180, and what programs make of it: a byte order mark, any line ends, quoted line breaks, and semicolons or tabs
in place of commas, told by the first record or a `sep=` line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ..errors import Place
from ..intake.text import Refused
from ..turtle.place import LineIndex

_SEPARATORS = (",", ";", "\t")
_SEP_LINE = re.compile(r'"?sep=(.)"?(?:\r\n?|\n)')
_QUOTED = re.compile(r'"((?:[^"]|"")*)"')
_END = re.compile(r"\r\n?|\n")


class Cell(NamedTuple):
    """What a cell holds, without quotes, and where it begins."""

    text: str
    place: Place


class Record(NamedTuple):
    """A row of a sheet; `number` counts from 1 as spreadsheets do, quoted line breaks and empty rows included."""

    number: int
    cells: list[Cell]


def records(text: str, file: str = "") -> Iterator[Record]:
    """Yield the records that hold anything; places are in `file`.

    Raises:
        Refused: a quote is never closed.

    >>> [[cell.text for cell in record.cells] for record in records('a;b\\r\\n"1;\\n2";3\\r\\n')]
    [['a', 'b'], ['1;\\n2', '3']]
    """
    start = 0
    said = _SEP_LINE.match(text)
    if said:
        start = said.end()
    separator = said[1] if said else _separator(text)
    reader = _Reader(text, separator, LineIndex(text, file))
    for number, cells in enumerate(reader.rows(start), 2 if said else 1):
        if any(cell.text.strip() for cell in cells):
            yield Record(number, cells)


def _separator(text: str) -> str:
    """Return the separator that the first line holds most often outside quotes, the comma where none."""
    head = _QUOTED.sub("", text[:100_000])
    line = _END.split(head.lstrip("\r\n"), maxsplit=1)[0]
    return max(_SEPARATORS, key=line.count)


class _Reader:
    def __init__(self, text: str, separator: str, index: LineIndex) -> None:
        self._text, self._separator, self._index = text, separator, index
        self._plain = re.compile(f"[^{re.escape(separator)}\r\n]*")

    def rows(self, at: int) -> Iterator[list[Cell]]:
        while at < len(self._text):
            cells, at = self._row(at)
            yield cells

    def _row(self, at: int) -> tuple[list[Cell], int]:
        cells = []
        while True:
            cell, at = self._cell(at)
            cells.append(cell)
            if self._text.startswith(self._separator, at):
                at += 1
                continue
            end = _END.match(self._text, at)
            return cells, end.end() if end else at

    def _cell(self, at: int) -> tuple[Cell, int]:
        place = self._index.place(at)
        quoted = _QUOTED.match(self._text, at)
        if quoted is None and self._text.startswith('"', at):
            raise Refused("A quote is opened and never closed.", place, 'Close it with ", and write " within as "".')
        at = quoted.end() if quoted else at
        plain = self._plain.match(self._text, at)
        rest = plain[0] if plain else ""
        text = quoted[1].replace('""', '"') + rest if quoted else rest
        return Cell(text, place), at + len(rest)
