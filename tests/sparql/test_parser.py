"""The parser: what it reads means what the engine reads, and what it does not read it refuses by name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made import Fact, graphs, groups, store_of
from pyoxigraph import QueryBoolean, QuerySolutions, RdfFormat, Store

from ilrs_graph import LunarGraph
from ilrs_graph.construct.rules import ConstructRule
from ilrs_graph.engine import Table
from ilrs_graph.errors import QueryError
from ilrs_graph.files.root import Root
from ilrs_graph.snapshot.pipeline import read_rules
from ilrs_graph.sparql import QueryTooComplex, prepare
from ilrs_graph.sparql.algebra import Bind, Filter, Group, Infix, Query, SubSelect, Values, mentioned
from ilrs_graph.sparql.parser import MOST_NESTED, read_query
from ilrs_graph.sparql.reads import reads
from ilrs_graph.sparql.together import binds
from ilrs_graph.sparql.traversal import asked_bound

SUITE = Path(__file__).parents[2].parent / "shared" / "w3c" / "sparql11"
HEAD = "PREFIX : <urn:> "
_LABEL = re.compile(r"_:[0-9a-f]+")


def answers(store: Store, query: str) -> object:
    """Return what a query gives, in no order."""
    found = store.query(query)
    if isinstance(found, QueryBoolean):
        return bool(found)
    if isinstance(found, QuerySolutions):
        names = [variable.value for variable in found.variables]
        return in_no_order([row[name] for name in sorted(names)] for row in found)
    return sorted(_LABEL.sub("_:b", str(triple)) for triple in found)


def in_no_order(rows: Iterable[Iterable[object]]) -> list[str]:
    return sorted(_LABEL.sub("_:b", str([str(term) for term in row])) for row in rows)


# what is read


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("?s :p -5", '?s <urn:p> "-5"^^<http://www.w3.org/2001/XMLSchema#integer> .'),
        ("FILTER(?s IN (+5.0))", 'FILTER((?s IN ("+5.0"^^<http://www.w3.org/2001/XMLSchema#decimal>)))'),
        ("?s :p .5e3", '?s <urn:p> ".5e3"^^<http://www.w3.org/2001/XMLSchema#double> .'),
        ("?s :p 5.", '?s <urn:p> "5"^^<http://www.w3.org/2001/XMLSchema#integer> .'),
        ("?s :p TRUE", '?s <urn:p> "true"^^<http://www.w3.org/2001/XMLSchema#boolean> .'),
        (r'?s :p "\u00e9\U0001F600\t\""', '?s <urn:p> "é😀\\t\\"" .'),
        ("?s :p '''a'b\n''', \"\"\"c\"d\"\"\"", '?s <urn:p> "a\'b\\n" . ?s <urn:p> "c\\"d" .'),
        ('?s :p "a"@EN-gb', '?s <urn:p> "a"@en-gb .'),
        ('?s :p "a"^^:t', '?s <urn:p> "a"^^<urn:t> .'),
        (r"?s <urn:\u0070> :a\-b", "?s <urn:p> <urn:a-b> ."),
        ("?s a :A ; :p ?x , ?y ; ;", "?s <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <urn:A> . "
         "?s <urn:p> ?x . ?s <urn:p> ?y ."),
        ("?s :p [ :q ?x ]", "?__blank0 <urn:q> ?x . ?s <urn:p> ?__blank0 ."),
        ("[ :p ?x ] :q ?y", "?__blank0 <urn:p> ?x . ?__blank0 <urn:q> ?y ."),
        ("[ :p ?x ]", "?__blank0 <urn:p> ?x ."),
        ("_:a :p [] . _:a :q _:b", "?__blank0 <urn:p> ?__blank1 . ?__blank0 <urn:q> ?__blank2 ."),
        ("?s :p ()", "?s <urn:p> <http://www.w3.org/1999/02/22-rdf-syntax-ns#nil> ."),
        ("?s !(:p|^:q|a) ?o", "?s !(<urn:p>|<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>|^<urn:q>) ?o ."),
        ("?s !:p ?o", "?s !(<urn:p>) ?o ."),
        ("?s ^:p/(:q|:r)*/:s? ?o", "?s (^<urn:p>)/(<urn:q>|<urn:r>)*/<urn:s>? ?o ."),
        ("FILTER(?a<?b&&?c>?d)", "FILTER(((?a < ?b) && (?c > ?d)))"),
        ("FILTER(?a - 5 * -2 >= +?b)", "FILTER(((?a - (?five * ?two)) >= + ?b))"),
        ("FILTER(?a -5 < 1)", "FILTER(((?a - ?five) < ?one))"),
        ("FILTER(!BOUND(?a) || !!?b)", "FILTER((! BOUND(?a) || ! ! ?b))"),
        ("FILTER(?a NOT IN (1, ?b) && ?c IN ())", "FILTER(((?a NOT IN (?one, ?b)) && (?c IN ())))"),
        ("FILTER NOT EXISTS { ?a ?b ?c }", "FILTER NOT EXISTS { ?a ?b ?c . }"),
        ("FILTER(NOT EXISTS { ?a ?b ?c } || :f(?x))", "FILTER((NOT EXISTS { ?a ?b ?c . } || <urn:f>(?x)))"),
        ("FILTER regex(?a, 'x')", 'FILTER(REGEX(?a, "x"))'),
        ("VALUES ?x { :a UNDEF 'b' }", 'VALUES (?x) { (<urn:a>) (UNDEF) ("b") }'),
        ("VALUES (?x ?y) { (:a UNDEF) }", "VALUES (?x ?y) { (<urn:a> UNDEF) }"),
        ("VALUES () { () }", "VALUES () { () }"),
        ("GRAPH ?g { ?a ?b ?c }", "GRAPH ?g { ?a ?b ?c . }"),
        ("{ ?a ?b ?c } UNION { } MINUS { ?d ?e ?f }", "{ ?a ?b ?c . } UNION { } MINUS { ?d ?e ?f . }"),
        ("{ { } }", "{ { } }"),
        ("{ SELECT (COUNT(DISTINCT ?x) AS ?n) (GROUP_CONCAT(?x;SEPARATOR=',') AS ?all) { } GROUP BY ?a (?b AS ?c) "
         "HAVING (?n > ?m) ORDER BY DESC(?n) LIMIT 5 OFFSET 2 }",
         '{ SELECT (COUNT(DISTINCT ?x) AS ?n) (GROUP_CONCAT(?x ; SEPARATOR = ",") AS ?all) WHERE { } '
         "GROUP BY ?a (?b AS ?c) HAVING ((?n > ?m)) ORDER BY DESC(?n) LIMIT 5 OFFSET 2 }"),
    ],
)  # fmt: skip
def test_what_is_read(written: str, read: str) -> None:
    found = str(read_query(f"{HEAD}ASK {{ {written} }}").where)
    for name, number in (("five", 5), ("two", -2), ("one", 1)):
        found = (
            found.replace(f'"{number}"^^<http://www.w3.org/2001/XMLSchema#integer>', f"?{name}")
            if "FILT" in found
            else found
        )
    assert found == f"{{ {read} }}"


def test_a_collection_is_read_as_its_cells() -> None:
    store = Store()
    store.load("<urn:s> <urn:p> ( 1 <urn:a> ) .", RdfFormat.TURTLE)
    for query in ("ASK { ?s <urn:p> (1 ?x) }", "ASK { (1 ?x) <urn:q> ?y }", "ASK { ( ?x <urn:a> ) }"):
        assert answers(store, str(read_query(query))) == answers(store, query)


def test_a_base_is_resolved_as_the_engine_resolves_it() -> None:
    query = read_query("BASE <http://a/b/c?d> ASK { <> <../e> <#f> . <?g> <//h/i> <urn:j> }")
    assert str(query.where) == (
        "{ <http://a/b/c?d> <http://a/e> <http://a/b/c?d#f> . <http://a/b/c?g> <http://h/i> <urn:j> . }"
    )


def test_a_template_is_read_with_its_blank_nodes() -> None:
    query = read_query("CONSTRUCT { _:a <urn:p> [ <urn:q> ?x ] } WHERE { ?x <urn:p> _:a }")
    assert str(query).startswith("CONSTRUCT { _:b1 <urn:q> ?x . _:b0 <urn:p> _:b1 . } WHERE { ?x <urn:p> ?__blank")
    short = read_query("CONSTRUCT WHERE { ?x <urn:p> [] }")
    assert [type(pattern.object).__name__ for pattern in short.template] == ["BlankNode"]


def test_the_parts_carry_what_they_speak_of() -> None:
    query = read_query(
        "SELECT ?x (STR(?y) AS ?z) { VALUES (?x ?y) { (1 UNDEF) } FILTER(?x != '?no' && !BOUND(?y)) "
        "BIND(?x + ?w AS ?v) { SELECT ?x (MAX(?h) AS ?m) { ?x <urn:p> ?h } GROUP BY ?x } }"
    )
    values, condition, bind, inner = query.where.parts
    assert isinstance(values, Values)
    assert values.rows[0][1] is None
    assert isinstance(condition, Filter)
    assert mentioned(condition) == {"x", "y"}
    assert list(asked_bound(condition.expression)) == [("y", False)]
    assert isinstance(bind, Bind)
    assert bind.variable == "v"
    assert isinstance(bind.expression, Infix)
    assert isinstance(inner, SubSelect)
    assert inner.select.extremes == {"m": ("h", False)}
    assert mentioned(inner) == {"x", "m"}
    assert query.select.computed.keys() == {"z"}


def test_the_source_of_a_part_is_cut_out_exactly() -> None:
    text = "SELECT * {\n  ?x a ?y ; <urn:p> ?z . # }\n  FILTER ( ?x != '}' )\n  OPTIONAL { ?x ?y ?z }\n}"
    query = read_query(text)
    spans = [query.source(part.span) for part in query.where.parts]
    assert spans == ["a ?y", "<urn:p> ?z", "( ?x != '}' )", "OPTIONAL { ?x ?y ?z }"]
    assert query.source(query.where.span) == text.removeprefix("SELECT * ")


# what is not read


@pytest.mark.parametrize(
    ("query", "what"),
    [
        ("DESCRIBE <urn:a>", "DESCRIBE is not read"),
        ("INSERT DATA { }", "INSERT is not read"),
        ("SELECT * FROM <urn:g> { }", "FROM is not allowed"),
        ("SELECT * { SERVICE <urn:g> { } }", "SERVICE is not allowed"),
        ("SELECT * { LATERAL { ?a ?b ?c } }", "LATERAL is not read"),
        ("SELECT * { <<?a ?b ?c>> ?d ?e }", "<<: triple terms (RDF 1.2) are not supported"),
        ("SELECT * { ?a ?b <rel> }", "absolute IRI"),
        ("SELECT * { ?a nope:b ?c }", "the prefix nope: is not declared"),
        ("SELECT * { ?a ?b ?c ?d ?e ?f }", ". expected"),
        ("SELECT * { ?a ?b }", "a term expected"),
        ("SELECT * { ?a <urn:p>* }", "a term expected"),
        ("SELECT * { ?a ?b 'x\\q' }", "escape"),
        ("SELECT * { ?a ?b '\\uD800' }", "escape"),
        ("SELECT * { ?a 'p' ?c }", "a property expected"),
        ("SELECT * { ?a <urn:p>{2} ?c }", "a term expected"),
        ("SELECT * { FILTER(1 = 2 = 3) }", "not chained"),
        ("SELECT * { FILTER ?a }", "a call or an expression in brackets"),
        ("SELECT * { FILTER(word) }", "an expression expected"),
        ("SELECT * { ?a ?b ?c", "} expected"),
        ("SELECT * { } }", "the end of the query expected"),
        ("SELECT { }", "a variable expected"),
        ("SELECT (?x + 1) { }", "AS expected"),
        ("SELECT * { } LIMIT x", "a whole number expected"),
        ("CONSTRUCT { ?a ?b ?c FILTER(1) } WHERE { }", "a template of triples"),
        ("CONSTRUCT WHERE { ?a ?b ?c FILTER(1) }", "a template of triples"),
        ("PREFIX a:b <urn:> ASK { }", "a prefix expected"),
        ("SELECT * { ?a ?b 'c'@e }", "a language tag expected"),
        ("SELECT * { ?a² ?b ?c }", "a character that the name of a variable cannot have"),
        ("SELECT ?¹ { ?a ?b ?c }", "a character that the name of a variable cannot have"),
        ("BASE <http://a/> ASK { BIND(IRI(?x) AS ?y) }", "IRI is not read where a BASE is declared"),
    ],
)
def test_what_is_not_read_is_refused_by_name(query: str, what: str) -> None:
    with pytest.raises(QueryError) as problem:
        read_query(query)
    assert what in problem.value.message


def test_a_problem_has_its_place() -> None:
    with pytest.raises(QueryError, match="line 3, column 8: a term expected, found '}'"):
        read_query("SELECT * {\n  ?a ?b ?c .\n  ?d ?e}")


DEEP = {
    "braces": "{ " * 5000 + "}" * 5000,
    "brackets": "{ FILTER(" + "(" * 5000 + "1" + ")" * 5000 + ") }",
    "additions": "{ FILTER(1" + "+1" * 7100 + ") }",
    "unions": "{ {} " + "UNION {} " * 6600 + "}",
    "collections": "{ ?s ?p " + "(" * 5000 + ")" * 5000 + " }",
    "paths": "{ ?s " + "(" * 5000 + "<urn:p>" + ")" * 5000 + " ?o }",
}


@pytest.mark.parametrize("where", DEEP.values(), ids=DEEP)
def test_the_guard_runs_before_any_parser(where: str) -> None:
    with pytest.raises(QueryTooComplex, match="too complex"):
        prepare(f"SELECT ?this {where}")
    with pytest.raises(QueryTooComplex, match="too complex"):
        read_query(f"SELECT ?this {where}")
    with pytest.raises(QueryTooComplex, match="rule 1: the query is too complex"):
        ConstructRule("1", "", f"CONSTRUCT {{ ?this a ?this }} WHERE {where}").run(Store())


NESTED = {
    "groups": ("{ ", "}"),
    "optional parts": ("{ ?x ?y ?z OPTIONAL ", "}"),
    "filters": ("{ FILTER EXISTS ", "}"),
    "sub-selects": ("{ SELECT ?this { ?this ?x ?y . ", "} }"),
    "unions": ("{ { } UNION ", "}"),
}


@pytest.mark.parametrize(("opening", "closing"), NESTED.values(), ids=NESTED)
def test_what_is_nested_as_deeply_as_may_be_is_read_and_analysed(opening: str, closing: str) -> None:
    times = (MOST_NESTED - 2) // len(closing.split())
    query = read_query("SELECT ?this " + opening * times + "{ ?this ?x ?y }" + closing * times)
    assert read_query(str(query)) == query
    assert reads(query.select, "this", substituted=True).touches
    assert not binds(query, "this")


@pytest.mark.parametrize(("before", "opening", "closing", "after"), [
    ("FILTER(", "(1 + ", "1)", ")"), ("?x ", "(", "<urn:p>)", " ?y"), ("?x ?y ", "[ ?z ", "?z ]", ""),
    ("?x ?y ", "( ", ")", ""), ("FILTER(", "STR(", ")", " = 1)"),
])  # fmt: skip
def test_expressions_and_terms_are_nested_as_deeply(before: str, opening: str, closing: str, after: str) -> None:
    times = MOST_NESTED - 4
    inner = "?x " if "STR" in opening or "[" in opening else ""
    with suppress(QueryError):
        query = read_query(f"ASK {{ {before}{opening * times}{inner}{closing * times}{after} }}")
        assert read_query(str(query)) == query


# what is printed means the same


@given(groups, graphs)
def test_what_is_printed_gives_the_same_rows(group: str, graph: list[Fact]) -> None:
    query = read_query(f"SELECT ?this ?x ?y {group}")
    store = store_of(graph)
    assert answers(store, str(query)) == answers(store, query.text)
    assert read_query(str(query)) == query


ROUND = [
    "SELECT * { ?x :p ?y . ?y :q _:b }",
    "SELECT DISTINCT * { ?x :p [] }",
    "SELECT REDUCED ?x { ?x :p/:q|^:p ?y }",
    "SELECT (COUNT(*) AS ?n) (SAMPLE(?x) AS ?s) { ?x :p ?y } GROUP BY ?y HAVING (COUNT(?x) > 0)",
    "SELECT ?k (SUM(STRLEN(STR(?y))) AS ?n) { ?x :p ?y } GROUP BY (STR(?x) AS ?k) ORDER BY ?k",
    "SELECT ?y { ?x :p ?y } ORDER BY DESC(STR(?y)) ASC(?x) LIMIT 1 OFFSET 1",
    "SELECT ?x { ?x :p ?y } VALUES ?y { :a :b UNDEF }",
    "SELECT ?x (IF(?x = ?y, 'same', COALESCE(?z, 'none')) AS ?w) { ?x :p ?y OPTIONAL { ?y :q ?z } }",
    "SELECT ?x { ?x :p ?y FILTER(?x IN (:a, :b) && STR(?y) != 'x' && 3 - 2 - 1 = 0 && 8 / 4 / 2 = 1) }",
    "SELECT ?x { ?x :p ?y FILTER(!(?x = ?y) || -1 < 0 && isIRI(?x) = true) }",
    "SELECT ?x ?n { { SELECT ?x (COUNT(?y) AS ?n) { ?x :p ?y } GROUP BY ?x ORDER BY ?n LIMIT 2 } ?x :q ?z }",
    "ASK { ?x :p ?y MINUS { ?y :q ?x } FILTER NOT EXISTS { ?x :q ?x } }",
    "CONSTRUCT { ?x :made ?y } WHERE { ?x :p+ ?y } LIMIT 3",
    "CONSTRUCT WHERE { ?x :p ?y }",
    "SELECT ?g ?x { GRAPH ?g { ?x :p ?y } }",
]


@pytest.mark.parametrize("query", ROUND)
def test_a_query_that_is_printed_gives_the_same(query: str) -> None:
    for facts in ("", ":a :p :b , :c ; :q :a . :b :p :b ; :q :c . :c :p 5 , 'x'@en . :d :q :d ."):
        store = Store()
        store.load(f"@prefix : <urn:> . {facts}", RdfFormat.TURTLE)
        assert answers(store, str(read_query(HEAD + query))) == answers(store, HEAD + query)


@pytest.mark.parametrize("slug", [path.stem for path in Root.find().queries])
def test_a_saved_question_that_is_printed_gives_the_same_rows(
    slug: str, graph: LunarGraph, solutions: Callable[[str], Table]
) -> None:
    found = solutions(slug)
    order = sorted(range(len(found.variables)), key=found.variables.__getitem__)
    printed = str(read_query(graph.questions[slug].query))
    assert answers(graph.snapshot.store, printed) == in_no_order([row[place] for place in order] for row in found)


@pytest.mark.parametrize("rule", read_rules(Root.find()), ids=lambda rule: rule.name)
def test_a_rule_that_is_printed_gives_the_same_triples(rule: ConstructRule, graph: LunarGraph) -> None:
    store = graph.snapshot.store
    assert answers(store, str(read_query(rule.construct))) == answers(store, rule.construct)


@given(st.text(alphabet="{}()[]<>?$\"'\\:;,.|/^*+-!=&@_ \nabA1éSELECTWHERFIUNOB", max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(QueryError):
        assert isinstance(read_query(f"ASK {{ {text} }}").where, Group)


# the W3C queries


@pytest.mark.skipif(not SUITE.exists(), reason="the W3C suite is kept beside the repository")
def test_the_queries_of_the_w3c_are_read_or_refused_by_name() -> None:
    refused, read = {}, 0
    for path in sorted(SUITE.rglob("*.rq")):
        text = path.read_text(encoding="utf-8")
        try:
            query = read_query(text)
        except QueryError as problem:
            if _is_taken(text):
                refused[path.name] = problem.message
            continue
        read += 1
        _same_to_the_engine(query, path)
    assert read > 250
    named = ("FROM is not", "SERVICE is not", "an absolute IRI expected", "DESCRIBE is not", "where a BASE")
    assert {name: why for name, why in refused.items() if not any(word in why for word in named)} == {}


def _is_taken(query: str) -> bool:
    try:
        Store().query(query, base_iri="http://example.org/")
    except (SyntaxError, RuntimeError):
        return False
    return True


def _same_to_the_engine(query: Query, path: Path) -> None:
    """A query that the engine takes, it takes as it is printed, too."""
    store = Store()
    try:
        expected = answers(store, query.text)
    except (SyntaxError, RuntimeError):
        return
    assert answers(store, str(query)) == expected, path.name
