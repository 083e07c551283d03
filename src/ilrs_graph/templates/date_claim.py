"""Statements of the date of a planned or past event."""

from __future__ import annotations

from dataclasses import replace

from ..namespaces import slug
from .claims import PARAPHRASE, SPEAKER, STATED, date_claim
from .columns import SOURCES
from .model import Column, Row, Template
from .readers import concept, dates, full_day, term, thing, zone

_DATE = (
    "the date in UTC: 2027, 2027-05, 2027-05-01, 2027/.. (no earlier), ../2030 (by), or in the words of the page: "
    "late 2027, end of May 2026, first half of 2026, Q3 2026, summer 2027, 2030s, before 2030, by 2035, around 2028, "
    "no earlier than March 2027, fiscal year 2027 of Japan"
)
_ABOUT = ("event", "milestone", "phase", "transfer")


def _build(row: Row) -> None:
    prop = next((slug(node.value) for node in row.nodes("property")), "eventDate")
    modality, polarity = row.node("modality"), next(row.nodes("polarity"), None)
    found = date_claim(row, row.node("subject"), "date", prop, modality, polarity)
    if found is not None:
        for name, column in (("localDate", "local_date"), ("timeZone", "time_zone"), ("madeAt", "made_at")):
            row.link(found, name, column)


TEMPLATE = Template(
    "date-claim",
    "one row for each statement of a date",
    (
        Column("subject", "the event that is dated, or the milestone, phase or transfer", thing(*_ABOUT), True),
        Column("property", "which date, eventDate if left empty; a phase has a window, a loan a dueDate",
               term(("eventDate", "window", "dueDate"))),
        Column("date", _DATE, dates, True),
        Column("modality", "how it is stated", concept("modality"), True),
        Column("polarity", "asserted if left empty", concept("polarity")),
        replace(SPEAKER, required=True),
        replace(STATED, required=True),
        Column("local_date", "the local day, if the page gives one", full_day),
        Column("time_zone", "its zone, such as Asia/Shanghai", zone),
        Column("made_at", "the announcement or occasion at which it was stated", thing("event")),
        PARAPHRASE,
        SOURCES,
    ),
    {
        "subject": "change-6-launch", "date": "2024-05-03", "modality": "actual", "speaker": "cnsa",
        "stated_on": "2024-05-03", "paraphrase_en": "Lift-off at 17:27 Beijing time on 3 May 2024, which is 09:27 UTC.",
        "sources": "anhui-net-2024-05-03-launch | armenpress-2024-05-03-launch",
    },
    _build,
    last=True,
)  # fmt: skip
