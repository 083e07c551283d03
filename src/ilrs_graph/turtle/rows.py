"""Sortable rows: triples whose terms are plain tuples, which compare in the order of the output.

They differ from the terms of `terms`, which have no order and whose texts need a call into Rust for each comparison.
"""

from __future__ import annotations

from typing import TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from ..errors import OutputError
from ..terms import Term

IRI, BLANK, LITERAL = 0, 1, 2

SortableTerm: TypeAlias = tuple[int, str, str, str]
"""Kind; then IRI, label or lexical form; then datatype IRI; then language tag."""

Row: TypeAlias = tuple[SortableTerm, str, SortableTerm]
"""Subject, IRI of the predicate, object."""


def row(triple: Triple | Quad) -> Row:
    """Return the three terms of `triple`, with unchanged lexical forms; the graph name of a quad is ignored.

    Raises OutputError for terms of RDF 1.2: triple terms, and literals with a base direction.

    >>> name = NamedNode("http://xmlns.com/foaf/0.1/name")
    >>> row(Triple(BlankNode("x"), name, Literal("Chang'e", language="en")))
    ((1, 'x', '', ''), 'http://xmlns.com/foaf/0.1/name',
     (2, "Chang'e", 'http://www.w3.org/1999/02/22-rdf-syntax-ns#langString', 'en'))
    """
    return _term(triple.subject), triple.predicate.value, _term(triple.object)


def _term(term: NamedNode | BlankNode | Literal | Triple) -> SortableTerm:
    if isinstance(term, NamedNode):
        return (IRI, term.value, "", "")
    if isinstance(term, Literal):
        if term.direction is not None:
            raise _beyond_rdf_1_1(f"the base direction of {term}")
        return (LITERAL, term.value, term.datatype.value, term.language or "")
    if isinstance(term, BlankNode):
        return (BLANK, term.value, "", "")
    raise _beyond_rdf_1_1(f"the triple term <<( {term} )>>")


def of_row(term: SortableTerm) -> Term:
    """Return the term of a tuple in a `Row`.

    >>> of_row((2, "6", "http://www.w3.org/2001/XMLSchema#integer", ""))
    <Literal value=6 datatype=<NamedNode value=http://www.w3.org/2001/XMLSchema#integer>>
    """
    kind, value, datatype, language = term
    if kind == IRI:
        return NamedNode(value)
    if kind == BLANK:
        return BlankNode(value)
    return Literal(value, language=language) if language else Literal(value, datatype=NamedNode(datatype))


def _beyond_rdf_1_1(what: str) -> OutputError:
    return OutputError(
        f"RDF 1.1 cannot represent {what}",
        tip="remove it, or describe its content with a separate node",
    )
