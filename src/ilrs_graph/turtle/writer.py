"""Deterministic Turtle: the same bytes for the same triples, suitable for git and for human readers.

This is the layout of all exports and hand-written files of this project; `turtlefmt` leaves it unchanged. Used
prefixes, sorted; a block for each subject, in the order that `ilrs_graph.turtle.ordered` declares; a line for each
predicate, `a` first, indented by four spaces; ` , ` between objects. Blank nodes are nested as described in
`ilrs_graph.turtle.nested`, each on the line of its predicate; text of several lines keeps its lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import Quad, Triple

from ..namespaces import PREFIXES
from .comments import Comments, comment_lines
from .nested import FIRST, NIL, REST, nesting
from .ordered import RDF_TYPE, OrderedGraph, ordered
from .rows import BLANK, SortableTerm
from .spelling import TermWriter, iri_reference


def write_turtle(
    triples: Iterable[Triple | Quad], prefixes: Mapping[str, str] = PREFIXES, *, header: str | None = None
) -> str:
    """Return `triples` as a Turtle 1.1 document that depends only on them, `prefixes` and `header`.

    Terms keep their lexical forms; graph names of quads are ignored. Blank nodes that cannot be nested are
    labelled b0, b1, ... (for the limits see `ilrs_graph.turtle.blank_nodes`). `header` becomes comment lines
    below the prefixes, where formatters do not move comments. Without triples and header the document is one
    empty line.

    NUL, U+FFFE and U+FFFF in literals are written as the grammar allows, but not every parser reads them.

    Raises OutputError for RDF 1.2 triple terms and for literals with a base direction.

    >>> from pyoxigraph import Literal, NamedNode
    >>> mission = NamedNode("https://w3id.org/ilrs-graph/id/mission/change-6")
    >>> label = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
    >>> print(write_turtle([Triple(mission, label, Literal("Chang'e 6", language="en"))]), end="")
    @prefix mission: <https://w3id.org/ilrs-graph/id/mission/> .
    @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
    <BLANKLINE>
    mission:change-6 rdfs:label "Chang'e 6"@en .
    """
    lines = [line.strip() for line in (header or "").splitlines()]
    return write_graph(ordered(triples), TermWriter(prefixes), Comments(header=[f" {line}" for line in lines if line]))


def write_graph(graph: OrderedGraph, writer: TermWriter, comments: Comments) -> str:
    """Return the document of an ordered graph with `comments`, which use the blank nodes of the graph."""
    body = _sections(graph, writer, comments)
    parts = [prefix_lines(writer), comment_lines(comments.header), *body, comment_lines(comments.tail)]
    return "\n".join(part for part in parts if part) or "\n"


def _sections(graph: OrderedGraph, writer: TermWriter, comments: Comments) -> list[str]:
    """Return the blocks section by section, each section below its banner."""
    if not comments.sections:
        return blocks_of(graph, writer, comments)
    blocks = _Blocks(graph, writer, comments)
    sections = comments.in_sections(subject for subject in graph if not blocks.is_nested(subject))
    banners = ["", *map(comment_lines, comments.sections)]
    return [part for banner, subjects in zip(banners, sections, strict=True)
            for part in (banner, *map(blocks.block, subjects))]  # fmt: skip


def blocks_of(graph: OrderedGraph, writer: TermWriter, comments: Comments) -> list[str]:
    """Return the block of each subject of an ordered graph."""
    blocks = _Blocks(graph, writer, comments)
    return [blocks.block(subject) for subject in graph if not blocks.is_nested(subject)]


def prefix_lines(writer: TermWriter) -> str:
    """Return the declarations of the prefixes that `writer` has used."""
    return "".join(f"@prefix {p}: {iri_reference(n)} .\n" for p, n in sorted(writer.used.items()))


class _Blocks:
    """Writes the block of a subject, nested blank nodes in their places."""

    def __init__(self, graph: OrderedGraph, writer: TermWriter, comments: Comments) -> None:
        self._graph, self._writer, self._nesting = graph, writer, nesting(graph)
        self._above, self._beside = comments.placed(self._nesting.home)

    def is_nested(self, subject: SortableTerm) -> bool:
        return subject[0] == BLANK and subject[1] in self._nesting.home

    def block(self, subject: SortableTerm) -> str:
        lines = list(self._lines(subject))
        text = f"{comment_lines(self._above.get(subject, []))}{self._subject(subject)} "
        for place, (line, comment) in enumerate(lines, 1):
            text += line + (" ." if place == len(lines) else " ;")
            text += "\n" if comment is None else f" #{comment}\n"
            text += "" if place == len(lines) else "    "
        return text

    def _lines(self, subject: SortableTerm) -> Iterator[tuple[str, str | None]]:
        """Yield each line and the comment beside it; objects with different comments are on separate lines."""
        for predicate, objects in self._graph[subject].items():
            commented = {
                o: self._beside[subject, predicate, o] for o in objects if (subject, predicate, o) in self._beside
            }
            if len(commented) < 2:
                yield self._line(predicate, objects), next(iter(commented.values()), None)
                continue
            if rest := [o for o in objects if o not in commented]:
                yield self._line(predicate, rest), None
            for o, comment in commented.items():
                yield self._line(predicate, [o]), comment

    def _line(self, predicate: str, objects: Iterable[SortableTerm]) -> str:
        verb = "a" if predicate == RDF_TYPE else self._writer.iri(predicate)
        return f"{verb} {' , '.join(map(self._object, objects))}"

    def _subject(self, term: SortableTerm) -> str:
        return self._nesting.names[term[1]] if term[0] == BLANK else self._writer.term(term)

    def _object(self, term: SortableTerm) -> str:
        if term == NIL:
            return "( )"
        if not self.is_nested(term):
            return self._subject(term)
        if term[1] in self._nesting.lists:
            return f"( {' '.join(map(self._object, self._items(term)))} )"
        lines = [self._line(predicate, objects) for predicate, objects in self._graph.get(term, {}).items()]
        return f"[ {' ; '.join(lines)} ]" if lines else "[]"

    def _items(self, cell: SortableTerm) -> Iterator[SortableTerm]:
        while cell != NIL:
            properties = self._graph[cell]
            yield properties[FIRST][0]
            cell = properties[REST][0]
