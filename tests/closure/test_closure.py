"""The closure as a whole: what is reported, in which form and order, and that engines agree."""

from __future__ import annotations

import random
import sys
from importlib.util import find_spec

import pytest
from pyoxigraph import BlankNode, NamedNode, RdfFormat, Triple, parse

from ilrs_graph.closure import materialise
from ilrs_graph.errors import MissingDependency, OntologyError
from ilrs_graph.owl.clashes import known_to_differ

PREFIXES = """
@prefix : <http://example.org/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix ilrs: <https://w3id.org/ilrs-graph/ontology#> .
@prefix mission: <https://w3id.org/ilrs-graph/id/mission/> .
"""
ENGINES = [
    pytest.param("nemo", marks=pytest.mark.skipif(not find_spec("nmo_python"), reason="no Nemo here")),
    "python",
    "owlrl",
]


def turtle(text: str) -> list[Triple]:
    quads = parse(PREFIXES + text, format=RdfFormat.TURTLE)
    return [Triple(q.subject, q.predicate, q.object) for q in quads]


def inferred(axioms: str, facts: str, engine: str | None = None) -> set[Triple]:
    return set(materialise(turtle(axioms), turtle(facts), engine=engine).inferred)  # type: ignore[arg-type]


@pytest.mark.parametrize("engine", ENGINES)
class TestReported:
    def test_literals_keep_their_lexical_form(self, engine: str) -> None:
        facts = ':x :p "1.00"^^xsd:decimal, "01"^^xsd:integer, "a"@en-GB, "1E0"^^xsd:double .'
        assert {t.object for t in inferred(":p rdfs:subPropertyOf :q .", facts, engine)} == {
            t.object for t in turtle(facts)
        }

    def test_the_same_number_keeps_each_of_its_forms(self, engine: str) -> None:
        facts = ':x :p "1.0"^^xsd:decimal . :y :p "1.00"^^xsd:decimal .'
        assert {f"{t.subject} {t.object.value}" for t in inferred(":p rdfs:subPropertyOf :q .", facts, engine)} == {
            "<http://example.org/x> 1.0",
            "<http://example.org/y> 1.00",
        }

    def test_only_new_triples(self, engine: str) -> None:
        assert inferred(":p rdfs:subPropertyOf :q .", ":x :p :y ; :q :y .", engine) == set()

    def test_individuals_of_the_ontology_count(self, engine: str) -> None:
        axioms = ":broader owl:inverseOf :narrower . :a a skos:Concept ; :broader :b ."
        assert inferred(axioms, "", engine) == set(turtle(":b :narrower :a ."))

    def test_nothing_about_schema_terms(self, engine: str) -> None:
        axioms = ":C a owl:Class ; :p :x . :p rdfs:subPropertyOf :q . rdfs:label rdfs:subPropertyOf :name ."
        axioms += ' :C rdfs:label "C" ; rdfs:subClassOf :D . :D rdfs:subClassOf :E .'
        assert inferred(axioms, "", engine) == set()

    def test_no_literal_as_subject(self, engine: str) -> None:
        assert inferred(":p owl:inverseOf :q . :p rdfs:range :C .", ":x :p 1 .", engine) == set()

    def test_what_is_true_of_everything_is_left_out(self, engine: str) -> None:
        axioms = ":C rdfs:subClassOf owl:Thing . :p rdfs:domain owl:Thing ; rdfs:range rdfs:Resource ."
        assert inferred(axioms, ":x a :C ; :p :y .", engine) == set()

    def test_no_reflexive_sameness(self, engine: str) -> None:
        found = inferred("", ":x owl:sameAs :y . :y owl:sameAs :z .", engine)
        assert len(found) == 4
        assert all(t.subject != t.object for t in found)

    def test_no_blank_node_as_class(self, engine: str) -> None:
        axioms = ":C rdfs:subClassOf [owl:intersectionOf (:D [owl:onProperty :p ; owl:hasValue :y])] ."
        assert inferred(axioms, ":x a :C .", engine) == set(turtle(":x a :D ; :p :y ."))

    def test_blank_node_as_individual(self, engine: str) -> None:
        (found,) = inferred(":p owl:inverseOf :q .", ":x :p _:y .", engine)
        assert isinstance(found.subject, BlankNode)

    def test_keys_of_one_property_equate_only_equal_values(self, engine: str) -> None:
        axioms, facts = ":C owl:hasKey (:p) .", ":x a :C ; :p 1 . :y a :C ; :p 1 . :z a :C ; :p 2 ."
        assert inferred(axioms, facts, engine) == set(turtle(":x owl:sameAs :y . :y owl:sameAs :x ."))

    def test_clash_in_words(self, engine: str) -> None:
        axioms = turtle("ilrs:Mission owl:disjointWith ilrs:Item . ilrs:Rover rdfs:subClassOf ilrs:Item .")
        closure = materialise(axioms, turtle("mission:a a ilrs:Mission, ilrs:Rover ."), engine=engine)  # type: ignore[arg-type]
        assert [str(clash) for clash in closure.clashes] == [
            "mission:a a ilrs:Item, and mission:a a ilrs:Mission:"
            ' against "ilrs:Item DisjointWith ilrs:Mission" (cax-dw)'
        ]
        assert not closure.consistent

    def test_clash_without_facts(self, engine: str) -> None:
        axioms = turtle("[] a owl:AllDifferent ; owl:members (:x :x) .")
        (clash,) = materialise(axioms, [], engine=engine).clashes  # type: ignore[arg-type]
        assert str(clash).startswith("the ontology itself")

    def test_symmetric_clash_is_reported_once(self, engine: str) -> None:
        facts = turtle(":x :p :y . :y :p :x .")
        assert len(materialise(turtle(":p a owl:AsymmetricProperty ."), facts, engine=engine).clashes) == 1  # type: ignore[arg-type]

    def test_no_facts(self, engine: str) -> None:
        closure = materialise([], [], engine=engine)  # type: ignore[arg-type]
        assert (closure.engine, list(closure.inferred), closure.clashes) == (engine, [], ())

    def test_literals_are_never_made_the_same(self, engine: str) -> None:
        axioms = ":p a owl:DatatypeProperty, owl:FunctionalProperty ."
        assert not [t for t in inferred(axioms, ":x :p 1, 2 . :y :q 1 .", engine) if t.predicate.value[-2:] == "As"]


