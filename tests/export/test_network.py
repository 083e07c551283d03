"""An export as a network: relation nodes are folded to edges, and four formats hold the same."""

from __future__ import annotations

import csv
import io

import networkx
import pytest

from ilrs_graph import LunarGraph
from ilrs_graph.errors import OutputError
from ilrs_graph.export.network import FOLDED, Network, network
from ilrs_graph.export.whole import Export
from ilrs_graph.render import format_named, write


@pytest.fixture(scope="module")
def export(small_graph: LunarGraph) -> Export:
    return small_graph.export()


@pytest.fixture(scope="module")
def found(export: Export) -> Network:
    return network(export)


def rows(export: Export, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(write(export, format_named(name, "export")))))


def test_a_contribution_is_one_edge_with_what_it_says(found: Network) -> None:
    (edge,) = [each for each in found.edges if each.id == "contribution:change-6-cnes-dorn"]
    assert (edge.source, edge.target, edge.relation) == ("agent:cnes", "mission:change-6", "Contribution")
    assert edge.attributes["contributionRole"] == "lead"
    assert edge.attributes["contributes"].startswith("DORN")
    assert edge.attributes["contributionKind"] == "instrument"
    between = {each.relation for each in found.edges if (each.source, each.target) == (edge.source, edge.target)}
    assert between == {"Contribution"}  # hasContributor, partnerIn and the like would say it again


def test_no_claim_source_or_relation_node_is_a_node(found: Network) -> None:
    segments = {name.partition(":")[0] for name in found.nodes}
    assert segments >= {"agent", "mission", "item", "event", "agreement"}
    assert not segments & {*FOLDED, "claim", "source", "edit"}
    assert {end for edge in found.edges for end in (edge.source, edge.target)} <= set(found.nodes)


def test_nodes_have_names_and_kinds(found: Network) -> None:
    node = found.nodes["mission:change-6"]
    assert (node["label"], node["labelZh"], node["kind"]) == ("Chang'e 6", "嫦娥六号", "Mission")
    assert found.nodes["agent:cnes"]["kind"] == "SpaceAgency"


def test_no_relation_is_there_twice_by_an_inverse(found: Network) -> None:
    relations = {edge.relation for edge in found.edges}
    assert "partOfProgramme" in relations
    assert not relations & {"hasMission", "operates", "hasPartner", "partnerIn", "contributesTo", "carriedBy"}


@pytest.mark.parametrize(("name", "reader"), [("graphml", networkx.parse_graphml), ("gexf", None)])
def test_networkx_reads_what_the_csv_holds(name: str, reader: object, export: Export) -> None:
    text = write(export, format_named(name, "export"))
    read = (
        networkx.parse_graphml(text, force_multigraph=True)
        if reader is not None
        else networkx.read_gexf(io.BytesIO(text.encode()))
    )
    nodes, edges = rows(export, "nodes-csv"), rows(export, "edges-csv")
    assert sorted(read.nodes) == sorted(row["id"] for row in nodes)
    assert sorted((s, t, data["relation"]) for s, t, data in read.edges(data=True)) == sorted(
        (row["source"], row["target"], row["relation"]) for row in edges
    )
    assert read.nodes["mission:change-6"]["labelZh"] == "嫦娥六号"
    (roles,) = [d["contributionRole"] for s, t, d in read.edges(data=True)
                if (s, t) == ("agent:cnes", "mission:change-6")]  # fmt: skip
    assert roles == "lead"


def test_the_same_export_gives_the_same_bytes(small_graph: LunarGraph, export: Export) -> None:
    for name in ("graphml", "gexf", "nodes-csv", "edges-csv"):
        text = write(export, format_named(name, "export"))
        assert text == write(small_graph.export(), format_named(name, "export"))
        assert "lastmodified" not in text


def test_asserted_triples_make_a_network_too(small_graph: LunarGraph) -> None:
    found = network(small_graph.export(asserted=True))
    assert "Contribution" in {edge.relation for edge in found.edges}
    assert found.nodes["agent:cnes"]["kind"] == "SpaceAgency"


def test_only_an_export_is_a_network(small_graph: LunarGraph) -> None:
    with pytest.raises(OutputError, match="only an export"):
        write(small_graph.query("CONSTRUCT WHERE { mission:change-6 ?p ?o }"), format_named("graphml", "export"))
