"""Statements of how an event ended."""

from __future__ import annotations

from dataclasses import replace

from .claims import PARAPHRASE, SPEAKER, STATED, entity_claim
from .columns import SOURCES
from .model import Column, Row, Template
from .readers import concept, thing


def _build(row: Row) -> None:
    for outcome in row.nodes("outcome"):
        entity_claim(row, "StatusClaim", row.node("event"), "outcome", outcome, "outcome")


TEMPLATE = Template(
    "outcome-claim",
    "one row for each statement of how an event ended",
    (
        Column("event", "the event that ended so, such as change-6-landing", thing("event"), True),
        Column("outcome", "how it ended", concept("outcome"), True),
        replace(SPEAKER, required=True),
        replace(STATED, required=True),
        PARAPHRASE,
        SOURCES,
    ),
    {
        "event": "im-1-landing", "outcome": "success", "speaker": "intuitive-machines", "stated_on": "2024-02-29",
        "paraphrase_en": "A successful soft landing; science and data of all payloads were sent.",
        "sources": "satnews-2024-02-29-im-1",
    },
    _build,
    last=True,
)  # fmt: skip
