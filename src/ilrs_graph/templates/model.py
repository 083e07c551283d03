"""The definition of a template: columns with notes, an example row from the graph, and the conversion to triples."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from pyoxigraph import Literal, NamedNode, Triple

from ..errors import Place
from ..namespaces import ONTOLOGY, VOCAB
from ..terms import ALT_LABEL, LABEL, TRANSLATED_LABEL, TYPE, WAS_DERIVED_FROM
from ..turtle.place import TriplePlace
from .cells import Cell
from .dates import Span
from .lookup import Lookup

Value: TypeAlias = NamedNode | Literal | Span
Reader: TypeAlias = Callable[[str, Lookup], Value]
"""Converts the text of a cell to a value; raises WrongCell for an invalid one."""
MANY = "|"
"""The separator of several values in one cell."""
LABELS = {"label_en": LABEL, "label_zh": LABEL, "translated_zh": TRANSLATED_LABEL, "other_names": ALT_LABEL}
"""The columns of names, each with its property."""


@dataclass(frozen=True)
class Column:
    """A column: `note` explains what to fill in; with `many`, several values are separated by |."""

    name: str
    note: str
    read: Reader
    required: bool = False
    many: bool = False


@dataclass(frozen=True)
class Template:
    """A kind of CSV file; `build` converts a row to triples.

    `missing` yields the problems of a row whose required cells are complete: column, problem, remedy. `defines` names
    the column of the thing that a row describes. The template of a claim is read after the others of a batch
    (`last`), since it may be about a node that one of these makes.
    """

    kind: str
    about: str
    columns: tuple[Column, ...]
    example: Mapping[str, str]
    build: Callable[[Row], None]
    missing: Callable[[Row], Iterator[tuple[str, str, str]]] = lambda _: iter(())
    defines: str = ""
    last: bool = False

    @property
    def required(self) -> frozenset[str]:
        """The names of the required columns."""
        return frozenset(column.name for column in self.columns if column.required)


@dataclass
class Row:
    """A row: its values by column, and the triples built from it with their places."""

    cells: Mapping[str, Cell]
    values: Mapping[str, list[Value]]
    lookup: Lookup
    triples: list[Triple] = field(default_factory=list)
    places: list[TriplePlace] = field(default_factory=list)

    def text(self, column: str) -> str:
        """Return the text of a cell, "" if it is empty or missing."""
        return self.cells[column].text.strip() if column in self.cells else ""

    def terms(self, column: str) -> list[NamedNode | Literal]:
        """Return the values of a column that are terms."""
        return [value for value in self.values.get(column, ()) if not isinstance(value, Span)]

    def node(self, column: str) -> NamedNode:
        """Return the thing in a required cell."""
        (found,) = self.values[column]
        if not isinstance(found, NamedNode):
            raise TypeError(column)
        return found

    def nodes(self, column: str) -> Iterator[NamedNode]:
        """Yield the things in a cell."""
        yield from (value for value in self.values.get(column, ()) if isinstance(value, NamedNode))

    def span(self, column: str) -> Span | None:
        """Return the date in a cell, None if it is empty."""
        return next((value for value in self.values.get(column, ()) if isinstance(value, Span)), None)

    def is_a(self, node: NamedNode, name: str, column: str) -> None:
        """State the class of a node and the sources of the row."""
        self.state(node, TYPE, NamedNode(ONTOLOGY + name), column)
        for source in self.terms("sources"):
            self.state(node, WAS_DERIVED_FROM, source, "sources")

    def link(self, node: NamedNode, name: str, column: str) -> None:
        """State a property of the ontology with each value of a column."""
        for term in self.terms(column):
            self.state(node, NamedNode(ONTOLOGY + name), term, column)

    def label(self, node: NamedNode) -> None:
        """State the labels of a node, English and Chinese, our Chinese translation, and its other names."""
        for column, prop in LABELS.items():
            for term in self.terms(column):
                self.state(node, prop, term, column)

    def state_own(self, node: NamedNode, name: str, term: NamedNode | Literal | None, column: str) -> None:
        """State a property of the ontology, unless `term` is None; its place is the cell of a column."""
        if term is not None:
            self.state(node, NamedNode(ONTOLOGY + name), term, column)

    def state(self, node: NamedNode, prop: NamedNode, term: NamedNode | Literal, column: str) -> None:
        """State a triple; its place is the cell of a column."""
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
