"""Sources as a person would cite them."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode

from ilrs_graph import LunarGraph
from ilrs_graph.dates.words import date_text
from ilrs_graph.names.labels import Labels
from ilrs_graph.namespaces import ID
from ilrs_graph.things.citation import Citation, cite, sources_of

SCIO = NamedNode(ID + "source/scio-2024-07-09-change-6")


@pytest.mark.parametrize(
    ("iso", "written"),
    [("2024-07-09", "9 July 2024"), ("2019-01", "January 2019"), ("2022", "2022"),
     ("2019-12-31", "31 December 2019"), ("spring-x", "spring-x")],
)  # fmt: skip
def test_dates_are_written_out_as_precisely_as_they_are_known(iso: str, written: str) -> None:
    assert date_text(iso) == written


def test_a_reference_reads_as_one() -> None:
    whole = Citation("i", "A title.", "A house", "2024-07-09", "", "http://a", "press")
    assert str(whole) == "A house: A title. 9 July 2024. http://a (press)"
    bare = Citation("i", "A title", retrieved="2013-05-18", url="http://a")
    assert str(bare) == "A title. undated, read 18 May 2013. http://a (kind not stated)"


def test_a_source_is_cited_with_all_that_is_known(graph: LunarGraph) -> None:
    found = cite([SCIO, SCIO], graph.engine, graph.labels)
    assert list(found) == [SCIO]
    citation = found[SCIO]
    assert citation.iri == SCIO.value
    assert citation.issued == "2024-07-09"
    assert citation.url.startswith("http://english.scio.gov.cn/")
    assert citation.kind == "primary"
    assert citation.publisher
    assert citation.title


def test_sources_come_best_kind_first(graph: LunarGraph) -> None:
    node = NamedNode(ID + "contribution/change-6-cnes-dorn")
    found = sources_of([node, SCIO, Literal("x"), NamedNode("http://nowhere")], graph.engine)
    assert found[SCIO] == [SCIO]
    assert set(found) == {node, SCIO}
    kinds = graph.query(
        f"SELECT ?s ?o {{ {node} prov:wasDerivedFrom ?s . ?s ilrs:sourceKind/ilrs:order ?o }} ORDER BY ?o STR(?s)"
    )
    assert found[node] == [row[0] for row in kinds]  # type: ignore[union-attr]
    assert len(found[node]) > 1


def test_nothing_to_cite_asks_nothing() -> None:
    assert sources_of([], None) == {}  # type: ignore[arg-type]
    assert cite([], None, None) == {}  # type: ignore[arg-type]


def test_with_labels_the_sources_of_a_node_are_read_once(graph: LunarGraph) -> None:
    node, labels = NamedNode(ID + "contribution/change-6-cnes-dorn"), Labels(graph.engine)
    first = sources_of([node], graph.engine, labels)
    first[node].append(SCIO)  # what a caller does with its list is its own affair
    again = sources_of([node], None, labels)  # type: ignore[arg-type]
    assert again == sources_of([node], graph.engine)
