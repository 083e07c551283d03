"""Statements of where a mission, contribution, accommodation or another undertaking stands."""

from __future__ import annotations

from dataclasses import replace

from .claims import PARAPHRASE, SPEAKER, STATED, status_claim
from .columns import SOURCES
from .model import Column, Row, Template
from .readers import concept, thing

ABOUT = ("mission", "contribution", "accommodation", "membership", "programme", "proposal", "support")
"""The types of things that have a status."""


def _build(row: Row) -> None:
    for status in row.nodes("status"):
        status_claim(row, row.node("subject"), status)


TEMPLATE = Template(
    "status-claim",
    "one row for each statement of a status",
    (
        Column("subject", f"what has the status: {', '.join(ABOUT)}", thing(*ABOUT), True),
        Column("status", "where it stands", concept("status"), True),
        Column("modality", "if left empty, planned for the status planned, else actual", concept("modality")),
        replace(SPEAKER, required=True),
        replace(STATED, required=True),
        PARAPHRASE,
        SOURCES,
    ),
    {
        "subject": "mission:blue-ghost-1", "status": "flown", "speaker": "jonathan-mcdowell",
        "stated_on": "2026-09-28", "sources": "jonathon-space-archive-2026-09-28-deepcat",
    },
    _build,
    last=True,
)  # fmt: skip
