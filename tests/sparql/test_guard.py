"""Queries before they run: what is refused, what is added, and errors that say what to do."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad, Store

from ilrs_graph.engine import StoreEngine
from ilrs_graph.errors import QueryError
from ilrs_graph.namespaces import PREFIXES
from ilrs_graph.sparql import MAX_LENGTH, check, missing_prefixes, prepare, tokens

CALL = " <http://127.0.0.1:9/> { ?s ?p ?o } }"


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE" + CALL,
        "SELECT * { service" + CALL,
        "SELECT * { SeRvIcE SILENT" + CALL,
        "SELECT * { SERVICE<http://127.0.0.1:9/>{ ?s ?p ?o } }",
        "SELECT * { SERVICE#comment\n SILENT" + CALL,
        "SELECT * { # a comment ends at a carriage return too\rSERVICE" + CALL,
        'SELECT * { ?s ?p "a # b" . SERVICE' + CALL,
        "SELECT * { ?s ?p '\\'' . SERVICE" + CALL,
        'SELECT * { ?s ?p """ " """ . SERVICE' + CALL,
        "SELECT * { FILTER(1<2) SERVICE" + CALL,
        "SELECT * { SERVICE ?where { ?s ?p ?o } }",
        "SELECT * { ?s ?p trueSERVICE" + CALL,
        "SELECT * { ?s ?p 1e5SERVICE" + CALL,
        "SELECT * { SERVICESILENT" + CALL,
        "PREFIX x: <http://127.0.0.1:9/> SELECT * { SERVICEx:y { ?s ?p ?o } }",
        "PREFIX x: <http://127.0.0.1:9/> SELECT * { SERVICE x:y { ?s ?p ?o } }",
        "SELECT * { { SELECT * { SERVICE" + CALL + " }",
    ],
)
def test_service_is_refused_however_it_is_written(query: str) -> None:
    with pytest.raises(QueryError, match="SERVICE is not allowed"):
        prepare(query)


@pytest.mark.parametrize(
    "query",
    [
        'ASK { ?x rdfs:label "SERVICE" }',
        "ASK { ?x rdfs:label 'say \"SERVICE\" <http://a>' }",
        'ASK { ?x rdfs:label """SERVICE <http://a> { }""" }',
        "ASK { ?x a <http://example.org/SERVICE> }",
        "ASK { ?service a ilrs:Service }",
        "ASK { ?contribution ilrs:contributes service:esa-tracking-change-6 }",
        "PREFIX service: <http://a/> ASK { service:x ?p ?o }",
        "PREFIX load: <http://a/> ASK { load:x ?from ?named }",
        "ASK { ?s ?p ?o } # SERVICE <http://a> { } LOAD FROM <http://b>",
        "ASK { ?x a ilrs:Service . GRAPH ?service { ?x ?p ?o } }",
    ],
)
def test_the_word_is_legal_elsewhere(query: str) -> None:
    assert StoreEngine(Store()).query(prepare(query)) is False


@pytest.mark.parametrize("clause", ["FROM <http://a>", "FROM NAMED <http://a>", "from<file:///x>", "FROM mission:x"])
def test_from_is_refused(clause: str) -> None:
    with pytest.raises(QueryError, match="FROM is not allowed"):
        prepare(f"SELECT * {clause} {{ ?s ?p ?o }}")


def test_load_is_refused() -> None:
    with pytest.raises(QueryError, match="LOAD is not allowed"):
        prepare("load <http://a>")


@pytest.mark.parametrize(
    "query",
    [
        "ASK " + "{ " * 201 + "}" * 201,
        "ASK { FILTER(" + "(" * 200 + "1" + ")" * 200 + ") }",
        "ASK { {} " + "UNION {} " * 2001 + "}",
        "ASK { FILTER(1" + "+1" * 2001 + ") }",
        "ASK { " + "OPTIONAL { ?s ?p ?o } " * 2001 + "}",
        "ASK { " + "".join(f"BIND(1 AS ?x{i}) " for i in range(1001)) + "}",
        "ASK { ?s ?p " + "<< " * 1001 + "}",
    ],
)
def test_what_would_end_the_process_is_refused(query: str) -> None:
    with pytest.raises(QueryError, match="too complex"):
        prepare(query)


