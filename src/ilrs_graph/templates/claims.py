"""Builds the claims of a row: each is one statement, named after subject, property, speaker and day."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from ..namespaces import ONTOLOGY, slug
from .lookup import words
from .model import Column, Row, concept
from .readers import day, string, thing

_KILOGRAM = NamedNode("http://qudt.org/vocab/unit/KiloGM")
_HAS_UNIT = NamedNode("http://qudt.org/schema/qudt/hasUnit")

SPEAKER = Column("speaker", "who states it: an agent; the publisher if no speaker is named", thing("agent"))
STATED = Column("stated_on", "when it was stated: 2024-05-03, 2024-05 or 2024", day)
PARAPHRASE = Column("paraphrase_en", "the statement in your own words, in English", string("en"))

_COLUMNS = {"assertedBy": "speaker", "statedOn": "stated_on", "modality": "modality", "polarity": "polarity"}
_ASKS = {"speaker": "who made it", "stated_on": "when it was made"}


def claim(
    row: Row, of: str, subject: NamedNode, prop: str, value: dict[str, NamedNode | Literal], column: str,
    modality: NamedNode | None = None, polarity: NamedNode | None = None,
) -> NamedNode:  # fmt: skip
    """State a claim of class `of` and return it; by default it is actual and asserted.

    An equal claim in the graph is reused: it gets the sources of the row, and keeps its rank.
    """
    speaker, (stated, *_) = row.node("speaker"), row.terms("stated_on")
    links = {
        "subject": subject,
        "property": NamedNode(ONTOLOGY + prop),
        "assertedBy": speaker,
        "statedOn": stated,
        "modality": modality or concept("modality", "actual"),
        "polarity": polarity or concept("polarity", "asserted"),
        **value,
    }
    name = f"{slug(subject.value)}-{words(prop)}-{slug(speaker.value)}-{stated.value}"
    found = row.lookup.node("claim", of, name, links)
    row.is_a(found, of, column)
    for key, term in links.items():
        row.state_own(found, key, term, _COLUMNS.get(key, column))
    if not row.lookup.is_there(found):
        row.state_own(found, "rank", concept("rank", "normal"), column)
    row.link(found, "paraphrase", "paraphrase_en")
    return found


def entity_claim(
    row: Row, of: str, subject: NamedNode, prop: str, value: NamedNode, column: str,
    modality: NamedNode | None = None,
) -> NamedNode:  # fmt: skip
    """State a claim whose value is a thing or a concept, and return it."""
    return claim(row, of, subject, prop, {"valueEntity": value}, column, modality)


def status_claim(row: Row, subject: NamedNode, status: NamedNode) -> NamedNode:
    """State a claim of a status and return it: planned for what is planned, if no modality is given."""
    planned = concept("modality", "planned") if status == concept("status", "planned") else None
    modality = next(row.nodes("modality"), planned)
    return entity_claim(row, "StatusClaim", subject, "status", status, "status", modality)


def date_claim(
    row: Row, subject: NamedNode, column: str, prop: str = "eventDate",
    modality: NamedNode | None = None, polarity: NamedNode | None = None,
) -> NamedNode | None:  # fmt: skip
    """State a claim of the date in a column, if there is one."""
    date = row.span(column)
    if date is None:
        return None
    found = claim(row, "DateClaim", subject, prop, {"edtfDate": date.edtf}, column, modality, polarity)
    row.state_own(found, "notBefore", date.first, column)
    row.state_own(found, "notAfter", date.last, column)
    for name, value in date.named:
        row.state_own(found, name, value, column)
    return found


def mass_claim(row: Row, subject: NamedNode) -> None:
    """State a claim of the mass in kilograms in the column `mass_kg`, if there is one."""
    for mass in row.terms("mass_kg"):
        found = claim(row, "QuantityClaim", subject, "mass", {"valueLiteral": mass}, "mass_kg")
        row.state(found, _HAS_UNIT, _KILOGRAM, "mass_kg")


def missing_speaker(row: Row, *columns: str) -> Iterator[tuple[str, str, str]]:
    """Yield the missing columns of a claim in one of `columns`: column, problem, remedy."""
    filled = [name for name in columns if row.text(name)]
    for needed in ("speaker", "stated_on"):
        if filled and not row.text(needed):
            yield needed, f"{filled[0]} is a claim, but {needed} ({_ASKS[needed]}) is empty.", f"Fill in {needed}."
