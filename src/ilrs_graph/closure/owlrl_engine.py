"""The independent check of the rules: owlrl (https://github.com/RDFLib/OWL-RL), a hundred times slower.

owlrl 7.6.2 treats a key of one property as a key without properties and misses some clashes, so keys and clashes are
computed here, by the compiled rules as SPARQL queries; these compare literals by value and return them in their
canonical form.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import chain
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, QuerySolutions, Store, Triple

from ..owl.clashes import Clash, clash_of, distinct
from ..owl.rules import Rule
from ..owl.vocabulary import HAS_KEY, HAS_VALUE, LITERAL, SOME_VALUES_FROM
from ..terms import FIRST, SAME_AS, THING, TYPE, Node, PatternTerm, Statement
from .facts import Facts, Relation
from .inferred import is_about_individual, is_reported
from .spellings import Spellings

if TYPE_CHECKING:
    import rdflib


_WITH_VALUES = (HAS_VALUE, FIRST)
"""Predicates of axioms whose objects are compared with the values of facts."""


def close(rules: Iterable[Rule], facts: Facts, schema: set[Node]) -> tuple[list[Triple], tuple[Clash, ...]]:
    """Return the triples that OWL 2 RL adds, without triples about terms in `schema`, and the clashes.

    >>> close([], Facts([]), set())
    ([], ())
    """
    rules = list(rules)
    keys = [rule for rule in rules if rule.name == "prp-key"]
    asserted = dict.fromkeys(_by_value(t, facts) for t in facts.every())
    axioms = [_in_its_words(axiom, facts) for axiom in facts.axioms if axiom.predicate != HAS_KEY]
    same: dict[Triple, None] = {}
    while True:
        added = [t for t in _expand([*axioms, *asserted, *same]) if t not in asserted and not _is_reflexive(t)]
        store = _store([*asserted, *added, *same])
        news = [t for rule in keys for t in _same(rule, store) if t not in same]
        if not news:
            break
        same.update(dict.fromkeys(news))
    found = {t for t in chain(added, same) if t not in asserted and _is_wanted(t, schema)}
    clashes = (clash for rule in rules if rule.head is None for clash in _clashes(rule, store))
    return sorted(_as_written(found, facts), key=_order), distinct(clashes)


def _by_value(triple: Statement, facts: Facts) -> Triple:
    """Return a triple with its literal in the store's form."""
    return Triple(triple.subject, triple.predicate, facts.ids.terms[abs(facts.ids.value(triple.object))])


def _as_written(triples: Iterable[Triple], facts: Facts) -> Iterator[Triple]:
    ids, spellings = facts.ids, Spellings(facts)
    for t in triples:
        if isinstance(t.object, Literal):
            for number in spellings.of(ids[t.subject], ids[t.object]):
                yield Triple(t.subject, t.predicate, ids.terms[abs(number)])
        else:
            yield t


def _in_its_words(axiom: Statement, facts: Facts) -> Triple:
    """Return an axiom in the form that owlrl needs.

    owlrl does not treat literals as members of `rdfs:Literal`, so `owl:Thing` replaces it; it compares lexical forms.
    """
    if axiom.predicate in _WITH_VALUES:
        return _by_value(axiom, facts)
    any_literal = axiom.predicate == SOME_VALUES_FROM and axiom.object == LITERAL
    return Triple(axiom.subject, axiom.predicate, THING if any_literal else axiom.object)


def _expand(triples: Iterable[Triple]) -> list[Triple]:
    """Return what owlrl adds, with the terms of the input."""
    import owlrl
    import rdflib

    graph = rdflib.Graph()
    terms: dict[rdflib.term.Node, Node] = {_to_rdflib(term): term for term in (TYPE, SAME_AS)}
    for triple in triples:
        pattern = tuple(_to_rdflib(term) for term in (triple.subject, triple.predicate, triple.object))
        terms.update(zip(pattern, (triple.subject, triple.predicate, triple.object), strict=True))
        graph.add(pattern)  # type: ignore[arg-type]
    before = set(graph)
    with _datatypes_kept():
        owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    known = ([terms.get(term) for term in t] for t in graph if t not in before)
    return [
        Triple(s, p, o)
        for s, p, o in known
        if isinstance(s, NamedNode | BlankNode) and isinstance(p, NamedNode) and o is not None
    ]


@contextmanager
def _datatypes_kept() -> Iterator[None]:
    """Put rdflib's table of datatypes back: owlrl reads some in its own way, and leaves it so for the whole process."""
    from rdflib import term

    table = term._toPythonMapping
    before = dict(table)
    try:
        yield
    finally:
        table.clear()
        table.update(before)


def _to_rdflib(term: Node) -> rdflib.term.Node:
    import rdflib

    if isinstance(term, NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, BlankNode):
        return rdflib.BNode(term.value)
    if not isinstance(term, Literal):
        raise TypeError("rdflib has no triple terms")
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    return rdflib.Literal(term.value, datatype=rdflib.URIRef(term.datatype.value), normalize=False)


def _is_wanted(triple: Triple, schema: set[Node]) -> bool:
    relation = Relation(triple.predicate, triple.object if triple.predicate == TYPE else None)
    return is_reported(relation) and is_about_individual(relation, triple.subject, triple.object, schema)


def _order(triple: Triple) -> tuple[str, str, str, str]:
    s, p, o = str(triple.subject), triple.predicate.value, str(triple.object)
    return (p, o, s, "") if triple.predicate == TYPE else (p, "", s, o)


def _store(triples: Iterable[Triple]) -> Store:
    store = Store()
    store.extend(Quad(t.subject, t.predicate, t.object) for t in triples)
    return store


def _is_reflexive(triple: Triple) -> bool:
    return triple.predicate == SAME_AS and triple.subject == triple.object


def _bindings(rule: Rule, store: Store) -> Iterator[list[Node]]:
    """Yield the values of the rule's variables wherever its body holds."""
    if any(isinstance(atom.subject, Literal) for atom in rule.body):
        return
    atoms = " ".join(f"{a.subject} {a.predicate} {a.object} ." for a in rule.body)
    unequal = " ".join(f"FILTER(!sameTerm({a}, {b}))" for a, b in rule.different)
    solutions = store.query(f"SELECT * {{ {atoms} {unequal} }}")
    if isinstance(solutions, QuerySolutions):
        for solution in solutions:
            yield [solution[variable] for variable in rule.variables]


def _clashes(rule: Rule, store: Store) -> Iterator[Clash | None]:
    return (clash_of(rule, values) for values in _bindings(rule, store))


def _same(rule: Rule, store: Store) -> Iterator[Triple]:
    """Yield the conclusions of a key rule that are not in the store."""
    if rule.head is None:
        return
    for values in _bindings(rule, store):
        binding: dict[PatternTerm, Node] = dict(zip(rule.variables, values, strict=True))
        one, other = binding.get(rule.head.subject), binding.get(rule.head.object)
        if isinstance(one, NamedNode | BlankNode) and isinstance(other, NamedNode | BlankNode):
            triple = Triple(one, SAME_AS, other)
            if Quad(one, SAME_AS, other) not in store:
                yield triple
