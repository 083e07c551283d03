"""Rows with what is behind them: terms as data and as text, numbered sources, and how strong the evidence is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pyoxigraph import NamedNode

from ..dates.words import date_text
from ..language import say
from ..names.labels import Labels
from ..namespaces import PREFIXES, compact
from ..questions import Citation, Strength
from ..render.markdown_text import markdown_text
from ..render.table.json import plain_value
from ..terms import Term
from .plain import plain
from .tool import Argument, Schema

SOURCES = Argument(
    "sources",
    "integer",
    "Sources named per row or statement; 2 or more: one at least for each fact in a row.",
    default=2,
    least=0,
    most=20,
)
TEXT: Schema = {"type": "string"}
NUMBER: Schema = {"type": "integer"}
ITEMS: Schema = {"type": "array", "items": {"type": "object"}}
TEXTS: Schema = {"type": "array", "items": TEXT}
NUMBERS: Schema = {"type": "array", "items": NUMBER}
OBJECT: Schema = {"type": "object"}
COMMON: dict[str, Schema] = {
    "sources": {**ITEMS, "description": "By n: iri, title, publisher, issued, kind, url."},
    "prefixes": {**OBJECT, "description": "Prefix to IRI, for the names in iri."},
    "asOf": {**TEXT, "description": "Known by this day."},
}
"""The parts that several results have."""


class Cited:
    """The sources that a result names, numbered from 1 in the order in which they are first named."""

    def __init__(self, language: str, most: int) -> None:
        self._language, self._most = language, most
        self._numbers: dict[Citation, int] = {}

    def numbers(self, sources: Iterable[Citation], proof: int = 0) -> list[int]:
        """Return the numbers of the first sources; more than wanted if `proof` of them prove all statements.

        A single one is wanted for its own sake, and none is none.
        """
        most = max(self._most, proof) if self._most > 1 else self._most
        found = list(dict.fromkeys(sources))[:most]
        return [self._numbers.setdefault(each, len(self._numbers) + 1) for each in found]

    def marks(self, numbers: Iterable[int]) -> str:
        """Return numbers as the cell of a table.

        >>> Cited("en", 2).marks([1, 4])
        '1, 4'
        """
        return ", ".join(map(str, numbers))

    @property
    def data(self) -> list[dict[str, Any]]:
        """The sources as data; what is not known of one is left out."""
        return [{"n": n, **_source(citation)} for citation, n in self._numbers.items()]

    @property
    def lines(self) -> list[str]:
        """A line for each source: publisher, day, kind and address; the title, a text of strangers, is in the data."""
        return [f"[{n}] {self._line(citation)}" for citation, n in self._numbers.items()]

    def _line(self, citation: Citation) -> str:
        day = date_text(citation.issued, self._language) if citation.issued else say("undated", self._language)
        parts = (citation.publisher, day, citation.kind)
        return f"{markdown_text(plain(', '.join(filter(None, parts))))}: {plain(citation.url or compact(citation.iri))}"


def _source(citation: Citation) -> dict[str, str]:
    fields = ("title", "publisher", "issued", "kind", "url")
    known = {name: value for name in fields if (value := getattr(citation, name))}
    return {"iri": compact(citation.iri), **known}


def values_of(terms: Mapping[str, Term | None], labels: Labels) -> dict[str, Any]:
    """Return terms as data by name: a thing as its CURIE, followed by its label as `xLabel`; unbound ones are left out.

    >>> from ilrs_graph import LunarGraph
    >>> graph = LunarGraph()
    >>> values_of({"x": graph.resolve("change-6"), "y": None}, graph.labels)
    {'x': 'mission:change-6', 'xLabel': "Chang'e 6"}
    """
    found: dict[str, Any] = {}
    for name, term in terms.items():
        if isinstance(term, NamedNode):
            found[name] = compact(term.value)
            found[f"{name}Label"] = labels.of(term)
        elif term is not None:
            found[name] = plain_value(term)
    return found


def strength_of(strength: Strength) -> dict[str, Any]:
    """Return how strong the evidence is: the number of independent sources, and their best kind."""
    return {"independent": strength.independent, **({"best": strength.best.label} if strength.best else {})}


def prefixes_in(data: Any) -> dict[str, str]:
    """Return the prefixes of the CURIEs in data, with their IRIs.

    >>> prefixes_in([{"x": "mission:change-6", "y": ["note: that"]}])
    {'mission': 'https://w3id.org/ilrs-graph/id/mission/'}
    """
    found: set[str] = set()
    _collect(data, found)
    return {prefix: PREFIXES[prefix] for prefix in sorted(found)}


def _collect(data: Any, found: set[str]) -> None:
    if isinstance(data, str):
        prefix, colon, local = data.partition(":")
        if colon and prefix in PREFIXES and local and not local[0].isspace():
            found.add(prefix)
    elif isinstance(data, dict):
        for value in data.values():
            _collect(value, found)
    elif isinstance(data, list | tuple):
        for value in data:
            _collect(value, found)


def sources_text(cited: Cited, language: str) -> list[str]:
    """Return the lines of the list of sources, with its heading; none without sources."""
    lines = cited.lines
    return ["", say("Sources:", language), *lines] if lines else []


def some(shown: Sequence[Any], offset: int, total: int) -> dict[str, int]:
    """Return which of all rows are shown: how many, from which, and where to go on.

    >>> some([1, 2], 0, 5), some([1, 2], 3, 5)
    ({'total': 5, 'shown': 2, 'next': 2}, {'total': 5, 'shown': 2})
    """
    end = offset + len(shown)
    return {"total": total, "shown": len(shown), **({"next": end} if end < total else {})}


def some_text(part: Mapping[str, int], language: str) -> str:
    """Return the same as a sentence.

    >>> some_text(some([1, 2], 0, 5), "en")
    '2 of 5 rows; offset 2 goes on.'
    """
    if "next" in part:
        return say("{n} of {total} rows; offset {next} goes on.", language, n=part["shown"], **_only(part))
    if part["shown"] == part["total"]:
        form = {0: "No rows.", 1: "The only row."}.get(part["total"], "All {n} rows.")
        return say(form, language, n=part["total"])
    if not part["shown"]:
        return say("No rows so far down; there are {total}.", language, total=part["total"])
    return say("The last {n} of {total} rows.", language, n=part["shown"], total=part["total"])


def _only(part: Mapping[str, int]) -> dict[str, int]:
    return {name: part[name] for name in ("total", "next")}
