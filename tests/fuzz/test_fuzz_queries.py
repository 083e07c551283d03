"""Queries and saved questions made wrong: an answer or an error of ours, and no other end."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, note, settings
from pyoxigraph import NamedNode, Quad, Store

from ilrs_graph import LunarGraph
from ilrs_graph.engine import StoreEngine
from ilrs_graph.files.question_header import compile_question
from ilrs_graph.files.root import Root
from ilrs_graph.names.unknown_terms import unknown_terms
from ilrs_graph.namespaces import PREFIXES
from ilrs_graph.questions import Catalogue
from ilrs_graph.sparql import prepare
from ilrs_graph.sparql.parser import read_query
from mutations import mutated, refusal, times

FILE = Path("a-question.rq")
QUERIES = [
    'SELECT ?x (COUNT(DISTINCT ?y) AS ?n) { ?x a ilrs:Mission ; ilrs:operator/^ilrs:operator* ?y } GROUP BY ?x # c\n',
    'ASK { mission:change-6 ilrs:hasPartner ?p . FILTER(LANG(?p) = "en" || REGEX(STR(?p), "^a[b-c]", "i")) }',
    "CONSTRUCT { ?x ilrs:a [ ilrs:b (1 2) ] } WHERE { { ?x ?p ?o } UNION { ?o ?p ?x } MINUS { ?x ilrs:p 'x'@en } }",
    "SELECT * { VALUES (?a ?b) { (1 UNDEF) (<http://a/b> 'c')} OPTIONAL { ?a !(ilrs:p|^ilrs:q) ?b } BIND(NOW() AS ?n)}",
    "DESCRIBE mission:change-6",
    "SELECT ?x WHERE { GRAPH ?g { ?x ?p ?o } FILTER NOT EXISTS { ?x a ?o } } ORDER BY DESC(?x) LIMIT 3 OFFSET 1",
]  # fmt: skip


def small_store() -> Store:
    """Return a store of few facts, on which every query of some hundred characters ends."""
    names = [NamedNode(PREFIXES["ilrs"] + name) for name in ("operator", "p", "Mission")]
    store = Store()
    store.extend([Quad(a, b, c) for a in names for b in names for c in names[:2]])
    return store


@times(300)
def test_a_query_is_answered_or_refused(tried: settings) -> None:
    engine = StoreEngine(small_store())

    @given(mutated(QUERIES, "query"))
    @tried
    def try_one(text: str) -> None:
        note(text)
        error = refusal(lambda: engine.query(prepare(text)))
        assert error is None or error.exit_code in (2, 3)
        if error is None:
            unknown_terms(text, engine)

    try_one()


@times(200)
def test_a_query_is_parsed_or_refused(tried: settings) -> None:
    """Our parser takes names of functions that the engine does not have, so its verdict is not compared."""

    @given(mutated(QUERIES, "query", most=2))
    @tried
    def try_one(text: str) -> None:
        note(text)
        error = refusal(lambda: read_query(prepare(text)))
        assert error is None or error.exit_code in (2, 3)

    try_one()


@times(40)
@pytest.mark.filterwarnings("ignore::ilrs_graph.errors.QueryWarning")
def test_a_reading_answers_or_refuses(graph: LunarGraph, tried: settings) -> None:
    """Limited to queries whose text is a small change of one that is quick."""
    reading = graph.reading()
    quick = [QUERIES[1], QUERIES[4], "SELECT ?x { ?x a ilrs:FarSideMission }"]

    @given(mutated(quick, "query", most=1))
    @tried
    def try_one(text: str) -> None:
        note(text)
        error = refusal(lambda: reading.query(text))
        assert error is None or error.exit_code in (2, 3)

    try_one()


def catalogue_of(content: bytes) -> Catalogue:
    """Return the catalogue of one question, as a snapshot keeps it."""
    return Catalogue(json.loads(json.dumps({"a-question": compile_question(FILE, content)})))


@times(150)
def test_a_saved_question_is_read_or_refused(repo: Path, tried: settings) -> None:
    files = [path.read_text(encoding="utf-8") for path in Root(repo).queries[:12]]
    short = [
        text[: text.find("\nSELECT")] + "\nSELECT ?x { VALUES ?mission { UNDEF } ?x ?y ?mission }" for text in files
    ]

    @given(mutated([*files, *short], "header"))
    @tried
    def try_one(text: str) -> None:
        note(text)
        content = text.encode("utf-8", "surrogatepass")
        error = refusal(lambda: catalogue_of(content).find("a-question"))
        assert error is None or (error.exit_code in (2, 3) and FILE.stem in error.message)

    try_one()
