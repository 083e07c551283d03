"""Servers in this process, each with a free port, and a client that sees what is sent."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from importlib.util import find_spec
from pathlib import Path

import pytest
from pyoxigraph import Store

import small_store
from ilrs_graph import LunarGraph
from ilrs_graph.graph import Reading

if find_spec("starlette") is None or find_spec("uvicorn") is None:
    collect_ignore_glob = ["test_*.py"]  # the extra `web` is not installed
else:
    from ilrs_graph.web.service import Settings

    from .client import QUIET, Client, running


@pytest.fixture(scope="module")
def serve() -> Iterator[Callable[..., Client]]:
    """Start a server over a reading, which ends with the module."""
    with ExitStack() as stack:

        def start(reading: Reading, settings: Settings | None = None) -> Client:
            return stack.enter_context(running(reading, settings or QUIET))

        yield start


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory, graph: LunarGraph) -> Reading:
    """A reading of a small store, with the questions of the shipped graph."""
    folder = tmp_path_factory.mktemp("web")
    small_store.write(folder / "store")
    return reading_of(graph, Store.read_only(str(folder / "store")), folder)


def reading_of(graph: LunarGraph, store: Store, folder: Path | None) -> Reading:
    """Return a reading of another store."""
    snapshot = graph.current.snapshot._replace(store=store, folder=folder)
    return Reading(lambda: snapshot)
