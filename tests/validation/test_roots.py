"""Small roots whose shapes once went wrong: each as a whole, and its fault by itself."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from ilrs_graph import LunarGraph
from ilrs_graph.errors import InputError, QueryError
from ilrs_graph.files.root import Root
from ilrs_graph.validation.compiled import linted_shapes

CASES = Path(__file__).parents[2].parent / "shared" / "cases" / "roots"
beside = pytest.mark.skipif(not CASES.exists(), reason="the small roots are kept beside the repository")
ENGINES = ["pyshifty", "pyshacl"]
Made = Callable[..., LunarGraph]
HEAD = """@prefix ilrs: <https://w3id.org/ilrs-graph/ontology#> . @prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix mission: <https://w3id.org/ilrs-graph/id/mission/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
ilrs:prefixes sh:declare [ sh:prefix "ilrs" ; sh:namespace "https://w3id.org/ilrs-graph/ontology#"^^xsd:anyURI ] .
"""
PREFIXES = HEAD.partition("ilrs:prefixes")[0]
ONTOLOGY = """ilrs:Mission a owl:Class ; owl:hasKey ( ilrs:catalogueNumber ) .
ilrs:code a owl:DatatypeProperty . ilrs:catalogueNumber a owl:DatatypeProperty .
ilrs:launchedBy a owl:ObjectProperty ."""
MISSIONS = "mission:three a ilrs:Mission ; ilrs:launchedBy ilrs:x . mission:two a ilrs:Mission ; ilrs:code 'TOOLONG' ."


@pytest.fixture
def made(tmp_path: Path) -> Made:
    """Make a root of an ontology, shapes and data, and open it."""

    def make(shapes: str = "", data: str = "", rule: str = "", question: str = "") -> LunarGraph:
        for name in ("ontology/shapes", "ontology/rules", "ontology/vocab", "data", "queries"):
            (tmp_path / name).mkdir(parents=True)
        (tmp_path / "ontology/onto.ttl").write_text(PREFIXES + ONTOLOGY, encoding="utf-8")
        (tmp_path / "ontology/shapes/s.ttl").write_text(HEAD + shapes, encoding="utf-8")
        (tmp_path / "data/a.ttl").write_text(PREFIXES + data, encoding="utf-8")
        if rule:
            (tmp_path / "ontology/rules/010-rule.rq").write_text(rule, encoding="utf-8")
        if question:
            (tmp_path / "queries/some-question.rq").write_text(question, encoding="utf-8")
        return LunarGraph(tmp_path)

    return make


@pytest.fixture
def case(tmp_path: Path) -> Callable[[str], LunarGraph]:
    """Open a copy of a small root."""

    def copied(name: str) -> LunarGraph:
        shutil.copytree(CASES / name, tmp_path / name, copy_function=shutil.copyfile)
        return LunarGraph(tmp_path / name)

    return copied


def found(graph: LunarGraph, file: Path, engine: str, code: str) -> list[str]:
    """Return what findings of a shape are about, each as often as it is found."""
    return sorted(f.value if "code" in code else f.focus for f in graph.check(file, shacl=engine) if f.code == code)


def new(graph: LunarGraph, text: str) -> Path:
    file = Path(graph.root.path) / "new.ttl"
    file.write_text(PREFIXES + text, encoding="utf-8")
    return file


def select(query: str) -> str:
    return (
        'ilrs:MissionShape sh:targetClass ilrs:Mission ; sh:sparql [ sh:message "A mission has a launcher." ; '
        f'sh:prefixes ilrs:prefixes ; sh:select """{query}""" ] .'
    )


def pattern(*patterns: str) -> str:
    said = " , ".join(f'"{each}"' for each in patterns)
    return (
        "ilrs:MissionShape sh:targetClass ilrs:Mission ; sh:property ilrs:MissionShape-code . "
        f'ilrs:MissionShape-code sh:path ilrs:code ; sh:pattern {said} ; sh:message "The code is wrong." .'
    )


TWO = "<https://w3id.org/ilrs-graph/id/mission/two>"

# braces


@beside
@pytest.mark.parametrize("engine", ENGINES)
def test_the_root_braces(case: Callable[[str], LunarGraph], engine: str) -> None:
    graph = case("braces")
    assert found(graph, graph.root.path / "new.ttl", engine, "MissionShape") == [TWO]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("depth", [0, 1, 3])
def test_a_filter_in_groups_of_its_own_sees_the_node(made: Made, engine: str, depth: int) -> None:
    where = "{ " * depth + "FILTER NOT EXISTS { $this ilrs:launchedBy ?by }" + " }" * depth
    graph = made(select(f"SELECT $this WHERE {{ {where} }}"))
    assert found(graph, new(graph, MISSIONS), engine, "MissionShape" if engine else "") == [TWO]


# bindthis


@beside
def test_the_root_bindthis(case: Callable[[str], LunarGraph]) -> None:
    graph = case("bindthis")
    with pytest.raises(InputError, match=r"ontology#MissionShape.*gives \$this a value"):
        graph.check(graph.root.path / "new.ttl")


@pytest.mark.parametrize(
    ("query", "why"),
    [
        ("SELECT $this WHERE { BIND(ilrs:x AS $this) }", r"gives \$this a value"),
        ("SELECT $this WHERE { ?x ilrs:code ?y { BIND(?x AS ?this) } }", r"gives \$this a value"),
        ("SELECT (?x AS $this) WHERE { ?x ilrs:code ?y }", r"gives \$this a value"),
        ("SELECT $this WHERE { { SELECT (MAX(?x) AS $this) WHERE { ?x ilrs:code ?y } } }", r"gives \$this a value"),
        ("SELECT ?x WHERE { $this ilrs:code ?x }", r"does not select \$this"),
        ("SELECT $this WHERE { $this ilrs:code ?x BIND(1 AS ?x) }", "cannot be used"),
        ("SELECT $this WHERE { $this ilrs:code ?x FILTER(ilrs:f(?x)) }", "cannot be used"),
        ("SELECT $this WHERE { $this nope:code ?x }", "the prefix nope: is not declared"),
        ("ASK { $this ilrs:code ?x }", "it is not a SELECT"),
        ("SELECT $this WHERE { GRAPH ?g { $this ilrs:code ?x } }", "another graph"),
    ],
)
def test_a_constraint_that_cannot_be_asked_names_its_shape(made: Made, query: str, why: str) -> None:
    graph = made(select(query))
    with pytest.raises(InputError, match=f"ontology#MissionShape.*{why}"):
        graph.check(new(graph, MISSIONS))


# twopatterns


@beside
def test_the_root_twopatterns(case: Callable[[str], LunarGraph]) -> None:
    graph = case("twopatterns")
    for _ in range(3):
        with pytest.raises(InputError, match=r"s\.ttl:9:\d+: shape ilrs:MissionShape-code: sh:pattern has two values"):
            graph.check(graph.root.path / "new.ttl")


@pytest.mark.parametrize(
    ("shape", "word"),
    [
        ("sh:property [ sh:path ilrs:code ; sh:minCount 1 , 2 ]", "minCount"),
        ("sh:property [ sh:path ilrs:code ; sh:maxCount 1 ; sh:maxCount 2 ]", "maxCount"),
        ("sh:property [ sh:path ilrs:code , ilrs:launchedBy ; sh:minCount 1 ]", "path"),
        ("sh:property [ sh:path [ sh:inversePath ilrs:code , ilrs:launchedBy ] ; sh:minCount 1 ]", "inversePath"),
        ("sh:property [ sh:path ilrs:code ; sh:datatype xsd:string , xsd:integer ]", "datatype"),
        ("sh:nodeKind sh:IRI , sh:Literal", "nodeKind"),
        ("sh:in ( 1 ) , ( 2 )", "in"),
        ("sh:severity sh:Info , sh:Warning ; sh:nodeKind sh:Literal", "severity"),
        ("sh:closed true , false", "closed"),
        ('sh:sparql [ sh:select "SELECT $this { }" , "SELECT ?this { }" ]', "select"),
    ],
)
def test_two_values_where_one_is_allowed_are_refused_with_their_place(made: Made, shape: str, word: str) -> None:
    graph = made(f"\n\nilrs:MissionShape sh:targetClass ilrs:Mission ;\n  {shape} .")
    with pytest.raises(InputError) as problem:
        linted_shapes(graph.root)
    line = HEAD.count("\n") + 4
    assert re.search(rf"s\.ttl:{line}:\d+: shape .*: sh:{word} has two values, and is allowed one", str(problem.value))


def test_several_messages_and_targets_are_allowed(made: Made) -> None:
    graph = made("ilrs:S sh:targetClass ilrs:Mission , ilrs:code ; sh:nodeKind sh:IRI ; sh:message 'a'@en , 'b'@zh .")
    with pytest.raises(InputError, match="which is not a declared class"):
        linted_shapes(graph.root)
    shapes = graph.root.path / "ontology/shapes/s.ttl"
    shapes.write_text(shapes.read_text(encoding="utf-8").replace(" , ilrs:code ;", " ;"), encoding="utf-8")
    assert len(linted_shapes(Root.find(graph.root.path)).shapes) == 1


# subtraction


@beside
@pytest.mark.parametrize("engine", ENGINES)
def test_the_root_subtraction(case: Callable[[str], LunarGraph], engine: str) -> None:
    graph = case("subtraction")
    assert found(graph, graph.root.path / "new.ttl", engine, "MissionShape-code") == ['"xay"']


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("written", ["^[a-z-[aeiou]]+$", r"^\\i\\c*$"])
def test_a_pattern_means_what_it_means_to_xpath(made: Made, engine: str, written: str) -> None:
    graph = made(pattern(written))
    file = new(graph, "mission:two a ilrs:Mission ; ilrs:code 'xyz' , '1a' .")
    assert found(graph, file, engine, "MissionShape-code") == ['"1a"']


# engines


@beside
@pytest.mark.parametrize("reasoner", ["nemo", "python", "owlrl"])
def test_the_root_engines(case: Callable[[str], LunarGraph], reasoner: str) -> None:
    root = case("engines").root.path
    rows = LunarGraph(root, reasoner=reasoner).query("SELECT ?a ?b { ?a owl:sameAs ?b }")
    assert len(rows) == 2  # type: ignore[arg-type]


@pytest.mark.parametrize("reasoner", ["nemo", "python", "owlrl"])
@pytest.mark.parametrize("two", ["7", "007", '"+7"^^xsd:integer', '"7.0"^^xsd:decimal'])
def test_all_reasoners_agree_on_equal_values(made: Made, reasoner: str, two: str) -> None:
    root = made(data=f"mission:one ilrs:catalogueNumber 7 ; a ilrs:Mission . "
                     f"mission:two ilrs:catalogueNumber {two} ; a ilrs:Mission .").root.path  # fmt: skip
    rows = LunarGraph(root, reasoner=reasoner).query("SELECT ?a ?b { ?a owl:sameAs ?b }")
    assert len(rows) == (0 if "decimal" in two else 2)  # type: ignore[arg-type]


# what would end the process, wherever a query comes from

DEEP = "{ " * 5000 + "}" * 5000
LONG = "{ FILTER(1" + "+1" * 7100 + ") }"
MANY = "{ {} " + "UNION {} " * 6600 + "}"


@pytest.mark.parametrize("where", [DEEP, LONG, MANY], ids=["braces", "additions", "unions"])
def test_the_guard_runs_before_any_parser(made: Made, tmp_path: Path, where: str) -> None:
    places = {
        "query": lambda graph: graph.query(f"SELECT ?this {where}"),
        "shapes": lambda graph: graph.check(new(graph, MISSIONS)),
        "rule": lambda graph: graph.snapshot,
    }
    texts = {
        "query": {},
        "shapes": {"shapes": select(f"SELECT $this WHERE {where}")},
        "rule": {"rule": f"#+ rule: A rule.\nCONSTRUCT {{ ?thing ilrs:code 1 }} WHERE {where}"},
    }
    for number, name in enumerate(places):
        shutil.rmtree(tmp_path)
        tmp_path.mkdir()
        with pytest.raises(QueryError, match="too complex") as problem:
            places[name](made(**texts[name]))
        assert problem.value.exit_code == 2, (number, name)


@pytest.mark.parametrize("where", [DEEP, LONG, MANY], ids=["braces", "additions", "unions"])
def test_the_guard_runs_before_a_question_is_parsed(made: Made, where: str) -> None:
    header = "#+ question: What?\n#+ columns: {this: This}\n#+ evidence: [this]\n"
    graph = made(question=f"{header}SELECT ?this WHERE {where}")
    (error,) = graph.questions.broken.values()
    assert "too complex" in error.message
