"""The endpoint `/sparql`: a request becomes a job for the pool, its spool becomes the answer."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from contextlib import suppress
from typing import TypeVar

from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from ..errors import IlrsGraphError
from ..pages.render import EDITOR_POLICY
from ..render.registry import accepted
from ..sandbox.frames import Job
from ..sandbox.spool import Spool
from . import pages
from .caching import is_constant
from .description import description
from .headers import CORS, PREFLIGHT, Receive, Scope, Send, raw
from .negotiation import TRIPLES, Forms, forms
from .problems import Problem, problem_of
from .protocol import MAX_BODY, Operation, operation
from .refusals import refusal
from .service import Service

T = TypeVar("T")


class Sparql:
    """The endpoint of a service, an application of ASGI."""

    def __init__(self, service: Service) -> None:
        self._service = service

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        request = Request(scope, receive)
        try:
            response = await self._response(request)
        except Problem as problem:
            response = refusal(self._service, request, problem, CORS)
        except ClientDisconnect:
            return
        if isinstance(response, Response):
            await response(scope, receive, send)
        else:
            with suppress(ClientDisconnect):
                await while_connected(receive, response.sent(send))

    async def _response(self, request: Request) -> Response | _Answer:
        """Return the answer to a request; to a query, one that is still to be computed.

        Raises:
            Problem: it cannot be answered.
        """
        method = request.method
        if method == "OPTIONS":
            return Response(status_code=204, headers=PREFLIGHT)
        body = await body_of(request, self._service.settings.body_s) if method in ("POST", "QUERY") else b""
        asked = operation(method, request.url.query, request.headers.get("content-type", ""), body)
        if asked is None:
            return await self._about(request)
        wanted = forms(request.headers.get("accept", ""), asked.form)
        day = self._service.day_of(request.query_params.get("as_of"))
        job = self._job(request, asked, wanted)
        if method not in ("GET", "HEAD") or not is_constant(asked.query):
            return _Answer(self._service, request, job, day, {"Cache-Control": "no-store"})
        kinds = (each.media_type for each in wanted)
        validators = self._service.validators(self._service.view, request.url.path, request.url.query, *kinds)
        if validators.met_by(request.headers):
            return Response(status_code=304, headers=validators.headers | CORS)
        return _Answer(self._service, request, job, day, validators.headers)

    def _job(self, request: Request, asked: Operation, wanted: Forms) -> Job:
        base = endpoint_of(request, self._service)
        solutions, triples = (each.media_type for each in wanted)
        return Job(asked.query, solutions, triples, asked.default_graphs, asked.named_graphs, base)

    async def _about(self, request: Request) -> Response:
        """Return the form for a browser, the description of the service for others."""
        accept = request.headers.get("accept", "")
        if accepted(accept, (*TRIPLES, pages.HTML)) is pages.HTML:
            response = await pages.page(self._service, request)
            response.headers["Content-Security-Policy"] = EDITOR_POLICY
            return response
        return await described(self._service, request)


async def described(service: Service, request: Request) -> Response:
    """Return the description of the service.

    Raises:
        Problem: the client accepts none of the formats of RDF.
    """
    form = accepted(request.headers.get("accept", ""), TRIPLES)
    if form is None:
        known = ", ".join(each.media_type for each in TRIPLES)
        raise Problem(406, "the description of the service is RDF", tip=f"accept one of {known}")
    endpoint = endpoint_of(request, service)
    validators = service.validators(service.view, endpoint, form.media_type)
    headers = validators.headers | CORS
    if validators.met_by(request.headers):
        return Response(status_code=304, headers=headers)
    body = await run_in_threadpool(description, service.reading, endpoint, form.media_type)
    return Response(body, media_type=form.media_type, headers=headers)


def endpoint_of(request: Request, service: Service) -> str:
    """Return the address of the endpoint as the client sees it: the base IRI of queries.

    Raises:
        Problem: the header Host is no name of a host.
    """
    return f"{origin_of(request)}{service.settings.base_path}/sparql"


def origin_of(request: Request) -> str:
    """Return the scheme and the host that the client named; never part of what is kept for others.

    Raises:
        Problem: the header Host is no name of a host.
    """
    host = request.headers.get("host", "localhost")
    if not all(c.isascii() and (c.isalnum() or c in "-._:[]") for c in host):
        raise Problem(400, "the header Host is not a host", tip="send the name and port of this server")
    return f"{request.url.scheme}://{host}"


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


class _Answer:
    """The answer to one query."""

    def __init__(self, service: Service, request: Request, job: Job, day: str, caching: dict[str, str]) -> None:
        self._service, self._request, self._job, self._day, self._caching = service, request, job, day, caching

    async def sent(self, send: Send) -> None:
        """Run the query and send its answer. What fails after its beginning is cut, and never looks complete."""
        request = self._request
        client = request.client.host if request.client else ""
        try:
            with self._service.place_of(client):
                async with self._service.answer(self._job, self._day, client) as spool:
                    if request.scope.get("http_version") == "1.0" or request.method == "HEAD":
                        # a cut answer of HTTP 1.0 would look complete; a worker that is left is ended
                        await spool.completed()
                    if spool.failure is not None:
                        raise spool.failure
                    await self._send(spool, send)
        except Problem as problem:
            await self._refuse(problem, send)
        except IlrsGraphError as error:
            await self._refuse(problem_of(error), send)

    async def _refuse(self, problem: Problem, send: Send) -> None:
        answer = refusal(self._service, self._request, problem, CORS)
        await answer(self._request.scope, self._request.receive, send)

    async def _send(self, spool: Spool, send: Send) -> None:
        """Send an answer that has begun."""
        headers = {"Content-Type": _with_charset(spool.media_type), "Vary": "Accept", **self._caching, **CORS}
        if spool.is_complete:
            headers["Content-Length"] = str(spool.size)
        await send({"type": "http.response.start", "status": 200, "headers": raw(headers)})
        if self._request.method != "HEAD":
            with suppress(IlrsGraphError, TimeoutError):
                async for part in spool.parts():
                    async with asyncio.timeout(self._service.settings.send_s):
                        await send({"type": "http.response.body", "body": part, "more_body": True})
            if not (spool.is_complete and spool.is_read):
                return  # without an end, the server closes the connection
        await send({"type": "http.response.body", "body": b""})


def _with_charset(media_type: str) -> str:
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type
