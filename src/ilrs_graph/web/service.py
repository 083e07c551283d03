"""What the server holds: one reading of the graph, the workers, and what was rendered."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from datetime import date
from pathlib import Path
from typing import NamedTuple

from ..comparing import Difference
from ..errors import IlrsGraphError
from ..files.root import FOLDERS
from ..graph import Reading
from ..pages import Pages
from ..sandbox.checker import CHECKS, Checker
from ..sandbox.frames import Job
from ..sandbox.limits import Limits
from ..sandbox.pool import Pool
from ..sandbox.spool import Spool
from .caching import Rendered, Validators, etag, last_change
from .gate import Costs, Gate
from .problems import Problem
from .views import PastViews, View

_AT_ONCE = 2
"""Pages that are made at the same time."""
_PACKAGE = Path(__file__).parents[1]


async def _left(pool: Pool, checker: Checker) -> None:
    """Close a pool when its answers are sent, and a checker when its check is done."""
    await asyncio.gather(checker.close(), pool.leave())


class Settings(NamedTuple):
    """How a server answers.

    Args:
        limits: what a query of a stranger may use.
        checks: what a check of a stranger's triples may use.
        base_path: the path below which the server is, such as `/ilrs`; "" if it is at the root.
        per_client: answers at the same time for one client.
        costs: the limits of what is costly by an address alone.
        body_s: seconds in which a request must have sent its body.
        contact: where faults are reported: an address of the web or of mail, "" for nowhere.
        send_s: seconds in which a reader must take the next 64 KiB of an answer.
        log: called with a line for each request, and for each worker that was ended.
        newest: returns the reading of the current files, such as `LunarGraph.reading`; None: the first one is kept.
        of_day: returns the reading of a day; None: the server shows no other days.
        look_s: seconds between two calls of it.
        ahead: whether the pages that cost most are made before anyone asks for them.
        previous: compares an earlier state of the data with the current files; None if there is none.
        answers_bytes: size of all answers to queries that are kept for the same query; 0 keeps none.
    """

    limits: Limits = Limits()
    checks: Limits = CHECKS
    base_path: str = ""
    per_client: int = 8
    costs: Costs = Costs()
    body_s: float = 30
    send_s: float = 30
    contact: str = ""
    log: Callable[[str], None] = lambda _: None
    newest: Callable[[], Reading] | None = None
    of_day: Callable[[date], Reading] | None = None
    look_s: float = 2
    ahead: bool = False
    previous: Callable[[], Difference] | None = None
    answers_bytes: int = 16_000_000


class Service:
    """A reading of the graph, and what answers over it; `open` it before the first query."""

    def __init__(self, reading: Reading, settings: Settings) -> None:
        self.settings = settings
        self._hold(reading, self._pool_of(reading))
        self._leaving: set[asyncio.Task[None]] = set()
        self._ended = Counter[str]()
        self.statuses: Counter[int] = Counter()
        """The number of answers by status."""
        self.refused: Counter[str] = Counter()
        """How often a limit was reached, by its name."""
        self.rendered = Rendered()
        self.answers = Rendered(settings.answers_bytes)
        """Small answers to queries: apart, so that strangers' queries drop no pages."""
        self.rendering = asyncio.Semaphore(_AT_ONCE)
        """Held while a page is made: further ones wait."""
        self.gate = Gate(settings.costs)
        """What costly work goes through."""
        self.slow: set[str] = set()
        """The addresses of questions whose answer took long, with whatever arguments."""
        self._of_clients: Counter[str] = Counter()

    def _pool_of(self, reading: Reading) -> Pool:
        snapshot = reading.snapshot
        return Pool(snapshot.store, snapshot.store_folder, self.settings.limits, self.settings.log)

    def _hold(self, reading: Reading, pool: Pool) -> None:
        """Answer over a reading from now on."""
        self.reading, self.pool, self.view = reading, pool, View(reading, self.settings.previous)
        self.checker = Checker(reading.snapshot, self.settings.checks, self.settings.log)
        root = reading.snapshot.root.path
        self._modified = last_change([*(root / name for name in FOLDERS), _PACKAGE])
        of_day = self.settings.of_day
        self._past = None if of_day is None else PastViews(reading.snapshot.state.address, of_day)

    @property
    def snapshot(self) -> str:
        """What answers depend on, beside the request and the day."""
        return self.view.snapshot

    @property
    def shows_days(self) -> bool:
        """Whether this server shows other days too."""
        return self._past is not None

    def validators(self, view: View, *parts: str) -> Validators:
        """Return what tells whether a client's copy of an answer is current; the parts are the address and the form."""
        return Validators(etag(view.snapshot, str(self._modified), *parts), self._modified)

    def day_of(self, as_of: str | None) -> str:
        """Return the day that is shown for the parameter `as_of`, "" for that of this server.

        Raises:
            Problem: it is not a day, nothing was known then, or this server shows no other days.
        """
        if not as_of:
            return ""
        if self._past is None:
            raise Problem(400, "as_of: this server shows one day only", tip="omit as_of")
        return self.view.snapped(as_of)

    async def view_of(self, day: str, client: str) -> View:
        """Return the view of a day as `day_of` returns it; one that is not held goes through the gate.

        Raises:
            Problem: there is no place for the client.
        """
        if not day or self._past is None:
            return self.view
        past = self._past
        held = past.get(day)
        if held is None:
            held = await self.gate.shared(client, f"as of {day}", lambda: asyncio.to_thread(past.open, day))
        return held

    @asynccontextmanager
    async def answer(self, job: Job, day: str, client: str) -> AsyncIterator[Spool]:
        """Run a query over the graph of a day as `day_of` returns it; yield its answer.

        Another day has a worker of its own, for this query alone, and the gate is held until it has answered.

        Raises:
            Problem: there is no place for the client.
            LimitReached: it used more than allowed.
            QueryError: it does not run.
        """
        if not day:
            async with self.pool.answer(job) as spool:
                yield spool
            return
        snapshot = (await self.view_of(day, client)).reading.snapshot
        limits = self.settings.limits._replace(workers=1, spare=0)
        pool = Pool(snapshot.store, snapshot.store_folder, limits, self.settings.log)
        async with AsyncExitStack() as stack:
            async with self.gate.held(client):
                await stack.enter_async_context(pool)
                spool = await stack.enter_async_context(pool.answer(job))
                await spool.completed()
                await pool.__aexit__()  # what is left to do needs no worker
            yield spool

    @asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        """Start the workers, and follow the files of the graph; end both."""
        await self.pool.__aenter__()
        following = asyncio.create_task(self._follow())
        try:
            yield
        finally:
            following.cancel()
            await asyncio.gather(following, return_exceptions=True)
            for task in self._leaving:
                task.cancel()
            await asyncio.gather(*self._leaving, return_exceptions=True)
            await self.checker.close()
            await self.pool.__aexit__()

    async def _follow(self) -> None:
        while self.settings.newest is not None:
            await asyncio.sleep(self.settings.look_s)
            try:
                await self._look(self.settings.newest)
            except IlrsGraphError as error:
                self.settings.log(f"the graph stays as it is: {error}")

    async def _look(self, newest: Callable[[], Reading]) -> None:
        """Change to the newest reading; what has begun over the one before ends over that."""
        reading = await asyncio.to_thread(newest)
        if reading is self.reading:
            return
        pool, before = self._pool_of(reading), (self.pool, self.checker)
        await pool.__aenter__()
        self._hold(reading, pool)
        self.settings.log(f"the files have changed: now answering over {self.snapshot}")
        self._ended.update(query=before[0].replaced, check=before[1].replaced)
        task = asyncio.create_task(_left(*before))
        self._leaving.add(task)
        task.add_done_callback(self._leaving.discard)

    @contextmanager
    def place_of(self, client: str) -> Iterator[None]:
        """Hold one of the places of a client.

        Raises:
            Problem: it has no more.
        """
        most = self.settings.per_client
        if self._of_clients[client] >= most:
            detail = f"{most} answers for one client are on their way"
            raise Problem(429, detail, tip="wait until one has ended", limit="client")
        self._of_clients[client] += 1
        try:
            yield
        finally:
            self._of_clients[client] -= 1
            if not self._of_clients[client]:
                del self._of_clients[client]

    def pages_in(self, language: str) -> Pages:
        """Return the pages in a language."""
        return self.view.pages_in(language)

    @property
    def answering(self) -> int:
        """The number of queries that are queued, run, or are being sent."""
        return self._of_clients.total()

    @property
    def workers_replaced(self) -> int:
        """The processes for queries that were ended and replaced since the start."""
        return self._ended["query"] + self.pool.replaced

    @property
    def checks_ended(self) -> int:
        """The processes for checks that were ended since the start."""
        return self._ended["check"] + self.checker.replaced

    @property
    def health(self) -> dict[str, object]:
        """The state of the server: whether it answers, over what, and what it does now."""
        pool = self.pool
        return {
            "status": "ok", "snapshot": self.snapshot, "workers": self.settings.limits.workers,
            "running": pool.running, "waiting": pool.waiting, "replaced": self.workers_replaced,
            "spooled": pool.spooled, "clients": len(self._of_clients),
            "answering": self.answering, "costly_running": self.gate.running, "costly_waiting": self.gate.waiting,
            "costly_refused": self.gate.refused.total(), "checks_ended": self.checks_ended,
        }  # fmt: skip
