"""The addresses of all pages for crawlers (https://www.sitemaps.org/protocol.html), and what they may read."""

from __future__ import annotations

from urllib.parse import quote
from xml.sax.saxutils import escape

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from .service import Service
from .sparql import origin_of

MOST = 50_000
"""The most addresses of one sitemap."""


async def sitemap(service: Service, request: Request) -> Response:
    """`/sitemap.xml`: every page that has an address without arguments."""
    origin = origin_of(request) + service.settings.base_path
    validators = service.validators(service.view, "sitemap", origin)
    if validators.met_by(request.headers):
        return Response(status_code=304, headers=validators.headers)
    addresses = await run_in_threadpool(lambda: service.view.addresses)
    urls = "".join(f"<url><loc>{escape(origin + quote(each))}</loc></url>\n" for each in addresses[:MOST])
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return Response(f"{head}{urls}</urlset>\n", media_type="application/xml", headers=validators.headers)


async def robots(service: Service, request: Request) -> Response:
    """`/robots.txt`: crawlers may read the pages of today, and ask nothing."""
    base = service.settings.base_path
    refused = [f"{base}/sparql", f"{base}/check", f"{base}/find", "/*as_of="]
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in refused)]
    lines.append(f"Sitemap: {origin_of(request)}{base}/sitemap.xml")
    return Response("\n".join(lines) + "\n", media_type="text/plain")
