"""Phrases are read, English and Chinese, and what they do not say is not guessed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilrs_graph.dates import Named, read_edtf, read_phrase
from ilrs_graph.dates.table import FISCAL_OFFSETS, PARTS

READ = {
    "Late 2027": Named("2027", "late"),
    "the end of May 2026": Named("2026-05", "end-of"),
    "first half of 2026": Named("2026-40"),
    "second half of the year 2026": Named("2026-41"),
    "Q3 2026": Named("2026-35"),
    "4Q 2026": Named("2026-36"),
    "last quarter of 2026": Named("2026-36"),
    "summer 2027": Named("2027-22"),
    "the 2020s": Named("202X"),
    "mid-2030s": Named("203X", "mid"),
    "before 2030": Named("2030", qualifiers=("before",)),
    "by about 2036": Named("2036", qualifiers=("around", "by")),
    "2028 at the earliest": Named("2028", qualifiers=("no-earlier-than",)),
    "no earlier than March 2027": Named("2027-03", qualifiers=("no-earlier-than",)),
    "Feb. 3, 2027": Named("2027-02-03"),
    "3 Sept 2027": Named("2027-09-03"),
    "FY2027 of Japan": Named("2027", fiscal_of="japan"),
    "US FY27": Named("2027", fiscal_of="united-states"),
    "Indian financial year 2022-23": Named("2022", fiscal_of="india"),
    "2028~": Named("2028", qualifiers=("around",)),
    "before the end of 2024": Named("2024", qualifiers=("by",)),
    "2027年底": Named("2027", "end-of"),
    "2026年上半年": Named("2026-40"),
    "2026年第三季度": Named("2026-35"),
    "2028年前后": Named("2028", qualifiers=("around",)),
    "约2028年": Named("2028", qualifiers=("around",)),
    "2030年前": Named("2030", qualifiers=("before",)),
    "不早于2027年3月": Named("2027-03", qualifiers=("no-earlier-than",)),
    "2027年5月上旬": Named("2027-05", "early"),
    "2027年5月3日": Named("2027-05-03"),
    "2030年代初": Named("203X", "early"),
}
TWO = {
    "2028 or 2029": "2028/2029",
    "from 2026 to 2035": "2026/2035",
    "2026-2035": "2026/2035",
    "between 2024 and 2025": "2024/2025",
    "May or June 2018": "2018-05/2018-06",
    "end of May or the beginning of June 2018": "2018-05-25/2018-06-10",
    "late July 2020 to 31 October 2020": "2020-07-21/2020-10-31",
}
REFUSED = ["", "soon", "late", "by", "2027 2028", "next year", "spring", "fifth quarter of 2027", "H3 2027", "Q5 2027",
           "m 2027", "ju 2027", "early late 2027", "before by 2030", "2029 or 2028", "late 3 May 2027", "３０ May 2027",
           "32 May 2027", "first half of May 2027", "年", "2027年13月"]  # fmt: skip


@pytest.mark.parametrize("phrase", READ)
def test_a_phrase_names_a_date(phrase: str) -> None:
    assert read_phrase(phrase).named == READ[phrase]


@pytest.mark.parametrize("phrase", TWO)
def test_a_phrase_of_two_dates_reaches_from_one_to_the_other(phrase: str) -> None:
    found = read_phrase(phrase)
    assert (found.edtf, found.named) == (TWO[phrase], None)
    assert found[1:3] == read_edtf(TWO[phrase])[1:3]


@pytest.mark.parametrize("phrase", REFUSED)
def test_what_is_no_date_is_refused(phrase: str) -> None:
    with pytest.raises(ValueError, match=r"not a date|day|month|no parts"):
        read_phrase(phrase)


@pytest.mark.parametrize("phrase", ["FY2027", "fiscal year 2027 of Bhutan", "Indian fiscal year 2027", "US FY 2022-23"])
def test_a_fiscal_year_needs_its_state_and_name(phrase: str) -> None:
    with pytest.raises(ValueError, match=r"which State|two years|not a date"):
        read_phrase(phrase)


@given(st.integers(1900, 2100), st.sampled_from(["early {}", "mid-{}", "late {}", "end of {}"]))
def test_capitals_articles_and_blanks_do_not_matter(year: int, form: str) -> None:
    phrase = form.format(year)
    assert read_phrase(f"  The {phrase.upper()}. ") == read_phrase(phrase)


@given(st.text(alphabet="0123456789-/.~ earlymidtofbQH年月前底", max_size=20))
def test_a_phrase_is_read_or_refused(text: str) -> None:
    try:
        found = read_phrase(text)
    except ValueError:
        return
    assert found.first or found.last
    assert found.first is None or found.last is None or found.first <= found.last


@pytest.mark.parametrize("state", FISCAL_OFFSETS)
def test_a_fiscal_year_is_twelve_months_whole(state: str) -> None:
    year = "2027-28" if state == "india" else "2027"
    found = read_phrase(f"fiscal year {year}", state)
    assert found.first
    assert found.last
    assert found.first.day == 1
    assert (found.last.year * 12 + found.last.month) - (found.first.year * 12 + found.first.month) == 11


def test_parts_of_the_table_have_a_word_each() -> None:
    assert {named.part for named in READ.values()} - {None} == set(PARTS)
