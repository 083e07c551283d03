"""The graph that the tools ask: its current reading in each language, and processes for the queries of strangers."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import suppress
from typing import Any, TypeVar

from ..errors import IlrsGraphError, UsageError
from ..findings import Report
from ..graph import Reading
from ..sandbox.check_worker import Text
from ..sandbox.checker import CHECKS, Checker
from ..sandbox.frames import Job
from ..sandbox.limits import Limits
from ..sandbox.pool import Pool

T = TypeVar("T")
LIMITS = Limits(result_bytes=5_000_000, workers=1, spare=1)
"""One client, whose answers are read here: few and small ones."""


class Held:
    """A graph while a server runs: `start` it before the first tool, and `end` it after the last.

    Args:
        newest: returns the reading of the current files, such as `LunarGraph.reading`.
        limits: what a query may use.
        checks: what a check may use.
        log: called with a line when a process was ended.
    """

    def __init__(
        self,
        newest: Callable[[], Reading],
        limits: Limits = LIMITS,
        checks: Limits = CHECKS,
        log: Callable[[str], None] = lambda _: None,
    ) -> None:
        self.limits, self.checks = limits, checks
        self._newest, self._log = newest, log
        self._in_language: dict[str, tuple[Reading, Reading]] = {}
        self._edited: tuple[object, str] = (None, "")
        self._pool: tuple[Reading, Pool] | None = None
        self._checker: tuple[Reading, Checker] | None = None
        self._opening = asyncio.Lock()
        self._tasks: set[asyncio.Task[Any]] = set()

    @property
    def running(self) -> int:
        """The number of queries that run."""
        return 0 if self._pool is None else self._pool[1].running

    def start(self) -> None:
        """Open the graph while the client still greets the server."""
        self._keep(asyncio.create_task(self._open_early()))

    async def _open_early(self) -> None:
        with suppress(IlrsGraphError):  # the first tool that is called meets it again, and tells it
            await asyncio.to_thread(self._newest)

    def reading(self, language: str = "en") -> Reading:
        """Return the reading of the current files in a language; it takes a thread while the graph is opened.

        Raises:
            InputError, OntologyError, TooManyFacts: the files are faulty.
        """
        newest = self._newest()
        held = self._in_language.get(language)
        if held is None or held[0] is not newest:
            held = self._in_language[language] = (newest, newest.in_language(language))
        return held[1]

    def day(self, reading: Reading) -> str:
        """Return the day by which what a reading states was known: its own, else that of the last edit of the data."""
        if reading.as_of is not None:
            return str(reading.as_of)
        if self._edited[0] is not reading.snapshot:
            self._edited = (reading.snapshot, reading.snapshot.root.last_edit())
        return self._edited[1]

    async def answer(self, job: Job) -> tuple[str, bytes]:
        """Run a query in a process of its own; return the media type of its answer, and the answer.

        A cancelled call ends the query.

        Raises:
            LimitReached: it used more than allowed.
            QueryError: it does not run.
        """
        return await self._whole(self._answer(job))

    async def _answer(self, job: Job) -> tuple[str, bytes]:
        pool = await self._ready()
        async with pool.answer(job) as spool:
            await spool.completed()
            return spool.media_type, b"".join([part async for part in spool.parts()])

    async def _ready(self) -> Pool:
        """Return the pool over the current reading; the processes are started with the first query."""
        async with self._opening:
            reading = await asyncio.to_thread(self._newest)
            if self._pool is None or self._pool[0] is not reading:
                before, snapshot = self._pool, reading.snapshot
                pool = Pool(snapshot.store, snapshot.store_folder, self.limits, self._log)
                await pool.__aenter__()
                self._pool = (reading, pool)
                if before is not None:
                    self._keep(asyncio.create_task(before[1].leave()))
            return self._pool[1]

    async def check(self, text: Text) -> Report:
        """Return the findings of a text, checked in a process of its own. A cancelled call ends the check.

        Raises:
            UsageError: the graph is open as of a day.
            LimitReached: it used more than allowed.
        """
        return await self._whole(self._check(text))

    async def _check(self, text: Text) -> Report:
        async with self._opening:
            reading = await asyncio.to_thread(self._newest)
            if reading.as_of is not None:
                what = "triples can only be checked against the current graph"
                raise UsageError(what, tip="ask a server without a day")
            if self._checker is None or self._checker[0] is not reading:
                before, self._checker = self._checker, (reading, Checker(reading.snapshot, self.checks, self._log))
                if before is not None:
                    self._keep(asyncio.create_task(before[1].close()))
            checker = self._checker[1]
        return await checker.check(text)

    async def _whole(self, work: Coroutine[Any, Any, T]) -> T:
        """Return what work returns; if the caller is cancelled so is the work, whose end is not cut short."""
        task = asyncio.create_task(work)
        self._keep(task)
        try:
            return await asyncio.shield(task)
        except asyncio.CancelledError:
            task.cancel()
            raise

    def _keep(self, task: asyncio.Task[Any]) -> None:
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def end(self) -> None:
        """End all processes."""
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._pool is not None:
            await self._pool[1].__aexit__()
        if self._checker is not None:
            await self._checker[1].close()
