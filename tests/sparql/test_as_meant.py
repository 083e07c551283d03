"""Queries that Oxigraph alone answers otherwise than SPARQL 1.1 says: the results by the standard, and refusals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Store

from ilrs_graph import LunarGraph
from ilrs_graph.engine import StoreEngine, Table
from ilrs_graph.errors import InputError, QueryError
from ilrs_graph.files.question_header import compile_question
from ilrs_graph.sparql import prepare
from ilrs_graph.sparql.as_meant import as_meant
from ilrs_graph.sparql.calls import CallText
from ilrs_graph.sparql.cautions import cautions
from ilrs_graph.turtle.parse import parse_bytes
from ilrs_graph.validation.compile import compile_shapes
from ilrs_graph.validation.incremental import whole_results
from ilrs_graph.views.store import AssertedStore

CASES = Path(__file__).parents[2].parent / "shared" / "cases" / "in"
beside = pytest.mark.skipif(not CASES.exists(), reason="the cases are kept beside the repository")


@pytest.fixture(scope="module")
def engine() -> StoreEngine:
    store = Store()
    store.update("""PREFIX : <urn:> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> INSERT DATA {
        :a :p :x , :y . :b :p "s" , "t" . :c :p 1 , 2.5 . :d :p "s"@en , "t"@en . :e :p :x , "s" , 7 .
        :f :p "2024-05-03"^^xsd:date , "2024-06"^^xsd:gYearMonth . :g :p _:blank .
        GRAPH :one { :a :p 1 . :c :p 1 } GRAPH :two { :b :p 2 } }""")
    return StoreEngine(store)


def rows(engine: StoreEngine, query: str) -> list[tuple[str, ...]]:
    table = engine.select("PREFIX : <urn:> " + query)
    return sorted(tuple("" if term is None else term.value for term in row) for row in table)


@pytest.mark.parametrize(
    ("subject", "parts"),
    [
        (":a", {"urn:x", "urn:y"}), (":b", {"s", "t"}), (":c", {"1", "2.5"}), (":d", {"s", "t"}),
        (":e", {"urn:x", "s", "7"}), (":f", {"2024-05-03", "2024-06"}), (":none", {""}),
    ],
)  # fmt: skip
@pytest.mark.parametrize("value", ["?o", "DISTINCT ?o", "?o ; SEPARATOR = ' '", "DISTINCT ( ?o );separator=' '"])
def test_group_concat_joins_the_texts_of_all_terms(
    value: str, subject: str, parts: set[str], engine: StoreEngine
) -> None:
    ((joined,),) = rows(engine, f"SELECT (GROUP_CONCAT({value}) AS ?all) {{ {subject} :p ?o }}")
    assert set(joined.split(" ")) == parts


def test_group_concat_keeps_the_common_language_and_has_no_text_for_blank_nodes(engine: StoreEngine) -> None:
    (row,) = engine.select("PREFIX : <urn:> SELECT (GROUP_CONCAT(?o) AS ?all) { :d :p ?o }")
    assert str(row[0]).endswith('"@en')
    assert rows(engine, "SELECT (GROUP_CONCAT(?o) AS ?all) { :g :p ?o }") == [("",)]


def test_group_concat_of_an_expression_and_within_others(engine: StoreEngine) -> None:
    query = 'SELECT (STRLEN(GROUP_CONCAT(REPLACE(STR(?o), "urn:(.)", "<$1>"))) AS ?n) { :a :p ?o }'
    assert rows(engine, query) == [("7",)]
    assert rows(engine, "SELECT (GROUP_CONCAT(IF(?o = :x, 1, 'b')) AS ?all) { :a :p ?o FILTER(?o = :x) }") == [("1",)]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("GRAPH ?g { VALUES ?x { 1 } }", [("urn:one", "1"), ("urn:two", "1")]),
        ("GRAPH ?g { VALUES ?x { 1 2 } FILTER(?x > 1) }", [("urn:one", "2"), ("urn:two", "2")]),
        ("GRAPH ?g { { VALUES ?x { 1 } } }", [("urn:one", "1"), ("urn:two", "1")]),
        ("GRAPH ?g { VALUES ?y { 1 } BIND(?y + 1 AS ?x) }", [("urn:one", "2"), ("urn:two", "2")]),
        ("GRAPH ?g { { VALUES ?x { 1 } } UNION { :b :p ?x } }", [("urn:one", "1"), ("urn:two", "1"), ("urn:two", "2")]),
        ("GRAPH ?g { :c :p ?x VALUES ?x { 1 2 } }", [("urn:one", "1")]),
        ("GRAPH ?g { VALUES ?x { 1 2 } :c :p ?x }", [("urn:one", "1")]),
        ("GRAPH ?g { }", [("urn:one", ""), ("urn:two", "")]),
        ("OPTIONAL { GRAPH ?g { VALUES ?x { 1 } } }", [("urn:one", "1"), ("urn:two", "1")]),
        ("GRAPH ?g { SELECT ?x ?g { :b :p ?x } }", [("urn:two", "2")]),
        ("VALUES ?x { 1 } GRAPH ?g { }", [("urn:one", "1"), ("urn:two", "1")]),
    ],
)
def test_the_variable_of_graph_is_bound_to_each_named_graph(
    body: str, expected: list[tuple[str, str]], engine: StoreEngine
) -> None:
    assert rows(engine, f"SELECT ?g ?x {{ {body} }}") == expected
    assert cautions(f"PREFIX : <urn:> SELECT ?g ?x {{ {body} }}") == []


@pytest.mark.parametrize(
    "body",
    [
        "GRAPH ?g { SELECT ?s { ?s ?p ?o } }",
        "GRAPH ?g { { SELECT (COUNT(*) AS ?n) { ?s ?p ?o } } ?s ?p 1 }",
        "GRAPH ?g { VALUES ?x { 1 } OPTIONAL { ?s <urn:p> ?x } }",
        "GRAPH ?g { VALUES ?x { 1 } MINUS { ?s <urn:p> ?x } }",
        "GRAPH ?g { VALUES ?x { 1 } FILTER NOT EXISTS { ?s <urn:p> ?x } }",
        "{ SELECT * { GRAPH ?g { SELECT ?s { ?s ?p ?o } } } }",
        "FILTER EXISTS { GRAPH ?g { SELECT ?s { ?s ?p ?o } } }",
    ],
)
def test_what_cannot_be_mended_gets_a_caution_with_the_fix(body: str) -> None:
    query = f"SELECT * {{ {body} }}"
    (found,) = cautions(query)
    assert (found.place, found.code) == (query.index("GRAPH"), "graph-unbound")
    assert found.what.startswith("?g stays unbound")
    assert found.fix


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        (r'REGEX("xay", "^[a-z-[aeiou]]+$")', "false"),
        (r'REGEX("xyz", "^[a-z-[aeiou]]+$")', "true"),
        (r'REGEX("-", "^[a-z-[aeiou]]$")', "false"),
        (r'REGEX("XYZ", "^[a-z-[aeiou]]+$", "i")', "true"),
        (r'REGEX("a-1", "^\\i\\c*$")', "true"),
        (r'REGEX("1a", "^\\i\\c*$")', "false"),
        (r'REGEX("abc", "^\\p{IsBasicLatin}+$")', "true"),
        (r'REGEX("ἀ", "^\\p{IsGreek}$")', "false"),
        (r'REGEX("_", "^\\w$")', "false"),
        ('REGEX("\u00a0", "^\\\\s$")', "false"),
        (r'REGEX("&", "^[a&&b]$")', "true"),
        (r'REGEX("a\nb", "a.b")', "false"),
        (r'REGEX("a\nb", "a.b", "s")', "true"),
        (r'REGEX("a\nb", "a$", "m")', "true"),
        (r'REGEX("a\n", "a$")', "false"),
        (r'REGEX("a#b", "a # b", "x")', "true"),
        (r'REGEX("a", "a # b", "x")', "false"),
        (r'REGEX("a b", "a[ ]b", "x")', "true"),
        (r'REGEX("a.b", "a.b", "q")', "true"),
        (r'REGEX("axb", "a.b", "q")', "false"),
        (r'REPLACE("abc", "[a-z-[b]]", "x")', "xbx"),
        (r'REPLACE("abc", "(b)", "$1a")', "abac"),
        (r'REPLACE("abc", "(b)", "$12")', "ab2c"),
        (r'REPLACE("abc", "(b)", "[$0]")', "a[b]c"),
        (r'REPLACE("abc", "(b)", "<$2>")', "a<>c"),
        (r'REPLACE("abc", "b", "\\$1")', "a$1c"),
        (r'REPLACE("abc", "b", "\\\\")', "a\\c"),
        (r'REPLACE("a.c", ".", "$0", "q")', "a$0c"),
        (r'REPLACE("aBc", "b", "x", "i")', "axc"),
        (r'REPLACE("abc", "b", "")', "ac"),
    ],
)
def test_patterns_mean_what_xpath_says(call: str, expected: str, engine: StoreEngine) -> None:
    assert rows(engine, f"SELECT ({call} AS ?x) {{ }}") == [(expected,)]


@pytest.mark.parametrize(
    ("call", "what"),
    [
        (r'REGEX(?x, "(?i)a")', "XPath has no group"),
        (r'REGEX(?x, "\\ba\\b")', "XPath has no escape"),
        (r'REGEX(?x, "(a)\\1")', "refers back to a group"),
        (r'REGEX(?x, "[[:alpha:]]")', "stands for itself only as"),
        (r'REGEX(?x, "\\p{IsKlingon}")', "the block IsKlingon is not known"),
        (r'REGEX(?x, "a{,2}")', "is not a regular expression"),
        (r'REGEX(?x, "a(")', "is not a regular expression"),
        (r'REGEX(?x, "a", "g")', "the flags 'g' are not of s, m, i, x, q"),
        (r'REPLACE(?x, "a*", "b")', "matches the empty text, is an error in XPath"),
        (r'REPLACE(?x, "a", "$")', "in a replacement of XPath"),
        (r'REPLACE(?x, "a", "\\n")', "in a replacement of XPath"),
        (r'REPLACE(?x, "(?<n>a)", "b")', "XPath has no group"),
    ],
)
def test_what_xpath_does_not_have_is_refused_with_its_place(call: str, what: str, engine: StoreEngine) -> None:
    with pytest.raises(QueryError, match=r"line 2, column \d+: ") as caught:
        engine.query(f"SELECT ?x {{ ?x ?p ?o\nFILTER(BOUND({call})) }}")
    assert what in caught.value.message
    assert caught.value.tip


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?x ?p ?o }",
        'SELECT * { ?x ?p "REGEX(?x, \\"[a-[b]]\\") GROUP_CONCAT(?x)" }',
        "SELECT ?regex { ?regex <urn:graph> ?GRAPH } # GROUP_CONCAT(?x)",
        "SELECT * { ?x ?p ?o FILTER(REGEX(?o, ?p)) }",
        'SELECT * { ?x ?p ?o FILTER(REGEX(?o, "^[a-z]+(b|c)$", "i")) }',
        'SELECT (REPLACE(?o, "([a-z])x", "$1-") AS ?y) { ?x ?p ?o GRAPH ?g { ?a ?b ?c } }',
        "SELECT * { GRAPH <urn:g> { VALUES ?x { 1 } } }",
        "GROUP_CONCAT(",
        "SELECT (GROUP_CONCAT(RAND()) AS ?x) {}",
    ],
)
def test_other_queries_stay_as_they_are(query: str) -> None:
    assert as_meant(query) == query


def test_errors_of_syntax_have_the_place_in_the_query_as_written(engine: StoreEngine) -> None:
    with pytest.raises(QueryError, match="does not parse at line 2, column 8"):
        engine.query("SELECT (GROUP_CONCAT(?o) AS ?x) {\n ?s ?p }")


@beside
def test_the_case_of_group_concat_joins_three_missions(graph: LunarGraph) -> None:
    found = graph.query((CASES / "b19-group-concat.rq").read_text(encoding="utf-8"))
    assert isinstance(found, Table)
    joined = str(found.rows[0][0])
    missions = graph.query("SELECT ?m { ?m a ilrs:FarSideMission }")
    assert isinstance(missions, Table)
    assert set(re.findall(r"http[^ \"]+", joined)) == {row[0].value for row in missions if row[0] is not None}


@beside
def test_the_case_of_graph_has_a_row_for_each_named_graph(graph: LunarGraph) -> None:
    found = graph.query((CASES / "b20-graph-values.rq").read_text(encoding="utf-8"))
    named = graph.query("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }")
    assert isinstance(found, Table)
    assert isinstance(named, Table)
    assert sorted(map(str, (row[0] for row in found))) == sorted(map(str, (row[0] for row in named)))
    assert len(found) > 1


def test_places_are_those_of_the_query_as_it_was_written(graph: LunarGraph) -> None:
    with pytest.raises(QueryError, match=r"line 2, column 42: the pattern '\(\?i\)a' cannot be used"):
        graph.query('SELECT ?x {\n ?x a ilrs:Mission FILTER(REGEX(STR(?x), "(?i)a")) }')


def test_a_saved_question_with_such_a_pattern_cannot_be_asked(tmp_path: Path) -> None:
    file = tmp_path / "a-question.rq"
    body = 'SELECT ?x { ?x ?p ?o FILTER(REGEX(?o, "\\\\bx")) }'
    file.write_text(f"#+ question: Which?\n#+ columns: {{x: X}}\n#+ evidence: [x]\n{body}\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"a-question\.rq:4:39: the pattern .* cannot be used: XPath has no escape"):
        compile_question(file)


def test_constraints_of_shapes_have_patterns_of_xpath() -> None:
    text = """@prefix sh: <http://www.w3.org/ns/shacl#> . <urn:S> sh:targetSubjectsOf <urn:p> ; sh:sparql [ sh:select
        'SELECT $this { $this <urn:p> ?o FILTER(REGEX(?o, "^[a-z-[aeiou]]+$")) }' ] ."""
    shapes = compile_shapes(parse_bytes(text.encode(), "shapes"))
    data = AssertedStore.of(parse_bytes(b'<urn:a> <urn:p> "xay" . <urn:b> <urn:p> "xyz" .', "data"))
    assert [result.focus for result in whole_results(data, shapes)] == ["<urn:b>"]
    with pytest.raises(InputError, match="XPath has no group"):
        compile_shapes(parse_bytes(text.replace("[a-z-[aeiou]]+", "(?i)a").encode(), "shapes"))


def test_queries_with_a_time_limit_are_answered_alike(engine: StoreEngine) -> None:
    table = engine.limited(60).select(prepare("SELECT (GROUP_CONCAT(?o) AS ?all) { <urn:a> <urn:p> ?o }"))
    assert set(table.rows[0][0].value.split(" ")) == {"urn:x", "urn:y"}


def test_the_base_iri_is_no_keyword_graph_but_one_beside_it_is() -> None:
    plain = "SELECT ?x { ?x <https://w3id.org/ilrs-graph/ontology#kind> <https://w3id.org/ilrs-graph/id/agent/graph> }"
    assert as_meant(plain) == plain
    joined = "SELECT (GROUP_CONCAT(?x) AS ?all) { ?x <https://w3id.org/ilrs-graph/ontology#kind> ?y }"
    assert as_meant(joined) != joined


def test_a_query_is_read_only_where_its_text_asks_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lists of thousands of IRIs cost nothing, though some have the word graph in them."""
    read: list[str] = []

    def calls(query: str, *_: str) -> Iterator[CallText]:
        read.append(query)
        return iter(())

    monkeypatch.setattr("ilrs_graph.sparql.as_meant.calls", calls)
    plain = "SELECT * { VALUES ?x { <http://a/ilrs-graph/id/photographs> <http://a/regex> } ?x ?y ?z }"
    assert as_meant(plain) == plain
    assert read == []
    as_meant("SELECT * { GRAPH <http://a/b> { ?x ?y ?z } }")
    assert len(read) == 1
