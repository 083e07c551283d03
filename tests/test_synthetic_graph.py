"""The generator of synthetic graphs: reproducible, conforming, with hubs, and the axioms cover OWL 2 RL."""

from __future__ import annotations

import importlib
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType

import pytest
from pyoxigraph import NamedNode, parse

from ilrs_graph.closure import materialise
from ilrs_graph.closure.closure import Engine
from ilrs_graph.files.root import Root
from ilrs_graph.namespaces import ID
from ilrs_graph.owl import compile_rules
from ilrs_graph.snapshot.pipeline import read_data, read_ontology
from ilrs_graph.validation import check_all


@pytest.fixture(scope="module")
def generator(request: pytest.FixtureRequest) -> Iterator[ModuleType]:
    folder = str(Path(__file__).parents[1] / "benchmarks")
    sys.path.insert(0, folder)
    yield importlib.import_module("lunar_graph")
    sys.path.remove(folder)


@pytest.fixture(scope="module")
def root(generator: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Root:
    folder = tmp_path_factory.mktemp("synthetic")
    generator.write(folder, 10_500, extended=True)
    return Root.find(folder)


def contents(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*.ttl")}


def test_same_seed_same_bytes(generator: ModuleType, tmp_path: Path) -> None:
    for name, seed in (("a", 5), ("b", 5), ("c", 6)):
        generator.write(tmp_path / name, 3_000, seed=seed)
    assert contents(tmp_path / "a") == contents(tmp_path / "b") != contents(tmp_path / "c")


def test_a_larger_graph_holds_the_smaller_one(generator: ModuleType, tmp_path: Path) -> None:
    generator.write(tmp_path / "small", 3_000)
    generator.write(tmp_path / "large", 6_000)
    assert contents(tmp_path / "small").items() < contents(tmp_path / "large").items()


def test_count_is_that_of_distinct_triples(generator: ModuleType, tmp_path: Path) -> None:
    count = generator.write(tmp_path, 3_000)
    data, _ = read_data(Root.find(tmp_path))
    assert count == len(data) == len(set(data)) >= 3_000


def test_conforms_to_the_shapes(root: Root) -> None:
    """Kinds of pages, names and participants are drawn by chance, so it has the systematic faults of a real record."""
    text = (Root.find().path / "ontology/shapes/should-record.ttl").read_text("utf-8")
    assert [
        f
        for f in check_all(root, today=date(2026, 11, 29))
        if f.code != "unused" and f"ilrs-sh:{f.code} a sh:" not in text
    ] == []


def test_has_hubs_and_common_folk(root: Root) -> None:
    data, _ = read_data(root)
    degree = Counter(t.object for t in data if isinstance(t.object, NamedNode) and t.object.value.startswith(ID))
    ordered = sorted(degree.values())
    hub = degree[NamedNode(ID + "agent/cnsa")]
    assert hub > 0.01 * len(data)
    assert ordered[len(ordered) // 2] <= 10


def test_extended_axioms_use_nearly_every_rule(root: Root) -> None:
    rules = {rule.name for rule in compile_rules(read_ontology(root))}
    extended = {rule.name for rule in compile_rules(parse(path=str(root.path / "ontology" / "extended.ttl")))}
    assert extended <= rules
    missing = {"prp-npa2", "cls-maxqc2", "cls-maxqc4", "eq-rep-p"}
    assert not missing & rules
    assert {"prp-key", "prp-ifp", "cls-maxqc3", "cls-avf", "prp-spo2", "cls-com", "prp-npa1", "eq-rep-s"} <= rules


def engines() -> tuple[Engine, Engine]:
    """Nemo, where it is installed, and the reasoner in Python."""
    return ("nemo" if find_spec("nmo_python") else "python"), "python"


def test_closure_of_the_extended_graph_is_consistent_and_tests_many_rules(root: Root) -> None:
    data, _ = read_data(root)
    closure, other = (materialise(read_ontology(root), data, engine=engine) for engine in engines())
    predicates = {str(t.predicate).rpartition("#")[2] for t in closure.inferred}
    assert closure.clashes == ()
    assert len(closure.inferred) > len(data) / 2
    assert list(closure.inferred) == list(other.inferred)
    assert closure.unreported
    assert set(closure.unreported) == set(other.unreported or ())
    assert {"sameAs>", "follows>", "touches>", "worksWith>", "dependsOn>", "flies>", "receivedFrom>"} <= predicates
