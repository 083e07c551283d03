"""Strength of evidence: independent sources and their best kind, by row."""

from __future__ import annotations

import pytest
from pyoxigraph import NamedNode

from ilrs_graph import LunarGraph
from ilrs_graph.namespaces import ID, VOCAB
from ilrs_graph.questions import LabelledTable
from ilrs_graph.questions.strength import SourceKind, Strength, strengths_of, weakest
from ilrs_graph.things.citation import sources_of

KINDS = ("primary", "agency", "institution", "specialist", "press", "aggregator", "mirror", "wiki")
SOURCED = "SELECT DISTINCT ?fact { ?fact prov:wasDerivedFrom ?source FILTER NOT EXISTS { ?fact a ilrs:Agent } }"


def kind(name: str) -> SourceKind:
    return SourceKind(KINDS.index(name) + 1, f"{VOCAB}source-kind/{name}", name)


def of_sources(graph: LunarGraph, *sources: str) -> Strength:
    node = NamedNode(ID + "claim/any")
    found = [NamedNode(f"{ID}source/{source}") for source in sources]
    return strengths_of({node: found}, graph.engine, graph.labels)[node]


def nodes(graph: LunarGraph, sparql: str) -> list[NamedNode]:
    table = graph.query(sparql)
    assert isinstance(table, LabelledTable)
    return [node for (node,) in table if isinstance(node, NamedNode)]


def test_single_source_facts_are_those_with_one_original(graph: LunarGraph) -> None:
    answer = graph.ask("single-source-facts")
    listed = {row["fact"]: (int(row["pages"].value), row["best"].value) for row in answer.terms()}  # type: ignore[union-attr]
    facts = nodes(graph, SOURCED)
    found = strengths_of(sources_of(facts, graph.engine), graph.engine, graph.labels)
    single = {fact: each for fact, each in found.items() if each.originals == 1}
    assert len(found) > len(single) > 1000
    assert {fact: (each.pages, each.best and each.best.iri) for fact, each in single.items()} == listed
    assert all(each.independent == 1 for each in single.values()), "one original has one publisher"
    assert all(each.independent <= each.originals <= each.pages + 1 for each in found.values())


def test_copies_of_one_text_count_as_one(graph: LunarGraph) -> None:
    copies = nodes(graph, "SELECT ?copy { ?copy ilrs:derivativeOf agent:xinhua } ORDER BY ?copy LIMIT 2")
    pair = [node.value.removeprefix(f"{ID}source/") for node in copies]
    found = of_sources(graph, *pair)
    assert (found.independent, found.originals, found.pages) == (1, 1, 2)
    assert found.best is not None
    assert found.best.label == "mirror", "a copy counts as what was read"


def test_pages_of_one_publisher_count_as_one_and_those_of_two_as_two(graph: LunarGraph) -> None:
    scio = ("scio-2024-07-08-change-6", "scio-2024-07-09-change-6")
    assert of_sources(graph, *scio)[:3] == (1, 2, 2)
    assert of_sources(graph, *scio, "armenpress-2024-05-03-launch")[:3] == (2, 3, 3)
    assert of_sources(graph, *scio, "armenpress-2024-05-03-launch").text() == "2, best: primary"


def test_a_copy_and_a_page_of_its_original_publisher_count_as_one(graph: LunarGraph) -> None:
    (own,) = nodes(graph, "SELECT ?s { ?s dcterms:publisher agent:xinhua } ORDER BY ?s LIMIT 1")
    slug = own.value.removeprefix(f"{ID}source/")
    assert of_sources(graph, slug, "armenpress-2024-05-03-launch").independent == 1


def test_a_row_is_as_strong_as_its_weakest_fact() -> None:
    first, second = Strength(3, 4, 5, kind("press")), Strength(1, 1, 1, kind("primary"))
    assert weakest([first, second]) == Strength(1, 1, 1, kind("press"))
    assert weakest([second]) == second
    assert weakest([]) == Strength()


def test_a_second_fact_never_makes_a_row_stronger(graph: LunarGraph) -> None:
    answer = graph.ask("missions", since="2024")
    for row in answer:
        for node in row.evidence:
            alone = strengths_of(sources_of([node], graph.engine), graph.engine, graph.labels)[node]
            assert row.strength.independent <= alone.independent
            assert row.strength.best is not None
            assert alone.best is not None
            assert row.strength.best >= alone.best
    assert any(len(row.sources) > row.strength.pages for row in answer)


@pytest.mark.parametrize(
    ("strength", "english", "chinese"),
    [
        (Strength(), "", ""),
        (Strength(1, 2, 3, SourceKind(5, "", "press")), "1: press", "1：press"),
        (Strength(2, 2, 2, SourceKind(5, "", "press")), "2, best: press", "2，最佳：press"),
    ],
)
def test_text_has_the_number_and_the_best_kind(strength: Strength, english: str, chinese: str) -> None:
    assert (strength.text(), strength.text("zh")) == (english, chinese)


def test_kinds_are_in_the_order_and_language_of_the_ontology(graph: LunarGraph) -> None:
    ordered = nodes(
        graph,
        "SELECT ?kind { ?kind ilrs:order ?place . ?source ilrs:sourceKind ?kind } GROUP BY ?kind ORDER BY MIN(?place)",
    )
    assert [kind.value.rpartition("/")[2] for kind in ordered] == list(KINDS)
    answer = graph.ask("far-side-partners", mission="change-6").in_language("zh")
    assert {row.strength.best.label for row in answer if row.strength.best} >= {"一手", "机构"}
