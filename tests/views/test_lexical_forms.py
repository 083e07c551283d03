"""The written forms of literals survive a store that rewrites them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, Store, Triple

from ilrs_graph.namespaces import XSD
from ilrs_graph.terms import fact_of
from ilrs_graph.views.lexical_forms import GRAPH, stored, written_quads
from ilrs_graph.views.store import AssertedStore

A, P = NamedNode("urn:a"), NamedNode("urn:p")
KINDS = ["decimal", "integer", "byte", "boolean", "double", "date", "gYear", "dateTime", "string", "anyURI", "duration"]
TEXTS = ["1", "01", "+1", "1.0", "1.00", "true", "2024-01-01", "2024", "2024-01-01T00:00:00.0Z", "x", "P1D", "1e0", ""]

literals = st.one_of(
    st.builds(lambda kind, text: Literal(text, datatype=NamedNode(XSD + kind)), *map(st.sampled_from, (KINDS, TEXTS))),
    st.builds(lambda tag: Literal("月", language=tag), st.sampled_from(["zh", "zh-Hans", "EN"])),
    st.builds(lambda text: Literal(text, datatype=NamedNode("urn:x#kind%23")), st.sampled_from(TEXTS)),
)


@given(st.lists(literals, max_size=8, unique=True))
def test_every_form_comes_back_and_no_other(written: list[Literal]) -> None:
    graph = [Triple(A, P, literal) for literal in written]
    view = AssertedStore.of(graph)
    assert set(view.match()) == set(map(fact_of, graph))
    for t in graph:
        assert list(view.match(A, P, t.object)) == [fact_of(t)]


@given(literals)
def test_stored_is_what_a_store_makes_of_it(literal: Literal) -> None:
    store = Store()
    store.add(Quad(A, P, literal))
    assert [q.object for q in store] == [stored(literal)]


@pytest.mark.parametrize("text", ["7", "-7", "0"])
def test_nothing_is_kept_of_what_a_store_leaves_alone(text: str) -> None:
    assert not list(written_quads([Triple(A, P, Literal(text, datatype=NamedNode(XSD + "integer")))]))


def test_two_forms_of_one_value_are_two_triples() -> None:
    """A store holds them as one, so both forms are kept, the plain one too."""
    forms = [Literal(text, datatype=NamedNode(XSD + "integer")) for text in ("7", "07")]
    graph = [Triple(A, P, form) for form in forms]
    kept = list(written_quads(graph))
    assert {q.graph_name for q in kept} == {GRAPH}
    assert len(kept) == 2
    assert set(AssertedStore.of(graph).match(A)) == set(map(fact_of, graph))
