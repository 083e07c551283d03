"""One value in two spellings is one value, with any reasoner and after an update."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, RdfFormat, Triple, parse

from ilrs_graph import LunarGraph
from ilrs_graph.change.entailed import EntailedGraph
from ilrs_graph.change.update import update
from ilrs_graph.closure import Closure, materialise
from ilrs_graph.closure.closure import Engine

REASONERS: list[Engine] = ["owlrl", "python", *(["nemo"] if find_spec("nmo_python") else [])]  # type: ignore[list-item]
Q = NamedNode("http://example.org/q")
PREFIXES = """
    @prefix : <http://example.org/> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
    @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
SPELLINGS = {
    "decimal": ("1.0", "1.00"),
    "decimal with a sign": ("+1.5", "1.5"),
    "decimal without a fraction": ('"1"^^xsd:decimal', "1.0"),
    "double": ("1.0E0", "1e0"),
    "double of another size": ("100e-2", '"1"^^xsd:double'),
    "float": ('"1.0"^^xsd:float', '"1.00"^^xsd:float'),
    "boolean": ("true", '"1"^^xsd:boolean'),
    "integer with zeros": ("7", "007"),
    "integer with a sign": ("7", "+7"),
    "byte": ('"7"^^xsd:byte', '"07"^^xsd:byte'),
    "dateTime in UTC": ('"2024-05-03T09:00:00Z"^^xsd:dateTime', '"2024-05-03T09:00:00+00:00"^^xsd:dateTime'),
    "dateTime with a fraction": ('"2024-05-03T09:00:00"^^xsd:dateTime', '"2024-05-03T09:00:00.0"^^xsd:dateTime'),
    "dateTime at midnight": ('"2024-05-03T24:00:00Z"^^xsd:dateTime', '"2024-05-04T00:00:00Z"^^xsd:dateTime'),
    "date in UTC": ('"2024-05-03Z"^^xsd:date', '"2024-05-03-00:00"^^xsd:date'),
    "language tag": ('"Moon"@en-GB', '"Moon"@EN-gb'),
}
DIFFERENT = {
    "decimals": ("1.0", "1.01"),
    "one instant in two zones": ('"2024-05-03T09:00:00Z"^^xsd:dateTime', '"2024-05-03T10:00:00+01:00"^^xsd:dateTime'),
    "with a zone and without": ('"2024-05-03T09:00:00Z"^^xsd:dateTime', '"2024-05-03T09:00:00"^^xsd:dateTime'),
    "text and number": ('"7"', "7"),
    "texts that look like numbers": ('"7"', '"07"'),
    "ill-typed numbers": ('"x"^^xsd:integer', '"X"^^xsd:integer'),
    "languages": ('"Moon"@en', '"Moon"@en-GB'),
}


def turtle(text: str) -> list[Triple]:
    return [q.triple for q in parse(PREFIXES + text, format=RdfFormat.TURTLE)]


def closed(axioms: str, facts: str, reasoner: Engine) -> Closure:
    return materialise(turtle(axioms), turtle(facts), engine=reasoner)


def named(closure: Closure) -> set[tuple[str, str, str]]:
    """The inferred triples, IRIs by their names."""
    texts = ((str(t.subject), str(t.predicate), str(t.object)) for t in closure.inferred)
    return {tuple(text.rpartition("/")[2].rstrip(">") for text in three) for three in texts}  # type: ignore[misc]


@pytest.mark.parametrize("reasoner", REASONERS)
@pytest.mark.parametrize("case", SPELLINGS)
def test_a_key_joins_things_with_one_value(case: str, reasoner: Engine) -> None:
    one, other = SPELLINGS[case]
    found = closed(":C owl:hasKey ( :p ) .", f":x a :C ; :p {one} . :y a :C ; :p {other} .", reasoner)
    same = {(s, o) for s, p, o in named(found) if p.endswith("sameAs")}
    assert same == {("x", "y"), ("y", "x")}


@pytest.mark.parametrize("reasoner", REASONERS)
@pytest.mark.parametrize("case", DIFFERENT)
def test_a_key_does_not_join_things_with_two_values(case: str, reasoner: Engine) -> None:
    one, other = DIFFERENT[case]
    found = closed(":C owl:hasKey ( :p ) .", f":x a :C ; :p {one} . :y a :C ; :p {other} .", reasoner)
    assert not list(found.inferred)


