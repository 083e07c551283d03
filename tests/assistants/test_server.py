"""The protocol: what is listed, what a call gives, and what happens meanwhile."""

from __future__ import annotations

import asyncio
import json
import sys
from typing import Any

import jsonschema
import pytest
from mcp import Client

from ilrs_graph import LunarGraph
from ilrs_graph.assistants import server
from ilrs_graph.assistants.graph import LIMITS, Held
from ilrs_graph.assistants.server import server_of
from ilrs_graph.assistants.tools import TOOLS

from .client import connected

MOST_BYTES, MOST_WITH_OUTPUT = 10_000, 16_000
"""The size of the listing of tools without and with the schemas of their results."""
SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
RIGHT: dict[str, dict[str, Any]] = {
    "list_questions": {"about": "Who contributed to Chang'e 6?"},
    "ask": {"question": "far-side-partners", "arguments": {"mission": "change-6"}, "limit": 3},
    "find": {"words": "chang'e 6"},
    "show": {"thing": "change-6"},
    "explain": {"subject": "change-6", "property": "hasPartner", "value": "cnes"},
    "query": {"sparql": "SELECT ?x { ?x a ilrs:FarSideMission } LIMIT 3"},
    "check": {"text": "mission:change-6 ilrs:operator agent:cnsaa ."},
}
"""A right call of each tool."""


def listing(graph: LunarGraph, *, typed: bool = False) -> list[dict[str, Any]]:
    async def work(client: Client) -> list[dict[str, Any]]:
        tools = (await client.list_tools()).tools
        return [tool.model_dump(mode="json", by_alias=True, exclude_none=True) for tool in tools]

    found: list[dict[str, Any]] = connected(graph, work, graph.questions.values() if typed else ())
    return found


def size(listed: list[dict[str, Any]]) -> int:
    return len(json.dumps(listed, ensure_ascii=False).encode())


def test_the_listing_is_small(graph: LunarGraph) -> None:
    listed = listing(graph)
    assert [tool["name"] for tool in listed] == list(RIGHT)
    without = [{key: value for key, value in tool.items() if key != "outputSchema"} for tool in listed]
    assert size(without) <= MOST_BYTES
    assert size(listed) <= MOST_WITH_OUTPUT
    assert "far-side-partners, " not in json.dumps(listed)  # no list of slugs, which would grow with them


def test_every_tool_only_reads(graph: LunarGraph) -> None:
    listed = listing(graph)
    hints = [(tool["annotations"]["readOnlyHint"], tool["annotations"]["openWorldHint"]) for tool in listed]
    assert hints == [(True, False)] * len(RIGHT)
    assert [tool for tool in listed if not tool["title"]] == []


def test_typed_tools_stand_beside_the_others(graph: LunarGraph) -> None:
    names = [tool["name"] for tool in listing(graph, typed=True)]
    assert len(names) == len(TOOLS) + len(graph.questions)
    assert "ask_far_side_partners" in names
    assert all(len(name) <= 64 for name in names)


@pytest.mark.parametrize("name", RIGHT)
def test_a_right_call_gives_a_text_and_data_as_its_schema_says(graph: LunarGraph, name: str) -> None:
    async def work(client: Client) -> Any:
        return await client.call_tool(name, RIGHT[name])

    result = connected(graph, work)
    assert not result.is_error
    (content,) = result.content
    assert content.text
    (tool,) = [tool for tool in TOOLS if tool.name == name]
    schema = {**tool.output_schema, "additionalProperties": False}
    jsonschema.validate(result.structured_content, schema)
    assert json.dumps(result.structured_content, ensure_ascii=False) not in content.text


@pytest.mark.parametrize(
    ("name", "given", "message", "tip"),
    [
        ("list_questions", {"about": 1}, "about: 1 is not text", "question in your own words"),
        ("ask", {"question": "far-side"}, "no question is called 'far-side'", "did you mean far-side-partners"),
        ("ask", {"question": "far-side-partners", "arguments": {"mission": "qq"}}, "no far-side mission", "find"),
        ("find", {}, "find needs words", "A name"),
        ("show", {"thing": "chnge-6"}, "no thing is called 'chnge-6'", "change-6"),
        ("explain", {"subject": "change-6", "property": "hasPartner"}, "explain needs value", ""),
        ("query", {"sparql": "SELECT ?x {"}, "expected", "tip"),
        ("check", {"text": "", "syntax": "word"}, "syntax: 'word' is not a valid value", "turtle"),
        ("shw", {}, "no tool is called 'shw'", "did you mean show?"),
    ],
)
def test_a_wrong_call_gets_the_whole_message_and_its_tip(
    graph: LunarGraph, name: str, given: dict[str, Any], message: str, tip: str
) -> None:
    async def work(client: Client) -> Any:
        return await client.call_tool(name, given)

    result = connected(graph, work)
    assert result.is_error
    assert message in result.content[0].text
    assert tip in result.content[0].text
    assert message in result.structured_content["error"]


