"""Three engines, one answer: on cases that went wrong once, on the shipped graph, on random ontologies and graphs.

Nemo and the reasoner in Python run the same rules and agree in all: reported and other facts, and clashes. owlrl is the
independent check of the compiler and of both: it reads the axioms itself. Two things are not compared with it.
A key of one property is one of none to owlrl, so keys are closed by the compiled rules under both engines. And from
some clashes owlrl goes on: a member of owl:Nothing is in every class, and two values of a data property that may have
one are the same literal. Such a graph is inconsistent; owlrl must then find it so, and no less than Nemo does.
"""

from __future__ import annotations

import random
from collections.abc import Iterable
from importlib.util import find_spec

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import RdfFormat, Triple, parse

from ilrs_graph.closure import Closure, materialise
from ilrs_graph.construct.rules import derive
from ilrs_graph.files.root import Root
from ilrs_graph.owl import compile_rules
from ilrs_graph.snapshot.pipeline import read_ontology, read_rules
from real_data import FROZEN, SHIPPED, data_of, on_real_data

PREFIXES = """
@prefix : <http://example.org/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""
pytestmark = pytest.mark.skipif(not find_spec("nmo_python"), reason="no Nemo here")


def turtle(text: str) -> list[Triple]:
    quads = parse(PREFIXES + text, format=RdfFormat.TURTLE)
    return [Triple(q.subject, q.predicate, q.object) for q in quads]


def by_rules(axioms: list[Triple], facts: list[Triple]) -> Closure:
    """The closure by Nemo, which the reasoner in Python must give as well."""
    nemo, python = (materialise(axioms, facts, engine=engine) for engine in ("nemo", "python"))
    assert list(python.inferred) == list(nemo.inferred)
    assert python.clashes == nemo.clashes
    assert python.unreported is not None
    assert nemo.unreported is not None
    assert set(python.unreported) == set(nemo.unreported)
    assert len(python.unreported) == len(nemo.unreported)
    return nemo


def both(axioms: Iterable[Triple], facts: Iterable[Triple]) -> tuple[Closure, Closure]:
    axioms, facts = list(axioms), list(facts)
    return by_rules(axioms, facts), materialise(axioms, facts, engine="owlrl")


EX_FALSO = {"cls-nothing2", "prp-fp", "cls-maxc2", "cls-maxqc4"}
"""Clashes from which owlrl goes on."""


def assert_same(nemo: Closure, owlrl: Closure) -> None:
    found, expected = set(nemo.inferred), set(owlrl.inferred)
    clashes, expected_clashes = set(map(str, nemo.clashes)), set(map(str, owlrl.clashes))
    if EX_FALSO.isdisjoint(clash.rule for clash in nemo.clashes):
        assert (found, clashes) == (expected, expected_clashes)
    else:
        assert (found - expected, clashes - expected_clashes) == (set(), set())


CRAFT = """
    :Lander rdfs:subClassOf :Craft . :Craft owl:disjointWith :Agent . :on owl:inverseOf :carries .
    :carries rdfs:subPropertyOf :has . :has a owl:TransitiveProperty . :partner a owl:SymmetricProperty .
    :hasPartner owl:propertyChainAxiom (:carries [owl:inverseOf :offers]) .
    [owl:onProperty :has ; owl:someValuesFrom :Payload] rdfs:subClassOf :Carrier .
    :code a owl:DatatypeProperty . :Craft owl:hasKey (:code) .
