"""What a query reads about one node: where a triple matters to what it says of the node that a variable stands for.

From the node, paths lead over patterns that must hold to every other pattern. A pattern that no path reaches is
`unanchored`: a triple that fits it matters to every node.

>>> from .parser import read_query
>>> query = read_query("SELECT ?this { ?this <urn:p> ?x FILTER NOT EXISTS { ?y <urn:q> ?x } }")
>>> for touch in reads(query.select, "this", substituted=True).touches:
...     print(touch.path, touch.predicate, touch.back)
 <urn:p> False
<urn:p> <urn:q> True
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from pyoxigraph import NamedNode

from .algebra import (
    Expression,
    Filter,
    Graph,
    Minus,
    Optional,
    Part,
    Pattern,
    Select,
    SubSelect,
    Values,
    exists_in,
    expressions_of,
    groups_of,
    name_of,
)
from .paths import EMPTY, Path, Touch, Unanchored, cheapest, inverse, may_be_empty, may_be_skipped, sequence, touches
from .scopes import Reach, certain, certain_after, path_of, reached, shown_inside


class Unbounded(Exception):
    """It cannot be said what a query reads about some nodes; the message says why."""


class Reads(NamedTuple):
    """What a query reads: where a triple matters to a node, and which triples matter to any node.

    `may_skip` says that a part of a path may have no steps, `skips` that a path which begins or ends at the node itself
    may have none: it leads from a node to itself only where the graph has the node.
    """

    touches: list[Touch]
    unanchored: list[Unanchored]
    may_skip: bool
    skips: bool


def reads(select: Select, variable: str, *, substituted: bool) -> Reads:
    """Return what a query reads about the node that `variable` stands for.

    With `substituted`, the variable stands for the node in every group, as SHACL has it for `$this`; else only where
    it is bound.

    Raises:
        Unbounded: the query asks a named graph.
    """
    analysis = _Analysis(variable if substituted else "")
    analysis.select(select, {variable: EMPTY})
    return Reads(list(dict.fromkeys(analysis.touches)), analysis.unanchored, analysis.may_skip, analysis.skips)


class _Analysis:
    """Goes through the groups of a query; `always` is bound in every one of them."""

    def __init__(self, always: str) -> None:
        self._always = always
        self.touches: list[Touch] = []
        self.unanchored: list[Unanchored] = []
        self.may_skip = self.skips = False

    def select(self, select: Select, reach: Reach) -> None:
        """Take note of all that a SELECT reads; `reach` is what leads into it."""
        self._collect(select.where.parts, reach)
        expressions = [*select.computed.values(), *select.having, *(key.expression for key in select.order_by)]
        if any(True for each in expressions for _ in exists_in(each)):
            self._expressions(expressions, reached(select.where.parts, reach), certain(select.where.parts))

    def _collect(self, parts: tuple[Part, ...], reach: Reach, around: frozenset[str] = frozenset()) -> None:
        """Take note of every pattern; `around` are the variables that filters see from outside."""
        known = reached(parts, reach)
        sure = certain(parts) | around
        left: frozenset[str] = frozenset()
        for part in parts:
            if isinstance(part, Pattern):
                self._pattern(part, known)
            elif isinstance(part, SubSelect):
                inner = shown_inside(part.select)
                self.select(part.select, self._kept(known, inner))
            elif isinstance(part, Graph):
                raise Unbounded("GRAPH asks another graph")
            elif isinstance(part, Optional | Minus):
                self._beside(part, left, known)
            elif isinstance(part, Filter):
                self._expressions(expressions_of(part), known, sure)
            elif not isinstance(part, Values):
                self._expressions(expressions_of(part), known, left)
                for group in groups_of(part):
                    self._collect(group.parts, known)
            left = certain_after(left, part)

    def _beside(self, part: Optional | Minus, left: frozenset[str], known: Reach) -> None:
        """Take note of a group that is no condition: what it finds can also make a solution vanish.

        So only what is bound before it leads there.
        """
        right = certain(part.group.parts)
        if isinstance(part, Minus):
            self._collect(part.group.parts, self._kept(known, left & right))
        else:
            self._collect(part.group.parts, self._kept(known, left), left)

    def _expressions(self, expressions: Iterable[Expression], known: Reach, sure: frozenset[str]) -> None:
        for expression in expressions:
            for inner in exists_in(expression):
                self._collect(inner.group.parts, self._kept(known, sure))

    def _kept(self, known: Reach, sure: frozenset[str]) -> Reach:
        return {name: path for name, path in known.items() if name in sure or name == self._always}

    def _pattern(self, pattern: Pattern, reach: Reach) -> None:
        path, s, o = path_of(pattern), name_of(pattern.subject), name_of(pattern.object)
        self.may_skip = self.may_skip or may_be_empty(path)
        start, end = reach.get(s or ""), reach.get(o or "")
        self.skips = self.skips or (may_be_skipped(path) and EMPTY in (start, end))
        if start is None and end is None:
            self._unanchored(pattern, path)
            return
        around = None if end is None else sequence(end, inverse(path))
        far: object = pattern.object
        if start is None or start == around or end == EMPTY:  # the path is walked once, from its object
            before, path, far = end or EMPTY, inverse(path), pattern.subject
        elif around is None or end == sequence(start, path):
            before = start
        else:
            before = cheapest([start, around])
        only = far if isinstance(far, NamedNode) else None  # a literal has more than one form
        self.touches += touches(path, before, only)

    def _unanchored(self, pattern: Pattern, path: Path) -> None:
        if isinstance(path, NamedNode):
            ends = (t if isinstance(t, NamedNode) else None for t in (pattern.subject, pattern.object))
            s, o = ends
            self.unanchored.append(Unanchored(s, path, o))
            return
        self.unanchored += [Unanchored(None, touch.predicate, None) for touch in touches(path)]
        if may_be_empty(path):  # a path of no steps holds for every node there is
            self.unanchored.append(Unanchored(None, None, None))
