"""The gate of costly work: one piece runs at a time, one more may wait, and a client has a limit of its own.

Whatever costs more than 100 ms by an address alone goes through it: a page for which `Sort.costs` in
`pages/registry.py` says so (nothing else is needed for a page), an answer with arguments to a question that took so
long before, a graph as of another day, a check of triples.

    body = await service.gate.shared(client, key, partial(run_in_threadpool, make_body))  # several may want the same
    async with service.gate.held(client):  # work of one request, which ends with it
        ...

Both raise a `Problem` where there is no place, 429 or 503 with Retry-After; it is the answer to the request.
"""

from __future__ import annotations

import asyncio
import time
from collections import Counter, deque
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from math import ceil
from typing import Any, NamedTuple, TypeVar

from .problems import Problem

T = TypeVar("T")
_MINUTE_S = 60


class Costs(NamedTuple):
    """The limits of costly work.

    Args:
        per_client: pieces of work at the same time, running or waiting, for one client.
        per_minute: pieces of work that one client may begin within a minute.
        queue: pieces that wait while one runs.
        wait_s: seconds that one waits.
    """

    per_client: int = 1
    per_minute: int = 30
    queue: int = 1
    wait_s: float = 20


class Gate:
    """Lets costly work in, one piece at a time.

    Args:
        costs: the limits.
        clock: returns the seconds since some moment.
    """

    def __init__(self, costs: Costs | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        self._costs, self._clock = costs or Costs(), clock
        self._free = asyncio.Lock()
        self._inside: Counter[str] = Counter()
        self._begun: dict[str, deque[float]] = {}
        self._shared: dict[str, asyncio.Task[Any]] = {}
        self.waiting = 0
        """Pieces of work that wait."""
        self.refused: Counter[str] = Counter()
        """How often work was refused, by the name of the limit."""

    @property
    def running(self) -> int:
        """The pieces of work that run: 0 or 1."""
        return int(self._free.locked())

    async def shared(self, client: str, key: str, work: Callable[[], Awaitable[T]]) -> T:
        """Return what `work` returns; whoever wants the same `key` meanwhile gets the same result.

        The work goes on if its client has gone: a thread cannot be ended, and the next client may want its result.

        Raises:
            Problem: there is no place.
        """
        task = self._shared.get(key)
        if task is None:
            task = self._shared[key] = asyncio.create_task(self._worked(client, work))
            task.add_done_callback(lambda done: self._ended(key, done))
        found: T = await asyncio.shield(task)
        return found

    async def _worked(self, client: str, work: Callable[[], Awaitable[T]]) -> T:
        async with self.held(client):
            return await work()

    def _ended(self, key: str, task: asyncio.Task[Any]) -> None:
        del self._shared[key]
        if not task.cancelled():
            task.exception()  # else asyncio reports an error that nobody waits for any more

    @asynccontextmanager
    async def held(self, client: str) -> AsyncIterator[None]:
        """Hold the gate for one piece of work of a client.

        Raises:
            Problem: the client has reached its limit (429), or others are served first (503).
        """
        self._count(client)
        self._inside[client] += 1
        try:
            await self._enter()
            try:
                yield
            finally:
                self._free.release()
        finally:
            self._inside[client] -= 1
            if not self._inside[client]:
                del self._inside[client]

    def _count(self, client: str) -> None:
        """Note that a client begins a piece of work.

        Raises:
            Problem: it has begun too many, or others wait already.
        """
        now, costs = self._clock(), self._costs
        for other in [each for each, times in self._begun.items() if times[-1] <= now - _MINUTE_S]:
            del self._begun[other]
        times = self._begun.get(client, deque())
        while times and times[0] <= now - _MINUTE_S:
            times.popleft()
        if self._inside[client] >= costs.per_client:
            self._refuse(429, f"{costs.per_client} costly request of this client is being answered", "client")
        if len(times) >= costs.per_minute:
            most = f"{costs.per_minute} costly requests of one client within a minute"
            self._refuse(429, f"this would be more than {most}", "rate", ceil(times[0] + _MINUTE_S - now))
        if self._free.locked() and self.waiting >= costs.queue:
            self._refuse(503, "another costly request is being answered, and the next one waits", "costly")
        times.append(now)
        self._begun[client] = times

    async def _enter(self) -> None:
        self.waiting += 1
        try:
            async with asyncio.timeout(self._costs.wait_s):
                await self._free.acquire()
        except TimeoutError:
            self._refuse(503, f"another costly request was not done within {self._costs.wait_s:g} s", "costly")
        finally:
            self.waiting -= 1

    def _refuse(self, status: int, detail: str, limit: str, seconds: int | None = None) -> None:
        self.refused[limit] += 1
        headers = {} if seconds is None else {"Retry-After": str(seconds)}
        raise Problem(status, detail, tip="try again later", limit=limit, headers=headers)
