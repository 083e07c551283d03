"""JSON-LD, flattened: one node object for each subject, every property a list, without a remote context."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import TypeAlias

from pyoxigraph import Quad, Triple

from ..namespaces import XSD
from ..turtle.ordered import RDF_TYPE, OrderedGraph, ordered
from ..turtle.rows import BLANK, IRI, LITERAL, SortableTerm
from ..turtle.spelling import TermWriter

_XSD_STRING = XSD + "string"
_Value: TypeAlias = str | dict[str, str]
_NodeObject: TypeAlias = dict[str, str | list[_Value]]


def write_jsonld(triples: Iterable[Triple | Quad], prefixes: Mapping[str, str]) -> str:
    """Return `triples` as a JSON-LD 1.1 document, the same for the same triples and prefixes.

    The context holds the prefixes that are used and nothing else. Literals are value objects with their
    lexical forms, never JSON numbers, so `1.00` stays `1.00`.

    Raises OutputError for RDF 1.2 triple terms and for literals with a base direction.

    >>> from pyoxigraph import Literal, NamedNode
    >>> a, p = NamedNode("http://example.org/a"), NamedNode("http://example.org/mass")
    >>> document = json.loads(write_jsonld([Triple(a, p, Literal("6"))], {"ex": "http://example.org/"}))
    >>> document["@context"], document["@graph"]
    ({'ex': 'http://example.org/'}, [{'@id': 'ex:a', 'ex:mass': [{'@value': '6'}]}])
    """
    graph = ordered(triples)
    writer = TermWriter(_usable(prefixes, graph))
    nodes = [_node_object(subject, properties, writer) for subject, properties in graph.items()]
    document = {"@context": dict(sorted(writer.used.items())), "@graph": nodes}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


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


def _node_object(subject: SortableTerm, properties: dict[str, list[SortableTerm]], writer: TermWriter) -> _NodeObject:
    node: _NodeObject = {"@id": _id(subject, writer)}
    for predicate, objects in properties.items():
        if predicate == RDF_TYPE and (types := [_id(term, writer) for term in objects if term[0] != LITERAL]):
            node["@type"] = [*types]
            objects = [term for term in objects if term[0] == LITERAL]
        if objects:
            node[_compact(predicate, writer)] = [_value(term, writer) for term in objects]
    return node


def _value(term: SortableTerm, writer: TermWriter) -> _Value:
    kind, value, datatype, language = term
    if kind != LITERAL:
        return {"@id": _id(term, writer)}
    if language:
        return {"@language": language, "@value": value}
    return {"@value": value} if datatype == _XSD_STRING else {"@type": _compact(datatype, writer), "@value": value}


def _id(term: SortableTerm, writer: TermWriter) -> str:
    return f"_:{term[1]}" if term[0] == BLANK else _compact(term[1], writer)


def _compact(iri: str, writer: TermWriter) -> str:
    return writer.prefixed(iri) or iri
