"""Which nodes a changed triple can matter to: back along the paths that lead from a node to where the triple is read.

The walk goes over all that holds before or after the change, so more nodes may be found than need be, never fewer.

>>> from .parser import read_query
>>> from .reads import reads
>>> p, q, x, y, z = (NamedNode("urn:" + name) for name in "pqxyz")
>>> query = read_query("SELECT ?this { ?this <urn:p> ?y OPTIONAL { ?y <urn:q> ?z } }")
>>> facts = [(x, p, y), (y, q, z)]
>>> match = lambda s, p, o: [f for f in facts if all(t in (None, u) for t, u in zip((s, p, o), f))]
>>> Affected([(y, q, z)], match).nodes(reads(query.select, "this", substituted=True).touches)
{<NamedNode value=urn:x>}
"""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import NamedNode

from ..terms import Fact, Match, Node
from .paths import EMPTY, Path, Touch, Unanchored
from .walks import ends, starts


class Affected:
    """What a change can affect; `match` looks up what holds before or after it."""

    def __init__(self, changed: Iterable[Fact], match: Match) -> None:
        self._match = match
        self._changed: dict[NamedNode, list[Fact]] = {}
        self._all: list[Fact] = []
        for triple in changed:
            self._all.append(triple)
            self._changed.setdefault(triple[1], []).append(triple)
        self._known: dict[Touch, set[Node]] = {}

    def nodes(self, touches: Iterable[Touch]) -> set[Node]:
        """Return the nodes to which the change can matter by one of the touches."""
        found: set[Node] = set()
        for touch in touches:
            if touch.predicate is None or touch.predicate in self._changed:
                if touch not in self._known:
                    self._known[touch] = self._nodes(touch)
                found |= self._known[touch]
        return found

    def fits(self, unanchored: Iterable[Unanchored]) -> bool:
        """Return whether a changed triple fits one of the patterns, and so matters to every node."""
        return any(self._fits(pattern) for pattern in unanchored)

    def back(self, path: Path, nodes: Iterable[Node]) -> set[Node]:
        """Return the nodes from which a path leads to one of `nodes`."""
        return set(nodes) if path == EMPTY else starts(path, nodes, self._match)

    def _nodes(self, touch: Touch) -> set[Node]:
        near, other = (2, 0) if touch.back else (0, 2)
        fitting = self._all if touch.predicate is None else self._changed[touch.predicate]
        found = {triple[near] for triple in fitting if self._leads(triple[other], touch)}
        return self.back(touch.path, found) if found else found

    def _leads(self, node: Node, touch: Touch) -> bool:
        """Return whether the walk goes on from `node` to the end that it must have."""
        if touch.far is None or touch.after == EMPTY:
            return touch.far is None or node == touch.far
        return touch.far in ends(touch.after, [node], self._match)

    def _fits(self, pattern: Unanchored) -> bool:
        s, p, o = pattern
        fitting = self._all if p is None else self._changed.get(p, ())
        return any((s is None or t[0] == s) and (o is None or t[2] == o) for t in fitting)