@pytest.mark.parametrize("engine", ENGINES[:2])
def test_object_property_that_holds_literals_does_not_equate_them(engine: str) -> None:
    axioms = ":p a owl:ObjectProperty, owl:FunctionalProperty ."
    assert inferred(axioms, ":x :p 1, 2 . :y :q 1 .", engine) == set()


ONTOLOGY = """
    :Lander rdfs:subClassOf :Craft . :Craft owl:disjointWith :Agent . :on owl:inverseOf :carries .
    :carries rdfs:subPropertyOf :has . :has a owl:TransitiveProperty . :partner a owl:SymmetricProperty .
    :hasPartner owl:propertyChainAxiom (:carries [owl:inverseOf :offers]) .
    [owl:onProperty :has ; owl:someValuesFrom :Payload] rdfs:subClassOf :Carrier .
    :code a owl:DatatypeProperty . :Craft owl:hasKey (:code) .
"""
FACTS = """
    :a a :Lander ; :carries :b, :c ; :code "A" . :b :has :d . :d a :Payload . :e :offers :c ; :partner :f .
    :a2 a :Craft ; :code "A" . :g a :Craft, :Agent . :h :on :a .
"""


@pytest.mark.parametrize("seed", range(5))
def test_order_of_input_does_not_matter(seed: int) -> None:
    def outcome(ontology: list[Triple], facts: list[Triple]) -> tuple[list[str], list[str]]:
        closure = materialise(ontology, facts)
        return [str(t) for t in closure.inferred], [str(c) for c in closure.clashes]

    ontology, facts = turtle(ONTOLOGY), turtle(FACTS)
    expected = outcome(ontology, facts)
    random.Random(seed).shuffle(ontology)
    random.Random(seed).shuffle(facts)
    assert outcome(ontology, facts) == expected
    assert outcome(facts, ontology) == expected


