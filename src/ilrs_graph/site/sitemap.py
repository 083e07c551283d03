"""The list of all pages of a site for search engines (sitemaps.org, protocol 0.90)."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote, urlsplit
from xml.sax.saxutils import escape

from ..errors import UsageError
from ..pages.links import PLAIN, file_of

MOST = 50_000
"""How many addresses a list may have."""


def sitemap(url: str, addresses: Iterable[str], edited: str) -> str:
    """Return the list of pages.

    Args:
        url: the address at which the folder will be published.
        addresses: the addresses of the pages.
        edited: the day of the last edit of the data, "" if it is unknown.

    Raises:
        UsageError: there are too many pages for one list.

    >>> "<loc>https://example.org/moon/ask.html</loc>" in sitemap("https://example.org/moon", ["/ask"], "2026-11-30")
    True
    """
    files = [file_of(address) for address in addresses if not address.endswith(PLAIN)]
    if len(files) > MOST:
        raise UsageError(
            f"a list of pages has at most {MOST:,}, not {len(files):,}", tip="write the site without its address"
        )
    day = f"<lastmod>{escape(edited)}</lastmod>" if edited else ""
    lines = (f"<url><loc>{escape(f'{url}/{quote(file)}')}</loc>{day}</url>\n" for file in files)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        f"{''.join(lines)}</urlset>\n"
    )


def published_at(url: str) -> str:
    """Return an address of the web without a slash at its end.

    Raises:
        UsageError: it is none, or has arguments.

    >>> published_at("https://example.org/moon/")
    'https://example.org/moon'
    """
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.query or parts.fragment:
        tip = "give the address of the folder, such as https://example.org/moon"
        raise UsageError(f"{{url}}: {url!r} is not the address of a folder", tip=tip, about="url")
    return url.rstrip("/")
