"""Rules that would explode are refused with a count; chains that run in circles end and are right."""

from __future__ import annotations

from importlib.util import find_spec

import pytest
from pyoxigraph import RdfFormat, Triple, parse

from ilrs_graph.closure import materialise, supervision
from ilrs_graph.closure.closure import Engine
from ilrs_graph.closure.estimate import largest
from ilrs_graph.closure.facts import Facts
from ilrs_graph.errors import TooManyFacts
from ilrs_graph.owl import compile_rules

PREFIXES = """
@prefix : <http://example.org/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""
ENGINES = [
    pytest.param("nemo", marks=pytest.mark.skipif(not find_spec("nmo_python"), reason="no Nemo here")),
    "python",
    "owlrl",
]


def turtle(text: str) -> list[Triple]:
    quads = parse(PREFIXES + text, format=RdfFormat.TURTLE)
    return [Triple(q.subject, q.predicate, q.object) for q in quads]


def ring(length: int, prop: str = "p") -> str:
    return " ".join(f":i{i} :{prop} :i{(i + 1) % length} ." for i in range(length))


def shared(count: int) -> str:
    return " ".join(f":i{i} a :C ; :code 1 ; :of :hub ." for i in range(count))


def crossed(count: int) -> str:
    return " ".join(f":i{i} :p :hub . :hub :q :j{i} ." for i in range(count))


SIX = 6
SMALL = {
    "prp-trp": (":p a owl:TransitiveProperty .", ring(SIX), 36),
    "prp-spo2": (":r owl:propertyChainAxiom (:p :q) .", crossed(SIX), 36),
    "prp-key": (":C owl:hasKey (:code) .", shared(SIX), 30),
    "prp-ifp": (":of a owl:InverseFunctionalProperty .", shared(SIX), 30),
}
"""Rule, axiom, facts, and how many facts the rule gives."""

LARGE = {
    "prp-trp": (":p a owl:TransitiveProperty .", ring(3_000), "Transitive <http://example.org/p>"),
    "prp-spo2": (":r owl:propertyChainAxiom (:p :q) .", crossed(3_000), "<http://example.org/r>"),
    "prp-key": (":C owl:hasKey (:code) .", shared(3_000), "<http://example.org/C> HasKey <http://example.org/code>"),
    "prp-ifp": (":of a owl:InverseFunctionalProperty .", shared(3_000), "InverseFunctional <http://example.org/of>"),
}


@pytest.mark.parametrize("rule", SMALL)
def test_the_count_is_what_the_rule_gives(rule: str) -> None:
    axioms, facts, count = SMALL[rule]
    found, counted = largest(compile_rules(turtle(axioms)), Facts(turtle(facts)))
    assert (found and found.name, counted) == (rule, count)
    given = turtle(facts)
    closed = {*given, *materialise(turtle(axioms), given).inferred}
    concluded = {"prp-trp": "example.org/p", "prp-spo2": "example.org/r"}.get(rule, "owl#sameAs")
    assert len([t for t in closed if t.predicate.value.endswith(concluded)]) == count


@pytest.mark.parametrize("rule", SMALL)
def test_what_follows_by_simple_axioms_is_counted(rule: str) -> None:
    axioms, facts, count = SMALL[rule]
    axioms += " :p0 rdfs:subPropertyOf :p . :of0 owl:inverseOf :fo . :fo owl:inverseOf :of . :C0 rdfs:subClassOf :C ."
    facts = facts.replace(":p ", ":p0 ").replace(":of ", ":of0 ").replace("a :C ", "a :C0 ")
    _, counted = largest(compile_rules(turtle(axioms)), Facts(turtle(facts)))
    assert counted == count


def test_a_key_of_two_properties_multiplies_only_where_both_are_shared() -> None:
    facts = " ".join(f":i{i} a :C ; :code 1 ; :of :h{i % 3} ." for i in range(SIX))
    axioms = ":C owl:hasKey (:code :of) ."
    assert largest(compile_rules(turtle(axioms)), Facts(turtle(facts)))[1] == 6
    assert len(list(materialise(turtle(axioms), turtle(facts)).inferred)) == 6


@pytest.mark.parametrize("engine", ENGINES[:2])
@pytest.mark.parametrize("rule", LARGE)
def test_an_explosion_is_refused_in_words(rule: str, engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervision, "PATIENCE_S", 0.2)
    axioms, facts, words = LARGE[rule]
    with pytest.raises(TooManyFacts) as error:
        materialise(turtle(axioms), turtle(facts), engine=engine)
    assert error.value.rule == rule
    assert 8_000_000 < error.value.count <= 9_000_000
    assert error.value.limit == 1_000_000
    assert error.value.exit_code == 1
    assert words in str(error.value)
    assert error.value.tip


@pytest.mark.parametrize("engine", ENGINES[:2])
@pytest.mark.parametrize("rule", SMALL)
def test_the_limit_holds_however_fast_the_engine_is(rule: str, engine: Engine) -> None:
    axioms, facts, count = SMALL[rule]
    with pytest.raises(TooManyFacts, match=f"{rule} gives about"):
        materialise(turtle(axioms), turtle(facts), engine=engine, limit=count // 2)
    assert materialise(turtle(axioms), turtle(facts), engine=engine, limit=count).consistent


CYCLES = {
    "a chain that begins with its own conclusion": ":p owl:propertyChainAxiom (:p :q) . :q rdfs:subPropertyOf :p .",
    "a chain that ends with it": ":p owl:propertyChainAxiom (:q :p) . :q rdfs:subPropertyOf :p .",
    "a chain of itself": ":p owl:propertyChainAxiom (:p :p) . :q rdfs:subPropertyOf :p .",
    "two chains that feed each other": (
        ":p owl:propertyChainAxiom (:r :q) . :r owl:propertyChainAxiom (:p :q) . :q rdfs:subPropertyOf :p, :r ."
    ),
    "a transitive property": ":p a owl:TransitiveProperty . :q rdfs:subPropertyOf :p .",
    "a transitive property that is symmetric too": (
        ":p a owl:TransitiveProperty, owl:SymmetricProperty . :q rdfs:subPropertyOf :p ."
    ),
    "a transitive property and its inverse": (
        ":p a owl:TransitiveProperty ; owl:inverseOf :s . :s rdfs:subPropertyOf :p . :q rdfs:subPropertyOf :p ."
    ),
}


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("axioms", CYCLES.values(), ids=CYCLES)
def test_in_a_circle_everything_reaches_everything(axioms: str, engine: str) -> None:
    inferred = materialise(turtle(axioms), turtle(ring(7, "q")), engine=engine).inferred  # type: ignore[arg-type]
    reached = {(t.subject, t.object) for t in inferred if t.predicate.value.endswith("/p")}
    assert len(reached) == 49


ROW = " ".join(f":i{i} :q :i{i + 1} ." for i in range(6))


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("name", list(CYCLES)[:5])
def test_in_a_row_everything_reaches_what_comes_after(name: str, engine: str) -> None:
    inferred = materialise(turtle(CYCLES[name]), turtle(ROW), engine=engine).inferred  # type: ignore[arg-type]
    reached = {(t.subject.value[-1], t.object.value[-1]) for t in inferred if t.predicate.value.endswith("/p")}  # type: ignore[union-attr]
    assert reached == {(str(i), str(j)) for i in range(7) for j in range(i + 1, 7)}
