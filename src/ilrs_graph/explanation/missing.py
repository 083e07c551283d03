"""What is missing for a fact that does not hold: the rules that could give it, and how near each comes.

A rule comes near where many of its conditions hold at once. For the best partial match it is told which facts it
has, which it lacks, and, where all that it asks for is there, which facts keep it from applying.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode, Triple, Variable

from ..namespaces import ONTOLOGY, compact
from ..patterns.model import Filter, Group, Minus, Optional, Pattern
from ..reasoning.anatomy import Anatomy, Unbounded
from ..reasoning.direct import DirectRule
from ..reasoning.joins import Binding, Fact, RuleIndex, unify
from ..reasoning.layers import View
from ..reasoning.rules import Atom, Node, Rule
from ..things.labels import Labels
from .absent import group_words
from .model import Kind
from .solving import Solving, Values, unified

_SOURCED_BY, _CLAIM = NamedNode(ONTOLOGY + "sourcedBy"), Literal("claim")
MOST = 3
"""Rules that are told of."""
_BREADTH = 200
"""Partial matches of a rule that are followed at once."""


class Missing(NamedTuple):
    """A rule that nearly gives the fact: the facts it has, those that bar it, and in words what it lacks."""

    kind: Kind
    rule: str
    says: str
    present: tuple[Fact, ...]
    barring: tuple[Fact, ...]
    lacking: tuple[str, ...]
    notes: tuple[str, ...] = ()

    @property
    def distance(self) -> tuple[float, int, str, str]:
        """The nearer, the less: the share of conditions that lack, then their number."""
        wanting = len(self.lacking) + bool(self.barring)
        return wanting / (wanting + len(self.present) or 1), wanting, self.rule, self.says


def nearest(fact: Triple, axioms: RuleIndex, direct: Sequence[DirectRule], view: View, labels: Labels) -> list[Missing]:
    """Return what the nearest rules miss, the nearest first; nothing where no rule gives facts of this kind."""
    wanted = (fact.subject, fact.predicate, fact.object)
    found = [*_by_axioms(wanted, axioms, view, labels), *_by_rules(wanted, direct, view, labels)]
    return sorted(found, key=lambda case: case.distance)[:MOST]


def _by_axioms(fact: Fact, axioms: RuleIndex, view: View, labels: Labels) -> Iterator[Missing]:
    for rule, binding in axioms.concluding(fact):
        if not any(isinstance(atom.predicate, Variable) for atom in rule.body):
            yield _of_axiom(rule, binding, view, labels)


def _of_axiom(rule: Rule, binding: Binding, view: View, labels: Labels) -> Missing:
    best, values = _furthest(rule.body, binding, view)
    present = tuple(atom.replace(values) for atom in best)  # type: ignore[arg-type]
    lacking = tuple(_words(atom, values, labels) for atom in rule.body if atom not in best)
    return Missing("axiom", rule.name, rule.axiom, present, (), lacking)  # type: ignore[arg-type]


def _furthest(atoms: Sequence[Atom], binding: Binding, view: View) -> tuple[list[Atom], Binding]:
    """Return the most atoms that hold together, greedily, with the values that they give."""
    states: list[tuple[list[Atom], Binding]] = [([], binding)]
    best = states[0]
    distinct: dict[object, tuple[list[Atom], Binding]]
    while states:
        grown = [
            ([*held, atom], found)
            for held, values in states
            for atom in atoms
            if atom not in held and _is_known(atom, values)
            for fact in view.match(*_pattern(atom, values))
            if (found := unify(atom, fact, values)) is not None
        ]
        distinct = {(frozenset(held), frozenset(values.items())): (held, values) for held, values in grown}
        states = list(distinct.values())[:_BREADTH]
        if states:
            best = states[0]
    return best


def _is_known(atom: Atom, values: Binding) -> bool:
    """Tell whether an end of the atom that says something is known: a class alone would match all its members."""
    s, _, o = (values.get(t) if isinstance(t, Variable) else t for t in atom)
    return s is not None or (o is not None and isinstance(atom.object, Variable))


def _pattern(atom: Atom, values: Binding) -> tuple[Node | None, NamedNode | None, Node | None]:
    s, p, o = (values.get(t) if isinstance(t, Variable) else t for t in atom)
    return s, p, o  # type: ignore[return-value]


def _words(atom: Atom, values: Binding, labels: Labels) -> str:
    known = {variable.value: value for variable, value in values.items()}
    return group_words(Group((Pattern(*atom),), ""), known, labels)  # type: ignore[arg-type]


def _by_rules(fact: Fact, direct: Sequence[DirectRule], view: View, labels: Labels) -> Iterator[Missing]:
    for layer, rule in enumerate(direct, 1):
        try:
            anatomy = Anatomy.of(rule)
        except Unbounded:
            continue
        for head in anatomy.template:
            given = unified(head, fact)
            if given is not None and _may_be(head, fact, rule, view):
                yield _of_rule(Solving(rule, fact[0], view, below=layer), rule, given, labels)
                break


def _may_be(head: Pattern, fact: Fact, rule: DirectRule, view: View) -> bool:
    """Tell whether a head may be about the fact's property: a variable may where the rule or a claim can name it."""
    if not isinstance(head.predicate, Variable) or compact(fact[1].value) in rule.construct:
        return True
    return view.layer_of((fact[1], _SOURCED_BY, _CLAIM)) is not None and "ilrs:bestClaim" in rule.construct


