"""The reasoner in Python on what is hard for it: depth, large groups of the same, and too many facts."""

from __future__ import annotations

import pytest
from pyoxigraph import RdfFormat, Triple, parse

from ilrs_graph.closure.facts import Facts
from ilrs_graph.closure.semi_naive import close
from ilrs_graph.errors import TooManyFacts
from ilrs_graph.owl import compile_rules

PREFIXES = """
@prefix : <http://example.org/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""


def turtle(text: str) -> list[Triple]:
    return [q.triple for q in parse(PREFIXES + text, format=RdfFormat.TURTLE)]


def count(axioms: str, facts: str, limit: int = 1_000_000) -> int:
    triples = Facts(turtle(axioms + facts))
    inferred, clashes, unreported = close(compile_rules(turtle(axioms)), triples, set(), limit)
    assert (clashes, unreported) == ((), ())
    return len(inferred)


def test_a_recursion_of_two_thousand_rounds_ends() -> None:
    row = " ".join(f":i{i} :p :i{i + 1} ." for i in range(2_000))
    axioms = "[owl:onProperty :p ; owl:someValuesFrom :C] rdfs:subClassOf :C . "
    assert count(axioms, f"{row} :i2000 a :C .") == 2_000


def test_a_hundred_things_that_are_the_same() -> None:
    facts = " ".join(f":i{i} :of :hub ; :p :j{i % 10} ." for i in range(100))
    assert count(":of a owl:InverseFunctionalProperty . ", facts) == 100 * 99 + 100 * 9


def test_steps_do_not_count_twice() -> None:
    row = " ".join(f":i{i} :q :i{i + 1} ." for i in range(20))
    axioms = ":p a owl:TransitiveProperty . :q rdfs:subPropertyOf :p . "
    assert count(axioms, row, limit=210) == 210
    with pytest.raises(TooManyFacts, match="prp-trp gives about 210"):
        count(axioms, row, limit=209)


def test_where_no_single_rule_is_too_large_the_one_that_crosses_the_limit_is_named() -> None:
    with pytest.raises(TooManyFacts, match="cax-sco gives about 3") as error:
        count(":C rdfs:subClassOf :D . :D rdfs:subClassOf :E . ", ":x a :C . :y a :C . :z a :C .", limit=5)
    assert error.value.tip
