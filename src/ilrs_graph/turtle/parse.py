"""Parsing of RDF by pyoxigraph; syntax errors are reported as `file:line:col`."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import RdfFormat, Triple, parse

from ..errors import SyntaxProblem
from .rdf12 import beyond, may_announce, refused

FORMAT_OF_SUFFIX = {
    ".ttl": RdfFormat.TURTLE,
    ".trig": RdfFormat.TRIG,
    ".nt": RdfFormat.N_TRIPLES,
    ".nq": RdfFormat.N_QUADS,
    ".rdf": RdfFormat.RDF_XML,
    ".owl": RdfFormat.RDF_XML,
    ".xml": RdfFormat.RDF_XML,
    ".jsonld": RdfFormat.JSON_LD,
}
"""File suffix to RDF syntax."""


BYTE_ORDER_MARK = "\ufeff"
"""What some programs write at the start of a UTF-8 file; it is no part of the text."""


def parse_bytes(content: bytes, name: str, syntax: RdfFormat = RdfFormat.TURTLE) -> Iterator[Triple]:
    """Yield the triples of `content`, with literals as written.

    Graph names and a byte order mark are ignored. `name` is the name of the input in errors.

    Raises:
        SyntaxProblem: `content` does not parse, or holds what RDF 1.1 does not have.
    """
    content = content.removeprefix(BYTE_ORDER_MARK.encode())
    try:
        for quad in parse(content, format=syntax):
            found = beyond(quad.triple)
            if found is not None:
                raise refused(content.decode(), name) or SyntaxProblem(name, 1, 1, " ".join(found))
            yield quad.triple
    except SyntaxError as error:
        what = str(error.msg).splitlines()[0]
        raise SyntaxProblem(name, error.lineno or 1, error.offset or 1, what) from None
    text = content.decode()
    announced = refused(text, name) if may_announce(text) else None
    if announced is not None:
        raise announced
