"""The pool: it outlives what kills its workers, and no reader holds one."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from pyoxigraph import Store

from hang_limit import HANG_S
from hostile_queries import ANSWERED, ENDED, ENDLESS, PRODUCT, REFUSED, generated
from ilrs_graph.errors import IlrsGraphError, LimitReached, QueryError
from ilrs_graph.sandbox.frames import Job
from ilrs_graph.sandbox.limits import Limits
from ilrs_graph.sandbox.pool import Pool, Worker

SOON = 0.2
"""A limit that is reached, since the query takes days."""
SLOW = Limits(wall_s=HANG_S, cpu_s=int(HANG_S), wait_s=HANG_S)
"""Limits of time that a busy machine does not reach."""


def run(work: Callable[[], Awaitable[None]]) -> None:
    """Run a test within the one limit of waits."""

    async def limited() -> None:
        async with asyncio.timeout(HANG_S):
            await work()

    asyncio.run(limited())
    gc.collect()  # what was left open is a warning here, not in another test


async def content(pool: Pool, query: str) -> bytes:
    async with pool.answer(Job(query, solutions="text/csv")) as spool:
        return b"".join([part async for part in spool.parts()])


async def limit_of(pool: Pool, query: str) -> LimitReached:
    with pytest.raises(LimitReached) as found:
        await content(pool, query)
    return found.value


async def until(condition: Callable[[], object]) -> None:
    while not condition():
        await asyncio.sleep(0.002)


@asynccontextmanager
async def holding(pool: Pool) -> AsyncIterator[None]:
    """Run an endless query meanwhile, as a client would."""
    task = asyncio.create_task(content(pool, ENDLESS))
    await until(lambda: pool.running)
    yield
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


def test_answers_come_from_the_store_on_disk_and_from_one_in_memory(store: Store, folder: Path) -> None:
    async def work() -> None:
        for where in (folder, None):
            async with Pool(store, where, SLOW) as pool:
                assert await content(pool, "SELECT ?n { <urn:thing:7> <urn:name> ?n }") == "n\r\nthing 7 é\r\n".encode()
                assert (await content(pool, "SELECT * { ?a ?b ?c . ?d <urn:in> ?e }")).count(b"\n") == 1
                assert len(await content(pool, PRODUCT + " LIMIT 5000")) > 300_000
                assert (pool.replaced, pool.spooled, pool.running, pool.waiting) == (0, 0, 0, 0)

    run(work)


def test_a_query_is_ended_when_its_time_is_over_and_the_next_is_answered(store: Store, folder: Path) -> None:
    async def work() -> None:
        async with Pool(store, folder, SLOW._replace(wall_s=SOON, workers=1)) as pool:
            error = await limit_of(pool, ENDLESS)
            assert (error.limit, error.message) == ("time", "the query was not done after 0.2 s")
            pool.limits = SLOW
            assert await content(pool, "ASK {}") == b"true"
            await until(lambda: pool.replaced)

    run(work)


def test_a_reader_that_does_not_read_holds_no_worker(store: Store, folder: Path) -> None:
    async def work() -> None:
        async with Pool(store, folder, SLOW._replace(workers=1, spare=0, memory_bytes=1_000)) as pool:
            async with (
                pool.answer(Job(PRODUCT + " LIMIT 5000")) as unread,
                pool.answer(Job(PRODUCT + " LIMIT 5000")) as other,
            ):
                await unread.completed()
                await other.completed()
                assert await content(pool, "ASK {}") == b"true"
                assert pool.spooled == unread.size + other.size
                assert len(b"".join([part async for part in unread.parts()])) == unread.size
            assert (pool.spooled, pool.replaced) == (0, 0)

    run(work)


def test_a_client_that_goes_away_ends_its_query(store: Store, folder: Path) -> None:
    async def work() -> None:
        async with Pool(store, folder, SLOW._replace(workers=1)) as pool:
            async with holding(pool):
                pass
            assert await content(pool, "ASK {}") == b"true"
            await until(lambda: pool.replaced == 1)
            async with pool.answer(Job(PRODUCT)):
                pass  # begun, and left before its end
            assert await content(pool, "ASK {}") == b"true"
            await until(lambda: pool.replaced == 2)

    run(work)


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_a_worker_ends_whose_answer_nobody_reads(store: Store, folder: Path) -> None:
    async def work() -> None:
        worker = await Worker.started(store, folder, SLOW)
        assert await worker.said(Job(PRODUCT).written())
        await until(lambda: worker._answers._paused)  # type: ignore[attr-defined]  # as much is here as is kept
        assert await worker.ended() == -signal.SIGKILL

    run(work)


def test_a_full_queue_refuses_and_a_wait_ends(store: Store, folder: Path) -> None:
    async def work() -> None:
        async with Pool(store, folder, SLOW._replace(workers=1, queue=0)) as pool, holding(pool):
            assert (await limit_of(pool, "ASK {}")).limit == "queue"
            pool.limits = pool.limits._replace(queue=1, wait_s=0.01)
            error = await limit_of(pool, "ASK {}")
            assert error.message == "the server is busy: no worker was free within 0.01 s"
            assert pool.waiting == 0

    run(work)


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSEGV])
def test_a_worker_that_dies_in_the_middle_of_an_answer_cuts_it(number: int, store: Store, folder: Path) -> None:
    async def work() -> None:
        seen: list[Worker] = []
        async with Pool(
            store, folder, SLOW._replace(workers=1, spare=0, result_bytes=10**12, spool_bytes=10**12)
        ) as pool:
            seen.append(pool._idle.get_nowait())
            pool._idle.put_nowait(seen[0])
            async with pool.answer(Job(PRODUCT)) as spool:
                os.kill(seen[0].process.pid, number)
                with pytest.raises(LimitReached, match="the process that ran the query ended"):
                    await spool.completed()
            assert await content(pool, "ASK {}") == b"true"
            assert seen[0].process.returncode == -number

    run(work)


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_a_worker_that_died_while_it_was_idle_is_replaced(store: Store, folder: Path) -> None:
    async def work() -> None:
        async with Pool(store, folder, SLOW._replace(workers=1)) as pool:
            first = pool._idle.get_nowait()
            pool._idle.put_nowait(first)
            await first.ended()
            for _ in range(3):
                assert await content(pool, "ASK {}") == b"true"
            await until(lambda: pool.replaced == 1)

    run(work)


def test_no_process_is_left(store: Store, folder: Path) -> None:
    async def work() -> None:
        seen: list[Worker] = []
        async with Pool(store, folder, SLOW) as pool:
            while not pool._idle.empty():
                seen.append(pool._idle.get_nowait())
            for each in seen:
                pool._idle.put_nowait(each)
            async with holding(pool):
                pass
        assert len(seen) == 3
        await until(lambda: not any(each.lives for each in seen))

    run(work)


def test_a_worker_that_cannot_be_started_is_an_error(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def work() -> None:
        with pytest.raises(IlrsGraphError, match="a worker cannot be started"):
            await Pool(store, folder, SLOW).__aenter__()

    monkeypatch.setattr("ilrs_graph.sandbox.pool.PROGRAM", "pass")
    run(work)


def test_what_is_refused_costs_no_worker(store: Store, folder: Path) -> None:
    async def work() -> None:
        async with Pool(store, folder, SLOW) as pool:
            for name, query in REFUSED.items():
                with pytest.raises(QueryError):
                    print(name, await content(pool, query))
            for query in ANSWERED.values():
                assert await content(pool, query)
            assert pool.replaced == 0

    run(work)


def test_without_the_guard_a_worker_ends_and_the_pool_lives(store: Store, folder: Path) -> None:
    async def work() -> None:
        async with Pool(store, folder, SLOW._replace(depth=10**6)) as pool:
            for levels in (5_000, 20_000):
                assert (await limit_of(pool, "ASK " + "{" * levels + "}" * levels)).limit in ENDINGS
            assert await content(pool, "ASK {}") == b"true"
            await until(lambda: pool.replaced == 2)

    run(work)


ENDINGS = {"time", "memory", "size", "process"}


@pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")
@pytest.mark.parametrize("name", ENDED)
def test_what_asks_for_too_much_is_ended_and_others_are_answered(name: str, store: Store, folder: Path) -> None:
    """At a reduced size: half a second, 64 MB of memory, 2 MB of answers; `soak` has the limits of the server."""

    async def work() -> None:
        small = SLOW._replace(wall_s=0.5, memory_mb=64, result_bytes=2_000_000)
        async with Pool(store, folder, small) as pool:
            ended = asyncio.create_task(limit_of(pool, ENDED[name]))
            await until(lambda: pool.running or ended.done())
            async with pool.answer(Job("ASK {}")) as spool:
                await spool.completed()
            assert (await ended).limit in ENDINGS
            await until(lambda: pool.replaced)

    run(work)


@pytest.mark.soak
@pytest.mark.parametrize("name", ENDED)
def test_the_limits_of_the_server_end_what_asks_for_too_much(name: str, store: Store, folder: Path) -> None:
    async def work() -> None:
        async with Pool(store, folder) as pool:
            assert (await limit_of(pool, ENDED[name])).limit in ENDINGS
            pool.limits = SLOW
            assert await content(pool, "ASK {}") == b"true"

    run(work)


def test_generated_queries_end_as_answers_or_errors(store: Store, folder: Path) -> None:
    """300 of them; the soak has 10,000."""
    run(lambda: all_end(300, 1, store, folder))


@pytest.mark.soak
def test_many_generated_queries_end_as_answers_or_errors(store: Store, folder: Path) -> None:
    run(lambda: all_end(10_000, 2, store, folder))


async def all_end(count: int, seed: int, store: Store, folder: Path) -> None:
    answered = 0
    async with Pool(store, folder, SLOW._replace(wall_s=0.5, memory_mb=64, result_bytes=1_000_000)) as pool:
        for query in generated(count, seed):
            try:
                await content(pool, query)
                answered += 1
            except (QueryError, LimitReached):
                pass
        assert 0 < answered < count
        pool.limits = SLOW
        assert await content(pool, "ASK {}") == b"true"
