"""The page on assistants: each call that it shows gives what it shows, and its figures are of this listing."""

from __future__ import annotations

import json
import re
from pathlib import Path

from mcp import Client

from ilrs_graph import LunarGraph
from ilrs_graph.assistants.tools import TOOLS

from .client import connected

PAGE = (Path(__file__).parents[2] / "docs" / "assistants.md").read_text(encoding="utf-8")
CALL = re.compile(r'^```json\n(\{"name": [^\n]*\})\n```\n\n```text\n(.*?)^```$', re.M | re.S)


def test_each_call_gives_the_lines_that_the_page_shows(graph: LunarGraph) -> None:
    calls = [(json.loads(call), shown.splitlines()) for call, shown in CALL.findall(PAGE)]
    assert len(calls) == PAGE.count('{"name": ') == 5

    async def work(client: Client) -> list[str]:
        return [(await client.call_tool(call["name"], call["arguments"])).content[0].text for call, _ in calls]

    found = connected(graph, work)
    missing = [line for text, (_, shown) in zip(found, calls, strict=True) for line in shown if line not in text]
    assert missing == []


def test_the_page_has_a_row_for_each_tool() -> None:
    rows = re.findall(r"^\| `(\w+)` \|", PAGE, re.M)
    assert rows == [tool.name for tool in TOOLS]
