"""A CONSTRUCT rule run for one fact: the solutions of its WHERE part, and the facts that support a solution.

The rule sees what it saw when it ran: what is asserted, and what the rules before it gave, never its own output or
the closure. That part of the graph is fetched around the thing and queried by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, TypeAlias

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, QuerySolutions, Store

from ..construct.bounds import THING, Bounds
from ..construct.rules import ConstructRule, Ranking
from ..errors import QueryError
from ..sparql.algebra import Group, Optional, Pattern, Query, SubSelect, Union, assigned, name_of
from ..sparql.as_meant import as_meant
from ..sparql.binding import bound, with_only, with_values
from ..sparql.matching import unify
from ..sparql.parser import read_query
from ..sparql.reads import Unbounded
from ..sparql.traversal import excluded, required
from ..sparql.walks import chain
from ..terms import Fact, Node
from ..views.layers import LayeredView

Values: TypeAlias = Mapping[str, Node]
"""Values of variables, by their names."""


class Grounding:
    """Finds, for solutions of a query over a store, the facts that support them.

    >>> x, p = (NamedNode("urn:" + name) for name in "xp")
    >>> store = Store()
    >>> store.add(Quad(x, p, x))
    >>> grounding = Grounding(read_query("SELECT ?y WHERE { ?x <urn:p> ?y }"), store)
    >>> [grounding.facts(grounding.query.where, s) for s in grounding.run(grounding.query.where, {"y": x})]
    [[(<NamedNode value=urn:x>, <NamedNode value=urn:p>, <NamedNode value=urn:x>)]]
    """

    ranks: Sequence[Ranking] = ()
    """How texts that the query compares rank what has them."""

    def __init__(self, query: Query, store: Store) -> None:
        self.query = query
        self.store = store

    def run(self, where: Group, given: Values) -> Iterator[Values]:
        """Yield the solutions of a graph pattern in which the variables of `given` have these values."""
        yield from self._select(with_only(where, given))

    def run_within(self, where: Group, outside: Values) -> Iterator[Values]:
        """Yield the solutions of a group within a solution, whose values its filters may use."""
        yield from self._select(with_values(where, outside))

    def rows(self, where: Group) -> Iterator[Values]:
        """Yield the solutions of a graph pattern."""
        yield from self._select(with_values(where, {}))

    def _select(self, query: str) -> Iterator[Values]:
        try:
            found = self.store.query(as_meant(query))
        except SyntaxError as error:
            tip = "this form of query cannot be explained"
            raise QueryError(f"a part of the query cannot be run by itself: {error.msg}", tip=tip) from None
        if isinstance(found, QuerySolutions):
            names = [variable.value for variable in found.variables]
            for solution in found:
                yield {name: solution[name] for name in names if solution[name] is not None}

    def facts(self, group: Group, solution: Values) -> list[Fact] | None:
        """Return the facts that support the group in this solution, each once; None if the group does not hold."""
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
        if isinstance(part, Union | Group):
            groups = part.groups if isinstance(part, Union) else (part,)
            return next((f for g in groups if (f := self._witness(g, solution)) is not None), None)
        if isinstance(part, SubSelect):
            return self.within(part, solution)
        if (group := required(part)) is not None:
            return self._witness(group, solution)
        return self._defeats(group, solution) if (group := excluded(part)) is not None else []

    def _defeats(self, group: Group, solution: Values) -> list[Fact]:
        """Return what keeps a group that must be absent from holding: the facts that it asks to be absent itself."""
        names = {name for pattern in group.patterns for name in pattern.variables}
        nested = [away for part in group.parts if (away := excluded(part)) is not None]
        found: list[Fact] = []
        if nested:
            given = {name: value for name, value in solution.items() if name in names}
            for inner in self.run(Group(tuple(group.patterns)), given):
                held = next((f for one in nested if (f := self._witness(one, inner)) is not None), [])
                found += [*(fact for p in group.patterns for fact in self.along(p, inner) or ()), *held]
        return found

    def within(self, part: SubSelect, solution: Values) -> list[Fact] | None:
        """Return the facts that support a sub-select: those of the solution with the given greatest or least value."""
        select = part.select
        given = {name: solution[name] for name in select.variables if name in solution and name not in select.extremes}
        given |= {inner: solution[name] for name, (inner, _) in select.extremes.items() if name in solution}
        return self._witness(select.where, given)

    def _witness(self, group: Group, given: Values) -> list[Fact] | None:
        """Return the facts that support a group in one of its own solutions with given values, None if it has none.

        Of a branch of a union these are not those of the solution around it, which may come from another branch that
        has the same values and lack the variables of this one.
        """
        names = assigned(group)
        found = list(self.run(group, {name: value for name, value in given.items() if name in names}))
        # of several, the same one whatever order the store has
        return self.facts(group, min(found, key=_in_order)) if found else None

    def along(self, pattern: Pattern, solution: Values) -> list[Fact] | None:
        """Return the facts that a pattern, or its path, leads over; None where it has an end that is not known."""
        start, end = valued(pattern.subject, solution), valued(pattern.object, solution)
        verb = valued(pattern.predicate, solution)
        if verb is None or isinstance(verb, Literal):
            return None
        if start is not None and end is not None:
            return chain(verb, start, end, self._match)
        # a blank node of a sub-select has no value in the solutions around it
        return next(([fact] for fact in self._match(start, verb, end)), None) if isinstance(verb, NamedNode) else None

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
    >>> rule = ConstructRule("1", "", f"CONSTRUCT {{ ?thing <urn:q> ?y }} WHERE {{ {where} }}")
    >>> store = Store()
    >>> store.add(Quad(x, p, x))
    >>> solving = Solving(rule, x, Layered(store, Layers(["1"])), below=1)
    >>> [str(solution["y"]) for solution in solving.solutions((x, q, x))]
    ['<urn:x>']
    """

    def __init__(self, rule: ConstructRule, thing: Node, view: LayeredView, *, below: int) -> None:
        query = read_query(rule.construct)
        seen = partial(view.match, below=below)
        facts: Iterable[Fact]
        try:
            facts = Bounds.of(rule).needed([thing], seen)
            query = bound(query, THING, [thing])  # type: ignore[list-item]
        except Unbounded:
            facts = seen(None, None, None)
        store = Store()
        store.extend(Quad(s, p, o) for s, p, o in facts)  # type: ignore[arg-type]
        super().__init__(query, store)
        self.ranks = rule.ranks

    def solutions(self, fact: Fact) -> Iterator[Values]:
        """Yield the solutions with which the rule gives the fact."""
        for head in self.query.template:
            given = unified(head, fact)
            if given is not None:
                yield from self.run(self.query.where, given)


def unified(head: Pattern, fact: Fact) -> dict[str, Node] | None:
    """Return the values with which a pattern of the template is the fact, None where it never is.

    >>> from pyoxigraph import Variable
    >>> unified(Pattern(Variable("x"), NamedNode("urn:p"), Variable("y")), (NamedNode("urn:a"),) * 3) is None
    True
    """
    found = unify((head.subject, head.predicate, head.object), fact, {})
    return None if found is None else {variable.value: value for variable, value in found.items()}


def _in_order(solution: Values) -> list[tuple[str, str]]:
    return sorted((name, str(value)) for name, value in solution.items())


def valued(term: object, solution: Values) -> Any:
    """Return what a term or path stands for: a variable its value, None where it has none; anything else itself."""
    name = name_of(term)
    return term if name is None else solution.get(name)
