"""The facts that a property path leads over, from one end to the other.

>>> from pyoxigraph import NamedNode
>>> from ilrs_graph.patterns.model import Path
>>> from ilrs_graph.views.memory import TripleIndex as FactSet
>>> inside, site, crater, region = (NamedNode("urn:" + name) for name in ("inside", "site", "crater", "region"))
>>> facts = FactSet([(site, inside, crater), (crater, inside, region)])
>>> [str(fact[2]) for fact in chain(Path("+", (inside,)), site, region, facts.match)]
['<urn:crater>', '<urn:region>']
"""

from __future__ import annotations

from pyoxigraph import NamedNode

from ..construct.walks import Edge, Match, Walk
from ..patterns.model import Path
from ..terms import Fact, Node

_START, _END = 0, 1

Stop = tuple[Node, int]
"""A node, and a place of the walk."""


def chain(path: NamedNode | Path, start: Node, end: Node, match: Match) -> list[Fact] | None:
    """Return the facts of a shortest way from `start` to `end` along `path`, None where there is none.

    >>> chain(NamedNode("urn:p"), NamedNode("urn:a"), NamedNode("urn:b"), lambda *_: ()) is None
    True
    """
    if isinstance(path, NamedNode):
        return next(([fact] for fact in match(start, path, end)), None)
    edges: dict[int, list[Edge]] = {}
    for edge in Walk(path).edges:
        edges.setdefault(edge.here, []).append(edge)
    came: dict[Stop, tuple[Stop, Fact | None] | None] = {(start, _START): None}
    level = [(start, _START)]
    while level and (end, _END) not in came:
        level = [stop for here in level for stop in _next(here, edges, came, match)]
    return _back((end, _END), came) if (end, _END) in came else None


def _next(
    here: Stop, edges: dict[int, list[Edge]], came: dict[Stop, tuple[Stop, Fact | None] | None], match: Match
) -> list[Stop]:
    """Return the stops that one step from `here` reaches first."""
    found: list[Stop] = []
    node, place = here
    for edge in edges.get(place, ()):
        for fact, other in edge.across(node, match, back=False):
            stop = (other, edge.there)
            if stop not in came:
                came[stop] = (here, fact)
                found.append(stop)
    return found


def _back(stop: Stop, came: dict[Stop, tuple[Stop, Fact | None] | None]) -> list[Fact]:
    facts: list[Fact] = []
    while (before := came[stop]) is not None:
        stop, fact = before
        if fact is not None:
            facts.append(fact)
    return facts[::-1]
