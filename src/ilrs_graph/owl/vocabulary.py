"""The terms of OWL 2 that only the compiler of axioms uses, and the sets that separate axioms from facts.

A triple with a predicate in `SCHEMA_PREDICATES`, or an `rdf:type` triple with an object in `SCHEMA_TYPES`, is about
the ontology and is never joined as a fact. An `owl:` term outside these sets is a spelling mistake.

>>> SAME_AS in SCHEMA_PREDICATES
False
"""

from __future__ import annotations

from pyoxigraph import NamedNode

from ..namespaces import OWL, RDF, RDFS, XSD
from ..terms import (
    DIFFERENT_FROM,
    DOMAIN,
    EQUIVALENT_CLASS,
    FIRST,
    NOTHING,
    RANGE,
    RDFS_CLASS,
    REST,
    SAME_AS,
    SUB_CLASS_OF,
    SUB_PROPERTY_OF,
    THING,
)


def _owl(*names: str) -> tuple[NamedNode, ...]:
    return tuple(NamedNode(OWL + name) for name in names)


RESOURCE, LITERAL, DATATYPE = (NamedNode(RDFS + name) for name in ("Resource", "Literal", "Datatype"))

NAMED_INDIVIDUAL, DISJOINT_WITH, DISJOINT_UNION_OF, HAS_KEY = _owl(
    "NamedIndividual", "disjointWith", "disjointUnionOf", "hasKey"
)
EQUIVALENT_PROPERTY, INVERSE_OF, PROPERTY_DISJOINT_WITH, PROPERTY_CHAIN_AXIOM = _owl(
    "equivalentProperty", "inverseOf", "propertyDisjointWith", "propertyChainAxiom"
)
ALL_DISJOINT_CLASSES, ALL_DISJOINT_PROPERTIES, ALL_DIFFERENT, NEGATIVE_PROPERTY_ASSERTION = _owl(
    "AllDisjointClasses", "AllDisjointProperties", "AllDifferent", "NegativePropertyAssertion"
)
MEMBERS, DISTINCT_MEMBERS = _owl("members", "distinctMembers")
SOURCE_INDIVIDUAL, ASSERTION_PROPERTY, TARGET_INDIVIDUAL, TARGET_VALUE = _owl(
    "sourceIndividual", "assertionProperty", "targetIndividual", "targetValue"
)
TRANSITIVE, SYMMETRIC, ASYMMETRIC, IRREFLEXIVE, REFLEXIVE, FUNCTIONAL, INVERSE_FUNCTIONAL = _owl(
    "TransitiveProperty",
    "SymmetricProperty",
    "AsymmetricProperty",
    "IrreflexiveProperty",
    "ReflexiveProperty",
    "FunctionalProperty",
    "InverseFunctionalProperty",
)
OBJECT_PROPERTY, DATATYPE_PROPERTY, ANNOTATION_PROPERTY, ONTOLOGY_PROPERTY = _owl(
    "ObjectProperty", "DatatypeProperty", "AnnotationProperty", "OntologyProperty"
)
TOP_AND_BOTTOM_PROPERTIES = frozenset(
    _owl("topObjectProperty", "bottomObjectProperty", "topDataProperty", "bottomDataProperty")
)

INTERSECTION_OF, UNION_OF, COMPLEMENT_OF, ONE_OF = _owl("intersectionOf", "unionOf", "complementOf", "oneOf")
SOME_VALUES_FROM, ALL_VALUES_FROM, HAS_VALUE, HAS_SELF = _owl("someValuesFrom", "allValuesFrom", "hasValue", "hasSelf")
MIN, MAX, EXACTLY = _owl("minCardinality", "maxCardinality", "cardinality")
MIN_QUALIFIED, MAX_QUALIFIED, EXACTLY_QUALIFIED = _owl(
    "minQualifiedCardinality", "maxQualifiedCardinality", "qualifiedCardinality"
)
ON_PROPERTY, ON_PROPERTIES, ON_CLASS, ON_DATA_RANGE = _owl("onProperty", "onProperties", "onClass", "onDataRange")
ON_DATATYPE, WITH_RESTRICTIONS, DATATYPE_COMPLEMENT_OF = _owl("onDatatype", "withRestrictions", "datatypeComplementOf")

