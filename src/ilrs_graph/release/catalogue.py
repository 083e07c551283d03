"""`dataset.ttl`: the release as a `dcat:Dataset` valid by DCAT-AP, with VoID, and a distribution for each file."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode, Triple

from ..namespaces import BASE, DATASET, DCAT, DCTERMS, FOAF, ID, ONTOLOGY, OWL, PREFIXES, SPDX, VOID, XSD
from ..terms import TYPE, XSD_DATE, XSD_INTEGER
from ..turtle.writer import write_turtle
from .about import CREATOR, DESCRIPTION, KEYWORDS, LICENCE, TITLE, About
from .contents import FILES, Sized

_MEDIA_TYPE = "https://www.iana.org/assignments/media-types/"
_LANGUAGE = "http://publications.europa.eu/resource/authority/language/"
_VOCABULARIES = (ONTOLOGY, DCTERMS, *(PREFIXES[name] for name in ("prov", "qudt", "schema", "skos", "geo")))


def dataset_ttl(about: About) -> str:
    """Return the description of the release as Turtle."""
    prefixes = {name: PREFIXES[name] for name in ("dcat", "dcterms", "owl", "spdx", "void", "xsd")} | {"foaf": FOAF}
    return write_turtle(_triples(about), prefixes)


def _triples(about: About) -> Iterator[Triple]:
    dataset, publisher = NamedNode(DATASET + about.version), NamedNode(BASE + "publisher")
    yield from (Triple(dataset, TYPE, NamedNode(kind)) for kind in (DCAT + "Dataset", VOID + "Dataset"))
    for name, texts in (("title", TITLE), ("description", DESCRIPTION)):
        yield from (_of(dataset, DCTERMS + name, Literal(text, language=tag)) for tag, text in texts.items())
    yield from (_of(dataset, DCAT + "keyword", Literal(word, language="en")) for word in KEYWORDS)
    for code in ("ENG", "ZHO"):
        yield from _typed(dataset, DCTERMS + "language", _LANGUAGE + code, DCTERMS + "LinguisticSystem")
    yield from _typed(dataset, DCTERMS + "license", LICENCE, DCTERMS + "LicenseDocument")
    yield _of(dataset, DCTERMS + "identifier", Literal(dataset.value))
    for name in ("publisher", "creator"):
        yield _of(dataset, DCTERMS + name, publisher)
    yield Triple(publisher, TYPE, NamedNode(FOAF + "Agent"))
    yield _of(publisher, FOAF + "name", Literal(CREATOR, language="en"))
    yield _of(dataset, DCAT + "version", Literal(about.version))
    if about.edited is not None:
        yield _of(dataset, DCTERMS + "modified", Literal(about.edited.isoformat(), datatype=XSD_DATE))
    if about.ontology:
        yield from _typed(dataset, DCTERMS + "conformsTo", about.ontology, DCTERMS + "Standard")
    yield from _void(dataset, about)
    for each in about.files:
        if FILES[each.name].data:
            yield from _distribution(dataset, about, each)


def _void(dataset: NamedNode, about: About) -> Iterator[Triple]:
    yield _of(dataset, VOID + "triples", Literal(str(about.triples), datatype=XSD_INTEGER))
    yield _of(dataset, VOID + "entities", Literal(str(about.things), datatype=XSD_INTEGER))
    yield _of(dataset, VOID + "uriSpace", Literal(ID))
    yield from (_of(dataset, VOID + "vocabulary", NamedNode(iri)) for iri in _VOCABULARIES)
    for name in ("graph.ttl", "graph.nt", "graph.rdf"):
        yield _of(dataset, VOID + "dataDump", NamedNode(about.file(name)))
    yield _of(dataset, OWL + "versionInfo", Literal(about.version))


def _distribution(dataset: NamedNode, about: About, file: Sized) -> Iterator[Triple]:
    address, content = NamedNode(about.file(file.name)), FILES[file.name]
    node, checksum = (NamedNode(f"{dataset.value}#{quote(file.name)}{end}") for end in ("", "-sha256"))
    yield _of(dataset, DCAT + "distribution", node)
    yield Triple(node, TYPE, NamedNode(DCAT + "Distribution"))
    yield _of(node, DCTERMS + "title", Literal(content.title, language="en"))
    yield from (_of(node, DCAT + name, address) for name in ("accessURL", "downloadURL"))
    yield from _typed(node, DCAT + "mediaType", _MEDIA_TYPE + content.media_type, DCTERMS + "MediaType")
    yield _of(node, DCAT + "byteSize", Literal(str(file.size), datatype=NamedNode(XSD + "nonNegativeInteger")))
    yield _of(node, DCTERMS + "license", NamedNode(LICENCE))
    yield _of(node, SPDX + "checksum", checksum)
    yield Triple(checksum, TYPE, NamedNode(SPDX + "Checksum"))
    algorithm = SPDX + "checksumAlgorithm_sha256"
    yield from _typed(checksum, SPDX + "algorithm", algorithm, SPDX + "ChecksumAlgorithm")
    yield _of(checksum, SPDX + "checksumValue", Literal(file.sha256, datatype=NamedNode(XSD + "hexBinary")))


def _typed(subject: NamedNode, predicate: str, value: str, kind: str) -> Iterator[Triple]:
    """Yield a value and its class, which DCAT-AP wants in the same document."""
    yield _of(subject, predicate, NamedNode(value))
    yield Triple(NamedNode(value), TYPE, NamedNode(kind))


def _of(subject: NamedNode, predicate: str, value: NamedNode | Literal) -> Triple:
    return Triple(subject, NamedNode(predicate), value)
