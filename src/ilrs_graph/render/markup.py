"""Pieces of HTML that are safe whatever the data says: text is escaped, and only web addresses become links."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape

from pyoxigraph import Literal, NamedNode

from ..namespaces import BASE, compact
from ..printable import blank, printable
from ..terms import Term
from ..things.citation import Citation

_WEB = re.compile(r"https?://[^\s/?#]", re.IGNORECASE)


def escaped(text: str) -> str:
    """Return a text for content or a quoted attribute.

    >>> escaped("<b> & \\x1b")
    '&lt;b&gt; &amp;  '
    """
    return escape(printable(text, blank))


def linked(address: str, text: str) -> str:
    """Return a text as a link, if the address is one of the web.

    >>> linked("https://example.org/?a=1&b=2", "<a>")
    '<a href="https://example.org/?a=1&amp;b=2" rel="noreferrer">&lt;a&gt;</a>'
    >>> linked("javascript:alert(1)", "a")
    'a'
    """
    if not _WEB.match(address):
        return escaped(text)
    return f'<a href="{escaped(address)}" rel="noreferrer">{escaped(text)}</a>'


def shown(term: Term | None, text: str) -> str:
    """Return the text of a term; a thing of the graph has its CURIE as a title, another is a link.

    >>> shown(NamedNode("https://w3id.org/ilrs-graph/id/mission/change-6"), "Chang'e 6")
    '<span title="mission:change-6">Chang&#x27;e 6</span>'
    """
    if isinstance(term, NamedNode):
        if term.value.startswith(BASE):
            return f'<span title="{escaped(compact(term.value))}">{escaped(text)}</span>'
        return linked(term.value, text)
    if isinstance(term, Literal) and _WEB.match(text):
        return linked(text, text)
    return escaped(text)


def table(
    headings: Sequence[str], rows: Iterable[Sequence[str]], orders: Sequence[Sequence[int | None]] | None = None
) -> str:
    """Return a table of cells that are HTML.

    `orders` has for each row the place of each cell in the order of its column; a column with places can be sorted by
    the script of `ilrs_graph.render.page`.

    >>> table(["A"], [["<b>1</b>"]])
    '<table><thead><tr><th scope="col">A</th></tr></thead><tbody>\\n<tr><td><b>1</b></td></tr>\\n</tbody></table>'
    """
    head = "".join(f'<th scope="col">{escaped(heading)}</th>' for heading in headings)
    lines = [
        "<tr>" + "".join(map(_cell, row, orders[place] if orders else [None] * len(row))) + "</tr>"
        for place, row in enumerate(rows)
    ]
    body = "\n".join(["<tbody>", *lines, "</tbody>"])
    return f"<table><thead><tr>{head}</tr></thead>{body}</table>"


def _cell(content: str, order: int | None) -> str:
    return f"<td>{content}</td>" if order is None else f'<td data-o="{order}">{content}</td>'


def reference(citation: Citation, language: str = "en") -> str:
    """Return a citation in a language, its address as a link.

    >>> reference(Citation("", "A & B", url="https://example.org/a"))
    'A &amp; B. undated. <a href="https://example.org/a" rel="noreferrer">https://example.org/a</a> (kind not stated)'
    """
    text = citation.text(language)
    before, found, after = text.rpartition(citation.url) if citation.url else (text, "", "")
    return escaped(before) + (linked(found, found) if found else "") + escaped(after)


def marks(citations: Iterable[Citation], number: dict[Citation, int]) -> str:
    """Return the numbers of citations as links to their sources, with the reference as a title.

    >>> cited = Citation("", "A", url="https://example.org/a")
    >>> marks([cited], {cited: 2}).partition(" title=")[0]
    '<a href="https://example.org/a" rel="noreferrer"'
    """
    return " ".join(_mark(citation, number[citation]) for citation in citations)


def _mark(citation: Citation, number: int) -> str:
    title = f'title="{escaped(str(citation))}"'
    if not _WEB.match(citation.url):
        return f"<span {title}>[{number}]</span>"
    return f'<a href="{escaped(citation.url)}" rel="noreferrer" {title}>[{number}]</a>'
