"""Missions, with their launch, operator and status."""

from __future__ import annotations

from collections.abc import Iterator

from .claims import PARAPHRASE, SPEAKER, STATED, date_claim, entity_claim, missing_speaker, status_claim
from .columns import CHINESE_NAMES, OTHER_NAMES, SOURCES
from .events import event_of, missing_modality
from .model import Column, Row, Template
from .readers import concept, dates, new, string, thing


def _build(row: Row) -> None:
    mission = row.node("mission")
    row.is_a(mission, "Mission", "mission")
    row.label(mission)
    row.link(mission, "missionKind", "kind")
    row.link(mission, "partOfProgramme", "programmes")
    row.link(mission, "cosparId", "cospar_id")
    for operator in row.nodes("operator"):
        entity_claim(row, "Claim", mission, "operator", operator, "operator")
    for status in row.nodes("status"):
        status_claim(row, mission, status)
    if any(row.text(column) for column in ("launch", "launcher", "launch_site")):
        _launch(row)


def _launch(row: Row) -> None:
    mission = row.node("mission")
    column = next(name for name in ("launch", "launcher", "launch_site") if row.text(name))
    known = row.lookup.existing("Launch", {"ofMission": mission})
    launch = known or event_of(row, "Launch", row.text("label_en"), column, {"ofMission": mission})
    row.is_a(launch, "Launch", column)
    row.link(launch, "ofMission", "mission")
    row.link(launch, "launchVehicle", "launcher")
    row.link(launch, "atSite", "launch_site")
    date_claim(row, launch, "launch", modality=next(row.nodes("launch_modality"), None))


def _missing(row: Row) -> Iterator[tuple[str, str, str]]:
    yield from missing_speaker(row, "operator", "status", "launch", "paraphrase_en")
    yield from missing_modality(row, "launch")


TEMPLATE = Template(
    "mission",
    "one row for each mission, with its operator, status and launch",
    (
        Column("mission", "its slug: the English name", new("mission"), True),
        Column("label_en", "its English name", string("en"), True),
        *CHINESE_NAMES,
        OTHER_NAMES,
        Column("kind", "what it is meant to be, separated by |", concept("mission-kind"), True, many=True),
        Column("programmes", "the programmes that it is part of, separated by |", thing("programme"), many=True),
        Column("cospar_id", "its international designator, such as 2024-083A", string()),
        Column("operator", "the agents that run it, separated by |", thing("agent"), many=True),
        Column("status", "where it stands", concept("status")),
        Column("launch", "the day, month or year of launch in UTC, or in the words of the page: late 2027", dates),
        Column("launch_modality", "how the launch is stated; required with it", concept("modality")),
        Column("launcher", "the type of launch vehicle", thing("launcher")),
        Column("launch_site", "from where it is launched", thing("place")),
        SPEAKER,
        STATED,
        PARAPHRASE,
        SOURCES,
    ),
    {
        "mission": "blue-ghost-2", "label_en": "Blue Ghost Mission 2", "other_names": "Blue Ghost M2",
        "kind": "lander", "programmes": "clps", "operator": "firefly-aerospace", "status": "planned",
        "launch": "2026", "launch_modality": "planned", "launcher": "falcon-9", "speaker": "nasa",
        "stated_on": "2023-03-14", "sources": "space-voyaging-2023-03-15-firefly",
    },
    _build,
    _missing,
    defines="mission",
)  # fmt: skip
