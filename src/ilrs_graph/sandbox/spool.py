"""An answer on its way from a worker to a reader: written at the worker's speed, read at the reader's.

A reader that does not read holds a file, never a worker.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from tempfile import SpooledTemporaryFile

from ..errors import IlrsGraphError, LimitReached
from .frames import CHUNK
from .limits import Limits


class Budget:
    """The bytes that all spools of a pool hold together.

    >>> budget = Budget(10)
    >>> budget.take(8), budget.take(8), budget.held
    (True, False, 8)
    """

    def __init__(self, most: int) -> None:
        self.most, self.held = most, 0

    def take(self, size: int) -> bool:
        """Count `size` bytes and return True; False if that would be more than allowed."""
        if self.held + size > self.most:
            return False
        self.held += size
        return True

    def give_back(self, size: int) -> None:
        """Count `size` bytes less."""
        self.held -= size


class Spool:
    """The content of one answer for one reader: in memory, beyond `limits.memory_bytes` in a temporary file.

    An answer is complete if it has ended and did not fail; what fails after its beginning must not look complete.
    """

    def __init__(self, limits: Limits, budget: Budget) -> None:
        self._limits, self._budget = limits, budget
        self._file = SpooledTemporaryFile(max_size=limits.memory_bytes)  # noqa: SIM115  (closed by `close`)
        self._changed = asyncio.Event()
        self._read = self.size = 0
        self.media_type = ""
        self.ended = False
        self.failure: IlrsGraphError | None = None

    def put(self, content: bytes) -> None:
        """Add bytes.

        Raises:
            LimitReached: the answer, or all answers together, are larger than allowed.
        """
        if self.size + len(content) > self._limits.result_bytes:
            raise LimitReached("size", megabytes(self._limits.result_bytes))
        if not self._budget.take(len(content)):
            raise LimitReached("spool", megabytes(self._budget.most))
        self._file.seek(self.size)
        self.size += len(content)
        try:
            self._file.write(content)
        except OSError:  # the disk is full
            raise LimitReached("spool", megabytes(self._budget.held)) from None
        self._changed.set()

    def end(self, failure: IlrsGraphError | None = None) -> None:
        """Say that no more bytes come, because the answer is complete or because of a failure."""
        if not self.ended:
            self.ended, self.failure = True, failure
            self._changed.set()

    @property
    def is_complete(self) -> bool:
        """Whether all bytes of the answer are here."""
        return self.ended and self.failure is None

    @property
    def is_read(self) -> bool:
        """Whether the reader has all bytes that are here."""
        return self._read == self.size

    def content(self) -> bytes:
        """Return the bytes that are here, whatever its reader has."""
        self._file.seek(0)
        return self._file.read()

    async def begun(self) -> None:
        """Wait for the first bytes or the end.

        Raises:
            IlrsGraphError: the answer failed before its first bytes.
        """
        while not self.media_type and not self.ended:
            await self._change()
        if not self.media_type and self.failure is not None:
            raise self.failure

    async def completed(self) -> None:
        """Wait for the end.

        Raises:
            IlrsGraphError: the answer failed.
        """
        while not self.ended:
            await self._change()
        if self.failure is not None:
            raise self.failure

    async def parts(self) -> AsyncIterator[bytes]:
        """Yield the bytes in parts of at most 64 KiB, and wait for more until the answer has ended.

        Raises:
            IlrsGraphError: the answer failed; what was yielded is not all of it.
        """
        while True:
            while self._read < self.size:
                self._file.seek(self._read)
                content = self._file.read(CHUNK)
                self._read += len(content)
                yield content
            if self.ended:
                break
            await self._change()
        if self.failure is not None:
            raise self.failure

    async def _change(self) -> None:
        self._changed.clear()
        await self._changed.wait()

    def close(self) -> None:
        """Remove the file, and end the answer if it has not."""
        self.end(LimitReached("process"))
        self._budget.give_back(self.size)
        self.size = 0
        self._file.close()


def megabytes(size: int) -> str:
    """Return a size in MB.

    >>> megabytes(50_000_000), megabytes(1_500)
    ('50 MB', '0.0015 MB')
    """
    return f"{size / 1_000_000:g} MB"
