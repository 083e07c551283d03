"""The ASGI application: its addresses, and what surrounds them."""

from __future__ import annotations

import asyncio
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
from ..pages.registry import SORTS
from . import ahead, check, openapi, pages
from .description import WELL_KNOWN
from .headers import CORS, Application, SecurityHeaders
from .metrics import MEDIA_TYPE as PROMETHEUS
from .metrics import metrics
from .problems import Problem
from .refusals import refusal
from .request_log import RequestLog
from .service import Service
from .sitemap import robots, sitemap
from .sparql import Sparql, described


async def health(service: Service, _: Request) -> Response:
    """`/healthz`: whether the server answers, and what it does now."""
    body = json.dumps(service.health) + "\n"
    return Response(body, media_type="application/json", headers={"Cache-Control": "no-store"})


async def numbers(service: Service, _: Request) -> Response:
    """`/metrics`: the numbers of the server in the text format of Prometheus."""
    return Response(metrics(service), media_type=PROMETHEUS, headers={"Cache-Control": "no-store"})


async def interface(service: Service, request: Request) -> Response:
    """`/openapi.json`: the interface for programs."""
    base = service.settings.base_path
    validators = service.validators(service.view, base, openapi.PATH)
    headers = validators.headers | CORS
    if validators.met_by(request.headers):
        return Response(status_code=304, headers=headers)
    body = service.rendered.get(validators.tag)
    if body is None:
        body = await run_in_threadpool(openapi.document, service.reading, base)
        service.rendered.put(validators.tag, body)
    return Response(body, media_type="application/json", headers=headers)


PAGES = {
    "/healthz": health,
    "/metrics": numbers,
    "/robots.txt": robots,
    openapi.PATH: interface,
    "/sitemap.xml": sitemap,
    WELL_KNOWN: described,
}
"""Path to what answers it. `/sparql` is beside them, which has more methods, and all that the room `pages` knows."""


def application(service: Service) -> Application:
    """Return the application of a service; it starts the workers with its lifespan, and ends them with it."""

    @asynccontextmanager
    async def lifespan(_: Any) -> AsyncIterator[None]:
        async with service.open():
            making = asyncio.create_task(ahead.make(service)) if service.settings.ahead else None
            try:
                yield
            finally:
                if making is not None:
                    making.cancel()
                    await asyncio.gather(making, return_exceptions=True)

    routes: list[Any] = [Route(path, partial(answer, service)) for path, answer in PAGES.items()]
    routes.append(Route("/sparql", Sparql(service)))
    routes.append(Route("/check", check.Check(service)))
    routes.append(Route("/{path:path}", partial(pages.page, service)))
    base = service.settings.base_path
    handlers: dict[Any, Any] = {
        HTTPException: partial(_failed, service),
        Problem: partial(_problem, service),
        Exception: partial(_broken, service),
    }
    inner: Application = Starlette(
        routes=[Mount(base, routes=routes)] if base else routes, lifespan=lifespan, exception_handlers=handlers
    )
    return RequestLog(SecurityHeaders(inner), service.settings.log, service.statuses)


async def _problem(service: Service, request: Request, error: Exception) -> Response:
    assert isinstance(error, Problem)
    if error.status == 404 and not error.near:
        base = service.settings.base_path
        near = near_names(request.url.path.removeprefix(base), _known())
        error.near = [base + each for each in near]
        if error.near:
            error.tip = f"did you mean {' or '.join(error.near)}?"
    return refusal(service, request, error, CORS)


async def _broken(service: Service, request: Request, _: Exception) -> Response:
    return refusal(service, request, Problem(500, "this request met a fault of the server", tip="report it"))


async def _failed(service: Service, request: Request, error: Exception) -> Response:
    """Return the problem of an address that does not exist, or does not allow the method."""
    status = getattr(error, "status_code", 500)
    if status == 405:
        allowed = dict(getattr(error, "headers", None) or {})
        tip = f"use {allowed.get('Allow', 'GET')}"
        problem = Problem(405, f"{request.method} is not allowed here", tip=tip, headers=allowed)
        return refusal(service, request, problem)
    tip = f"see {service.settings.base_path}/"
    return refusal(service, request, Problem(status, f"nothing is at {request.url.path[:200]}", tip=tip))


def _known() -> list[str]:
    """Return the addresses without parts."""
    pages = (sort.address for sort in SORTS.values() if "{" not in sort.address)
    return list(dict.fromkeys((*pages, "/sparql", *PAGES)))
