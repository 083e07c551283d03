"""Axioms about properties: hierarchy, chains, inverses, characteristics, domains and ranges, disjointness.

Table 5 of OWL 2 Profiles, section 4.3.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations

from pyoxigraph import BlankNode, NamedNode

from ..errors import OntologyError
from ..terms import SAME_AS, Node
from .class_expressions import Expressions
from .rules import Rule, X, Y, Z, make_rule
from .vocabulary import ASYMMETRIC, FUNCTIONAL, INVERSE_FUNCTIONAL, IRREFLEXIVE, REFLEXIVE, SYMMETRIC, TRANSITIVE
from .wording import class_words, property_words

Rules = Iterator[Rule | None]


def subproperty(e: Expressions, sub: Node, sup: Node) -> Rules:
    """Yield the rule of `sub rdfs:subPropertyOf sup` (prp-spo1).

    >>> from .axioms import Axioms
    >>> print(*subproperty(Expressions(Axioms([])), NamedNode("x:p"), NamedNode("x:q")))
    prp-spo1: <x:p>(?a, ?b) -> <x:q>(?a, ?b)
    """
    axiom = f"{property_words(e.axioms, sub)} SubPropertyOf {property_words(e.axioms, sup)}"
    yield make_rule("prp-spo1", axiom, [e.axioms.atom(sub, X, Y)], e.axioms.atom(sup, X, Y))


def equivalent(e: Expressions, one: Node, other: Node) -> Rules:
    """Yield the rules of `one owl:equivalentProperty other` (prp-eqp1, prp-eqp2).

    >>> from .axioms import Axioms
    >>> print(*equivalent(Expressions(Axioms([])), NamedNode("x:p"), NamedNode("x:q")), sep="\\n")
    prp-eqp1: <x:p>(?a, ?b) -> <x:q>(?a, ?b)
    prp-eqp2: <x:q>(?a, ?b) -> <x:p>(?a, ?b)
    """
    axiom = f"{property_words(e.axioms, one)} EquivalentTo {property_words(e.axioms, other)}"
    left, right = e.axioms.atom(one, X, Y), e.axioms.atom(other, X, Y)
    yield make_rule("prp-eqp1", axiom, [left], right)
    yield make_rule("prp-eqp2", axiom, [right], left)


def inverse(e: Expressions, one: Node, other: Node) -> Rules:
    """Yield the rules of `one owl:inverseOf other` (prp-inv1, prp-inv2); an expression has none.

    >>> from .axioms import Axioms
    >>> print(*inverse(Expressions(Axioms([])), NamedNode("x:p"), NamedNode("x:q")), sep="\\n")
    prp-inv1: <x:p>(?a, ?b) -> <x:q>(?b, ?a)
    prp-inv2: <x:q>(?a, ?b) -> <x:p>(?b, ?a)
    """
    if isinstance(one, BlankNode):
        return
    axiom = f"{property_words(e.axioms, one)} InverseOf {property_words(e.axioms, other)}"
    left, right = e.axioms.atom(one, X, Y), e.axioms.atom(other, Y, X)
    yield make_rule("prp-inv1", axiom, [left], right)
    yield make_rule("prp-inv2", axiom, [right], left)


def property_chain(e: Expressions, prop: Node, steps: Node) -> Rules:
    """Yield the rule of `prop owl:propertyChainAxiom (steps)` (prp-spo2); a step may be an inverse.

    Raises OntologyError for an empty chain.

    >>> from pyoxigraph import Triple
    >>> from .axioms import Axioms
    >>> from ..terms import FIRST, NIL, REST
    >>> steps = [Triple(BlankNode("l"), FIRST, NamedNode("x:p")), Triple(BlankNode("l"), REST, NIL)]
    >>> print(*property_chain(Expressions(Axioms(steps)), NamedNode("x:q"), BlankNode("l")))
    prp-spo2: <x:p>(?a, ?b) -> <x:q>(?a, ?b)
    """
    properties = e.axioms.members(steps)
    words = " o ".join(property_words(e.axioms, p) for p in properties)
    axiom = f"{words} SubPropertyOf {property_words(e.axioms, prop)}"
    if not properties:
        raise OntologyError("a property chain needs at least one property")
    places = [X, *(e.new() for _ in properties[1:]), Y]
    body = [e.axioms.atom(p, places[i], places[i + 1]) for i, p in enumerate(properties)]
    yield make_rule("prp-spo2", axiom, body, e.axioms.atom(prop, X, Y))


def domain(e: Expressions, prop: Node, cls: Node) -> Rules:
    """Yield the rules of `prop rdfs:domain cls` (prp-dom).

    Raises OntologyError if the class is not allowed on the right side of a subclass axiom.

    >>> from .axioms import Axioms
    >>> print(*domain(Expressions(Axioms([])), NamedNode("x:p"), NamedNode("x:A")))
    prp-dom: <x:p>(?a, ?b) -> <x:A>(?a)
    """
    axiom = f"{property_words(e.axioms, prop)} Domain {class_words(e.axioms, cls)}"
    for rule, body, head, different in e.conclusions(cls, X):
        yield make_rule(rule or "prp-dom", axiom, [e.axioms.atom(prop, X, Y), *body], head, different)


def range_(e: Expressions, prop: Node, cls: Node) -> Rules:
    """Yield the rules of `prop rdfs:range cls` (prp-rng); the range of a data property has none.

    Raises OntologyError if the class is not allowed on the right side of a subclass axiom.

    >>> from .axioms import Axioms
    >>> print(*range_(Expressions(Axioms([])), NamedNode("x:p"), NamedNode("x:A")))
    prp-rng: <x:p>(?a, ?b) -> <x:A>(?b)
    """
    if e.axioms.is_data_range(cls):
        return
    axiom = f"{property_words(e.axioms, prop)} Range {class_words(e.axioms, cls)}"
    for rule, body, head, different in e.conclusions(cls, Y):
        yield make_rule(rule or "prp-rng", axiom, [e.axioms.atom(prop, X, Y), *body], head, different)


def disjoint(e: Expressions, one: Node, other: Node) -> Rules:
    """Yield the rule of `one owl:propertyDisjointWith other` (prp-pdw).

    >>> from .axioms import Axioms
    >>> print(*disjoint(Expressions(Axioms([])), NamedNode("x:q"), NamedNode("x:p")))
    prp-pdw: <x:p>(?a, ?b), <x:q>(?a, ?b) -> clash
    """
    words = sorted([property_words(e.axioms, one), property_words(e.axioms, other)])
    atoms = sorted([e.axioms.atom(one, X, Y), e.axioms.atom(other, X, Y)], key=str)
    yield make_rule("prp-pdw", " DisjointWith ".join(words), atoms, None)


def all_disjoint(e: Expressions, members: list[Node]) -> Rules:
    """Yield the rules of `owl:AllDisjointProperties` (prp-adp).

    >>> from .axioms import Axioms
    >>> print(*all_disjoint(Expressions(Axioms([])), [NamedNode("x:p"), NamedNode("x:q")]))
    prp-adp: <x:p>(?a, ?b), <x:q>(?a, ?b) -> clash
    """
    axiom = "DisjointProperties: " + ", ".join(property_words(e.axioms, m) for m in members)
    for one, other in combinations(members, 2):
        yield make_rule("prp-adp", axiom, [e.axioms.atom(one, X, Y), e.axioms.atom(other, X, Y)], None)


def transitive(e: Expressions, prop: Node) -> Rules:
    """Yield the rule of an `owl:TransitiveProperty` (prp-trp).

    >>> from .axioms import Axioms
    >>> print(*transitive(Expressions(Axioms([])), NamedNode("x:p")))
    prp-trp: <x:p>(?a, ?b), <x:p>(?b, ?c) -> <x:p>(?a, ?c)
    """
    body = [e.axioms.atom(prop, X, Y), e.axioms.atom(prop, Y, Z)]
    yield make_rule("prp-trp", _characteristic(e, "Transitive", prop), body, e.axioms.atom(prop, X, Z))


def symmetric(e: Expressions, prop: Node) -> Rules:
    """Yield the rule of an `owl:SymmetricProperty` (prp-symp).

    >>> from .axioms import Axioms
    >>> print(*symmetric(Expressions(Axioms([])), NamedNode("x:p")))
    prp-symp: <x:p>(?a, ?b) -> <x:p>(?b, ?a)
    """
    body = [e.axioms.atom(prop, X, Y)]
    yield make_rule("prp-symp", _characteristic(e, "Symmetric", prop), body, e.axioms.atom(prop, Y, X))


def asymmetric(e: Expressions, prop: Node) -> Rules:
    """Yield the rule of an `owl:AsymmetricProperty` (prp-asyp).

    >>> from .axioms import Axioms
    >>> print(*asymmetric(Expressions(Axioms([])), NamedNode("x:p")))
    prp-asyp: <x:p>(?a, ?b), <x:p>(?b, ?a) -> clash
    """
    body = [e.axioms.atom(prop, X, Y), e.axioms.atom(prop, Y, X)]
    yield make_rule("prp-asyp", _characteristic(e, "Asymmetric", prop), body, None)


def irreflexive(e: Expressions, prop: Node) -> Rules:
    """Yield the rule of an `owl:IrreflexiveProperty` (prp-irp).

    >>> from .axioms import Axioms
    >>> print(*irreflexive(Expressions(Axioms([])), NamedNode("x:p")))
    prp-irp: <x:p>(?a, ?a) -> clash
    """
    yield make_rule("prp-irp", _characteristic(e, "Irreflexive", prop), [e.axioms.atom(prop, X, X)], None)


def reflexive(_expressions: Expressions, _property: Node) -> Rules:
    """Refuse an `owl:ReflexiveProperty`, which OWL 2 RL does not have: raises OntologyError."""
    raise OntologyError("OWL 2 RL has no reflexive properties")


def functional(e: Expressions, prop: Node) -> Rules:
    """Yield the rule of an `owl:FunctionalProperty` (prp-fp); two values of a data property clash.

    Raises OntologyError if it is declared neither as an object nor as a data property.

    >>> from pyoxigraph import Triple
    >>> from .axioms import Axioms
    >>> from .vocabulary import DATATYPE_PROPERTY
    >>> from ..terms import TYPE
    >>> declared = Triple(NamedNode("x:p"), TYPE, DATATYPE_PROPERTY)
    >>> print(*functional(Expressions(Axioms([declared])), NamedNode("x:p")))
    prp-fp: <x:p>(?a, ?b), <x:p>(?a, ?c), ?b != ?c -> clash
    """
    head = None if e.axioms.is_data_property(prop) else (Y, SAME_AS, Z)
    body = [e.axioms.atom(prop, X, Y), e.axioms.atom(prop, X, Z)]
    yield make_rule("prp-fp", _characteristic(e, "Functional", prop), body, head, [(Y, Z)])


def inverse_functional(e: Expressions, prop: Node) -> Rules:
    """Yield the rule of an `owl:InverseFunctionalProperty` (prp-ifp).

    >>> from .axioms import Axioms
    >>> print(*inverse_functional(Expressions(Axioms([])), NamedNode("x:p")))
    prp-ifp: <x:p>(?a, ?b), <x:p>(?c, ?b), ?a != ?c -> owl:sameAs(?a, ?c)
    """
    body = [e.axioms.atom(prop, Y, X), e.axioms.atom(prop, Z, X)]
    yield make_rule("prp-ifp", _characteristic(e, "InverseFunctional", prop), body, (Y, SAME_AS, Z), [(Y, Z)])


CHARACTERISTICS: dict[NamedNode, Callable[[Expressions, Node], Rules]] = {
    TRANSITIVE: transitive,
    SYMMETRIC: symmetric,
    ASYMMETRIC: asymmetric,
    IRREFLEXIVE: irreflexive,
    REFLEXIVE: reflexive,
    FUNCTIONAL: functional,
    INVERSE_FUNCTIONAL: inverse_functional,
}
"""The compiler of each property characteristic."""


def _characteristic(e: Expressions, name: str, prop: Node) -> str:
    return f"{name} {property_words(e.axioms, prop)}"
