"""A CONSTRUCT rule tried for a fact that it does not give: how far its patterns hold, and which condition stops it.

The patterns are matched with what the rule saw when it ran, as many of them together as hold. Where all do, the rest
of the rule is gone through in order: optional parts, exclusions, filters.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from pyoxigraph import NamedNode, Variable

from ..construct.rules import ConstructRule
from ..language import say
from ..names.labels import Labels
from ..names.text import term_text
from ..sparql.algebra import Group, Pattern, SubSelect
from ..sparql.algebra import Values as ValuesPart
from ..sparql.matching import cost, leads, unify
from ..sparql.paths import Path
from ..sparql.scopes import kept_apart
from ..sparql.walks import chain, ends, starts
from ..terms import Fact, Match, Node
from ..views.layers import LayeredView
from .conditions import Conditions, is_not
from .lack import Lack, Missing, lack, none_of
from .negation import contest, text_of
from .pattern_text import unknown_names
from .ranking import parts_of, why_it_loses
from .solving import Solving, Values, unified, valued

_BREADTH = 60
"""Partial matches that are followed at once."""


@dataclass(frozen=True)
class _State:
    """A partial match: values, the facts that patterns are, the patterns to come, and those that do not hold.

    `wrong` says in words which computed values are others than the fact has.
    """

    values: Values
    rest: tuple[Pattern, ...]
    held: tuple[Fact, ...] = ()
    lacking: tuple[Pattern, ...] = ()
    wrong: tuple[str, ...] = ()

    @property
    def order(self) -> tuple[int, int]:
        return len(self.lacking) + len(self.wrong), -len(self.held)


def near_misses(rule: ConstructRule, layer: int, fact: Fact, view: LayeredView, labels: Labels) -> list[Missing]:
    """Return what the rule, which is that of the `layer`, misses to give the fact; nothing where it never can.

    >>> from ilrs_graph import LunarGraph
    >>> from ilrs_graph.namespaces import ONTOLOGY
    >>> graph = LunarGraph()
    >>> verb, e = NamedNode(ONTOLOGY + "hasPartner"), graph.explainer
    >>> fact = (graph.resolve("change-6"), verb, graph.resolve("shanghai-jiao-tong-university"))
    >>> (case,) = near_misses(e.proving.construct_rules[-1], len(e.proving.construct_rules), fact, e.view, graph.labels)
    >>> [str(p.value).rpartition("#")[2] for _, p, _ in case.barring], case.lacking
    (['operator', 'ofState'], ())
    """
    near_miss = _NearMiss(Solving(rule, fact[0], view, below=layer), rule, partial(view.match, below=layer), labels)
    heads = (unified(head, fact) for head in near_miss.solving.query.template)
    cases = [case for given in heads if given is not None for case in near_miss.cases(given)]
    return sorted(cases, key=lambda case: case.distance)[:1]


class _NearMiss:
    """One rule for one thing."""

    def __init__(self, solving: Solving, rule: ConstructRule, match: Match, labels: Labels) -> None:
        self.solving = solving
        self.rule = rule
        self.match = match
        self.labels = labels
        self.parts = solving.query.where.parts

    def cases(self, given: Values) -> Iterator[Missing]:
        """Yield what is missing with each of the furthest matches."""
        found = [end for start in self._starts(given) for end in self._follow(start)]
        least = min((state.order for state in found), default=None)
        nearest = [state for state in found if state.order == least]
        for state in nearest:
            ties = [each.values for each in nearest if each.lacking == state.lacking]
            yield self._case(state, ties, set(given.values()))

    def _starts(self, given: Values) -> list[_State]:
        """Return the states before any pattern: for each row of VALUES, and each of a sub-select that has rows."""
        states = [_State(given, tuple(part for part in self.parts if isinstance(part, Pattern)))]
        for part in self.parts:
            if isinstance(part, ValuesPart):
                rows = list(self.solving.rows(Group((part,))))
                states = [replace(s, values=both) for s in states for row in rows if (both := _joined(s.values, row))]
            elif isinstance(part, SubSelect):
                rows = list(self.solving.rows(Group((part,))))
                states = [after for state in states for after in self._after_select(state, part, rows)]
        return states

    def _after_select(self, state: _State, part: SubSelect, rows: Sequence[Values]) -> Iterator[_State]:
        """Yield the state with each row of a sub-select; without a row, its patterns are to be matched, too."""
        made = part.select.made
        found = False
        for row in rows:
            both = _joined({n: v for n, v in state.values.items() if n not in made}, row)
            if both is not None:
                found = True
                wrong = [n for n in made if n in row and state.values.get(n, row[n]) != row[n]]
                held = (self.solving.within(part, row) or []) if wrong else []
                words = (self._is_not(name, row[name], state.values[name]) for name in wrong)
                yield replace(state, values=both, held=(*state.held, *held), wrong=(*state.wrong, *words))
        if not found:
            yield replace(state, rest=(*kept_apart(part.select).patterns, *state.rest))

    def _is_not(self, name: str, value: Node, asked: Node) -> str:
        return is_not(name, term_text(value, self.labels), asked, self.labels)

    def _follow(self, start: _State) -> list[_State]:
        """Return the furthest partial matches."""
        states = [start]
        while any(state.rest for state in states):
            grown = [after for state in states for after in self._step(state)]
            states = sorted(grown, key=lambda state: state.order)[:_BREADTH]
        return states

    def _step(self, state: _State) -> Iterator[_State]:
        if not state.rest:
            yield state
            return
        pattern = min(state.rest, key=lambda p: _order(p, state.values))
        rest = tuple(p for p in state.rest if p is not pattern)
        found = False
        if _leads(pattern, state.values):
            for values, facts in self._matches(pattern, state.values):
                found = True
                yield replace(state, values=values, rest=rest, held=(*state.held, *facts))
        if not found:
            yield replace(state, rest=rest, lacking=(*state.lacking, pattern))

    def _matches(self, pattern: Pattern, values: Values) -> Iterator[tuple[Values, list[Fact]]]:
        """Yield each way in which a pattern holds, with the facts that it is."""
        for s, p, o, facts in self._ways(pattern, values):
            both = _unified(pattern, (s, p, o), values)
            if both is not None:
                yield both, facts

    def _ways(self, pattern: Pattern, values: Values) -> Iterator[tuple[Node, Path, Node, list[Fact]]]:
        start, end = valued(pattern.subject, values), valued(pattern.object, values)
        verb = valued(pattern.predicate, values)
        if verb is None or isinstance(verb, NamedNode):
            for s, p, o in self.match(start, verb, end):
                yield s, p, o, [(s, p, o)]
            return
        last = [end] if end is not None else sorted(ends(verb, [start], self.match), key=str)
        first = [start] if start is not None else sorted(starts(verb, last, self.match), key=str)
        for s in first:
            for o in last:
                facts = chain(verb, s, o, self.match)
                if facts is not None:
                    yield s, verb, o, facts

    def _case(self, state: _State, ties: Sequence[Values], asked: Set[Node]) -> Missing:
        """Return what is missing with a match for the terms asked; `ties` are all that lack the same patterns."""
        present = dict.fromkeys(state.held)
        if not state.lacking and not state.wrong:
            found = Conditions(self.solving, self.labels).tried(state.values)
            present.update(dict.fromkeys(found.held))
            facts, barring, lacking = tuple(present), tuple(found.barring), tuple(found.lacking)
            return Missing("rule", self.rule.name, self.rule.description, facts, barring, lacking)
        known = dict(state.values)
        names = unknown_names(state.lacking, known)
        held = [part for part in self.parts if isinstance(part, Pattern) and part not in state.lacking]
        lacks, examples = [], set[Node]()
        for pattern in state.lacking:
            none = none_of(pattern, held, ties, asked, self.labels, self.match)
            if none is not None and isinstance(pattern.subject, Variable):
                examples.add(known[pattern.subject.value])
            lacks.append(none or self._loss(pattern, known) or lack(pattern, known, names, self.labels))
        lacking = (*lacks, *map(Lack, state.wrong))
        return Missing("rule", self.rule.name, self.rule.description, tuple(present), (), lacking, frozenset(examples))

    def _loss(self, pattern: Pattern, values: Values) -> Lack | None:
        """Return why a claim is not the best one, where it is a contest that a pattern fails by."""
        about = valued(pattern.subject, values)
        for part in (p for p in self.parts if isinstance(p, SubSelect)):
            for outer, (inner, _) in part.select.extremes.items():
                if pattern.object != Variable(outer) or outer not in values or about is None:
                    continue
                best, ranked = text_of(values[outer]), contest(part, inner, self.solving, values)
                winner = next((holder for holder, value in ranked.items() if value == best), None)
                if winner is not None and about in ranked:
                    why = why_it_loses(
                        ranked[about],
                        best,
                        parts_of(inner, part.select.where.patterns, self.rule.ranks),
                        self.labels.language,
                    )
                    names = {"one": term_text(about, self.labels), "other": term_text(winner, self.labels)}
                    words = say("{one} comes after {other}: {why}", self.labels.language, **names, why=why)
                    return Lack(words, statement=True)
        return None


def _order(pattern: Pattern, values: Values) -> tuple[bool, int]:
    """Rank a pattern: first those that something known leads to, by the cost of looking them up."""
    s, p, o = (valued(term, values) for term in (pattern.subject, pattern.predicate, pattern.object))
    return not _leads(pattern, values), cost(s, p, o, varies=isinstance(pattern.object, Variable))


def _leads(pattern: Pattern, values: Values) -> bool:
    s, o = (valued(term, values) for term in pattern.ends)
    return leads(s, o, varies=isinstance(pattern.object, Variable))


def _joined(one: Values, other: Values) -> Values | None:
    """Return both solutions together, None where they contradict each other."""
    return {**one, **other} if all(one.get(name, value) == value for name, value in other.items()) else None


def _unified(pattern: Pattern, fact: tuple[Node, Path, Node], values: Values) -> Values | None:
    """Return the values with those that make the variables of a pattern the terms of a fact, None where none do."""
    terms = zip((pattern.subject, pattern.predicate, pattern.object), fact, strict=True)
    varying = [(term, value) for term, value in terms if isinstance(term, Variable)]
    known: dict[Variable, Any] = {Variable(name): value for name, value in values.items()}
    found = unify((term for term, _ in varying), (value for _, value in varying), known)
    return None if found is None else {variable.value: value for variable, value in found.items()}
