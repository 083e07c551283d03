"""Workers that are ready, and a spare one: a query that breaks a limit ends its worker, and no other query waits.

async with Pool(store, folder) as pool, pool.answer(Job("ASK {}")) as spool:
    async for part in spool.parts(): ...
"""

from __future__ import annotations

import asyncio
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from pyoxigraph import RdfFormat, Store

from ..engine.isolated import folder_of
from ..engine.worker_process import AGAIN, READY
from ..errors import IlrsGraphError, LimitReached
from . import frames
from .frames import Job
from .limits import Limits
from .process import FrameProcess, cannot_start
from .spool import Budget, Spool
from .worker import PROGRAM, arguments

_PAUSE_S = 0.2
"""Seconds before a process that cannot be started is tried again."""
_LOOK_S = 0.1
"""Seconds between two looks at whether all answers are sent."""


class Worker(FrameProcess):
    """One process with an open store; `Worker.started` makes one."""

    @classmethod
    async def started(cls, store: Store, folder: Path | None, limits: Limits) -> Worker:
        """Return a worker that is ready; it opens the store in `folder`, else it gets the quads.

        Raises:
            IlrsGraphError: it cannot be started.
        """
        try:
            folders = [folder_of("pyoxigraph"), folder_of(__name__.partition(".")[0])]
        except OSError as error:
            raise cannot_start(str(error.strerror)) from None
        worker = await cls.run(PROGRAM, [*folders, *arguments(limits)])
        try:
            await worker._open(store, folder)
        except BaseException:
            await worker.ended()
            raise
        return worker

    async def _open(self, store: Store, folder: Path | None) -> None:
        found = await self.said(b"" if folder is None else str(folder).encode())
        if found == AGAIN:
            found = await self.said(await asyncio.to_thread(_quads, store))
        if found != READY:
            raise cannot_start("it ended at once")

    async def answer(self, job: Job, spool: Spool) -> None:
        """Run a query, and put its answer into the spool as it comes.

        Raises:
            LimitReached: the process ended, or the answer is larger than allowed; the worker cannot be used again.
            QueryError: the query does not run; the worker can.
        """
        frame = await self.said(job.written())
        while frame is not None:
            kind, content = frame[:1], frame[1:]
            if kind == frames.REFUSED:
                raise frames.refused(content)
            if not spool.media_type:
                name, _, content = content.partition(b"\n")
                spool.media_type = name.decode()
            spool.put(content)
            if kind != frames.PART:
                return
            frame = await self.next_frame()
        await self.process.wait()
        raise LimitReached("process")


def _quads(store: Store) -> bytes:
    return store.dump(format=RdfFormat.N_QUADS) or b""


