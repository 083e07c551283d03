"""Items carried on a mission, with their host and mass."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode

from ..namespaces import slug
from .claims import PARAPHRASE, SPEAKER, STATED, mass_claim, missing_speaker
from .columns import CHINESE_NAMES, SOURCES
from .contribution import _without
from .model import Column, Row, Template
from .readers import new, number, string, subclass, thing


def _build(row: Row) -> None:
    item, mission = row.node("item"), row.node("mission")
    for of in row.nodes("class"):
        row.is_a(item, slug(of.value), "class")
    row.label(item)
    name = f"{slug(mission.value)}-{_without(slug(item.value), slug(mission.value))}"
    links: dict[str, NamedNode | Literal] = {"carriedItem": item, "ofMission": mission}
    carried = row.lookup.node("accommodation", "Accommodation", name, links)
    row.is_a(carried, "Accommodation", "item")
    row.link(carried, "carriedItem", "item")
    row.link(carried, "ofMission", "mission")
    row.link(carried, "host", "host")
    mass_claim(row, item)


TEMPLATE = Template(
    "payload",
    "one row for each item carried on a mission",
    (
        Column("item", "the slug of the item: its established acronym, else its English name", new("item"), True),
        Column("label_en", "its English name, with the acronym", string("en"), True),
        *CHINESE_NAMES,
        Column("class", "what it is", subclass("Item"), True),
        Column("mission", "the mission that carries it", thing("mission"), True),
        Column("host", "the spacecraft that it is on; empty if unknown", thing("spacecraft")),
        Column("mass_kg", "the mass in kilograms, without the unit", number),
        SPEAKER,
        STATED,
        PARAPHRASE,
        SOURCES,
    ),
    {
        "item": "dorn", "label_en": "DORN, Detection of Outgassing Radon", "class": "Instrument",
        "mission": "change-6", "host": "change-6-lander", "mass_kg": "4.5", "speaker": "cnes",
        "stated_on": "2026-11-22", "paraphrase_en": "Mass of the instrument: 4.5 kg.", "sources": "cnes-dorn",
    },
    _build,
    lambda row: missing_speaker(row, "mass_kg", "paraphrase_en"),
    defines="item",
)  # fmt: skip
