"""The endpoint `/sparql`: a request becomes a job for the pool, its spool becomes the answer."""

from __future__ import annotations

import asyncio
from contextlib import suppress

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
from .endpoint import Endpoint, body_of, while_connected
from .headers import CORS, PREFLIGHT, Application, Receive, Scope, Send, raw
from .negotiation import TRIPLES, Forms, forms
from .problems import Problem, problem_of
from .protocol import Operation, operation
from .refusals import refusal
from .service import Service

KEPT = 1_000_000
"""The most bytes of an answer that is kept, for the same query asked again by GET."""


class Sparql(Endpoint):
    """The endpoint of queries."""

    async def response(self, request: Request) -> Application:
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
            return _Answer(self._service, request, job, day, {"Cache-Control": "no-store"}, None)
        kinds = (each.media_type for each in wanted)
        validators = self._service.validators(self._service.view, request.url.path, request.url.query, *kinds)
        if validators.met_by(request.headers):
            return Response(status_code=304, headers=validators.headers | CORS)
        key = f"{validators.tag} {job.base}"
        kept = self._service.answers.get(key)
        if kept is not None:
            media_type, _, content = kept.partition(b"\n")
            return Response(content, headers=_headers(media_type.decode(), validators.headers))
        return _Answer(self._service, request, job, day, validators.headers, key if method == "GET" else None)

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


class _Answer:
    """The answer to one query; a small one is kept by its key, unless this is None."""

    def __init__(
        self, service: Service, request: Request, job: Job, day: str, caching: dict[str, str], key: str | None
    ) -> None:
        self._service, self._request, self._job, self._day, self._caching = service, request, job, day, caching
        self._key = key

    async def __call__(self, _: Scope, receive: Receive, send: Send) -> None:
        """Run the query and send its answer, while the client is there."""
        with suppress(ClientDisconnect):
            await while_connected(receive, self._sent(send))

    async def _sent(self, send: Send) -> None:
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
        headers = _headers(spool.media_type, self._caching)
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
            if self._key is not None and spool.size <= KEPT:
                self._service.answers.put(self._key, f"{spool.media_type}\n".encode() + spool.content())
        await send({"type": "http.response.body", "body": b""})


def _headers(media_type: str, caching: dict[str, str]) -> dict[str, str]:
    """Return the headers of an answer of a media type."""
    charset = "; charset=utf-8" if media_type.startswith("text/") else ""
    return {"Content-Type": media_type + charset, "Vary": "Accept", **caching, **CORS}
