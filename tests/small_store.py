"""A store that is small, but whose products are not, for the tests of processes that are killed."""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, Store

THINGS = 400
GRAPH = NamedNode("urn:graph")


def write(folder: Path) -> Path:
    """Write the store to a folder, and return this."""
    store = Store(str(folder))
    things = [NamedNode(f"urn:thing:{number}") for number in range(THINGS)]
    store.bulk_extend(Quad(thing, NamedNode("urn:name"), Literal(f"thing {n} é")) for n, thing in enumerate(things))
    store.bulk_extend(Quad(a, NamedNode("urn:next"), b) for a, b in zip(things, [*things[1:], things[0]], strict=True))
    store.bulk_extend([Quad(things[0], NamedNode("urn:in"), GRAPH, GRAPH)])
    store.flush()
    store.optimize()
    return folder
