"""Contradictions, and axioms that the reasoner refuses, with the files and lines that they come from."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from ilrs_graph import LunarGraph
from ilrs_graph.errors import OntologyError

Run = Callable[..., CompletedProcess[str]]


def append(path: Path, text: str) -> int:
    """Append a line to a file and return its number."""
    before = path.read_text(encoding="utf-8")
    path.write_text(f"{before}{text}\n", encoding="utf-8")
    return before.count("\n") + 1


def test_a_clash_names_axiom_triples_files_and_lines(small_root: Path) -> None:
    line = append(small_root / "data" / "agents" / "states.ttl", "agent:france a ilrs:Person .")
    (tree,) = LunarGraph(small_root).contradictions().trees
    assert tree.kind == "clash"
    assert tree.text == "Contradiction: France  is a  state; France  is a  person"
    assert tree.says.startswith("violates DisjointClasses:")
    assert [place.file for place in tree.places] == ["ontology/agents.ttl"]
    state, person = tree.premises
    assert state.curies == "agent:france a ilrs:State"
    assert [(place.file, place.line) for place in person.places] == [("data/agents/states.ttl", line)]


def test_a_clash_of_inferred_facts_shows_what_leads_to_them(small_root: Path) -> None:
    append(small_root / "ontology" / "agents.ttl", "ilrs:SpaceAgency rdfs:subClassOf ilrs:State .")
    trees = LunarGraph(small_root).contradictions().trees
    assert trees
    assert all(any(part.kind == "axiom" for part in tree) for tree in trees)


def test_building_says_that_the_graph_contradicts_itself(small_root: Path, own_cache: Path) -> None:
    append(small_root / "data" / "agents" / "states.ttl", "agent:france a ilrs:Person .")
    said: list[str] = []
    assert LunarGraph(small_root, log=said.append).snapshot
    assert any("agent:france a ilrs:Person" in line and "cax-adc" in line for line in said)


def test_the_shipped_graph_has_none(graph: LunarGraph) -> None:
    assert list(graph.contradictions().trees) == []


@pytest.mark.parametrize(
    ("axiom", "why"),
    [
        ("ilrs:Lander owl:disjointUnionOf ( ilrs:Rover ilrs:Orbiter ) .", "no disjoint unions"),
        ("ilrs:partOfProgramme a owl:ReflexiveProperty .", "no reflexive properties"),
        ("ilrs:Orbiter owl:subClasOf ilrs:Lander .", "is not a term of OWL 2"),
    ],
)
def test_a_refused_axiom_is_placed(axiom: str, why: str, run: Run, small_root: Path) -> None:
    line = append(small_root / "ontology" / "missions.ttl", axiom)
    done = run("info", "--root", str(small_root))
    assert (done.returncode, done.stdout) == (1, "")
    assert f"ontology/missions.ttl:{line}: " in done.stderr
    assert why in done.stderr
    with pytest.raises(OntologyError):
        _ = LunarGraph(small_root).snapshot
