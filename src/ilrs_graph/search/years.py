"""The years that a text is about, as the first and the last day wanted."""

from __future__ import annotations

import re
from typing import NamedTuple

_YEAR = r"((?:19|20)\d\d)(?!\d)年?"
_BETWEEN = re.compile(rf"(?:\b(?:between|from)\s+)?(?<!\d){_YEAR}\s*(?:-|–|—|至|到|\bto\b|\band\b|\buntil\b)\s*{_YEAR}")
_ONE = re.compile(
    r"(?:\b(?P<before>before)|\b(?P<after>after)|\b(?P<until>until|till|by|up to)|\b(?P<since>since|from)"
    r"|\b(?:in|of|during))?"
    rf"\s*(?<!\d){_YEAR}(?P<behind>(?:以|之)前|(?:以|之)?后|以来|起)?",
    re.IGNORECASE,
)


class Years(NamedTuple):
    """The first and the last year wanted, None if open, and the part of the text that says so."""

    since: int | None
    until: int | None
    part: str


def years(text: str) -> Years | None:
    """Return the years that a text names, None if it names none.

    >>> years("signed between 2021 and 2023"), years("landings before 1970"), years("2024年以后发射")
    (Years(since=2021, until=2023, part='between 2021 and 2023'), Years(since=None, until=1969, part='before 1970'), \
Years(since=2025, until=None, part='2024年以后'))
    """
    both = _BETWEEN.search(text)
    if both is not None and both[1] <= both[2]:
        return Years(int(both[1]), int(both[2]), both[0].strip())
    one = _ONE.search(text)
    if one is None:
        return None
    year, behind, part = int(one[5]), one["behind"] or "", one[0].strip()
    if one["before"] or behind.endswith("前"):
        return Years(None, year - 1, part)
    if one["after"] or behind.endswith("后"):
        return Years(year + 1, None, part)
    if one["until"]:
        return Years(None, year, part)
    if one["since"] or behind:
        return Years(year, None, part)
    return Years(year, year, part)
