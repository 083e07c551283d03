"""The table of ranges in words: units of time, parts of a unit, qualifiers, and fiscal years.

The same numbers stand in `ontology/vocab/` for queries and shapes; tests hold the two equal.
"""

from __future__ import annotations

from typing import NamedTuple


class Unit(NamedTuple):
    """A unit of time that a date can name.

    `months` is its length; a day has 0. In EDTF, units within a year have codes: the first one is `first_code`, and it
    begins with the month `first_month`. "End of" is the last quarter of a unit, or its last `last_days` days.
    """

    months: int
    first_code: int | None = None
    first_month: int = 1
    last_days: int | None = None


UNITS = {
    "decade": Unit(120),
    "year": Unit(12),
    "half": Unit(6, 40),
    "quarter": Unit(3, 33),
    "season": Unit(3, 21, 3),
    "month": Unit(1, 1, 1, 7),
    "day": Unit(0),
}
"""Seasons are those of the northern hemisphere: spring is March to May, winter 2026 December 2026 to February 2027."""

PARTS = {"early": (0, 4), "mid": (4, 8), "late": (8, 12), "end-of": (9, 12)}
"""From where to where in a unit a part reaches, in twelfths of the unit: thirds, and the last quarter."""

DIRECTIONS = ("before", "by", "after", "no-earlier-than")
"""The qualifiers that leave one side open. "Before" and "after" exclude the date named, the others include it."""

QUALIFIERS = ("around", *DIRECTIONS)
"""All qualifiers. "Around" adds one unit, or the part of it, on either side."""

FISCAL_OFFSETS = {"india": 3, "japan": 3, "united-states": -3}
"""For each State, the months from January of the year that names a fiscal year to its first month.

The fiscal year 2027 of the United States begins in October 2026, that of Japan in April 2027. India names a fiscal
year by two years, 2027-28; the first one counts.
"""
