"""Dates of EDTF (ISO 8601-2) in words, English and Chinese: the reverse of `phrases`.

>>> in_words("../2025-05-26"), in_words("2028~"), in_words("2027-09/2027-12")
('by 26 May 2025', 'around 2028', 'late 2027')
>>> in_words("../2025-05-26", "zh"), in_words("2028~", "zh"), in_words("2026-07/2026-12", "zh")
('不晚于2025年5月26日', '约2028年', '2026年下半年')
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache

from .edtf import read_edtf
from .ranges import Named, range_of
from .table import UNITS

_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December")  # fmt: skip

_FORMS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "by": "by {}", "from": "{} or later", "since": "from {}, end unknown", "until": "until {}, start unknown",
        "~": "around {}", "?": "{}, uncertain", "%": "around {}, uncertain",
        "2020/2029": "the {}s", "early": "early {}", "mid": "mid {}", "late": "late {}", "end-of": "end of {}",
        "half": "first half of {}|second half of {}",
        "quarter": "first quarter of {}|second quarter of {}|third quarter of {}|fourth quarter of {}",
        "season": "spring {}|summer {}|autumn {}",
    },
    "zh": {
        "by": "不晚于{}", "from": "不早于{}", "since": "自{}起，结束日期不明", "until": "至{}，开始日期不明",
        "~": "约{}", "?": "{}（不确定）", "%": "约{}（不确定）",
        "2020/2029": "{}年代", "half": "{}上半年|{}下半年",
        "quarter": "{}第一季度|{}第二季度|{}第三季度|{}第四季度",
        "season": "{}春季|{}夏季|{}秋季",
    },
}  # fmt: skip
"""Language to what is said of a date; of a unit within a year, one form for each of them."""

_PARTS_ZH = {
    "year": {"early": "{}初", "mid": "{}中"},
    "month": {"early": "{}上旬", "mid": "{}中旬", "late": "{}下旬", "end-of": "{}底"},
}
"""The parts of a unit in Chinese; "late 2027" has no word of its own there, and is written by its months."""

LANGUAGES = tuple(_FORMS)
"""The languages in which dates can be written."""


@lru_cache(maxsize=4096)
def in_words(edtf: str, language: str = "en") -> str:
    """Return an EDTF date in words; `language` is one of `LANGUAGES`.

    An interval that the table of `ilrs_graph.dates` has a name for is written by that name.

    Raises:
        ValueError: it is not a date.

    >>> in_words("2027"), in_words("2027-05/.."), in_words("2024-05-03/2024-05-07"), in_words("../2030~")
    ('2027', 'May 2027 or later', '3 to 7 May 2024', 'by around 2030')
    """
    read_edtf(edtf)
    say = _FORMS[language]
    start, slash, end = edtf.partition("/")
    if not slash:
        return _marked(edtf, language)
    if start in ("", ".."):
        return say["until" if not start else "by"].format(_marked(end, language))
    if end in ("", ".."):
        return say["since" if not end else "from"].format(_marked(start, language))
    return _named(edtf, language) or _between(start, end, language)


def date_text(text: str, language: str = "en") -> str:
    """Return a text, in words if it is a date in EDTF or ISO 8601.

    >>> date_text("2027/.."), date_text("2024-07-09", "zh"), date_text("or never")
    ('2027 or later', '2024年7月9日', 'or never')
    """
    if text[:1] not in "./0123456789":
        return text
    try:
        return in_words(text, language)
    except ValueError:
        return text


def _marked(text: str, language: str) -> str:
    """Return a year, month or day, with what its mark says."""
    mark = text[-1]
    if mark not in "~?%":
        return _point(text, language)
    return _FORMS[language][mark].format(_point(text[:-1], language))


def _point(text: str, language: str) -> str:
    """Return a year, month or day."""
    year, *rest = text.split("-")
    numbers = [int(each) for each in rest]
    if language == "zh":
        return f"{year}年" + "".join(f"{n}{unit}" for n, unit in zip(numbers, "月日", strict=False))
    return " ".join([*map(str, numbers[1:]), *([_MONTHS[numbers[0] - 1]] if numbers else []), year])


def _between(start: str, end: str, language: str) -> str:
    """Return an interval with two ends; in English the month and year are said once if they are the same."""
    if language == "zh":
        return f"{_marked(start, language)}至{_marked(end, language)}"
    first, last = _marked(start, language), _marked(end, language)
    if start.isascii() and len(start) == len(end) > 4 and (start + end).replace("-", "").isdigit():
        for shared in (7, 4):
            if len(start) > shared and start[:shared] == end[:shared]:
                first = first.removesuffix(" " + _point(start[:shared], language))
                break
    return f"{first} to {last}"


def _named(edtf: str, language: str) -> str:
    """Return the name of an interval: a decade, a unit within a year, or a part of a year or month; "" without one."""
    first, last = edtf.split("/")
    if len(first) == 4 and first.endswith("0") and last == f"{int(first) + 9:04}":
        return _FORMS[language]["2020/2029"].format(first)
    if len(first) == len(last) == 7 and first[:4] == last[:4]:  # "winter 2026" may be that of two years
        return _names_within(first[:4], language).get(edtf, "")
    if len(first) == len(last) == 10 and first[:7] == last[:7]:
        return _names_within(first[:7], language).get(edtf, "")
    return ""


@cache
def _names_within(text: str, language: str) -> dict[str, str]:
    """Return the intervals within a year or month that have a name, each with its name."""
    kind, shown = ("year" if len(text) == 4 else "month"), _point(text, language)
    parts = _PARTS_ZH[kind] if language == "zh" else {p: _FORMS["en"][p] for p in ("early", "mid", "late", "end-of")}
    found = {range_of(Named(text, part)).edtf: form.format(shown) for part, form in parts.items()}
    for unit in ("half", "quarter", "season") if kind == "year" else ():
        for place, form in enumerate(_FORMS[language][unit].split("|")):
            code = (UNITS[unit].first_code or 0) + place
            found[range_of(Named(f"{text}-{code}")).edtf] = form.format(shown)
    return found
