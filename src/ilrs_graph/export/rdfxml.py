"""RDF/XML, for tools that read nothing else: every subject once, properties as elements."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from pyoxigraph import Literal, Quad, RdfFormat, Triple, serialize

from ..errors import OutputError
from ..namespaces import RDF
from ..turtle.ordered import in_order

# The letters that parsers of both the fourth and the fifth edition of XML 1.0 take in names.
_LETTERS = "A-Za-z_À-ÖØ-öø-ÿ一-龥"
_NAME = re.compile(f"[{_LETTERS}][{_LETTERS}0-9.-]*")
_TAIL_REVERSED = re.compile("[A-Za-z0-9._\x80-\U0010ffff-]*")
_PREFIX = re.compile(r"(?!xml)[a-z_][a-z0-9_.-]*", re.IGNORECASE | re.ASCII)
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_SYNTAX_TERMS = (
    "Description", "ID", "RDF", "about", "aboutEach", "aboutEachPrefix", "bagID", "datatype", "li", "nodeID",
    "parseType", "resource",
)  # fmt: skip
_RESERVED = {RDF + name for name in _SYNTAX_TERMS}
_XMLNS = "http://www.w3.org/2000/xmlns/"  # XML forbids declaring it
_DECLARED = ("rdf", "its")
"""Prefixes that the serialiser declares in every document."""
_TIP = "use another format, such as ttl or nt"


def write_rdfxml(triples: Iterable[Triple | Quad], prefixes: Mapping[str, str]) -> str:
    """Return `triples` as an RDF 1.1 XML document, the same for the same triples and prefixes.

    Subjects, properties and values stand in the order that `ilrs_graph.turtle.ordered` declares.

    Raises OutputError for what XML 1.0 cannot hold: control characters, and properties whose IRI does not end
    in an XML name; and for RDF 1.2 triple terms and literals with a base direction.

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
    found = list(in_order(triples))
    namespaces = {_namespace(predicate) for predicate in sorted({t.predicate.value for t in found})}
    for triple in found:
        if isinstance(triple.object, Literal) and (wrong := _NOT_XML.search(triple.object.value)):
            raise OutputError(f"XML has no way to write the character U+{ord(wrong[0]):04X}", tip=_TIP)
    document = serialize(found, format=RdfFormat.RDF_XML, prefixes=_declared(namespaces, prefixes)) or b""
    return document.replace(b"\r", b"&#xD;").decode()  # it writes the character, which XML reads as a line feed


def _namespace(predicate: str) -> str:
    """Return what stands before the local name, the longest name of XML at the end of the IRI."""
    tail = _TAIL_REVERSED.match(predicate[::-1])
    name = tail[0][::-1].lstrip("0123456789.-") if tail else ""
    namespace = predicate.removesuffix(name)
    if not _NAME.fullmatch(name) or namespace == _XMLNS or predicate in _RESERVED:
        raise OutputError(f"RDF/XML has no way to write the property <{predicate}>", tip=_TIP)
    return namespace


def _declared(namespaces: set[str], prefixes: Mapping[str, str]) -> dict[str, str]:
    """Return the prefixes to declare: one for a namespace in use, where XML allows its name."""
    usable = {n: p for p, n in sorted(prefixes.items()) if p not in _DECLARED and _PREFIX.fullmatch(p)}
    return {usable[namespace]: namespace for namespace in sorted(namespaces - {RDF}) if namespace in usable}
