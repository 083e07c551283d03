"""The terms by which an ontology describes its terms: RDFS, OWL 2, SKOS, schema.org and those of this project."""

from __future__ import annotations

from pyoxigraph import NamedNode

from ..namespaces import DCTERMS, ONTOLOGY, OWL, SCHEMA, SKOS
from ..terms import (
    COMMENT,
    DOMAIN,
    EQUIVALENT_CLASS,
    IN_SCHEME,
    IS_DEFINED_BY,
    LABEL,
    RANGE,
    SOURCED_BY,
    SUB_CLASS_OF,
    SUB_PROPERTY_OF,
)

CLASS, MEMBERS, DISJOINT_WITH, ALL_DISJOINT, INVERSE_OF, CHAIN, VERSION = (
    NamedNode(OWL + name)
    for name in (
        "Class", "members", "disjointWith", "AllDisjointClasses", "inverseOf", "propertyChainAxiom", "versionInfo"
    )
)  # fmt: skip
DEFINITION, EXAMPLE, CONCEPT_SCHEME = (NamedNode(SKOS + name) for name in ("definition", "example", "ConceptScheme"))
TITLE = NamedNode(DCTERMS + "title")
MANY_VALUED, INTERNAL, QUALIFIED_FORM, ORDER, REMEDY = (
    NamedNode(ONTOLOGY + name) for name in ("manyValued", "internal", "qualifiedForm", "order", "remedy")
)
DOMAINS = (NamedNode(SCHEMA + "domainIncludes"), DOMAIN)
RANGES = (NamedNode(SCHEMA + "rangeIncludes"), RANGE)
SORTS = {name: NamedNode(f"{OWL}{name.capitalize()}Property") for name in ("object", "datatype", "annotation")}
"""The sorts of properties, each with its class in OWL 2."""
TRAITS = {
    "functional": NamedNode(OWL + "FunctionalProperty"),
    "inverse functional": NamedNode(OWL + "InverseFunctionalProperty"),
    "transitive": NamedNode(OWL + "TransitiveProperty"),
    "symmetric": NamedNode(OWL + "SymmetricProperty"),
    "asymmetric": NamedNode(OWL + "AsymmetricProperty"),
    "reflexive": NamedNode(OWL + "ReflexiveProperty"),
    "irreflexive": NamedNode(OWL + "IrreflexiveProperty"),
}
"""The characteristics of properties in OWL 2."""

__all__ = [
    "ALL_DISJOINT", "CHAIN", "CLASS", "COMMENT", "CONCEPT_SCHEME", "DEFINITION", "DISJOINT_WITH", "DOMAINS",
    "EQUIVALENT_CLASS", "EXAMPLE", "INTERNAL", "INVERSE_OF", "IN_SCHEME", "IS_DEFINED_BY", "LABEL", "MANY_VALUED",
    "MEMBERS", "ORDER", "QUALIFIED_FORM", "RANGES", "REMEDY", "SORTS", "SOURCED_BY", "SUB_CLASS_OF", "SUB_PROPERTY_OF",
    "TITLE", "TRAITS", "VERSION",
]  # fmt: skip
