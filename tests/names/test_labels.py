"""Labels: English first, then what there is, then the slug."""

from __future__ import annotations

import time
from threading import Thread

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store, Triple

from hang_limit import join
from ilrs_graph.engine import StoreEngine, Table
from ilrs_graph.names.labels import Labels, pick
from ilrs_graph.namespaces import ID, ONTOLOGY, RDF, RDFS
from ilrs_graph.terms import TRANSLATED_LABEL
from ilrs_graph.validation.context import Context
from ilrs_graph.views.store import AssertedStore

LABEL = NamedNode(RDFS + "label")


class Counting(StoreEngine):
    asked = 0

    def select(self, sparql: str) -> Table:
        self.asked += 1
        return super().select(sparql)


def engine(**labels: tuple[str, str | None]) -> Counting:
    store = Store()
    for key, (text, language) in labels.items():
        literal = Literal(text, language=language) if language else Literal(text)
        store.add(Quad(NamedNode(f"http://a/{key.rstrip('_')}"), LABEL, literal))
    return Counting(store)


@pytest.mark.parametrize(
    ("labels", "wanted"),
    [
        ({"x": ("月", "zh"), "x_": ("Moon", "en"), "x__": ("Aaa", "fr")}, "Moon"),
        ({"x": ("月", "zh"), "x_": ("plain", None)}, "plain"),
        ({"x": ("Aaa", "fr"), "x_": ("月", "zh")}, "月"),
        ({"x": ("Lune", "fr")}, "Lune"),
        ({"x": ("b", "en"), "x_": ("a", "en")}, "a"),
        ({}, "x"),
    ],
)
def test_the_best_language_wins(labels: dict[str, tuple[str, str | None]], wanted: str) -> None:
    assert Labels(engine(**labels)).of(NamedNode("http://a/x")) == wanted
    literals = [Literal(text, language=tag) if tag else Literal(text) for text, tag in labels.values()]
    assert pick(literals) == (wanted if literals else "")
    triples = [Triple(NamedNode("http://a/x"), LABEL, each) for each in literals]
    assert Context(AssertedStore.of(triples), []).label(NamedNode("http://a/x")) == pick(literals)


def test_another_order_of_languages() -> None:
    found = Labels(engine(x=("月", "zh"), x_=("Moon", "en")), languages=("zh", "en"))
    assert found.of(NamedNode("http://a/x")) == "月"


@pytest.mark.parametrize(
    ("printed", "translated", "languages", "wanted"),
    [
        (("Moon", "en"), ("月", "zh"), ("en", "zh"), "Moon"),
        (("Moon", "en"), ("月", "zh"), ("zh", "en"), "月"),
        (("Lune", "fr"), ("月", "zh"), ("en", "zh"), "月"),
        (("月", "zh"), ("Луна", "ru"), ("en", "zh"), "月"),
    ],
)
def test_our_translation_is_the_label_in_a_language_without_another(
    printed: tuple[str, str], translated: tuple[str, str], languages: tuple[str, ...], wanted: str
) -> None:
    store, thing = Store(), NamedNode("http://a/x")
    for prop, (text, language) in ((LABEL, printed), (TRANSLATED_LABEL, translated)):
        store.add(Quad(thing, prop, Literal(text, language=language)))
    assert Labels(StoreEngine(store), languages=languages).of(thing) == wanted


def test_a_thing_with_a_translation_only_is_shown_by_it() -> None:
    thing = NamedNode("http://a/x")
    triples = [Triple(thing, TRANSLATED_LABEL, Literal("月", language="zh"))]
    store = Store()
    store.add(Quad(*triples[0]))
    assert Labels(StoreEngine(store)).of(thing) == Context(AssertedStore.of(triples), []).label(thing) == "月"


def test_a_literal_is_its_own_label() -> None:
    assert Labels(engine()).of(Literal("7.0")) == "7.0"


def test_many_are_read_at_once_and_kept() -> None:
    source = engine(x=("X", "en"), y=("Y", "en"))
    labels = Labels(source)
    nodes = [NamedNode("http://a/x"), NamedNode("http://a/y"), NamedNode("http://a/z")]
    labels.load([*nodes, None, Literal("l")])
    labels.load(nodes)
    assert [labels.of(n) for n in nodes] == ["X", "Y", "z"]
    assert source.asked == 1


def test_threads_share_labels() -> None:
    """One thread reads what another needs for its names; what both read meanwhile is not mixed up."""
    nodes = [NamedNode(f"{ID}event/{name}") for name in ("xx", "yy")]
    store = Store()
    for node in nodes:
        store.add(Quad(node, NamedNode(RDF + "type"), NamedNode(ONTOLOGY + "Launch")))
        store.add(Quad(node, NamedNode(ONTOLOGY + "ofMission"), NamedNode(node.value.replace("event", "mission"))))
    others: list[Thread] = []

    class Interrupted(StoreEngine):
        def select(self, sparql: str) -> Table:
            if "?p" in sparql and not others:  # the facts, after the labels
                others.append(Thread(target=labels.load, args=(nodes[1:],)))
                others[0].start()
                time.sleep(0.05)  # it waits for this thread meanwhile
            return super().select(sparql)

    labels = Labels(Interrupted(store))
    labels.load(nodes[:1])
    join(others[0])
    assert [labels.of(node) for node in nodes] == ["Launch of xx", "Launch of yy"]
