"""One minimal case and one near miss for each OWL 2 RL/RDF rule, and what the compiler refuses."""

from __future__ import annotations

import random
from dataclasses import dataclass

import pytest
from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat, Triple, parse

from ilrs_graph.errors import OntologyError
from ilrs_graph.reasoning import compile_rules, materialise

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


@dataclass(frozen=True)
class Case:
    """What `facts` give under `axioms`, and `near`: facts (and axioms) that look alike and give nothing."""

    rule: str
    axioms: str
    facts: str
    gives: str
    near: str
    near_axioms: str | None = None


R = "owl:onProperty :p ;"
OBJECT = ":p a owl:ObjectProperty ."
DATA = ":p a owl:DatatypeProperty ."

DERIVE = [
    Case("cax-sco", ":C rdfs:subClassOf :D .", ":x a :C .", ":x a :D .", ":x a :D ."),
    Case("cax-eqc1", ":C owl:equivalentClass :D .", ":x a :C .", ":x a :D .", ":x a :E ."),
    Case("cax-eqc2", ":C owl:equivalentClass :D .", ":x a :D .", ":x a :C .", ":x a :E ."),
    Case("prp-spo1", ":p rdfs:subPropertyOf :q .", ":x :p :y .", ":x :q :y .", ":x :q :y ."),
    Case("prp-spo1", "[owl:inverseOf :p] rdfs:subPropertyOf :q .", ":x :p :y .", ":y :q :x .", ":x :r :y ."),
    Case("prp-eqp1", ":p owl:equivalentProperty :q .", ":x :p 1 .", ":x :q 1 .", ":x :r 1 ."),
    Case("prp-eqp2", ":p owl:equivalentProperty :q .", ":x :q 1 .", ":x :p 1 .", ":x :r 1 ."),
    Case("prp-inv1", ":p owl:inverseOf :q .", ":x :p :y .", ":y :q :x .", ":x :p 1 ."),
    Case("prp-inv2", ":p owl:inverseOf :q .", ":x :q :y .", ":y :p :x .", ":x :q 1 ."),
    Case(
        "prp-spo2",
        ":p owl:propertyChainAxiom (:q :r :s) .",
        ":x :q :y . :y :r :z . :z :s :w .",
        ":x :p :w .",
        ":x :q :y . :z :r :y . :z :s :w .",
    ),
    Case(
        "prp-spo2",
        ":p owl:propertyChainAxiom (:q [owl:inverseOf :r]) .",
        ":x :q :y . :z :r :y .",
        ":x :p :z .",
        ":x :q :y . :y :r :z .",
    ),
    Case(
        "prp-trp",
        ":p a owl:TransitiveProperty .",
        ":x :p :y . :y :p :z .",
        ":x :p :z .",
        ":x :p :y . :z :p :y .",
    ),
    Case("prp-symp", ":p a owl:SymmetricProperty .", ":x :p :y .", ":y :p :x .", ":x :p :x ."),
    Case("prp-dom", ":p rdfs:domain :C .", ":x :p :y .", ":x a :C .", ":y :q :x ."),
    Case("prp-rng", ":p rdfs:range :C .", ":x :p :y .", ":y a :C .", ":x :p 1 ."),
    Case(
        "prp-fp",
        f"{OBJECT} :p a owl:FunctionalProperty .",
        ":x :p :y, :z .",
        ":y owl:sameAs :z . :z owl:sameAs :y . :x :p :y, :z .",
        ":x :p :y . :w :p :z .",
    ),
    Case(
        "prp-ifp",
        ":p a owl:InverseFunctionalProperty .",
        ":y :p :x . :z :p :x .",
        ":y owl:sameAs :z . :z owl:sameAs :y .",
        ":x :p :y, :z .",
    ),
    Case(
        "prp-key",
        ":C owl:hasKey (:p) .",
        ":x a :C ; :p 1 . :y a :C ; :p 1 .",
        ":x owl:sameAs :y . :y owl:sameAs :x .",
        ":x a :C ; :p 1 . :y a :D ; :p 1 . :z a :C ; :p 2 .",
    ),
    Case(
        "prp-key",
        ":C owl:hasKey (:p :q) .",
        ":x a :C ; :p 1 ; :q :a . :y a :C ; :p 1 ; :q :a .",
        ":x owl:sameAs :y . :y owl:sameAs :x .",
        ":x a :C ; :p 1 ; :q :a . :y a :C ; :p 1 ; :q :b .",
    ),
    Case(
        "cls-int1",
        "[owl:intersectionOf (:C :D)] rdfs:subClassOf :E .",
        ":x a :C, :D .",
        ":x a :E .",
        ":x a :C . :y a :D .",
    ),
    Case(
        "cls-int2",
        ":C rdfs:subClassOf [owl:intersectionOf (:D :E)] .",
        ":x a :C .",
        ":x a :D, :E .",
        ":x a :D, :E .",
    ),
    Case("cls-uni", "[owl:unionOf (:C :D)] rdfs:subClassOf :E .", ":x a :D .", ":x a :E .", ":x a :E ."),
    Case(
        "cls-svf1",
        f"[{R} owl:someValuesFrom :C] rdfs:subClassOf :E .",
        ":x :p :y . :y a :C .",
        ":x a :E .",
        ":x :p :y . :x a :C .",
    ),
    Case(
        "cls-svf2",
        f"[{R} owl:someValuesFrom owl:Thing] rdfs:subClassOf :E .",
        ":x :p :y .",
        ":x a :E .",
        ":x :q :y .",
    ),
    Case(
        "cls-svf2",
        f"{DATA} [{R} owl:someValuesFrom rdfs:Literal] rdfs:subClassOf :E .",
        ":x :p 1 .",
        ":x a :E .",
        ":x :q 1 .",
    ),
    Case(
        "cls-avf",
        f":C rdfs:subClassOf [{R} owl:allValuesFrom :D] .",
        ":x a :C ; :p :y .",
        ":y a :D .",
        ":x a :D ; :p :y .",
    ),
    Case(
        "cls-hv1",
        f":C rdfs:subClassOf [{R} owl:hasValue :y] .",
        ":x a :C .",
        ":x :p :y .",
        ":x :p :z .",
    ),
    Case(
        "cls-hv2",
        f"[{R} owl:hasValue :y] rdfs:subClassOf :C .",
        ":x :p :y .",
        ":x a :C .",
        ":x :p :z . :y :p :x .",
    ),
    Case("cls-oo", "[owl:oneOf (:x :y)] rdfs:subClassOf :C .", "", ":x a :C . :y a :C .", "", ":x a :D ."),
    Case(
        "cls-maxc2",
        f"{OBJECT} :C rdfs:subClassOf [{R} owl:maxCardinality 1] .",
        ":x a :C ; :p :y, :z .",
        ":y owl:sameAs :z . :z owl:sameAs :y .",
        ":x a :D ; :p :y, :z . :w a :C ; :p :v .",
    ),
    Case(
        "cls-maxqc3",
        f"{OBJECT} :C rdfs:subClassOf [{R} owl:maxQualifiedCardinality 1 ; owl:onClass :D] .",
        ":x a :C ; :p :y, :z . :y a :D . :z a :D .",
        ":y owl:sameAs :z . :z owl:sameAs :y .",
        ":x a :C ; :p :y, :z . :y a :D .",
    ),
    Case(
        "cls-maxqc4",
        f"{OBJECT} :C rdfs:subClassOf [{R} owl:maxQualifiedCardinality 1 ; owl:onClass owl:Thing] .",
        ":x a :C ; :p :y, :z .",
        ":y owl:sameAs :z . :z owl:sameAs :y .",
        ":x a :D ; :p :y, :z .",
    ),
    Case("eq-sym", "", ":x owl:sameAs :y .", ":y owl:sameAs :x .", ":x owl:differentFrom :y ."),
    Case(
        "eq-trans",
        "",
        ":x owl:sameAs :y . :y owl:sameAs :z .",
        ":x owl:sameAs :z .",
        ":x :p :y . :y :p :z .",
    ),
    Case("eq-rep-s", "", ":x owl:sameAs :y ; :p 1 ; a :C .", ":y :p 1 ; a :C .", ":x :p 1 ; a :C . :y :p 2 ."),
    Case("eq-rep-o", "", ":x owl:sameAs :y . :z :p :x .", ":z :p :y .", ":z :p :x, :w ."),
    Case("eq-rep-o", ":C a owl:Class ; owl:sameAs :D . :D a owl:Class .", ":x a :C .", ":x a :D .", ":x a :E ."),
    Case(
        "eq-rep-p",
        ":p a owl:ObjectProperty ; owl:sameAs :q . :q a owl:ObjectProperty .",
        ":x :p :y .",
        ":x :q :y .",
        ":x :r :y .",
    ),
]

