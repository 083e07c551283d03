"""Costly work: one piece at a time, one more waits, and each client has its limit."""

from __future__ import annotations

import asyncio
import sys
import threading
from collections.abc import Callable, Mapping
from contextlib import AsyncExitStack
from functools import partial

import pytest

from hang_limit import HANG_S, join, until
from ilrs_graph import LunarGraph
from ilrs_graph.graph import Reading
from ilrs_graph.pages.registry import SORTS
from ilrs_graph.web import pages
from ilrs_graph.web.gate import Costs, Gate
from ilrs_graph.web.problems import Problem

from .client import QUIET, Answer, Client

PATIENT = Costs(wait_s=HANG_S)


async def refused(gate: Gate, client: str) -> Problem:
    with pytest.raises(Problem) as found:
        async with gate.held(client):
            pass
    return found.value


def test_one_runs_one_waits_and_a_third_is_refused() -> None:
    async def scenario() -> None:
        gate = Gate(PATIENT)
        entered = asyncio.Event()

        async def second() -> None:
            async with gate.held("b"):
                entered.set()

        async with gate.held("a"):
            waiting = asyncio.create_task(second())
            await asyncio.sleep(0)
            assert (gate.running, gate.waiting, entered.is_set()) == (1, 1, False)
            problem = await refused(gate, "c")
            assert (problem.status, problem.limit) == (503, "costly")
            assert int(problem.headers["Retry-After"]) > 0
        await waiting
        assert entered.is_set()
        async with gate.held("c"):
            pass
        assert (gate.running, gate.waiting, gate.refused["costly"]) == (0, 0, 1)

    asyncio.run(scenario())


def test_what_waits_too_long_is_refused() -> None:
    async def scenario() -> None:
        gate = Gate(Costs(wait_s=0.01))
        async with gate.held("a"):
            problem = await refused(gate, "b")
        assert (problem.status, problem.limit) == (503, "costly")
        assert "0.01 s" in problem.detail

    asyncio.run(scenario())


def test_a_client_has_one_at_a_time() -> None:
    async def scenario() -> None:
        gate = Gate(PATIENT)
        async with gate.held("a"):
            problem = await refused(gate, "a")
            assert (problem.status, problem.limit) == (429, "client")
            assert gate.waiting == 0
        async with gate.held("a"):
            pass

    asyncio.run(scenario())


def test_a_client_has_so_many_a_minute_and_others_have_theirs() -> None:
    async def scenario() -> None:
        now = [100.0]
        gate = Gate(Costs(per_minute=2), lambda: now[0])
        for _ in range(2):
            async with gate.held("a"):
                now[0] += 10
        problem = await refused(gate, "a")
        assert (problem.status, problem.limit, problem.headers["Retry-After"]) == (429, "rate", "40")
        async with gate.held("b"):
            pass
        now[0] += 40
        async with gate.held("a"):
            pass
        now[0] += 1_000
        async with gate.held("b"):
            pass
        assert list(gate._begun) == ["b"]

    asyncio.run(scenario())


def test_whoever_wants_the_same_gets_the_same_work() -> None:
    async def scenario() -> None:
        gate, done, calls = Gate(PATIENT), asyncio.Event(), []

        async def work(name: str) -> str:
            calls.append(name)
            await done.wait()
            return name

        wanted = [asyncio.create_task(gate.shared(client, "page", partial(work, client))) for client in "abcd"]
        await asyncio.sleep(0)
        wanted[0].cancel()  # its client has gone; the others still wait
        done.set()
        assert await asyncio.gather(*wanted[1:]) == ["a", "a", "a"]
        assert calls == ["a"]
        assert await gate.shared("b", "page", partial(work, "again")) == "again"

    asyncio.run(scenario())


def test_work_that_fails_gives_the_gate_back(caplog: pytest.LogCaptureFixture) -> None:
    async def scenario() -> None:
        gate = Gate(PATIENT)

        async def work() -> None:
            raise Problem(404, "nothing")

        with pytest.raises(Problem, match="nothing"):
            await gate.shared("a", "page", work)
        assert gate.running == 0
        async with AsyncExitStack() as stack:
            await stack.enter_async_context(gate.held("a"))

    asyncio.run(scenario())
    assert caplog.messages == []


@pytest.mark.skipif(sys.platform != "linux", reason="there the whole network 127 is this machine")
def test_a_costly_page_goes_through_the_gate(
    serve: Callable[..., Client], small: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    def costs(arguments: Mapping[str, str]) -> bool:
        return "proof" in arguments

    monkeypatch.setitem(SORTS, "question", SORTS["question"]._replace(costs=costs))
    free, entered = threading.Event(), threading.Event()

    def made(_: object, __: object, asked: pages.Asked) -> bytes:
        if asked.is_costly:
            entered.set()
            free.wait(HANG_S)
        return b"made"

    monkeypatch.setattr(pages, "_made", made)
    client = serve(small)
    found: list[Answer] = []

    def asking(number: int) -> threading.Thread:
        other = partial(client.get, f"/ask/launch-dates?proof={number}", source=f"127.0.0.{number}")
        thread = threading.Thread(target=lambda: found.append(other()), name=f"client {number}")
        thread.start()
        return thread

    first = asking(1)
    assert entered.wait(HANG_S)
    second = asking(2)
    until(lambda: client.health["costly_waiting"] == 1, "the queue")
    own, third = (client.get("/ask/launch-dates?proof=9", source=f"127.0.0.{n}") for n in (1, 3))
    assert (own.status, own.json["limit"]) == (429, "client")
    assert (third.status, third.json["limit"]) == (503, "costly")
    assert int(own.headers["retry-after"]) > 0 < int(third.headers["retry-after"])
    assert client.get("/ask/launch-dates").body == b"made"
    free.set()
    for thread in (first, second):
        join(thread)
    assert [answer.body for answer in found] == [b"made", b"made"]
    assert client.health["costly_refused"] == 2


@pytest.mark.parametrize(("slow_s", "statuses"), [(0, [200, 200, 429]), (HANG_S, [200, 200, 200])])
def test_a_question_that_was_slow_is_costly_with_arguments(
    slow_s: float, statuses: list[int], serve: Callable[..., Client], graph: LunarGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "_SLOW_S", slow_s)
    client = serve(graph.current, QUIET._replace(costs=Costs(per_minute=1)))
    assert client.get("/ask/launch-dates").status == 200
    paths = [f"/ask/launch-dates{rest}" for rest in ("?lang=zh", "?mission=change-6", ".csv?mission=change-6")]
    found = [client.get(path) for path in paths]
    assert [answer.status for answer in found] == statuses
    if found[-1].status != 200:
        assert int(found[-1].headers["retry-after"]) > 0
        assert found[-1].json["limit"] == "rate"
    assert client.get(paths[1]).body == found[1].body
    assert client.get("/ask/landing-regions?region=far-side").status == 200
