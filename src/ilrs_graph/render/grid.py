"""A drawn table, fitted to the width of the reader's terminal; if it is too narrow, one block for each row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from ..language import say
from ..printable import blank, printable
from .colours import bold
from .fitting import columns
from .layout import GAP, constant_columns, lines_of, padded, widths
from .options import Options

WIDTH = 120
"""Columns without a terminal."""
_LEAST_VALUE = 8
"""The least columns for a value in a block, however narrow the terminal is."""
_ACRONYM = re.compile(r"(?=[^,]*[A-Z][^,]*[A-Z])([A-Z][\w/-]{1,11}), \D")


def draw(
    headings: Sequence[str],
    rows: Iterable[Sequence[str]],
    options: Options,
    title: str | None = None,
    noun: str = "row",
) -> str:
    """Return a drawn table, as wide as the terminal, with the number of rows below.

    Columns in which all rows say the same are left out and listed below. Where the words of a row have no room beside
    each other, or a block of lines for each row takes less lines than the table, blocks are drawn instead.

    >>> print(draw(["Mission", "By"], [("Chang'e 6", "CNSA"), ("Chang'e 5", "CNSA")], Options()), end="")
    Mission
    ─────────
    Chang'e 6
    Chang'e 5
    <BLANKLINE>
    2 rows
    the same in each row: By CNSA
    """
    width = options.width or WIDTH
    texts = [[printable(cell, blank, keep="\n") for cell in row] for row in rows]
    same = [] if options.all_columns else constant_columns(texts)
    kept = [place for place in range(len(headings)) if place not in same]
    shown = [[row[place] for place in kept] for row in texts]
    lines = [bold(line, options.colours) for line in lines_of(title, width)] if title else []
    if shown:
        names = [printable(headings[place], blank) for place in kept]
        lines += _table(names, shown, width, options) or list(_blocks(names, shown, width, options))
        lines.append("")
    lines += lines_of(row_count(len(texts), options.total, noun, options.language), width)
    if same:
        constant = [(headings[place], texts[0][place]) for place in same]
        lines += lines_of(_sameness(constant, options.language), width)
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _table(headings: Sequence[str], rows: Sequence[Sequence[str]], width: int, options: Options) -> list[str]:
    """Return the lines of a table; none if it does not fit, or if blocks are shorter."""
    cells = [[short(cell) for cell in row] for row in rows]
    fitting = widths(list(zip(headings, *cells, strict=True)), width)
    if fitting is None:
        return []
    head, *body = (list(_row(row, fitting)) for row in (headings, *cells))
    if sum(map(len, body)) > sum(len(row) - row.count("") + 1 for row in cells):
        return []
    rule = "─" * (sum(fitting) + GAP * (len(fitting) - 1))
    return [*(bold(line, options.colours) for line in head), rule, *(line for row in body for line in row)]


def _row(cells: Sequence[str], fitting: Sequence[int]) -> Iterator[str]:
    """Yield the lines of one row."""
    wrapped = [lines_of(cell, width) for cell, width in zip(cells, fitting, strict=True)]
    for place in range(max(map(len, wrapped))):
        parts = [lines[place] if place < len(lines) else "" for lines in wrapped]
        yield (" " * GAP).join(map(padded, parts, fitting)).rstrip()


def _blocks(headings: Sequence[str], rows: Sequence[Sequence[str]], width: int, options: Options) -> Iterator[str]:
    """Yield the lines of a block for each row: its number, and each value behind its heading."""
    column = max(map(columns, headings))
    room = max(width - column - GAP, _LEAST_VALUE)
    for number, row in enumerate(rows, 1):
        yield bold(f"─ {number} ".ljust(min(width, 40), "─"), options.colours)
        for heading, cell in zip(headings, row, strict=True):
            for place, line in enumerate(lines_of(cell, room) if cell else ()):
                yield padded("" if place else heading, column + GAP) + line


def row_count(count: int, total: int = 0, noun: str = "row", language: str = "en") -> str:
    """Return how many rows are shown, of how many.

    >>> row_count(1), row_count(0), row_count(10, 16, "event")
    ('1 row', 'no rows', '10 of 16 events')
    """
    nouns = f"{noun}s"
    if count < total:
        return say(f"{{n}} of {{total}} {nouns}", language, n=f"{count:,}", total=f"{total:,}")
    if not count:
        return say(f"no {nouns}", language)
    return say(f"{{n}} {noun if count == 1 else nouns}", language, n=f"{count:,}")


def _sameness(constant: Sequence[tuple[str, str]], language: str = "en") -> str:
    """Return what all rows have in common.

    >>> _sameness([("Mission", "Chang'e 7"), ("Day", ""), ("Local day", "")])
    "the same in each row: Mission Chang'e 7; without a value: Day, Local day"
    """
    form = "{heading} {value}"
    values = [say(form, language, heading=heading, value=short(text)) for heading, text in constant if text]
    empty = [heading for heading, text in constant if not text]
    parts = (("the same in each row: ", values), ("without a value: ", empty))
    between, comma = say("; ", language), say(", ", language)
    return between.join(say(words, language) + comma.join(some) for words, some in parts if some)


def short(label: str) -> str:
    """Return the acronym of a label that begins with one, to keep tables narrow.

    >>> short("DORN, Detection of Outgassing Radon"), short("Moscow, Russia"), short("Queqiao")
    ('DORN', 'Moscow, Russia', 'Queqiao')
    """
    found = _ACRONYM.match(label)
    return found[1] if found else label
