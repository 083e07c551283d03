"""Every IRI of an export has the address of a page, and a place on it."""

from __future__ import annotations

from pyoxigraph import NamedNode

from ilrs_graph import LunarGraph
from ilrs_graph.namespaces import BASE, DATASET, ID, ONTOLOGY, SHAPES, VOCAB
from ilrs_graph.pages import Pages
from ilrs_graph.pages.addresses import Addresses


def test_every_iri_of_an_export_has_the_address_of_a_page(graph: LunarGraph, pages: Pages) -> None:
    rows = graph.engine.select(f'SELECT DISTINCT ?x {{ ?x ?p ?o FILTER(STRSTARTS(STR(?x), "{BASE}")) }}')
    own = [node for (node,) in rows if isinstance(node, NamedNode)]
    known = set(pages.addresses())
    assert len(own) > 10_000
    assert [node for node in own if pages.context.addresses.of(node).partition("#")[0] not in known] == []


def test_a_claim_is_a_place_on_the_page_of_its_subject_even_if_that_is_a_claim() -> None:
    claim, other, ship = (NamedNode(f"{ID}{name}") for name in ("claim/a", "claim/b", "mission/c"))
    addresses = Addresses({claim: other, other: ship})
    assert addresses.of(claim) == "/id/mission/c#claim-a"
    assert addresses.of(other) == "/id/mission/c#claim-b"
    assert Addresses({claim: claim}).of(claim) == "/id/claim/a"
    assert Addresses({}).of(claim) == "/id/claim/a"


def test_terms_lists_and_datasets_have_addresses_and_other_things_have_none() -> None:
    of = Addresses({}).of
    assert of(NamedNode(SHAPES + "Mission")) == "/shapes#Mission"
    assert of(NamedNode(VOCAB + "status/flown")) == "/vocab/status/flown"
    assert of(NamedNode(ONTOLOGY.rstrip("#"))) == "/ontology"
    assert Addresses({}, described=()).of(NamedNode(ONTOLOGY)) == "/ontology"
    assert Addresses({}, described=()).of(NamedNode(BASE + "ontology/0.1.0")) == "/ontology"
    assert of(NamedNode(BASE + "ontology-of-others")) == ""
    assert of(NamedNode(DATASET + "all")) == "/data"
    assert of(NamedNode("https://example.org/id/mission/a")) == ""
    assert of(None) == ""