CLASH = [
    Case("cls-nothing2", "", ":x a owl:Nothing .", "", ":x a owl:Thing ."),
    Case("cls-nothing2", ":C rdfs:subClassOf owl:Nothing .", ":x a :C .", "", ":x a :D ."),
    Case("cls-com", ":C rdfs:subClassOf [owl:complementOf :D] .", ":x a :C, :D .", "", ":x a :C . :y a :D ."),
    Case("cax-dw", ":C owl:disjointWith :D .", ":x a :C, :D .", "", ":x a :C . :y a :D ."),
    Case(
        "cax-adc",
        "[] a owl:AllDisjointClasses ; owl:members (:C :D :E) .",
        ":x a :C, :E .",
        "",
        ":x a :C . :y a :E .",
    ),
    Case("prp-irp", ":p a owl:IrreflexiveProperty .", ":x :p :x .", "", ":x :p :y ."),
    Case("prp-asyp", ":p a owl:AsymmetricProperty .", ":x :p :y . :y :p :x .", "", ":x :p :y . :y :p :z ."),
    Case("prp-pdw", ":p owl:propertyDisjointWith :q .", ":x :p :y ; :q :y .", "", ":x :p :y ; :q :z ."),
    Case(
        "prp-adp",
        "[] a owl:AllDisjointProperties ; owl:members (:p :q :r) .",
        ":x :p :y ; :r :y .",
        "",
        ":x :p :y . :y :r :x .",
    ),
    Case(
        "prp-npa1",
        "[] a owl:NegativePropertyAssertion ; owl:sourceIndividual :x ;"
        " owl:assertionProperty :p ; owl:targetIndividual :y .",
        ":x :p :y .",
        "",
        ":y :p :x .",
    ),
    Case(
        "prp-npa2",
        "[] a owl:NegativePropertyAssertion ; owl:sourceIndividual :x ; owl:assertionProperty :p ; owl:targetValue 1 .",
        ":x :p 1 .",
        "",
        ":x :p 2 .",
    ),
    Case(
        "prp-fp",
        f"{DATA} :p a owl:FunctionalProperty .",
        ":x :p 1, 2 .",
        "",
        ":x :p 1.0, 1.00, 1 . :y :p 2 .",
    ),
    Case(
        "cls-maxc1",
        f":C rdfs:subClassOf [{R} owl:maxCardinality 0] .",
        ":x a :C ; :p :y .",
        "",
        ":x a :D ; :p :y .",
    ),
    Case(
        "cls-maxc2",
        f"{DATA} :C rdfs:subClassOf [{R} owl:maxCardinality 1] .",
        ':x a :C ; :p "a", "b" .',
        "",
        ':x a :C ; :p "a" . :y a :D ; :p "a", "b" .',
    ),
    Case(
        "cls-maxqc1",
        f":C rdfs:subClassOf [{R} owl:maxQualifiedCardinality 0 ; owl:onClass :D] .",
        ":x a :C ; :p :y . :y a :D .",
        "",
        ":x a :C ; :p :y . :y a :E .",
    ),
    Case(
        "cls-maxqc2",
        f":C rdfs:subClassOf [{R} owl:maxQualifiedCardinality 0 ; owl:onClass owl:Thing] .",
        ":x a :C ; :p :y .",
        "",
        ":x a :D ; :p :y .",
    ),
    Case(
        "cls-maxqc4",
        f"{DATA} :C rdfs:subClassOf [{R} owl:maxQualifiedCardinality 1 ; owl:onDataRange rdfs:Literal] .",
        ":x a :C ; :p 1, 2 .",
        "",
        ":x a :C ; :p 1 .",
    ),
    Case(
        "eq-diff1",
        "",
        ":x owl:sameAs :y . :y owl:differentFrom :x .",
        "",
        ":x owl:sameAs :y . :x owl:differentFrom :z .",
    ),
    Case("eq-diff1", "", ":x owl:differentFrom :x .", "", ":x owl:differentFrom :y ."),
    Case(
        "eq-diff2",
        "[] a owl:AllDifferent ; owl:members (:x :y :z) .",
        ":z owl:sameAs :x .",
        "",
        ":z owl:sameAs :w .",
    ),
    Case(
        "eq-diff2",
        "[] a owl:AllDifferent ; owl:distinctMembers (:x :y) .",
        ":x owl:sameAs :y .",
        "",
        ":x :p :y .",
    ),
]

