"""Spacecraft of missions, with their mass."""

from __future__ import annotations

from ..namespaces import slug
from .claims import PARAPHRASE, SPEAKER, STATED, mass_claim, missing_speaker
from .columns import CHINESE_NAMES, OTHER_NAMES, SOURCES
from .model import Column, Row, Template
from .readers import new, number, string, subclass, thing


def _build(row: Row) -> None:
    craft = row.node("spacecraft")
    for of in row.nodes("class"):
        row.is_a(craft, slug(of.value), "class")
    row.label(craft)
    row.link(craft, "ofMission", "mission")
    row.link(craft, "cosparId", "cospar_id")
    mass_claim(row, craft)


TEMPLATE = Template(
    "spacecraft",
    "one row for each spacecraft of a mission",
    (
        Column("spacecraft", "its slug: its name, else the mission and what it is", new("spacecraft"), True),
        Column("label_en", "its English name", string("en"), True),
        *CHINESE_NAMES,
        OTHER_NAMES,
        Column("class", "what it is, separated by |", subclass("Spacecraft"), True, many=True),
        Column("mission", "the mission that it flies on", thing("mission"), True),
        Column("cospar_id", "its international designator, such as 2024-083A", string()),
        Column("mass_kg", "the mass in kilograms, without the unit", number),
        SPEAKER,
        STATED,
        PARAPHRASE,
        SOURCES,
    ),
    {
        "spacecraft": "vikram-chandrayaan-2", "label_en": "Vikram, lander of Chandrayaan-2", "class": "Lander",
        "mission": "chandrayaan-2", "mass_kg": "1471", "speaker": "nasa", "stated_on": "2026-11-29",
        "paraphrase_en": "Mass with the rover. The page is undated; the day is that of its reading.",
        "sources": "nasa-nssdc-chandrayaan-2",
    },
    _build,
    lambda row: missing_speaker(row, "mass_kg", "paraphrase_en"),
    defines="spacecraft",
)  # fmt: skip
