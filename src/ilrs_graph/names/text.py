"""Terms and facts as text: with labels for users, and with CURIEs as in Turtle."""

from __future__ import annotations

from collections.abc import Sequence

from pyoxigraph import Literal, NamedNode, Triple

from ..language import say
from ..namespaces import compact
from ..terms import TYPE, Node
from .labels import Labels, text_of


def fact_text(fact: Sequence[Node], labels: Labels) -> str:
    """Return a fact with labels: subject, property and value separated by two spaces.

    >>> from pyoxigraph import Store
    >>> from ilrs_graph.engine import StoreEngine
    >>> e = "http://example.org/"
    >>> fact = (NamedNode(e + "queqiao"), TYPE, NamedNode(e + "Orbiter"))
    >>> fact_text(fact, Labels(StoreEngine(Store())))
    'queqiao  is a  Orbiter'
    """
    s, p, o = fact
    verb = say("is a", labels.language) if p == TYPE else term_text(p, labels)
    return f"{term_text(s, labels)}  {verb}  {term_text(o, labels)}"


def term_text(term: Node, labels: Labels) -> str:
    """Return the label of a term, or the text and language of a literal.

    >>> from pyoxigraph import Store
    >>> from ilrs_graph.engine import StoreEngine
    >>> term_text(Literal("嫦娥六号", language="zh"), Labels(StoreEngine(Store())))
    '嫦娥六号 (zh)'
    """
    if isinstance(term, Literal):
        return text_of(term)
    return str(term) if isinstance(term, Triple) else labels.of(term)


def fact_curies(fact: Sequence[Node]) -> str:
    """Return a fact with CURIEs, as in Turtle.

    >>> fact_curies((TYPE, TYPE, Literal("2024-05-03")))
    'rdf:type a "2024-05-03"'
    """
    s, p, o = fact
    return f"{term_curie(s)} {'a' if p == TYPE else term_curie(p)} {term_curie(o)}"


def term_curie(term: Node) -> str:
    """Return a term as in Turtle with the project's prefixes.

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
