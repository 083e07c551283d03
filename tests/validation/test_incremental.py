"""Soundness of incremental validation: what it says a change brings and ends is what full validations before and
after differ by, with stock pyshacl as the judge, on random graphs, changes and shapes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pyshacl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse
from pyshacl.helper.sparql_query_helper import SPARQLQueryHelper

from ilrs_graph.bridge import from_rdflib, to_rdflib
from ilrs_graph.files.parsing import parse_file
from ilrs_graph.files.root import Root
from ilrs_graph.namespaces import RDF, SH, SHAPES
from ilrs_graph.snapshot.pipeline import read_ontology
from ilrs_graph.sparql.now import with_now
from ilrs_graph.terms import fact_of, triple_of
from ilrs_graph.validation.compile import compile_shapes
from ilrs_graph.validation.incremental import results, whole_results
from ilrs_graph.validation.model import Shapes
from ilrs_graph.validation.results import Result, read_report
from ilrs_graph.validation.shape_graph import named
from ilrs_graph.views.store import AssertedStore
from parsed_once import parsed_once

HEAD = """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix : <urn:x:> .
"""
TIMES = [60, pytest.param(2000, marks=pytest.mark.soak)]
FEW_TIMES = [30, pytest.param(2000, marks=pytest.mark.soak)]
"""For what takes pyshacl a second or two each time."""
TYPE = NamedNode(RDF + "type")
Key = tuple[str, ...]
Change = tuple[list[Triple], list[Triple], list[Triple]]


def turtle(text: str) -> list[Triple]:
    return [q.triple for q in parse((HEAD + text).encode(), RdfFormat.TURTLE)]


def keys(found: Iterable[Result]) -> set[Key]:
    return {tuple(r[:-1]) for r in found}


def by_pyshacl(data: Iterable[Triple], shapes: list[Triple], compiled: Shapes) -> set[Key]:
    _, report, _ = pyshacl.validate(to_rdflib(data), shacl_graph=to_rdflib(shapes))
    lines = "".join(f"{t.subject} {t.predicate} {t.object} .\n" for t in from_rdflib(report))
    return keys(read_report(lines, compiled))


@pytest.fixture(autouse=True)
def a_quicker_judge(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for word in ("minus", "values", "nested_select"):  # pyshacl refuses these words, but knows what they mean
        monkeypatch.setattr(SPARQLQueryHelper, f"has_{word}_regex", re.compile("(?!)"))
    with parsed_once():
        yield


# --- random graphs ---------------------------------------------------------------------------------------------------

NODES = [":a", ":b", ":c", ":d", "_:x"]
PROPERTIES = [":p", ":q", ":r", ":s"]
CLASSES = [":C", ":D", ":E", ":F"]
LITERALS = [
    '"x"', '"xy"@en', '"xy"@zh', '"x"@en', "1", "2", "3", '"1"', '"2024-01-01"^^xsd:date', '"2025-06-01"^^xsd:date',
]  # fmt: skip
ODD = [
    '"01"^^xsd:integer', '"q"^^xsd:integer', '"1.0"^^xsd:decimal', '"1"^^xsd:boolean', '"2024-13-01"^^xsd:date', '""',
    '"xy"@en-GB', '"月亮"@zh-Hans',
]  # fmt: skip
"""Literals that are not written as a store writes them, or are ill-formed."""

nodes, properties, classes = st.sampled_from(NODES), st.sampled_from(PROPERTIES), st.sampled_from(CLASSES)
numbers = st.sampled_from(["1", "2", "3"])


def statements(literals: list[str]) -> st.SearchStrategy[str]:
    links = st.tuples(nodes, properties, nodes)
    return st.one_of(
        st.tuples(nodes, st.just("a"), classes),
        links,
        st.tuples(nodes, properties, st.sampled_from(literals)),
        links,
        st.tuples(nodes, st.sampled_from([":m", ":n"]), numbers),
        st.tuples(classes, st.just("rdfs:subClassOf"), classes),
    ).map(lambda t: f"{t[0]} {t[1]} {t[2]} .\n")


@st.composite
def changes(draw: st.DrawFn, least: int = 4, most: int = 24, *, odd: bool = True) -> Change:
    """A graph, what is added to it, and what is taken from it."""
    lines = statements(LITERALS + ODD if odd else LITERALS)
    base = distinct(turtle("".join(draw(st.lists(lines, min_size=least, max_size=most)))))
    added = distinct(turtle("".join(draw(st.lists(lines, max_size=4)))))
    removed = draw(st.lists(st.sampled_from(base), max_size=4, unique=True))
    return base, added, [t for t in removed if t not in added]


# --- random shapes ---------------------------------------------------------------------------------------------------


def repeated(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    either = st.lists(inner, min_size=2, max_size=3).map(lambda ps: f"[ sh:alternativePath ( {' '.join(ps)} ) ]")
    times = st.sampled_from(["zeroOrMorePath", "oneOrMorePath", "zeroOrOnePath", "inversePath"])
    return st.one_of(either, st.tuples(times, inner).map(lambda t: f"[ sh:{t[0]} {t[1]} ]"))


def sequences(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.lists(inner, min_size=2, max_size=3).map(lambda ps: f"( {' '.join(ps)} )")


# no inverse of a sequence: pyshacl does not turn its order round (test_paths holds that against SPARQL)
paths = st.one_of(
    st.recursive(properties, repeated, max_leaves=3),
    sequences(st.recursive(properties, repeated, max_leaves=2)),
    sequences(st.recursive(properties, repeated, max_leaves=2)).map(lambda p: f"[ sh:zeroOrMorePath {p} ]"),
)
every_path = st.recursive(properties, lambda inner: st.one_of(repeated(inner), sequences(inner)), max_leaves=4)
anything = st.sampled_from(NODES[:-1] + LITERALS + ODD)  # a blank node has no name in the shapes
plain = st.one_of(
    classes.map(lambda c: f"sh:class {c}"),
    st.sampled_from(["xsd:integer", "xsd:string", "xsd:date"]).map(lambda d: f"sh:datatype {d}"),
    st.sampled_from(["IRI", "Literal", "IRIOrLiteral", "BlankNode"]).map(lambda k: f"sh:nodeKind sh:{k}"),
    st.lists(anything, min_size=1, max_size=4).map(lambda ts: f"sh:in ( {' '.join(ts)} )"),
    st.sampled_from(['sh:pattern "^urn:x:[ab]"', 'sh:pattern "x"', "sh:minLength 2", "sh:maxLength 3"]),
    st.sampled_from(['sh:languageIn ( "en" )', 'sh:languageIn ( "zh" "en" )']),
    anything.map(lambda t: f"sh:hasValue {t}"),
    properties.map(lambda p: f"sh:equals {p}"),
    properties.map(lambda p: f"sh:disjoint {p}"),
    st.lists(properties, max_size=3, unique=True).map(
        lambda ps: (
            "sh:closed true ; sh:ignoredProperties ( rdf:type ) "
            + (f"; sh:property {' , '.join(f'[ sh:path {p} ]' for p in ps)}" if ps else "")
        )
    ),
)
counted = st.one_of(
    st.sampled_from(["sh:minCount 1", "sh:minCount 2", "sh:maxCount 1", "sh:maxCount 0", "sh:uniqueLang true"]),
)
# numbers only: what cannot be compared fails (SHACL 4.3, 4.5), but pyshacl compares IRIs, and dates with numbers
compared = st.tuples(
    st.sampled_from([":m", "( :p :m )", "[ sh:alternativePath ( :m :n ) ]", "( [ sh:zeroOrMorePath :q ] :n )"]),
    st.sampled_from(["sh:minInclusive 2", "sh:maxExclusive 3", "sh:minExclusive 1", "sh:maxInclusive 2",
                     "sh:lessThan :n", "sh:lessThanOrEquals :n", "sh:lessThan :m", "sh:lessThanOrEquals :m"]),
).map(lambda t: f"[ sh:path {t[0]} ; {t[1]} ]")  # fmt: skip
SELECTS = [
    "SELECT $this ?value WHERE { $this :p ?value . FILTER NOT EXISTS { ?value :q ?x } }",
    "SELECT $this WHERE { $this :p ?x . ?other :p ?x . FILTER(?other != $this) }",
    "SELECT $this ?value WHERE { $this :p/:q* ?value OPTIONAL { ?value :r ?r } FILTER(isIRI(?value) && !BOUND(?r)) }",
    "SELECT $this WHERE { $this :q ?x . BIND(?x AS ?y) ?y :r ?z . FILTER(?z = $this) }",
    "SELECT $this ?value WHERE { { $this :p ?value } UNION { ?value :q $this } ?value a/rdfs:subClassOf* :C }",
    "SELECT $this WHERE { { SELECT $this (COUNT(?x) AS ?n) WHERE { $this :p ?x } GROUP BY $this } FILTER(?n > 1) }",
    "SELECT $this WHERE { { SELECT (COUNT(?x) AS ?n) WHERE { ?x a :D } } $this :p ?v FILTER(?n > 1) }",
    "SELECT $this ?value WHERE { $this ?any ?value . ?value ^:r :a }",
    "SELECT $this WHERE { $this :p ?x . ?y :s :b }",
    "SELECT $this WHERE { $this :p ?x OPTIONAL { ?x :q ?y } ?y :r ?z }",
    "SELECT $this ?value WHERE { $this (:p|:q)+/^:s ?value . FILTER EXISTS { ?value a ?c . ?c rdfs:subClassOf :D } }",
    "SELECT DISTINCT $this WHERE { $this :p ?x , ?y . FILTER(?x != ?y) { ?x :q ?z } UNION { ?y :r ?z } }",
    "SELECT $this ?value WHERE { $this :p* ?value . FILTER NOT EXISTS { ?value a ?class } }",
    "SELECT $this ?value WHERE { $this (^:q)? ?value . ?value ?any :b }",
    "SELECT $this ?value WHERE { $this :p ?value MINUS { ?value :q ?x . ?x :r ?y } }",
    "SELECT $this WHERE { $this :p ?v { SELECT $this WHERE { $this :q ?w } } MINUS { $this :r :a } }",
    "SELECT $this WHERE { VALUES ?any { :p :q } $this ?any ?x . ?x :r ?y }",
    "SELECT $this WHERE { VALUES ?x { :a :b } ?x :p ?y . $this :q ?y }",
    "SELECT $this ?value WHERE { $this :p ?value . { SELECT ?value WHERE { ?value :q ?y . ?y :r ?z } } }",
    "SELECT $this WHERE { $this :p ?x . { SELECT ?y WHERE { ?y :q ?z } ORDER BY ?y LIMIT 1 } FILTER(?x = ?y) }",
    "SELECT $this WHERE { { ?x :q ?y OPTIONAL { ?y :p $this } } ?x :r ?z . FILTER(?z != ?y) }",
    "SELECT $this WHERE { { $this :p ?x OPTIONAL { ?x :q ?y } } $this :r ?y }",
    "SELECT $this WHERE { $this :p ?x { BIND($this AS ?y) } FILTER(?x = ?y) }",
]


hands = st.tuples(paths, st.lists(st.tuples(plain, st.sampled_from(["Min", "Max"])), min_size=2, max_size=3)).map(
    lambda t: " , ".join(
        f"[ sh:path {t[0]} ; sh:qualifiedValueShape [ {said} ] ; sh:qualified{limit}Count 1 ; "
        "sh:qualifiedValueShapesDisjoint true ]"
        for said, limit in t[1]
    )
)


@st.composite
def constraints(draw: st.DrawFn, depth: int, counts: bool) -> str:
    """What stands in one shape: its constraints, with shapes inside to a depth."""
    kinds = [plain, plain, *([counted, counted] if counts else []), *([nested(depth, counts)] * 3 if depth else [])]
    return " ; ".join(draw(st.lists(st.one_of(*kinds), min_size=1, max_size=3, unique_by=lambda text: text.split()[0])))


def nested(depth: int, counts: bool) -> st.SearchStrategy[str]:
    inner = constraints(depth - 1, False).map(lambda text: f"[ {text} ]")
    several = st.lists(inner, min_size=1, max_size=2).map(" ".join)
    simple = st.one_of(
        inner.map(lambda s: f"sh:node {s}"),
        inner.map(lambda s: f"sh:not {s}"),
        st.tuples(st.sampled_from(["and", "or", "xone"]), several).map(lambda t: f"sh:{t[0]} ( {t[1]} )"),
        property_shapes(depth - 1).map(lambda s: f"sh:property {s}"),
        compared.map(lambda s: f"sh:property {s}"),
        hands.map(lambda s: f"sh:property {s}"),
    )
    if not counts:
        return simple
    limits = st.sampled_from(["sh:qualifiedMinCount 1", "sh:qualifiedMaxCount 1", "sh:qualifiedMaxCount 0"])
    disjoint = st.sampled_from(["", "", " ; sh:qualifiedValueShapesDisjoint true"])
    qualified = st.tuples(inner, limits, disjoint).map(lambda t: f"sh:qualifiedValueShape {t[0]} ; {t[1]}{t[2]}")
    return st.one_of(simple, qualified)


def property_shapes(depth: int) -> st.SearchStrategy[str]:
    parts = st.tuples(paths, constraints(depth, True))
    return parts.map(lambda t: f"[ sh:path {t[0]} ; {t[1]} ]")


targets = st.one_of(
    classes.map(lambda c: f"sh:targetClass {c}"),
    properties.map(lambda p: f"sh:targetSubjectsOf {p}"),
    properties.map(lambda p: f"sh:targetObjectsOf {p}"),
    anything.map(lambda t: f"sh:targetNode {t}"),
)


@st.composite
def shapes_of_all_kinds(draw: st.DrawFn) -> list[Triple]:
    """One to three shapes with targets, of every construct."""
    text = ""
    for name in draw(st.lists(st.sampled_from([":S1", ":S2", ":C"]), min_size=1, max_size=3, unique=True)):
        about = draw(st.lists(targets, min_size=name != ":C", max_size=2))
        kind = "sh:NodeShape , rdfs:Class" if name == ":C" else "sh:NodeShape"
        level = draw(st.sampled_from(["", " ; sh:severity sh:Warning", " ; sh:severity sh:Info"]))
        path = f" ; sh:path {draw(paths)}" if name == ":S2" and draw(st.booleans()) else ""
        kind = "sh:PropertyShape" if path else kind
        said = draw(constraints(2, bool(path)))
        text += f"{name} a {kind} ; {' ; '.join([*about, said])}{level}{path} .\n"
    return distinct(turtle("@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .\n" + text))


# rdflib takes an empty literal for a variable without a value, so pyshacl cannot be asked about one
bound_targets = targets.filter(lambda target: not re.match(r"sh:targetNode (\"\"|'')", target))


@st.composite
def shapes_with_sparql(draw: st.DrawFn) -> list[Triple]:
    """One to three shapes with SPARQL constraints."""
    text = """:prefixes sh:declare [ sh:prefix "" ; sh:namespace "urn:x:"^^xsd:anyURI ] ,
      [ sh:prefix "rdfs" ; sh:namespace "http://www.w3.org/2000/01/rdf-schema#"^^xsd:anyURI ] .\n"""
    for number, select in enumerate(draw(st.lists(st.sampled_from(SELECTS), min_size=1, max_size=3, unique=True))):
        about = " ; ".join(draw(st.lists(bound_targets, min_size=1, max_size=3)))
        text += f":Q{number} {about} ; sh:sparql :Q{number}-select .\n"
        text += f':Q{number}-select sh:prefixes :prefixes ; sh:select "{select}" ; sh:message "no" .\n'
    return turtle(text)


def distinct(triples: list[Triple]) -> list[Triple]:
    return list(dict.fromkeys(triples))


# --- the law ---------------------------------------------------------------------------------------------------------


compiled_once = cache(compile_shapes)


def assert_sound(change: Change, shapes: list[Triple], compiled: Shapes | None = None) -> None:
    base, added, removed = change
    compiled = compiled or compiled_once(tuple(shapes))
    after = [t for t in dict.fromkeys([*base, *added]) if t not in set(removed)]
    named_shapes = [triple_of(fact) for fact in named([fact_of(t) for t in shapes])]
    old, new = (by_pyshacl(graph, named_shapes, compiled) for graph in (base, after))
    assert keys(whole_results(AssertedStore.of(after), compiled)) == new
    mine_old, mine_new = (keys(found) for found in results(AssertedStore.of(base), added, removed, compiled))
    assert mine_new - mine_old == new - old
    assert mine_old - mine_new == old - new


def check(times: int, *strategies: st.SearchStrategy[object]) -> None:
    @settings(max_examples=times, deadline=None, suppress_health_check=list(HealthCheck))
    @given(*strategies)
    def law(change: Change, shapes: list[Triple]) -> None:
        assert_sound(change, shapes)

    law()


@pytest.mark.parametrize("times", TIMES)
def test_random_shapes_of_every_construct(times: int) -> None:
    check(times, changes(), shapes_of_all_kinds())


CLOSED = ":S sh:targetObjectsOf :p ; sh:closed true ; sh:path [ sh:zeroOrMorePath [ sh:inversePath :p ] ] ."
TWINS = ":S1 sh:targetClass :C ; sh:nodeKind sh:Literal . :S2 sh:targetSubjectsOf :p ; sh:nodeKind sh:Literal ."


@pytest.mark.parametrize("shapes", [CLOSED, TWINS], ids=["closed along a path", "two shapes that say the same"])
def test_what_a_quicker_way_of_checking_overlooks(shapes: str) -> None:
    base = turtle(":a a :C . :a :p :d .")
    assert_sound((base, turtle(":b a :C ; :p :a ."), base[:1]), turtle(shapes))
    assert_sound((turtle(""), base, []), turtle(shapes))


@pytest.mark.parametrize("times", TIMES)
def test_every_path_gives_what_checking_all_gives(times: int) -> None:
    @settings(max_examples=times, deadline=None)
    @given(changes(), every_path, plain, anything)
    def law(change: Change, path: str, said: str, target: str) -> None:
        base, added, removed = change
        about = f"sh:targetClass :C ; sh:targetNode {target} ; sh:targetSubjectsOf :p"
        rdf = "@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .\n"
        shapes = compile_shapes(turtle(f"{rdf}:S {about} ; sh:property [ sh:path {path} ; {said} ] ."))
        after = [t for t in dict.fromkeys([*base, *added]) if t not in set(removed)]
        old, new = (keys(whole_results(AssertedStore.of(graph), shapes)) for graph in (base, after))
        mine_old, mine_new = (keys(found) for found in results(AssertedStore.of(base), added, removed, shapes))
        assert (mine_new - mine_old, mine_old - mine_new) == (new - old, old - new)

    law()


@pytest.mark.parametrize("times", FEW_TIMES)
def test_random_sparql_constraints(times: int) -> None:
    check(times, changes(16, 40, odd=False), shapes_with_sparql())


# --- the shapes of the project ---------------------------------------------------------------------------------------

ROOT = Root.find()
TODAY = date(2026, 11, 29)


def on_today(t: Triple) -> Triple:
    """A triple of a shape with `NOW()` replaced: pyshacl takes it from the clock."""
    query = t.predicate.value == SH + "select" and isinstance(t.object, Literal)
    return Triple(t.subject, t.predicate, Literal(with_now(t.object.value, TODAY))) if query else t  # type: ignore[union-attr]


PROJECT = [on_today(t) for path in ROOT.shapes for t in parse_file(path)]
WORLD = Path(__file__).parents[1] / "shapes" / "base.ttl"


@cache
def world() -> tuple[list[Triple], list[Triple]]:
    """A conforming graph that holds an example of everything, and what the shapes read of the ontology."""
    graph = list(parse_file(WORLD))
    named_there = {t.object for t in graph} | {t.predicate for t in graph}
    read = ("subClassOf", "sourcedBy", "manyValued")
    return graph, [
        t
        for t in read_ontology(ROOT)
        if t.predicate.value.endswith(read) or (t.predicate == TYPE and t.subject in named_there)
    ]


def some_of(many: Sequence[Any]) -> st.SearchStrategy[Any]:
    """Any of many things, by number: a strategy that is written out with all of them is too long for hypothesis."""
    return st.integers(0, len(many) - 1).map(lambda number: many[number])


@st.composite
def changes_of_the_world(draw: st.DrawFn) -> Change:
    """A part of the world, and a change that moves values and kinds between its things."""
    graph, terms = world()
    subjects = sorted({t.subject for t in graph}, key=str)
    kept = set(draw(st.lists(some_of(subjects), min_size=4, max_size=12, unique=True)))
    some = [t for t in graph if t.subject in kept]
    ones = some_of(some)
    mixed = st.builds(lambda a, b, c: Triple(a.subject, b.predicate, c.object), ones, ones, ones)
    alike = st.builds(lambda a, b: Triple(a.subject, b.predicate, b.object), ones, ones)
    twins = some_of([t for t in graph if t not in some] or some)
    added = draw(st.lists(st.one_of(mixed, alike, alike, twins), max_size=5, unique=True))
    removed = draw(st.lists(ones, max_size=3, unique=True))
    return [*terms, *some], added, [t for t in removed if t not in added]


def name_of(node: object) -> str:
    """The name of the shape with targets that a node of the shapes graph belongs to."""
    return str(node).removeprefix(f"<{SHAPES}").partition("-")[0].rstrip(">") if SHAPES in str(node) else ""


NAMES = sorted({name_of(t.subject) for t in PROJECT if t.predicate.value == SH + "targetClass"})


@st.composite
def shapes_of_the_project(draw: st.DrawFn) -> list[Triple]:
    """A dozen of the shapes: pyshacl takes long over all of them."""
    others = set(NAMES) - set(draw(st.lists(st.sampled_from(NAMES), min_size=12, max_size=12, unique=True)))
    return [t for t in PROJECT if name_of(t.subject) not in others]


@pytest.mark.parametrize("times", [25, pytest.param(2000, marks=pytest.mark.soak)])
def test_the_shapes_of_the_project(times: int) -> None:
    check(times, changes_of_the_world(), shapes_of_the_project())
