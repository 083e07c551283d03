"""Things are found by names as people type them, without reading all names."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Store, Triple

from ilrs_graph import LunarGraph
from ilrs_graph.names.index import called, folded, name_quads, resembling
from ilrs_graph.namespaces import ID, RDFS, SKOS
from ilrs_graph.terms import TRANSLATED_LABEL

LABEL, ALT = NamedNode(RDFS + "label"), NamedNode(SKOS + "altLabel")
SLUGS = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,6}){0,2}", fullmatch=True)


def store_of(*triples: Triple) -> Store:
    store = Store()
    store.extend(name_quads(triples))
    return store


@given(SLUGS, st.integers(0, 20), st.sampled_from("abz0-"), st.sampled_from(["more", "less", "other", "swap"]))
def test_one_slip_of_the_fingers_still_finds_the_thing(name: str, at: int, letter: str, slip: str) -> None:
    at %= len(name)
    typed = {
        "more": name[:at] + letter + name[at:],
        "less": name[:at] + name[at + 1 :],
        "other": name[:at] + letter + name[at + 1 :],
        "swap": name[:at] + name[at : at + 2][::-1] + name[at + 2 :],
    }[slip]
    assume(typed)
    thing = NamedNode(f"{ID}agent/{name}")
    store = store_of(Triple(thing, LABEL, Literal("A", language="en")))
    assert thing in set(resembling(store, f"{ID}agent/{typed}"))
    assert list(resembling(store, f"{ID}mission/{name}")) == []


def test_labels_are_found_however_they_are_spelt() -> None:
    thing = NamedNode(ID + "mission/change-6")
    store = store_of(Triple(thing, LABEL, Literal("Chang’e 6", language="en")), Triple(thing, ALT, Literal("嫦娥六号")))
    for name in ("CHANG'E-6", "change 6", "嫦娥六号", "嫦娥 六号"):
        assert list(called(store, "mission", name)) == [thing]
    assert list(called(store, "agent", "change 6")) == list(called(store, "mission", "change 5")) == []


def test_our_translations_are_names_too() -> None:
    thing = NamedNode(ID + "call/payloads")
    store = store_of(Triple(thing, TRANSLATED_LABEL, Literal("载荷征集", language="zh")))
    assert list(called(store, "call", "载荷征集")) == [thing]


@pytest.mark.parametrize("typed", ["frnace", "fracne", "franc", "ffrance"])
def test_the_snapshot_holds_the_names(typed: str, graph: LunarGraph) -> None:
    store = graph.snapshot.store
    assert NamedNode(ID + "agent/france") in set(resembling(store, ID + "agent/" + typed))
    assert len(set(resembling(store, ID + "agent/" + typed))) < 60
    assert NamedNode(ID + "agent/france") in set(called(store, "agent", folded("FRANCE")))