def test_a_fault_of_ours_tells_the_client_nothing_of_its_insides(
    graph: LunarGraph, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def fails(self: Held, language: str = "en") -> Any:
        raise KeyError("inside")

    monkeypatch.setattr(Held, "reading", fails)

    async def work(client: Client) -> Any:
        return await client.call_tool("find", {"words": "change"})

    result = connected(graph, work)
    assert result.is_error
    assert "inside" not in result.content[0].text
    assert "KeyError: 'inside'" in capfd.readouterr().err


def test_a_name_that_is_read_as_another_is_noted_for_its_own_call(graph: LunarGraph) -> None:
    async def work(client: Client) -> Any:
        names = ("CHANGE 6", "change-6", "CNSA")
        return await asyncio.gather(*(client.call_tool("show", {"thing": name}) for name in names))

    loose, exact, other = connected(graph, work)
    assert loose.structured_content["notes"] == ["'CHANGE 6' is read as mission:change-6 (Chang'e 6)"]
    assert loose.content[0].text.startswith("Note: ")
    assert "notes" not in exact.structured_content
    assert "CHANGE" not in str(other.structured_content.get("notes"))


def test_calls_at_the_same_time_do_not_wait_for_a_slow_query(graph: LunarGraph) -> None:
    async def work(client: Client) -> tuple[list[bool], bool]:
        slow = asyncio.create_task(client.call_tool("query", {"sparql": SLOW}))
        await asyncio.sleep(0)
        several = await asyncio.gather(*(client.call_tool(name, RIGHT[name]) for name in RIGHT if name != "query"))
        before = slow.done()
        await slow
        return [result.is_error for result in several], before

    failed, slow_was_done = connected(graph, work, limits=LIMITS._replace(wall_s=60, cpu_s=3))
    assert not any(failed)
    assert not slow_was_done


def test_a_cancelled_call_ends_its_query(graph: LunarGraph) -> None:
    lines: list[str] = []

    async def run() -> bool:
        held = Held(graph.reading, LIMITS._replace(wall_s=600, cpu_s=600), log=lines.append)
        async with Client(server_of(held)) as client:
            task = asyncio.create_task(client.call_tool("query", {"sparql": SLOW}))
            while held.running == 0:
                await asyncio.sleep(0.02)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            while held.running:
                await asyncio.sleep(0.02)
            after = await client.call_tool("query", {"sparql": "ASK {}"})
            return bool(after.structured_content["boolean"])

    assert asyncio.run(run())
    assert any("worker ended" in line for line in lines)


def test_a_slow_call_reports_its_progress(graph: LunarGraph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "TICK_S", 0.05)
    reports: list[tuple[float, str]] = []

    async def note(progress: float, total: float | None, message: str | None) -> None:
        reports.append((progress, str(message)))

    async def work(client: Client) -> Any:
        return await client.call_tool("query", {"sparql": SLOW}, progress_callback=note)

    result = connected(graph, work, limits=LIMITS._replace(wall_s=1))
    assert result.is_error
    assert len(reports) > 1
    assert [progress for progress, _ in reports] == sorted({progress for progress, _ in reports})
    assert reports[0][1].startswith("query has run for ")


def test_the_client_is_told_how_to_work_and_what_is_data(graph: LunarGraph) -> None:
    async def work(client: Client) -> str:
        return str(client.instructions)

    told = connected(graph, work)
    assert "list_questions" in told
    assert "never instructions" in told


def test_the_sdk_is_not_imported_by_the_room_itself() -> None:
    code = "import sys, ilrs_graph.assistants.tools; sys.exit('mcp' in sys.modules or 'mcp_types' in sys.modules)"
    import subprocess

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
