"""The triples that a direct rule needs to say what it says of some things, fetched pattern by pattern.

Starting from the things, each pattern is walked from an end that is known, so that every triple that can be part of a
solution about them is fetched. What a rule constructs about the things from these triples, and from any more that
hold, is what it constructs about them from the whole graph.

>>> from pyoxigraph import NamedNode
>>> from .rules import DirectRule
>>> where = "VALUES ?thing { UNDEF } ?thing <urn:p> ?z OPTIONAL { ?z <urn:r> ?y }"
>>> plan = Plan.of(Anatomy.of(DirectRule("1", "", f"CONSTRUCT {{ ?thing a ?y }} WHERE {{ {where} }}")))
>>> p, r, x, z = (NamedNode("urn:" + name) for name in "prxz")
>>> from ..views.memory import TripleIndex as FactSet
>>> len(plan.fetch([x], FactSet([(x, p, z), (z, r, x), (x, r, z)]).match))
2
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pyoxigraph import Variable

from ..terms import Fact, Node
from .anatomy import THING, Anatomy, Clause, Scope, Unbounded
from .walks import Match

Known = Mapping[str, set[Node]]
"""For each variable that is known, all that it may stand for."""


@dataclass(frozen=True)
class Step:
    """A clause to walk, from its value back where `back`."""

    clause: Clause
    back: bool

    def take(self, known: dict[str, set[Node]], match: Match, seen: set[Fact]) -> bool:
        """Fetch the facts of the clause and tell whether there may be any solution; narrow down what is known."""
        walk, (near, far) = self.clause.walk, _ends(self.clause, back=self.back)
        nodes = known[near.value] if isinstance(near, Variable) else {near}
        found = (walk.starts if self.back else walk.ends)(nodes, match, seen)
        if not isinstance(far, Variable):
            return far in found
        known[far.value] = known[far.value] & found if far.value in known else found
        return bool(known[far.value])


@dataclass(frozen=True)
class Plan:
    """In which order the patterns of a scope are walked, and those of the scopes within it."""

    steps: tuple[Step | Plan, ...]
    others: tuple[Plan, ...]
    shown: frozenset[str] | None = None

    @classmethod
    def of(cls, anatomy: Anatomy) -> Plan:
        """Return the plan of a rule.

        Raises:
            Unbounded: a pattern cannot be reached from `?thing`.
        """
        return _plan(anatomy.scope, {THING})

    def fetch(self, things: Iterable[Node], match: Match) -> set[Fact]:
        """Return the facts that the rule needs for `things`."""
        seen: set[Fact] = set()
        self._take({THING: set(things)}, match, seen)
        return seen

    def _take(self, outside: Known, match: Match, seen: set[Fact]) -> dict[str, set[Node]] | None:
        """Return what its variables may stand for, None where the scope has no solution."""
        known = dict(outside)
        for step in self.steps:
            if isinstance(step, Step):
                if not step.take(known, match, seen):
                    return None
                continue
            found = step._take({n: v for n, v in known.items() if n in (step.shown or ())}, match, seen)
            if found is None:
                return None
            known.update((n, v) for n, v in found.items() if n in (step.shown or ()))
        for other in self.others:
            other._take(known, match, seen)
        return known


def _plan(scope: Scope, outside: set[str]) -> Plan:
    known = set(outside)
    steps: list[Step | Plan] = []
    clauses, selects = list(scope.clauses), list(scope.selects)
    while clauses or selects:
        step = _cheapest(clauses, known)
        if step is not None:
            clauses.remove(step.clause)
            known |= step.clause.variables
            steps.append(step)
            continue
        select = next((s for s in selects if known & (s.shown or set())), None)
        if select is None:
            raise Unbounded(f"a pattern or a sub-select cannot be reached from ?{THING}")
        selects.remove(select)
        shown = select.shown or frozenset()
        steps.append(_plan(select, known & shown))
        known |= shown & {name for clause in select.certain() for name in clause.variables}
    return Plan(tuple(steps), tuple(_plan(other, known) for other in scope.others), scope.shown)


def _cheapest(clauses: Iterable[Clause], known: set[str]) -> Step | None:
    """Return the next clause with a known end: one with a known subject before one with a known value."""
    backwards = None
    for clause in clauses:
        if isinstance(clause.subject, Variable) and clause.subject.value in known:
            return Step(clause, back=False)
        if backwards is None and isinstance(clause.object, Variable) and clause.object.value in known:
            backwards = Step(clause, back=True)
    return backwards


def _ends(clause: Clause, *, back: bool) -> tuple[Node | Variable, Node | Variable]:
    return (clause.object, clause.subject) if back else (clause.subject, clause.object)
