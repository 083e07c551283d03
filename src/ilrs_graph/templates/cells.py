"""Reads CSV as spreadsheets write it: records of cells, each with its place in the text.

RFC 4180 and common variants: a byte order mark, any line ends, quoted line breaks, and semicolons or tabs instead of
commas, detected from the first record or a `sep=` line.
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
    """The text of a cell, without quotes, and its place."""

    text: str
    place: Place


class Record(NamedTuple):
    """A row; `number` counts from 1 as in spreadsheets, including empty rows."""

    number: int
    cells: list[Cell]


def records(text: str, file: str = "") -> Iterator[Record]:
    """Yield the non-empty records; places are in `file`.

    Raises:
        Refused: a quote is never closed.

    >>> [[cell.text for cell in record.cells] for record in records('a;b\\r\\n"1;\\n2";3\\r\\n')]
    [['a', 'b'], ['1;\\n2', '3']]
    """
    start = 0
    declared = _SEP_LINE.match(text)
    if declared:
        start = declared.end()
    separator = declared[1] if declared else _separator(text)
    reader = _Reader(text, separator, LineIndex(text, file))
    for number, cells in enumerate(reader.rows(start), 2 if declared else 1):
        if any(cell.text.strip() for cell in cells):
            yield Record(number, cells)


def _separator(text: str) -> str:
    """Return the most frequent separator in the first line outside quotes; by default the comma."""
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
            raise Refused("A quote is not closed.", place, 'Close it with ", and write " inside the value as "".')
        at = quoted.end() if quoted else at
        plain = self._plain.match(self._text, at)
        rest = plain[0] if plain else ""
        text = quoted[1].replace('""', '"') + rest if quoted else rest
        return Cell(text, place), at + len(rest)
