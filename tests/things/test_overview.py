"""The overview of a thing: what people want to know first, without bookkeeping and repetition."""

from __future__ import annotations

import pytest
from pyoxigraph import NamedNode

from ilrs_graph import LunarGraph
from ilrs_graph.namespaces import PREFIXES
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


@pytest.fixture(scope="module")
def chinese() -> LunarGraph:
    return LunarGraph(language="zh")


@pytest.mark.parametrize(
    ("thing", "words"),
    [
        ("change-6", "嫦娥六号是国家航天局的着陆和采样返回任务，2024年5月3日发射，属于中国探月工程和国际月球科研站。"),
        ("change-8", "，计划约2029年发射，属于"),
        ("agent:nasa", "美国国家航空航天局是美国的航天机构"),
        ("event:change-6-launch", "嫦娥六号发射：2024年5月3日，使用长征五号，地点为"),
        ("contribution:change-6-cnes-dorn", "提供的法国氡气探测仪：仪器（牵头），已飞行，依据"),
        ("site:change-3", "，位于北纬44.1214°，西经19.5117°。"),
        ("artemis-accords", "，缔约方有"),
        ("status:flown", "已飞行："),
    ],
)  # fmt: skip
def test_the_sentence_is_chinese_for_a_chinese_reader(thing: str, words: str, chinese: LunarGraph) -> None:
    sentence = chinese.overview(thing).sentence
    assert words in sentence
    assert sentence.endswith("。")


def test_an_overview_says_the_same_in_both_languages(graph: LunarGraph, chinese: LunarGraph) -> None:
    """Language changes words only: events, claims that count, sources and questions are the same."""
    for thing in ("change-6", "change-8", "agent:cnsa", "site:change-3", "wu-weiren", "ilrs:hasPartner"):
        one, other = graph.overview(thing), chinese.overview(thing)
        assert [(o.node, o.planned) for o in one.occasions] == [(o.node, o.planned) for o in other.occasions]
        assert {s.node: (s.counts, s.stated_on) for found in one.claims.values() for s in found} == {
            s.node: (s.counts, s.stated_on) for found in other.claims.values() for s in found
        }
        assert sorted(map(len, one.facts.values())) == sorted(map(len, other.facts.values()))
        assert sorted(group.size for group in one.groups) == sorted(group.size for group in other.groups)
        assert one.sources == other.sources
        assert [command for _, command in one.commands] == [command for _, command in other.commands]


def test_a_mark_that_repeats_the_value_is_left_out_in_every_language(chinese: LunarGraph) -> None:
    assert [s.marks for s in chinese.overview("change-6").claims["状态"] if s.value == "计划中"] == [()]


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
    assert "far-side mission" in [value.text for value in mission.facts["is also"]]
    assert [value.thing for value in mission.facts["carries payload"] if value.text == "DORN"] == [
        NamedNode(PREFIXES["item"] + "dorn")
    ]


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
