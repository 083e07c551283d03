"""The days that named dates stand for, worked out by hand, and laws that hold for all of them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilrs_graph.dates import Named, bounds, range_of, read_edtf
from ilrs_graph.dates.table import DIRECTIONS, FISCAL_OFFSETS, PARTS, UNITS

CODES = ["", "-40", "-41", *(f"-{n}" for n in (21, 22, 23, 24, 33, 34, 35, 36)), *(f"-{n:02}" for n in range(1, 13))]
UNIT_DATES = st.one_of(
    st.builds("{:04}{}".format, st.integers(1900, 2100), st.sampled_from(CODES)),
    st.integers(190, 209).map("{}X".format),
)
NAMED = st.builds(
    Named,
    UNIT_DATES,
    st.sampled_from([None, *PARTS]),
    st.sampled_from([(), ("around",), *((d,) for d in DIRECTIONS), *(("around", d) for d in DIRECTIONS)]),
    st.sampled_from([None, *FISCAL_OFFSETS]),
)
DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))

BY_HAND = [
    (Named("202X"), "2020-01-01", "2029-12-31"),
    (Named("203X", "early"), "2030-01-01", "2033-04-30"),
    (Named("203X", "end-of"), "2037-07-01", "2039-12-31"),
    (Named("2027", "early"), "2027-01-01", "2027-04-30"),
    (Named("2027", "mid"), "2027-05-01", "2027-08-31"),
    (Named("2027", "late"), "2027-09-01", "2027-12-31"),
    (Named("2027", "end-of"), "2027-10-01", "2027-12-31"),
    (Named("2026-40"), "2026-01-01", "2026-06-30"),
    (Named("2026-41", "late"), "2026-11-01", "2026-12-31"),
    (Named("2026-40", "end-of"), "2026-05-16", "2026-06-30"),
    (Named("2026-33"), "2026-01-01", "2026-03-31"),
    (Named("2026-36", "mid"), "2026-11-01", "2026-11-30"),
    (Named("2026-36", "end-of"), "2026-12-08", "2026-12-31"),
    (Named("2026-21"), "2026-03-01", "2026-05-31"),
    (Named("2027-24"), "2027-12-01", "2028-02-29"),
    (Named("2024-02", "early"), "2024-02-01", "2024-02-10"),
    (Named("2024-02", "mid"), "2024-02-11", "2024-02-20"),
    (Named("2024-02", "late"), "2024-02-21", "2024-02-29"),
    (Named("2024-02", "end-of"), "2024-02-23", "2024-02-29"),
    (Named("2023-12", "end-of"), "2023-12-25", "2023-12-31"),
    (Named("2027", fiscal_of="united-states"), "2026-10-01", "2027-09-30"),
    (Named("2027", "late", fiscal_of="japan"), "2027-12-01", "2028-03-31"),
    (Named("2022-34", fiscal_of="india"), "2022-07-01", "2022-09-30"),
    (Named("2030", qualifiers=("before",)), None, "2029-12-31"),
    (Named("2024-03", qualifiers=("before",)), None, "2024-02-29"),
    (Named("2030", qualifiers=("by",)), None, "2030-12-31"),
    (Named("2027", qualifiers=("no-earlier-than",)), "2027-01-01", None),
    (Named("2026", "late", ("no-earlier-than",)), "2026-09-01", None),
    (Named("2024", qualifiers=("after",)), "2025-01-01", None),
    (Named("2028", qualifiers=("around",)), "2027-01-01", "2029-12-31"),
    (Named("2025-05", qualifiers=("around",)), "2025-04-01", "2025-06-30"),
    (Named("2026-40", qualifiers=("around",)), "2025-07-01", "2026-12-31"),
    (Named("2028", "late", ("around",)), "2028-05-01", "2029-04-30"),
    (Named("2025-05", "end-of", ("around",)), "2025-05-18", "2025-06-07"),
    (Named("2036", qualifiers=("around", "by")), None, "2037-12-31"),
    (Named("2036", qualifiers=("around", "before")), None, "2036-12-31"),
    (Named("2036", qualifiers=("around", "no-earlier-than")), "2035-01-01", None),
    (Named("2036", qualifiers=("around", "after")), "2036-01-01", None),
    (Named("2024-02-29", qualifiers=("around",)), "2024-02-28", "2024-03-01"),
    (Named("2024-03-01", qualifiers=("before",)), None, "2024-02-29"),
    (Named("2024-12-31", qualifiers=("after",)), "2025-01-01", None),
]


@pytest.mark.parametrize(("named", "first", "last"), BY_HAND, ids=[str(tuple(case[0])) for case in BY_HAND])
def test_the_days_of_a_named_date(named: Named, first: str | None, last: str | None) -> None:
    assert tuple(str(day) if day else None for day in bounds(named)) == (first, last)


@given(NAMED)
def test_the_edtf_text_of_a_range_has_the_same_days(named: Named) -> None:
    found = range_of(named)
    assert read_edtf(found.edtf)[1:3] == (found.first, found.last)


@given(DAYS, st.sampled_from([(), ("around",), *((d,) for d in DIRECTIONS), *(("around", d) for d in DIRECTIONS)]))
def test_the_edtf_text_of_a_day_has_the_same_days(day: date, qualifiers: tuple[str, ...]) -> None:
    found = range_of(Named(day.isoformat(), qualifiers=qualifiers))
    assert read_edtf(found.edtf)[1:3] == (found.first, found.last)


@given(UNIT_DATES, st.sampled_from([None, *FISCAL_OFFSETS]))
def test_the_thirds_of_a_unit_follow_each_other_and_are_the_whole(text: str, fiscal_of: str | None) -> None:
    (a, b), (c, d), (e, f) = (bounds(Named(text, part, (), fiscal_of)) for part in ("early", "mid", "late"))
    assert (a, f) == bounds(Named(text, fiscal_of=fiscal_of))
    assert b
    assert c
    assert d
    assert e
    assert (c - b, e - d) == (timedelta(1), timedelta(1))


@given(NAMED.filter(lambda named: not named.qualifiers))
def test_before_by_after_and_no_earlier_meet_at_the_ends(named: Named) -> None:
    first, last = bounds(named)
    assert first
    assert last
    one = timedelta(1)
    ends = {name: bounds(named._replace(qualifiers=(name,))) for name in DIRECTIONS}
    assert ends == {
        "before": (None, first - one), "by": (None, last), "after": (last + one, None),
        "no-earlier-than": (first, None),
    }  # fmt: skip


@given(NAMED.filter(lambda named: "around" in named.qualifiers))
def test_around_never_makes_a_range_narrower(named: Named) -> None:
    without = tuple(name for name in named.qualifiers if name != "around")
    (first, last), (inner, outer) = bounds(named), bounds(named._replace(qualifiers=without))
    assert (first is None, last is None) == (inner is None, outer is None)
    assert first is None or (inner is not None and first < inner)
    assert last is None or (outer is not None and last > outer)


@pytest.mark.parametrize("text", ["2027-00", "2027-13", "2027-20", "2027-25", "2027-37", "2027-42", "202x", "0000", ""])
def test_what_is_no_unit_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a date"):
        bounds(Named(text))


def test_a_day_has_no_parts() -> None:
    with pytest.raises(ValueError, match="no parts"):
        bounds(Named("2027-05-03", "early"))


def test_codes_of_units_do_not_overlap() -> None:
    codes = [u.first_code + n for u in UNITS.values() if u.first_code is not None for n in range(12 // u.months)]
    assert len(codes) == len(set(codes)) == 2 + 4 + 4 + 12
