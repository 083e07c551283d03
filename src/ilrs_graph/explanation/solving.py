"""A direct rule run for one fact: the solutions of its WHERE part, and the facts that a solution rests on.

The rule sees what it saw when it ran: what is asserted, and what the rules before it gave, never its own output or
the closure. That part of the graph is fetched around the thing and queried by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache, partial
from typing import Any, TypeAlias

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, QuerySolutions, Store, Variable

from ..construct.anatomy import THING, Anatomy, Unbounded
from ..construct.neighbourhood import Plan
from ..construct.rules import DirectRule, Ranking
from ..errors import QueryError
from ..patterns import read_query
from ..patterns.model import Exists, Group, Minus, Optional, Path, Pattern, Query, SubSelect, Union
from ..terms import Fact, Node
from ..values import bind
from ..views.layers import LayeredView as View
from .chains import chain

Values: TypeAlias = Mapping[str, Node]
"""Values of variables, by their names."""


class Grounding:
    """Finds, for solutions of a query over a store, the facts that they rest on.

    >>> x, p = (NamedNode("urn:" + name) for name in "xp")
    >>> store = Store()
    >>> store.add(Quad(x, p, x))
    >>> grounding = Grounding(read_query("SELECT ?y WHERE { ?x <urn:p> ?y }"), store)
    >>> [grounding.facts(grounding.query.where, s) for s in grounding.run(grounding.query.where.text, {"y": x})]
    [[(<NamedNode value=urn:x>, <NamedNode value=urn:p>, <NamedNode value=urn:x>)]]
    """

    ranks: Sequence[Ranking] = ()
    """How texts that the query compares rank what has them."""

    def __init__(self, query: Query, store: Store) -> None:
        self.query = query
        self.store = store

    def run(self, where: str, given: Values) -> Iterator[Values]:
        """Yield the solutions of a graph pattern in which the variables of `given` have these values."""
        # a filter and no VALUES: joined with those, a variable that the pattern leaves unbound would take the value
        only = " ".join(f"FILTER(sameTerm(?{name}, {value}))" for name, value in given.items())
        yield from self._select(f"{{ {self._opened(where)} }} {only}")

    def run_within(self, where: str, outside: Values) -> Iterator[Values]:
        """Yield the solutions of a group that hangs on a solution, whose values its filters may speak of."""
        values = " ".join(f"VALUES ?{name} {{ {value} }}" for name, value in outside.items())
        yield from self._select(f"{values} {self._opened(where)}")

    def rows(self, where: str) -> Iterator[Values]:
        """Yield the solutions of a graph pattern."""
        yield from self._select(self._opened(where))

    def subselect(self, part: SubSelect) -> str:
        """Return a sub-select as text."""
        return f"{part.head} WHERE {{ {part.group.text} }} {part.modifiers}"

    def _select(self, where: str) -> Iterator[Values]:
        try:
            found = self.store.query(f"{self.query.prologue} SELECT * WHERE {{ {where} }}")
        except SyntaxError as error:
            tip = "this form of query cannot be explained"
            raise QueryError(f"a part of the query cannot be run by itself: {error.msg}", tip=tip) from None
        if isinstance(found, QuerySolutions):
            names = [variable.value for variable in found.variables]
            for solution in found:
                yield {name: solution[name] for name in names if solution[name] is not None}

    def _opened(self, where: str) -> str:
        return where

    def facts(self, group: Group, solution: Values) -> list[Fact] | None:
        """Return the facts that the group rests on in this solution, each once; None where it does not hold."""
        found: dict[Fact, None] = {}
        for part in group.parts:
            needed = self._of(part, solution)
            if needed is None:
                return None
            found.update(dict.fromkeys(needed))
        return list(found)

    def _of(self, part: object, solution: Values) -> list[Fact] | None:
        if isinstance(part, Pattern):
            return self.along(part, solution)
        if isinstance(part, Optional):
            return self.facts(part.group, solution) or []
        if isinstance(part, Union):
            return next((f for g in part.groups if (f := self._branch(g, solution)) is not None), None)
        if isinstance(part, SubSelect):
            return self.within(part, solution)
        if isinstance(part, Exists):
            return self._witness(part.group, solution)
        return self._defeats(part.group, solution) if isinstance(part, Minus) else []

    def _defeats(self, group: Group, solution: Values) -> list[Fact]:
        """Return what keeps a group that must be absent from holding: the facts that it asks to be absent itself."""
        names = {name for pattern in group.patterns for name in pattern.variables}
        nested = [part.group for part in group.parts if isinstance(part, Minus)]
        found: list[Fact] = []
        if nested:
            given = {name: value for name, value in solution.items() if name in names}
            for inner in self.run(" . ".join(map(str, group.patterns)), given):
                held = next((f for one in nested if (f := self._witness(one, inner)) is not None), [])
                found += [*(fact for p in group.patterns for fact in self.along(p, inner) or ()), *held]
        return found

    def _branch(self, group: Group, solution: Values) -> list[Fact] | None:
        """Return what a branch of a union rests on, None where the solution is not one of its own."""
        names = set(re.findall(r"\?(\w+)", group.text))
        own = {name: value for name, value in solution.items() if name in names}
        return self.facts(group, solution) if any(True for _ in self.run(group.text, own)) else None

    def within(self, part: SubSelect, solution: Values) -> list[Fact] | None:
        """Return what a sub-select rests on: the solution in which its greatest or least value is the one given."""
        given = {name: solution[name] for name in part.variables if name in solution and name not in part.extremes}
        given |= {inner: solution[name] for name, inner in part.extremes.items() if name in solution}
        return self._witness(part.group, given)

    def _witness(self, group: Group, given: Values) -> list[Fact] | None:
        names = group_variables(group)
        inner = next(self.run(group.text, {name: value for name, value in given.items() if name in names}), None)
        return None if inner is None else self.facts(group, inner)

    def along(self, pattern: Pattern, solution: Values) -> list[Fact] | None:
        """Return the facts that a pattern, or its path, leads over; None where it has an end that is not known."""
        start, end = valued(pattern.subject, solution), valued(pattern.object, solution)
        verb = valued(pattern.predicate, solution)
        if not isinstance(verb, NamedNode | Path):
            return None
        if start is not None and end is not None:
            return chain(verb, start, end, self._match)
        # a blank node of the query has no value in its solutions
        return None if isinstance(verb, Path) else next(([fact] for fact in self._match(start, verb, end)), None)

    def _match(self, s: Node | None, p: NamedNode | None, o: Node | None) -> Iterator[Fact]:
        if not isinstance(s, Literal):
            for q in self.store.quads_for_pattern(s, p, o, DefaultGraph()):
                yield q.subject, q.predicate, q.object


class Solving(Grounding):
    """One rule and one thing, over the layers below the rule's own.

    >>> from ..views.layers import Layers
    >>> from ..views.store import LayeredStore as Layered
    >>> x, p, q = (NamedNode("urn:" + name) for name in "xpq")
    >>> where = "VALUES ?thing { UNDEF } ?thing <urn:p> ?y"
    >>> rule = DirectRule("1", "", f"CONSTRUCT {{ ?thing <urn:q> ?y }} WHERE {{ {where} }}")
    >>> store = Store()
    >>> store.add(Quad(x, p, x))
    >>> solving = Solving(rule, x, Layered(store, Layers(["1"])), below=1)
    >>> [str(solution["y"]) for solution in solving.solutions((x, q, x))]
    ['<urn:x>']
    """

    def __init__(self, rule: DirectRule, thing: Node, view: View, *, below: int) -> None:
        query, plan = _read(rule)
        seen = partial(view.match, below=below)
        store = Store()
        facts = seen(None, None, None) if plan is None else plan.fetch([thing], seen)
        store.extend(Quad(s, p, o) for s, p, o in facts)  # type: ignore[arg-type]
        super().__init__(query, store)
        self.ranks = rule.ranks
        self._thing = None if plan is None else thing

    def solutions(self, fact: Fact) -> Iterator[Values]:
        """Yield the solutions with which the rule gives the fact."""
        for head in self.query.template:
            given = unified(head, fact)
            if given is not None:
                yield from self.run(self.query.where.text, given)

    def _opened(self, where: str) -> str:
        if self._thing is None or f"VALUES ?{THING} {{ UNDEF }}" not in where:
            return where
        return bind(where, {THING: [self._thing]})  # type: ignore[list-item]


@lru_cache(maxsize=256)
def _read(rule: DirectRule) -> tuple[Query, Plan | None]:
    """Return the query of a rule, and how to fetch what it needs for a thing; None where that cannot be told."""
    query = read_query(rule.construct)
    try:
        return query, Plan.of(Anatomy.of(rule))
    except Unbounded:
        return query, None


def unified(head: Pattern, fact: Fact) -> dict[str, Node] | None:
    """Return the values with which a pattern of the template is the fact, None where it never is.

    >>> unified(Pattern(Variable("x"), NamedNode("urn:p"), Variable("y")), (NamedNode("urn:a"),) * 3) is None
    True
    """
    found: dict[str, Node] = {}
    for term, value in zip((head.subject, head.predicate, head.object), fact, strict=True):
        if isinstance(term, Variable):
            if found.setdefault(term.value, value) != value:
                return None
        elif term != value:
            return None
    return found


def valued(term: object, solution: Values) -> Any:
    """Return what a term or path stands for: a variable its value, None where it has none; anything else itself."""
    return solution.get(term.value) if isinstance(term, Variable) else term


def group_variables(group: Group) -> set[str]:
    """Return the names of the variables of a group's patterns, those of groups within it included.

    >>> sorted(group_variables(read_query("SELECT * { ?x ?p ?y OPTIONAL { ?y <urn:q> ?z } }").where))
    ['p', 'x', 'y', 'z']
    """
    found: set[str] = set()
    for part in group.parts:
        if isinstance(part, Pattern):
            found |= part.variables
        elif isinstance(part, Union):
            found |= {name for inner in part.groups for name in group_variables(inner)}
        elif hasattr(part, "group"):
            found |= group_variables(part.group)
    return found
