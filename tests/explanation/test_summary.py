"""Explanations in three sentences."""

from __future__ import annotations

import re

import pytest

from ilrs_graph import LunarGraph


def test_what_holds_names_the_way_the_rule_and_the_sources(graph: LunarGraph) -> None:
    summary = graph.explain("change-6", "hasPartner", "cnes").summary
    assert summary.startswith("This holds: Chang'e 6 has partner CNES, National Centre for Space Studies. ")
    assert "It follows from “DORN, by CNES, on Chang'e 6” by the rule: A partner contributes from outside" in summary
    assert re.search(
        r"It rests on \d+ sources, the best of .* \(primary\); each fact has at least 1 independent", summary
    )


def test_no_picked_contribution_stands_for_all(graph: LunarGraph) -> None:
    explanation = graph.explain("change-6", "hasPartner", "draper")
    assert "Draper. No contribution toward Chang'e 6 names Draper as contributor. The rule: " in explanation.summary
    assert not any("DORN" in part.text for tree in explanation.trees for part in tree)


def test_none_of_the_things_is_said_only_if_it_is_so(graph: LunarGraph) -> None:
    """Draper contributes to other missions, so that what a thing is toward must be part of the sentence."""
    for words in (("change-6", "hasContributor", "draper"), ("draper", "partnerIn", "change-6")):
        summary = graph.explain(*words).summary
        assert "No contribution names" not in summary
    assert "No contribution toward Chang'e 6 names" in graph.explain("change-6", "hasContributor", "draper").summary


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("change-6", "launchDate", "2024-05-04"), "The graph has: 3 May 2024."),
        (("change-6", "hasPartner", "shanghai-jiao-tong-university"), "This prevents it: Chang'e 6, operator: CNSA"),
        (("luna-25", "landedInRegion", "south-pole"), "outcome: success (existing values: failure)."),
        (("cnes", "ofState", "italy"), "The graph has: France. No rule derives such a fact: a file would have to"),
        (("queqiao", "supportsMission", "change-8"), "No mission support (supporter Queqiao) names Chang'e 8"),
    ],
)
def test_what_does_not_hold_says_why(words: tuple[str, str, str], reason: str, graph: LunarGraph) -> None:
    explanation = graph.explain(*words)
    assert explanation.summary.startswith("This does not hold: ")
    assert reason in explanation.summary


@pytest.mark.parametrize(
    ("words", "clause"),
    [
        (
            ("change-6", "a", "FarSideMission"),
            "This holds: Chang'e 6 is a far-side mission. It follows from “landing of",
        ),
        (("event:change-6-launch", "a", "Event"), "This holds: launch of Chang'e 6 is an event."),
        (("change-6", "launchDate", "2024-05-03"), "This holds: Chang'e 6, launch date: 3 May 2024."),
        (("cnes", "ofState", "france"), "It is stated in data/agents/authorities.ttl:"),
        (("change-6", "operator", "cnsa"), "It rests on one source: The Planetary Society (specialist press)."),
    ],
)
def test_facts_are_clauses_with_days_in_words(words: tuple[str, str, str], clause: str, graph: LunarGraph) -> None:
    assert clause in graph.explain(*words).summary


def test_the_summary_is_first_in_a_notebook(graph: LunarGraph) -> None:
    explanation = graph.explain("change-6", "hasPartner", "draper")
    html = explanation._repr_html_()  # type: ignore[attr-defined]
    assert html.startswith("<p>This does not hold: Chang&#x27;e 6 has partner Draper. ")
