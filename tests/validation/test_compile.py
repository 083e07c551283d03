"""Compiled shapes: what is bounded and what is not, and what becomes of blank shapes and switches."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from pyoxigraph import Triple

from ilrs_graph.errors import InputError
from ilrs_graph.files.root import Root
from ilrs_graph.turtle.parse import parse_bytes
from ilrs_graph.validation.compile import compile_shapes
from ilrs_graph.validation.compiled import shapes_of
from ilrs_graph.validation.incremental import caused, results, whole
from ilrs_graph.validation.model import Shapes
from ilrs_graph.views.store import AssertedStore

HEAD = """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix : <urn:> .
"""


def turtle(text: str) -> list[Triple]:
    return list(parse_bytes((HEAD + text).encode(), "test"))


def compiled(text: str) -> Shapes:
    return compile_shapes(turtle(text))


def test_shapes_survive_json() -> None:
    shapes = shapes_of(Root.find())
    assert Shapes.from_json(json.loads(json.dumps(shapes.to_json()))) == shapes
    assert not [shape.id for shape in shapes.shapes if shape.unbounded or shape.unanchored]


@pytest.mark.parametrize(
    "text",
    [
        ":S sh:targetClass :C ; sh:property :P . :P sh:path :p ; sh:node :S .",
        ':S sh:targetClass :C ; sh:js [ sh:jsFunctionName "f" ] .',
        ':S sh:target [ a sh:SPARQLTarget ; sh:select "SELECT ?this { ?this <urn:p> 1 }" ] ; sh:nodeKind sh:Literal .',
        ":S sh:targetClass :C . :K a sh:ConstraintComponent .",
    ],
)
def test_what_cannot_be_bounded_is_checked_again_at_any_change(text: str) -> None:
    (shape,) = compiled(text).shapes
    assert shape.unbounded


def test_a_change_far_away_reaches_shapes_that_lead_back_to_themselves() -> None:
    shapes = compiled(":S sh:targetNode :a ; sh:property :P . :P sh:path :p ; sh:node :S ; sh:maxCount 1 .")
    base = AssertedStore.of(turtle(":a :p :b . :b :p :c . :c :p :d ."))
    (finding,) = caused(base, turtle(":c :p :e ."), [], shapes).new
    assert (finding.focus, finding.value) == ("<urn:a>", "<urn:b>")


def test_targets_by_sparql() -> None:
    shapes = compiled(':S sh:target [ sh:select "SELECT ?this { ?this <urn:p> ?x }" ] ; sh:nodeKind sh:Literal .')
    base = AssertedStore.of(turtle(":a :p 1 . :b :q 1 ."))
    assert [f.focus for f in whole(base, shapes)] == ["<urn:a>"]
    change = caused(base, turtle(":b :p 2 ."), turtle(":a :p 1 ."), shapes)
    assert ([f.focus for f in change.new], [f.focus for f in change.gone]) == (["<urn:b>"], ["<urn:a>"])


def test_what_another_focus_node_already_causes_is_not_new() -> None:
    """Both :a and :b lead to :v, and the nested shape reports on :v itself."""
    shapes = compiled(
        ":S sh:targetClass :C ; sh:property :P . :P sh:path :p ; sh:property :Q . :Q sh:path :q ; sh:minCount 1 ."
    )
    base = AssertedStore.of(turtle(":a a :C ; :p :v . :b a :C ."))
    link = turtle(":b :p :v .")
    assert caused(base, link, [], shapes) == ([], [])
    alone = AssertedStore.of(turtle(":b a :C ; :p :v . :a a :C ."))
    assert [f.focus for f in caused(alone, [], link, shapes).gone] == ["<urn:v>"]
    assert caused(AssertedStore.of(turtle(":a a :C ; :p :v . :b a :C ; :p :v .")), [], link, shapes) == ([], [])


def test_blank_shapes_are_named_by_their_order_and_findings_by_the_component() -> None:
    shapes = compiled(":S sh:targetClass :C ; sh:property [ sh:path :p ; sh:minCount 1 ] .")
    (finding,) = whole(AssertedStore.of(turtle(":a a :C .")), shapes)
    assert (finding.code, finding.path) == ("MinCountConstraintComponent", "<urn:p>")
    again = compiled(":S sh:targetClass :C ; sh:property [ sh:path :p ; sh:minCount 1 ] .")
    assert [shape.reports for shape in again.shapes] == [shape.reports for shape in shapes.shapes]


@pytest.mark.parametrize(("word", "found"), [("true", 0), ("false", 1), ('"1"^^xsd:boolean', 1)])
def test_only_true_switches_a_shape_off(word: str, found: int) -> None:
    shapes = compiled(f":S sh:targetClass :C ; sh:nodeKind sh:Literal ; sh:deactivated {word} .")
    assert len(whole(AssertedStore.of(turtle(":a a :C .")), shapes)) == found


def test_literals_and_blank_nodes_can_be_focus_nodes() -> None:
    shapes = compiled(":S sh:targetObjectsOf :p ; sh:nodeKind sh:IRI .")
    change = caused(AssertedStore.of([]), turtle(':a :p "1.00"^^xsd:decimal , "月"@zh , _:b , :c .'), [], shapes)
    focus = [f.focus for f in change.new]
    assert focus[:2] == ['"1.00"^^<http://www.w3.org/2001/XMLSchema#decimal>', '"月"@zh']
    assert focus[2].startswith("_:")
    assert len(focus) == 3


def test_adding_what_is_there_and_removing_what_is_not_changes_nothing() -> None:
    shapes = compiled(":S sh:targetClass :C ; sh:property [ sh:path :p ; sh:maxCount 1 ] .")
    base = AssertedStore.of(turtle(":a a :C ; :p 1 , 2 ."))
    assert results(base, turtle(":a :p 1 ."), turtle(":a :p 3 ."), shapes) == (set(), set())


def test_the_message_of_a_query_is_filled_in_and_the_shape_shown_to_pyshifty_without_it() -> None:
    shapes = compiled(""":S sh:targetClass :C ; sh:severity sh:Info ; sh:sparql :Q .
      :Q sh:message "{$this} is less than {?value}" ; sh:select "SELECT $this ?value { $this <urn:p> ?value }" .""")
    base = AssertedStore.of(turtle(":a a :C ; :p 7 ."))
    for engine in ("pyshifty", "pyshacl"):
        (finding,) = whole(base, shapes, shacl=engine)
        assert (finding.severity, finding.code) == ("info", "urn:S")
    assert whole(base, shapes)[0].message == "<urn:a> is less than 7"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (":S sh:targetClass :C ; sh:property [ sh:path [ :x :y ] ] .", "no property path"),
        (":S sh:targetClass :C ; sh:sparql [ sh:select \"SELECT\" ] .", "SPARQL constraint"),
        (":S sh:targetClass :C ; sh:sparql [ ] .", "no sh:select"),
        (':S sh:targetClass :C ; sh:sparql [ sh:select "SELECT $this { SERVICE <x:y> { ?s ?p ?o } }" ] .', "SERVICE"),
        (':S sh:targetClass :C ; sh:sparql [ sh:select "SELECT $this FROM <file:/x> { $this ?p ?o }" ] .', "FROM"),
        (":S sh:targetClass :C ; sh:equals [ ] .", "not a property"),
    ],
)  # fmt: skip
def test_malformed_shapes_are_refused(text: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        compiled(text)


def test_compiled_shapes_are_read_from_the_cache_until_they_change(
    small_root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ILRS_GRAPH_CACHE", str(tmp_path / "cache"))
    first = shapes_of(Root.find(small_root))
    (kept,) = (tmp_path / "cache" / "shapes").iterdir()
    monkeypatch.setattr("ilrs_graph.validation.compile.compile_shapes", None)
    assert shapes_of(Root.find(small_root)) == first
    kept.write_text("{}", encoding="utf-8")
    monkeypatch.undo()
    monkeypatch.setenv("ILRS_GRAPH_CACHE", str(tmp_path / "cache"))
    assert shapes_of(Root.find(small_root)) == first
    more = small_root / "ontology" / "shapes" / "more.ttl"
    more.write_text(HEAD + ":S sh:targetClass :C .", encoding="utf-8")
    assert {s.id for s in shapes_of(Root.find(small_root)).shapes} - {s.id for s in first.shapes} == {"<urn:S>"}


def test_shapes_are_compiled_and_read_without_rdflib() -> None:
    script = (
        "import sys; from ilrs_graph.files.root import Root; from ilrs_graph.files.parsing import parse_file; "
        "from ilrs_graph.validation.compile import compile_shapes; "
        "shapes = compile_shapes(t for path in Root.find().shapes for t in parse_file(path)); "
        "assert sum(len(shape.selects) for shape in shapes.shapes) == 20; "
        "sys.exit(any(name.partition('.')[0] in ('rdflib', 'pyshacl', 'pyparsing') for name in sys.modules))"
    )
    root = Path(__file__).parents[2]
    assert subprocess.run([sys.executable, "-c", script], cwd=root, check=False).returncode == 0


def test_a_query_may_name_its_shape_and_path() -> None:
    shapes = compiled(""":S sh:targetClass :C ; sh:property :P . :P sh:path [ sh:inversePath :p ] ; sh:sparql [
      sh:select "SELECT $this ?value { $this $PATH ?value . ?value <urn:of> $currentShape }" ] .""")
    base = AssertedStore.of(turtle(":a a :C . :b :p :a ; :of :P . :c :p :a ; :of :S ."))
    assert [(f.focus, f.path, f.value) for f in whole(base, shapes)] == [("<urn:a>", "", "<urn:b>")]


def test_a_query_gives_literals_as_they_are_written() -> None:
    shapes = compiled(""":S sh:targetObjectsOf :p ; sh:sparql [
      sh:select "SELECT $this ?value { ?x <urn:p> $this ; <urn:q> ?value }" ] .""")
    base = AssertedStore.of(turtle(':a :p "1.00"^^xsd:decimal ; :q "07"^^xsd:integer .'))
    (finding,) = whole(base, shapes)
    assert finding.focus == '"1.00"^^<http://www.w3.org/2001/XMLSchema#decimal>'
    assert finding.value == '"07"^^<http://www.w3.org/2001/XMLSchema#integer>'
