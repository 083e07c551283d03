"""One line for each request: method, path, status, size, time. What was asked is not in it."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable

from ..printable import printable
from .headers import Application, Message, Receive, Scope, Send


class RequestLog:
    """An application that logs its requests, and counts them in `statuses`; 0 is one without an answer."""

    def __init__(self, app: Application, log: Callable[[str], None], statuses: Counter[int]) -> None:
        self._app, self._log, self._statuses = app, log, statuses

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and log it when it is answered."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        answer = _Answer(send)
        start = time.perf_counter()
        try:
            await self._app(scope, receive, answer)
        finally:
            self._statuses[answer.status] += 1
            milliseconds = (time.perf_counter() - start) * 1000
            name = printable(f"{scope['method']} {scope['path']}")
            self._log(f"{name} {answer.status} {answer.size} B {milliseconds:.0f} ms{'' if answer.ended else ', cut'}")


class _Answer:
    """Counts what is sent."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.status = self.size = 0
        self.ended = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
        await self._send(message)
        if message["type"] == "http.response.body":
            self.size += len(message.get("body", b""))
            self.ended = not message.get("more_body", False)
