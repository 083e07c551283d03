"""The overview of a thing: what people want to know first, without bookkeeping and repetition."""

from __future__ import annotations

import pytest

from ilrs_graph import LunarGraph
from ilrs_graph.things.overview import Overview


@pytest.fixture(scope="module")
def mission(graph: LunarGraph) -> Overview:
    return graph.overview("change-6")


@pytest.mark.parametrize(
    ("thing", "words"),
    [
        ("change-6", "Chang'e 6 is a lander and sample return mission of CNSA, launched on 3 May 2024, in CLEP"),
        ("agent:irf", "IRF is a research institute of Sweden."),
        ("agent:nasa", "NASA is a space agency of the United States."),
        ("event:change-6-landing", "Landing of Chang'e 6 took place on 1 June 2024"),
        ("contribution:change-6-cnes-dorn", "DORN, by CNES, on Chang'e 6: an instrument (lead), flown"),
        ("claim:change-6-launch-event-date-cnes-2020", "launch of Chang'e 6: 2023 (planned; CNES, 2020): “The"),
        ("scio-2024-07-09-change-6", " is a page of SCIO, 9 July 2024 ("),
        ("ilrs:hasPartner", "has partner: A contributor whose state differs"),
        ("status:flown", "flown: Launched, or given to a mission that was launched."),
    ],
)  # fmt: skip
def test_the_sentence_says_what_it_is(thing: str, words: str, graph: LunarGraph) -> None:
    assert words in graph.overview(thing).sentence


def test_dates_are_in_order_with_outcomes(mission: Overview) -> None:
    found = [(o.date, o.label, o.outcome) for o in mission.occasions]
    launch = found.index(("3 May 2024", "launch of Chang'e 6", "success"))
    assert launch < found.index(("1 June 2024", "landing of Chang'e 6", "success"))
    assert not any(o.planned for o in mission.occasions if o.outcome)


def test_plans_are_marked(graph: LunarGraph) -> None:
    launch = next(o for o in graph.overview("change-8").occasions if o.label == "launch of Chang'e 8")
    assert launch.planned
    assert "to be launched " + launch.date in graph.overview("change-8").sentence


def test_the_value_that_counts_is_first_with_its_words(mission: Overview) -> None:
    status = mission.claims["status"]
    assert (status[0].value, status[0].counts, status[0].speaker) == ("flown", True, "CNSA")
    assert status[0].words
    assert [s.value for s in status if not s.counts] == ["planned"]
    assert not status[-1].marks  # "planned" is not said twice


def test_facts_repeat_neither_claims_nor_dates_nor_bookkeeping(mission: Overview) -> None:
    assert not {"operator", "status", "launch date", "label", "type", "known from", "best claim"} & set(mission.facts)
    assert "far-side mission" in mission.facts["is also"]
    assert "DORN" in mission.facts["carries payload"]


def test_what_refers_to_it_is_counted_by_kind_and_not_shown_twice(mission: Overview, graph: LunarGraph) -> None:
    groups = {group.kind: group for group in mission.groups}
    assert groups["contribution"].size > 10
    assert all(" by " in name for name in groups["contribution"].names)
    assert "instrument" not in groups  # they are carried payloads
    assert "lander" in groups
    assert {group.kind for group in graph.overview("agent:nasa").groups} > {"claim", "contribution", "participation"}


def test_links_are_whole_addresses(graph: LunarGraph) -> None:
    links = graph.overview("agent:irf").links
    assert links["ROR identifier"] == "https://ror.org/043kppn11"
    assert all(address.startswith("http") for address in links.values())


def test_sources_of_the_thing_come_first_and_each_once(mission: Overview) -> None:
    references = list(mission.references)
    own = list(mission.sources[mission.thing])
    assert references[: len(own)] == own
    assert len(references) == len(set(references)) > len(own) > 5
