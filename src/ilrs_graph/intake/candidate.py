"""A candidate file: its triples, and its syntax errors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from pyoxigraph import BlankNode, RdfFormat, Triple

from .. import turtle as positions
from ..errors import Place
from ..findings import FileRead
from ..turtle import TriplePlace
from .language_tags import written_tags


@dataclass(frozen=True)
class Problem:
    """A problem that prevents the use of a file; `place` is as near as the parser knows.

    `kind` is "syntax", or "lost" if the file can be read, but states something that would be lost.
    """

    place: Place
    what: str
    remedy: str = "Fix the syntax at this place."
    kind: str = "syntax"


@dataclass
class Candidate:
    """A file that was read: `triples` in the order of the parser, `problems` in the order of the text.

    `graph_names` has the name of the graph of each triple in a named one, by its number; those of exports are left out.
    If there are problems, `triples` holds the readable part. `syntax` is None for input that is not an RDF file.
    `is_template` marks a template (CSV), which needs the graph to be read: `ilrs_graph.templates.fill` fills in its
    triples, the number of its `rows`, and the places of the triples in `cell_places`.

    >>> Candidate("new.nt", b"<urn:a> <urn:p> 1 .", RdfFormat.TURTLE).places[0].value
    Place(file='new.nt', line=1, column=17)
    """

    name: str
    content: bytes
    syntax: RdfFormat | None
    triples: list[Triple] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    cell_places: Sequence[TriplePlace] = ()
    is_template: bool = False
    rows: int = 0
    graph_names: dict[int, str] = field(default_factory=dict)

    @property
    def read(self) -> FileRead:
        """How much was read of this file."""
        return FileRead(self.name, len(self.triples), self.rows)

    @property
    def is_empty(self) -> bool:
        """Whether a file was read and states nothing."""
        return (self.is_template or self.syntax is not None) and not self.triples and not self.problems

    @cached_property
    def places(self) -> Sequence[TriplePlace]:
        """The place of each of `triples`, found on demand; empty if the text does not parse."""
        if self.problems or self.syntax is None:
            return self.cell_places
        return [where for _, where in positions.places(self.content, self.syntax, self.name)]

    @cached_property
    def tags(self) -> dict[int, str]:
        """The language tags that the file writes with capitals, by the number of their triple; found on demand.

        >>> from pyoxigraph import parse
        >>> text = b"<urn:a> <urn:p> 'x'@en-GB ."
        >>> triples = [quad.triple for quad in parse(text, format=RdfFormat.TURTLE)]
        >>> Candidate("new.ttl", text, RdfFormat.TURTLE, triples).tags
        {0: 'en-GB'}
        """
        if self.problems or self.syntax is None:
            return {}
        return dict(written_tags(self.content, self.syntax, self.triples))


def with_own_blank_nodes(triples: Sequence[Triple], prefix: str) -> list[Triple]:
    """Return the triples with blank nodes renamed to `prefix` and a number, in order of appearance.

    A parser uses random labels or those of the file; with the latter, nodes of two files could be confused.

    >>> from pyoxigraph import NamedNode
    >>> a = BlankNode("a")
    >>> str(with_own_blank_nodes([Triple(a, NamedNode("urn:p"), a)], "f0-b")[0].subject)
    '_:f0-b1'
    """
    names: dict[BlankNode, BlankNode] = {}

    def named(term: object) -> object:
        if not isinstance(term, BlankNode):
            return term
        return names.setdefault(term, BlankNode(f"{prefix}{len(names) + 1}"))

    if not any(isinstance(x, BlankNode) for t in triples for x in (t.subject, t.object)):
        return list(triples)
    return [Triple(named(t.subject), t.predicate, named(t.object)) for t in triples]  # type: ignore[arg-type]
