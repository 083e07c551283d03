"""What a text names becomes an argument of a question if a parameter takes it, once."""

from __future__ import annotations

import pytest

from ilrs_graph import LunarGraph
from ilrs_graph.search.arguments import given
from ilrs_graph.search.named import named
from ilrs_graph.search.years import years


@pytest.mark.parametrize(
    ("slug", "text", "arguments"),
    [
        ("payloads-by-kind", "instruments on Chang'e 7", {"mission": "mission:change-7", "kind": "ilrs:Instrument"}),
        ("payloads-by-kind", "payloads of France on 嫦娥6号", {"mission": "mission:change-6", "state": "agent:france"}),
        ("missions", "rover missions of India", {"state": "agent:india", "kind": "mission-kind:rover"}),
        ("missions", "missions between 1960 and 1970", {"since": "1960", "until": "1970"}),
        ("signatures", "Artemis Accords in 2024", {"since": "2024-01-01", "until": "2024-12-31"}),
        ("launch-plans", "plans said since 2024", {"since": "2024-01-01"}),
        ("launch-plans", "plans said in 2024", {}),
        ("launch-dates", "Long March 5", {}),
        ("open-calls", "calls", {}),
    ],
)
def test_parameters_take_what_is_of_their_class(
    slug: str, text: str, arguments: dict[str, str], graph: LunarGraph
) -> None:
    found = given(graph.questions[slug], named(text, graph.snapshot.store).mentions, years(text), graph.snapshot.store)
    assert arguments.items() <= found.arguments.items()
    assert bool(arguments) == bool(found.arguments)
    assert all(part in text for part in found.parts)
    graph.ask(slug, **found.arguments)


def test_a_thing_is_the_argument_of_one_parameter_only(graph: LunarGraph) -> None:
    text = "support of Queqiao for Chang'e 4"
    found = given(
        graph.questions["mission-support"], named(text, graph.snapshot.store).mentions, None, graph.snapshot.store
    )
    assert sorted(found.arguments.values()) == ["mission:change-4", "mission:queqiao"]


@pytest.mark.parametrize(
    ("slug", "text", "names"),
    [
        ("samples-held-abroad", "institutions outside China with Chang'e 5 samples", ["collection"]),
        ("payloads-by-kind", "cameras of other countries on Chinese missions", []),
        ("far-side-partners", "foreign instruments on Chang'e 6", ["mission"]),
        ("far-side-partners", "partners of Chang'e 6 except for France", ["mission"]),
        ("far-side-partners", "non-French partners of Chang'e 6", ["mission"]),
        ("far-side-partners", "嫦娥六号除法国以外的合作伙伴", ["mission"]),
        ("far-side-partners", "嫦娥六号的外国合作伙伴", ["mission"]),
        ("open-calls", "Which calls are still open?", []),
        ("agreement-forms", "Are the agreements binding?", []),
    ],
)
def test_what_a_text_excludes_is_no_argument(slug: str, text: str, names: list[str], graph: LunarGraph) -> None:
    found = given(graph.questions[slug], named(text, graph.snapshot.store).mentions, None, graph.snapshot.store)
    assert list(found.arguments) == names


def test_of_several_values_for_one_parameter_none_is_taken(graph: LunarGraph) -> None:
    text = "memorandum of understanding between Russia and China"
    found = given(graph.questions["signatures"], named(text, graph.snapshot.store).mentions, None, graph.snapshot.store)
    assert found.arguments == {"kind": "instrument-kind:memorandum-of-understanding"}
    assert found.alternatives == {"party": ("agent:russia", "agent:china")}


def test_a_programme_goes_before_a_facility_of_the_same_name(graph: LunarGraph) -> None:
    text = "Which countries have joined the ILRS?"
    mentions = named(text, graph.snapshot.store).mentions
    for slug, name in (("acts-of-an-organisation", "toward"), ("member-counts", "of")):
        found = given(graph.questions[slug], mentions, None, graph.snapshot.store).arguments
        assert found == {name: "programme:ilrs"}
