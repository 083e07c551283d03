"""Property paths as small automata, so that a path is walked from either end and from the middle.

A path is a graph of numbered places with an edge for each step; to walk it is to go through places and nodes at
once (SPARQL 1.1 Query Language, section 9.3, gives paths this meaning). A property alone is a walk of one edge.

>>> from ..views.memory import TripleIndex as FactSet
>>> inside, site, crater, region = (NamedNode("urn:" + name) for name in ("inside", "site", "crater", "region"))
>>> facts = FactSet([(site, inside, crater), (crater, inside, region)])
>>> up = Walk(Path("+", (inside,)))
>>> sorted(str(node) for node in up.ends([site], facts.match))
['<urn:crater>', '<urn:region>']
>>> [str(node) for node in up.starts([crater], facts.match)]
['<urn:site>']
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple, TypeAlias

from pyoxigraph import NamedNode

from ..patterns.model import Path
from ..terms import Fact, Node

Match: TypeAlias = Callable[[Node | None, NamedNode | None, Node | None], Iterable[Fact]]
"""Looks facts up by a pattern."""

_START, _END = 0, 1


class Edge(NamedTuple):
    """A step between two places; `inverse` steps go from value to subject, and one without property costs nothing."""

    here: int
    predicate: NamedNode | None
    inverse: bool
    there: int

    def across(self, node: Node, match: Match, *, back: bool) -> Iterator[tuple[Fact | None, Node]]:
        """Yield the facts that lead over the edge from `node`, and where to.

        >>> list(Edge(0, None, False, 1).across(NamedNode("urn:a"), lambda *_: (), back=True))
        [(None, <NamedNode value=urn:a>)]
        """
        if self.predicate is None:
            yield None, node
        elif self.inverse == back:
            for fact in match(node, self.predicate, None):
                yield fact, fact[2]
        else:
            for fact in match(None, self.predicate, node):
                yield fact, fact[0]


class Walk:
    """The walk along a property or a path.

    >>> Walk(NamedNode("urn:p")).plain, Walk(Path("^", (NamedNode("urn:p"),))).plain
    (True, False)
    """

    def __init__(self, path: NamedNode | Path) -> None:
        self.plain = isinstance(path, NamedNode)
        self._places = _END + 1
        self.edges: list[Edge] = []
        self._build(path, _START, _END, inverse=False)
        self._forth: dict[int, list[Edge]] = {}
        self._back: dict[int, list[Edge]] = {}
        for edge in self.edges:
            self._forth.setdefault(edge.here, []).append(edge)
            self._back.setdefault(edge.there, []).append(edge)

    @property
    def predicates(self) -> set[NamedNode]:
        """The properties of its steps."""
        return {edge.predicate for edge in self.edges if edge.predicate is not None}

    def ends(self, nodes: Iterable[Node], match: Match, seen: set[Fact] | None = None) -> set[Node]:
        """Return where the walk leads from `nodes`; the facts on the way are added to `seen`."""
        return self._go(nodes, _START, _END, match, seen, back=False)

    def starts(self, nodes: Iterable[Node], match: Match, seen: set[Fact] | None = None) -> set[Node]:
        """Return from where the walk leads to `nodes`; the facts on the way are added to `seen`."""
        return self._go(nodes, _END, _START, match, seen, back=True)

    def around(self, fact: Fact, match: Match) -> Iterator[tuple[set[Node], set[Node]]]:
        """Yield, for each step that `fact` can be, where walks that take it there may start and may end."""
        s, p, o = fact
        for edge in self.edges:
            if edge.predicate == p:
                here, there = (o, s) if edge.inverse else (s, o)
                if self.plain:
                    yield {here}, {there}
                else:
                    yield (
                        self._go([here], edge.here, _START, match, None, back=True),
                        self._go([there], edge.there, _END, match, None, back=False),
                    )

    def _go(
        self, nodes: Iterable[Node], first: int, last: int, match: Match, seen: set[Fact] | None, *, back: bool
    ) -> set[Node]:
        edges = self._back if back else self._forth
        reached = {(node, first) for node in nodes}
        todo = list(reached)
        while todo:
            node, place = todo.pop()
            for edge in edges.get(place, ()):
                for fact, other in edge.across(node, match, back=back):
                    if fact is not None and seen is not None:
                        seen.add(fact)
                    stop = (other, edge.here if back else edge.there)
                    if stop not in reached:
                        reached.add(stop)
                        todo.append(stop)
        return {node for node, place in reached if place == last}

    def _fresh(self) -> int:
        self._places += 1
        return self._places - 1

    def _build(self, path: NamedNode | Path, here: int, there: int, *, inverse: bool) -> None:
        if isinstance(path, NamedNode):
            self.edges.append(Edge(here, path, inverse, there))
        elif path.kind == "/":
            stops = [here, *(self._fresh() for _ in path.steps[1:]), there]
            steps = reversed(path.steps) if inverse else path.steps
            for step, a, b in zip(steps, stops, stops[1:], strict=False):
                self._build(step, a, b, inverse=inverse)
        elif path.kind == "|":
            for step in path.steps:
                self._build(step, here, there, inverse=inverse)
        elif path.kind == "^":
            self._build(path.steps[0], here, there, inverse=not inverse)
        else:
            self._repeat(path, here, there, inverse=inverse)

    def _repeat(self, path: Path, here: int, there: int, *, inverse: bool) -> None:
        """Build `?`, `*` or `+`: once or not at all, or over and over at a place of their own."""
        step, round_ = path.steps[0], self._fresh()
        if path.kind == "?":
            self.edges.append(Edge(here, None, False, there))
            self._build(step, here, there, inverse=inverse)
            return
        if path.kind == "+":
            self._build(step, here, round_, inverse=inverse)
        else:
            self.edges.append(Edge(here, None, False, round_))
        self._build(step, round_, round_, inverse=inverse)
        self.edges.append(Edge(round_, None, False, there))
