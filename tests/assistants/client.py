"""The client of the SDK, in this process."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from typing import Any

import pytest
from mcp import Client, MCPError

from ilrs_graph import LunarGraph
from ilrs_graph.assistants.graph import Held
from ilrs_graph.assistants.server import server_of
from ilrs_graph.questions import Question


def connected(
    graph: LunarGraph, work: Callable[[Client], Awaitable[Any]], typed: Iterable[Question] = (), **settings: Any
) -> Any:
    """Connect a client to a server over a graph, do some work with it, and return its result."""

    async def run() -> Any:
        async with Client(server_of(Held(graph.reading, **settings), typed)) as client:
            return await work(client)

    return asyncio.run(run())


def refused(graph: LunarGraph, work: Callable[[Client], Awaitable[Any]]) -> str:
    """Do some work that the server refuses, and return the message of its error."""

    async def failing(client: Client) -> str:
        with pytest.raises(MCPError) as caught:
            await work(client)
        return str(caught.value.message)

    found: str = connected(graph, failing)
    return found