def _of_rule(solving: Solving, rule: DirectRule, given: Values, labels: Labels) -> Missing:
    where = solving.query.where
    relaxed = _without_negation(where)
    solution = next(solving.run(relaxed, given), None)
    if solution is not None:
        negated = list(_negated(where, solution))
        present = tuple(solving.facts(_positive(where, negated), solution) or ())
        barring = tuple(dict.fromkeys(f for group in negated for f in _grounded(solving, group, solution)))
        return Missing("rule", rule.name, rule.says, present, barring, () if barring else (_UNFIT,))
    return _partial(solving, rule, given, labels)


_UNFIT = "values that the rule's conditions allow"


def _partial(solving: Solving, rule: DirectRule, given: Values, labels: Labels) -> Missing:
    """Follow the rule's patterns as far as they hold, and name the first that does not."""
    held: list[Pattern] = []
    patterns = [part for part in _positive(solving.query.where).parts if isinstance(part, Pattern)]
    values: Values = given
    for pattern in patterns:
        text = " . ".join(map(str, (*held, pattern)))
        found = next(solving.run(text, given), None)
        if found is not None:
            held.append(pattern)
            values = found
    present = tuple(fact for pattern in held for fact in solving.along(pattern, values) or ())
    lacking = [group_words(Group((pattern,), ""), values, labels) for pattern in patterns if pattern not in held]
    return Missing("rule", rule.name, rule.says, present, (), tuple(lacking) or (_UNFIT,))


def _positive(where: Group, negated: Sequence[Group] = ()) -> Group:
    """Return the group without what must be absent."""
    parts = (p for p in where.parts if not isinstance(p, Minus))
    return Group(tuple(p for p in parts if not (isinstance(p, Optional) and p.group in negated)), where.text)


def _without_negation(where: Group) -> str:
    """Return the text of the group with its MINUS parts and its filters on unbound variables taken out."""
    text = where.text
    for part in where.parts:
        if isinstance(part, Filter) and part.unbound:
            text = re.sub(rf"FILTER\s*{re.escape(part.text)}", "", text)
        if isinstance(part, Minus):
            text = re.sub(rf"(MINUS|FILTER\s+NOT\s+EXISTS)\s*\{{{re.escape(part.group.text)}\}}", "", text)
    return text


def _negated(where: Group, solution: Values) -> Iterator[Group]:
    """Yield the groups that must have no solution: MINUS parts, and OPTIONAL ones whose variable must be unbound."""
    unbound = {name for part in where.filters for name in part.unbound}
    for part in where.parts:
        if isinstance(part, Minus) or (
            isinstance(part, Optional)
            and any(name in solution for p in part.group.patterns for name in p.variables & unbound)
        ):
            yield part.group


def _grounded(solving: Solving, group: Group, solution: Values) -> Iterable[Fact]:
    """Return the facts with which a group that must not hold does hold."""
    names = set(re.findall(r"\?(\w+)", group.text))
    inner = next(solving.run_within(group.text, {n: v for n, v in solution.items() if n in names}), None)
    return [] if inner is None else solving.facts(_positive(group), {**solution, **inner}) or []
