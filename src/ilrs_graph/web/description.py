"""What the service says of itself: SPARQL 1.1 Service Description, and VoID of its dataset."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pyoxigraph import BlankNode, Literal, NamedNode, QueryResultsFormat, RdfFormat, Triple, serialize

from ..export.description import LICENCE, TITLE, Extent, dataset_iri
from ..graph import Reading
from ..namespaces import DCTERMS, ID, ONTOLOGY, PREFIXES, VOID
from ..terms import TYPE, XSD_DATE, XSD_INTEGER
from .negotiation import SOLUTIONS, TRIPLES

SD = "http://www.w3.org/ns/sparql-service-description#"
WELL_KNOWN = "/.well-known/void"
"""The path of the description of the dataset (RFC 8615)."""
_COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
_SERVICE, _DATASET = BlankNode("service"), BlankNode("dataset")


def description(reading: Reading, endpoint: str, media_type: str) -> bytes:
    """Return the description of the service at the address `endpoint` and of its dataset, in a format of RDF."""
    form = RdfFormat.from_media_type(media_type)
    prefixes = {name: PREFIXES[name] for name in ("dcterms", "void", "xsd")} | {"sd": SD}
    triples = [*_service(NamedNode(endpoint)), *_dataset(reading, NamedNode(endpoint))]
    return serialize(triples, format=form, prefixes=prefixes if form == RdfFormat.TURTLE else None) or b""


def _service(endpoint: NamedNode) -> Iterator[Triple]:
    yield Triple(_SERVICE, TYPE, NamedNode(SD + "Service"))
    yield Triple(_SERVICE, NamedNode(SD + "endpoint"), endpoint)
    yield Triple(_SERVICE, NamedNode(SD + "supportedLanguage"), NamedNode(SD + "SPARQL11Query"))
    yield Triple(_SERVICE, NamedNode(SD + "defaultDataset"), _DATASET)
    for iri in sorted({*_format_iris()}):
        yield Triple(_SERVICE, NamedNode(SD + "resultFormat"), NamedNode(iri))


def _format_iris() -> Iterator[str]:
    """Yield the IRIs that the W3C gives to the formats (https://www.w3.org/ns/formats/)."""
    for each in SOLUTIONS:
        found = QueryResultsFormat.from_media_type(each.media_type)
        if found is not None:
            yield found.iri
    for each in TRIPLES:
        syntax = RdfFormat.from_media_type(each.media_type)
        if syntax is not None:
            yield syntax.iri


def _dataset(reading: Reading, endpoint: NamedNode) -> Iterator[Triple]:
    """Yield the dataset: its default graph, which is the whole graph, and the named graphs beside it."""
    default, last = BlankNode("default"), reading.snapshot.root.last_edit()
    edited = date.fromisoformat(last) if last else None
    dataset = dataset_iri(Extent(ontology=True, as_of=reading.as_of), edited)
    yield Triple(_DATASET, TYPE, NamedNode(SD + "Dataset"))
    yield Triple(_DATASET, NamedNode(SD + "defaultGraph"), default)
    yield Triple(default, TYPE, NamedNode(SD + "Graph"))
    yield Triple(default, NamedNode(VOID + "triples"), _count(reading))
    for place, graph in enumerate(sorted(reading.snapshot.store.named_graphs(), key=str)):
        if isinstance(graph, NamedNode):
            named = BlankNode(f"graph{place}")
            yield Triple(_DATASET, NamedNode(SD + "namedGraph"), named)
            yield Triple(named, NamedNode(SD + "name"), graph)
    yield Triple(dataset, TYPE, NamedNode(VOID + "Dataset"))
    for language, title in TITLE.items():
        yield Triple(dataset, NamedNode(DCTERMS + "title"), Literal(title, language=language))
    yield Triple(dataset, NamedNode(DCTERMS + "license"), NamedNode(LICENCE))
    if edited is not None:
        yield Triple(dataset, NamedNode(DCTERMS + "modified"), Literal(edited.isoformat(), datatype=XSD_DATE))
    yield Triple(dataset, NamedNode(VOID + "triples"), _count(reading))
    yield Triple(dataset, NamedNode(VOID + "sparqlEndpoint"), endpoint)
    yield Triple(dataset, NamedNode(VOID + "uriSpace"), Literal(ID))
    yield Triple(dataset, NamedNode(VOID + "vocabulary"), NamedNode(ONTOLOGY))


def _count(reading: Reading) -> Literal:
    ((count,),) = reading.engine.select(_COUNT).rows
    return Literal(count.value if isinstance(count, Literal) else "0", datatype=XSD_INTEGER)
