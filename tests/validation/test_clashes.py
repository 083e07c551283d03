"""Clashes found by reasoning: told with the axiom, the triples, and the lines of the files that lead to them."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from ilrs_graph import LunarGraph
from ilrs_graph.findings import Finding
from ilrs_graph.namespaces import PREFIXES

Run = Callable[..., subprocess.CompletedProcess[str]]
HEAD = "".join(f"@prefix {p}: <{iri}> .\n" for p, iri in PREFIXES.items())


def append(path: Path, text: str) -> int:
    """Append a line to a file and return its number."""
    before = path.read_text(encoding="utf-8")
    path.write_text(f"{before}{text}\n", encoding="utf-8")
    return before.count("\n") + 1


def stands_at(root: Path, place: str) -> str:
    """Return the line of a file that a place names."""
    file, _, line = place.rpartition(":")
    return (root / file).read_text(encoding="utf-8").splitlines()[int(line) - 1]


def clashes(found: object) -> list[Finding]:
    return [f for f in found if f.kind == "clash"]  # type: ignore[attr-defined]


def test_a_candidate_is_told_what_follows_against_it_and_from_which_lines(graph: LunarGraph, tmp_path: Path) -> None:
    file = tmp_path / "new.ttl"
    file.write_text(HEAD + "\nagent:cnsa a ilrs:State .\n", "utf-8")
    (finding,) = clashes(graph.check(file))
    assert (finding.severity, finding.code, finding.line, finding.column) == (
        "violation",
        "cax-adc",
        len(PREFIXES) + 2,
        14,
    )
    axiom = re.fullmatch(r"The facts contradict the axiom 'DisjointClasses: .*' in (\S+)\.", finding.message)
    assert axiom
    assert "AllDisjointClasses" in stands_at(graph.root.path, axiom[1]) or "Disjoint" in stands_at(
        graph.root.path, axiom[1]
    )
    stated, follows, premise = sorted(finding.details, key=lambda line: (line.startswith("  "), "follows" in line))
    assert stated == f"agent:cnsa a ilrs:State: stated in {file}:{len(PREFIXES) + 2}"
    by = re.fullmatch(
        r"agent:cnsa a ilrs:Organisation: follows by 'ilrs:SpaceAgency SubClassOf ilrs:Organisation' "
        r"\(cax-sco\) in (\S+)",
        follows,
    )
    assert by
    assert "rdfs:subClassOf ilrs:Organisation" in stands_at(graph.root.path, by[1])
    where = re.fullmatch(r"  agent:cnsa a ilrs:SpaceAgency: stated in (\S+)", premise)
    assert where
    assert stands_at(graph.root.path, where[1]).startswith("agent:cnsa a ")


def test_a_whole_graph_that_contradicts_itself_is_told_so(small_root: Path, run: Run) -> None:
    line = append(small_root / "data" / "agents" / "states.ttl", "agent:france a ilrs:Person .")
    done = run("check", "--all", "--root", str(small_root), cwd=small_root)
    assert done.returncode == 1
    (told,) = re.findall(
        r"^(data/agents/states\.ttl:(\d+):\d+): violation: .*\[cax-adc\]\n((?:  .*\n)*)", done.stdout, re.M
    )
    assert f"  agent:france a ilrs:Person: stated in data/agents/states.ttl:{line}\n" in told[2]
    assert re.search(r"  agent:france a ilrs:State: stated in data/agents/states\.ttl:\d+\n", told[2])


def test_what_follows_from_a_rule_is_told_with_the_rule(small_root: Path) -> None:
    append(
        small_root / "ontology" / "agents.ttl",
        "[] a owl:NegativePropertyAssertion ; owl:sourceIndividual mission:change-6 ;\n"
        "  owl:assertionProperty ilrs:hasPartner ; owl:targetIndividual agent:cnes .",
    )
    text = (small_root / "ontology" / "agents.ttl").read_text("utf-8")
    names = "".join(f"@prefix {p}: <{PREFIXES[p]}> .\n" for p in ("mission", "agent") if f"@prefix {p}:" not in text)
    (small_root / "ontology" / "agents.ttl").write_text(names + text, "utf-8")
    (finding,) = clashes(LunarGraph(small_root).check_all())
    told = "\n".join(finding.details)
    assert re.search(r"^mission:change-6 ilrs:hasPartner agent:cnes: follows by rule 070-has-partner: ", told, re.M)
    assert re.search(r"^  .*contribution:change-6-cnes-dorn .*: stated in \S+change-6\.ttl:\d+$", told, re.M)


@pytest.mark.parametrize("removed", [False, True])
def test_an_old_clash_is_not_blamed_on_a_candidate(removed: bool, small_root: Path, tmp_path: Path) -> None:
    append(small_root / "data" / "agents" / "states.ttl", "agent:france a ilrs:Person .")
    graph = LunarGraph(small_root, log=lambda _: None)
    file = tmp_path / "some.ttl"
    text = "agent:france a ilrs:Person ." if removed else 'agent:cnsa skos:altLabel "China\'s agency"@en .'
    file.write_text(HEAD + text, "utf-8")
    report = graph.check([], removed=file) if removed else graph.check(file)
    assert clashes(report) == []
    if not removed:
        file.write_text(HEAD + "agent:italy a ilrs:Person .", "utf-8")
        assert [f.focus for f in clashes(graph.check(file))] == [f"<{PREFIXES['agent']}italy>"]
