"""Axioms about individuals: different individuals, same individuals, and negative property assertions.

Table 4 and prp-npa1, prp-npa2 of table 5 of OWL 2 Profiles, section 4.3.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from pyoxigraph import NamedNode, Variable

from ..terms import DIFFERENT_FROM, NOTHING, SAME_AS, TYPE, Node
from .class_expressions import Expressions
from .rules import Rule, X, Y, Z, make_rule
from .vocabulary import ASSERTION_PROPERTY, TARGET_INDIVIDUAL, TARGET_VALUE
from .wording import individual_words, property_words

Rules = Iterator[Rule | None]

_P, _O = Variable("p"), Variable("o")


def all_different(_: Expressions, members: list[Node], *, name: str = "eq-diff2") -> Rules:
    """Yield the rules of `owl:AllDifferent`, one for each pair; eq-diff3 is that of `owl:distinctMembers`.

    >>> from .axioms import Axioms
    >>> print(*all_different(Expressions(Axioms([])), [NamedNode("x:i"), NamedNode("x:j")]))
    eq-diff2: owl:sameAs(<x:i>, <x:j>) -> clash
    """
    axiom = "DifferentIndividuals: " + ", ".join(map(individual_words, members))
    for one, other in combinations(members, 2):
        yield make_rule(name, axiom, [] if one == other else [(one, SAME_AS, other)], None)


def denied(e: Expressions, assertion: Node, source: Node) -> Rules:
    """Yield the rule of a negative property assertion (prp-npa1, prp-npa2).

    Raises OntologyError if its property or its target is missing.
    """
    literal = e.axioms.all(assertion, TARGET_VALUE)
    target = literal[0] if literal else e.axioms.one(assertion, TARGET_INDIVIDUAL)
    prop = e.axioms.one(assertion, ASSERTION_PROPERTY)
    fact = f"{individual_words(source)} {property_words(e.axioms, prop)} {individual_words(target)}"
    name = "prp-npa2" if literal else "prp-npa1"
    yield make_rule(name, f"not {fact}", [e.axioms.atom(prop, source, target)], None)


def nothing() -> Rules:
    """Yield the rule that nothing belongs to `owl:Nothing` (cls-nothing2).

    >>> print(*nothing())
    cls-nothing2: owl:Nothing(?a) -> clash
    """
    yield make_rule("cls-nothing2", "owl:Nothing is empty", [(X, TYPE, NOTHING)], None)


def different() -> Rules:
    """Yield the rules of `owl:differentFrom` (eq-diff1), the second for an individual that differs from itself.

    >>> print(*different(), sep="\\n")
    eq-diff1: owl:sameAs(?a, ?b), owl:differentFrom(?a, ?b) -> clash
    eq-diff1: owl:differentFrom(?a, ?a) -> clash
    """
    axiom = "owl:differentFrom excludes owl:sameAs"
    yield make_rule("eq-diff1", axiom, [(X, SAME_AS, Y), (X, DIFFERENT_FROM, Y)], None)
    yield make_rule("eq-diff1", axiom, [(X, DIFFERENT_FROM, X)], None)


def equality() -> Rules:
    """Yield the rules of `owl:sameAs` (eq-sym, eq-trans, eq-rep-s, eq-rep-o), without reflexivity.

    >>> [rule.name for rule in equality()]
    ['eq-sym', 'eq-trans', 'eq-rep-s', 'eq-rep-o']
    """
    axiom = "owl:sameAs is an equality"
    same = (X, SAME_AS, Y)
    yield make_rule("eq-sym", axiom, [same], (Y, SAME_AS, X))
    yield make_rule("eq-trans", axiom, [same, (Y, SAME_AS, Z)], (X, SAME_AS, Z), [(X, Z)])
    yield make_rule("eq-rep-s", axiom, [same, (X, _P, _O)], (Y, _P, _O))
    yield make_rule("eq-rep-o", axiom, [same, (_O, _P, X)], (_O, _P, Y))


def same_schema_terms(_: Expressions, name: str, one: NamedNode, other: NamedNode) -> Rules:
    """Yield the rules of `owl:sameAs` between two classes (eq-rep-o) or two properties (eq-rep-p).

    >>> from .axioms import Axioms
    >>> e = Expressions(Axioms([]))
    >>> print(*same_schema_terms(e, "eq-rep-o", NamedNode("x:A"), NamedNode("x:B")), sep="\\n")
    eq-rep-o: <x:A>(?a) -> <x:B>(?a)
    eq-rep-o: <x:B>(?a) -> <x:A>(?a)
    """
    axiom = f"{individual_words(one)} SameAs {individual_words(other)}"
    for a, b in ((one, other), (other, one)):
        if name == "eq-rep-p":
            yield make_rule(name, axiom, [(X, a, Y)], (X, b, Y))
        else:
            yield make_rule(name, axiom, [(X, TYPE, a)], (X, TYPE, b))
