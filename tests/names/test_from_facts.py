"""Things are called by their labels, claims and nameless things by what they say."""

from __future__ import annotations

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from ilrs_graph.names.from_facts import Names
from ilrs_graph.names.made import FactsOf, facts_in
from ilrs_graph.namespaces import PREFIXES, expand
from ilrs_graph.views.memory import TripleIndex

HEAD = "".join(f"@prefix {p}: <{iri}> .\n" for p, iri in PREFIXES.items())
GRAPH = """
ilrs:eventDate rdfs:label "event date"@en . ilrs:Launch rdfs:label "launch"@en .
ilrs:Contribution rdfs:label "contribution"@en .
agent:cnsa rdfs:label "CNSA, China National Space Administration"@en . agent:only rdfs:label "嫦娥"@zh .
mission:m rdfs:label "M"@en , "任"@zh ; a ilrs:Mission . item:dorn rdfs:label "DORN, Detection"@en .
event:e a ilrs:Launch ; ilrs:ofMission mission:m ; prov:wasDerivedFrom source:s .
contribution:c a ilrs:Contribution ; ilrs:contributor agent:cnsa ; ilrs:contributes item:dorn ; ilrs:toward mission:m .
claim:c ilrs:subject event:e ; ilrs:property ilrs:eventDate ; ilrs:edtfDate "2024-05"^^edtf:EDTF ;
  ilrs:modality modality:planned ; ilrs:polarity polarity:denied ; ilrs:rank rank:normal ; ilrs:assertedBy agent:cnsa ;
  ilrs:statedOn "2023"^^xsd:gYear .
ilrs:position rdfs:label "position"@en . site:s rdfs:label "Site"@en .
claim:p ilrs:subject site:s ; ilrs:property ilrs:position ; ilrs:valueLatitude -41.6 ; ilrs:valueLongitude 3.25 .
"""


def triples(text: str) -> list[Triple]:
    return [q.triple for q in parse((HEAD + text).encode(), RdfFormat.TURTLE)]


def facts(graph: list[Triple]) -> FactsOf:
    return facts_in(TripleIndex((t.subject, t.predicate, t.object) for t in graph))


NAMES = Names(facts(triples(GRAPH)))


def name(curie: str) -> str:
    return NAMES.of(NamedNode(expand(curie) or curie))


def test_a_label_in_english_comes_first_then_any() -> None:
    assert (name("mission:m"), name("agent:only"), name("agent:none")) == ("M", "嫦娥", "none")


def test_a_claim_is_called_by_what_it_says() -> None:
    said = "launch of M: May 2024 (planned, denied; CNSA, 2023)"
    assert name("claim:c") == said


def test_a_claim_of_a_position_is_called_by_latitude_and_longitude() -> None:
    assert name("claim:p") == "Site, position: 41.6° S, 3.25° E"


def test_a_thing_without_a_label_is_called_by_what_it_joins() -> None:
    assert (name("event:e"), name("contribution:c")) == ("launch of M", "DORN, by CNSA, on M")


def test_a_blank_node_is_called_as_turtle_writes_it() -> None:
    graph = triples("ilrs:X rdfs:subClassOf [ owl:onProperty ilrs:p ; owl:someValuesFrom [ owl:oneOf agent:a ] ] .")
    (node,) = {t.object for t in graph if isinstance(t.subject, NamedNode)}
    assert isinstance(node, BlankNode)
    assert Names(facts(graph)).of(node) == "[ owl:onProperty ilrs:p ; owl:someValuesFrom [ owl:oneOf agent:a ] ]"


def test_a_blank_node_that_holds_itself_is_told_once() -> None:
    node = BlankNode("x")
    assert Names(facts([Triple(node, NamedNode("urn:p"), node)])).of(node) == "[ <urn:p> [ ... ] ]"


def test_the_first_side_names_what_both_name() -> None:
    both = Names(
        facts(triples('mission:m rdfs:label "New"@en .')),
        facts(triples('mission:m rdfs:label "Old"@en . mission:o rdfs:label "O"@en .')),
    )
    assert [both.of(NamedNode(expand(c) or "")) for c in ("mission:m", "mission:o")] == ["New", "O"]


def test_our_translation_names_a_thing_without_a_label() -> None:
    facts_of = facts(triples('mission:m a ilrs:Mission ; ilrs:translatedLabel "任务"@zh .'))
    assert Names(facts_of).of(NamedNode(expand("mission:m") or "")) == "任务"


def test_languages_are_told() -> None:
    assert NAMES.of(Literal("月球", language="zh")) == "月球 (zh)"
