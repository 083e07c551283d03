"""From a changed triple to the things that a direct rule may now say something else of.

A triple matters to a rule only as part of a solution, before or after the change, of the patterns that must hold where
it stands. So the way from it to `?thing` leads over such patterns, and it is enough to walk one of them, over all that
holds before or after: more things than need be may be found, never fewer.

>>> from .rules import DirectRule
>>> where = "VALUES ?thing { UNDEF } ?thing <urn:p> ?z OPTIONAL { ?z <urn:r> ?y }"
>>> routes = Routes(Anatomy.of(DirectRule("1", "", f"CONSTRUCT {{ ?thing a ?y }} WHERE {{ {where} }}")))
>>> p, r, x, z = (NamedNode("urn:" + name) for name in "prxz")
>>> from ..views.memory import TripleIndex as FactSet
>>> routes.things([(z, r, z)], FactSet([(x, p, z)]).match)
{<NamedNode value=urn:x>}
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from typing import NamedTuple

from pyoxigraph import NamedNode, Variable

from ..terms import TYPE, Fact, Node
from .anatomy import THING, Anatomy, Clause, Scope, Unbounded
from .walks import Match


class Hop(NamedTuple):
    """A clause walked from its subject to its value, or back."""

    clause: Clause
    back: bool

    @property
    def cost(self) -> int:
        """Forwards few, backwards more, and from a class to its members most."""
        if not self.back:
            return 1
        return 1000 if TYPE in self.clause.walk.predicates else 4


class Route(NamedTuple):
    """From a clause, by its subject or its value, over hops to `?thing`."""

    clause: Clause
    from_object: bool
    hops: tuple[Hop, ...]


class Routes:
    """The way to `?thing` from every pattern of a rule.

    Raises:
        Unbounded: a pattern is not connected with `?thing`.
    """

    def __init__(self, anatomy: Anatomy) -> None:
        self.anatomy = anatomy
        self._by_predicate: dict[NamedNode, list[Route]] = {}
        for clause, around in _surroundings(anatomy.scope, []):
            route = _shortest(clause, around)
            for predicate in clause.walk.predicates:
                self._by_predicate.setdefault(predicate, []).append(route)

    def things(self, changed: Iterable[Fact], match: Match) -> set[Node]:
        """Return the things that `changed` can matter to; `match` finds what holds before or after the change."""
        at: dict[Route, set[Node]] = {}
        for fact in changed:
            for route in self._by_predicate.get(fact[1], ()):
                at.setdefault(route, set()).update(_met(route, fact, match))
        found: set[Node] = set()
        for route, nodes in at.items():
            for hop in route.hops:
                nodes = (hop.clause.walk.starts if hop.back else hop.clause.walk.ends)(nodes, match)
            found |= nodes
        return found


def _met(route: Route, fact: Fact, match: Match) -> Iterator[Node]:
    """Yield the values that the route's first variable has where `fact` is part of its clause."""
    subject, value = route.clause.subject, route.clause.object
    if route.clause.walk.plain and not isinstance(value, Variable) and value != fact[2]:
        return
    for starts, ends in route.clause.walk.around(fact, match):
        if (isinstance(subject, Variable) or subject in starts) and (isinstance(value, Variable) or value in ends):
            yield from ends if route.from_object else starts


def _surroundings(scope: Scope, outside: Sequence[Clause]) -> Iterator[tuple[Clause, list[Clause]]]:
    """Yield each clause with those that hold wherever it does."""
    around = list(dict.fromkeys([*outside, *scope.certain()]))
    for clause in scope.clauses:
        yield clause, around
    for inner in (*scope.selects, *scope.others):
        yield from _surroundings(inner, around)


def _shortest(clause: Clause, around: Sequence[Clause]) -> Route:
    """Return the cheapest route from either end of a clause (Dijkstra's algorithm)."""
    order = count()
    todo: list[tuple[int, int, str, bool, tuple[Hop, ...]]] = []
    for from_object, term in ((False, clause.subject), (True, clause.object)):
        if isinstance(term, Variable):
            heapq.heappush(todo, (0, next(order), term.value, from_object, ()))
    seen = set()
    while todo:
        cost, _, name, from_object, hops = heapq.heappop(todo)
        if name == THING:
            return Route(clause, from_object, hops)
        if name in seen:
            continue
        seen.add(name)
        for hop, other in _from(name, around):
            heapq.heappush(todo, (cost + hop.cost, next(order), other, from_object, (*hops, hop)))
    raise Unbounded(f"the pattern {clause.subject} {clause.path} {clause.object} is not connected with ?{THING}")


def _from(name: str, around: Iterable[Clause]) -> Iterator[tuple[Hop, str]]:
    for clause in around:
        subject, value = clause.subject, clause.object
        if isinstance(subject, Variable) and isinstance(value, Variable):
            if subject.value == name:
                yield Hop(clause, back=False), value.value
            if value.value == name:
                yield Hop(clause, back=True), subject.value
