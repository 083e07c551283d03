"""Input that is made to hurt, as strangers may send it, and how a check ends; tests and benchmarks use it."""

from __future__ import annotations

from collections.abc import Callable

from ilrs_graph.namespaces import PREFIXES

HEAD = "".join(f"@prefix {p}: <{iri}> .\n" for p, iri in PREFIXES.items())
DEEP = 5000


def xml(body: str, doctype: str = "") -> str:
    names = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:a="http://a/"'
    return f'<?xml version="1.0"?>\n{doctype}<rdf:RDF {names}>\n{body}\n</rdf:RDF>'


def bomb() -> str:
    entities = "".join(f'<!ENTITY e{n} "' + f"&e{n - 1};" * 10 + '">' for n in range(1, 10))
    doctype = f'<!DOCTYPE rdf:RDF [<!ENTITY e0 "lunar">{entities}]>\n'
    return xml("<rdf:Description><a:p>&e9;</a:p></rdf:Description>", doctype)


def typed(value: str, datatype: str) -> str:
    return HEAD + f'claim:new a ilrs:QuantityClaim ; ilrs:valueLiteral "{value}"^^xsd:{datatype} .'


HOSTILE: dict[str, tuple[str, Callable[[int], str | bytes], int, str]] = {
    "entity bomb": ("rdf", lambda _: bomb(), 3, "contains other entities"),
    "external entity": (
        "rdf",
        lambda port: xml(
            "<rdf:Description><a:p>&x;</a:p></rdf:Description>",
            f'<!DOCTYPE rdf:RDF [<!ENTITY x SYSTEM "http://127.0.0.1:{port}/x">]>\n',
        ),
        3,
        "refers to another file",
    ),
    "entity of a file": (
        "rdf",
        lambda _: xml("<a:p>&x;</a:p>", '<!DOCTYPE rdf:RDF [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n'),
        3,
        "refers to another file",
    ),
    "external DTD": ("rdf", lambda port: xml("", f'<!DOCTYPE r SYSTEM "http://127.0.0.1:{port}/d">\n'), 3, "DOCTYPE"),
    "remote context": (
        "jsonld",
        lambda port: f'{{"@context": "http://127.0.0.1:{port}/c", "@id": "http://a/x"}}',
        3,
        "nothing is fetched",
    ),
    "context of a file": ("jsonld", lambda _: '{"@context": "file:///etc/passwd"}', 3, "nothing is fetched"),
    "imports": (
        "ttl",
        lambda port: HEAD + f"<http://a/o> owl:imports <http://127.0.0.1:{port}/o> , <file:///etc/passwd> .",
        1,
        "owl:imports is not followed",
    ),
    "deep brackets": ("ttl", lambda _: HEAD + "item:x rdfs:label " + "[ rdfs:label " * DEEP, 3, "deeper than"),
    "deep collections": ("ttl", lambda _: HEAD + "item:x rdfs:label " + "( " * DEEP, 3, "deeper than"),
    "deep arrays": ("jsonld", lambda _: '{"http://a/p": ' + "[" * DEEP + "]" * DEEP + "}", 3, "deeper than"),
    "deep elements": (
        "rdf",
        lambda _: xml("<rdf:Description>" + "<a:p><rdf:Description>" * DEEP),
        3,
        "deeper than",
    ),
    "50 MB literal": ("ttl", lambda _: f'<http://a/x> <http://a/p> "{"a" * 50_000_000}" .', 3, "larger than 10 MB"),
    "10 MB line": ("ttl", lambda _: f'<http://a/x> <http://a/p> "{"a" * 9_900_000}" .', 3, "longer than"),
    "10 MB line of numbers": ("nt", lambda _: "<http://a/x> <http://a/p> " + "1 , " * 2_400_000, 3, "longer than"),
    "long literal": ("ttl", lambda _: '<http://a/x> <http://a/p> """' + "a\n" * 1_000_000 + '""" .', 3, "longer than"),
    "huge decimal": ("ttl", lambda _: typed("1E999999999", "decimal"), 1, "is not a valid xsd:decimal"),
    "huge double": ("ttl", lambda _: typed("1E999999999", "double"), 1, "has too many digits"),
    "many digits": ("ttl", lambda _: typed("9" * 90_000, "integer"), 1, "has too many digits"),
    "invalid UTF-8": ("ttl", lambda _: b"<http://a/x> <http://a/p> '\xc3\x28' .", 3, "not UTF-8"),
    "NUL": ("ttl", lambda _: b"<http://a/x> <http://a/p> '\0' .", 3, "NUL"),
    "UTF-16": ("ttl", lambda _: "<http://a/x> <http://a/p> 1 .".encode("utf-16"), 3, "UTF-16"),
    "many errors": ("ttl", lambda _: "<http://a/x> ? 1 .\n" * 50_000, 3, "[syntax]"),
    "many blank nodes": ("ttl", lambda _: HEAD + "[] rdfs:label 'x' .\n" * 100, 1, "[blank-node]"),
}
"""Suffix of the file, content for a port that must stay silent, exit code, words of the message."""

SHAPE = HEAD + "ilrs-sh:Hostile a sh:NodeShape ; sh:targetClass ilrs:Agent ; sh:severity sh:Violation ; {} .\n"
"""A shape with a body still to come."""

SHAPES = {
    "catastrophic pattern": ("sh:property [ sh:path rdfs:label ; sh:pattern '^(a+)+$' ]", "exponential time"),
    "SERVICE": (
        "sh:sparql [ sh:select 'SELECT $this {{ SERVICE <http://127.0.0.1:PORT/> {{ $this ?p ?o }} }}' ]",
        "SERVICE is not allowed",
    ),
    "misspelt term": ("sh:property [ sh:path rdfs:label ; sh:minCout 1 ]", "Did you mean sh:minCount"),
    "misspelt target": ("sh:targetClass ilrs:Misson", "Did you mean ilrs:Mission"),
    "misspelt path": ("sh:property [ sh:path ilrs:contributer ]", "Did you mean ilrs:contributor"),
}
"""Body of a shape for a port that must stay silent, words of the message."""


def shape(body: str, port: int) -> str:
    return SHAPE.replace("{}", body).replace("{{", "{").replace("}}", "}").replace("PORT", str(port))


def content(name: str, port: int) -> bytes:
    text = HOSTILE[name][1](port)
    return text if isinstance(text, bytes) else text.encode()
