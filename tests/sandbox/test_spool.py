"""Answers on their way: in memory, in a file, cut, complete."""

from __future__ import annotations

import asyncio

import pytest

from ilrs_graph.errors import LimitReached
from ilrs_graph.sandbox.frames import CHUNK
from ilrs_graph.sandbox.limits import Limits
from ilrs_graph.sandbox.spool import Budget, Spool

SMALL = Limits(memory_bytes=1_000, result_bytes=300_000, spool_bytes=400_000)


def spool(limits: Limits = SMALL, budget: Budget | None = None) -> Spool:
    made = Spool(limits, budget or Budget(limits.spool_bytes))
    made.media_type = "text/plain"
    return made


async def read(found: Spool) -> bytes:
    return b"".join([part async for part in found.parts()])


def test_a_reader_gets_what_was_put_also_from_a_file() -> None:
    content = bytes(range(256)) * 1_000

    async def run() -> bytes:
        found = spool()
        for start in range(0, len(content), 10_000):
            found.put(content[start : start + 10_000])
        assert found._file._rolled  # type: ignore[attr-defined]
        found.end()
        got = await read(found)
        found.close()
        return got

    assert asyncio.run(run()) == content


def test_a_reader_waits_for_what_is_put_later() -> None:
    async def run() -> list[bytes]:
        found = spool()
        reading = asyncio.create_task(read(found))
        for part in (b"a", b"b" * (CHUNK + 1), b"c"):
            await asyncio.sleep(0)
            found.put(part)
        found.end()
        got = await reading
        found.close()
        return [got]

    assert asyncio.run(run()) == [b"a" + b"b" * (CHUNK + 1) + b"c"]


def test_a_failed_answer_raises_at_its_end_and_is_not_complete() -> None:
    async def run() -> None:
        found = spool()
        found.put(b"half")
        found.end(LimitReached("time", "10 s"))
        found.end()  # the first end counts
        parts = found.parts()
        assert await anext(parts) == b"half"
        with pytest.raises(LimitReached, match="not done after 10 s"):
            await anext(parts)
        with pytest.raises(LimitReached):
            await found.completed()
        assert not found.is_complete
        found.close()

    asyncio.run(run())


def test_a_failure_before_the_first_bytes_is_raised_at_the_beginning() -> None:
    async def run() -> None:
        found = Spool(SMALL, Budget(10))
        beginning = asyncio.create_task(found.begun())
        await asyncio.sleep(0)
        found.end(LimitReached("memory", "512 MB"))
        with pytest.raises(LimitReached, match="more memory than 512 MB"):
            await beginning
        found.close()

    asyncio.run(run())


def test_the_size_of_an_answer_and_of_all_answers_is_limited() -> None:
    async def run() -> None:
        budget = Budget(SMALL.spool_bytes)
        one, other = spool(budget=budget), spool(budget=budget)
        one.put(b"x" * 300_000)
        with pytest.raises(LimitReached, match=r"the answer is larger than 0\.3 MB") as of_one:
            one.put(b"x")
        with pytest.raises(LimitReached, match=r"larger than 0\.4 MB together") as of_all:
            other.put(b"x" * 200_000)
        assert (of_one.value.limit, of_all.value.limit) == ("size", "spool")
        one.close()
        assert budget.held == 0
        other.put(b"x" * 200_000)
        other.close()
        assert budget.held == 0

    asyncio.run(run())
