"""The words for why a claim loses agree with the rule that ranks claims."""

from __future__ import annotations

from itertools import permutations

import pytest
from pyoxigraph import RdfFormat, Store

from ilrs_graph.construct.rules import ConstructRule
from ilrs_graph.explanation.ranking import why_it_loses
from ilrs_graph.files.root import Root
from ilrs_graph.namespaces import ONTOLOGY

PREFIXES = """PREFIX ilrs: <https://w3id.org/ilrs-graph/ontology#>
PREFIX modality: <https://w3id.org/ilrs-graph/vocab/modality/>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX rank: <https://w3id.org/ilrs-graph/vocab/rank/>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
<urn:good> ilrs:sourceKind <urn:primary> . <urn:primary> ilrs:order 1 .
<urn:poor> ilrs:sourceKind <urn:mirror> . <urn:mirror> ilrs:order 7 .
"""
CLAIMS = {
    "best": "rank:preferred modality:actual 2024-05-03 <urn:good>",
    "poorer": "rank:preferred modality:actual 2024-05-03 <urn:poor>",
    "older": "rank:preferred modality:actual 2024-05-02 <urn:good>",
    "normal": "rank:normal modality:actual 2024-05-03 <urn:good>",
    "plan": "rank:preferred modality:planned 2024-05-03 <urn:good>",
}


RULE = next(rule for rule in map(ConstructRule.read, Root.find().rules) if rule.ranks)
((_, PARTS),) = RULE.ranks


@pytest.fixture(scope="module")
def standings() -> dict[str, str]:
    """How each claim stands, by the shipped rule."""
    text = PREFIXES
    for name, words in CLAIMS.items():
        rank, modality, day, source = words.split()
        text += f"<urn:{name}> ilrs:rank {rank} ; ilrs:modality {modality} ; prov:wasDerivedFrom {source} ;\n"
        text += f'  ilrs:statedOn "{day}"^^xsd:date .\n'
    store = Store()
    store.load(text.encode(), RdfFormat.TURTLE)
    return {t.subject.value[4:]: t.object.value for t in RULE.run(store)}  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("poorer", "from a lesser kind of source"),
        ("older", "stated earlier, on 2024-05-02, not on 2024-05-03"),
        ("normal", "not the preferred one"),
        ("plan", "a plan, not what happened"),
    ],
)
def test_each_part_of_a_standing_has_its_words(name: str, why: str, standings: dict[str, str]) -> None:
    assert standings[name] < standings["best"]
    assert why_it_loses(standings[name], standings["best"], PARTS) == why


def test_the_first_part_that_differs_is_the_one_that_is_told(standings: dict[str, str]) -> None:
    order = ["poorer", "older", "normal", "plan"]
    pairs = [each for each in permutations(order, 2) if standings[each[0]] < standings[each[1]]]
    assert pairs
    for worse, better in pairs:
        said = why_it_loses(standings[worse], standings[better], PARTS)
        assert said == why_it_loses(standings[worse], standings["best"], PARTS), (worse, better)


def test_the_rule_declares_the_parts_that_it_gives(standings: dict[str, str]) -> None:
    assert all(len(text.split(" ")) == len(PARTS) for text in standings.values())
    assert [prop for prop, _ in RULE.ranks] == [f"{ONTOLOGY}standing"]


def test_parts_without_words_are_set_side_by_side() -> None:
    assert why_it_loses("1 a", "1 b", ("actual", "hand-rank")) == "hand rank a against b"
    assert why_it_loses("1 a b", "1 b", ("actual", "hand-rank")) == "1 a b against 1 b"
    assert why_it_loses("1 b", "1 b", ("actual", "hand-rank")) == "equal rank"
