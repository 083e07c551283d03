"""Landing and impact sites, with the event that took or is to take place there."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from ..namespaces import slug
from .claims import PARAPHRASE, SPEAKER, STATED, date_claim, missing_speaker
from .columns import CHINESE_NAMES, OTHER_NAMES, SOURCES
from .events import event_of, missing_modality
from .model import Column, Row, Template
from .readers import concept, dates, new, string, term, thing


def _build(row: Row) -> None:
    site, mission = row.node("site"), row.node("mission")
    row.is_a(site, "LandingSite", "site")
    row.label(site)
    row.link(site, "withinRegion", "region")
    of = next((slug(node.value) for node in row.nodes("event")), "Landing")
    links: dict[str, NamedNode | Literal] = {"ofMission": mission, "atSite": site}
    event = event_of(row, of, row.lookup.label(mission), "site", links)
    row.is_a(event, of, "event")
    row.link(event, "ofMission", "mission")
    row.link(event, "atSite", "site")
    date_claim(row, event, "date", modality=next(row.nodes("date_modality"), None))


def _missing(row: Row) -> Iterator[tuple[str, str, str]]:
    yield from missing_speaker(row, "date", "paraphrase_en")
    yield from missing_modality(row, "date")


TEMPLATE = Template(
    "landing-site",
    "one row for each place where a mission lands or is to land, or hits the surface",
    (
        Column("site", "its slug: the mission, or the place if it has a name of its own", new("site"), True),
        Column("label_en", "its English name, or: landing site of Chang'e 6", string("en"), True),
        *CHINESE_NAMES,
        OTHER_NAMES,
        Column("region", "the region or feature that it lies in", thing("region", "feature"), True),
        Column("mission", "the mission that lands there", thing("mission"), True),
        Column("event", "what happens there, Landing if left empty", term(("Landing", "Impact"))),
        Column("date", "when, in UTC: a day, month or year, or in the words of the page", dates),
        Column("date_modality", "how the date is stated; required with it", concept("modality")),
        SPEAKER,
        STATED,
        PARAPHRASE,
        SOURCES,
    ),
    {
        "site": "luna-20", "label_en": "landing site of Luna 20", "region": "near-side", "mission": "luna-20",
        "date": "1972-02-21", "date_modality": "actual", "speaker": "nasa", "stated_on": "2026-11-29",
        "paraphrase_en": "Landing at 19:19 UT on 21 February 1972.", "sources": "nasa-nssdc-luna-20-2009",
    },
    _build,
    _missing,
    defines="site",
)  # fmt: skip