class Pool:
    """Workers over one store, and the queue of queries for them. Use it as an asynchronous context.

    Args:
        store: the store; workers get its quads where `folder` cannot be opened.
        folder: where the store is on disk, None if it is in memory.
        limits: what queries may use.
        log: called with a line when a worker was ended, or cannot be started.
    """

    def __init__(
        self,
        store: Store,
        folder: Path | None,
        limits: Limits | None = None,
        log: Callable[[str], None] = lambda _: None,
    ) -> None:
        self.limits = limits or Limits()
        self._store, self._folder, self._log = store, folder, log
        self._workers: set[Worker] = set()
        self._idle: asyncio.Queue[Worker] = asyncio.Queue()
        self._free = asyncio.Semaphore(self.limits.workers)
        self._budget = Budget(self.limits.spool_bytes)
        self._replacing: set[asyncio.Task[None]] = set()
        self._closed = False
        self.waiting = self.running = self.replaced = 0
        """Queries that wait and that run, and workers that were replaced."""

    @property
    def spooled(self) -> int:
        """The bytes of all answers that wait for their readers."""
        return self._budget.held

    async def __aenter__(self) -> Pool:
        """Start the workers.

        Raises:
            IlrsGraphError: one cannot be started.
        """
        several = (self._new() for _ in range(self.limits.workers + self.limits.spare))
        for found in await asyncio.gather(*several, return_exceptions=True):
            if isinstance(found, BaseException):
                await self.__aexit__()
                raise found
            self._idle.put_nowait(found)
        return self

    async def __aexit__(self, *_: object) -> None:
        self._closed = True
        while self._replacing:  # not cancelled: what starts a process would leave it behind
            await asyncio.gather(*self._replacing, return_exceptions=True)
        await asyncio.gather(*(worker.ended() for worker in self._workers))

    async def leave(self) -> None:
        """Close the pool when its answers are sent; if this is cancelled, at once."""
        try:
            while self.running or self.waiting or self.spooled:
                await asyncio.sleep(_LOOK_S)
        finally:
            await self.__aexit__()

    async def _new(self) -> Worker:
        worker = await Worker.started(self._store, self._folder, self.limits)
        self._workers.add(worker)
        return worker

    @asynccontextmanager
    async def answer(self, job: Job) -> AsyncIterator[Spool]:
        """Run a query; yield its answer when its first bytes are here. Leaving the context ends the query.

        Raises:
            LimitReached: it used more than allowed before its first bytes, or no worker was free.
            QueryError: it does not run.
        """
        spool = Spool(self.limits, self._budget)
        work = asyncio.create_task(self._answer(job, spool))
        try:
            await spool.begun()
            yield spool
        finally:
            work.cancel()
            await asyncio.gather(work, return_exceptions=True)
            spool.close()

    async def _answer(self, job: Job, spool: Spool) -> None:
        """Run a query and end the spool, whatever happens. Nothing here waits for the reader."""
        try:
            await self._with_worker(job, spool)
        except IlrsGraphError as error:
            spool.end(error)
        except BaseException:
            spool.end(LimitReached("process"))
            raise
        else:
            spool.end()

    async def _with_worker(self, job: Job, spool: Spool) -> None:
        await self._enter()
        self.running += 1
        try:
            worker = await self._taken()
            try:
                async with asyncio.timeout(self.limits.wall_s):
                    await worker.answer(job, spool)
            except TimeoutError:
                self._replace(worker, "time")
                raise LimitReached("time", f"{self.limits.wall_s:g} s") from None
            except LimitReached as error:
                self._replace(worker, error.limit)
                raise self._why(worker, error) from None
            except IlrsGraphError:
                self._idle.put_nowait(worker)
                raise
            except BaseException:
                self._replace(worker, "reader gone")
                raise
            self._idle.put_nowait(worker)
        finally:
            self.running -= 1
            self._free.release()

    async def _enter(self) -> None:
        """Wait for a free place.

        Raises:
            LimitReached: too many queries wait, or this one waited too long.
        """
        busy = LimitReached("queue", f"{self.limits.wait_s:g} s")
        if self._free.locked() and self.waiting >= self.limits.queue:
            raise busy
        self.waiting += 1
        try:
            async with asyncio.timeout(self.limits.wait_s):
                await self._free.acquire()
        except TimeoutError:
            raise busy from None
        finally:
            self.waiting -= 1

    async def _taken(self) -> Worker:
        """Return a worker that lives.

        Raises:
            LimitReached: none could be started in time.
        """
        try:
            async with asyncio.timeout(self.limits.wait_s):
                while not (worker := await self._idle.get()).lives:
                    self._replace(worker, "found dead")
                return worker
        except TimeoutError:
            raise LimitReached("queue", f"{self.limits.wait_s:g} s") from None

    def _why(self, worker: Worker, error: LimitReached) -> LimitReached:
        """Return the limit that ended a process, as far as its exit code tells."""
        code = worker.process.returncode
        if error.limit != "process" or code is None:
            return error
        if code == -getattr(signal, "SIGXCPU", 0):
            return LimitReached("time", f"{self.limits.cpu_s} s of processor time")
        if code == -signal.SIGABRT:  # how the allocator of the engine ends
            return LimitReached("memory", f"{self.limits.memory_mb} MB")
        return error

    def _replace(self, worker: Worker, why: str) -> None:
        """Kill a worker, and start another one meanwhile."""
        task = asyncio.create_task(self._replaced(worker, why))
        self._replacing.add(task)
        task.add_done_callback(self._replacing.discard)

    async def _replaced(self, worker: Worker, why: str) -> None:
        code = await worker.ended()
        self._workers.discard(worker)
        self.replaced += 1
        self._log(f"worker ended ({why}, exit code {code})")
        while not self._closed:
            try:
                self._idle.put_nowait(await self._new())
            except IlrsGraphError as error:
                self._log(str(error))
                await asyncio.sleep(_PAUSE_S)
            else:
                return
