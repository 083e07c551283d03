"""An export divided into shards for a federation of servers: each triple is in one of them, or in the vocabulary.

A node is in the shard of the thing that it belongs to, such as a claim in that of the mission of its launch, so that
what is asked together is mostly on one server. `ilrs_graph.kinds` has the properties that lead there. The vocabulary,
which all share, is apart: a federation that has a triple twice returns its rows twice.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from pyoxigraph import NamedNode, Triple

from ..kinds import KINDS
from ..namespaces import ID, ONTOLOGY

VOCABULARY = "vocabulary"
"""The name of the file of what all shards share."""
_LINKS = {
    kind.segment: tuple(f"{ONTOLOGY}{link}" for link in kind.home.links if not link.startswith("^"))
    for kind in KINDS.values()
}


class Shards(NamedTuple):
    """The triples of each shard, and those of the terms and code lists."""

    shards: list[list[Triple]]
    vocabulary: list[Triple]

    @property
    def files(self) -> dict[str, list[Triple]]:
        """The triples by the name of their file, without its suffix.

        >>> list(Shards([[], []], []).files)
        ['shard-1', 'shard-2', 'vocabulary']
        """
        names = (f"shard-{number}" for number in range(1, len(self.shards) + 1))
        return {**dict(zip(names, self.shards, strict=True)), VOCABULARY: self.vocabulary}


def divided(triples: Iterable[Triple], number: int) -> Shards:
    """Return the triples in a number of shards; the same triples give the same shards, in whatever order.

    >>> mission, launch = NamedNode(ID + "mission/a"), NamedNode(ID + "event/a-launch")
    >>> of = NamedNode(ONTOLOGY + "ofMission")
    >>> found = divided([Triple(launch, of, mission), Triple(mission, of, mission), Triple(of, of, of)], 3)
    >>> sorted(map(len, found.shards)), len(found.vocabulary)
    ([0, 0, 2], 1)
    """
    held = list(dict.fromkeys(triples))
    homes = _homes(held)
    found = Shards([[] for _ in range(number)], [])
    for triple in held:
        thing = _thing(triple.subject)
        home = found.shards[shard_of(owner(thing, homes), number)] if thing else found.vocabulary
        home.append(triple)
    return found


def shard_of(iri: str, number: int) -> int:
    """Return the shard of a thing that belongs to no other, counted from 0.

    >>> [shard_of(f"{ID}mission/change-{n}", 3) for n in (4, 5, 6)]
    [0, 1, 2]
    """
    return int.from_bytes(hashlib.sha256(iri.encode()).digest()[:8], "big") % number


def owner(iri: str, homes: Mapping[str, str]) -> str:
    """Return the thing that a node belongs to in the end, or the node itself; in a circle, the first IRI of it.

    >>> owner("c", {"c": "b", "b": "a"}), owner("c", {"c": "b", "b": "c"})
    ('a', 'b')
    """
    path = [iri]
    while (after := homes.get(path[-1])) is not None:
        if after in path:
            return min(path[path.index(after) :])
        path.append(after)
    return path[-1]


def _homes(triples: Iterable[Triple]) -> dict[str, str]:
    """Return the thing that each node belongs to: the first object of the first property of its kind that has one."""
    found: defaultdict[str, set[tuple[int, str]]] = defaultdict(set)
    for s, p, o in triples:
        node, home = _thing(s), _thing(o)
        links = _LINKS.get(node.removeprefix(ID).partition("/")[0], ())
        if home and p.value in links:
            found[node].add((links.index(p.value), home))
    return {node: min(homes)[1] for node, homes in found.items()}


def _thing(node: object) -> str:
    """Return the IRI of a thing of the graph; "" for a term, another IRI or a literal."""
    return node.value if isinstance(node, NamedNode) and node.value.startswith(ID) else ""
