"""RDF terms as plain tuples: they compare in the declared order, and need no call into Rust to do so."""

from __future__ import annotations

from typing import TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from ..errors import OutputError

IRI, BLANK, LITERAL = 0, 1, 2

Term: TypeAlias = tuple[int, str, str, str]
"""Kind; then IRI, label or lexical form; then datatype IRI; then language tag."""

Row: TypeAlias = tuple[Term, str, Term]
"""Subject, IRI of the predicate, object."""


def row(triple: Triple | Quad) -> Row:
    """Return the three terms of `triple`, lexical forms untouched; the graph name of a quad is left out.

    Raises OutputError for what RDF 1.2 adds: triple terms, and literals with a base direction.

    >>> name = NamedNode("http://xmlns.com/foaf/0.1/name")
    >>> row(Triple(BlankNode("x"), name, Literal("Chang'e", language="en")))
    ((1, 'x', '', ''), 'http://xmlns.com/foaf/0.1/name',
     (2, "Chang'e", 'http://www.w3.org/1999/02/22-rdf-syntax-ns#langString', 'en'))
    """
    return _term(triple.subject), triple.predicate.value, _term(triple.object)


def _term(term: NamedNode | BlankNode | Literal | Triple) -> Term:
    if isinstance(term, NamedNode):
        return (IRI, term.value, "", "")
    if isinstance(term, Literal):
        if term.direction is not None:
            raise _beyond_rdf_1_1(f"the base direction of {term}")
        return (LITERAL, term.value, term.datatype.value, term.language or "")
    if isinstance(term, BlankNode):
        return (BLANK, term.value, "", "")
    raise _beyond_rdf_1_1(f"the triple term <<( {term} )>>")


def _beyond_rdf_1_1(what: str) -> OutputError:
    return OutputError(
        f"RDF 1.1 has no way to write {what}",
        tip="leave it out, or describe what it says with a node of its own",
    )
