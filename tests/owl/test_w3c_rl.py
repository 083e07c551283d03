"""The W3C test cases of OWL 2 RL (https://www.w3.org/TR/owl2-test/), run through `materialise`.

Every consistency, inconsistency and negative entailment case runs, and every positive entailment whose
conclusion is about individuals. A conclusion that no forward rule can state (`owl:differentFrom`, membership
in a complement) is tested by refutation: its opposite, added to the premise, must clash.
"""

from __future__ import annotations

from functools import cache
from itertools import combinations
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, NamedNode, RdfFormat, Triple, parse

from ilrs_graph.closure import Closure, materialise
from ilrs_graph.errors import OntologyError
from ilrs_graph.namespaces import OWL, RDF
from ilrs_graph.owl.axioms import Axioms, is_schema
from ilrs_graph.terms import Node

CASES = Path(__file__).parents[2].parent / "shared" / "w3c" / "owl2-rl" / "cases.ttl"
TEST = "http://www.w3.org/2007/OWL/testOntology#"
BASE = "http://example.org/"
TYPE, NAMED_INDIVIDUAL = NamedNode(RDF + "type"), NamedNode(OWL + "NamedIndividual")
IMPORTS = NamedNode(OWL + "imports")
SAME_AS, DIFFERENT_FROM = NamedNode(OWL + "sameAs"), NamedNode(OWL + "differentFrom")

pytestmark = pytest.mark.skipif(not CASES.exists(), reason="the W3C cases are kept beside the repository")

REFUSED = {
    "New-2DFeature-2DReflexiveProperty-2D001": "OWL 2 RL has no reflexive properties",
}
"""Cases outside the profile although they are filed under it: the compiler must refuse them."""

NOT_ABOUT_INDIVIDUALS = {
    "Chain2trans": "concludes that a property is transitive",
    "TestCase-3AWebOnt-2DI4.6-2D003": "concludes that classes are equivalent",
    "TestCase-3AWebOnt-2DI4.6-2D005-2DDirect": "concludes an annotation of a class",
    "TestCase-3AWebOnt-2DI5.26-2D010": "concludes a declaration and a class expression that no axiom uses",
    "TestCase-3AWebOnt-2DI5.5-2D005": "concludes a declaration and a class expression that no axiom uses",
    "TestCase-3AWebOnt-2DI5.8-2D006": "concludes the datatype range of a property",
    "TestCase-3AWebOnt-2DI5.8-2D008": "concludes the datatype range of a property",
    "TestCase-3AWebOnt-2DI5.8-2D009": "concludes the datatype range of a property",
    "TestCase-3AWebOnt-2DI5.8-2D011": "concludes that XSD datatypes are datatypes",
    "TestCase-3AWebOnt-2DequivalentClass-2D002": "concludes that classes include each other",
    "TestCase-3AWebOnt-2DequivalentClass-2D003": "concludes that classes are equivalent",
    "TestCase-3AWebOnt-2DequivalentClass-2D008-2DDirect": "concludes an annotation of a class",
    "TestCase-3AWebOnt-2DequivalentProperty-2D002": "concludes that properties include each other",
    "TestCase-3AWebOnt-2DequivalentProperty-2D003": "concludes that properties are equivalent",
    "TestCase-3AWebOnt-2DsameAs-2D001": "concludes an annotation of a class",
}
"""Positive entailment cases left out."""

ONLY_A_PROFILE = {
    "TestCase-3AWebOnt-2Dimports-2D013": "asks in which profile its ontology is, and nothing else",
}
"""Cases that claim neither consistency nor entailment: the compiler must accept them."""

IMPORTED = {
    "http://www.w3.org/2002/03owlt/imports/support011-A": """
        @prefix : <http://www.w3.org/2002/03owlt/imports/support011-A#> .
        @prefix owl: <http://www.w3.org/2002/07/owl#> .
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        :Man a owl:Class ; rdfs:subClassOf :Mortal . :Mortal a owl:Class .""",
}
"""What the W3C keeps beside the cases for one of them to import, as Turtle; the file of cases lacks it."""

Case = dict[str, list[str]]


@cache
def cases() -> dict[str, Case]:
    if not CASES.exists():
        return {}
    found: dict[str, Case] = {}
    for t in parse(path=str(CASES)):
        case = found.setdefault(t.subject.value.rpartition("/")[2], {})
        case.setdefault(t.predicate.value.rpartition("#")[2], []).append(t.object.value)
    return dict(sorted(found.items()))


def of_type(name: str, *, but: dict[str, str] | None = None) -> list[str]:
    left_out = {*REFUSED, *(but or {})}
    return [key for key, case in cases().items() if TEST + name + "Test" in case["type"] and key not in left_out]


def triples(name: str, part: str) -> list[Triple]:
    (text,) = cases()[name][f"rdfXml{part}Ontology"]
    quads = parse(text, format=RdfFormat.RDF_XML, base_iri=BASE)
    found = [Triple(q.subject, q.predicate, q.object) for q in quads]
    return found + [t for imports in found if imports.predicate == IMPORTS for t in imported(imports.object)]


