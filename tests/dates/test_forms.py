"""Every form in which the research files give a date in words is read, and as the table says."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from collect_forms import NO_DATES, form, phrases, row, rows

from ilrs_graph.dates import read_phrase

RESEARCH = Path(__file__).parents[2].parent / "shared" / "research"
TABLE = rows()


@pytest.mark.parametrize("each", TABLE, ids=[each["form"] for each in TABLE])
def test_a_form_is_read_as_the_table_says(each: dict[str, str]) -> None:
    assert row(each["phrase"]) == each


def test_the_table_holds_many_forms_each_once() -> None:
    assert len({each["form"] for each in TABLE}) == len(TABLE) > 100


def test_the_days_of_the_table_are_days_in_order() -> None:
    assert TABLE
    for each in TABLE:
        days = [date.fromisoformat(each[side]) for side in ("first", "last") if each[side]]
        assert days
        assert days == sorted(days)


@pytest.mark.parametrize("phrase", sorted(NO_DATES))
def test_what_is_no_date_of_the_table_is_refused(phrase: str) -> None:
    with pytest.raises(ValueError, match="not a date"):
        read_phrase(phrase, "united-states")


@pytest.mark.skipif(not RESEARCH.exists(), reason="the research files are kept beside the repository")
def test_the_research_files_hold_no_other_form() -> None:
    found = {form(phrase): phrase for phrase in phrases(RESEARCH)}
    assert len(found) > 100
    assert {key: found[key] for key in found.keys() - {each["form"] for each in TABLE}} == {}
