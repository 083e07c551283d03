"""TriG and N-Quads of an export: what is asserted, what each rule adds, and what follows by axioms, apart."""

from __future__ import annotations

import pytest
import rdflib
from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, RdfFormat, Triple, parse

from ilrs_graph import LunarGraph
from ilrs_graph.errors import OutputError
from ilrs_graph.export.made_names import NAMES_GRAPH
from ilrs_graph.export.named_graphs import write_nquads, write_trig
from ilrs_graph.export.whole import Export
from ilrs_graph.namespaces import BASE, DATASET, GRAPH_ASSERTED, GRAPH_INFERRED
from ilrs_graph.render import format_named, write_bytes
from ilrs_graph.terms import triple_of
from ilrs_graph.views.store import inferred

FORMATS = {"trig": RdfFormat.TRIG, "nq": RdfFormat.N_QUADS}
both = pytest.mark.parametrize("name", FORMATS)


@pytest.fixture(scope="module")
def whole(lunar: LunarGraph) -> Export:
    return lunar.export(ontology=True)


def read(export: Export, name: str) -> list[Quad]:
    return list(parse(write_bytes(export, format_named(name, "triples")), format=FORMATS[name]))


@both
def test_each_triple_is_in_the_graph_of_its_origin(name: str, whole: Export, lunar: LunarGraph) -> None:
    by_graph: dict[str, set[Triple]] = {}
    for quad in read(whole, name):
        assert not isinstance(quad.graph_name, BlankNode)
        by_graph.setdefault(getattr(quad.graph_name, "value", ""), set()).add(quad.triple)
    layered = lunar.snapshot.layered
    layers: dict[str, set[Triple]] = {}
    for fact, layer in inferred(layered.store, layered.index):
        layers.setdefault(layered.layers.graph(layer).value, set()).add(triple_of(fact))
    assert set(by_graph) == {"", GRAPH_ASSERTED, *layers, NAMES_GRAPH.value}
    assert len(layers) > 5
    assert GRAPH_INFERRED + "/closure" in layers
    for name, held in layers.items():
        assert by_graph[name] == held
    assert {t.subject.value.startswith(DATASET) for t in by_graph[""] if isinstance(t.subject, NamedNode)} == {True}
    assert by_graph[""] == set(whole.description)
    stated = {t for t in lunar.triples(asserted=True) if "_:" not in str(t)}
    assert stated <= by_graph[GRAPH_ASSERTED]
    assert not by_graph[GRAPH_ASSERTED] & {triple_of(fact) for fact, _ in inferred(layered.store, layered.index)}


@both
def test_without_graph_names_it_is_the_export(name: str, whole: Export) -> None:
    quads = read(whole, name)
    named = {q.triple for q in quads if "_:" not in str(q.triple)}
    assert named == {t for t in whole if "_:" not in str(t)}
    assert len(quads) == len(set(whole))


@both
def test_asserted_alone_has_one_named_graph(name: str, small_graph: LunarGraph) -> None:
    quads = read(small_graph.export(thing="dorn", asserted=True), name)
    assert {q.graph_name for q in quads} == {DefaultGraph(), NamedNode(GRAPH_ASSERTED)}


@both
@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
def test_rdflib_reads_the_same_graphs(name: str, small_graph: LunarGraph) -> None:
    export = small_graph.export(thing="dorn")
    syntax = {"trig": "trig", "nq": "nquads"}[name]
    data = rdflib.Dataset().parse(data=write_bytes(export, format_named(name, "triples")), format=syntax)
    counts = {str(g.identifier): len(g) for g in data.graphs() if len(g)}
    expected = {g.value: len(set(triples)) for g, triples in export.graphs.items() if triples}
    assert {name: n for name, n in counts.items() if name.startswith(BASE)} == expected
    assert len(expected) > 3


def test_a_blank_node_in_two_graphs_is_refused() -> None:
    """Each graph would give it a label of its own."""
    a, x = NamedNode("urn:a"), BlankNode("x")
    graphs = {a: [Triple(a, a, x)], NamedNode("urn:b"): [Triple(x, a, a)]}
    for refused in (lambda: write_trig([], graphs, {}), lambda: write_nquads([], graphs)):
        with pytest.raises(OutputError, match="share a blank node"):
            refused()
