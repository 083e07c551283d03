"""`$this` in groups within groups: what a SPARQL constraint finds is what pyshacl, the reference, finds."""

from __future__ import annotations

import pyshacl
import pytest
from pyoxigraph import RdfFormat, Triple, parse

from ilrs_graph.bridge import from_rdflib, to_rdflib
from ilrs_graph.validation.compile import compile_shapes
from ilrs_graph.validation.incremental import whole_results
from ilrs_graph.validation.results import read_report
from ilrs_graph.validation.shape_graph import named
from ilrs_graph.views.store import AssertedStore

HEAD = """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix : <urn:x:> .
"""
DATA = """
:a a :C ; :p :b , :c ; :n 1 .
:b a :C ; :p :b ; :q :c ; :n 2 ; :m 2 .
:c a :C ; :q :a , "x" ; :r :b .
:d a :C ; :p "x" ; :r :d ; :n 3 ; :m 1 .
:e a :C .
:f :p :e ; :q :f ; :r :e .
"""
FORMS = [
    # a filter in a group of its own
    "{ FILTER NOT EXISTS { $this :p ?x } }",
    "{ FILTER EXISTS { $this :p ?x } }",
    "{ { FILTER NOT EXISTS { $this :p ?x } } }",
    "{ $this :n ?n { FILTER NOT EXISTS { $this :q ?x } } }",
    "{ { FILTER NOT EXISTS { $this :p ?x } } $this a :C }",
    "{ { FILTER NOT EXISTS { $this :p ?x } } { FILTER NOT EXISTS { $this :q ?y } } }",
    "{ { FILTER(isIRI($this)) } }",
    "{ { FILTER($this = :a || $this = :e) } }",
    "{ ?x :p ?y { FILTER($this = :a) } }",
    "{ { ?x :p ?y FILTER(?y = $this) } }",
    "{ { ?x :p ?y FILTER(?y = $this) } ?x :q ?z }",
    "{ { ?x :p ?y { FILTER(STRENDS(STR($this), 'b')) } } }",
    "{ { } FILTER NOT EXISTS { $this :p ?x } }",
    "{ FILTER NOT EXISTS { { $this :p ?x } } }",
    "{ FILTER NOT EXISTS { { $this :p ?x FILTER(?x = $this) } } }",
    "{ FILTER NOT EXISTS { ?x :p ?y { FILTER(?y = $this) } } }",
    "{ FILTER NOT EXISTS { FILTER NOT EXISTS { $this :p ?x } } }",
    "{ FILTER EXISTS { $this :p ?x FILTER NOT EXISTS { ?x :q ?y } } }",
    "{ FILTER EXISTS { $this :p ?x FILTER NOT EXISTS { ?x :p $this } } }",
    "{ FILTER(!EXISTS { $this :p ?x } && $this != :e) }",
    "{ FILTER(EXISTS { $this :r ?x } || NOT EXISTS { $this :n ?n }) }",
    "{ { FILTER(EXISTS { $this :r ?x } || NOT EXISTS { $this :n ?n }) } }",
    # bindings in a group of its own
    "{ { BIND($this AS ?x) } ?x :q ?y }",
    "{ $this :p ?x { BIND($this AS ?y) } FILTER(?x = ?y) }",
    "{ { BIND(STR($this) AS ?s) } FILTER(STRENDS(?s, 'd')) }",
    "{ { BIND($this AS ?x) ?x :q ?y } }",
    "{ { ?y :q ?x BIND($this AS ?z) FILTER(?z = ?x) } }",
    "{ BIND(EXISTS { $this :p ?x } AS ?has) FILTER(!?has) }",
    "{ { BIND(EXISTS { $this :p ?x } AS ?has) } FILTER(!?has) }",
    # unions
    "{ { $this :p ?x } UNION { ?x :p $this } }",
    "{ { $this :p ?x FILTER(?x = $this) } UNION { $this :r ?x FILTER(?x = $this) } }",
    "{ { FILTER NOT EXISTS { $this :p ?x } } UNION { FILTER NOT EXISTS { $this :n ?x } } }",
    "{ $this a :C { FILTER($this = :a) } UNION { $this :q :a } }",
    "{ { ?x :p ?y } UNION { ?x :q ?y } FILTER(?y = $this) }",
    "{ { { $this :p ?x } UNION { $this :q ?x } } FILTER(isLiteral(?x)) }",
    "{ { BIND($this AS ?x) } UNION { $this :q ?x } ?x :r ?y }",
    # optional parts
    "{ OPTIONAL { $this :p ?x } FILTER(!BOUND(?x)) }",
    "{ { OPTIONAL { $this :p ?x } FILTER(!BOUND(?x)) } }",
    "{ { OPTIONAL { $this :p ?x } } FILTER(!BOUND(?x)) }",
    "{ ?s a :C OPTIONAL { ?s :p ?x FILTER(?x = $this) } FILTER(BOUND(?x)) }",
    "{ { ?s a :C OPTIONAL { ?s :p ?x FILTER(?x = $this) } FILTER(BOUND(?x)) } }",
    "{ OPTIONAL { $this :p ?x OPTIONAL { ?x :q $this } } FILTER(BOUND(?x)) }",
    "{ OPTIONAL { $this :n ?n } OPTIONAL { $this :m ?m } FILTER(?n > ?m || !BOUND(?n)) }",
    "{ { OPTIONAL { $this :n ?n } } { OPTIONAL { $this :m ?m } } FILTER(?n > ?m) }",
    "{ OPTIONAL { { $this :q ?x } } FILTER NOT EXISTS { ?x :r ?y } }",
    "{ ?x :q ?y OPTIONAL { ?x :p $this } }",
    # paths
    "{ { $this :p/:q ?x } }",
    "{ { ?x :q+ $this FILTER(?x != $this) } }",
    "{ FILTER NOT EXISTS { $this (:p|:q)/:r ?x } }",
    "{ { FILTER NOT EXISTS { ?x ^:p $this } } $this a :C }",
    "{ $this !(:p|:q) ?x { FILTER($this = :d) } }",
    "{ $this :p [ :q ?x ] { FILTER($this != :b) } }",
    # sub-selects that show it
    "{ { SELECT $this ?x WHERE { $this :p ?x } } FILTER(?x = $this) }",
    "{ { SELECT $this (COUNT(?x) AS ?n) WHERE { $this :p ?x } GROUP BY $this } FILTER(?n > 1) }",
    "{ { SELECT $this WHERE { { FILTER NOT EXISTS { $this :p ?x } } } } }",
]


def triples(text: str) -> list[Triple]:
    return [quad.triple for quad in parse((HEAD + text).encode(), RdfFormat.TURTLE)]


@pytest.mark.parametrize("where", FORMS)
def test_a_group_finds_what_pyshacl_finds(where: str) -> None:
    shapes = triples(f""":S sh:targetClass :C ; sh:sparql [ sh:message "no" ; sh:prefixes :prefixes ;
        sh:select "SELECT DISTINCT $this WHERE {where}" ] .
        :prefixes sh:declare [ sh:prefix "" ; sh:namespace "urn:x:"^^xsd:anyURI ] .""")
    data, compiled = triples(DATA), compile_shapes(shapes)
    plain = [Triple(*fact) for fact in named([(t.subject, t.predicate, t.object) for t in shapes])]
    _, report, _ = pyshacl.validate(to_rdflib(data), shacl_graph=to_rdflib(plain))
    lines = "".join(f"{t.subject} {t.predicate} {t.object} .\n" for t in from_rdflib(report))
    expected = {result.focus for result in read_report(lines, compiled)}
    assert {result.focus for result in whole_results(AssertedStore.of(data), compiled)} == expected


def test_there_are_forms_enough() -> None:
    assert len(set(FORMS)) >= 40
