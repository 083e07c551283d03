"""The ASGI application: its addresses, and what surrounds them."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route

from ..errors import near_names
from . import check, openapi, pages
from .caching import MAX_AGE_S, etag, matches
from .description import WELL_KNOWN
from .headers import CORS, Application, SecurityHeaders
from .problems import Problem
from .request_log import RequestLog
from .service import Service
from .sparql import Sparql, described, problem_response


async def health(service: Service, _: Request) -> Response:
    """`/healthz`: whether the server answers, and what it does now."""
    body = json.dumps(service.health) + "\n"
    return Response(body, media_type="application/json", headers={"Cache-Control": "no-store"})


async def metrics(service: Service, _: Request) -> Response:
    """`/metrics`: the numbers of `/healthz` in the text format of Prometheus."""
    numbers = {name: value for name, value in service.health.items() if isinstance(value, int)}
    body = "".join(f"# TYPE ilrs_graph_{name} gauge\nilrs_graph_{name} {value}\n" for name, value in numbers.items())
    return Response(body, media_type="text/plain; version=0.0.4", headers={"Cache-Control": "no-store"})


async def interface(service: Service, request: Request) -> Response:
    """`/openapi.json`: the interface for programs."""
    base = service.settings.base_path
    tag = etag(service.snapshot, base, openapi.PATH)
    headers = {"ETag": tag, "Cache-Control": f"public, max-age={MAX_AGE_S}", **CORS}
    if matches(request.headers.get("if-none-match", ""), tag):
        return Response(status_code=304, headers=headers)
    body = service.rendered.get(tag)
    if body is None:
        body = await run_in_threadpool(openapi.document, service.reading, base)
        service.rendered.put(tag, body)
    return Response(body, media_type="application/json", headers=headers)


async def robots(service: Service, _: Request) -> Response:
    """`/robots.txt`: crawlers may read the pages, and ask nothing."""
    return Response(f"User-agent: *\nDisallow: {service.settings.base_path}/sparql\n", media_type="text/plain")


PAGES = {
    "/healthz": health,
    "/metrics": metrics,
    "/robots.txt": robots,
    openapi.PATH: interface,
    WELL_KNOWN: described,
}
"""Path to what answers it. `/sparql` is beside them, which has more methods, and all that the room `pages` knows."""


def application(service: Service) -> Application:
    """Return the application of a service; it starts the workers with its lifespan, and ends them with it."""

    @asynccontextmanager
    async def lifespan(_: Any) -> AsyncIterator[None]:
        async with service.open():
            yield

    routes: list[Any] = [Route(path, partial(answer, service)) for path, answer in PAGES.items()]
    routes.append(Route("/sparql", Sparql(service)))
    routes.append(Route("/check", check.Check(service)))
    routes.append(Route("/{path:path}", partial(pages.page, service)))
    base = service.settings.base_path
    inner: Application = Starlette(
        routes=[Mount(base, routes=routes)] if base else routes,
        lifespan=lifespan,
        exception_handlers={HTTPException: partial(_failed, base), Problem: _problem, Exception: _broken},
    )
    return RequestLog(SecurityHeaders(inner), service.settings.log)


async def _problem(request: Request, error: Exception) -> Response:
    assert isinstance(error, Problem)
    near = near_names(request.url.path, ["/sparql", *PAGES]) if error.status == 404 else []
    if near:
        error.tip = f"did you mean {' or '.join(near)}?"
    return problem_response(error, CORS)


async def _broken(_: Request, __: Exception) -> Response:
    return problem_response(Problem(500, "this request met a fault of the server", tip="report it"), {})


async def _failed(base: str, request: Request, error: Exception) -> Response:
    """Return the problem of an address that does not exist, or does not allow the method."""
    status = getattr(error, "status_code", 500)
    path = request.url.path
    if status == 405:
        allowed = dict(getattr(error, "headers", None) or {})
        tip = f"use {allowed.get('Allow', 'GET')}"
        return problem_response(Problem(405, f"{request.method} is not allowed here", tip=tip, headers=allowed), {})
    near = near_names(path, [base + known for known in (*PAGES, "/sparql")])
    tip = f"did you mean {' or '.join(near)}?" if near else f"see {base}/"
    return problem_response(Problem(status, f"nothing is at {path[:200]}", tip=tip), {})
