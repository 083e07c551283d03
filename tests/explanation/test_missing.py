"""What is told of facts that do not hold."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Triple

from ilrs_graph import LunarGraph
from ilrs_graph.explanation import ExplainedFact
from ilrs_graph.namespaces import ID, ONTOLOGY


def kinds(tree: ExplainedFact, kind: str) -> set[str]:
    return {premise.curies or premise.text for premise in tree.premises if premise.kind == kind}


def test_a_contributor_from_the_operators_state_is_barred_as_a_partner(graph: LunarGraph) -> None:
    told = graph.explain("change-6", "hasPartner", "shanghai-jiao-tong-university")
    assert not told.holds
    tree = told.trees[0]
    assert tree.rule == "070-has-partner"
    assert "agent:shanghai-jiao-tong-university ilrs:ofState agent:china" in kinds(tree, "stated")
    assert kinds(tree, "barred") == {"mission:change-6 ilrs:operator agent:cnsa", "agent:cnsa ilrs:ofState agent:china"}
    assert not kinds(tree, "missing")


def test_a_withdrawn_contribution_makes_no_partner(graph: LunarGraph) -> None:
    told = graph.explain("change-7", "hasPartner", "mbrsc")
    assert not told.holds
    assert any("ilrs:status status:withdrawn" in words for words in kinds(told.trees[0], "barred"))


def test_an_impact_is_no_landing(graph: LunarGraph) -> None:
    """What is missing is followed down to the condition at the bottom of it."""
    told = graph.explain("longjiang-2", "a", "FarSideMission")
    tree = told.trees[0]
    assert not told.holds
    assert kinds(tree, "stated") == {"mission:longjiang-2 a ilrs:Mission"}
    way = [part for part in tree if part.kind == "missing"]
    assert [part.curies for part in way] == [
        "mission:longjiang-2 a ilrs:FarSideMission",
        "mission:longjiang-2 ilrs:landsInRegion region:far-side",
        "mission:longjiang-2 ilrs:landedInRegion region:far-side",
        "event:longjiang-2-impact a ilrs:Landing",
    ]
    assert way[-1].notes == ("existing values: event; impact",)
    assert "event:longjiang-2-impact ilrs:atSite site:longjiang-2" in kinds(way[-2], "stated")


def test_a_wrong_day_is_held_against_the_right_one(graph: LunarGraph) -> None:
    tree = graph.explain("change-6", "launchDate", "2024-05-04").trees[0]
    assert tree.notes == ("existing values: 2024-05-03",)
    assert kinds(tree, "stated") == {
        "event:change-6-launch ilrs:ofMission mission:change-6",
        "event:change-6-launch a ilrs:Launch",
    }
    assert kinds(tree, "missing") == {'event:change-6-launch ilrs:eventDate "2024-05-04"^^xsd:date'}


def test_a_claim_that_loses_is_told_to_whom_and_why(graph: LunarGraph) -> None:
    claim = "claim:change-6-launch-event-date-cnes-2024-05-03"
    told = graph.explain("event:change-6-launch", "bestClaim", claim)
    (words,) = kinds(told.trees[0], "missing")
    assert told.trees[0].rule == "031-best-claim"
    assert words.startswith("launch of Chang'e 6: 3 May 2024 (CNES, 3 May 2024) comes after ")
    assert ": stated earlier, on 2024-05-03, not on " in words


def test_a_value_that_a_rule_computes_otherwise_is_told(graph: LunarGraph) -> None:
    told = graph.explain("claim:change-6-launch-event-date-cnes-2024-05-03", "standing", "abc")
    assert kinds(told.trees[0], "missing") == {"standing is 1 0 2024-05-03 7, not abc"}


def test_a_filter_is_told_with_the_values_that_fail_it(small_root: Path) -> None:
    data = small_root / "data/missions/change-6.ttl"
    text = data.read_text(encoding="utf-8")
    claims = re.split(r"\n(?=claim:)", text)
    mine = next(c for c in claims if "ilrs:property ilrs:outcome" in c and "ilrs:subject event:change-6-landing " in c)
    cancelled = mine.replace("ilrs:modality modality:actual", "ilrs:modality modality:cancelled")
    others = [c for c in claims if "ilrs:property ilrs:outcome" not in c or "event:change-6-landing " not in c]
    data.write_text("\n".join([*others, cancelled]), encoding="utf-8")
    told = LunarGraph(small_root).explain("event:change-6-landing", "outcome", "success")
    assert told.trees[0].rule == "033-claimed-value"
    (words,) = kinds(told.trees[0], "missing")
    assert words == "(?modality != modality:cancelled), where modality is cancelled"


def test_what_no_rule_gives_would_have_to_be_stated(graph: LunarGraph) -> None:
    told = graph.explain("change-6", "partOfProgramme", "tianwen")
    assert not told.holds
    assert "a file would have to state it" in told.note
    assert [tree.kind for tree in told.trees] == ["missing"]


@pytest.mark.parametrize("times", [1, pytest.param(10, marks=pytest.mark.soak)])
def test_what_is_said_to_hold_does_and_what_is_missing_does_not(times: int, graph: LunarGraph) -> None:
    """Inferred facts with a value taken from another one, so that most do not hold: one of each property, or ten."""
    facts = sorted(graph.snapshot.inferred, key=str)
    by_property: dict[NamedNode, list[Triple]] = {}
    for fact in facts:
        by_property.setdefault(fact.predicate, []).append(fact)
    assert by_property
    chosen, looked_at, lacking = random.Random(11), 0, 0
    for group in by_property.values():
        for _ in range(times):
            one, other = chosen.choice(group), chosen.choice(group)
            told = graph.explainer.explain(Triple(one.subject, one.predicate, other.object))
            for part in (part for tree in told.trees for part in tree if part.fact is not None):
                s, p, o = part.fact
                assert graph.query(f"ASK {{ {s} {p} {o} }}") is part.holds, part.curies
                looked_at += 1
            if not told.holds:
                lacking += 1
                assert all(any(p.kind in ("missing", "barred") for p in tree.premises) for tree in told.trees)
    assert looked_at
    assert lacking


def test_names_of_rules_decide_nothing_of_what_is_said(small_root: Path, own_cache: Path) -> None:
    """A rule is found, and its ranking worded, by what its header declares."""
    claim = "claim:change-6-launch-event-date-cnes-2024-05-03"
    asked = [
        ("event:change-6-launch", "bestClaim", claim),
        ("event:change-6-launch", "eventDate", "2024-05-03"),
        ("change-6", "status", "status:planned"),
        ("change-6", "hasPartner", "cnes"),
    ]

    def told() -> list[str]:
        graph = LunarGraph(small_root)
        parts = (part for words in asked for tree in graph.explain(*words).trees for part in tree)
        return [f"{part.kind} {part.text} {part.says} {part.notes}" for part in parts]

    before = told()
    rules = small_root / "ontology" / "rules"
    for number, path in enumerate(sorted(rules.iterdir())):
        path.rename(rules / f"{chr(ord('a') + number)}.rq")
    assert told() == before
    assert any("stated earlier, on " in words for words in before)
    assert any("claim property has the value" in words for words in before)


def test_the_nearest_rule_comes_first(graph: LunarGraph) -> None:
    trees = graph.explain("change-5", "a", "FarSideMission").trees
    lacking = [sum(premise.kind != "stated" for premise in tree.premises) for tree in trees]
    assert lacking == sorted(lacking)
    assert NamedNode(ONTOLOGY + "FarSideMission") == trees[0].fact.object  # type: ignore[union-attr]
    assert trees[0].fact.subject == NamedNode(ID + "mission/change-5")  # type: ignore[union-attr]


def test_a_derived_inverse_is_not_offered_as_a_reason(graph: LunarGraph) -> None:
    found = graph.explain("change-6", "hasPartner", "draper")
    assert [tree.rule for tree in found.trees] == ["070-has-partner"]
    back = graph.explain("draper", "partnerIn", "change-6")
    assert not back.holds
    assert [tree.rule for tree in back.trees] == ["prp-inv2"]
