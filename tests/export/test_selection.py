"""The export of the shipped graph: byte-stable, complete, and read alike by other parsers."""

from __future__ import annotations

import random
import shutil
import subprocess
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from ilrs_graph import LunarGraph
from ilrs_graph.namespaces import ID, PROV
from ilrs_graph.turtle.writer import write_turtle


@pytest.fixture(scope="module")
def lunar() -> LunarGraph:
    return LunarGraph()


@pytest.fixture(scope="module")
def triples(lunar: LunarGraph) -> list[Triple]:
    return list(lunar.triples())


@pytest.fixture(scope="module")
def turtle(triples: list[Triple]) -> str:
    return write_turtle(triples)


@pytest.mark.parametrize("times", [5, pytest.param(100, marks=pytest.mark.soak)])
def test_same_bytes_under_shuffles(times: int, triples: list[Triple], turtle: str) -> None:
    shuffled = list(triples)
    for seed in range(times):
        random.Random(seed).shuffle(shuffled)
        assert write_turtle(shuffled) == turtle


def test_reads_back_to_the_same_triples_literal_forms_kept(triples: list[Triple], turtle: str) -> None:
    again = {quad.triple for quad in parse(turtle.encode(), format=RdfFormat.TURTLE)}
    assert again == set(triples)


def test_same_count_in_rdflib_and_rapper(triples: list[Triple], turtle: str, tmp_path: Path) -> None:
    count = len(set(triples))
    assert len(rdflib.Graph().parse(data=turtle, format="turtle")) == count
    if shutil.which("rapper") is None:
        pytest.skip("rapper (raptor2-utils) is not installed")
    path = tmp_path / "graph.ttl"
    path.write_text(turtle, encoding="utf-8")
    done = subprocess.run(["rapper", "-q", "-c", "-i", "turtle", str(path)], capture_output=True, text=True, check=True)
    counted = subprocess.run(["rapper", "-c", "-i", "turtle", str(path)], capture_output=True, text=True, check=True)
    assert not done.stderr
    assert f"returned {count} triples" in counted.stderr


def test_asserted_leaves_out_what_follows(lunar: LunarGraph, triples: list[Triple]) -> None:
    asserted = set(lunar.triples(asserted=True))
    assert asserted < set(triples)
    assert not any(t.predicate.value.endswith("#hasPartner") for t in asserted)


def test_ontology_is_added_only_when_asked_for(lunar: LunarGraph, triples: list[Triple]) -> None:
    owl_class = NamedNode("http://www.w3.org/2002/07/owl#Class")
    assert not any(t.object == owl_class for t in triples)
    assert any(t.object == owl_class for t in lunar.triples(ontology=True))


def test_a_thing_brings_its_nodes_and_their_sources(lunar: LunarGraph) -> None:
    part = list(lunar.triples(thing="dorn"))
    subjects = {t.subject for t in part}
    assert NamedNode(f"{ID}item/dorn") in subjects
    assert NamedNode(f"{ID}contribution/change-6-cnes-dorn") in subjects
    sources = {t.object for t in part if t.predicate.value == PROV + "wasDerivedFrom"}
    assert sources <= subjects
    assert NamedNode(f"{ID}contribution/change-6-irf-nils") not in subjects


def test_as_of_leaves_out_what_was_not_yet_known() -> None:
    import datetime

    then = list(LunarGraph(as_of=datetime.date(2023, 1, 1)).triples(asserted=True))
    assert then
    late = {t.subject for t in then if t.predicate.value.endswith("/issued") and isinstance(t.object, Literal)
            and t.object.value > "2023-01-01"}  # fmt: skip
    assert not late


def test_every_format_of_the_export_holds_the_same_graph(lunar: LunarGraph) -> None:
    from ilrs_graph.render import form_named, write_bytes

    part = list(lunar.triples(thing="change-6"))
    for name, syntax in (("nt", RdfFormat.N_TRIPLES), ("rdfxml", RdfFormat.RDF_XML), ("jsonld", RdfFormat.JSON_LD)):
        again = {quad.triple for quad in parse(write_bytes(part, form_named(name, "triples")), format=syntax)}
        assert again == set(part), name
