"""A text names one year or a span of years, in English or Chinese."""

from __future__ import annotations

import pytest

from ilrs_graph.search.years import years


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("launched in 2024", 2024, 2024),
        ("2024 launches", 2024, 2024),
        ("signed between 2020 and 2022", 2020, 2022),
        ("missions from 1959 to 1976", 1959, 1976),
        ("missions 1959-1976", 1959, 1976),
        ("missions 1959–1976", 1959, 1976),
        ("before 2030", None, 2029),
        ("by 2030", None, 2030),
        ("until 2030", None, 2030),
        ("since 2019", 2019, None),
        ("after 2019", 2020, None),
        ("2024年发射的任务", 2024, 2024),
        ("2020年至2024年", 2020, 2024),
        ("2030年以前", None, 2029),
        ("2020年以来", 2020, None),
        ("2020年之后", 2021, None),
    ],
)
def test_years_are_read(text: str, since: int | None, until: int | None) -> None:
    found = years(text)
    assert found is not None
    assert (found.since, found.until) == (since, until)
    assert found.part in text


@pytest.mark.parametrize("text", ["", "partners", "CS-2024123", "Luna 25", "1657 things", "12024"])
def test_other_numbers_are_no_years(text: str) -> None:
    assert years(text) is None


def test_a_span_that_ends_before_it_begins_is_read_as_its_first_year() -> None:
    found = years("2022 to 2020")
    assert found is not None
    assert (found.since, found.until) == (2022, 2022)
