"""A store on disk that is small, but whose products are not."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

THINGS = 400
GRAPH = NamedNode("urn:graph")


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("sandbox") / "store"
    store = Store(str(found))
    things = [NamedNode(f"urn:thing:{number}") for number in range(THINGS)]
    store.bulk_extend(Quad(thing, NamedNode("urn:name"), Literal(f"thing {n} é")) for n, thing in enumerate(things))
    store.bulk_extend(Quad(a, NamedNode("urn:next"), b) for a, b in zip(things, [*things[1:], things[0]], strict=True))
    store.bulk_extend([Quad(things[0], NamedNode("urn:in"), GRAPH, GRAPH)])
    store.flush()
    store.optimize()
    return found


@pytest.fixture(scope="session")
def store(folder: Path) -> Store:
    return Store.read_only(str(folder))
