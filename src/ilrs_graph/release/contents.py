"""The files of a release: names, media types, and what each holds in words."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class Content(NamedTuple):
    """A file: its media type and what it holds; `data` if it holds the graph, or a part of it."""

    media_type: str
    title: str
    data: bool = False


_JSON, _TTL = "application/json", "text/turtle"

FILES: Mapping[str, Content] = MappingProxyType(
    {
        "graph.ttl": Content(_TTL, "The graph, asserted and inferred triples, as Turtle", data=True),
        "graph.nt": Content("application/n-triples", "The graph as N-Triples, sorted", data=True),
        "graph.rdf": Content("application/rdf+xml", "The graph as RDF/XML", data=True),
        "graph.jsonld": Content("application/ld+json", "The graph as JSON-LD 1.1", data=True),
        "graph.trig": Content(
            "application/trig", "The graph as TriG, inferred triples in graphs of their own", data=True
        ),
        "graph.nq": Content("application/n-quads", "The graph as N-Quads, in the same named graphs", data=True),
        "graph.nodes.csv": Content("text/csv", "The things of the graph as a table", data=True),
        "graph.edges.csv": Content("text/csv", "The relations of the things as a table", data=True),
        "ontology.ttl": Content(_TTL, "The ontology in one file: axioms, definitions, declarations"),
        "shapes.ttl": Content(_TTL, "The SHACL shapes in one file"),
        "context.jsonld": Content("application/ld+json", "The JSON-LD context"),
        "queries.ttl": Content(_TTL, "The saved questions as SHACL SPARQL executables"),
        "openapi.json": Content(
            "application/vnd.oai.openapi+json", "The addresses of a server of the graph for programs (OpenAPI 3.1)"
        ),
        "dataset.ttl": Content(_TTL, "The description of the dataset: DCAT-AP and VoID"),
        "ro-crate-metadata.json": Content("application/ld+json", "The same description as RO-Crate 1.1"),
        "croissant.json": Content("application/ld+json", "The same description as schema.org and Croissant 1.0"),
        "linkset.json": Content("application/linkset+json", "Links between the files, for Signposting (RFC 9264)"),
        "sbom.cdx.json": Content(
            "application/vnd.cyclonedx+json", "The software that wrote the release (CycloneDX 1.5)"
        ),
        "w3id.htaccess": Content("text/plain", "The redirects for w3id.org, not registered there"),
        "changes.md": Content("text/markdown", "What changed since the release before, in words"),
        "changes.rdfp": Content("application/rdf-patch", "What changed since the release before, as RDF Patch"),
        "README.md": Content("text/markdown", "What is in the release"),
    }
)
"""Name to content, in the order in which they are listed; without `SHA256SUMS`, which lists them."""
SUMS = "SHA256SUMS"
"""The checksums of all other files, as `sha256sum -c` reads them."""
CHANGES = ("changes.md", "changes.rdfp")
"""The files that only a release with a release before it has."""


class Sized(NamedTuple):
    """A file that is written: its name, bytes and SHA-256."""

    name: str
    size: int
    sha256: str
