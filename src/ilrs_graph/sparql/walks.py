"""Walks along property paths, over anything that can look up a triple pattern.

A path is walked for many nodes at once, from its start or from its end; on the way the triples can be noted, or the
shortest chain of them that leads to each node.

>>> from pyoxigraph import NamedNode
>>> inside, site, crater, region = (NamedNode("urn:" + name) for name in ("inside", "site", "crater", "region"))
>>> facts = [(site, inside, crater), (crater, inside, region)]
>>> match = lambda s, p, o: [f for f in facts if s in (None, f[0]) and o in (None, f[2])]
>>> up = Repeat(inside, least=1)
>>> sorted(str(node) for node in ends(up, [site], match))
['<urn:crater>', '<urn:region>']
>>> [str(fact[2]) for fact in chain(up, site, region, match)]
['<urn:crater>', '<urn:region>']
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from typing import TypeAlias

from pyoxigraph import NamedNode

from ..terms import Fact, Match, Node
from .paths import Alternative, AnyProperty, Cheapest, Inverse, Path, Repeat, Sequence

_Trail: TypeAlias = "tuple[int, Fact, _Trail] | None"
"""How a node was reached: the number of triples, the last one, and the trail before it."""
_Reached: TypeAlias = dict[Node, _Trail]

_TRIES = (2, 4, 8, 16, 64, 256, 1024, 16384)
"""Triples per start node after which another way is tried, where there is one."""


def ends(path: Path, nodes: Iterable[Node], match: Match, seen: dict[Fact, None] | None = None) -> set[Node]:
    """Return the nodes that a path leads to from `nodes`; the triples on the way are added to `seen`."""
    return set(_Walk(match, seen).go(path, dict.fromkeys(nodes), back=False))


def starts(path: Path, nodes: Iterable[Node], match: Match, seen: dict[Fact, None] | None = None) -> set[Node]:
    """Return the nodes from which a path leads to `nodes`; the triples on the way are added to `seen`."""
    return set(_Walk(match, seen).go(path, dict.fromkeys(nodes), back=True))


def chain(path: Path, start: Node, end: Node, match: Match) -> list[Fact] | None:
    """Return the triples of a shortest way from `start` to `end` along `path`, None where there is none.

    >>> chain(NamedNode("urn:p"), NamedNode("urn:a"), NamedNode("urn:b"), lambda *_: ()) is None
    True
    """
    if isinstance(path, NamedNode):
        return next(([found] for found in match(start, path, end)), None)
    reached = _Walk(match, trails=True).go(path, {start: None}, back=False)
    if end not in reached:
        return None
    found: list[Fact] = []
    trail = reached[end]
    while trail is not None:
        _, triple, trail = trail
        found.append(triple)
    return found[::-1]


class _TooFar(Exception):
    """A walk goes over more triples than it may."""


class _Walk:
    """One walk; `most` is the number of triples that it may go over."""

    def __init__(
        self, match: Match, seen: dict[Fact, None] | None = None, *, trails: bool = False, most: float = float("inf")
    ) -> None:
        self._match, self._seen, self._trails, self._left = match, seen, trails, most

    def go(self, path: Path, nodes: _Reached, *, back: bool) -> _Reached:
        """Return where the path leads from `nodes`; where `back`, from its end to its start."""
        if isinstance(path, NamedNode) or not nodes:
            return self._step(path, nodes, back=back) if nodes else nodes  # type: ignore[arg-type]
        if isinstance(path, Sequence):
            for part in reversed(path.parts) if back else path.parts:
                nodes = self.go(part, nodes, back=back)
            return nodes
        if isinstance(path, Inverse):
            return self.go(path.path, nodes, back=not back)
        if isinstance(path, Alternative):
            return self._merged(self.go(part, nodes, back=back) for part in path.parts)
        if isinstance(path, Repeat):
            return self._again(path, nodes, back=back)
        if isinstance(path, Cheapest):
            return self._cheapest(path.ways, nodes, back=back)
        if isinstance(path, AnyProperty):
            return self._step(None, nodes, back=back)
        return self._merged(self._step(None, nodes, back=back != way, but=but) for way, but in path.directions)

    def _step(
        self, predicate: NamedNode | None, nodes: _Reached, *, back: bool, but: tuple[NamedNode, ...] = ()
    ) -> _Reached:
        found: _Reached = {}
        match, seen, near = self._match, self._seen, 0 if back else 2
        for node, trail in nodes.items():
            for triple in match(None, predicate, node) if back else match(node, predicate, None):
                self._left -= 1
                if self._left < 0:
                    raise _TooFar
                if but and triple[1] in but:
                    continue
                if seen is not None:
                    seen[triple] = None
                if not self._trails:
                    found[triple[near]] = None
                elif triple[near] not in found or _long(trail) + 1 < _long(found[triple[near]]):
                    found[triple[near]] = (_long(trail) + 1, triple, trail)
        return found

    def _merged(self, several: Iterator[_Reached]) -> _Reached:
        found: _Reached = {}
        for reached in several:
            _add(found, reached)
        return found

    def _again(self, path: Repeat, nodes: _Reached, *, back: bool) -> _Reached:
        first = nodes if path.least == 0 else self.go(path.path, nodes, back=back)
        if not path.more:
            return self._merged(iter((nodes, self.go(path.path, nodes, back=back))))
        reached, newest = dict(first), first
        while newest:
            newest = _add(reached, self.go(path.path, newest, back=back))
        return reached

    def _cheapest(self, ways: tuple[Path, ...], nodes: _Reached, *, back: bool) -> _Reached:
        """Return where one of several ways leads, the one that goes over few triples."""
        for most in _TRIES:
            for way in ways:
                with suppress(_TooFar):
                    return self._limited(most * len(nodes)).go(way, nodes, back=back)
            if self._left < most * len(nodes):
                raise _TooFar
        return self.go(ways[0], nodes, back=back)

    def _limited(self, most: float) -> _Walk:
        return _Walk(self._match, self._seen, trails=self._trails, most=most)


def _long(trail: _Trail) -> int:
    return 0 if trail is None else trail[0]


def _add(reached: _Reached, more: Mapping[Node, _Trail]) -> _Reached:
    """Add what is not reached yet, or by a longer way; return that."""
    fresh = {n: trail for n, trail in more.items() if n not in reached or _long(trail) < _long(reached[n])}
    reached.update(fresh)
    return fresh
