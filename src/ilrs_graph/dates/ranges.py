"""The first and last day of a date that is named with a part and qualifiers.

>>> [str(day) for day in bounds(Named("2027", "late"))]
['2027-09-01', '2027-12-31']
>>> range_of(Named("2030", qualifiers=("before",))).edtf
'../2029'
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple

from .table import DIRECTIONS, FISCAL_OFFSETS, PARTS, UNITS

_NAMED = re.compile(r"(\d{3})X|(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)
_CODED = ("decade", "half", "quarter", "season")
"""The units that EDTF text for a span of days cannot name."""
_DAY = timedelta(days=1)
_WHOLE = (0, 12)


class Named(NamedTuple):
    """A date as it is named: a unit of time, a part of it, and how the date relates to it.

    `date` is EDTF: `202X`, `2027`, `2027-05`, `2027-05-03`, or with a code of ISO 8601-2 for a season (21 to 24), a
    quarter (33 to 36) or a half (40, 41) in place of the month. `fiscal_of` is the slug of the State whose fiscal
    year it is.
    """

    date: str
    part: str | None = None
    qualifiers: tuple[str, ...] = ()
    fiscal_of: str | None = None

    @property
    def needs_table(self) -> bool:
        """Whether the bounds follow only from the table: it is not a plain year, month or day."""
        return bool(self.part or self.qualifiers or self.fiscal_of) or _unit(self.date)[0] in _CODED


class Range(NamedTuple):
    """A date as claimed: its EDTF text, its first and last day (None if open), and how it is named, if it is."""

    edtf: str
    first: date | None
    last: date | None
    named: Named | None = None


def range_of(named: Named) -> Range:
    """Return the range that a named date stands for, with EDTF text that gives its bounds.

    Raises:
        ValueError: it is no date, or a day with a part.
    """
    return Range(_text(named), *bounds(named), named)


def bounds(named: Named) -> tuple[date | None, date | None]:
    """Return the first and last day of a named date; None for a side that is open.

    Raises:
        ValueError: it is no date, or a day with a part.
    """
    first, last = _closed(named)
    if "before" in named.qualifiers:
        return None, first - _DAY
    if "by" in named.qualifiers:
        return None, last
    if "after" in named.qualifiers:
        return last + _DAY, None
    return first, None if "no-earlier-than" in named.qualifiers else last


def _closed(named: Named) -> tuple[date, date]:
    """Return the first and last day of the part that is named, one more of its kind on either side if around it.

    "Before about 2030" may end a year later than "before 2030", so there, and with "after", the sides move inwards.
    """
    around = "around" in named.qualifiers
    if around and {"before", "after"} & {*named.qualifiers}:
        around = -around
    unit, month, day = _unit(named.date)
    if unit == "day":
        if named.part or named.fiscal_of:
            raise ValueError(f"a day has no parts: {named.date!r}")
        return _month(month) + (day - 1 - around) * _DAY, _month(month) + (day - 1 + around) * _DAY
    months, last_days = UNITS[unit].months, UNITS[unit].last_days
    start = 12 * (month + FISCAL_OFFSETS[named.fiscal_of] if named.fiscal_of else month)
    begin, end = PARTS[named.part] if named.part else _WHOLE
    if last_days and named.part == "end-of":
        last = _after(start + 12 * months) - _DAY
        return last - ((1 + around) * last_days - 1) * _DAY, last + around * last_days * _DAY
    more = around * months * (end - begin)
    return _after(start + months * begin - more), _after(start + months * end + more) - _DAY


def _unit(text: str) -> tuple[str, int, int]:
    """Return the unit of an EDTF date, its first month, counted from January of year 0, and its day if it is one."""
    found = _NAMED.fullmatch(text)
    if found is None or not int(found[1] or found[2]):
        raise ValueError(f"not a date: {text!r}")
    if found[1]:
        return "decade", int(found[1]) * 120, 1
    year = int(found[2]) * 12
    if found[3] is None:
        return "year", year, 1
    code = int(found[3])
    for name, unit in UNITS.items():
        if unit.first_code is not None and 0 <= (code - unit.first_code) * unit.months < 12:
            month = year + unit.first_month - 1 + (code - unit.first_code) * unit.months
            return _day(text, month) if found[4] else (name, month, 1)
    raise ValueError(f"not a date: {text!r}")


def _day(text: str, month: int) -> tuple[str, int, int]:
    return "day", month, date.fromisoformat(text).day


def _month(months: int) -> date:
    """Return the first day of a month that is counted from January of year 0."""
    return date(months // 12, months % 12 + 1, 1)


def _after(twelfths: int) -> date:
    """Return the day that begins after so many twelfths of months; a twelfth of a month is two and a half days."""
    return _month(twelfths // 12) + twelfths % 12 * 5 // 2 * _DAY


def _text(named: Named) -> str:
    """Return EDTF text that gives the same days; `~` marks a plain year, month or day that is only about right."""
    around = "around" in named.qualifiers
    plain = not named._replace(qualifiers=()).needs_table
    direction = tuple(q for q in named.qualifiers if q in DIRECTIONS)
    if around and plain and not direction:
        return named.date + "~"
    first, last = bounds(named._replace(qualifiers=direction) if plain else named)
    mark, by_day = "~" if around and plain else "", _by_day(named, first, last)
    start, end = (_precise(named, each, by_day) + mark if each else ".." for each in (first, last))
    return start if start == end else f"{start}/{end}"


def _by_day(named: Named, first: date | None, last: date | None) -> bool:
    """Return whether the range can be written only by days, or was named by one."""
    if _unit(named.date)[0] == "day":
        return True
    return bool((first and first.day != 1) or (last and (last + _DAY).day != 1))


def _precise(named: Named, day: date, by_day: bool) -> str:
    """Return a day as a year, month or day: as precise as it must be, and was named."""
    if by_day:
        return day.isoformat()
    if _unit(named.date)[0] in ("decade", "year") and not named.part and not named.fiscal_of:
        return f"{day.year:04}"
    return f"{day:%Y-%m}"
