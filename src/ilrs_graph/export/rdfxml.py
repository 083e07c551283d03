"""RDF/XML, for tools that read no other format: every subject once, its first class and its properties as elements."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, serialize

from ..errors import OutputError
from ..namespaces import RDF, compact
from ..printable import code_point
from ..turtle.ordered import RDF_TYPE, OrderedGraph, ordered
from ..turtle.rows import IRI, LITERAL, SortableTerm, of_row
from ..xml_names import NOT_XML, namespace_of

_PREFIX = re.compile(r"(?!xml)[a-z_][a-z0-9_.-]*", re.IGNORECASE | re.ASCII)
_DECLARED = ("rdf", "its")
"""Prefixes that the serialiser declares in every document."""
_MARK, _MARKED = NamedNode("urn:ilrs-graph:mark"), "\x01"
_MARK_LINE = b'\t\t<mark xmlns="urn:ilrs-graph:">\x01</mark>\n'
"""A property that no data has, since its value is what XML cannot hold."""
_NOTHING: list[SortableTerm] = [(LITERAL, "", "", "")]
_TIP = "use another format, such as ttl or nt"
_TIP_CHARACTER = f"remove it from the text, or {_TIP}"


def write_rdfxml(triples: Iterable[Triple | Quad], prefixes: Mapping[str, str]) -> str:
    """Return `triples` as an RDF 1.1 XML document, the same for the same triples and prefixes.

    Subjects, properties and values are in the order that `ilrs_graph.turtle.ordered` declares.

    Raises OutputError for content that XML 1.0 cannot represent: control characters, and properties whose IRI does
    not end in an XML name; and for RDF 1.2 triple terms and literals with a base direction.

    >>> from pyoxigraph import NamedNode
    >>> a, p = NamedNode("http://example.org/a"), NamedNode("http://example.org/mass")
    >>> print(write_rdfxml([Triple(a, p, Literal(6))], {"ex": "http://example.org/"}))
    <?xml version="1.0" encoding="UTF-8"?>
    <rdf:RDF xmlns:ex="http://example.org/" ...>
        <rdf:Description rdf:about="http://example.org/a">
            <ex:mass rdf:datatype="http://www.w3.org/2001/XMLSchema#integer">6</ex:mass>
        </rdf:Description>
    </rdf:RDF>
    """
    graph = ordered(triples)
    properties = {name for each in graph.values() for name in each}
    _refuse(graph)
    names = properties | {kind for each in graph.values() if (kind := _element(each)) is not None}
    declared = _declared(map(namespace_of, sorted(names)), prefixes)
    document = serialize(_marked(graph), format=RdfFormat.RDF_XML, prefixes=declared) or b""
    # it writes a carriage return as it is, which XML reads as a line feed
    return document.replace(_MARK_LINE, b"").replace(b"\r", b"&#xD;").decode()


def _refuse(graph: OrderedGraph) -> None:
    """Raise OutputError for a property or a character that XML cannot hold."""
    for subject, properties in graph.items():
        for name, objects in properties.items():
            if namespace_of(name) is None:
                what = (
                    f"RDF/XML cannot hold the property <{name}>, whose IRI does not end in an XML name or is reserved"
                )
                raise OutputError(what, tip=_TIP)
            for kind, value, _, _ in objects:
                if kind == LITERAL and (wrong := NOT_XML.search(value)):
                    place = f"in a value of {compact(name)} of {_shown(subject)}"
                    raise OutputError(
                        f"XML cannot hold the character {code_point(wrong[0])} {place}", tip=_TIP_CHARACTER
                    )


def _shown(subject: SortableTerm) -> str:
    return compact(subject[1]) if subject[0] == IRI else f"a node without an IRI (_:{subject[1]})"


def _element(properties: Mapping[str, list[SortableTerm]]) -> str | None:
    """Return the class that the serialiser makes the element of a subject: its first value, where it is a class."""
    kind, value, _, _ = properties.get(RDF_TYPE, _NOTHING)[0]
    return value if kind == IRI else None


def _marked(graph: OrderedGraph) -> Iterator[Triple]:
    """Yield the triples, with a mark, to be removed, before those of a subject whose element would have no name."""
    for start, properties in graph.items():
        subject, kind = of_row(start), _element(properties)
        if kind is not None and namespace_of(kind) is None:
            yield Triple(subject, _MARK, Literal(_MARKED))  # type: ignore[arg-type]
        for name, objects in properties.items():
            predicate = NamedNode(name)
            for object_ in objects:
                yield Triple(subject, predicate, of_row(object_))  # type: ignore[arg-type]


def _declared(namespaces: Iterable[str | None], prefixes: Mapping[str, str]) -> dict[str, str]:
    """Return the prefixes to declare: one for each used namespace, if XML allows its name."""
    usable = {n: p for p, n in sorted(prefixes.items()) if p not in _DECLARED and _PREFIX.fullmatch(p)}
    return {usable[namespace]: namespace for namespace in namespaces if namespace in usable and namespace != RDF}
