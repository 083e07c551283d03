"""Claims of a row: one utterance each, named after subject, property, speaker and day."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from ..namespaces import ONTOLOGY, slug
from .lookup import words
from .model import Column, Row, concept
from .readers import day, string, thing

_KILOGRAM = NamedNode("http://qudt.org/vocab/unit/KiloGM")
_HAS_UNIT = NamedNode("http://qudt.org/schema/qudt/hasUnit")

SPEAKER = Column("speaker", "who says so: an agent; the publisher where no speaker is named", thing("agent"))
STATED = Column("stated_on", "when it was said: 2024-05-03, 2024-05 or 2024", day)
WORDING = Column("wording_en", "what is said, in your own words, in English", string("en"))

_COLUMNS = {"assertedBy": "speaker", "statedOn": "stated_on", "modality": "modality", "polarity": "polarity"}
_ASKS = {"speaker": "who made it", "stated_on": "when it was made"}


def claim(
    row: Row, of: str, subject: NamedNode, prop: str, value: dict[str, NamedNode | Literal], column: str,
    modality: NamedNode | None = None, polarity: NamedNode | None = None,
) -> NamedNode:  # fmt: skip
    """State a claim of class `of` and return it: actual and asserted where nothing else is said.

    An equal claim that is there is reused: it then gets the sources of the row, and keeps its rank.
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
        row.say(found, key, term, _COLUMNS.get(key, column))
    if not row.lookup.is_there(found):
        row.say(found, "rank", concept("rank", "normal"), column)
    row.link(found, "wording", "wording_en")
    return found


def date_claim(
    row: Row, subject: NamedNode, column: str, prop: str = "eventDate",
    modality: NamedNode | None = None, polarity: NamedNode | None = None,
) -> NamedNode | None:  # fmt: skip
    """State a claim of the date in a column; nothing where there is none."""
    given = row.span(column)
    if given is None:
        return None
    found = claim(row, "DateClaim", subject, prop, {"edtfDate": given.edtf}, column, modality, polarity)
    row.say(found, "notBefore", given.first, column)
    row.say(found, "notAfter", given.last, column)
    return found


def mass_claim(row: Row, subject: NamedNode) -> None:
    """State a claim of the mass in kilograms in the column `mass_kg`; nothing where there is none."""
    for mass in row.terms("mass_kg"):
        found = claim(row, "QuantityClaim", subject, "mass", {"valueLiteral": mass}, "mass_kg")
        row.state(found, _HAS_UNIT, _KILOGRAM, "mass_kg")


def unspoken(row: Row, *columns: str) -> Iterator[tuple[str, str, str]]:
    """Yield what is missing where one of `columns` makes a claim: column, what is wrong, remedy."""
    filled = [name for name in columns if row.text(name)]
    for needed in ("speaker", "stated_on"):
        if filled and not row.text(needed):
            yield needed, f"{filled[0]} is a claim, and nothing says {_ASKS[needed]}.", f"Fill in {needed}."
