"""Every inferred fact of the shipped graph has a proof that an independent checker accepts."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Triple

sys.path.insert(0, str(Path(__file__).parent))

from checker import Checker

from ilrs_graph import LunarGraph
from ilrs_graph.errors import UnknownName, UsageError
from ilrs_graph.explanation import Proof, Step
from ilrs_graph.files.root import Root
from ilrs_graph.snapshot.pipeline import Content, read_content

SAMPLE = 100


@pytest.fixture(scope="module")
def content(repo: Path) -> Content:
    return read_content(Root.find(repo))


@pytest.fixture(scope="module")
def checker(repo: Path, content: Content) -> Checker:
    return Checker(repo, content)


def check(facts: list[Triple], graph: LunarGraph, checker: Checker) -> None:
    for fact in facts:
        proof = graph.explainer.prove((fact.subject, fact.predicate, fact.object))
        assert proof is not None, f"no proof of {fact}"
        assert list(checker.problems(proof)) == []
        (told,) = graph.explainer.builder.build([proof])
        assert list(checker.misplaced(told)) == []


def test_a_sample_of_inferred_facts_is_proved(graph: LunarGraph, checker: Checker) -> None:
    facts = sorted(graph.snapshot.inferred, key=str)
    by_property: dict[NamedNode, list[Triple]] = {}
    for fact in facts:
        by_property.setdefault(fact.predicate, []).append(fact)
    chosen = random.Random(4)
    check([chosen.choice(group) for group in by_property.values()], graph, checker)
    check(chosen.sample(facts, SAMPLE), graph, checker)


@pytest.mark.soak
def test_every_inferred_fact_is_proved(graph: LunarGraph, checker: Checker) -> None:
    check(sorted(graph.snapshot.inferred, key=str), graph, checker)


class TestTheChecker:
    """A checker that accepts everything would prove nothing."""

    @pytest.fixture
    def proof(self, graph: LunarGraph) -> Proof:
        fact = graph.explain("change-6", "a", "FarSideMission").fact
        assert fact is not None
        found = graph.explainer.prover.prove((fact.subject, fact.predicate, fact.object))
        assert found is not None
        return found

    def test_accepts_the_proof(self, proof: Proof, checker: Checker) -> None:
        assert list(checker.problems(proof)) == []

    def test_refuses_a_step_without_one_of_its_premises(self, proof: Proof, checker: Checker) -> None:
        assert any(part.premises for part in proof)
        for part in proof:
            for i in range(len(part.premises)):
                broken = Proof(part.fact, part.step, (*part.premises[:i], *part.premises[i + 1 :]))
                assert list(checker.problems(broken)), f"{part.fact} without {part.premises[i].fact}"

    def test_refuses_what_is_called_stated_and_is_not(self, proof: Proof, checker: Checker) -> None:
        assert list(checker.problems(Proof(proof.fact, None)))

    def test_refuses_another_axiom(self, proof: Proof, checker: Checker) -> None:
        other = Step("axiom", "prp-symp", "Symmetric ilrs:jointWith")
        assert list(checker.problems(Proof(proof.fact, other, proof.premises)))

    def test_refuses_a_circle(self, proof: Proof, checker: Checker) -> None:
        assert list(checker.problems(Proof(proof.fact, proof.step, (proof,))))


def test_inverse_and_symmetric_facts_are_not_proved_by_each_other(graph: LunarGraph) -> None:
    told = graph.explain("contribution:change-6-irap-dorn", "jointWith", "contribution:change-6-cnes-dorn")
    assert told.holds
    (tree,) = told.trees
    assert [part.kind for part in tree] in (["stated"], ["axiom", "stated"])


def test_a_stated_fact_has_its_line_and_sources(graph: LunarGraph) -> None:
    (tree,) = graph.explain("contribution:change-6-cnes-dorn", "contributes", "dorn").trees
    assert tree.kind == "stated"
    assert [place.file for place in tree.places] == ["data/missions/change-6.ttl"]
    assert any("SCIO" in citation.publisher for citation in tree.sources)


def test_things_are_called_by_label_slug_curie_or_iri(graph: LunarGraph) -> None:
    ways = [
        ("change-6", "hasPartner", "cnes"),
        ("Chang'e 6", "has partner", "agent:cnes"),
        ("嫦娥六号", "ilrs:hasPartner", "https://w3id.org/ilrs-graph/id/agent/cnes"),
    ]
    assert len({graph.explain(*way).fact for way in ways}) == 1


@pytest.mark.parametrize(
    ("words", "near"),
    [
        (("change-66", "hasPartner", "cnes"), "change-6"),
        (("change-6", "hasPartnr", "cnes"), "hasPartner"),
        (("change-6", "hasPartner", "cness"), "cnes"),
        (("change-6", "a", "FarSideMision"), "FarSideMission"),
    ],
)
def test_wrong_names_are_met_with_near_ones(words: tuple[str, str, str], near: str, graph: LunarGraph) -> None:
    with pytest.raises(UnknownName) as error:
        graph.explain(*words)
    assert near in str(error.value.tip)


def test_a_server_has_no_files_to_explain_from() -> None:
    with pytest.raises(UsageError, match="endpoint"):
        _ = LunarGraph(endpoint="http://127.0.0.1:1/sparql").explainer
