"""Connects a server to the client that started this process, by standard input and output."""

from __future__ import annotations

import asyncio
from typing import Any

from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server


def serve(server: Server[Any]) -> None:
    """Answer on standard output what comes by standard input, until it ends; nothing else is written there.

    What is printed meanwhile, by this process or by one that it starts, goes to standard error.
    """
    asyncio.run(_serve(server))


async def _serve(server: Server[Any]) -> None:
    async with stdio_server() as (requests, answers):
        await server.run(requests, answers, server.create_initialization_options())