RESTRICTIONS = frozenset(
    {SOME_VALUES_FROM, ALL_VALUES_FROM, HAS_VALUE, HAS_SELF}
    | {MIN, MAX, EXACTLY, MIN_QUALIFIED, MAX_QUALIFIED, EXACTLY_QUALIFIED}
)
"""Predicates that determine the kind of restriction of a node with `owl:onProperty`."""

CONSTRUCTORS = RESTRICTIONS | {INTERSECTION_OF, UNION_OF, COMPLEMENT_OF, ONE_OF}
"""Predicates that each build a class expression."""

ANNOTATIONS = frozenset(
    _owl(
        "annotatedProperty",
        "annotatedSource",
        "annotatedTarget",
        "backwardCompatibleWith",
        "deprecated",
        "imports",
        "incompatibleWith",
        "priorVersion",
        "versionIRI",
        "versionInfo",
    )
)
"""OWL's own annotation and ontology properties, which have no consequences."""

SCHEMA_PREDICATES = (
    CONSTRUCTORS
    | {FIRST, REST, SUB_CLASS_OF, SUB_PROPERTY_OF, DOMAIN, RANGE}
    | {EQUIVALENT_CLASS, DISJOINT_WITH, DISJOINT_UNION_OF, HAS_KEY}
    | {EQUIVALENT_PROPERTY, INVERSE_OF, PROPERTY_DISJOINT_WITH, PROPERTY_CHAIN_AXIOM}
    | {MEMBERS, DISTINCT_MEMBERS, SOURCE_INDIVIDUAL, ASSERTION_PROPERTY, TARGET_INDIVIDUAL, TARGET_VALUE}
    | {ON_PROPERTY, ON_PROPERTIES, ON_CLASS, ON_DATA_RANGE}
    | {ON_DATATYPE, WITH_RESTRICTIONS, DATATYPE_COMPLEMENT_OF}
)

CLASS_TYPES = frozenset({RDFS_CLASS, DATATYPE, *_owl("Class", "DeprecatedClass", "Restriction", "DataRange")})
PROPERTY_TYPES = frozenset(
    {TRANSITIVE, SYMMETRIC, ASYMMETRIC, IRREFLEXIVE, REFLEXIVE, FUNCTIONAL, INVERSE_FUNCTIONAL}
    | {OBJECT_PROPERTY, DATATYPE_PROPERTY, ANNOTATION_PROPERTY, ONTOLOGY_PROPERTY}
    | {NamedNode(RDF + "Property"), *_owl("DeprecatedProperty")}
)
SCHEMA_TYPES = (
    CLASS_TYPES
    | PROPERTY_TYPES
    | {ALL_DISJOINT_CLASSES, ALL_DISJOINT_PROPERTIES, ALL_DIFFERENT, NEGATIVE_PROPERTY_ASSERTION}
    | {NAMED_INDIVIDUAL, NamedNode(RDF + "List"), *_owl("Ontology", "Axiom", "Annotation")}
)

KNOWN_OWL_TERMS = (
    SCHEMA_PREDICATES | SCHEMA_TYPES | ANNOTATIONS | {THING, NOTHING, SAME_AS, DIFFERENT_FROM}
) | TOP_AND_BOTTOM_PROPERTIES

_DATATYPES_ELSEWHERE = frozenset(
    {LITERAL, NamedNode(RDF + "langString"), NamedNode(RDF + "PlainLiteral"), NamedNode(RDF + "XMLLiteral")}
    | {NamedNode(RDF + "HTML"), NamedNode(RDF + "JSON"), NamedNode(RDF + "dirLangString")}
    | {*_owl("real", "rational")}
)


def is_builtin_datatype(node: object) -> bool:
    """Return whether `node` is a datatype of XSD, RDF, RDFS or OWL 2.

    >>> is_builtin_datatype(NamedNode("http://www.w3.org/2001/XMLSchema#date"))
    True
    """
    return isinstance(node, NamedNode) and (node.value.startswith(XSD) or node in _DATATYPES_ELSEWHERE)


def is_vocabulary(iri: str) -> bool:
    """Return whether `iri` is a term of RDF, RDFS or OWL itself.

    >>> is_vocabulary("http://www.w3.org/2002/07/owl#Thing")
    True
    """
    return iri.startswith((OWL, RDFS, RDF))
