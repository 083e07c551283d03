"""The graph that the tools ask: it follows the files, and ends what it started."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import date

from hang_limit import HANG_S
from ilrs_graph import LunarGraph
from ilrs_graph.assistants.graph import LIMITS, Held
from ilrs_graph.sandbox.frames import Job

COUNT = Job("SELECT (COUNT(*) AS ?n) { ?c a ilrs:Claim }", solutions="text/csv")


def test_queries_and_days_follow_the_reading_of_the_files(
    graph: LunarGraph, built: Callable[[date | None], LunarGraph]
) -> None:
    now, past = graph.reading(), built(date(2023, 10, 31)).reading()
    readings = [past]
    lines: list[str] = []

    async def work() -> tuple[list[int], list[str], int]:
        held = Held(lambda: readings[-1], LIMITS._replace(spare=0), log=lines.append)
        try:
            counts, days = [await count(held)], [held.day(held.reading())]
            first = held._pool
            assert first is not None
            readings.append(now)
            counts.append(await count(held))
            days.append(held.day(held.reading("zh")))
            async with asyncio.timeout(HANG_S):
                while any(worker.lives for worker in first[1]._workers):
                    await asyncio.sleep(0.01)
            return counts, days, held.running
        finally:
            await held.end()

    (before, after), days, running = asyncio.run(work())
    assert 0 < before < after == len(graph.query("SELECT ?c { ?c a ilrs:Claim }"))  # type: ignore[arg-type]
    assert days == ["2023-10-31", graph.root.last_edit()]
    assert running == 0


async def count(held: Held) -> int:
    kind, content = await held.answer(COUNT)
    assert kind.startswith("text/csv")
    return int(content.split()[1])


def test_nothing_is_started_before_a_query(graph: LunarGraph) -> None:
    async def work() -> bool:
        held = Held(graph.reading)
        held.start()
        held.reading()
        await held.end()
        return held._pool is None and held._checker is None

    assert asyncio.run(work())
