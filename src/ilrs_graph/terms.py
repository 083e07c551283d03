"""The types of RDF terms and facts, the protocol of their views, and the vocabulary terms that the code uses.

Terms are pyoxigraph's. A fact is a plain tuple: it costs less to make, to take apart and to compare than a
`pyoxigraph.Triple`, and its subject may be a literal, as OWL 2 RL/RDF rules allow. Parsers and writers of files use
`Triple` and convert with `fact_of` and `triple_of`.

>>> from pyoxigraph import NamedNode
>>> TYPE.value
'http://www.w3.org/1999/02/22-rdf-syntax-ns#type'
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple, Protocol, TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple, Variable

from .namespaces import DCTERMS, ONTOLOGY, OWL, PREFIXES, PROV, RDF, RDFS, SCHEMA, SKOS, XSD

Term: TypeAlias = NamedNode | BlankNode | Literal
"""An RDF 1.1 term: what query results, labels and files hold."""

Subject: TypeAlias = NamedNode | BlankNode
"""The subject of a triple in RDF 1.1."""

Node: TypeAlias = Term | Triple
"""What may be the subject or object of a fact: a term, or a triple term of RDF 1.2."""

PatternTerm: TypeAlias = Node | Variable
"""What may be in a triple pattern: a node or a variable."""

Fact: TypeAlias = tuple[Node, NamedNode, Node]
"""Subject, predicate and object; unlike a triple it may have a literal as its subject."""


class GroundAtom(NamedTuple):
    """A fact with named parts, as explanations return it; it equals the plain fact.

    >>> GroundAtom(TYPE, TYPE, LABEL) == (TYPE, TYPE, LABEL)
    True
    """

    subject: Node
    predicate: NamedNode
    object: Node


Statement: TypeAlias = Triple | Quad
"""A triple as parsers and stores return it; the graph of a quad is ignored."""

Match: TypeAlias = Callable[[Node | None, NamedNode | None, Node | None], Iterable[Fact]]
"""Looks up facts by subject, predicate and object; None matches anything."""


class View(Protocol):
    """Facts that can be looked up by a pattern, in any storage."""

    def match(self, s: Node | None = None, p: NamedNode | None = None, o: Node | None = None) -> Iterator[Fact]:
        """Yield the facts with this subject, predicate and object, each once; None matches anything."""
        ...


def fact_of(triple: Statement) -> Fact:
    """Return a triple or quad as a fact.

    >>> fact_of(Triple(TYPE, TYPE, LABEL)) == (TYPE, TYPE, LABEL)
    True
    """
    return triple.subject, triple.predicate, triple.object


def triple_of(fact: Fact) -> Triple:
    """Return a fact as a triple.

    Raises:
        TypeError: the subject is a literal.
    """
    return Triple(*fact)  # type: ignore[arg-type]


def _names(namespace: str, *names: str) -> tuple[NamedNode, ...]:
    return tuple(NamedNode(namespace + name) for name in names)


TYPE, FIRST, REST, NIL = _names(RDF, "type", "first", "rest", "nil")
LABEL, COMMENT, IS_DEFINED_BY = _names(RDFS, "label", "comment", "isDefinedBy")
RDFS_CLASS, SUB_CLASS_OF, SUB_PROPERTY_OF, DOMAIN, RANGE = _names(
    RDFS, "Class", "subClassOf", "subPropertyOf", "domain", "range"
)
SAME_AS, DIFFERENT_FROM, EQUIVALENT_CLASS = _names(OWL, "sameAs", "differentFrom", "equivalentClass")
(DEPRECATED,) = _names(OWL, "deprecated")
THING, NOTHING = _names(OWL, "Thing", "Nothing")
PROPERTY_SORTS = _names(OWL, "ObjectProperty", "DatatypeProperty", "AnnotationProperty")
TERM_SORTS = _names(OWL, "Class") + PROPERTY_SORTS
"""The sorts by which an ontology declares its terms (OWL 2): classes, and the sorts of properties."""
XSD_STRING, XSD_BOOLEAN, XSD_INTEGER, XSD_DECIMAL, XSD_DOUBLE, XSD_DATE, XSD_ANY_URI = _names(
    XSD, "string", "boolean", "integer", "decimal", "double", "date", "anyURI"
)
WAS_DERIVED_FROM, GENERATED, WAS_ASSOCIATED_WITH = _names(PROV, "wasDerivedFrom", "generated", "wasAssociatedWith")
ALT_LABEL, HIDDEN_LABEL, IN_SCHEME = _names(SKOS, "altLabel", "hiddenLabel", "inScheme")
(SAME_THING,) = _names(SCHEMA, "sameAs")
IDENTIFIER, IS_REPLACED_BY = _names(DCTERMS, "identifier", "isReplacedBy")
KNOWN_FROM, SOURCED_BY, SUBJECT, EDITED_ON, TRANSLATED_LABEL = _names(
    ONTOLOGY, "knownFrom", "sourcedBy", "subject", "editedOn", "translatedLabel"
)
DATE_TYPES = frozenset({PREFIXES["edtf"] + "EDTF", *(XSD + name for name in ("date", "gYearMonth", "gYear"))})
"""The IRIs of the datatypes of dates that are written in words for people."""
