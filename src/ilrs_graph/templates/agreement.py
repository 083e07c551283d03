"""Agreements: their parties, their scope, and their signature."""

from __future__ import annotations

from ..namespaces import slug
from .claims import PARAPHRASE, SPEAKER, STATED, date_claim, missing_speaker
from .columns import SOURCES
from .model import Column, Row, Template
from .readers import concept, dates, new, string, thing


def _build(row: Row) -> None:
    agreement = row.node("agreement")
    row.is_a(agreement, "Agreement", "agreement")
    row.label(agreement)
    row.link(agreement, "instrumentKind", "kind")
    row.link(agreement, "aboutProgramme", "programmes")
    row.link(agreement, "coversForm", "covers")
    for party in row.nodes("parties"):
        name = f"{slug(agreement.value)}-{slug(party.value)}"
        links = {"ofAgreement": agreement, "party": party}
        node = row.lookup.node("participation", "Participation", name, links)
        row.is_a(node, "Participation", "parties")
        row.state_own(node, "ofAgreement", agreement, "agreement")
        row.state_own(node, "party", party, "parties")
    if row.span("signed"):
        _signature(row)


def _signature(row: Row) -> None:
    agreement = row.node("agreement")
    name = f"{slug(agreement.value)}-signature"
    signature = row.lookup.node("event", "Signature", name, {"ofAgreement": agreement})
    row.is_a(signature, "Signature", "signed")
    row.link(signature, "ofAgreement", "agreement")
    date_claim(row, signature, "signed")


TEMPLATE = Template(
    "agreement",
    "one row for each instrument",
    (
        Column("agreement", "its slug: parties, matter, year", new("agreement"), True),
        Column("label_en", "its English title, or a plain description", string("en"), True),
        Column("label_zh", "its Chinese title, if a cited page prints one", string("zh")),
        Column("translated_zh", "our Chinese translation of its title, if no cited page prints one", string("zh")),
        Column("kind", "what it is", concept("instrument-kind"), True),
        Column("parties", "the agents bound, separated by |", thing("agent"), True, many=True),
        Column("programmes", "the programmes it is about, separated by |", thing("programme"), many=True),
        Column("covers", "the forms of cooperation it names, separated by |", concept("cooperation-form"), many=True),
        Column("signed", "when it was signed: a day, month, year or EDTF interval", dates),
        SPEAKER,
        STATED,
        PARAPHRASE,
        SOURCES,
    ),
    {
        "agreement": "cnsa-abae-ilrs-2023",
        "label_en": "Joint statement of CNSA and ABAE on the International Lunar Research Station",
        "kind": "joint-statement", "parties": "abae | cnsa", "programmes": "ilrs",
        "covers": "data-exchange | joint-operation", "signed": "2023-07-17", "speaker": "global-times",
        "stated_on": "2023-07-20", "paraphrase_en": "Signed by video link on Monday 17 July.",
        "sources": "global-times-2023-07-20-venezuela",
    },
    _build,
    lambda row: missing_speaker(row, "signed", "paraphrase_en"),
    defines="agreement",
)  # fmt: skip
