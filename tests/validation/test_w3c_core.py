"""The W3C test suite of SHACL Core (https://www.w3.org/TR/shacl-test-suite/) through our way of checking: every
expected result and no other, on the whole graph and when a random part of it comes as a change."""

from __future__ import annotations

import random
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from pyoxigraph import NamedNode, RdfFormat, Triple, parse

from ilrs_graph.namespaces import RDF, SH
from ilrs_graph.terms import Node as Term
from ilrs_graph.terms import fact_of
from ilrs_graph.validation.compile import compile_shapes
from ilrs_graph.validation.incremental import results, whole_results
from ilrs_graph.validation.model import Shapes
from ilrs_graph.validation.results import Result, severity
from ilrs_graph.validation.shape_paths import read_path
from ilrs_graph.views.memory import TripleIndex
from ilrs_graph.views.store import AssertedStore

SUITE = Path(__file__).parents[2].parent / "shared" / "w3c" / "shacl-core"
SHT = "http://www.w3.org/ns/shacl-test#"
MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"

pytestmark = pytest.mark.skipif(not SUITE.exists(), reason="the W3C suite is kept beside the repository")

Said = tuple[str, ...]


class Case(NamedTuple):
    data: list[Triple]
    shapes: Shapes
    conforms: bool
    expected: set[Said]


@cache
def triples(path: Path) -> list[Triple]:
    return [q.triple for q in parse(path.read_bytes(), RdfFormat.TURTLE, base_iri=path.as_uri())]


def files() -> list[Path]:
    found = sorted(SUITE.rglob("*.ttl")) if SUITE.exists() else []
    validate = NamedNode(SHT + "Validate")
    return [path for path in found if any(t.object == validate for t in triples(path))]


def one(graph: TripleIndex, node: Term, predicate: str) -> Term:
    (found,) = (o for _, _, o in graph.match(node, NamedNode(predicate)))
    return found


def read(path: Path) -> Case:
    graph = TripleIndex(map(fact_of, triples(path)))
    (test,) = (s for s, _, _ in graph.match(None, NamedNode(RDF + "type"), NamedNode(SHT + "Validate")))
    action, report = one(graph, test, MF + "action"), one(graph, test, MF + "result")
    data, shapes = (
        Path(one(graph, action, SHT + kind).value.removeprefix("file://")) for kind in ("dataGraph", "shapesGraph")
    )
    expected = {said(graph, o) for _, _, o in graph.match(report, NamedNode(SH + "result"))}
    conforms = one(graph, report, SH + "conforms").value in ("true", "1")
    return Case(triples(data), compile_shapes(triples(shapes)), conforms, expected)


def said(graph: TripleIndex, result: Term) -> Said:
    def term(name: str) -> str:
        return next((str(o) for _, _, o in graph.match(result, NamedNode(SH + name))), "")

    path = next((str(read_path(graph, o)) for _, _, o in graph.match(result, NamedNode(SH + "resultPath"))), "")
    level = severity(term("resultSeverity"))
    return term("focusNode"), path, term("value"), term("sourceConstraintComponent"), level


def plain(found: set[Result]) -> set[Said]:
    return {(r.focus, r.path, r.value, r.component, r.severity) for r in found}


def test_the_suite_is_whole() -> None:
    assert len(files()) == 98


@pytest.mark.parametrize("path", files(), ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_case(path: Path) -> None:
    case = read(path)
    found = whole_results(AssertedStore.of(case.data), case.shapes)
    assert (not found) == case.conforms
    assert plain(found) == case.expected


@pytest.mark.parametrize("path", files(), ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_case_when_part_of_its_data_comes_later(path: Path) -> None:
    case = read(path)
    chance = random.Random(path.stem)
    for share in (0.1, 0.5, 1.0):
        later = [t for t in dict.fromkeys(case.data) if chance.random() < share]
        base = [t for t in case.data if t not in set(later)]
        start = whole_results(AssertedStore.of(base), case.shapes)
        before, after = results(AssertedStore.of(base), later, [], case.shapes)
        assert plain(before) <= plain(start)
        assert (plain(start) - plain(before)) | plain(after) == case.expected
        before, after = results(AssertedStore.of(case.data), [], later, case.shapes)
        assert (case.expected - plain(before)) | plain(after) == plain(start)
