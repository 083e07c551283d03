"""A process that answers frames, one after another, and can be killed at any moment."""

from __future__ import annotations

from asyncio.subprocess import DEVNULL, PIPE, Process, create_subprocess_exec
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Self

from ..engine.isolated import bare_environment, isolated
from ..errors import IlrsGraphError
from . import frames


class FrameProcess:
    """One process of Python; `run` starts one."""

    def __init__(self, process: Process) -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        self.process, self._requests, self._answers = process, process.stdin, process.stdout

    @classmethod
    async def run(cls, program: str, arguments: Sequence[str], environment: Mapping[str, str] | None = None) -> Self:
        """Start a process that runs `program`, and knows nothing of the user but `environment`.

        Raises:
            IlrsGraphError: it cannot be started.
        """
        try:
            process = await create_subprocess_exec(
                *isolated("-c", program, *arguments), stdin=PIPE, stdout=PIPE, stderr=DEVNULL,
                env={**bare_environment(), **(environment or {})}, limit=2 * frames.CHUNK, start_new_session=True,
            )  # fmt: skip
        except OSError as error:
            raise cannot_start(error.strerror or "Python is missing") from None
        return cls(process)

    async def said(self, content: bytes) -> bytes | None:
        """Send a frame, and return the next one; None if the process has ended."""
        self._requests.writelines([len(content).to_bytes(8), content])
        with suppress(ConnectionError):  # it has ended, which the next frame tells
            await self._requests.drain()
        return await self.next_frame()

    async def next_frame(self) -> bytes | None:
        """Return the next frame; None if the process has ended."""
        return await frames.next_frame(self._answers)

    @property
    def lives(self) -> bool:
        """Whether the process has not ended."""
        return self.process.returncode is None

    async def ended(self) -> int:
        """Kill the process if it lives, and return its exit code."""
        with suppress(ProcessLookupError):
            self.process.kill()
        # what it wrote and nobody read keeps the pipe open, and `wait` waits for its end (python/cpython#119710)
        with suppress(RuntimeError):  # an answer that is still awaited reads the rest itself
            while await self._answers.read(frames.CHUNK):
                pass
        code = await self.process.wait()
        self._requests.close()
        return code


def cannot_start(why: str) -> IlrsGraphError:
    """Return the error for a worker that does not start.

    >>> print(cannot_start("it ended at once"))
    a worker cannot be started: it ended at once
    """
    return IlrsGraphError(f"a worker cannot be started: {why}")
