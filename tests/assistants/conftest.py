"""The tools over the shipped graph, called directly and by the client of the SDK."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from importlib.util import find_spec
from typing import Any

import pytest

from ilrs_graph import LunarGraph
from ilrs_graph.assistants.graph import Held
from ilrs_graph.assistants.tool import Result
from ilrs_graph.assistants.tools import tools

if find_spec("mcp") is None:
    collect_ignore_glob = ["test_*.py", "client.py"]  # the extra `mcp` is not installed

Call = Callable[..., Result]


@pytest.fixture(scope="session")
def call(graph: LunarGraph) -> Call:
    """Run a tool: `call("show", thing="change-6")`; errors are raised."""
    tool = tools()

    def run(name: str, **given: Any) -> Result:
        return done(graph, lambda held: tool[name].run(held, tool[name].read(given)))

    return run


def done(graph: LunarGraph, work: Callable[[Held], Awaitable[Any]], **settings: Any) -> Any:
    """Do some work over a graph that is held meanwhile, and return its result."""

    async def held() -> Any:
        found = Held(graph.reading, **settings)
        try:
            return await work(found)
        finally:
            await found.end()

    return asyncio.run(held())
