"""From axioms to rules: the meaning of OWL 2 RL axioms for individuals becomes rules; other axioms are refused.

The rules are those of OWL 2 Profiles, section 4.3, tables 4 to 7 (https://www.w3.org/TR/owl2-profiles/), with
the ontology's own terms filled in; the datatype rules of table 8 are left to SHACL, except for two different
literals where at most one is allowed. Annotations, declarations and datatype ranges have no rules.

>>> import pyoxigraph
>>> turtle = '''@prefix ilrs: <https://w3id.org/ilrs-graph/ontology#> .
...   @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
...   ilrs:Rover rdfs:subClassOf ilrs:Spacecraft .'''
>>> for rule in compile_rules(pyoxigraph.parse(turtle, format=pyoxigraph.RdfFormat.TURTLE)):
...     print(rule.axiom, "|", rule)
ilrs:Rover SubClassOf ilrs:Spacecraft | cax-sco: ilrs:Rover(?a) -> ilrs:Spacecraft(?a)
owl:Nothing is empty | cls-nothing2: owl:Nothing(?a) -> clash
owl:differentFrom excludes owl:sameAs | eq-diff1: owl:differentFrom(?a, ?a) -> clash
owl:differentFrom excludes owl:sameAs | eq-diff1: owl:sameAs(?a, ?b), owl:differentFrom(?a, ?b) -> clash
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from pyoxigraph import BlankNode, NamedNode

from ..errors import OntologyError
from ..namespaces import OWL
from ..terms import DOMAIN, EQUIVALENT_CLASS, RANGE, SAME_AS, SUB_CLASS_OF, SUB_PROPERTY_OF, TYPE, Node, Statement
from . import assertions, class_axioms, property_axioms
from .axioms import Axioms, is_schema
from .class_expressions import Expressions
from .rules import Rule
from .vocabulary import (
    ALL_DIFFERENT,
    ALL_DISJOINT_CLASSES,
    ALL_DISJOINT_PROPERTIES,
    CLASS_TYPES,
    COMPLEMENT_OF,
    DISJOINT_UNION_OF,
    DISJOINT_WITH,
    DISTINCT_MEMBERS,
    EQUIVALENT_PROPERTY,
    HAS_KEY,
    INTERSECTION_OF,
    INVERSE_OF,
    KNOWN_OWL_TERMS,
    MEMBERS,
    ON_PROPERTIES,
    ON_PROPERTY,
    ONE_OF,
    PROPERTY_CHAIN_AXIOM,
    PROPERTY_DISJOINT_WITH,
    PROPERTY_TYPES,
    SCHEMA_PREDICATES,
    SOURCE_INDIVIDUAL,
    UNION_OF,
)
from .wording import triple_words

Rules = Iterator[Rule | None]

_BY_PREDICATE: dict[NamedNode, Callable[[Expressions, Node, Node], Rules]] = {
    SUB_CLASS_OF: class_axioms.subclass,
    EQUIVALENT_CLASS: class_axioms.equivalent,
    DISJOINT_WITH: class_axioms.disjoint,
    DISJOINT_UNION_OF: class_axioms.disjoint_union,
    HAS_KEY: class_axioms.key,
    **dict.fromkeys((INTERSECTION_OF, UNION_OF, COMPLEMENT_OF, ONE_OF), class_axioms.built_from),
    **dict.fromkeys((ON_PROPERTY, ON_PROPERTIES), class_axioms.built_from),
    SUB_PROPERTY_OF: property_axioms.subproperty,
    EQUIVALENT_PROPERTY: property_axioms.equivalent,
    INVERSE_OF: property_axioms.inverse,
    PROPERTY_DISJOINT_WITH: property_axioms.disjoint,
    PROPERTY_CHAIN_AXIOM: property_axioms.property_chain,
    DOMAIN: property_axioms.domain,
    RANGE: property_axioms.range_,
    SOURCE_INDIVIDUAL: assertions.denied,
}

_BY_MEMBERS: dict[NamedNode, Callable[[Expressions, list[Node]], Rules]] = {
    ALL_DISJOINT_CLASSES: class_axioms.all_disjoint,
    ALL_DISJOINT_PROPERTIES: property_axioms.all_disjoint,
    ALL_DIFFERENT: assertions.all_different,
}


def compile_rules(
    ontology: Iterable[Statement], *, equality: bool = False, place: Callable[[Statement], object] = lambda _: None
) -> list[Rule]:
    """Return the rules of an ontology's axioms, sorted; facts among the triples are ignored.

    The rules depend neither on the order of the triples nor on the labels of the ontology's blank nodes. The
    `owl:sameAs` rules are included if a rule concludes `owl:sameAs`, a triple states it, or `equality` is true
    (the data states it).

    Raises OntologyError with every axiom that is outside OWL 2 RL, and every unknown term in the OWL
    namespace; `place` returns the place of a triple as `file:line`, or None.

    >>> [rule.name for rule in compile_rules([], equality=True)][:3]
    ['cls-nothing2', 'eq-diff1', 'eq-diff1']
    """
    rules = rules_with_origin(ontology, equality=equality, place=place)
    return sorted(rules, key=lambda rule: (rule.axiom, rule.name, str(rule)))


def rules_with_origin(
    ontology: Iterable[Statement], *, equality: bool = False, place: Callable[[Statement], object] = lambda _: None
) -> dict[Rule, Statement | None]:
    """Return the rules as `compile_rules` does, each with the (first) triple that states its axiom.

    A rule of OWL itself, such as that of `owl:Nothing`, has None. Raises OntologyError in the same cases.

    >>> from .vocabulary import TRANSITIVE
    >>> from pyoxigraph import Triple
    >>> within = Triple(NamedNode("x:within"), TYPE, TRANSITIVE)
    >>> [rule.name for rule, triple in rules_with_origin([within]).items() if triple == within]
    ['prp-trp']
    """
    triples = list(ontology)
    axioms = Axioms(t for t in triples if is_schema(t.predicate, t.object) or t.predicate == SAME_AS)
    expressions = Expressions(axioms)
    rules: dict[Rule, Statement | None] = {}
    refusals = list(_unknown_terms(triples))
    for triple in axioms.triples:
        try:
            for rule in _compile(expressions, triple):
                if rule:
                    rules.setdefault(_checked(rule), triple)
        except OntologyError as error:
            refusals.append((triple, f"{triple_words(axioms, triple)}: {error.message}"))
    if refusals:
        lines = sorted({f"{at}: {what}" if (at := place(triple)) else what for triple, what in refusals})
        raise OntologyError("\n".join(lines), tip="express it in OWL 2 RL, or check it by a shape")
    for rule in list(_general(rules, axioms, equality=equality)):
        if rule:
            rules.setdefault(rule, None)
    return rules


def _compile(e: Expressions, triple: Statement) -> Rules:
    s, p, o = triple.subject, triple.predicate, triple.object
    if p == TYPE:
        return _compile_type(e, s, o)
    if p == SAME_AS:
        return _compile_same(e, s, o)
    compiler = _BY_PREDICATE.get(p)
    return compiler(e, s, o) if compiler else iter(())


def _checked(rule: Rule) -> Rule:
    """Return the rule, unless it concludes an axiom: axioms are compiled once, before any fact is read."""
    head = rule.head
    if head and (head.predicate in SCHEMA_PREDICATES or head.object in property_axioms.CHARACTERISTICS):
        raise OntologyError("the reasoner does not conclude axioms")
    return rule


def _compile_type(e: Expressions, subject: Node, kind: Node) -> Rules:
    if isinstance(kind, BlankNode):
        return class_axioms.class_assertion(e, subject, kind)
    if not isinstance(kind, NamedNode):
        return iter(())
    if kind in _BY_MEMBERS:
        return _compile_members(e, subject, kind)
    characteristic = property_axioms.CHARACTERISTICS.get(kind)
    return characteristic(e, subject) if characteristic else iter(())


def _compile_members(e: Expressions, subject: Node, kind: NamedNode) -> Rules:
    older = e.axioms.all(subject, DISTINCT_MEMBERS)
    lists = e.axioms.all(subject, MEMBERS) + older
    if len(lists) != 1:
        raise OntologyError("exactly one list of members is required")
    members = e.axioms.members(lists[0])
    if older and kind == ALL_DIFFERENT:
        return assertions.all_different(e, members, name="eq-diff3")
    return _BY_MEMBERS[kind](e, members)


def _compile_same(e: Expressions, one: Node, other: Node) -> Rules:
    """Yield the rules of equivalence for two classes or two properties that are the same."""
    if not isinstance(one, NamedNode) or not isinstance(other, NamedNode):
        return
    for types, name in ((CLASS_TYPES, "eq-rep-o"), (PROPERTY_TYPES, "eq-rep-p")):
        if types.intersection(e.axioms.all(one, TYPE)) and types.intersection(e.axioms.all(other, TYPE)):
            yield from assertions.same_schema_terms(e, name, one, other)


def _general(rules: Iterable[Rule], axioms: Axioms, *, equality: bool) -> Rules:
    """Yield the rules that belong to OWL itself and not to an axiom of the ontology."""
    yield from assertions.nothing()
    yield from assertions.different()
    stated = any(t.predicate == SAME_AS for t in axioms.triples)
    if equality or stated or any(r.head and r.head.predicate == SAME_AS for r in rules):
        yield from assertions.equality()


def _unknown_terms(triples: Iterable[Statement]) -> Iterator[tuple[Statement, str]]:
    """Yield the `owl:` terms that OWL 2 does not have: a misspelt axiom must be reported."""
    for triple in triples:
        for node in (triple.predicate, triple.object if triple.predicate == TYPE else TYPE):
            if isinstance(node, NamedNode) and node.value.startswith(OWL) and node not in KNOWN_OWL_TERMS:
                yield triple, f"{node.value} is not a term of OWL 2"
