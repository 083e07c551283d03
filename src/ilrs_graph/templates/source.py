"""Pages and documents."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode

from ..namespaces import DC, DCTERMS
from .model import Column, Row, Template
from .readers import address, concept, day, full_day, language, new, string, thing


def _build(row: Row) -> None:
    source = row.node("source")
    row.is_a(source, "Source", "source")
    row.label(source)
    for name in (DCTERMS + "publisher", DCTERMS + "issued", DC + "language"):
        column = name.rpartition("/")[2]
        for value in row.terms(column):
            row.state(source, NamedNode(name), value, column)
    for name, column in (
        ("retrievedOn", "retrieved_on"), ("url", "url"), ("sourceKind", "kind"), ("derivativeOf", "derivative_of"),
    ):  # fmt: skip
        row.link(source, name, column)


def _missing(row: Row) -> Iterator[tuple[str, str, str]]:
    if not row.text("issued") and not row.text("retrieved_on"):
        yield "issued", "The page has no date.", "Fill in issued or, if no date is known, retrieved_on."


TEMPLATE = Template(
    "source",
    "one row for each page or document",
    (
        Column("source", "its slug: publisher, date, matter", new("source"), True),
        Column("label_en", "its title or, if it has none in English, a plain description", string("en"), True),
        Column("label_zh", "its Chinese title", string("zh")),
        Column("publisher", "the agent that published it", thing("agent"), True),
        Column("issued", "when it was published: 2024-05-03, 2024-05 or 2024", day),
        Column("retrieved_on", "if no date is known: the day on which it was read", full_day),
        Column("language", "its language as a tag: en, zh, fr", language, True),
        Column("url", "its address, which begins with http", address, True),
        Column("kind", "what kind of page", concept("source-kind"), True),
        Column("derivative_of", "the source or agency whose text it repeats, separated by |", thing("source", "agent"),
               many=True),
    ),
    {
        "source": "armenpress-2024-05-03-launch",
        "label_en": "Armenpress report, after Xinhua, on the launch of Chang'e 6, 3 May 2024",
        "publisher": "armenpress", "issued": "2024-05-03", "language": "en",
        "url": "https://armenpress.am/eng/news/1136270/", "kind": "mirror", "derivative_of": "xinhua",
    },
    _build,
    _missing,
    defines="source",
)  # fmt: skip
