"""Axioms as text: OWL 2 Manchester syntax on one line (https://www.w3.org/TR/owl2-manchester-syntax/).

The text is part of a rule's identity, so it never contains the label of a blank node of the ontology.

>>> import pyoxigraph
>>> turtle = '''@prefix ilrs: <https://w3id.org/ilrs-graph/ontology#> .
...   @prefix owl: <http://www.w3.org/2002/07/owl#> .
...   ilrs:X owl:intersectionOf (
...     ilrs:Mission [owl:onProperty ilrs:hasPartner ; owl:someValuesFrom owl:Thing]) .'''
>>> axioms = Axioms(pyoxigraph.parse(turtle, format=pyoxigraph.RdfFormat.TURTLE))
>>> class_words(axioms, NamedNode("https://w3id.org/ilrs-graph/ontology#X"), expand=True)
'ilrs:Mission and (ilrs:hasPartner some owl:Thing)'
"""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import BlankNode, Literal, NamedNode

from ..errors import OntologyError
from ..terms import FIRST, Node, Statement
from .axioms import Axioms
from .rules import word
from .vocabulary import (
    ALL_VALUES_FROM,
    COMPLEMENT_OF,
    EXACTLY,
    EXACTLY_QUALIFIED,
    HAS_SELF,
    HAS_VALUE,
    INTERSECTION_OF,
    INVERSE_OF,
    MAX,
    MAX_QUALIFIED,
    MIN,
    MIN_QUALIFIED,
    ON_CLASS,
    ON_DATA_RANGE,
    ON_PROPERTY,
    ONE_OF,
    RESTRICTIONS,
    SOME_VALUES_FROM,
    UNION_OF,
)

_DEEPEST = 32
"""Class expressions nested deeper than this are circular or unreadable."""

_KEYWORD = {
    SOME_VALUES_FROM: "some",
    ALL_VALUES_FROM: "only",
    HAS_VALUE: "value",
    HAS_SELF: "Self",
    **dict.fromkeys((MIN, MIN_QUALIFIED), "min"),
    **dict.fromkeys((MAX, MAX_QUALIFIED), "max"),
    **dict.fromkeys((EXACTLY, EXACTLY_QUALIFIED), "exactly"),
}


def class_words(axioms: Axioms, node: Node, *, expand: bool = False, depth: int = 0) -> str:
    """Return a class expression as text; `expand` reads the constructor on a named class itself.

    Raises OntologyError for an expression that is malformed or contains itself.

    >>> class_words(Axioms([]), NamedNode("https://w3id.org/ilrs-graph/ontology#Mission"))
    'ilrs:Mission'
    """
    if depth > _DEEPEST:
        raise OntologyError("a class expression contains itself, or is nested too deeply")
    if not isinstance(node, BlankNode) and not expand:
        return word(node)
    if axioms.is_data_range(node):
        return "(a data range)"
    constructor = axioms.constructor(node)
    if constructor in RESTRICTIONS:
        return _restriction(axioms, node, constructor, depth)
    value = axioms.one(node, constructor)
    if constructor == COMPLEMENT_OF:
        return f"not {_inner(axioms, value, depth)}"
    if constructor == ONE_OF:
        return "{" + ", ".join(map(individual_words, axioms.members(value))) + "}"
    joint = {INTERSECTION_OF: " and ", UNION_OF: " or "}[constructor]
    return joint.join(_inner(axioms, member, depth) for member in axioms.members(value))


def property_words(axioms: Axioms, prop: Node) -> str:
    """Return a property expression as text.

    >>> property_words(Axioms([]), NamedNode("https://w3id.org/ilrs-graph/ontology#hasPartner"))
    'ilrs:hasPartner'
    """
    if isinstance(prop, BlankNode):
        return f"inverse ({property_words(axioms, axioms.one(prop, INVERSE_OF))})"
    return word(prop)


def individual_words(node: Node) -> str:
    """Return an individual or a literal as text.

    >>> individual_words(NamedNode("https://w3id.org/ilrs-graph/id/agent/cnsa"))
    'agent:cnsa'
    """
    return "(an unnamed individual)" if isinstance(node, BlankNode) else word(node)


def words_of_all(axioms: Axioms, nodes: Iterable[Node]) -> str:
    """Return several classes as text, separated by commas.

    >>> words_of_all(Axioms([]), [NamedNode("https://w3id.org/ilrs-graph/ontology#Mission")] * 2)
    'ilrs:Mission, ilrs:Mission'
    """
    return ", ".join(class_words(axioms, node) for node in nodes)


def triple_words(axioms: Axioms, triple: Statement) -> str:
    """Return the triple that states an axiom as text, even if the axiom is malformed.

    >>> from pyoxigraph import Triple
    >>> cls = NamedNode("https://w3id.org/ilrs-graph/ontology#Mission")
    >>> triple_words(Axioms([]), Triple(cls, UNION_OF, BlankNode()))
    'ilrs:Mission owl:unionOf [...]'
    """
    return " ".join(_any_words(axioms, node) for node in (triple.subject, triple.predicate, triple.object))


def _any_words(axioms: Axioms, node: Node) -> str:
    if not isinstance(node, BlankNode):
        return word(node)
    try:
        if axioms.all(node, FIRST):
            return f"({' '.join(_any_words(axioms, member) for member in axioms.members(node))})"
        if axioms.all(node, INVERSE_OF):
            return f"({property_words(axioms, node)})"
        return f"({class_words(axioms, node)})"
    except OntologyError:
        return "[...]"


def _inner(axioms: Axioms, node: Node, depth: int) -> str:
    text = class_words(axioms, node, depth=depth + 1)
    return f"({text})" if " " in text and not text.startswith(("{", "(a data")) else text


def _restriction(axioms: Axioms, node: Node, constructor: NamedNode, depth: int) -> str:
    prop = property_words(axioms, axioms.one(node, ON_PROPERTY))
    value = axioms.one(node, constructor)
    start = f"{prop} {_KEYWORD[constructor]}"
    if constructor == HAS_SELF:
        return start
    if constructor == HAS_VALUE:
        return f"{start} {individual_words(value)}"
    if not isinstance(value, Literal):
        return f"{start} {_inner(axioms, value, depth)}"
    filler = axioms.all(node, ON_CLASS) + axioms.all(node, ON_DATA_RANGE)
    return " ".join([start, value.value, *(_inner(axioms, f, depth) for f in filler)])
