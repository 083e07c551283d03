"""Terms and facts as text: by their labels for people, and by CURIEs as Turtle has them."""

from __future__ import annotations

from collections.abc import Sequence

from pyoxigraph import Literal, NamedNode, Triple

from ..namespaces import compact
from ..terms import TYPE, Node
from .labels import Labels, text_of


def fact_text(fact: Sequence[Node], labels: Labels) -> str:
    """Return a fact by its labels: subject, property and value with two spaces between them.

    >>> from pyoxigraph import Store
    >>> from ilrs_graph.engine import StoreEngine
    >>> e = "http://example.org/"
    >>> fact = (NamedNode(e + "queqiao"), TYPE, NamedNode(e + "Orbiter"))
    >>> fact_text(fact, Labels(StoreEngine(Store())))
    'queqiao  is a  Orbiter'
    """
    s, p, o = fact
    return f"{term_text(s, labels)}  {'is a' if p == TYPE else term_text(p, labels)}  {term_text(o, labels)}"


def term_text(term: Node, labels: Labels) -> str:
    """Return a term by its label, a literal by its text and language.

    >>> from pyoxigraph import Store
    >>> from ilrs_graph.engine import StoreEngine
    >>> term_text(Literal("嫦娥六号", language="zh"), Labels(StoreEngine(Store())))
    '嫦娥六号 (zh)'
    """
    if isinstance(term, Literal):
        return text_of(term)
    return str(term) if isinstance(term, Triple) else labels.of(term)


def fact_curies(fact: Sequence[Node]) -> str:
    """Return a fact by CURIEs, as in Turtle.

    >>> fact_curies((TYPE, TYPE, Literal("2024-05-03")))
    'rdf:type a "2024-05-03"'
    """
    s, p, o = fact
    return f"{term_curie(s)} {'a' if p == TYPE else term_curie(p)} {term_curie(o)}"


def term_curie(term: Node) -> str:
    """Return a term as Turtle with the project's prefixes would have it.

    >>> from ilrs_graph.namespaces import XSD
    >>> term_curie(Literal("2024-05-03", datatype=NamedNode(XSD + "date")))
    '"2024-05-03"^^xsd:date'
    """
    if isinstance(term, NamedNode):
        return compact(term.value)
    if isinstance(term, Literal) and "^^" in str(term):
        datatype = str(term.datatype)
        return str(term).removesuffix(datatype) + compact(term.datatype.value)
    return str(term)
