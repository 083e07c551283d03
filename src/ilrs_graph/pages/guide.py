"""The page of documents: the addresses of pages and files, as far as a graph has them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

_ROWS = (
    ("/ask", "", "all saved questions by topic"),
    ("/ask/{question}", "", "the answer of a question, with its sources"),
    ("/id", "", "all things by kind"),
    ("/id/{kind}/{name}", "", "what is known of a thing; its address is its IRI without the host"),
    ("/ask/{question}.csv", "live", "an answer as a file: csv, json, xlsx, bib, csl.json, ris"),
    ("/id/{kind}/{name}.ttl", "live", "a thing as a file: ttl, jsonld, nt, nq, trig, rdf"),
    ("/timeline", "", "plans and events as a picture, with filters"),
    ("/partners", "", "partners and missions as ribbons"),
    ("/moon", "", "places of landings and impacts"),
    ("/changes", "", "what became known, by days"),
    ("/changes.atom", "", "the same as an Atom feed"),
    ("/check", "live", "a form that checks triples or a sheet"),
    ("/data", "", "the whole graph as files, its licence, how to cite it"),
)


class Guide(NamedTuple):
    """What the page shows: addresses, "live" for those that need a server, and what each is."""

    rows: Sequence[tuple[str, str, str]]


def guide(addresses: Collection[str]) -> Guide:
    """Return the page, with the pages that a graph has; `addresses` are the patterns of them.

    >>> [row[0] for row in guide(["/ask", "/ask/{slug}"]).rows]
    ['/ask', '/ask/{question}', '/ask/{question}.csv']
    """
    firsts = {each.split("/")[1].partition(".")[0] for each in addresses}
    return Guide([row for row in _ROWS if row[0].split("/")[1].partition(".")[0] in firsts])
