"""Views: the asserted triples of a snapshot, and what they are after a change."""

from __future__ import annotations

from itertools import product
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad, Store, Triple

from ilrs_graph.files.root import Root
from ilrs_graph.snapshot import open_snapshot
from ilrs_graph.snapshot.pipeline import read_data, read_ontology
from ilrs_graph.terms import Fact, View, fact_of, triple_of
from ilrs_graph.views.layer_index import LayerIndex
from ilrs_graph.views.memory import TripleIndex
from ilrs_graph.views.overlay import Overlay
from ilrs_graph.views.store import AssertedStore

A, B, P, Q = (NamedNode("urn:" + name) for name in "abpq")
ends = st.sampled_from([A, B])
graphs = st.lists(st.builds(Triple, ends, st.sampled_from([P, Q]), ends), max_size=8, unique=True)


def assert_same(view: View, held: set[Fact]) -> None:
    for s, p, o in product([A, None], [P, None], [B, None]):
        found = list(view.match(s, p, o))
        assert len(found) == len(set(found))
        assert set(found) == {f for f in held if s in (None, f[0]) and p in (None, f[1]) and o in (None, f[2])}


@given(graphs, graphs, graphs)
def test_a_changed_view_holds_what_was_added_and_not_what_was_removed(
    base: list[Triple], added: list[Triple], removed: list[Triple]
) -> None:
    adds = [fact_of(t) for t in added if t not in base]
    drops = [fact_of(t) for t in removed if t in base]
    held = set(map(fact_of, base))
    assert_same(Overlay(AssertedStore.of(base), adds, drops), (held | set(adds)) - set(drops))
    assert_same(TripleIndex(map(fact_of, [*base, *base])), held)


@given(graphs, graphs, graphs)
def test_inferred_triples_are_not_asserted_ones(
    asserted: list[Triple], first: list[Triple], last: list[Triple]
) -> None:
    store = Store()
    store.extend(Quad(t.subject, t.predicate, t.object) for t in [*asserted, *first, *last])
    index = LayerIndex.of((fact_of(t), layer) for layer, part in ((1, first), (2, last)) for t in part)
    assert_same(AssertedStore(store, index), set(map(fact_of, set(asserted) - {*first, *last})))


def test_the_view_of_a_snapshot_is_what_the_files_say(small_root: Path) -> None:
    root = Root.find(small_root)
    wanted = {*read_ontology(root), *read_data(root)[0]}
    found = [t for t in map(triple_of, open_snapshot(root).asserted.match()) if "_:" not in str(t)]
    assert len(found) == len(set(found))
    assert set(found) == {t for t in wanted if "_:" not in str(t)}
