"""The published JSON-LD context, and documents that use it, read by a processor of others."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from ilrs_graph import LunarGraph
from ilrs_graph.bridge import from_rdflib
from ilrs_graph.export.context import BY_LANGUAGE, NODES, TermName, context_of
from ilrs_graph.export.jsonld import write_jsonld
from ilrs_graph.export.whole import Export
from ilrs_graph.namespaces import ONTOLOGY, PREFIXES, RDFS, SCHEMA, VOCAB, XSD
from ilrs_graph.render import format_named, write, write_bytes
from ilrs_graph.terms import TYPE
from ilrs_graph.turtle.parse import parse_bytes

EX = "http://example.org/"
A = NamedNode(EX + "a")


@pytest.fixture(scope="module")
def published(repo: Path) -> dict[str, Any]:
    document: dict[str, Any] = json.loads((repo / "ontology" / "context.jsonld").read_text(encoding="utf-8"))
    return document


@pytest.fixture(scope="module")
def export(graph: LunarGraph) -> Export:
    return graph.export(thing="dorn")


def by_pyld(document: Any) -> set[Triple]:
    """Return the triples of a JSON-LD document as PyLD expands it; nothing is fetched."""
    from pyld import jsonld

    refuse = {"documentLoader": lambda *_: pytest.fail("a context is fetched")}
    nquads = jsonld.to_rdf(document, {**refuse, "format": "application/n-quads"})
    return {quad.triple for quad in parse(nquads.encode(), format=RdfFormat.N_QUADS)}


def test_the_published_context_is_up_to_date(graph: LunarGraph, repo: Path) -> None:
    how = "ilrs-graph export --context --root . -o ontology/context.jsonld"
    assert (repo / "ontology" / "context.jsonld").read_text(encoding="utf-8") == graph.jsonld_context(), how


def test_it_coerces_values(published: dict[str, Any]) -> None:
    context = published["@context"]
    assert context["operator"] == {"@id": "ilrs:operator", "@type": "@id"}
    assert context["label"] == {"@id": "rdfs:label", "@container": "@language"}
    assert context["launchDate"] == {"@id": "ilrs:launchDate", "@type": "xsd:date"}
    assert context["Mission"] == "ilrs:Mission"
    assert context["rank"] == {"@id": "ilrs:rank", "@type": "@id"}
    assert context["vocab"] == VOCAB
    assert {PREFIXES[name] for name in context if name in PREFIXES and isinstance(context[name], str)} > {ONTOLOGY}


def test_no_two_terms_have_one_name(graph: LunarGraph) -> None:
    context = context_of(list(graph.triples(ontology=True)))
    names = [term.name for term in context.terms.values()]
    assert len(names) > 200
    assert len({*names, *context.prefixes}) == len(names) + len(context.prefixes)


def test_an_independent_processor_expands_an_export_to_its_triples(export: Export) -> None:
    document = json.loads(write(export, format_named("jsonld", "triples")))
    assert by_pyld(document) == set(export)


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
def test_rdflib_reads_the_same_triples(export: Export) -> None:
    data = write(export, format_named("jsonld", "triples"))
    found = set(from_rdflib(rdflib.Graph().parse(data=data, format="json-ld")))
    assert found == set(export)


def test_with_the_published_context_in_place_of_its_own_it_says_the_same(
    export: Export, published: dict[str, Any]
) -> None:
    document = json.loads(write(export, format_named("jsonld", "triples")))
    own = document["@context"]
    assert own.items() <= published["@context"].items()
    assert by_pyld({**document, **published}) == set(export)


@pytest.mark.parametrize("name", ["small_graph", pytest.param("graph", marks=pytest.mark.soak)])
def test_the_whole_export_is_read_back(name: str, request: pytest.FixtureRequest) -> None:
    """That of Chang'e 6; that of the shipped graph as a soak."""
    whole = request.getfixturevalue(name).export()
    again = parse(write_bytes(whole, format_named("jsonld", "triples")), format=RdfFormat.JSON_LD)
    assert {quad.triple for quad in again} == set(whole)


def test_keys_are_short_and_values_plain(export: Export) -> None:
    nodes = {node["@id"]: node for node in json.loads(write(export, format_named("jsonld", "triples")))["@graph"]}
    dorn = nodes["item:dorn"]
    assert "Instrument" in dorn["@type"]
    assert dorn["label"]["en"].startswith("DORN")
    assert all(isinstance(name, str) for name in dorn["wasDerivedFrom"])
    assert nodes["contribution:change-6-cnes-dorn"]["contributionRole"] == ["vocab:contribution-role/lead"]


ODD = f"""@prefix ex: <{EX}> . @prefix xsd: <{XSD}> . @prefix s: <{SCHEMA}> .
ex:a a ex:Kind, _:k ; ex:link ex:b, _:b, "text", "text"@en, "2024"^^xsd:gYear ;
  ex:day "2024-05-03"^^xsd:date, "2024"^^xsd:gYear, ex:b, "x"@en, "plain" ;
  ex:text "one"@en, "two"@en, "un"@fr, "none", "2024-05-03"^^xsd:date, ex:b, _:b ;
  ex:word "one", "one"@en, 1, ex:b ;
  s:text "one"@en, "none" .
_:b ex:link _:k ; ex:text "deux"@fr-ca ."""
TERMS = {
    EX + "link": TermName("link", NODES), EX + "day": TermName("day", XSD + "date"),
    EX + "text": TermName("text", BY_LANGUAGE), EX + "word": TermName("word", XSD + "string"),
    EX + "Kind": TermName("Kind"), SCHEMA + "text": TermName("schema:text", BY_LANGUAGE),
}  # fmt: skip


@pytest.mark.parametrize("reader", ["pyld", "pyoxigraph"])
def test_values_that_a_term_does_not_expect_are_kept(reader: str) -> None:
    triples = list(parse_bytes(ODD.encode(), "odd"))
    document = write_jsonld(triples, {"ex": EX, "xsd": XSD, "schema": SCHEMA, "rdfs": RDFS}, TERMS)
    if reader == "pyld":
        again = by_pyld(json.loads(document))
    else:
        again = {quad.triple for quad in parse(document.encode(), format=RdfFormat.JSON_LD)}
    assert ground(again) == ground(triples)
    assert len(again) == len(triples)


def ground(triples: Any) -> set[str]:
    """Return triples as text with every blank node alike."""

    def name(term: Any) -> str:
        return "_" if isinstance(term, BlankNode) else str(term)

    return {" ".join(map(name, (t.subject, t.predicate, t.object))) for t in triples}


def test_a_prefix_that_is_a_scheme_is_not_used_for_names() -> None:
    triples = [Triple(A, TYPE, NamedNode("vocab:status/x")), Triple(A, TYPE, NamedNode(VOCAB + "status/x"))]
    document = write_jsonld(triples, {"vocab": VOCAB}, TERMS)
    again = {quad.triple for quad in parse(document.encode(), format=RdfFormat.JSON_LD)}
    assert again == set(triples)
    assert Literal("x") not in {t.object for t in again}