def imported(ontology: Node) -> list[Triple]:
    """What a case imports; an ontology imports itself in some, which adds nothing."""
    text = IMPORTED.get(ontology.value, "") if isinstance(ontology, NamedNode) else ""
    return [Triple(q.subject, q.predicate, q.object) for q in parse(text, format=RdfFormat.TURTLE)]


def closure(name: str, *more: Triple) -> Closure:
    return materialise([*triples(name, "Premise"), *more], [])


def facts(ontology: list[Triple]) -> list[Triple]:
    """The triples about individuals; declarations of individuals are none."""
    schema = Axioms(ontology).schema_terms()
    return [t for t in ontology if t.subject not in schema and t.object != NAMED_INDIVIDUAL and t.subject.value]


def holds(name: str, fact: Triple, conclusion: Axioms) -> bool:
    if fact.predicate == DIFFERENT_FROM:
        return not closure(name, Triple(fact.subject, SAME_AS, fact.object)).consistent
    if isinstance(fact.object, BlankNode) and fact.predicate == TYPE:
        excluded = conclusion.one(fact.object, NamedNode(OWL + "complementOf"))
        return not closure(name, Triple(fact.subject, TYPE, excluded)).consistent
    return fact in [*triples(name, "Premise"), *closure(name).inferred]


def all_differ(conclusion: Axioms) -> list[Triple]:
    """Pairs of an owl:AllDifferent as owl:differentFrom."""
    groups = [t.subject for t in conclusion.triples if t.object == NamedNode(OWL + "AllDifferent")]
    lists = (conclusion.members(conclusion.one(group, NamedNode(OWL + "members"))) for group in groups)
    return [Triple(a, DIFFERENT_FROM, b) for members in lists for a, b in combinations(members, 2)]


@pytest.mark.parametrize("name", of_type("Consistency"))
def test_consistency(name: str) -> None:
    assert closure(name).clashes == ()


@pytest.mark.parametrize("name", of_type("Inconsistency"))
def test_inconsistency(name: str) -> None:
    assert closure(name).clashes


@pytest.mark.parametrize("name", of_type("PositiveEntailment", but=NOT_ABOUT_INDIVIDUALS))
def test_positive_entailment(name: str) -> None:
    conclusion = Axioms(triples(name, "Conclusion"))
    expected = all_differ(conclusion) + [t for t in facts(conclusion.triples) if not _is_frame(t)]
    assert expected, "a conclusion without a fact proves nothing"
    assert [t for t in expected if not holds(name, t, conclusion)] == []


@pytest.mark.parametrize("name", of_type("NegativeEntailment"))
def test_negative_entailment(name: str) -> None:
    premise = triples(name, "Premise")
    entailed = {*premise, *materialise(premise, []).inferred}
    denied = [t for t in triples(name, "NonConclusion") if not isinstance(t.subject, BlankNode)]
    assert not set(denied) <= entailed


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_refused(name: str) -> None:
    with pytest.raises(OntologyError, match="reflexive"):
        closure(name)


@pytest.mark.parametrize("name", sorted(ONLY_A_PROFILE))
def test_accepted(name: str) -> None:
    assert materialise(triples(name, "Input"), []).consistent


@pytest.mark.parametrize("name", sorted(NOT_ABOUT_INDIVIDUALS))
def test_cases_left_out_conclude_nothing_about_individuals(name: str) -> None:
    assert all_differ(Axioms(triples(name, "Conclusion"))) == []
    assert [t for t in facts(triples(name, "Conclusion")) if not _is_frame(t)] == []


def _is_frame(triple: Triple) -> bool:
    """Whether a triple belongs to a list, a declaration or the frame of an axiom."""
    return is_schema(triple.predicate, triple.object) and not (
        triple.predicate == TYPE and isinstance(triple.object, BlankNode)
    )


def test_every_case_runs_or_is_named_with_the_reason() -> None:
    kinds = ("Consistency", "Inconsistency", "NegativeEntailment", "PositiveEntailment")
    run = {(kind, name) for kind in kinds for name in of_type(kind)}
    left_out = {("PositiveEntailment", name) for name in NOT_ABOUT_INDIVIDUALS}
    asked = {(k, name) for name, case in cases().items() for k in kinds if f"{TEST}{k}Test" in case["type"]}
    assert len(cases()) == 87
    assert left_out <= run
    assert asked - run == {(kind, name) for kind, name in asked if name in REFUSED}
    assert {name for _, name in run} | set(REFUSED) | set(ONLY_A_PROFILE) == set(cases())


def test_every_import_is_at_hand() -> None:
    for name in {*cases()} - {*ONLY_A_PROFILE}:
        premise = triples(name, "Premise")
        ontologies = {t.subject.value for t in premise if t.object == NamedNode(OWL + "Ontology")}
        assert {t.object.value for t in premise if t.predicate == IMPORTS} <= {*IMPORTED, *ontologies}
