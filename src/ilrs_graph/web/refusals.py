"""A problem as the answer to a request: a page for a browser, problem details (RFC 9457) for all others."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response

from ..language import LANGUAGES
from ..pages import Page, Served
from ..pages.refusal import Refusal, heading
from ..pages.render import render
from ..render import Format
from ..render.registry import accepted
from .problems import MEDIA_TYPE, Problem
from .service import Service

_FORMS = [Format("problem", (), MEDIA_TYPE, ""), Format("html", (".html",), "text/html", "")]


def refusal(service: Service, request: Request, problem: Problem, headers: Mapping[str, str] | None = None) -> Response:
    """Return the answer for a problem, in the form that the client accepts; problem details if it accepts neither."""
    given = {**(headers or {}), **problem.headers, "Vary": "Accept"}
    if problem.limit:
        service.refused[problem.limit] += 1
    wanted = accepted(request.headers.get("accept", ""), _FORMS)
    if wanted is None or wanted.media_type == MEDIA_TYPE:
        return Response(problem.body, problem.status, given, media_type=MEDIA_TYPE)
    return Response(_page(service, request, problem), problem.status, given, media_type=wanted.media_type)


def _page(service: Service, request: Request, problem: Problem) -> bytes:
    base = service.settings.base_path
    language = request.query_params.get("lang", "")
    language = language if language in LANGUAGES else LANGUAGES[0]
    title = heading(problem.status, language)
    near = [(address.rpartition("/")[2], address.removeprefix(base)) for address in problem.near]
    model = Refusal(problem.status, problem.detail, problem.tip or "", near)
    links = Served(base, kept={"lang": language} if language != LANGUAGES[0] else {})
    page = Page(request.url.path.removeprefix(base), "refusal.html", title, model, language)
    return render(page, service.pages_in(language).context, links).encode()
