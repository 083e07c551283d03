"""The index of layers gives each inferred fact its layer, from memory and from bytes, and refuses other bytes."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode

from ilrs_graph.namespaces import XSD
from ilrs_graph.terms import Fact
from ilrs_graph.views.layer_index import LayerIndex
from ilrs_graph.views.layers import ASSERTED

NODES = [NamedNode(f"urn:{name}") for name in "abcdpq"]
PREDICATES = NODES[-2:]
VALUES = [*NODES, Literal("月", language="zh")]
facts = st.tuples(st.sampled_from(NODES), st.sampled_from(PREDICATES), st.sampled_from(VALUES))
layers = st.dictionaries(facts, st.integers(1, 5))


def assert_same(index: LayerIndex, held: dict[Fact, int]) -> None:
    for s in NODES:
        for p in PREDICATES:
            for o in VALUES:
                assert index.layer((s, p, o)) == held.get((s, p, o), ASSERTED)
    for p in NODES:
        assert index.highest(p) == max((n for f, n in held.items() if f[1] == p), default=ASSERTED)
    assert len(index) == len(held)
    assert set(index.predicates()) == {f[1] for f in held}
    assert set(index.predicates(2)) == {f[1] for f, n in held.items() if n == 2}


@given(layers)
def test_each_fact_has_its_layer_and_others_have_none(held: dict[Fact, int]) -> None:
    index = LayerIndex.of(held.items())
    assert_same(index, held)
    assert_same(LayerIndex.read(bytes(index)), held)


@given(st.lists(st.tuples(facts, st.integers(1, 5))), st.randoms())
def test_order_and_repetition_change_nothing(held: list[tuple[Fact, int]], chance: random.Random) -> None:
    shuffled = [*held, *held[:3]]
    chance.shuffle(shuffled)
    assert bytes(LayerIndex.of(shuffled)) == bytes(LayerIndex.of(held))


def test_a_fact_that_two_layers_give_in_two_forms_is_in_the_highest() -> None:
    one, other = (Literal(text, datatype=NamedNode(XSD + "decimal")) for text in ("1.0", "1.00"))
    index = LayerIndex.of([((NODES[0], PREDICATES[0], one), 1), ((NODES[0], PREDICATES[0], other), 3)])
    assert index.layer((NODES[0], PREDICATES[0], Literal("1", datatype=NamedNode(XSD + "decimal")))) == 3


@pytest.mark.parametrize("damage", [b"", b"\n", b"[0, []]\n", b"{", None, b"[1]\n12345678"])
def test_other_bytes_are_refused(damage: bytes | None) -> None:
    whole = bytes(LayerIndex.of([((NODES[0], PREDICATES[0], NODES[1]), 1)]))
    with pytest.raises(ValueError, match="not an index of layers"):
        LayerIndex.read(whole[:-1] if damage is None else damage)


def test_without_inferred_facts_every_fact_is_asserted() -> None:
    assert_same(LayerIndex(), {})
    assert_same(LayerIndex.read(bytes(LayerIndex())), {})
