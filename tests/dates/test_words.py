"""Dates in words: each form, and that the words are read back as the same date."""

from __future__ import annotations

import itertools

import pytest

from ilrs_graph.dates import Named, in_words, range_of, read_phrase
from ilrs_graph.dates.table import PARTS
from ilrs_graph.dates.words import LANGUAGES

WORDS = {
    "2027": ("2027", "2027年"),
    "2027-05": ("May 2027", "2027年5月"),
    "2024-05-03": ("3 May 2024", "2024年5月3日"),
    "2028~": ("around 2028", "约2028年"),
    "2028?": ("2028, uncertain", "2028年（不确定）"),
    "2028-05%": ("around May 2028, uncertain", "约2028年5月（不确定）"),
    "2027/..": ("2027 or later", "不早于2027年"),
    "../2025-05-26": ("by 26 May 2025", "不晚于2025年5月26日"),
    "../2028~": ("by around 2028", "不晚于约2028年"),
    "2023-07-17/": ("from 17 July 2023, end unknown", "自2023年7月17日起，结束日期不明"),
    "/2030": ("until 2030, start unknown", "至2030年，开始日期不明"),
    "2020/2029": ("the 2020s", "2020年代"),
    "2027-09/2027-12": ("late 2027", "2027年9月至2027年12月"),
    "2026-07/2026-12": ("second half of 2026", "2026年下半年"),
    "2026-12/2027-02": ("December 2026 to February 2027", "2026年12月至2027年2月"),
    "2024-05-03/2024-05-07": ("3 to 7 May 2024", "2024年5月3日至2024年5月7日"),
    "2024-05-30/2024-06-02": ("30 May to 2 June 2024", "2024年5月30日至2024年6月2日"),
    "2024-12-30/2025-01-02": ("30 December 2024 to 2 January 2025", "2024年12月30日至2025年1月2日"),
    "2025/2028": ("2025 to 2028", "2025年至2028年"),
    "2025~/2028": ("around 2025 to 2028", "约2025年至2028年"),
}


@pytest.mark.parametrize("edtf", WORDS)
def test_each_form_has_words(edtf: str) -> None:
    assert tuple(in_words(edtf, language) for language in LANGUAGES) == WORDS[edtf]


UNITS = ("202X", "2027", "2027-05", "2027-21", "2027-23", "2027-33", "2027-36", "2027-40", "2027-41")
NAMED = [
    Named(unit, part, qualifiers)
    for unit, part in itertools.product(UNITS, [None, *PARTS])
    for qualifiers in ((), ("around",), ("by",), ("no-earlier-than",))
    if part is None or unit in ("2027", "2027-05")
]


@pytest.mark.parametrize("named", NAMED, ids=str)
def test_words_are_read_back_as_the_same_days(named: Named) -> None:
    edtf = range_of(named).edtf
    words = in_words(edtf)
    if " to " in words and words[0].isdigit():  # "21 to 31 May 2027" is written, and no phrase that speakers use
        return
    assert read_phrase(words)[1:3] == range_of(named)[1:3], words


@pytest.mark.parametrize("text", ["", "..", "../..", "2027-13", "2024-02-30", "soon", "2028/2027", "1970-097A"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"date|month|day"):
        in_words(text)
