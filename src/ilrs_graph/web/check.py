"""The address `/check`: triples or a filled sheet come in, findings go out; nothing is stored.

GET returns the form. POST takes the form, as `multipart/form-data` or `application/x-www-form-urlencoded` (fields
`text`, `syntax`, and `file` in place of the text), or the text itself as a media type of RDF, `text/csv` or
`text/plain`. The answer is a page, or a report in a format of `ilrs-graph check --format` by Accept or `?format=`,
JSON by default. It is 200 whatever is found; what the server does not check is a problem.
"""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from ..errors import IlrsGraphError, LimitReached, UsageError
from ..findings import Report
from ..language import LANGUAGES, say
from ..pages import Page, Served
from ..pages.check import checked
from ..pages.render import render
from ..render import Format, format_named, formats_of, write_bytes
from ..render.registry import accepted
from ..sandbox.checker import reached
from . import pages
from .endpoint import Endpoint, body_of, while_connected
from .headers import CORS, PREFLIGHT
from .pages import HTML
from .problems import Problem, problem_of
from .submission import Given, given_in

METHODS = "GET, HEAD, POST, OPTIONS"
_REPORTS = [format_named("json", "report"), *(each for each in formats_of("report") if each.name != "json")]
"""The formats of a report, the default first."""


class Check(Endpoint):
    """The address that checks triples."""

    async def response(self, request: Request) -> Response:
        """Return the answer.

        Raises:
            Problem: the request cannot be answered.
            ClientDisconnect: the client has gone.
        """
        if request.method == "OPTIONS":
            return Response(status_code=204, headers={**PREFLIGHT, "Access-Control-Allow-Methods": METHODS})
        if request.method in ("GET", "HEAD"):
            if self._service.reading.as_of is None:
                self._service.checker.warm()
            return await pages.page(self._service, request)
        if request.method != "POST":
            what = f"the method {request.method[:20]} is not allowed"
            raise Problem(405, what, tip=f"use {METHODS}", headers={"Allow": METHODS})
        language = pages.language_of(request.query_params.get("lang"))
        form = form_of(request)
        body = await body_of(request, self._service.settings.body_s)
        given = given_in(request.headers.get("content-type", ""), body)
        report = await self._checked(request, given)
        if form is HTML:
            made = await run_in_threadpool(self._page, given, report, language)
        else:
            made = await run_in_threadpool(write_bytes, report, form)
        headers = {"Cache-Control": "no-store", "Vary": "Accept", **CORS}
        return Response(made, media_type=form.media_type, headers=headers)

    async def _checked(self, request: Request, given: Given) -> Report:
        """Return what is found.

        Raises:
            Problem: a limit was reached, or nothing can be checked here.
        """
        service = self._service
        if service.reading.as_of is not None:
            raise Problem(
                400, "triples can only be checked against the current graph", tip="ask a server without a day"
            )
        client = request.client.host if request.client else ""
        with service.place_of(client):
            async with service.gate.held(client):
                try:
                    return await while_connected(request.receive, service.checker.check(given.text))
                except LimitReached as error:
                    problem = problem_of(error)
                    what = reached(error)
                    raise Problem(problem.status, what, tip="check less at once", limit=error.limit) from None
                except UsageError as error:
                    raise Problem(400, error.message, tip=error.tip) from None
                except IlrsGraphError as error:
                    raise problem_of(error) from None

    def _page(self, given: Given, report: Report, language: str) -> bytes:
        context = self._service.pages_in(language).context
        text = given.content.decode("utf-8-sig", "replace").replace("\0", "\N{REPLACEMENT CHARACTER}")
        model = checked(text, given.name, given.syntax, report)
        page = Page("/check", "check.html", say("Check triples", language), model, language)
        kept = {"lang": language} if language != LANGUAGES[0] else {}
        return render(page, context, Served(self._service.settings.base_path, kept=kept)).encode()


def form_of(request: Request) -> Format:
    """Return the format of the answer: by the parameter `format`, else by Accept.

    Raises:
        Problem: there is no such format.
    """
    name = request.query_params.get("format")
    if name is None:
        found = accepted(request.headers.get("accept", ""), [_REPORTS[0], HTML, *_REPORTS[1:]])
        if found is None:
            known = ", ".join(dict.fromkeys(each.media_type for each in (HTML, *_REPORTS)))
            raise Problem(406, "no report has a format of Accept", tip=f"accept one of {known}")
        return found
    try:
        return HTML if name == HTML.name else format_named(name, "report")
    except UsageError as error:
        raise Problem(400, f"format: {error.message}", tip=error.tip) from None
