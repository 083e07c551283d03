"""JSON-LD, flattened: one node object for each subject, every property a list or texts by language, nothing remote."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from itertools import groupby
from types import MappingProxyType
from typing import TypeAlias

from pyoxigraph import Quad, Triple

from ..namespaces import XSD
from ..turtle.ordered import RDF_TYPE, OrderedGraph, ordered
from ..turtle.rows import BLANK, IRI, LITERAL, SortableTerm
from ..turtle.spelling import TermWriter
from .context import BY_LANGUAGE, CODE_LISTS, NODES, Definition, TermName

_XSD_STRING = XSD + "string"
_Value: TypeAlias = str | dict[str, str]
_NodeObject: TypeAlias = dict[str, str | list[_Value] | dict[str, str | list[str]]]
_LISTED = re.compile(r"[a-z0-9-]+(/[a-z0-9-]+)?")
NO_TERMS: Mapping[str, TermName] = MappingProxyType({})
"""No names of terms: every property has its compact IRI as its name."""


def write_jsonld(
    triples: Iterable[Triple | Quad], prefixes: Mapping[str, str], terms: Mapping[str, TermName] = NO_TERMS
) -> str:
    """Return `triples` as a JSON-LD 1.1 document, the same for the same triples, prefixes and terms.

    The context holds the prefixes and terms that are used and nothing else. Literals are strings or value objects with
    their lexical forms, never JSON numbers, so `1.00` stays `1.00`. The values of a term are written as its
    definition says: names of nodes and literals of its datatype as strings, texts by language.

    Raises OutputError for RDF 1.2 triple terms and for literals with a base direction.

    >>> from pyoxigraph import Literal, NamedNode
    >>> a, p = NamedNode("http://example.org/a"), NamedNode("http://example.org/mass")
    >>> document = json.loads(write_jsonld([Triple(a, p, Literal("6"))], {"ex": "http://example.org/"}))
    >>> document["@context"], document["@graph"]
    ({'ex': 'http://example.org/'}, [{'@id': 'ex:a', 'ex:mass': [{'@value': '6'}]}])
    """
    graph = ordered(triples)
    names = _Names(_usable(prefixes, graph), terms)
    nodes = [_node_object(subject, properties, names) for subject, properties in graph.items()]
    document = {"@context": names.context(), "@graph": nodes}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


class _Names:
    """Short names of IRIs; records which prefixes and terms are used."""

    def __init__(self, prefixes: Mapping[str, str], terms: Mapping[str, TermName]) -> None:
        self._lists = prefixes.get(CODE_LISTS)
        self._writer = TermWriter({p: n for p, n in prefixes.items() if p != CODE_LISTS})
        self._terms = terms
        self._used: dict[str, Definition] = {}

    def context(self) -> dict[str, Definition]:
        """Return the context of what was used so far, prefixes first."""
        return {**dict(sorted(self._writer.used.items())), **dict(sorted(self._used.items()))}

    def term(self, iri: str) -> TermName:
        """Return the term of a class or property; without one, its short form as the name."""
        term = self._terms.get(iri)
        if term is None:
            return TermName(self.short(iri))
        if term.name not in self._used:
            self._used[term.name] = term.definition(iri)
            self._writer.prefixed(iri)
            self._writer.prefixed(term.values or "")
        return term

    def short(self, iri: str) -> str:
        """Return the compact IRI of an IRI, or the IRI."""
        if self._lists is not None and iri.startswith(self._lists) and _LISTED.fullmatch(iri, len(self._lists)):
            self._used[CODE_LISTS] = self._lists
            return f"{CODE_LISTS}:{iri[len(self._lists) :]}"
        return self._writer.prefixed(iri) or iri

    def id(self, term: SortableTerm) -> str:
        """Return the name of a node."""
        return f"_:{term[1]}" if term[0] == BLANK else self.short(term[1])


def _usable(prefixes: Mapping[str, str], graph: OrderedGraph) -> dict[str, str]:
    """Return the prefixes that are valid in JSON-LD and are not the scheme of an IRI of the graph."""
    schemes = {iri.partition(":")[0] for iri in _iris(graph)}
    return {
        p: n for p, n in prefixes.items() if p and p not in schemes and n[-1:] in (":", "/", "?", "#", "[", "]", "@")
    }


def _iris(graph: OrderedGraph) -> Iterable[str]:
    for subject, properties in graph.items():
        if subject[0] == IRI:
            yield subject[1]
        for predicate, objects in properties.items():
            yield predicate
            yield from (term[2] if term[0] == LITERAL else term[1] for term in objects if term[0] != BLANK)


def _node_object(subject: SortableTerm, properties: dict[str, list[SortableTerm]], names: _Names) -> _NodeObject:
    node: _NodeObject = {"@id": names.id(subject)}
    for predicate, objects in properties.items():
        if predicate == RDF_TYPE and (types := [_class(term, names) for term in objects if term[0] != LITERAL]):
            node["@type"] = [*types]
            objects = [term for term in objects if term[0] == LITERAL]
        if objects:
            node |= _property(predicate, objects, names)
    return node


def _class(term: SortableTerm, names: _Names) -> str:
    return names.id(term) if term[0] == BLANK else names.term(term[1]).name


def _property(predicate: str, objects: list[SortableTerm], names: _Names) -> _NodeObject:
    """Return the values of a property under its name, and under its compact IRI those that its term does not allow."""
    term = names.term(predicate)
    if term.values != BY_LANGUAGE:
        return {term.name: [_value(value, term.values, names) for value in objects]}
    texts: dict[str, str | list[str]] = {}
    for language, found in groupby(sorted(objects, key=_language), _language):
        if language:
            values = [value for _, value, _, _ in found]
            texts[language] = values if len(values) > 1 else values[0]
    others = [_value(value, None, names) for value in objects if not _language(value)]
    plain = short if (short := names.short(predicate)) != term.name else predicate
    return {**({term.name: texts} if texts else {}), **({plain: others} if others else {})}


def _language(term: SortableTerm) -> str:
    return term[3]


def _value(term: SortableTerm, values: str | None, names: _Names) -> _Value:
    """Return a value: a string if `values` says what it is."""
    kind, value, datatype, language = term
    if kind != LITERAL:
        return names.id(term) if values == NODES else {"@id": names.id(term)}
    if language:
        return {"@language": language, "@value": value}
    if datatype == values:
        return value
    return {"@value": value} if datatype == _XSD_STRING else {"@type": names.short(datatype), "@value": value}
