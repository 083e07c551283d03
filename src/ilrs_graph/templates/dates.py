"""Dates with their precision as RDF terms: EDTF text, first and last day, and how the date is named."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode

from ..dates import Range, is_point, read_edtf, read_phrase
from ..namespaces import ID, PREFIXES, VOCAB, XSD
from ..terms import XSD_DATE

_EDTF = NamedNode(PREFIXES["edtf"] + "EDTF")
_TYPES = {4: "gYear", 7: "gYearMonth", 10: "date"}


class Span(NamedTuple):
    """A date as claimed: its EDTF text, its first and last day, None if it is open, and how it is named, if it is.

    `named` holds properties of the ontology with their values: `namedDate`, `datePart`, `dateQualifier`,
    `fiscalYearOf`.
    """

    edtf: Literal
    first: Literal | None
    last: Literal | None
    named: tuple[tuple[str, NamedNode | Literal], ...] = ()


def span(text: str) -> Span:
    """Return the span of a date in EDTF or in words; `2027/..` is no earlier than 2027, `../2030` by 2030.

    Raises:
        ValueError: it is not a date, or a fiscal year that names no State.

    >>> [str(x.value) for x in span("2024-02")[:3]]
    ['2024-02', '2024-02-01', '2024-02-29']
    >>> [str(x.value) for x in span("late 2027")[:3]]
    ['2027-09/2027-12', '2027-09-01', '2027-12-31']
    >>> span("2027/..").last is None
    True
    """
    found = read_phrase(text)
    return Span(Literal(found.edtf, datatype=_EDTF), _day(found.first), _day(found.last), tuple(_named(found)))


def point(text: str) -> Literal:
    """Return a year, month or day as `xsd:gYear`, `xsd:gYearMonth` or `xsd:date`.

    Raises:
        ValueError: it is not a date, or the day does not exist.

    >>> point("2027-05").datatype.value.rpartition("#")[2]
    'gYearMonth'
    """
    if not is_point(text):
        raise ValueError(f"not a date: {text!r}")
    read_edtf(text)
    return Literal(text, datatype=NamedNode(XSD + _TYPES[len(text)]))


def _named(found: Range) -> list[tuple[str, NamedNode | Literal]]:
    """Return the properties that say how a date is named, if its EDTF text alone does not."""
    named = found.named
    if named is None or not named.needs_table:
        return []
    facts: list[tuple[str, NamedNode | Literal]] = [("namedDate", Literal(named.date, datatype=_EDTF))]
    if named.part:
        facts.append(("datePart", NamedNode(f"{VOCAB}date-part/{named.part}")))
    facts += [("dateQualifier", NamedNode(f"{VOCAB}date-qualifier/{name}")) for name in named.qualifiers]
    if named.fiscal_of:
        facts.append(("fiscalYearOf", NamedNode(f"{ID}agent/{named.fiscal_of}")))
    return facts


def _day(day: date | None) -> Literal | None:
    return None if day is None else Literal(day.isoformat(), datatype=XSD_DATE)
