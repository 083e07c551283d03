"""Views: the asserted triples of a snapshot, and what they are after a change."""

from __future__ import annotations

from itertools import product
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad, Store, Triple

from ilrs_graph.files.root import Root
from ilrs_graph.namespaces import GRAPH_INFERRED
from ilrs_graph.snapshot import open_snapshot
from ilrs_graph.snapshot.pipeline import read_data, read_ontology
from ilrs_graph.validation.views import Changed, Few, StoreView, View

A, B, P, Q = (NamedNode("urn:" + name) for name in "abpq")
ends = st.sampled_from([A, B])
graphs = st.lists(st.builds(Triple, ends, st.sampled_from([P, Q]), ends), max_size=8, unique=True)


def assert_same(view: View, held: set[Triple]) -> None:
    for s, p, o in product([A, None], [P, None], [B, None]):
        found = list(view.match(s, p, o))
        assert len(found) == len(set(found))
        assert set(found) == {
            t for t in held if s in (None, t.subject) and p in (None, t.predicate) and o in (None, t.object)
        }


@given(graphs, graphs, graphs)
def test_a_changed_view_holds_what_was_added_and_not_what_was_removed(
    base: list[Triple], added: list[Triple], removed: list[Triple]
) -> None:
    adds = [t for t in added if t not in base]
    drops = [t for t in removed if t in base]
    assert_same(Changed(StoreView.of(base), adds, drops), (set(base) | set(adds)) - set(drops))
    assert_same(Few([*base, *base]), set(base))


@given(graphs, graphs, graphs)
def test_inferred_triples_are_not_asserted_ones(
    asserted: list[Triple], first: list[Triple], last: list[Triple]
) -> None:
    store = Store()
    store.extend(Quad(t.subject, t.predicate, t.object) for t in [*asserted, *first, *last])
    for name, layer in (("/010-rule", first), ("/closure", last)):
        graph = NamedNode(GRAPH_INFERRED + name)
        store.extend(Quad(t.subject, t.predicate, t.object, graph) for t in layer)
    assert_same(StoreView(store), set(asserted) - {*first, *last})


def test_the_view_of_a_snapshot_is_what_the_files_say(small_root: Path) -> None:
    root = Root.find(small_root)
    wanted = {*read_ontology(root), *read_data(root)[0]}
    found = [t for t in StoreView(open_snapshot(root).store).match() if "_:" not in str(t)]
    assert len(found) == len(set(found))
    assert set(found) == {t for t in wanted if "_:" not in str(t)}
