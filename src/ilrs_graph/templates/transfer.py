"""Transfers of samples between holders."""

from __future__ import annotations

from ..namespaces import slug
from .claims import PARAPHRASE, SPEAKER, STATED, date_claim, mass_claim, missing_speaker
from .columns import SOURCES
from .model import Column, Row, Template
from .readers import concept, dates, number, string, thing


def _build(row: Row) -> None:
    of, to, giver, (kind, *_) = row.node("collection"), row.node("to"), row.node("from"), row.terms("kind")
    year = (row.text("date") or row.text("stated_on")).strip("./")[:4]
    name = "-".join(filter(None, (slug(of.value), slug(to.value), year)))
    links = {"transferOf": of, "fromHolder": giver, "toHolder": to, "transferKind": kind}
    node = row.lookup.node("transfer", "CustodyTransfer", name, links)
    row.is_a(node, "CustodyTransfer", "to")
    row.label(node)
    for prop, column in (
        ("transferOf", "collection"), ("fromHolder", "from"), ("toHolder", "to"), ("transferKind", "kind"),
        ("underAgreement", "agreements"), ("ofRound", "round"),
    ):  # fmt: skip
        row.link(node, prop, column)
    date_claim(row, node, "date", modality=next(row.nodes("modality"), None))
    mass_claim(row, node)


TEMPLATE = Template(
    "transfer",
    "one row for each allocation, loan, gift, exchange or return of samples",
    (
        Column("collection", "the samples", thing("collection"), True),
        Column("from", "who hands them over", thing("agent"), True),
        Column("to", "who receives them", thing("agent"), True),
        Column("kind", "what it is", concept("transfer-kind"), True),
        Column("label_en", "a name for it, such as: Loan of Chang'e 5 samples to Brown University", string("en"), True),
        Column("date", "when: a day, month, year or EDTF interval such as 2025-04-24/..", dates),
        Column("modality", "of the date, actual if left empty", concept("modality")),
        Column("mass_kg", "the mass in kilograms, without the unit: 0.0016 is 1.6 g", number),
        SPEAKER,
        STATED,
        PARAPHRASE,
        Column("agreements", "the agreements it is made under, separated by |", thing("agreement"), many=True),
        Column("round", "the distribution round it belongs to", thing("event")),
        SOURCES,
    ),
    {
        "collection": "change-5", "from": "cnsa", "to": "brown-university", "kind": "loan",
        "label_en": "Loan of Chang'e 5 samples to Brown University", "date": "2025-04-24/..", "modality": "planned",
        "speaker": "cnsa", "stated_on": "2025-04-24",
        "paraphrase_en": "The agency announces in Shanghai that the institution may borrow samples.",
        "sources": "inside-outer-space-2025-04-loans | urdupoint-2025-04-25-loans",
    },
    _build,
    lambda row: missing_speaker(row, "date", "mass_kg", "paraphrase_en"),
)  # fmt: skip
