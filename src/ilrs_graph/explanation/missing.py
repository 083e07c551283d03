"""What is missing for a fact that does not hold: the rules that could give it, and how near each comes.

A rule comes near where many of its conditions hold at once. For the best partial match the result lists which facts it
has, which it lacks, and, where all that it asks for is there, which facts keep it from applying.
"""

from __future__ import annotations

from collections.abc import Sequence

from pyoxigraph import Literal, NamedNode, Variable

from ..change.joins import Binding, RuleIndex
from ..construct.rules import ConstructRule
from ..names.labels import Labels
from ..owl.rules import Atom, Rule
from ..sparql.algebra import Pattern
from ..sparql.matching import leads, unify
from ..sparql.parser import read_query
from ..sparql.traversal import iris
from ..terms import SOURCED_BY, Fact, Node
from ..views.layers import LayeredView
from .lack import Missing, lack, none_of
from .near_miss import near_misses
from .pattern_text import unknown_names

_CLAIM, _RULE = Literal("claim"), Literal("rule")
_BREADTH = 200
"""Partial matches of a rule that are followed at once."""


def nearest(
    fact: Fact, axioms: RuleIndex, direct: Sequence[ConstructRule], view: LayeredView, labels: Labels
) -> list[Missing]:
    """Return what each rule misses, the nearest first; nothing where no rule gives facts of this kind.

    >>> from ilrs_graph import LunarGraph
    >>> from ilrs_graph.namespaces import ONTOLOGY
    >>> graph = LunarGraph()
    >>> verb, e = NamedNode(ONTOLOGY + "hasPartner"), graph.explainer
    >>> fact = (graph.resolve("change-5"), verb, graph.resolve("cnes"))
    >>> [case.rule for case in nearest(fact, e.prover.rules, e.proving.construct_rules, e.view, graph.labels)]
    ['070-has-partner']
    """
    found = []
    for axiom, binding in _concluding(fact, axioms):
        other = _source_of(axiom, binding, view)
        if other is None or any(_may_give(rule, other, view) for rule in direct) or not _repeats(other, fact, axioms):
            found.append(_of_axiom(axiom, binding, view, labels))
    for layer, rule in enumerate(direct, 1):
        if _may_give(rule, fact, view):
            found += near_misses(rule, layer, fact, view, labels)
    return sorted(found, key=lambda case: case.distance)


def _concluding(fact: Fact, axioms: RuleIndex) -> list[tuple[Rule, Binding]]:
    """Return the rules that may conclude the fact, without those about all properties."""
    ways = axioms.concluding(fact)
    return [(r, b) for r, b in ways if not any(isinstance(atom.predicate, Variable) for atom in r.body)]


def _source_of(rule: Rule, binding: Binding, view: LayeredView) -> Fact | None:
    """Return the fact that a rule with one condition needs, if files never state facts of that kind."""
    other = _ground(rule.body[0], binding) if len(rule.body) == 1 else None
    return other if other is not None and view.layer_of((other[1], SOURCED_BY, _RULE)) is not None else None


def _repeats(other: Fact, fact: Fact, axioms: RuleIndex) -> bool:
    """Return whether only the fact gives `other`, so that `other` is no reason for it: a derived inverse."""
    ways = _concluding(other, axioms)
    return bool(ways) and all(len(r.body) == 1 and _ground(r.body[0], b) == fact for r, b in ways)


def _of_axiom(rule: Rule, binding: Binding, view: LayeredView, labels: Labels) -> Missing:
    nearest = _furthest(rule.body, binding, view)
    best, values = nearest[0]
    ties = [{v.value: value for v, value in found.items()} for held, found in nearest if set(held) == set(best)]
    rest = [Pattern(*atom) for atom in rule.body if atom not in best]
    names = unknown_names(rest, ties[0])
    held = [Pattern(*atom) for atom in best]
    none = {pattern: none_of(pattern, held, ties, set(binding.values()), labels, view.match) for pattern in rest}
    subjects = (pattern.subject for pattern, each in none.items() if each)
    examples = frozenset(values[subject] for subject in subjects if isinstance(subject, Variable))
    present = tuple(fact for atom in best if (fact := _ground(atom, values)))
    lacking = tuple(none[pattern] or lack(pattern, ties[0], names, labels) for pattern in rest)
    return Missing("axiom", rule.name, rule.axiom, present, (), lacking, examples)


def _furthest(atoms: Sequence[Atom], binding: Binding, view: LayeredView) -> list[tuple[list[Atom], Binding]]:
    """Return the most atoms that hold together, greedily, with the values that they give; each such match."""
    states: list[tuple[list[Atom], Binding]] = [([], binding)]
    best = states
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
            best = states
    return best


def _is_known(atom: Atom, values: Binding) -> bool:
    s, _, o = _pattern(atom, values)
    return leads(s, o, varies=isinstance(atom.object, Variable))


def _pattern(atom: Atom, values: Binding) -> tuple[Node | None, NamedNode | None, Node | None]:
    s, p, o = (values.get(t) if isinstance(t, Variable) else t for t in atom)
    return s, p, o  # type: ignore[return-value]


def _ground(atom: Atom, values: Binding) -> Fact | None:
    s, p, o = _pattern(atom, values)
    return None if s is None or p is None or o is None else (s, p, o)


def _may_give(rule: ConstructRule, fact: Fact, view: LayeredView) -> bool:
    """Tell whether a rule may give the fact's property: it names it, or gives what claims say and claims may say it."""
    if fact[1] in iris(read_query(rule.construct)):
        return True
    return rule.gives_claimed_values and view.layer_of((fact[1], SOURCED_BY, _CLAIM)) is not None
