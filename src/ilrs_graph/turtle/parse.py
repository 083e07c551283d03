"""Parsing of RDF by pyoxigraph; syntax errors are reported as `file:line:col`."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import RdfFormat, Triple, parse

from ..errors import SyntaxProblem
from .place import LineIndex
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


def text_of(content: bytes, name: str) -> str:
    """Return the text of a file without a byte order mark; `name` is its name in errors.

    Raises:
        SyntaxProblem: it is not UTF-8, or holds a NUL character.

    >>> text_of("\ufeffa".encode(), "a.ttl")
    'a'
    """
    try:
        text = content.decode().removeprefix(BYTE_ORDER_MARK)
    except UnicodeDecodeError as error:
        before = content[: error.start].decode().removeprefix(BYTE_ORDER_MARK)
        raise _unreadable(before, name, f"byte 0x{content[error.start]:02x} is not UTF-8") from None
    refuse_nul(text, name)
    return text


def refuse_nul(text: str, name: str) -> None:
    """Raise an error for a text with a NUL character, which editors and version control take for binary.

    Raises:
        SyntaxProblem: it has one.
    """
    nul = text.find("\0")
    if nul >= 0:
        raise _unreadable(text[:nul], name, "a NUL character")


def _unreadable(before: str, name: str, what: str) -> SyntaxProblem:
    return SyntaxProblem(*LineIndex(before, name).place(len(before)), what)


def parse_bytes(content: bytes, name: str, syntax: RdfFormat = RdfFormat.TURTLE) -> Iterator[Triple]:
    """Yield the triples of `content`, with literals as written.

    Graph names and a byte order mark are ignored. `name` is the name of the input in errors.

    Raises:
        SyntaxProblem: `content` does not parse, is not UTF-8, or holds NUL or what RDF 1.1 does not have.
    """
    text = text_of(content, name)
    try:
        for quad in parse(text.encode(), format=syntax):
            found = beyond(quad.triple)
            if found is not None:
                raise refused(text, name) or SyntaxProblem(name, 1, 1, " ".join(found))
            yield quad.triple
    except SyntaxError as error:
        what = str(error.msg).splitlines()[0]
        raise SyntaxProblem(name, error.lineno or 1, error.offset or 1, what) from None
    announced = refused(text, name) if may_announce(text) else None
    if announced is not None:
        raise announced