"""
KNOWN = [
    (":C rdfs:subClassOf :D . :D rdfs:subClassOf [owl:onProperty :p ; owl:hasValue :v] .", ":x a :C ."),
    (":p a owl:TransitiveProperty ; owl:inverseOf :q .", ":a :p :b . :b :p :c . :d :q :c ."),
    (":p owl:propertyChainAxiom (:q :q) . :p rdfs:subPropertyOf :q .", ":a :q :b . :b :q :c . :c :q :d ."),
    (":p a owl:ObjectProperty, owl:FunctionalProperty .", ":a :p :b, :c . :b :q 1 . :c a :C ."),
    (":p a owl:InverseFunctionalProperty .", ":a :p :x . :b :p :x . :a :q :a ."),
    ("[owl:unionOf (:C [owl:onProperty :p ; owl:someValuesFrom :D])] rdfs:subClassOf :E .", ":a :p :b . :b a :D ."),
    (
        ":p a owl:ObjectProperty . :C rdfs:subClassOf"
        " [owl:onProperty :p ; owl:maxQualifiedCardinality 1 ; owl:onClass :D] .",
        ":a a :C ; :p :b, :c, :d . :b a :D . :c a :D .",
    ),
    # Nemo 0.10.1 drops one of two rules that read one imported table in two orders
    (":q rdfs:subPropertyOf :r . [owl:inverseOf :q] rdfs:subPropertyOf :r .", ":i :q :j ."),
    # and panics where a rule without a join reshapes an imported table into another
    (":p rdfs:domain :B . :A rdfs:subClassOf [owl:onProperty :p ; owl:hasValue :i] .", ":k :p :l . :i a :A ."),
    ("[owl:onProperty :r ; owl:hasValue :l] rdfs:subClassOf :C .", ":j :r :l . :i :r :j . :k a :C ."),
    # a transitive property that its own conclusions, an inverse and another property fill as well
    (
        ":p a owl:TransitiveProperty ; owl:inverseOf :q . :r rdfs:subPropertyOf :p . :q rdfs:subPropertyOf :p .",
        ":a :r :b . :b :p :c . :d :q :c . :d :r :e .",
    ),
    (":p a owl:TransitiveProperty, owl:SymmetricProperty . :r rdfs:subPropertyOf :p .", ":a :r :b . :c :p :b ."),
    (":p a owl:TransitiveProperty . :q owl:propertyChainAxiom (:p :p) . :q rdfs:subPropertyOf :p .", ":a :p :b, :a ."),
    (":p a owl:TransitiveProperty .", ":a :p :b . :c :p :d . :b owl:sameAs :c ."),
    (
        CRAFT,
        ":a a :Lander ; :carries :b, :c ; :code 1 . :b :has :d . :d a :Payload . :e :offers :c ; :partner :f ."
        " :a2 a :Craft ; :code 1 . :g a :Craft, :Agent . :h :on :a .",
    ),
]


@pytest.mark.parametrize(("axioms", "facts"), KNOWN)
def test_on_known_cases(axioms: str, facts: str) -> None:
    nemo, owlrl = both(turtle(axioms), turtle(facts))
    assert len(nemo.inferred) > 0
    assert_same(nemo, owlrl)


@pytest.mark.parametrize(
    ("real", "share"), [(FROZEN, 0.25), pytest.param(SHIPPED, 1, marks=pytest.mark.soak)], ids=["frozen", "shipped"]
)
def test_on_real_data(real: Root, share: float) -> None:
    """A quarter of the subjects of a sample, direct facts included; all of the shipped graph as a soak."""
    ontology, data = read_ontology(SHIPPED), data_of(real)
    facts = [*data, *derive([*ontology, *data], read_rules(SHIPPED))]
    subjects = sorted({t.subject for t in facts}, key=str)
    kept = set(random.Random(1).sample(subjects, round(share * len(subjects))))
    nemo, owlrl = both(ontology, [t for t in facts if t.subject in kept])
    assert len(nemo.inferred) > 200
    assert_same(nemo, owlrl)


@on_real_data
def test_both_engines_of_rules_on_all_real_data(real: Root) -> None:
    ontology, data = read_ontology(SHIPPED), data_of(real)
    facts = [*data, *derive([*ontology, *data], read_rules(SHIPPED))]
    assert len(by_rules([*ontology], facts).inferred) > 200


CLASSES, THINGS, DATA, VALUES = [":A", ":B", ":C", ":D"], [":i", ":j", ":k", ":l"], [":d", ":e"], ["1", "2", '"a"']
OBJECTS = [":p", ":q", ":r"]
DECLARED = " ".join(
    [f"{p} a owl:ObjectProperty ." for p in OBJECTS]
    + [f"{d} a owl:DatatypeProperty ." for d in DATA]
    + [f"{c} a owl:Class ." for c in CLASSES]
)
named, thing, value = st.sampled_from(CLASSES), st.sampled_from(THINGS), st.sampled_from(VALUES)
prop, data = st.sampled_from(OBJECTS), st.sampled_from(DATA)
step = prop | st.builds("[owl:inverseOf {}]".format, prop)
cardinality = st.sampled_from("01")


def two(members: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.lists(members, min_size=2, max_size=3, unique=True).map(lambda found: f"({' '.join(found)})")


HAS_VALUE = st.builds("[owl:onProperty {} ; owl:hasValue {}]".format, step, thing) | st.builds(
    "[owl:onProperty {} ; owl:hasValue {}]".format, data, value
)
SOME = st.builds("[owl:onProperty {} ; owl:someValuesFrom {}]".format, step, named | st.just("owl:Thing")) | st.builds(
    "[owl:onProperty {} ; owl:someValuesFrom rdfs:Literal]".format, data
)
ONE_OF = st.builds("[owl:oneOf {}]".format, two(thing))
simple = named | HAS_VALUE | SOME | ONE_OF
ALL = st.builds("[owl:onProperty {} ; owl:allValuesFrom {}]".format, step, named)
NOT = st.builds("[owl:complementOf {}]".format, named | HAS_VALUE)
AT_MOST = st.builds("[owl:onProperty {} ; owl:maxCardinality {}]".format, prop | data, cardinality)
AT_MOST_OF = st.builds(
    "[owl:onProperty {} ; owl:maxQualifiedCardinality {} ; owl:onClass {}]".format,
    prop,
    cardinality,
    named | st.just("owl:Thing"),
) | st.builds(
    "[owl:onProperty {} ; owl:maxQualifiedCardinality {} ; owl:onDataRange rdfs:Literal]".format, data, cardinality
)
LEFT = [
    HAS_VALUE,
    SOME,
    ONE_OF,
    st.builds("[owl:intersectionOf {}]".format, two(simple)),
    st.builds("[owl:unionOf {}]".format, two(simple)),
    st.builds("[owl:onProperty {} ; owl:someValuesFrom {}]".format, prop, HAS_VALUE | ONE_OF),
]
RIGHT = [
    named,
    HAS_VALUE,
    ALL,
    NOT,
    AT_MOST,
    AT_MOST_OF,
    st.just("owl:Nothing"),
    st.builds("[owl:intersectionOf {}]".format, two(named | HAS_VALUE | ALL | NOT | AT_MOST | AT_MOST_OF)),
]
either = named | HAS_VALUE
CHARACTERISTICS = ["Transitive", "Symmetric", "Functional", "InverseFunctional", "Asymmetric", "Irreflexive"]
AXIOMS = [
    *(st.builds("{} rdfs:subClassOf {} .".format, left, named | st.one_of(RIGHT)) for left in LEFT),
    *(st.builds("{} rdfs:subClassOf {} .".format, named, right) for right in RIGHT),
    st.builds("{} owl:equivalentClass {} .".format, named, either),
    st.builds("{} owl:equivalentClass [owl:intersectionOf {}] .".format, named, two(either)),
    st.builds("{} owl:disjointWith {} .".format, named, named),
    st.builds("[] a owl:AllDisjointClasses ; owl:members {} .".format, two(named)),
    st.builds("{} owl:hasKey {} .".format, named, two(prop | data)),
    st.builds("{} owl:hasKey ({}) .".format, named, prop | data),
    st.builds("{} rdfs:subPropertyOf {} .".format, step, prop),
    st.builds("{} rdfs:subPropertyOf {} .".format, data, data),
    st.builds("{} owl:equivalentProperty {} .".format, prop, prop),
    st.builds("{} owl:inverseOf {} .".format, prop, prop),
    st.builds("{} rdfs:domain {} .".format, prop | data, named),
    st.builds("{} rdfs:range {} .".format, prop, named),
    st.builds("{} owl:propertyChainAxiom ({} {}) .".format, prop, step, step),
    st.builds("{} owl:propertyChainAxiom ({} {} {}) .".format, prop, step, step, step),
    *(st.builds(f"{{}} a owl:{name}Property .".format, prop) for name in CHARACTERISTICS),
    st.builds("{} a owl:FunctionalProperty .".format, data),
    st.builds("{} owl:propertyDisjointWith {} .".format, prop, prop),
    st.builds("[] a owl:AllDisjointProperties ; owl:members {} .".format, two(prop)),
    st.builds(
        "[] a owl:AllDifferent ; owl:{} {} .".format, st.sampled_from(["members", "distinctMembers"]), two(thing)
    ),
    st.builds(
        "[] a owl:NegativePropertyAssertion ; owl:sourceIndividual {} ; owl:assertionProperty {} ;"
        " owl:targetIndividual {} .".format,
        thing,
        prop,
        thing,
    ),
    st.builds(
        "[] a owl:NegativePropertyAssertion ; owl:sourceIndividual {} ; owl:assertionProperty {} ;"
        " owl:targetValue {} .".format,
        thing,
        data,
        value,
    ),
]
FACTS = [
    st.builds("{} {} {} .".format, thing, prop, thing),
    st.builds("{} a {} .".format, thing, named),
    st.builds("{} {} {} .".format, thing, data, value),
    st.builds("{} owl:{} {} .".format, thing, st.sampled_from(["sameAs", "differentFrom"]), thing),
]
ontologies = st.lists(st.one_of(AXIOMS), min_size=3, max_size=9).map(" ".join)
graphs = st.lists(st.one_of(FACTS[0], FACTS[0], *FACTS), min_size=4, max_size=14).map(" ".join)


def check(axioms: str, facts: str) -> None:
    assert_same(*both(turtle(DECLARED + axioms), turtle(facts)))


@settings(max_examples=40, deadline=None)
@given(ontologies, graphs)
def test_on_random_ontologies_and_graphs(axioms: str, facts: str) -> None:
    check(axioms, facts)


@pytest.mark.soak
@settings(max_examples=200, deadline=None)
@given(ontologies, graphs)
def test_on_two_hundred_random_ontologies_and_graphs(axioms: str, facts: str) -> None:
    check(axioms, facts)


CONSTRUCTS = [
    "propertyChainAxiom",
    "inverseOf",
    "SymmetricProperty",
    "TransitiveProperty",
    "FunctionalProperty",
    "InverseFunctionalProperty",
    "hasKey",
    "AllDisjointClasses",
    "AllDisjointProperties",
    "AllDifferent",
    "hasValue",
    "someValuesFrom",
    "allValuesFrom",
    "intersectionOf",
    "unionOf",
    "complementOf",
    "oneOf",
    "maxCardinality",
    "maxQualifiedCardinality",
    "NegativePropertyAssertion",
    "sameAs",
    "Nothing",
    "disjointWith",
    "equivalentClass",
    "equivalentProperty",
    "propertyDisjointWith",
    "AsymmetricProperty",
    "IrreflexiveProperty",
    "differentFrom",
    "distinctMembers",
]
RULES = [
    "eq-sym",
    "eq-trans",
    "eq-rep-s",
    "eq-rep-o",
    "eq-diff1",
    "eq-diff2",
    "eq-diff3",
    "prp-dom",
    "prp-rng",
    "prp-fp",
    "prp-ifp",
    "prp-irp",
    "prp-symp",
    "prp-asyp",
    "prp-trp",
    "prp-spo1",
    "prp-spo2",
    "prp-eqp1",
    "prp-eqp2",
    "prp-pdw",
    "prp-adp",
    "prp-inv1",
    "prp-inv2",
    "prp-key",
    "prp-npa1",
    "prp-npa2",
    "cls-nothing2",
    "cls-int1",
    "cls-int2",
    "cls-uni",
    "cls-com",
    "cls-svf1",
    "cls-svf2",
    "cls-avf",
    "cls-hv1",
    "cls-hv2",
    "cls-maxc1",
    "cls-maxc2",
    "cls-maxqc1",
    "cls-maxqc2",
    "cls-maxqc3",
    "cls-maxqc4",
    "cls-oo",
    "cax-sco",
    "cax-eqc1",
    "cax-eqc2",
    "cax-dw",
    "cax-adc",
]


@pytest.fixture(scope="module")
def generated() -> list[tuple[str, str]]:
    """Four hundred ontologies and graphs, as the tests above draw them."""
    drawn: list[tuple[str, str]] = []

    @settings(max_examples=400, deadline=None, database=None, derandomize=True)
    @given(ontologies, graphs)
    def draw(axioms: str, facts: str) -> None:
        drawn.append((axioms, facts))

    draw()
    return drawn


@pytest.mark.parametrize("construct", CONSTRUCTS)
def test_every_construct_is_generated(construct: str, generated: list[tuple[str, str]]) -> None:
    holding = [1 for axioms, facts in generated if f"owl:{construct} " in f"{axioms} {facts} ".replace("]", " ]")]
    assert len(holding) >= 4, "two in two hundred"


def test_every_rule_is_generated(generated: list[tuple[str, str]]) -> None:
    found = {rule.name for axioms, facts in generated for rule in compile_rules(turtle(DECLARED + axioms + facts))}
    assert found >= set(RULES)


def test_most_of_them_infer_something_and_are_compared_in_full(generated: list[tuple[str, str]]) -> None:
    closures = [materialise(turtle(DECLARED + axioms), turtle(facts)) for axioms, facts in generated[:50]]
    assert sum(len(closure.inferred) > 0 for closure in closures) >= 25
    assert sum(EX_FALSO.isdisjoint(clash.rule for clash in closure.clashes) for closure in closures) >= 35
