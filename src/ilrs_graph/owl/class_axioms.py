"""Axioms about classes: subclass, equivalence, disjointness, keys, and types that are class expressions.

Tables 6 and 7 of OWL 2 Profiles, section 4.3, and prp-key of table 5.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, combinations, product

from pyoxigraph import BlankNode

from ..errors import OntologyError
from ..terms import SAME_AS, Node, PatternTerm
from .class_expressions import Condition, Expressions
from .rules import AtomLike, Rule, X, Y, make_rule
from .wording import class_words, individual_words, property_words, words_of_all

Rules = Iterator[Rule | None]


def subclass(e: Expressions, sub: Node, sup: Node) -> Rules:
    """Yield the rules of `sub rdfs:subClassOf sup` (cax-sco and the cls-* rules of the expressions).

    Raises OntologyError if either side is outside OWL 2 RL.

    >>> from pyoxigraph import NamedNode
    >>> from .axioms import Axioms
    >>> e = Expressions(Axioms([]))
    >>> print(*subclass(e, NamedNode("x:Rover"), NamedNode("x:Craft")))
    cax-sco: <x:Rover>(?a) -> <x:Craft>(?a)
    """
    if e.axioms.is_data_range(sub):
        return
    axiom = f"{class_words(e.axioms, sub)} SubClassOf {class_words(e.axioms, sup)}"
    yield from inclusion(e, axiom, "cax-sco", sub, sup)


def equivalent(e: Expressions, one: Node, other: Node) -> Rules:
    """Yield the rules of `one owl:equivalentClass other` (cax-eqc1, cax-eqc2); a datatype has none.

    Raises OntologyError if either class is not allowed on both sides of a subclass axiom.

    >>> from pyoxigraph import NamedNode
    >>> from .axioms import Axioms
    >>> e = Expressions(Axioms([]))
    >>> print(*equivalent(e, NamedNode("x:A"), NamedNode("x:B")), sep="\\n")
    cax-eqc1: <x:A>(?a) -> <x:B>(?a)
    cax-eqc2: <x:B>(?a) -> <x:A>(?a)
    """
    if e.axioms.is_data_range(one) or e.axioms.is_data_range(other):
        return
    axiom = f"{class_words(e.axioms, one)} EquivalentTo {class_words(e.axioms, other)}"
    yield from inclusion(e, axiom, "cax-eqc1", one, other)
    yield from inclusion(e, axiom, "cax-eqc2", other, one)


def built_from(e: Expressions, named: Node, _: Node) -> Rules:
    """Yield the rules of a constructor on a named class itself: the class is equivalent to the expression.

    Raises OntologyError if the expression is not allowed on both sides of a subclass axiom.
    """
    if isinstance(named, BlankNode) or e.axioms.is_data_range(named):
        return
    axiom = f"{class_words(e.axioms, named)} EquivalentTo {class_words(e.axioms, named, expand=True)}"
    yield from inclusion(e, axiom, "cax-eqc1", named, named, expand_sup=True)
    yield from inclusion(e, axiom, "cax-eqc2", named, named, expand_sub=True)


def inclusion(
    e: Expressions,
    axiom: str,
    name: str,
    sub: Node,
    sup: Node,
    *,
    expand_sub: bool = False,
    expand_sup: bool = False,
) -> Rules:
    """Yield a rule for each condition of `sub` and each conclusion of `sup`.

    The rule is named after the expression on the right, else on the left, else `name`.
    Raises OntologyError if either side is outside OWL 2 RL.

    >>> from pyoxigraph import NamedNode
    >>> from .axioms import Axioms
    >>> e = Expressions(Axioms([]))
    >>> print(*inclusion(e, "A below B", "cax-sco", NamedNode("x:A"), NamedNode("x:B")))
    cax-sco: <x:A>(?a) -> <x:B>(?a)
    """
    left = e.rule_name(sub, expand=expand_sub)
    for condition in e.conditions(sub, X, expand=expand_sub):
        if not condition:
            raise OntologyError("OWL 2 RL does not allow owl:Thing on the left side of an axiom")
        for rule, body, head, different in e.conclusions(sup, X, expand=expand_sup):
            yield make_rule(rule or left or name, axiom, (*condition, *body), head, different)


def class_assertion(e: Expressions, individual: Node, cls: Node) -> Rules:
    """Yield the rules of `individual rdf:type [a class expression]`.

    Raises OntologyError if the expression is outside OWL 2 RL.
    """
    if not isinstance(cls, BlankNode):
        return
    axiom = f"{individual_words(individual)} Type {class_words(e.axioms, cls)}"
    for rule, body, head, different in e.conclusions(cls, individual):
        yield make_rule(rule or "cls-int2", axiom, body, head, different)


def disjoint(e: Expressions, one: Node, other: Node) -> Rules:
    """Yield the rules of `one owl:disjointWith other` (cax-dw).

    Raises OntologyError if either class is outside OWL 2 RL.

    >>> from pyoxigraph import NamedNode
    >>> from .axioms import Axioms
    >>> e = Expressions(Axioms([]))
    >>> print(*disjoint(e, NamedNode("x:B"), NamedNode("x:A")))
    cax-dw: <x:A>(?a), <x:B>(?a) -> clash
    """
    words = {class_words(e.axioms, cls): cls for cls in (one, other)}
    axiom = " DisjointWith ".join(sorted(words))
    first, last = min(words), max(words)
    yield from _apart(e, "cax-dw", axiom, words[first], words[last])


def all_disjoint(e: Expressions, members: list[Node]) -> Rules:
    """Yield the rules of `owl:AllDisjointClasses` (cax-adc).

    Raises OntologyError if a member is outside OWL 2 RL.

    >>> from pyoxigraph import NamedNode
    >>> from .axioms import Axioms
    >>> e = Expressions(Axioms([]))
    >>> print(*all_disjoint(e, [NamedNode("x:" + name) for name in "ABC"]), sep="\\n")
    cax-adc: <x:A>(?a), <x:B>(?a) -> clash
    cax-adc: <x:A>(?a), <x:C>(?a) -> clash
    cax-adc: <x:B>(?a), <x:C>(?a) -> clash
    """
    axiom = f"DisjointClasses: {words_of_all(e.axioms, members)}"
    for one, other in combinations(members, 2):
        yield from _apart(e, "cax-adc", axiom, one, other)


def _apart(e: Expressions, name: str, axiom: str, one: Node, other: Node) -> Rules:
    for left, right in product(e.conditions(one, X), e.conditions(other, X)):
        if not left or not right:
            raise OntologyError("OWL 2 RL does not allow owl:Thing in a disjointness axiom")
        yield make_rule(name, axiom, (*left, *right), None)


def disjoint_union(_expressions: Expressions, _class: Node, _parts: Node) -> Rules:
    """Refuse `owl:disjointUnionOf`, which OWL 2 RL does not have: raises OntologyError."""
    raise OntologyError("OWL 2 RL has no disjoint unions")


def key(e: Expressions, cls: Node, properties: Node) -> Rules:
    """Yield the rules of `cls owl:hasKey (properties)` (prp-key), for any number of properties.

    Raises OntologyError for an empty list and for a class outside OWL 2 RL.

    >>> from pyoxigraph import NamedNode, Triple
    >>> from .axioms import Axioms
    >>> from ..terms import FIRST, NIL, REST
    >>> cell = BlankNode("k")
    >>> keys = [Triple(cell, FIRST, NamedNode("x:code")), Triple(cell, REST, NIL)]
    >>> print(*key(Expressions(Axioms(keys)), NamedNode("x:A"), cell))
    prp-key: <x:A>(?a), <x:A>(?b), <x:code>(?a, ?c), <x:code>(?b, ?c), ?a != ?b -> owl:sameAs(?a, ?b)
    """
    keys = e.axioms.members(properties)
    names = ", ".join(property_words(e.axioms, k) for k in keys)
    axiom = f"{class_words(e.axioms, cls)} HasKey {names}"
    if not keys:
        raise OntologyError("a key needs at least one property")
    shared = list(chain(*(_share(e, k, e.new()) for k in keys)))
    both: Iterator[tuple[Condition, Condition]] = product(e.conditions(cls, X), e.conditions(cls, Y))
    for left, right in both:
        yield make_rule("prp-key", axiom, (*left, *right, *shared), (X, SAME_AS, Y), [(X, Y)])


def _share(e: Expressions, prop: Node, value: PatternTerm) -> tuple[AtomLike, AtomLike]:
    return e.axioms.atom(prop, X, value), e.axioms.atom(prop, Y, value)
