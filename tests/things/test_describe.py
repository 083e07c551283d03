"""`show`: every fact of a thing, what kind of fact it is, and where it comes from."""

from __future__ import annotations

import pytest

from ilrs_graph import LunarGraph
from ilrs_graph.namespaces import ONTOLOGY, compact
from ilrs_graph.things.describe import Description


@pytest.fixture(scope="module")
def mission(graph: LunarGraph) -> Description:
    return graph.show("change-6")


def test_each_kind_of_fact_is_there(mission: Description) -> None:
    found = {(f.kind, f.property_text, f.value_text.partition(" (")[0]) for f in mission.facts}
    assert mission.label == "Chang'e 6"
    assert {
        ("stated", "label", "嫦娥六号"),
        ("inferred", "has partner", "CNES, National Centre for Space Studies"),
        ("inferred", "kind", "mission"),
        ("claimed", "operator", "CNSA, China National Space Administration"),
        ("related", "toward", "DORN, by CNES, on Chang'e 6"),
    } <= found


def test_stated_facts_claims_and_relations_have_sources_and_inferred_ones_have_none(mission: Description) -> None:
    assert all(f.sources for f in mission.facts if f.kind in ("stated", "claimed", "related"))
    assert not any(f.sources for f in mission.facts if f.kind == "inferred")
    assert set(mission.references) == {c for f in mission.facts for c in f.sources}


def test_bookkeeping_is_not_shown(mission: Description) -> None:
    shown = {compact(f.property.value) for f in mission.facts}
    assert not shown & {"prov:wasDerivedFrom", "ilrs:bestClaim", "ilrs:standing", "ilrs:subject"}
    types = [compact(f.value.value) for f in mission.facts if compact(f.property.value) == "rdf:type"]
    assert types
    assert all(t.startswith("ilrs:") for t in types)


def test_claims_tell_speaker_date_and_whether_they_count(graph: LunarGraph) -> None:
    launch = graph.show("event:change-6-launch")
    claims = [f for f in launch.facts if f.kind == "claimed" and f.property.value == ONTOLOGY + "eventDate"]
    assert len(claims) > 3
    best = [f for f in claims if f.node in launch.best]
    assert {f.value.value for f in best} == {"2024-05-03"}
    assert any(f.stated_on == "2024-05-03" and "according to CNSA" in f.value_text for f in claims)
    assert any("planned" in f.value_text for f in claims if f not in best)
    stated = [f.stated_on for f in claims]
    assert stated == sorted(stated)


def test_a_thing_without_facts_of_its_own_is_a_node_too(graph: LunarGraph) -> None:
    contribution = graph.show("contribution:change-6-cnes-dorn")
    assert ("stated", "contributor") in {(f.kind, f.property_text) for f in contribution.facts}
    assert contribution.best == frozenset() or all("claim" in b.value for b in contribution.best)


def test_a_position_is_told_as_latitude_and_longitude(graph: LunarGraph) -> None:
    claims = [f for f in graph.show("site:change-6").facts if f.kind == "claimed"]
    assert "-41.6385, -153.9852 (actual, according to Arizona State University)" in [f.value_text for f in claims]


def test_the_end_of_a_value_is_shown(graph: LunarGraph) -> None:
    told = {f.value_text for f in graph.show("clep").facts if f.kind == "claimed" and f.property_text == "operator"}
    (ended,) = [text for text in told if "until" in text]
    assert ended.startswith("CNSA")
    assert "actual, until 2026, according to" in ended


def test_a_sum_of_money_has_its_currency(graph: LunarGraph) -> None:
    claims = [f for f in graph.show("clps-pool-2018").facts if f.kind == "claimed"]
    (text,) = [f.value_text for f in claims if f.property_text == "contract ceiling"]
    assert text.startswith("2600000000 USD (actual, ")


def test_our_translation_is_shown_without_sources(graph: LunarGraph) -> None:
    collection = graph.show("collection:apollo-14")
    (translated,) = [f for f in collection.facts if f.property.value == ONTOLOGY + "translatedLabel"]
    assert (translated.kind, translated.property_text) == ("stated", "translated label")
    assert translated.value_text == "阿波罗14号月球样品 (zh)"
    assert translated.sources == ()
    assert all(f.sources for f in collection.facts if f.property_text == "label")
