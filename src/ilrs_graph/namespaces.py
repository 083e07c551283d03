"""The base IRI, the prefixes and the namespaces that the code needs, as plain strings.

This module imports only the table of kinds, so every room can import it.

>>> compact("https://w3id.org/ilrs-graph/id/mission/change-6")
'mission:change-6'
>>> expand("mission:change-6")
'https://w3id.org/ilrs-graph/id/mission/change-6'
"""

from __future__ import annotations

import re

from .kinds import KINDS, Kind

BASE = "https://w3id.org/ilrs-graph/"
ONTOLOGY = BASE + "ontology#"
SHAPES = BASE + "shapes#"
ID = BASE + "id/"
VOCAB = BASE + "vocab/"
DATASET = BASE + "dataset/"
GRAPH_ASSERTED = BASE + "graph/asserted"
GRAPH_INFERRED = BASE + "graph/inferred"
GRAPH_FILES = BASE + "graph/files"
GRAPH_UNREPORTED = BASE + "graph/unreported"
GRAPH_NAMES = BASE + "graph/names"

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
XSD = "http://www.w3.org/2001/XMLSchema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
PROV = "http://www.w3.org/ns/prov#"
DC = "http://purl.org/dc/elements/1.1/"
DCTERMS = "http://purl.org/dc/terms/"
SCHEMA = "https://schema.org/"
SH = "http://www.w3.org/ns/shacl#"
VOID = "http://rdfs.org/ns/void#"
DCAT = "http://www.w3.org/ns/dcat#"
FOAF = "http://xmlns.com/foaf/0.1/"
SPDX = "http://spdx.org/rdf/terms#"
WGS84 = "http://www.w3.org/2003/01/geo/wgs84_pos#"

SCHEMES = (
    "assignment-role", "audience", "bindingness", "contribution-kind", "contribution-role", "cooperation-form",
    "date-part", "date-qualifier", "date-unit", "declaration", "distinction", "instrument-kind", "milestone-kind",
    "mission-kind", "mission-phase", "modality", "objective", "orbit-kind", "outcome", "polarity",
    "programme-role", "rank", "reason-for-rank", "reference-frame", "source-kind", "status", "support-kind",
    "transfer-kind", "verdict",
)  # fmt: skip
"""The `{scheme}` segments of code lists; each is also the Turtle prefix of its concepts."""

PREFIXES: dict[str, str] = {
    "ilrs": ONTOLOGY,
    "ilrs-sh": SHAPES,
    **{segment: f"{ID}{segment}/" for segment in KINDS},
    **{s: f"{VOCAB}{s}/" for s in SCHEMES},
    "bibo": "http://purl.org/ontology/bibo/",
    "crm": "http://www.cidoc-crm.org/cidoc-crm/",
    "dc": DC,
    "dcat": DCAT,
    "dcterms": DCTERMS,
    "edtf": "http://id.loc.gov/datatypes/",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "org": "http://www.w3.org/ns/org#",
    "owl": OWL,
    "prov": PROV,
    "qudt": "http://qudt.org/schema/qudt/",
    "rdf": RDF,
    "rdfs": RDFS,
    "schema": SCHEMA,
    "sh": SH,
    "skos": SKOS,
    "sosa": "http://www.w3.org/ns/sosa/",
    "spdx": SPDX,
    "time": "http://www.w3.org/2006/time#",
    "unit": "http://qudt.org/vocab/unit/",
    "vann": "http://purl.org/vocab/vann/",
    "void": VOID,
    "wd": "http://www.wikidata.org/entity/",
    "wdt": "http://www.wikidata.org/prop/direct/",
    "xsd": XSD,
}
"""Prefix to namespace: the prefixes that files of this project declare and that `query` adds to a query if missing."""

_BY_NAMESPACE = {namespace: prefix for prefix, namespace in PREFIXES.items()}


def compact(iri: str) -> str:
    """Return `iri` as a CURIE if a project prefix fits, else `<iri>`.

    >>> compact("http://example.org/a")
    '<http://example.org/a>'
    """
    cut = max(iri.rfind("#"), iri.rfind("/")) + 1
    prefix = _BY_NAMESPACE.get(iri[:cut])
    return f"{prefix}:{iri[cut:]}" if prefix is not None else f"<{iri}>"


def expand(curie: str) -> str | None:
    """Return the IRI of a CURIE with a project prefix, or None if the prefix is not one of the project.

    >>> expand("nobody:knows") is None
    True
    """
    prefix, colon, local = curie.partition(":")
    namespace = PREFIXES.get(prefix)
    return namespace + local if colon and namespace is not None else None


def slug(iri: str) -> str:
    """Return the part of an IRI after the last `/` or `#`, which users can type as a name.

    >>> slug("https://w3id.org/ilrs-graph/id/agent/cnsa")
    'cnsa'
    """
    return iri[max(iri.rfind("#"), iri.rfind("/")) + 1 :]


def kind_of(iri: str) -> Kind | None:
    """Return the kind of the thing that an IRI denotes, by its segment; None for other IRIs.

    >>> kind_of("https://w3id.org/ilrs-graph/id/site/change-6").of, kind_of("http://example.org/site/a")
    ('LandingSite', None)
    """
    return KINDS.get(iri.removeprefix(ID).partition("/")[0]) if iri.startswith(ID) else None


_IRI_IN_TEXT = re.compile(r"<([^<>\s]+)>")


def as_curie(term: str) -> str:
    """Return an IRI in angle brackets as a CURIE if a prefix fits; return any other text unchanged.

    >>> as_curie("<https://w3id.org/ilrs-graph/id/agent/cnsa>"), as_curie('"嫦娥"@zh')
    ('agent:cnsa', '"嫦娥"@zh')
    """
    return compact(term[1:-1]) if term.startswith("<") and term.endswith(">") else term


def with_curies(message: str) -> str:
    """Return a text with the IRIs in it as CURIEs.

    >>> with_curies("The other is <https://w3id.org/ilrs-graph/id/agent/cnsa>.")
    'The other is agent:cnsa.'
    """
    return _IRI_IN_TEXT.sub(lambda found: compact(found[1]), message)
