"""Queries with what SPARQL 1.2 has for RDF 1.2 are refused by name and place; the same words elsewhere are not."""

from __future__ import annotations

import pytest

from ilrs_graph.errors import QueryError
from ilrs_graph.sparql import prepare


@pytest.mark.parametrize(
    ("query", "place"),
    [
        ("SELECT * {\n ?r ?q <<( ?a ?b ?c )>> }", "line 2, column 8: <<: triple terms"),
        ("SELECT * { << ?a ?b ?c >> ?p ?x }", "line 1, column 12: <<: triple terms"),
        ("SELECT * { <<?a ?b ?c ~ ?r>> ?p ?x }", "line 1, column 12: <<: triple terms"),
        ("SELECT * { ?a ?b ?c {| ?p ?x |} }", "line 1, column 21: {|: triple terms"),
        ("SELECT * { ?a ?b ?c ~ ?r }", "line 1, column 21: ~: triple terms"),
        ("SELECT * { ?a ?b 1~?r }", "line 1, column 19: ~: triple terms"),
        ("SELECT * { VALUES ?t { <<( <urn:a> <urn:b> 1 )>> } }", "line 1, column 24: <<: triple terms"),
        ("SELECT (TRIPLE(?a, ?b, ?c) AS ?t) { ?a ?b ?c }", "line 1, column 9: TRIPLE: triple terms"),
        ("SELECT (subject(?t) AS ?s) { ?a ?b ?t }", "line 1, column 9: subject: triple terms"),
        ("SELECT (PREDICATE(?t) AS ?s) { ?a ?b ?t }", "line 1, column 9: PREDICATE: triple terms"),
        ("SELECT (OBJECT(?t) AS ?s) { ?a ?b ?t }", "line 1, column 9: OBJECT: triple terms"),
        ("SELECT ?t { ?a ?b ?t FILTER(isTRIPLE(?t)) }", "line 1, column 29: isTRIPLE: triple terms"),
        ("SELECT ?t { ?a ?b ?t FILTERisTRIPLE(?t) }", "line 1, column 22: FILTERisTRIPLE: triple terms"),
        ('SELECT * { ?a ?b "x"@en--ltr }', "line 1, column 21: base directions"),
        ("SELECT * { ?a ?b '''x'''@ar-EG--rtl }", "line 1, column 25: base directions"),
        ("SELECT (LANGDIR(?x) AS ?d) { ?a ?b ?x }", "line 1, column 9: LANGDIR: base directions"),
        ("ASK { ?a ?b ?x FILTER(hasLANGDIR(?x)) }", "line 1, column 23: hasLANGDIR: base directions"),
        ("SELECT (STRLANGDIR('x', 'ar', 'rtl') AS ?x) {}", "line 1, column 9: STRLANGDIR: base directions"),
        ('VERSION "1.2" SELECT * {}', "line 1, column 1: a VERSION declaration"),
        ("CONSTRUCT { ?a ?b <<( ?a ?b ?c )>> } { ?a ?b ?c }", "line 1, column 19: <<: triple terms"),
        ("DESCRIBE ?t { ?a ?b ?c {| ?p ?t |} }", "line 1, column 24: {|: triple terms"),
    ],
)
def test_what_only_sparql_1_2_has_is_refused_with_its_place(query: str, place: str) -> None:
    with pytest.raises(QueryError) as caught:
        prepare(query)
    assert caught.value.message.startswith(place)
    assert caught.value.tip


@pytest.mark.parametrize(
    "query",
    [
        'ASK { ?x rdfs:label "TRIPLE(<< {| ~ |} >>) @en--ltr VERSION" }',
        "ASK { ?subject ?predicate ?object }",
        "ASK { ?x a <http://example.org/~triple#OBJECT> }",
        "PREFIX version: <urn:v:> ASK { ?x version:isTRIPLE version:object }",
        "PREFIX f: <urn:f:> SELECT (f:subject(?x) AS ?y) { ?x ?p ?o }",
        "ASK { ?x ?p ?o } # << ?a ?b ?c >> {| ~",
        "SELECT (1--1 AS ?two) { }",
        "SELECT * { { ?a ?b|?c ?d } FILTER(?a < 1 || ?a > 2) }",
        "ASK { ?a (rdfs:label|^rdfs:label) ?b }",
    ],
)
def test_the_same_characters_are_legal_elsewhere(query: str) -> None:
    assert query in prepare(query)
