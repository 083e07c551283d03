"""A transitive property closed along its steps: its facts from other rules and from the input, one more at a time.

Joined with itself, a transitive property costs a thousand million matches on a cycle of a thousand nodes; joined with
its steps, a million. Each transitive property gets a second relation for its steps, which rules fill instead.

>>> from pyoxigraph import NamedNode
>>> from ..owl.rules import X, Y, Z, make_rule
>>> part, of = NamedNode("urn:part"), NamedNode("urn:of")
>>> closing = make_rule("prp-trp", "", [(X, part, Y), (Y, part, Z)], (X, part, Z))
>>> inverse = make_rule("prp-inv1", "", [(X, of, Y)], (Y, part, X))
>>> print(*stepwise([closing, inverse]).rules, sep="\\n")
prp-trp: <urn:x-ilrs-graph:step:urn:part>(?a, ?c) -> <urn:part>(?a, ?c)
prp-trp: <urn:part>(?a, ?b), <urn:x-ilrs-graph:step:urn:part>(?b, ?c) -> <urn:part>(?a, ?c)
prp-inv1: <urn:of>(?a, ?b) -> <urn:x-ilrs-graph:step:urn:part>(?b, ?a)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from pyoxigraph import NamedNode

from ..owl.rules import Atom, Rule
from .facts import Relation, relation_of

_STEP = "urn:x-ilrs-graph:step:"


class Stepwise(NamedTuple):
    """Rules that close transitive properties by steps; `steps` maps each such property to the relation of its steps.

    Facts of a transitive property belong into the relation of its steps; `symmetric` are the relations of steps in
    which each step can be turned. Rules without head are the same objects as before.
    """

    rules: list[Rule]
    steps: dict[Relation, Relation]
    symmetric: set[Relation]


def stepwise(rules: Iterable[Rule]) -> Stepwise:
    """Return equivalent rules that close transitive properties by steps.

    >>> stepwise([])
    Stepwise(rules=[], steps={}, symmetric=set())
    """
    rules = list(rules)
    closing = {relation_of(rule.head): rule for rule in rules if rule.head and _closes(rule)}
    steps = {relation: Relation(NamedNode(_STEP + relation.predicate.value)) for relation in closing}
    first = [
        Rule(rule.name, rule.axiom, (_step(rule.head, steps),), (), rule.head) for rule in closing.values() if rule.head
    ]
    symmetric = {steps[r] for rule in rules if rule.head and (r := relation_of(rule.head)) in steps and _turns(rule)}
    return Stepwise([*first, *(_by_steps(rule, steps) for rule in rules)], steps, symmetric)


def _by_steps(rule: Rule, steps: Mapping[Relation, Relation]) -> Rule:
    head = rule.head
    if head is None or relation_of(head) not in steps:
        return rule
    if _closes(rule):
        first = next(atom for atom in rule.body if atom.subject == head.subject)
        last = next(atom for atom in rule.body if atom.object == head.object)
        return _with(rule, (first, _step(last, steps)), head)
    # if every step is symmetric, so is the transitive closure
    body = tuple(_step(atom, steps) for atom in rule.body) if _turns(rule) else rule.body
    return _with(rule, body, _step(head, steps))


def _with(rule: Rule, body: tuple[Atom, ...], head: Atom) -> Rule:
    return Rule(rule.name, rule.axiom, body, rule.different, head)


def _step(atom: Atom, steps: Mapping[Relation, Relation]) -> Atom:
    return atom._replace(predicate=steps[relation_of(atom)].predicate)


def _turns(rule: Rule) -> bool:
    """Return whether a rule states that a property is symmetric."""
    head = rule.head
    return head is not None and rule.body == (Atom(head.object, head.predicate, head.subject),)


def _closes(rule: Rule) -> bool:
    """Return whether a rule states that a property is transitive."""
    if rule.head is None or len(rule.body) != 2:
        return False
    x, p, z = rule.head
    between = {rule.body[0].subject, rule.body[0].object} - {x, z}
    return len(between) == 1 and all({*rule.body} == {Atom(x, p, y), Atom(y, p, z)} for y in between) and x != z
