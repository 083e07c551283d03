"""What is told of facts that do not hold."""

from __future__ import annotations

from pyoxigraph import NamedNode

from ilrs_graph import LunarGraph
from ilrs_graph.explanation import Told
from ilrs_graph.namespaces import ID, ONTOLOGY


def kinds(tree: Told, kind: str) -> set[str]:
    return {premise.curies or premise.text for premise in tree.premises if premise.kind == kind}


def test_a_contributor_from_the_operators_state_is_barred_as_a_partner(graph: LunarGraph) -> None:
    told = graph.explain("change-6", "hasPartner", "shanghai-jiao-tong-university")
    assert not told.holds
    tree = told.trees[0]
    assert tree.rule == "070-has-partner"
    assert "agent:shanghai-jiao-tong-university ilrs:state agent:china" in kinds(tree, "stated")
    assert kinds(tree, "barred") == {"mission:change-6 ilrs:operator agent:cnsa", "agent:cnsa ilrs:state agent:china"}
    assert not kinds(tree, "missing")


def test_a_withdrawn_contribution_makes_no_partner(graph: LunarGraph) -> None:
    told = graph.explain("change-7", "hasPartner", "mbrsc")
    assert not told.holds
    assert any("ilrs:status status:withdrawn" in words for words in kinds(told.trees[0], "barred"))


def test_an_impact_is_no_landing(graph: LunarGraph) -> None:
    told = graph.explain("longjiang-2", "a", "FarSideMission")
    tree = told.trees[0]
    assert not told.holds
    assert kinds(tree, "stated") == {"mission:longjiang-2 a ilrs:Mission"}
    assert kinds(tree, "missing") == {"Longjiang-2  lands in region  far side of the Moon"}


def test_what_no_rule_gives_would_have_to_be_stated(graph: LunarGraph) -> None:
    told = graph.explain("change-6", "partOfProgramme", "tianwen")
    assert not told.holds
    assert "a file would have to state it" in told.note
    assert [tree.kind for tree in told.trees] == ["missing"]


def test_present_facts_hold_and_missing_ones_do_not(graph: LunarGraph) -> None:
    """The premises that are said to hold are in the graph, for one fact of each derived property."""
    for name in ("hasPartner", "launchDate", "carriesPayload", "landedInRegion", "hasContribution", "bestClaim"):
        told = graph.explain("mission:luna-3", name, "2030-01-01" if name == "launchDate" else "mission:change-5")
        assert not told.holds
        for tree in told.trees:
            for premise in tree.premises:
                if premise.fact is not None:
                    s, p, o = premise.fact
                    assert graph.query(f"ASK {{ {s} {p} {o} }}"), premise.curies


def test_the_nearest_rule_comes_first(graph: LunarGraph) -> None:
    trees = graph.explain("change-5", "a", "FarSideMission").trees
    lacking = [sum(premise.kind != "stated" for premise in tree.premises) for tree in trees]
    assert lacking == sorted(lacking)
    assert NamedNode(ONTOLOGY + "FarSideMission") == trees[0].fact.object  # type: ignore[union-attr]
    assert trees[0].fact.subject == NamedNode(ID + "mission/change-5")  # type: ignore[union-attr]
