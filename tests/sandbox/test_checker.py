"""The process that checks: what it finds, what it keeps to, and that another one takes its place."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from hang_limit import HANG_S
from ilrs_graph import LunarGraph
from ilrs_graph.errors import IlrsGraphError, LimitReached
from ilrs_graph.intake.read import read_bytes
from ilrs_graph.intake.syntaxes import syntax_named
from ilrs_graph.sandbox.check_worker import Text, opened, place
from ilrs_graph.sandbox.checker import CHECKS, Checker

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="signals")
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="/proc tells what a process has")
PATIENT = CHECKS._replace(wall_s=HANG_S, cpu_s=int(HANG_S))
LINE = b"mission:change-6 ilrs:statu status:flown .\n"
MANY = b"".join(b"mission:m-%d a ilrs:Mission .\n" % number for number in range(9_000))
"""More than a check can do in its time."""


def run(checker: Checker, work: Callable[[], Awaitable[None]]) -> None:
    async def limited() -> None:
        async with asyncio.timeout(HANG_S):
            try:
                await work()
            finally:
                await checker.close()

    asyncio.run(limited())
    gc.collect()  # what was left open is a warning here, not in another test


def test_it_finds_what_the_graph_finds_with_places_in_the_pasted_text(small_graph: LunarGraph) -> None:
    checker = Checker(small_graph.current.snapshot, PATIENT)

    async def work() -> None:
        (found,) = await checker.check(Text(b"\n  " + LINE, "pasted"))
        assert (found.code, found.place) == ("unknown-term", "pasted:2:20")
        (first,) = await checker.check(Text(LINE, "pasted"))
        assert first.place == "pasted:1:18"
        content = LINE * 2 + b"mission:new a ilrs:Mission ."
        whole = b"@prefix ilrs: <https://w3id.org/ilrs-graph/ontology#> .\n" + content
        whole = b"@prefix mission: <https://w3id.org/ilrs-graph/id/mission/> .\n" + whole
        whole = b"@prefix status: <https://w3id.org/ilrs-graph/vocab/status/> .\n" + whole
        here = small_graph.check([read_bytes(whole, "new.ttl", syntax_named("ttl"))])
        there = await checker.check(Text(whole, "new.ttl", "new.ttl"))
        assert there.findings == here.findings
        assert there.read == here.read
        assert checker.replaced == 0

    run(checker, work)


def test_all_that_a_command_takes_is_read(small_graph: LunarGraph) -> None:
    checker = Checker(small_graph.current.snapshot, PATIENT)

    async def codes(*given: object) -> set[str]:
        return {finding.code for finding in await checker.check(Text(*given))}  # type: ignore[arg-type]

    async def work() -> None:
        assert await codes(b"<urn:a> <urn:b>", "pasted", "", "turtle") == {"syntax"}
        sheet = await checker.check(Text(b"member,programme,sources\nx,y,z\n", "pasted", "pasted.csv"))
        assert "membership" in sheet.findings[0].message
        remote = b'{"@context": "http://127.0.0.1:9/x", "@id": "urn:a"}'
        (found,) = await checker.check(Text(remote, "pasted"))
        assert (found.message, found.line) == ("The @context is remote.", 1)
        deep = b"<urn:a> <urn:b> " + b"(" * 20_000 + b")" * 20_000 + b" ."
        (found,) = await checker.check(Text(deep, "pasted"))
        assert "deeper" in found.message
        with pytest.raises(IlrsGraphError, match="not a known syntax"):
            await checker.check(Text(b"", "pasted", "", "nonsense"))
        assert checker.replaced == 0

    run(checker, work)


def test_a_check_that_takes_too_long_is_ended_and_the_next_is_answered(small_graph: LunarGraph) -> None:
    logged: list[str] = []
    checker = Checker(small_graph.current.snapshot, PATIENT._replace(wall_s=0.5), logged.append)

    async def work() -> None:
        with pytest.raises(LimitReached) as found:
            await checker.check(Text(MANY, "pasted"))
        assert (found.value.limit, found.value.most) == ("time", "0.5 s")
        checker._limits = PATIENT
        assert len(await checker.check(Text(LINE, "pasted"))) == 1
        assert checker.replaced == 1
        assert logged[0].startswith("check worker ended (time")

    run(checker, work)


def test_findings_that_are_too_many_end_it(small_graph: LunarGraph) -> None:
    checker = Checker(small_graph.current.snapshot, PATIENT._replace(result_bytes=10))

    async def work() -> None:
        with pytest.raises(LimitReached, match="larger than 1e-05 MB"):
            await checker.check(Text(LINE, "pasted"))

    run(checker, work)


@POSIX
def test_the_limit_that_the_system_kept_is_named(small_graph: LunarGraph) -> None:
    checker = Checker(small_graph.current.snapshot, PATIENT)

    async def work() -> None:
        for number, limit in ((signal.SIGXCPU, "time"), (signal.SIGABRT, "memory"), (signal.SIGSEGV, "process")):
            process = await checker._ready()
            task = asyncio.create_task(checker.check(Text(MANY, "pasted")))
            while not checker.running:
                await asyncio.sleep(0.001)
            os.kill(process.process.pid, number)
            with pytest.raises(LimitReached) as found:
                await task
            assert found.value.limit == limit

    run(checker, work)


@POSIX
def test_a_process_that_was_killed_or_whose_client_has_gone_is_replaced(small_graph: LunarGraph) -> None:
    checker = Checker(small_graph.current.snapshot, PATIENT)

    async def work() -> None:
        process = await checker._ready()
        os.kill(process.process.pid, signal.SIGKILL)
        await process.process.wait()
        assert len(await checker.check(Text(LINE, "pasted"))) == 1
        before = await checker._ready()
        task = asyncio.create_task(checker.check(Text(MANY, "pasted")))
        while not checker.running:
            await asyncio.sleep(0.001)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        assert not before.lives
        assert len(await checker.check(Text(LINE, "pasted"))) == 1

    run(checker, work)


@LINUX
def test_the_process_has_no_network_and_writes_no_files(small_graph: LunarGraph) -> None:
    checker = Checker(small_graph.current.snapshot, PATIENT)

    async def work() -> None:
        pid = (await checker._ready()).process.pid
        limits = Path(f"/proc/{pid}/limits").read_text(encoding="ascii").splitlines()
        size = next(line.split() for line in limits if line.startswith("Max file size"))
        assert size[3:5] == ["0", "0"]
        space = next(line.split() for line in limits if line.startswith("Max address space"))
        assert 2**30 < int(space[3]) < 2**32
        own, other = (Path(f"/proc/{each}/ns/net").readlink() for each in ("self", pid))
        assert own != other or not _can_leave_network()
        environment = Path(f"/proc/{pid}/environ").read_bytes()
        assert b"HOME=" not in environment

    run(checker, work)


def _can_leave_network() -> bool:
    import subprocess

    return subprocess.run(["unshare", "-rn", "true"], capture_output=True, check=False).returncode == 0


def test_a_snapshot_that_is_gone_is_built_from_the_files(small_graph: LunarGraph) -> None:
    snapshot = small_graph.current.snapshot
    found = opened(place(snapshot._replace(folder=None)))
    assert len(found.store) == len(snapshot.store)
