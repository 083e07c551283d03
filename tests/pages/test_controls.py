"""The controls of a question: choices that have rows, concepts of code lists, suggestions."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from ilrs_graph import LunarGraph
from ilrs_graph.errors import UsageError
from ilrs_graph.pages import Pages
from ilrs_graph.pages.controls import CHOICES, SUGGESTIONS, Control


def controls(pages: Pages, slug: str, **arguments: str) -> Mapping[str, Control]:
    return {each.name: each for each in pages.page(f"/ask/{slug}", arguments).model.controls}


def test_a_parameter_that_restricts_offers_what_the_whole_answer_names(pages: Pages, graph: LunarGraph) -> None:
    named = {row["partner"].value.rpartition("/")[2] for row in graph.ask("far-side-partners").solutions}
    for found in (controls(pages, "far-side-partners"), controls(pages, "far-side-partners", mission="change-6")):
        assert {choice.partition(":")[2] for choice, _ in found["partner"].choices} == named
        assert ("mission:change-6", "Chang'e 6") in found["mission"].choices
    labels = [label.casefold() for _, label in found["partner"].choices]
    assert labels == sorted(labels)


def test_a_parameter_of_a_code_list_offers_its_concepts(pages: Pages) -> None:
    outcome = controls(pages, "landing-sites", outcome="failure")["outcome"]
    assert outcome.value == "outcome:failure"
    assert dict(outcome.choices)["outcome:failure"] == "failure"
    assert all(choice.startswith("outcome:") for choice, _ in outcome.choices)


def test_of_many_things_a_field_suggests_names_and_takes_any(pages: Pages) -> None:
    mission = controls(pages, "launch-dates", mission="Chang'e 6")["mission"]
    assert mission.choices == ()
    assert len(mission.suggested) == 0 or CHOICES < len(mission.suggested) <= SUGGESTIONS
    assert mission.value == "Chang'e 6"


@pytest.mark.parametrize("value", ["change-6", "mission:change-6", "Chang'e 6", "嫦娥六号"])
def test_a_value_in_any_spelling_selects_its_choice(value: str, pages: Pages) -> None:
    mission = controls(pages, "far-side-partners", mission=value)["mission"]
    assert mission.value == "mission:change-6"
    assert not mission.is_other


def test_a_value_without_rows_stays_in_the_control(pages: Pages) -> None:
    status = controls(pages, "ended-contributions", status="flown")["status"]
    assert status.is_other
    assert status.value == "status:flown"


def test_a_wrong_value_is_an_error(pages: Pages) -> None:
    with pytest.raises(UsageError):
        controls(pages, "far-side-partners", mission="no such mission")
