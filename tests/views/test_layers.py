"""Each triple is in the lowest layer that gives it, and views tell layers apart before and after a change."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from ilrs_graph import LunarGraph
from ilrs_graph.files.root import Root
from ilrs_graph.namespaces import ONTOLOGY, RDF, XSD
from ilrs_graph.snapshot import open_snapshot
from ilrs_graph.snapshot.pipeline import Content, read_content
from ilrs_graph.snapshot.store import in_memory
from ilrs_graph.views.layer_index import LayerIndex
from ilrs_graph.views.layers import ASSERTED, Layers
from ilrs_graph.views.lexical_forms import facts_in_store_form
from ilrs_graph.views.overlay import LayeredOverlay
from ilrs_graph.views.store import LayeredStore, inferred
from real_data import FROZEN, on_real_data

A, B, P = (NamedNode("urn:" + name) for name in "abp")
TYPE = NamedNode(RDF + "type")


@pytest.fixture(scope="module")
def content() -> Content:
    return read_content(FROZEN)


@pytest.fixture(scope="module")
def view(content: Content) -> LayeredStore:
    store, index = in_memory(content)
    return LayeredStore(store, Layers(list(content.by_rule)), index)


def test_every_part_of_the_content_is_its_layer(content: Content, view: LayeredStore) -> None:
    parts = [content.data, *content.by_rule.values(), list(content.closure.inferred)]
    assert len(parts) == view.layers.closure + 1
    assert sum(map(bool, parts)) > len(parts) / 2
    for layer, part in enumerate(parts):
        for s, p, o in facts_in_store_form((t.subject, t.predicate, t.object) for t in part[::5]):
            assert view.layer_of((s, p, o)) == layer


def test_below_a_rule_is_what_was_there_when_it_ran(content: Content, view: LayeredStore) -> None:
    mission = NamedNode("https://w3id.org/ilrs-graph/id/mission/change-6")
    seen = [len(list(view.match(mission, None, None, below=n))) for n in range(view.layers.closure + 2)]
    of_each = [sum(t.subject == mission for t in part) for part in content.by_rule.values()]
    assert seen == sorted(seen)
    assert [b - a for a, b in pairwise(seen[1:-1])] == of_each
    assert seen[-1] == len(set(view.match(mission, None, None)))
    assert seen[0] == 0 < seen[1] < seen[-2] < seen[-1]


def test_a_look_up_by_predicate_is_that_by_layer(content: Content, view: LayeredStore) -> None:
    predicates = {t.predicate for part in (content.data, *content.by_rule.values()) for t in part}
    for p in sorted(predicates, key=str):
        layers = view.by_layer(None, p, None)
        for below in (1, 2, 5, view.layers.closure, view.layers.closure + 1):
            found = list(view.match(None, p, None, below=below))
            assert len(found) == len(set(found)), p
            assert set(found) == {fact for fact, layer in layers.items() if layer < below}, (p, below)


def test_the_facts_in_a_layer_are_those_of_its_rule(content: Content, view: LayeredStore) -> None:
    everything = view.by_layer(None, None, None)
    mission = NamedNode("https://w3id.org/ilrs-graph/id/mission/change-6")
    for layer in range(1, view.layers.closure + 1):
        found = set(view.in_layer(layer))
        assert found == {fact for fact, n in everything.items() if n == layer}
        assert set(view.in_layer(layer, mission)) == {fact for fact in found if fact[0] == mission}


def test_a_file_is_no_layer(view: LayeredStore) -> None:
    described = NamedNode("https://w3id.org/ilrs-graph/graph/files#describedIn")
    assert list(view.match(None, described, None)) == list(view.by_layer(None, described, None)) == []


def test_a_rule_without_results_keeps_its_number(tmp_path: Path, own_cache: Path, small_root: Path) -> None:
    rule = "#+ rule: Nothing.\nCONSTRUCT { ?thing a ?none } WHERE { VALUES ?thing { UNDEF } ?thing <urn:none> ?none }\n"
    (small_root / "ontology" / "rules" / "012-nothing.rq").write_text(rule, encoding="utf-8")
    layered = open_snapshot(Root.find(small_root)).layered
    assert "012-nothing" in layered.layers.rules
    kind = next(iter(layered.match(None, NamedNode(ONTOLOGY + "kind"), None)))
    assert layered.layers.rules[(layered.layer_of(kind) or 0) - 1] == "020-kind"


@on_real_data
def test_the_same_layers_on_disk_and_in_memory(real: Root) -> None:
    graph, content = LunarGraph(real.path), read_content(real)
    layered = graph.snapshot.layered
    assert graph.snapshot.folder is not None
    assert layered.layers.rules == tuple(content.by_rule)
    held = dict(inferred(graph.snapshot.store, graph.snapshot.layer_index))
    parts = [*content.by_rule.values(), content.closure.inferred]
    assert Counter(held.values()) == Counter({n: len(set(part)) for n, part in enumerate(parts, 1)})
    assert len(held) == len(layered.index)


def test_an_overlay_moves_adds_and_takes_away() -> None:
    layers = Layers(["1"])
    store = Store()
    store.extend([Quad(A, P, B), Quad(B, P, A)])
    after = LayeredOverlay(LayeredStore(store, layers, LayerIndex.of([((B, P, A), 2)])))
    after.put((A, P, B), None)
    after.put((B, P, A), 1)
    after.put((A, P, A), ASSERTED)
    assert set(after.match(None, P, None)) == {(B, P, A), (A, P, A)}
    assert set(after.match(None, P, None, below=1)) == {(A, P, A)}
    assert [after.layer_of(f) for f in [(A, P, B), (B, P, A), (A, P, A)]] == [None, 1, 0]
    assert (list(after.in_layer(1)), list(after.in_layer(1, A)), list(after.in_layer(2))) == ([(B, P, A)], [], [])
    again = LayeredOverlay(after)
    again.put((A, P, A), None)
    assert again.by_layer(None, None, A) == {(B, P, A): 1}
    assert after.layer_of((A, P, A)) == ASSERTED


def test_literals_as_subjects_are_in_no_store(view: LayeredStore) -> None:
    literal = Literal("1")
    assert list(view.match(literal, None, None)) == []
    assert view.layer_of((literal, P, A)) is None


@pytest.mark.parametrize(
    ("text", "kind", "kept"),
    [("01", "integer", "1"), ("1.50", "decimal", "1.5"), ("2024-05-03", "date", "2024-05-03"), ("x", "integer", "x")],
)
def test_store_form(text: str, kind: str, kept: str) -> None:
    literal = Literal(text, datatype=NamedNode(XSD + kind))
    ((_, _, found),) = facts_in_store_form([(A, P, literal)])
    assert isinstance(found, Literal)
    assert (found.value, found.datatype) == (kept, literal.datatype)
