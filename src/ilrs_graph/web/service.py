"""What the server holds: one reading of the graph, the workers, and what was rendered."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

from ..graph import Reading
from ..pages import Pages
from ..sandbox.limits import Limits
from ..sandbox.pool import Pool
from .caching import Rendered
from .problems import Problem

_AT_ONCE = 2
"""Pages that are made at the same time."""


class Settings(NamedTuple):
    """How a server answers.

    Args:
        limits: what a query of a stranger may use.
        base_path: the path below which the server is, such as `/ilrs`; "" if it is at the root.
        per_client: answers at the same time for one client.
        body_s: seconds in which a request must have sent its body.
        send_s: seconds in which a reader must take the next 64 KiB of an answer.
        log: called with a line for each request, and for each worker that was ended.
        started: called when the workers are ready.
    """

    limits: Limits = Limits()
    base_path: str = ""
    per_client: int = 8
    body_s: float = 30
    send_s: float = 30
    log: Callable[[str], None] = lambda _: None
    started: Callable[[], None] = lambda: None


class Service:
    """A reading of the graph, and what answers over it. `pool` is to be opened before the first query."""

    def __init__(self, reading: Reading, settings: Settings) -> None:
        self.reading, self.settings = reading, settings
        snapshot = reading.snapshot
        self.snapshot = "-".join(str(part) for part in (snapshot.state.address, reading.as_of) if part)
        """What answers depend on, beside the request."""
        self.pool = Pool(snapshot.store, snapshot.store_folder, settings.limits, settings.log)
        self.rendered = Rendered()
        self.rendering = asyncio.Semaphore(_AT_ONCE)
        """Held while a page is made: further ones wait."""
        self._pages: dict[str, Pages] = {}
        self._of_clients: Counter[str] = Counter()

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
        if language not in self._pages:
            reading = Reading(lambda: self.reading.snapshot, self.reading.as_of, language=language)
            self._pages.setdefault(language, Pages(reading))
        return self._pages[language]

    @property
    def answering(self) -> int:
        """The number of queries that are queued, run, or are being sent."""
        return self._of_clients.total()

    @property
    def health(self) -> dict[str, object]:
        """The state of the server: whether it answers, over what, and what it does now."""
        pool = self.pool
        return {
            "status": "ok", "snapshot": self.snapshot, "workers": self.settings.limits.workers,
            "running": pool.running, "waiting": pool.waiting, "replaced": pool.replaced, "spooled": pool.spooled,
            "clients": len(self._of_clients),
            "answering": self.answering,
        }  # fmt: skip
