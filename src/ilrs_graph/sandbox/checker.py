"""One warm process that checks texts; a text that breaks a limit ends it, and another one is started meanwhile."""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from ..engine.isolated import folder_of
from ..engine.worker_process import READY
from ..errors import IlrsGraphError, LimitReached
from ..findings import Report
from ..snapshot import Snapshot
from ..snapshot.cache import cache_folder
from . import frames
from .check_worker import PROGRAM, Text, place, report_of
from .limits import Limits
from .process import FrameProcess, cannot_start
from .spool import megabytes

CHECKS = Limits(wall_s=20, cpu_s=20, memory_mb=1024, result_bytes=5_000_000)
"""What a check may use; the other limits are those of queries."""

_WORDS = {
    "time": "the check was not done after {}",
    "memory": "the check needs more memory than {}",
    "size": "the findings are larger than {}",
    "process": "the process of the check ended{}",
}


def reached(error: LimitReached) -> str:
    """Return what a limit that ended a check says of it.

    >>> reached(LimitReached("time", "20 s"))
    'the check was not done after 20 s'
    """
    return _WORDS[error.limit].format(error.most)


class Checker:
    """Checks texts in the context of a snapshot, one at a time; `close` it at the end.

    Args:
        snapshot: the snapshot.
        limits: what a check may use.
        log: called with a line when the process was ended.
    """

    def __init__(
        self, snapshot: Snapshot, limits: Limits = CHECKS, log: Callable[[str], None] = lambda _: None
    ) -> None:
        self._snapshot, self._limits, self._log = snapshot, limits, log
        self._starting: asyncio.Task[FrameProcess] | None = None
        self._turn = asyncio.Lock()
        self.replaced = 0
        """Processes that were ended because of a limit."""
        self.running = False
        """Whether the process has a text."""

    def warm(self) -> None:
        """Start the process if there is none; return at once."""
        known = self._starting
        if known is None or (known.done() and (known.cancelled() or known.exception() is not None)):
            self._starting = asyncio.create_task(self._started())
            self._starting.add_done_callback(_seen)

    async def check(self, text: Text) -> Report:
        """Return the findings of a text. Cancelling it ends the process.

        Raises:
            LimitReached: it used more than allowed.
            IlrsGraphError: it cannot be read, or the process cannot be started.
        """
        async with self._turn:
            process = await self._ready()
            self.running = True
            try:
                async with asyncio.timeout(self._limits.wall_s):
                    return report_of(await self._answer(process, text))
            except TimeoutError:
                await self._replace(process, "time")
                raise LimitReached("time", f"{self._limits.wall_s:g} s") from None
            except LimitReached as error:
                await self._replace(process, error.limit)
                raise self._why(process, error) from None
            except IlrsGraphError:
                raise
            except BaseException:
                await asyncio.shield(self._replace(process, "client gone"))
                raise
            finally:
                self.running = False

    async def _answer(self, process: FrameProcess, text: Text) -> bytes:
        found, frame = bytearray(), await process.said(text.written())
        while frame is not None:
            kind, content = frame[:1], frame[1:]
            if kind == frames.REFUSED:
                raise frames.refused(content)
            found += content
            if len(found) > self._limits.result_bytes:
                raise LimitReached("size", megabytes(self._limits.result_bytes))
            if kind == frames.END:
                return bytes(found)
            frame = await process.next_frame()
        await process.process.wait()
        raise LimitReached("process")

    async def _ready(self) -> FrameProcess:
        """Return a process that lives.

        Raises:
            IlrsGraphError: none can be started.
        """
        while True:
            self.warm()
            assert self._starting is not None
            starting = self._starting
            process = await asyncio.shield(starting)
            if process.lives:
                return process
            self._starting = None

    async def _started(self) -> FrameProcess:
        """Return a process that is ready.

        Raises:
            IlrsGraphError: it cannot be started.
        """
        try:
            own = folder_of(__name__.partition(".")[0])
        except OSError as error:
            raise cannot_start(str(error.strerror)) from None
        packages = [each for each in sys.path if Path(each).is_absolute() and Path(each).exists()]
        limits = [str(self._limits.cpu_s), str(self._limits.memory_mb)]
        environment = {"ILRS_GRAPH_CACHE": str(cache_folder()), "ILRS_GRAPH_QUIET": "1"}
        process = await FrameProcess.run(PROGRAM, [*limits, own, *packages], environment)
        try:
            if await process.said(place(self._snapshot)) != READY:
                raise cannot_start("it ended at once")
        except BaseException:
            await process.ended()
            raise
        return process

    async def _replace(self, process: FrameProcess, why: str) -> None:
        """End the process, and start another one meanwhile."""
        self._starting = None
        code = await process.ended()
        self.replaced += 1
        self._log(f"check worker ended ({why}, exit code {code})")
        self.warm()

    def _why(self, process: FrameProcess, error: LimitReached) -> LimitReached:
        """Return the limit that ended a process, as far as its exit code tells."""
        code = process.process.returncode
        if error.limit == "process" and code == -getattr(signal, "SIGXCPU", 0):
            return LimitReached("time", f"{self._limits.cpu_s} s of processor time")
        if error.limit == "process" and code == -signal.SIGABRT:
            return LimitReached("memory", f"{self._limits.memory_mb} MB")
        return error

    async def close(self) -> None:
        """End the process, after the check that runs."""
        async with self._turn:
            if self._starting is not None:
                with suppress(IlrsGraphError):
                    await (await self._starting).ended()
                self._starting = None


def _seen(task: asyncio.Task[FrameProcess]) -> None:
    if not task.cancelled():
        task.exception()  # reported to whoever needs the process