TABLE = {
    "eq-sym eq-trans eq-rep-s eq-rep-p eq-rep-o eq-diff1 eq-diff2",
    "prp-dom prp-rng prp-fp prp-ifp prp-irp prp-symp prp-asyp prp-trp prp-spo1 prp-spo2 prp-eqp1 prp-eqp2",
    "prp-pdw prp-adp prp-inv1 prp-inv2 prp-key prp-npa1 prp-npa2",
    "cls-nothing2 cls-int1 cls-int2 cls-uni cls-com cls-svf1 cls-svf2 cls-avf cls-hv1 cls-hv2 cls-oo",
    "cls-maxc1 cls-maxc2 cls-maxqc1 cls-maxqc2 cls-maxqc3 cls-maxqc4",
    "cax-sco cax-eqc1 cax-eqc2 cax-dw cax-adc",
}
"""The rules of Profiles tables 4 to 7 that can say something about individuals.

Left out: eq-ref, prp-ap, cls-thing and cls-nothing1 say what is true of everything; eq-diff3 is eq-diff2
with the older `owl:distinctMembers`, and goes by the same name here.
"""


def name(case: Case) -> str:
    return f"{case.rule}: {case.axioms or case.facts}"


@pytest.mark.parametrize("case", DERIVE, ids=name)
def test_rule_derives(case: Case) -> None:
    facts = turtle(case.facts)
    closure = materialise(turtle(case.axioms), facts)
    assert set(turtle(case.gives)) - set(facts) <= set(closure.inferred)
    assert closure.clashes == ()
    assert case.rule in {rule.name for rule in compile_rules([*turtle(case.axioms), *facts])}


