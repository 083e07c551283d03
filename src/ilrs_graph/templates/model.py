"""What a template is: columns with their notes, an example that is true in the graph, and how a row becomes triples."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from pyoxigraph import Literal, NamedNode, Triple

from ..errors import Place
from ..namespaces import ONTOLOGY, VOCAB
from ..terms import LABEL, TYPE, WAS_DERIVED_FROM
from ..turtle.place import TriplePlace
from .cells import Cell
from .dates import Span
from .lookup import Lookup

Value: TypeAlias = NamedNode | Literal | Span
Reader: TypeAlias = Callable[[str, Lookup], Value]
"""Reads the text of a cell; raises WrongCell where it is not of the kind."""
MANY = "|"
"""What stands between several values in one cell."""


@dataclass(frozen=True)
class Column:
    """A column: `note` says what to fill in; with `many`, several values are separated by |."""

    name: str
    note: str
    read: Reader
    required: bool = False
    many: bool = False


@dataclass(frozen=True)
class Template:
    """A kind of sheet: a filled row becomes triples by `build`.

    `missing` yields what a row lacks beyond required cells: column, what is wrong, remedy. `defines` names the column
    with the thing that a row describes.
    """

    kind: str
    about: str
    columns: tuple[Column, ...]
    example: Mapping[str, str]
    build: Callable[[Row], None]
    missing: Callable[[Row], Iterator[tuple[str, str, str]]] = lambda _: iter(())
    defines: str = ""

    @property
    def required(self) -> frozenset[str]:
        """The names of the columns that every row fills."""
        return frozenset(column.name for column in self.columns if column.required)


@dataclass
class Row:
    """A filled row: its values by column, and the triples that are made of it with their places."""

    cells: Mapping[str, Cell]
    values: Mapping[str, list[Value]]
    lookup: Lookup
    triples: list[Triple] = field(default_factory=list)
    places: list[TriplePlace] = field(default_factory=list)

    def text(self, column: str) -> str:
        """Return what a cell holds, "" where nothing."""
        return self.cells[column].text.strip() if column in self.cells else ""

    def terms(self, column: str) -> list[NamedNode | Literal]:
        """Return the values of a column that are terms."""
        return [value for value in self.values.get(column, ()) if not isinstance(value, Span)]

    def node(self, column: str) -> NamedNode:
        """Return the one thing that a required cell names."""
        (found,) = self.values[column]
        if not isinstance(found, NamedNode):
            raise TypeError(column)
        return found

    def nodes(self, column: str) -> Iterator[NamedNode]:
        """Yield the things that a cell names."""
        yield from (value for value in self.values.get(column, ()) if isinstance(value, NamedNode))

    def span(self, column: str) -> Span | None:
        """Return the date in a cell, None where nothing is given."""
        return next((value for value in self.values.get(column, ()) if isinstance(value, Span)), None)

    def is_a(self, node: NamedNode, name: str, column: str) -> None:
        """State the class of a node and the sources of the row."""
        self.state(node, TYPE, NamedNode(ONTOLOGY + name), column)
        for source in self.terms("sources"):
            self.state(node, WAS_DERIVED_FROM, source, "sources")

    def link(self, node: NamedNode, name: str, column: str) -> None:
        """State a property of our own with each value of a column."""
        for term in self.terms(column):
            self.state(node, NamedNode(ONTOLOGY + name), term, column)

    def label(self, node: NamedNode) -> None:
        """State the labels of a node, English and Chinese."""
        for column in ("label_en", "label_zh"):
            for term in self.terms(column):
                self.state(node, LABEL, term, column)

    def say(self, node: NamedNode, name: str, term: NamedNode | Literal | None, column: str) -> None:
        """State a property of our own, which the cell of a column stands for; nothing where there is no term."""
        if term is not None:
            self.state(node, NamedNode(ONTOLOGY + name), term, column)

    def state(self, node: NamedNode, prop: NamedNode, term: NamedNode | Literal, column: str) -> None:
        """State a triple, whose place is the cell of a column."""
        start = min(cell.place for cell in self.cells.values())
        here = self.cells[column].place if column in self.cells else start
        self.triples.append(Triple(node, prop, term))
        self.places.append(TriplePlace(_subject_place(self, start), here, here))


def _subject_place(row: Row, start: Place) -> Place:
    return next((cell.place for cell in row.cells.values() if cell.text.strip()), start)


def concept(scheme: str, name: str) -> NamedNode:
    """Return a concept of a code list.

    >>> concept("rank", "normal").value.rpartition("/")[2]
    'normal'
    """
    return NamedNode(f"{VOCAB}{scheme}/{name}")