def test_deep_but_harmless_queries_run() -> None:
    assert StoreEngine(Store()).query(prepare("ASK " + "{ " * 190 + "}" * 190)) is True
    listed = "SELECT * { VALUES ?x { " + "mission:change-6 " * 5000 + "} }"
    assert len(StoreEngine(Store()).select(prepare(listed))) == 5000


def test_a_query_that_is_too_long_is_refused() -> None:
    with pytest.raises(QueryError, match="longer than"):
        check("ASK {}" + " " * MAX_LENGTH)


@given(st.text(alphabet=st.sampled_from("abS:<>\"'{}()[]\\#\n\r?$@^.*|/ \u6708_-1eSERVICE"), max_size=80) | st.text())
def test_tokens_never_crash_and_lose_no_word(text: str) -> None:
    found = [(token.kind, token.text) for token in tokens(text)]
    assert all(piece and piece in text for _, piece in found)
    if not set(text) & set("\"'#<\\:?$_@"):
        assert [p for _, p in found if p == "SERVICE"] == [w for w in tokens_by_hand(text) if w == "SERVICE"]


def tokens_by_hand(text: str) -> list[str]:
    import re

    return re.findall(r"[^\W\d]\w*", text)


def test_prefixes_that_are_used_and_not_declared_are_added() -> None:
    query = "PREFIX rdfs: <http://mine/> SELECT * { ?x a ilrs:Mission ; rdfs:label 'agent:cnsa' ; unknown:p ?y }"
    assert missing_prefixes(query) == ["ilrs"]
    assert prepare(query).endswith("\n" + query)
    assert prepare("ASK { ?s ?p ?o }") == "ASK { ?s ?p ?o }"


names = st.sampled_from(sorted(PREFIXES)).map(lambda p: f"{p}:x")
spots = st.sampled_from(["?s", "?o", "<http://a>"]) | names


@given(st.lists(st.tuples(spots, names | st.just("?p"), spots), min_size=1, max_size=4))
def test_a_prepared_query_gives_what_the_declared_one_gives(patterns: list[tuple[str, str, str]]) -> None:
    terms = [NamedNode(ns + "x") for ns in PREFIXES.values()]
    store = Store()
    store.extend(Quad(terms[i], p, terms[-i]) for i, p in enumerate(terms))
    query = "SELECT * { " + " . ".join(map(" ".join, patterns)) + " }"
    declared = "".join(f"PREFIX {p}: <{iri}>\n" for p, iri in PREFIXES.items()) + query
    found, wanted = StoreEngine(store).select(prepare(query)), StoreEngine(store).select(declared)
    assert found.variables == wanted.variables
    assert sorted(map(str, found)) == sorted(map(str, wanted))


def problem(query: str) -> QueryError:
    with pytest.raises(QueryError) as found:
        StoreEngine(Store()).query(prepare(query))
    return found.value


@pytest.mark.parametrize("prefix", ["", "PREFIX ilrs: <https://w3id.org/ilrs-graph/ontology#> "])
def test_lines_are_those_of_the_query_as_it_was_written(prefix: str) -> None:
    error = problem(f"{prefix}SELECT * {{\n  ?x a ilrs:Mission .\n  ?x ?y oops .\n}}")
    assert "line 3, column " in str(error)


def test_an_unknown_prefix_is_named_with_near_ones() -> None:
    error = problem("SELECT * {\n  ?x a ilsr:Mission }")
    assert str(error) == "line 2: the prefix ilsr: is not declared"
    assert (error.tip or "").startswith("did you mean ilrs")
    tip = problem("ASK { ?x a qqqq:Mission }").tip or ""
    assert tip.startswith("declare it with PREFIX qqqq: <...>; known without that: accommodation, agent, ")


@pytest.mark.parametrize(
    ("query", "tip"),
    [
        ("SELECT * { ?x a ?y", "1 } missing"),
        ("SELECT * { { ?x a ?y ", "2 } missing"),
        ("SELECT * { ?x a ?y } }", "1 { missing"),
        ("SELECT * { FILTER(1 = 1 }", "1 ) missing"),
    ],
)
def test_a_missing_bracket_is_counted(query: str, tip: str) -> None:
    assert problem(query).tip == tip


def test_a_bracket_in_a_string_is_not_counted() -> None:
    assert "missing" not in (problem('SELECT * { ?x ?y "{" . oops oops }').tip or "")