@pytest.mark.parametrize("reasoner", REASONERS)
@pytest.mark.parametrize("case", SPELLINGS)
def test_a_class_of_things_with_a_value(case: str, reasoner: Engine) -> None:
    for one, other in (SPELLINGS[case], SPELLINGS[case][::-1]):
        axioms = f":C owl:equivalentClass [ a owl:Restriction ; owl:onProperty :p ; owl:hasValue {one} ] ."
        found = closed(axioms, f":x :p {other} .", reasoner)
        assert ("x", "22-rdf-syntax-ns#type", "C") in named(found)


@pytest.mark.parametrize("reasoner", REASONERS)
@pytest.mark.parametrize("case", SPELLINGS)
def test_a_property_with_one_value_in_two_spellings_has_one(case: str, reasoner: Engine) -> None:
    one, other = SPELLINGS[case]
    axioms = ":p a owl:DatatypeProperty , owl:FunctionalProperty ."
    assert closed(axioms, f":x :p {one} , {other} .", reasoner).consistent


@pytest.mark.parametrize("case", SPELLINGS)
def test_what_follows_is_the_same_with_either_reasoner_and_spelled_as_the_facts(case: str) -> None:
    spellings = [f":x :p {text} ." for text in SPELLINGS[case]]
    for facts in (*spellings, " ".join(spellings), " ".join(reversed(spellings))):
        for reasoner in REASONERS:
            found = list(closed(":p rdfs:subPropertyOf :q .", facts, reasoner).inferred)
            assert found == sorted({Triple(t.subject, Q, t.object) for t in turtle(facts)}, key=str)


@pytest.mark.parametrize("case", SPELLINGS)
def test_a_value_from_elsewhere_is_the_same_with_either_reasoner(case: str) -> None:
    one, other = SPELLINGS[case]
    axioms = f":C rdfs:subClassOf [ a owl:Restriction ; owl:onProperty :p ; owl:hasValue {one} ] ."
    for facts in (":x a :C .", f":x a :C . :y :p {other} .", f":x a :C ; :q {other} .", ":x a :C . :x owl:sameAs :y ."):
        found = [list(closed(axioms, facts, reasoner).inferred) for reasoner in REASONERS]
        assert found[0]
        assert all(triples == found[0] for triples in found)


@pytest.mark.parametrize("case", SPELLINGS)
def test_what_is_asserted_in_another_spelling_is_not_inferred(case: str) -> None:
    one, other = SPELLINGS[case]
    for reasoner in REASONERS:
        assert not list(closed(":p rdfs:subPropertyOf :q .", f":x :p {one} ; :q {other} .", reasoner).inferred)


@pytest.mark.parametrize("case", SPELLINGS)
def test_an_update_finds_what_a_fresh_run_finds(case: str) -> None:
    one, other = SPELLINGS[case]
    axioms, first, second = ":C owl:hasKey ( :p ) .", f":x a :C ; :p {one} .", f":y a :C ; :p {other} ."
    change = update(EntailedGraph.over(turtle(axioms + first)), turtle(second))
    assert set(change.added) == set(closed(axioms, first + second, "owlrl").inferred)
    assert len(change.added) == 2


@pytest.mark.parametrize("reasoner", REASONERS)
def test_missions_with_one_catalogue_number(tmp_path: Path, own_cache: Path, reasoner: Engine) -> None:
    ontology, data = tmp_path / "ontology", tmp_path / "data"
    for folder in (ontology / "rules", ontology / "shapes", ontology / "vocab", data, tmp_path / "queries"):
        folder.mkdir(parents=True)
    prefix = "@prefix ilrs: <https://w3id.org/ilrs-graph/ontology#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .\n"
    axioms = "ilrs:Mission a owl:Class ; owl:hasKey ( ilrs:number ) . ilrs:number a owl:DatatypeProperty .\n"
    (ontology / "onto.ttl").write_text(prefix + axioms, encoding="utf-8")
    mission = "<https://w3id.org/ilrs-graph/id/mission/{}> a ilrs:Mission ; ilrs:number {} .\n"
    facts = mission.format("one", "7") + mission.format("two", "007")
    (data / "a.ttl").write_text(prefix + facts, encoding="utf-8")
    graph = LunarGraph(tmp_path, reasoner=reasoner)
    assert len(list(graph.query("SELECT ?a ?b { ?a owl:sameAs ?b }"))) == 2  # type: ignore[arg-type]
