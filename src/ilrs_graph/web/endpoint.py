"""An address that takes several methods and bodies: a request becomes an answer or a problem, for clients anywhere."""

from __future__ import annotations

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Awaitable
from typing import TypeVar

from starlette.requests import ClientDisconnect, Request

from .headers import CORS, Application, Receive, Scope, Send
from .problems import Problem
from .protocol import MAX_BODY
from .refusals import refusal
from .service import Service

T = TypeVar("T")


class Endpoint(ABC):
    """An address of a service, an application of ASGI."""

    def __init__(self, service: Service) -> None:
        self._service = service

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        request = Request(scope, receive)
        answer: Application
        try:
            answer = await self.response(request)
        except Problem as problem:
            answer = refusal(self._service, request, problem, CORS)
        except ClientDisconnect:
            return
        await answer(scope, receive, send)

    @abstractmethod
    async def response(self, request: Request) -> Application:
        """Return what answers a request.

        Raises:
            Problem: it cannot be answered.
            ClientDisconnect: the client has gone.
        """


async def body_of(request: Request, seconds: float) -> bytes:
    """Return the body of a request, whether it states its length or not.

    Raises:
        Problem: it is too large, or too slow.
    """
    found = bytearray()
    too_large = Problem(413, f"the body is larger than {MAX_BODY} bytes", tip="send less", limit="size")
    length = request.headers.get("content-length", "0")
    if not length.isdecimal() or int(length) > MAX_BODY:
        raise too_large
    try:
        async with asyncio.timeout(seconds):
            async for part in request.stream():
                found += part
                if len(found) > MAX_BODY:
                    raise too_large
    except TimeoutError:
        raise Problem(408, f"the body was not here after {seconds:g} s", limit="time") from None
    return bytes(found)


async def while_connected(receive: Receive, work: Awaitable[T]) -> T:
    """Return what work returns.

    Raises:
        ClientDisconnect: the client has gone before that; the work is cancelled.
    """
    task, gone = asyncio.ensure_future(work), asyncio.ensure_future(_gone(receive))
    try:
        await asyncio.wait({task, gone}, return_when=asyncio.FIRST_COMPLETED)
        if not task.done():
            raise ClientDisconnect
        return task.result()
    finally:
        for each in (task, gone):
            each.cancel()
        await asyncio.gather(task, gone, return_exceptions=True)


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