def test_triples_are_sorted_and_can_be_read_twice() -> None:
    closure = materialise(turtle(ONTOLOGY), turtle(FACTS))
    once = list(closure.inferred)
    assert once == list(closure.inferred)
    assert len(once) == len(closure.inferred) == len(set(once))
    predicates = [t.predicate.value for t in once]
    assert predicates == sorted(predicates)


def test_closure_is_closed() -> None:
    ontology, facts = turtle(ONTOLOGY), turtle(FACTS)
    again = materialise(ontology, [*facts, *materialise(ontology, facts).inferred])
    assert list(again.inferred) == []


def test_more_facts_never_take_a_conclusion_away() -> None:
    ontology, facts = turtle(ONTOLOGY), turtle(FACTS)
    fewer = set(materialise(ontology, facts[: len(facts) // 2]).inferred)
    assert fewer <= {*facts, *materialise(ontology, facts).inferred}


def test_axioms_among_the_facts_count() -> None:
    assert set(materialise([], turtle(":p owl:inverseOf :q . :x :p :y .")).inferred) == set(turtle(":y :q :x ."))


def test_misspelt_owl_term_among_the_facts_is_refused() -> None:
    with pytest.raises(OntologyError, match="sameIndividualAs is not a term of OWL 2"):
        materialise([], turtle(":x owl:sameIndividualAs :y ."))


def test_without_nemo_python_does_the_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "nmo_python", None)
    closure = materialise(turtle(":p owl:inverseOf :q ."), turtle(":x :p :y ."))
    assert (closure.engine, set(closure.inferred)) == ("python", set(turtle(":y :q :x .")))


def test_owlrl_leaves_rdflib_as_it_was() -> None:
    """For its own work it changes how rdflib reads the literals of some datatypes, for the whole process."""
    from rdflib import XSD, Literal

    told = [("1e3", XSD.decimal), ("x", XSD.language), ("1", XSD.NCName), ("300", XSD.byte), ("2023-13-01", XSD.date)]
    before = [Literal(text, datatype=datatype).ill_typed for text, datatype in told]
    materialise(turtle(":p owl:inverseOf :q ."), turtle(":x :p :y ."), engine="owlrl")
    assert [Literal(text, datatype=datatype).ill_typed for text, datatype in told] == before


def test_engine_that_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "nmo_python", None)
    with pytest.raises(MissingDependency, match="Nemo"):
        materialise(turtle(":p owl:inverseOf :q ."), turtle(":x :p :y ."), engine="nemo")


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ("1", "1.0", False),
        ("1", "2", True),
        ('"a"', '"b"', True),
        ('"a"', '"a"@en', True),
        ('"a"^^:unknown', '"b"^^:unknown', False),
        ("1", ":x", False),
    ],
)
def test_literals_known_to_differ(one: str, other: str, differ: bool) -> None:
    a, b = (t.object for t in turtle(f":s :p {one} . :s :q {other} ."))
    assert known_to_differ(a, b) is differ


def test_names_of_terms_that_engines_must_not_misread() -> None:
    strange = [NamedNode(f"http://example.org/{part}") for part in ("e:a/b", "a,b", "a(b)", "%22", "é")]
    axioms = turtle(":p owl:inverseOf :q .")
    p, q = (NamedNode("http://example.org/" + local) for local in "pq")
    facts = [Triple(a, p, b) for a in strange for b in strange]
    assert set(materialise(axioms, facts).inferred) == {Triple(b, q, a) for a in strange for b in strange}
