"""The rows of an answer as a table for a page: cells that lead to things, strength of evidence, numbers of references.

Columns in which all rows say the same are shown once, beside the table; a first cell that repeats the one above is
marked, so that it can be shown faintly.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode

from ..language import say
from ..questions.strength import Strength
from ..render.layout import constant_columns
from ..terms import Term
from ..things.citation import Citation
from .answers import Rows

_WEB = ("http://", "https://")
_BEST = 1
"""The place of the best kind of source, primary, in the order of the ontology."""


class Cell(NamedTuple):
    """A value: its text, the thing that it is, an address of the web, and whether it repeats the cell above."""

    text: str
    thing: NamedNode | None = None
    url: str = ""
    repeats: bool = False


class Line(NamedTuple):
    """A row: its cells, how strong its evidence is, and the numbers of its references."""

    cells: tuple[Cell, ...]
    strength: Strength
    references: tuple[int, ...]


class Table(NamedTuple):
    """A table: headings, the first lines of `total`, and by heading what all lines say; `hidden` headings are empty."""

    headings: tuple[str, ...]
    lines: tuple[Line, ...]
    same: tuple[tuple[str, Cell], ...]
    total: int


class References:
    """The sources cited on a page, numbered in the order of their first citation."""

    def __init__(self) -> None:
        self._numbers: dict[Citation, int] = {}

    def __iter__(self) -> Iterator[tuple[int, Citation]]:
        return iter((number, citation) for citation, number in self._numbers.items())

    def __len__(self) -> int:
        return len(self._numbers)

    def numbers(self, citations: Iterable[Citation]) -> tuple[int, ...]:
        """Return the numbers of citations.

        >>> References().numbers([Citation("", "a"), Citation("", "b"), Citation("", "a")])
        (1, 2, 1)
        """
        return tuple(self._numbers.setdefault(each, len(self._numbers) + 1) for each in citations)


def table(rows: Rows, references: References, most: int | None = None, hidden: Sequence[str] = ()) -> Table:
    """Return the table of some rows of an answer.

    Args:
        rows: the rows.
        references: the references of the page, which those of the shown rows are added to.
        most: how many lines it has at most; default: all.
        hidden: the variables of columns that are not shown.
    """
    headings = list(rows.columns.values())
    cells = [list(map(cell, terms, texts)) for terms, texts in zip(rows.terms, rows.texts, strict=True)]
    texts = [[each.text for each in line] for line in cells]
    constant = {place for place in constant_columns(texts) if list(rows.columns)[place] not in rows.varying}
    away = {place for place, name in enumerate(rows.columns) if name in hidden} | constant
    shown = [place for place in range(len(headings)) if place not in away] or [0]
    same = tuple((headings[place], cells[0][place]) for place in sorted(constant) if place not in shown)
    same = tuple((heading, each) for heading, each in same if each.text and not _is_hidden(heading, rows, hidden))
    lines = []
    for place, row in enumerate(rows.rows[:most]):
        above = cells[place - 1][shown[0]] if place else None
        found = [cells[place][each] for each in shown]
        if len(shown) > 1 and above is not None and found[0].text == above.text:
            found[0] = found[0]._replace(repeats=True)
        lines.append(Line(tuple(found), row.strength, references.numbers(row.sources)))
    return Table(tuple(headings[place] for place in shown), tuple(lines), same, rows.total)


def _is_hidden(heading: str, rows: Rows, hidden: Sequence[str]) -> bool:
    return any(rows.columns.get(name) == heading for name in hidden)


def cell(term: Term | None, text: str) -> Cell:
    """Return the cell of a term; an IRI or text that is a web address leads there.

    >>> cell(Literal("https://example.org/"), "https://example.org/").url
    'https://example.org/'
    """
    if isinstance(term, NamedNode):
        return Cell(text, term)
    return Cell(text, url=text if isinstance(term, Literal) and text.lower().startswith(_WEB) else "")


GLYPHS = {
    "●": "at least two independent sources, one of them primary",
    "◕": "a primary source alone",
    "◑": "at least two independent sources, none of them primary",
    "○": "one source, which is not primary",
    "·": "no source",
}
"""The signs for the strength of evidence, each with its meaning."""


def glyph(strength: Strength) -> str:
    """Return the sign for the strength of evidence.

    >>> glyph(Strength())
    '·'
    """
    if strength.best is None:
        return "·"
    if strength.best.order == _BEST:
        return "●" if strength.independent > 1 else "◕"
    return "◑" if strength.independent > 1 else "○"


def strength_text(strength: Strength, language: str) -> str:
    """Return the strength of evidence in words.

    >>> strength_text(Strength(), "en")
    'no source'
    """
    return strength.text(language) or say(GLYPHS["·"], language)
