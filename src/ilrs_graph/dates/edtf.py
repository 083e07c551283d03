"""EDTF text (ISO 8601-2): years, months, days and intervals, with their first and last day.

>>> read_edtf("2024-02")[1:3]
(datetime.date(2024, 2, 1), datetime.date(2024, 2, 29))
"""

from __future__ import annotations

import re
from datetime import date

from .ranges import Named, Range, bounds, range_of

_POINT = re.compile(r"(\d{4}(?:-(?:0\d|1[0-2])(?:-\d\d)?)?)([~?%]?)", re.ASCII)


def read_edtf(text: str) -> Range:
    """Return the range of a year, month, day or interval; `2027/..` is no earlier than 2027, `../2030` by 2030.

    `2027/` has an unknown end, `/2030` an unknown start (level 1). A mark `~` is "around": it adds one unit on either
    side of a date, or on the side of an interval whose other side is open. `?` (uncertain) and `%` (both) do not
    change the days, nor does a mark in an interval with two ends.

    Raises:
        ValueError: it is not a date.

    >>> read_edtf("2027/..").last is None
    True
    """
    start, slash, end = text.partition("/")
    if not slash:
        point, around = _point(text)
        return range_of(Named(point, qualifiers=around))._replace(edtf=text)
    first, last = (None if each in ("", "..") else each for each in (start, end))
    if first is None and last is None:
        raise ValueError(f"not a date: {text!r}")
    found = Range(text, _side(first, last is None, 0), _side(last, first is None, 1))
    if found.first and found.last and found.first > found.last:
        raise ValueError(f"not a date: {text!r}")
    return found


def _side(text: str | None, other_open: bool, side: int) -> date | None:
    """Return the first (`side` 0) or last (1) day of an end of an interval."""
    if text is None:
        return None
    point, around = _point(text)
    return bounds(Named(point, qualifiers=around if other_open else ()))[side]


def is_point(text: str) -> bool:
    """Return whether a text has the form of a year, month or day without a mark.

    >>> is_point("2027-05"), is_point("2027~")
    (True, False)
    """
    found = _POINT.fullmatch(text)
    return found is not None and not found[2]


def _point(text: str) -> tuple[str, tuple[str, ...]]:
    """Return a date without its mark, and the qualifiers that the mark stands for."""
    found = _POINT.fullmatch(text)
    if found is None:
        raise ValueError(f"not a date: {text!r}")
    return found[1], ("around",) if found[2] == "~" else ()
