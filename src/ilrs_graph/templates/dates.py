"""Dates with their precision: EDTF (ISO 8601-2) text, and its first and last day."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode

from ..namespaces import PREFIXES, XSD
from ..terms import XSD_DATE

_EDTF = PREFIXES["edtf"] + "EDTF"
_POINT = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?[~?%]?")
_TYPES = {4: "gYear", 7: "gYearMonth", 10: "date"}


class Span(NamedTuple):
    """A date as claimed: its EDTF text, and its first and last day, None if it is open."""

    edtf: Literal
    first: Literal | None
    last: Literal | None


def span(text: str) -> Span:
    """Return the span of a year, month, day or interval; `2027/..` is no earlier than 2027, `../2030` by 2030.

    `2027/` has an unknown end, `/2030` an unknown start (EDTF, level 1). A mark `~`, `?` or `%` for approximate,
    uncertain or both stays in the text and does not change the span.

    Raises:
        ValueError: it is not a date.

    >>> [str(x.value) for x in span("2024-02")]
    ['2024-02', '2024-02-01', '2024-02-29']
    >>> span("2027/..").last is None
    True
    """
    start, slash, end = text.partition("/")
    if slash and {start, end} <= {"", ".."}:
        raise ValueError(f"not a date: {text!r}")
    first = None if slash and start in ("", "..") else _days(start)[0]
    last = None if slash and end in ("", "..") else _days(end if slash else start)[1]
    if first and last and first > last:
        raise ValueError(f"not a date: {text!r}")
    return Span(Literal(text, datatype=NamedNode(_EDTF)), _day(first), _day(last))


def point(text: str) -> Literal:
    """Return a year, month or day as `xsd:gYear`, `xsd:gYearMonth` or `xsd:date`.

    Raises:
        ValueError: it is not a date, or the day does not exist.

    >>> point("2027-05").datatype.value.rpartition("#")[2]
    'gYearMonth'
    """
    if text[-1:] in "~?%":
        raise ValueError(f"not a date: {text!r}")
    _days(text)
    return Literal(text, datatype=NamedNode(XSD + _TYPES[len(text)]))


def _days(text: str) -> tuple[date, date]:
    found = _POINT.fullmatch(text)
    if found is None or not found[0].isascii():
        raise ValueError(f"not a date: {text!r}")
    year, month, day = (int(part) if part else None for part in found.groups())
    if year is None or not year:
        raise ValueError(f"not a date: {text!r}")
    if day is not None and month is not None:
        return date(year, month, day), date(year, month, day)
    if month is not None:
        return date(year, month, 1), date(year, month, monthrange(year, month)[1])
    return date(year, 1, 1), date(year, 12, 31)


def _day(day: date | None) -> Literal | None:
    return None if day is None else Literal(day.isoformat(), datatype=XSD_DATE)
