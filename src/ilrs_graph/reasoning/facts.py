"""Asserted triples grouped by relation, axioms apart, and rules reduced to those that the facts can set off.

A relation is what an engine stores in one table: the pairs of a property, or the members of a class.

>>> from pyoxigraph import Triple
>>> rover = NamedNode("http://example.org/Rover")
>>> facts = Facts([Triple(NamedNode("http://example.org/yutu"), TYPE, rover)])
>>> list(facts.relations) == [Relation(TYPE, rover)], facts.axioms
(True, [])
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pyoxigraph import BlankNode, NamedNode, Variable

from .rules import Atom, Node, Rule, Statement
from .vocabulary import SAME_AS, SCHEMA_PREDICATES, SCHEMA_TYPES, TYPE


class Relation(NamedTuple):
    """The pairs of the property `predicate`, or the members of the class `of` where that is `rdf:type`.

    >>> Relation(SAME_AS).of is None
    True
    """

    predicate: NamedNode
    of: Node | None = None


class Facts:
    """Triples by relation, in `relations`; those that state axioms are in `axioms`.

    >>> Facts([]).relations
    {}
    """

    def __init__(self, triples: Iterable[Statement]) -> None:
        groups: dict[NamedNode, list[Statement]] = {}
        for triple in triples:
            groups.setdefault(triple.predicate, []).append(triple)
        classes: dict[Node, list[Statement]] = {}
        for triple in groups.pop(TYPE, ()):
            classes.setdefault(triple.object, []).append(triple)
        self.axioms: list[Statement] = []
        self.relations: dict[Relation, list[Statement]] = {}
        for predicate, group in groups.items():
            self._add(Relation(predicate), group, is_axiom=predicate in SCHEMA_PREDICATES)
        for of, group in classes.items():
            self._add(Relation(TYPE, of), group, is_axiom=of in SCHEMA_TYPES or isinstance(of, BlankNode))

    def __iter__(self) -> Iterator[Statement]:
        yield from self.axioms
        for group in self.relations.values():
            yield from group

    def _add(self, relation: Relation, group: list[Statement], *, is_axiom: bool) -> None:
        if is_axiom:
            self.axioms.extend(group)
        else:
            self.relations[relation] = group


def relation_of(atom: Atom) -> Relation:
    """Return the relation of an atom whose predicate, and class if any, are given.

    >>> relation_of(Atom(Variable("x"), TYPE, SAME_AS)) == Relation(TYPE, SAME_AS)
    True
    """
    _, predicate, value = atom
    if isinstance(predicate, Variable):
        raise ValueError(f"{atom} has no single relation")
    if predicate != TYPE:
        return Relation(predicate)
    if isinstance(value, Variable):
        raise ValueError(f"{atom} has no single relation")
    return Relation(TYPE, value)


def live_rules(rules: Iterable[Rule], present: Iterable[Relation]) -> list[Rule]:
    """Return the rules whose bodies can hold, given the relations that have facts, in their order.

    Equality rules with a variable as predicate are filled in with every relation that can have members.

    >>> live_rules([Rule("cax-sco", "", (Atom(Variable("a"), TYPE, SAME_AS),), (), None)], [])
    []
    """
    rules = list(rules)
    ground = [rule for rule in rules if not _is_general(rule)]
    reached = set(present)
    live: dict[int, Rule] = {}
    while news := [i for i, rule in enumerate(ground) if i not in live and _can_hold(rule, reached)]:
        live.update((i, ground[i]) for i in news)
        reached.update(relation_of(head) for i in news if (head := ground[i].head))
    found = [live[i] for i in sorted(live)]
    if Relation(SAME_AS) in reached:
        order = sorted(reached, key=str)
        found.extend(filled for rule in rules if _is_general(rule) for filled in _fill_in(rule, order))
    return found


def _is_general(rule: Rule) -> bool:
    return any(isinstance(atom.predicate, Variable) for atom in rule.body)


def _can_hold(rule: Rule, reached: set[Relation]) -> bool:
    return all(relation_of(atom) in reached for atom in rule.body)


def _fill_in(rule: Rule, relations: Iterable[Relation]) -> Iterator[Rule]:
    """Yield an equality rule for each relation; classes stay, and eq-trans serves `owl:sameAs` itself."""
    same, atom = rule.body
    for predicate, of in relations:
        if predicate == SAME_AS or (of is not None and rule.name != "eq-rep-s"):
            continue
        if rule.head is None:
            continue
        body = atom._replace(predicate=predicate, object=of or atom.object)
        head = rule.head._replace(predicate=predicate, object=of or rule.head.object)
        yield Rule(rule.name, rule.axiom, (same, body), (), head)
