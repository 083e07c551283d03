"""RDF/XML, for programs that read nothing else: one `rdf:Description` for each subject."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import count

from pyoxigraph import Quad, Triple

from ..errors import OutputError
from ..namespaces import RDF, XSD
from ..turtle.ordered import OrderedGraph, ordered
from ..turtle.rows import BLANK, IRI
from ..turtle.rows import SortableTerm as Term

# The letters that parsers of both the fourth and the fifth edition of XML 1.0 take in names.
_LETTERS = "A-Za-z_À-ÖØ-öø-ÿ一-龥"
_NAME_START = re.compile(f"[{_LETTERS}]")
_NAME_REVERSED = re.compile(f"[{_LETTERS}0-9.-]*")
_PREFIX = re.compile(r"(?!xml)[a-z_][a-z0-9_.-]*", re.IGNORECASE | re.ASCII)
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_XML = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#xD;"})
_SYNTAX_TERMS = (
    "Description", "ID", "RDF", "about", "aboutEach", "aboutEachPrefix", "bagID", "datatype", "li", "nodeID",
    "parseType", "resource",
)  # fmt: skip
_RESERVED = {RDF + name for name in _SYNTAX_TERMS}
_XMLNS = "http://www.w3.org/2000/xmlns/"  # XML forbids declaring it
_XSD_STRING = XSD + "string"
_TIP = "use another format, such as ttl or nt"


def write_rdfxml(triples: Iterable[Triple | Quad], prefixes: Mapping[str, str]) -> str:
    """Return `triples` as an RDF 1.1 XML document, the same for the same triples and prefixes.

    Subjects, properties and values stand in the order that `ilrs_graph.turtle.ordered` declares.

    Raises OutputError for what XML 1.0 cannot hold: control characters, and properties whose IRI does not end
    in an XML name; and for RDF 1.2 triple terms and literals with a base direction.

    >>> from pyoxigraph import Literal, NamedNode
    >>> a, p = NamedNode("http://example.org/a"), NamedNode("http://example.org/mass")
    >>> print(write_rdfxml([Triple(a, p, Literal(6))], {"ex": "http://example.org/"}), end="")
    <?xml version="1.0" encoding="UTF-8"?>
    <rdf:RDF xmlns:ex="http://example.org/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
      <rdf:Description rdf:about="http://example.org/a">
        <ex:mass rdf:datatype="http://www.w3.org/2001/XMLSchema#integer">6</ex:mass>
      </rdf:Description>
    </rdf:RDF>
    """
    graph = ordered(triples)
    split = {predicate: _split(predicate) for properties in graph.values() for predicate in properties}
    declared = _declared({RDF, *(namespace for namespace, _ in split.values())}, prefixes)
    names = {predicate: f"{declared[namespace]}:{local}" for predicate, (namespace, local) in split.items()}
    spaces = " ".join(f'xmlns:{prefix}="{_text(n)}"' for prefix, n in sorted((p, n) for n, p in declared.items()))
    body = _descriptions(graph, names)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF {spaces}>\n{body}</rdf:RDF>\n'


def _descriptions(graph: OrderedGraph, names: dict[str, str]) -> str:
    lines = []
    for subject, properties in graph.items():
        lines.append(f"  <rdf:Description {_reference(subject, 'about')}>\n")
        for predicate, objects in properties.items():
            lines += [_property(names[predicate], object_) for object_ in objects]
        lines.append("  </rdf:Description>\n")
    return "".join(lines)


def _property(name: str, term: Term) -> str:
    kind, value, datatype, language = term
    if kind in (IRI, BLANK):
        return f"    <{name} {_reference(term, 'resource')}/>\n"
    if language:
        name_and_type = f'{name} xml:lang="{language}"'
    elif datatype == _XSD_STRING:
        name_and_type = name
    else:
        name_and_type = f'{name} rdf:datatype="{_text(datatype)}"'
    return f"    <{name_and_type}>{_text(value)}</{name}>\n"


def _reference(term: Term, attribute: str) -> str:
    kind, value, _, _ = term
    return f'rdf:nodeID="{value}"' if kind == BLANK else f'rdf:{attribute}="{_text(value)}"'


def _text(text: str) -> str:
    if found := _NOT_XML.search(text):
        raise OutputError(f"XML has no way to write the character U+{ord(found[0]):04X}", tip=_TIP)
    return text.translate(_XML)


def _split(predicate: str) -> tuple[str, str]:
    """Return namespace and local name of a property, the local name as long as XML allows."""
    tail = _NAME_REVERSED.match(predicate[::-1])
    start = _NAME_START.search(predicate, len(predicate) - (tail.end() if tail else 0))
    namespace = predicate[: start.start()] if start else _XMLNS
    if namespace == _XMLNS or predicate in _RESERVED:
        raise OutputError(f"RDF/XML has no way to write the property <{predicate}>", tip=_TIP)
    return namespace, predicate[len(namespace) :]


def _declared(namespaces: set[str], prefixes: Mapping[str, str]) -> dict[str, str]:
    """Return the prefix of each namespace: the given one where XML allows it, else ns1, ns2, ..."""
    usable = {n: p for p, n in sorted(prefixes.items()) if p != "rdf" and _PREFIX.fullmatch(p)}
    known = {**usable, RDF: "rdf"}
    free = (name for i in count(1) if (name := f"ns{i}") not in prefixes)
    return {namespace: known.get(namespace) or next(free) for namespace in sorted(namespaces)}
