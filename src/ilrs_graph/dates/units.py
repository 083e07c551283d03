"""Reads the unit of time that a phrase names: "Q3 2026", "summer of 2027", "fiscal year 2027 of Japan", "2030s"."""

from __future__ import annotations

import re
from datetime import date

from .edtf import is_point
from .table import FISCAL_OFFSETS, UNITS

_ORDINALS = {"first": 0, "1st": 0, "second": 1, "2nd": 1, "third": 2, "3rd": 2, "fourth": 3, "4th": 3, "last": -1}
_SEASONS = {"spring": 0, "summer": 1, "autumn": 2, "fall": 2, "winter": 3}
_LETTERS = {"h": "half", "q": "quarter"}
_STATES = {
    "india": "india", "indian": "india", "japan": "japan", "japanese": "japan", "j": "japan",
    "united states": "united-states", "us": "united-states", "u.s.": "united-states", "american": "united-states",
}  # fmt: skip
_STATE = "|".join(re.escape(name) for name in _STATES if name != "j")
_FISCAL = re.compile(
    rf"(?:(?P<before>{_STATE}) |(?P<j>j))?(?:fy|fiscal year|financial year|fiscal) ?"
    rf"(?P<year>\d{{4}}|\d\d)(?P<second>[-/]\d\d(?:\d\d)?)?(?: (?:of|in) (?P<after>{_STATE}))?",
    re.ASCII,
)
_WITHIN = re.compile(
    rf"(?:(?P<ordinal>{'|'.join(_ORDINALS)}) (?P<unit>half|quarter)|(?P<letter>[hq])(?P<number>[1-4])"
    rf"|(?P<n>[1-4])(?P<l>[hq])|(?P<season>{'|'.join(_SEASONS)}))(?: of| in)? ?(?P<year>.+)",
    re.ASCII,
)
_AFTER = re.compile(rf"(?P<year>.*\d{{4}})[ -]?(?P<rest>[hq][1-4]|{'|'.join(_SEASONS)})", re.ASCII)
_DATE = re.compile(
    r"(?:(?P<day>\d\d?) )?(?P<name>[a-z]+)\.?(?: of| in)?(?: (?P<late>\d\d?))? (?P<year>\d{4})", re.ASCII
)
_NAMES = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
          "december")  # fmt: skip
_MONTHS = [name[:3] for name in _NAMES]


class Unreadable(ValueError):
    """The words name no unit of time."""


def unit_date(words: str, fiscal_of: str | None = None) -> tuple[str, str | None]:
    """Return the EDTF date that words name, and the State if it is a fiscal year.

    Raises:
        Unreadable: they name none.
        ValueError: a fiscal year without a State, or a day that does not exist.

    >>> unit_date("q3 2026"), unit_date("second quarter of japanese fiscal 2026")
    (('2026-35', None), ('2026-34', 'japan'))
    """
    after = _AFTER.fullmatch(words)
    if after:
        words = f"{after['rest']} {after['year']}"
    found = _WITHIN.fullmatch(words)
    if found is None:
        return _plain(words, fiscal_of)
    unit, place = _place(found)
    year, state = _plain(found["year"].removeprefix("year ").removeprefix("of "), fiscal_of)
    first, count = UNITS[unit].first_code, 12 // UNITS[unit].months
    if first is None or len(year) != 4 or not -1 <= place < count:
        raise Unreadable(words)
    return f"{year}-{first + place % count}", state


def _place(found: re.Match[str]) -> tuple[str, int]:
    """Return which half, quarter or season a phrase names, counted from 0; -1 is the last."""
    if found["season"]:
        return "season", _SEASONS[found["season"]]
    if found["ordinal"]:
        return found["unit"], _ORDINALS[found["ordinal"]]
    return _LETTERS[found["letter"] or found["l"]], int(found["number"] or found["n"]) - 1


def _plain(words: str, fiscal_of: str | None) -> tuple[str, str | None]:
    """Return a decade, year, month or day in EDTF, or a fiscal year with its State."""
    if is_point(words):
        return words, None
    if re.fullmatch(r"\d{3}0s", words, re.ASCII):
        return words[:3] + "X", None
    fiscal = _FISCAL.fullmatch(words)
    if fiscal:
        return _fiscal(fiscal, fiscal_of)
    return _calendar(words), None


def _fiscal(found: re.Match[str], fiscal_of: str | None) -> tuple[str, str]:
    name = found["before"] or found["j"] or found["after"]
    state = _STATES[name] if name else fiscal_of
    if state not in FISCAL_OFFSETS:
        raise ValueError(f"the fiscal year of which State? {found[0]!r}")
    if (state == "india") != bool(found["second"]) and state != "japan":
        raise ValueError(f"only India names a fiscal year by two years, and always does, as 2022-23: {found[0]!r}")
    year = found["year"]
    return year if len(year) == 4 else "20" + year, state


def _calendar(words: str) -> str:
    found = _DATE.fullmatch(words)
    if found is None or not _is_month(found["name"]) or (found["day"] and found["late"]):
        raise Unreadable(words)
    month = f"{found['year']}-{_MONTHS.index(found['name'][:3]) + 1:02}"
    day = found["day"] or found["late"]
    return date.fromisoformat(f"{month}-{int(day):02}").isoformat() if day else month


def _is_month(name: str) -> bool:
    """Return whether this is the name of a month or begins one, as "sept" does."""
    return len(name) > 2 and any(month.startswith(name) for month in _NAMES)
