"""A plain page: the saved questions, and a form for a query."""

from __future__ import annotations

from html import escape

from starlette.requests import Request
from starlette.responses import Response

from ..questions import Question
from ..render.registry import Format
from .negotiation import SOLUTIONS
from .service import Service

PAGE = Format("html", (".html",), "text/html", "")
"""What a browser accepts."""
_EXAMPLE = "SELECT ?mission ?date {\n  ?mission a ilrs:FarSideMission ; ilrs:launchDate ?date\n}\nORDER BY ?date"


def page(service: Service, request: Request) -> Response:
    """Return the page."""
    base = service.settings.base_path
    validators = service.validators(service.view, base, "home")
    if validators.met_by(request.headers):
        return Response(status_code=304, headers=validators.headers)
    body = service.rendered.get(validators.tag)
    if body is None:
        body = html(list(service.reading.questions.values()), base).encode()
        service.rendered.put(validators.tag, body)
    return Response(body, media_type="text/html", headers=validators.headers)


def html(questions: list[Question], base: str) -> str:
    """Return the page as HTML, complete without script and style.

    >>> "<textarea" in html([], "/ilrs")
    True
    """
    formats = "".join(f'<option value="{each.name}">{escape(each.media_type)}</option>' for each in SOLUTIONS[:4])
    return f"""<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>ilrs-graph</title></head>
<body>
<main>
<h1>ilrs-graph</h1>
<p>A knowledge graph of lunar programmes in which every fact cites its sources.</p>
<h2>SPARQL</h2>
<form action="{escape(base)}/sparql" method="get">
<p><label for="query">Query; well-known prefixes need no declaration</label></p>
<p><textarea id="query" name="query" rows="12" cols="80">{escape(_EXAMPLE)}</textarea></p>
<p><label for="format">Format of SELECT and ASK</label> <select id="format" name="format">{formats}</select>
<button>Run</button></p>
</form>
<h2>Saved questions</h2>
{"".join(map(_question, questions))}
</main>
</body>
</html>
"""


def _question(question: Question) -> str:
    return (
        f'<details id="{escape(question.slug)}"><summary>{escape(question.question)}</summary>'
        f"<p>{escape(question.description)}</p><pre>{escape(question.query)}</pre></details>\n"
    )