@pytest.mark.parametrize("case", [c for c in DERIVE if "sameAs" not in c.gives + c.facts], ids=name)
def test_rule_derives_nothing_else(case: Case) -> None:
    facts = turtle(case.facts)
    assert set(materialise(turtle(case.axioms), facts).inferred) == set(turtle(case.gives)) - set(facts)


@pytest.mark.parametrize("case", DERIVE, ids=name)
def test_near_miss_derives_nothing(case: Case) -> None:
    axioms = case.axioms if case.near_axioms is None else case.near_axioms
    closure = materialise(turtle(axioms), turtle(case.near))
    assert (list(closure.inferred), closure.clashes) == ([], ())


@pytest.mark.parametrize("case", CLASH, ids=name)
def test_rule_clashes(case: Case) -> None:
    clashes = materialise(turtle(case.axioms), turtle(case.facts)).clashes
    assert {clash.rule for clash in clashes} == {case.rule}


@pytest.mark.parametrize("case", CLASH, ids=name)
def test_near_miss_does_not_clash(case: Case) -> None:
    assert materialise(turtle(case.axioms), turtle(case.near)).clashes == ()


def test_every_rule_of_the_profile_has_a_case() -> None:
    assert {case.rule for case in DERIVE + CLASH} == {rule for line in TABLE for rule in line.split()}


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
        ("_:l rdf:first :p ; rdf:rest _:l . :p owl:propertyChainAxiom _:l .", "runs in a circle"),
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


def everything() -> list[Triple]:
    refusing = {"eq-rep-p", "eq-rep-o"}
    axioms = {case.axioms for case in DERIVE + CLASH if case.rule not in refusing and case.axioms}
    return [t for text in sorted(axioms) if DATA not in text for t in turtle(text)]


def renamed(triples: list[Triple]) -> list[Triple]:
    names: dict[BlankNode, BlankNode] = {}

    def fresh(node: object) -> object:
        return names.setdefault(node, BlankNode()) if isinstance(node, BlankNode) else node

    return [Triple(fresh(t.subject), t.predicate, fresh(t.object)) for t in triples]  # type: ignore[arg-type]


@pytest.mark.parametrize("seed", range(5))
def test_rules_depend_neither_on_order_nor_on_labels_of_blank_nodes(seed: int) -> None:
    triples = everything()
    expected = compile_rules(triples)
    shuffled = renamed(triples)
    random.Random(seed).shuffle(shuffled)
    assert compile_rules(shuffled) == expected


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
