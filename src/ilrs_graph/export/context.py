"""The JSON-LD context: short names of classes and properties, and how their values are written.

It follows from the axioms. `ontology/context.jsonld` is the published copy of the whole; an export holds the part that
it uses, so that nothing has to be fetched.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple, TypeAlias

from pyoxigraph import NamedNode, Triple

from ..namespaces import DCTERMS, ONTOLOGY, OWL, PREFIXES, RDF, RDFS, SCHEMA, SCHEMES, SKOS, VOCAB, XSD, compact, slug
from ..terms import TYPE

CODE_LISTS = "vocab"
"""The prefix of all code lists in JSON-LD, `vocab:rank/normal`, since their own are names of properties too."""
BY_LANGUAGE, NODES = "@language", "@id"
"""The ways to write values beside datatypes: texts by language, and names of nodes."""
_TEXTS = (
    *(RDFS + name for name in ("label", "comment")),
    *(SKOS + name for name in ("prefLabel", "altLabel", "definition")),
    *(DCTERMS + name for name in ("title", "description", "abstract")),
)
_SORTS = {
    OWL + "Class": None,
    OWL + "ObjectProperty": NODES,
    OWL + "DatatypeProperty": XSD + "string",
    OWL + "AnnotationProperty": XSD + "string",
}
"""Sort of a term to the way in which its values are written, if it has not one datatype."""
_RANGE = NamedNode(SCHEMA + "rangeIncludes")
_PREFIXES = {p: n for p, n in PREFIXES.items() if p not in SCHEMES} | {CODE_LISTS: VOCAB}

Definition: TypeAlias = str | dict[str, str]


class TermName(NamedTuple):
    """The name of a class or property, and how its values are written.

    `values` is `NODES`, `BY_LANGUAGE` or the IRI of a datatype; None if each value says what it is.
    """

    name: str
    values: str | None = None

    def definition(self, iri: str) -> Definition:
        """Return the definition of the term in a context.

        >>> TermName("operator", NODES).definition("https://w3id.org/ilrs-graph/ontology#operator")
        {'@id': 'ilrs:operator', '@type': '@id'}
        """
        short = _curie(iri)
        if self.values == BY_LANGUAGE:
            return {"@id": short, "@container": "@language"}
        return short if self.values in (None, XSD + "string") else {"@id": short, "@type": _curie(self.values)}


class Context(NamedTuple):
    """A JSON-LD context: prefixes by name, and terms by IRI."""

    prefixes: Mapping[str, str]
    terms: Mapping[str, TermName]

    def document(self) -> str:
        """Return the context as a JSON document."""
        body: dict[str, Definition] = {**dict(sorted(self.prefixes.items()))}
        body |= dict(sorted((term.name, term.definition(iri)) for iri, term in self.terms.items()))
        return json.dumps({"@context": body}, ensure_ascii=False, indent=2) + "\n"


def context_of(axioms: Iterable[Triple]) -> Context:
    """Return the context for the classes and properties that the axioms declare.

    The name of a term is its local name or, if a prefix or a term of this project has the same name, its CURIE.
    """
    sorts: dict[str, set[str]] = defaultdict(set)
    ranges: dict[str, set[str]] = defaultdict(set)
    for t in axioms:
        if isinstance(t.subject, NamedNode) and isinstance(t.object, NamedNode):
            if t.predicate == TYPE:
                sorts[t.subject.value].add(t.object.value)
            elif t.predicate == _RANGE:
                ranges[t.subject.value].add(t.object.value)
    values = {
        iri: _values(iri, sort, ranges[iri]) for iri, found in sorts.items() for sort in sorted(found) if sort in _SORTS
    }
    values |= dict.fromkeys((RDFS + "label", RDFS + "comment"), BY_LANGUAGE)
    shared = {name for name, times in Counter(map(slug, values)).items() if times > 1}
    terms = {iri: TermName(_name(iri, shared), how) for iri, how in sorted(values.items())}
    return Context(_PREFIXES, terms)


def _values(iri: str, sort: str, ranges: set[str]) -> str | None:
    if iri in _TEXTS or ranges == {RDF + "langString"}:
        return BY_LANGUAGE
    if sort == OWL + "DatatypeProperty" and len(ranges) == 1:
        return next(iter(ranges))
    return _SORTS[sort]


def _name(iri: str, shared: set[str]) -> str:
    own = slug(iri)
    is_taken = own in _PREFIXES or (own in shared and not iri.startswith(ONTOLOGY))
    return _curie(iri) if is_taken else own


def _curie(iri: str) -> str:
    return compact(iri).strip("<>")
