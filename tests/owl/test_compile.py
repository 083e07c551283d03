"""What the compiler refuses, what it takes without a rule, and that the rules depend on the axioms alone."""

from __future__ import annotations

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, parse

from ilrs_graph.closure import materialise
from ilrs_graph.errors import OntologyError
from ilrs_graph.owl import compile_rules

PREFIXES = """
@prefix : <http://example.org/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


def turtle(text: str) -> list[Triple]:
    quads = parse(PREFIXES + text, format=RdfFormat.TURTLE)
    return [Triple(q.subject, q.predicate, q.object) for q in quads]


R = "owl:onProperty :p ;"
OBJECT = ":p a owl:ObjectProperty ."


@pytest.mark.parametrize(
    ("axiom", "words"),
    [
        (f":C rdfs:subClassOf [{R} owl:someValuesFrom :D] .", "owl:someValuesFrom on the right side"),
        (":C rdfs:subClassOf [owl:unionOf (:D :E)] .", "owl:unionOf on the right side"),
        (":C rdfs:subClassOf [owl:oneOf (:x :y)] .", "owl:oneOf on the right side"),
        (f":C rdfs:subClassOf [{R} owl:minCardinality 1] .", "owl:minCardinality on the right side"),
        (f":C rdfs:subClassOf [{R} owl:cardinality 1] .", "owl:cardinality on the right side"),
        (
            f"{OBJECT} :C rdfs:subClassOf [{R} owl:maxCardinality 2] .",
            "a maximum cardinality of 0 or 1, not 2",
        ),
        (f":C rdfs:subClassOf [{R} owl:hasSelf true] .", "owl:hasSelf on the right side"),
        (f"[{R} owl:hasSelf true] rdfs:subClassOf :C .", "owl:hasSelf on the left side"),
        (f"[{R} owl:allValuesFrom :D] rdfs:subClassOf :C .", "owl:allValuesFrom on the left side"),
        ("[owl:complementOf :D] rdfs:subClassOf :C .", "owl:complementOf on the left side"),
        (f"[{R} owl:maxCardinality 1] rdfs:subClassOf :C .", "owl:maxCardinality on the left side"),
        (f"[{R} owl:someValuesFrom xsd:date] rdfs:subClassOf :C .", "owl:someValuesFrom with a datatype"),
        (":C owl:equivalentClass [owl:unionOf (:D :E)] .", "owl:unionOf on the right side"),
        (":C owl:unionOf (:D :E) .", "owl:unionOf on the right side"),
        (":C owl:disjointUnionOf (:D :E) .", "no disjoint unions"),
        ("owl:Thing rdfs:subClassOf :C .", "does not allow owl:Thing on the left side"),
        (":C owl:disjointWith owl:Thing .", "does not allow owl:Thing in a disjointness"),
        (":p a owl:ReflexiveProperty .", "no reflexive properties"),
        (":p a owl:FunctionalProperty .", "must be declared as an object property or as a data property"),
        (":p rdfs:subPropertyOf owl:topObjectProperty .", "cannot be used as a property"),
        (":C rdfs:subClassOf [] .", "must have exactly one constructor"),
        (":C owl:hasKey () .", "at least one property"),
        (":p owl:propertyChainAxiom () .", "at least one property"),
        (":p owl:propertyChainAxiom [rdf:first :q] .", "0 values of .*rest"),
        ("[] a owl:AllDifferent .", "one list of members"),
        ("[] owl:sourceIndividual :x ; owl:targetValue 1 .", "0 values of .*assertionProperty"),
        (":C owl:subClassOf :D .", "owl#subClassOf is not a term of OWL 2"),
        (":p a owl:TransitivProperty .", "owl#TransitivProperty is not a term of OWL 2"),
        (":p rdfs:subPropertyOf rdfs:subClassOf .", "does not conclude axioms"),
        ("_:c owl:complementOf _:c . :C rdfs:subClassOf _:c .", "contains itself"),
        ("_:l rdf:first :p ; rdf:rest _:l . :p owl:propertyChainAxiom _:l .", "is circular"),
    ],
)
def test_axioms_outside_the_profile_are_refused(axiom: str, words: str) -> None:
    with pytest.raises(OntologyError, match=words):
        compile_rules(turtle(axiom))


def test_a_refusal_names_every_axiom_in_words() -> None:
    axioms = f":C rdfs:subClassOf [{R} owl:minCardinality 2] . :p a owl:ReflexiveProperty ."
    with pytest.raises(OntologyError) as refusal:
        compile_rules(turtle(axioms))
    assert refusal.value.message.splitlines() == [
        "<http://example.org/C> rdfs:subClassOf (<http://example.org/p> min 2):"
        " OWL 2 RL does not allow owl:minCardinality on the right side of an axiom",
        "<http://example.org/p> rdf:type owl:ReflexiveProperty: OWL 2 RL has no reflexive properties",
    ]
    assert refusal.value.tip


@pytest.mark.parametrize(
    "harmless",
    [
        ':C a owl:Class ; rdfs:label "C" ; rdfs:isDefinedBy <http://example.org/> .',
        '<http://example.org/> a owl:Ontology ; owl:versionInfo "1" ; owl:imports <http://example.org/b> .',
        ":p a owl:DatatypeProperty ; rdfs:range xsd:date .",
        f":C rdfs:subClassOf [{R} owl:allValuesFrom xsd:date], owl:Thing, rdfs:Resource .",
        ":d a rdfs:Datatype ; owl:equivalentClass [a rdfs:Datatype ; owl:onDatatype xsd:string ;"
        ' owl:withRestrictions ([xsd:pattern "a+"])] .',
        "[] a owl:Axiom ; owl:annotatedSource :C ; owl:annotatedProperty :p ; owl:annotatedTarget 1 .",
        ":x a owl:NamedIndividual .",
        f"[] {R} owl:minCardinality 3 .",
    ],
)
def test_what_has_no_consequences_has_no_rules(harmless: str) -> None:
    assert compile_rules(turtle(harmless)) == compile_rules([])


def test_quads_are_as_good_as_triples() -> None:
    quads = list(parse(PREFIXES + ":C rdfs:subClassOf :D .", format=RdfFormat.TURTLE))
    assert isinstance(quads[0], Quad)
    assert compile_rules(quads) == compile_rules(turtle(":C rdfs:subClassOf :D ."))


def test_equality_rules_come_only_where_they_are_needed() -> None:
    plain = turtle(":C rdfs:subClassOf :D . :p a owl:TransitiveProperty .")
    assert not [rule for rule in compile_rules(plain) if rule.name.startswith("eq-rep")]
    assert [rule for rule in compile_rules(plain, equality=True) if rule.name.startswith("eq-rep")]
    assert [rule for rule in compile_rules(turtle(":C owl:hasKey (:p) .")) if rule.name.startswith("eq-rep")]


def test_disjointness_stated_both_ways_is_one_rule() -> None:
    once, twice = (
        turtle(":C owl:disjointWith :D ."),
        turtle(":C owl:disjointWith :D . :D owl:disjointWith :C ."),
    )
    assert compile_rules(once) == compile_rules(twice)


def test_type_that_is_an_expression() -> None:
    closure = materialise([], turtle(f":x a [{R} owl:hasValue :y], [owl:intersectionOf (:C :D)] ."))
    assert set(closure.inferred) == set(turtle(":x :p :y ; a :C, :D ."))


def test_nested_expressions() -> None:
    axioms = turtle(f"""
        [owl:intersectionOf (:C [{R} owl:someValuesFrom [owl:unionOf (:D [owl:oneOf (:a)])]])]
            rdfs:subClassOf [{R} owl:allValuesFrom [{R} owl:hasValue 1]] .""")
    closure = materialise(axioms, turtle(":x a :C ; :p :y, :z . :y a :D . :v a :C ; :p :a . :w a :C ; :p :b ."))
    assert set(closure.inferred) == set(turtle(":y :p 1 . :z :p 1 . :a :p 1 ."))


def test_words_are_manchester_syntax() -> None:
    axioms = turtle(f":C owl:equivalentClass [owl:intersectionOf (:D [{R} owl:hasValue :x])] .")
    words = {rule.axiom.replace("http://example.org/", "") for rule in compile_rules(axioms)}
    assert "<C> EquivalentTo <D> and (<p> value <x>)" in words


def test_two_individuals_equated_by_enumerations_must_be_the_same() -> None:
    axioms = turtle("[owl:intersectionOf ([owl:oneOf (:a)] [owl:oneOf (:b)])] rdfs:subClassOf :C .")
    assert list(materialise(axioms, []).inferred) == []
    found = set(materialise(axioms, turtle(":a owl:sameAs :b .")).inferred)
    assert Triple(NamedNode("http://example.org/a"), *_type("C")) in found


def _type(local: str) -> tuple[NamedNode, NamedNode]:
    rdf_type = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    return rdf_type, NamedNode("http://example.org/" + local)
