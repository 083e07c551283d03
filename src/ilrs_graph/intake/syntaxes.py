"""The RDF syntax of a file: named by the user, known from the suffix, or guessed from the content."""

from __future__ import annotations

import re
from pathlib import PurePath

from pyoxigraph import RdfFormat

from ..errors import InputError, UsageError, near_names
from ..files.parsing import no_syntax
from ..turtle.parse import FORMAT_OF_SUFFIX

SYNTAXES = {
    "turtle": RdfFormat.TURTLE,
    "trig": RdfFormat.TRIG,
    "ntriples": RdfFormat.N_TRIPLES,
    "nquads": RdfFormat.N_QUADS,
    "jsonld": RdfFormat.JSON_LD,
    "rdfxml": RdfFormat.RDF_XML,
}
"""The supported syntaxes by name; the usual file suffixes are accepted as names too."""

TEMPLATE_SUFFIXES = (".csv", ".tsv")
"""File suffixes of templates."""
_HEADER = re.compile(rb"(?:\xef\xbb\xbf)?(?:\"?sep=|\"?[A-Za-z_]+\"?[,;\t]\"?[A-Za-z_\",;\t]+\s*(?:[\r\n]|$))")

_BY_NAME = {**SYNTAXES, **{suffix[1:]: syntax for suffix, syntax in FORMAT_OF_SUFFIX.items()}}
_JSON = re.compile(rb'\s*(?:\{\s*(?:"|\}\s*$)|\[\s*(?:[\[{]\s*["\]}]|\]\s*$))')
_XML = re.compile(rb"\s*<(?:\?xml|!DOCTYPE|!--|[\w.-]+:RDF[\s>])")


def syntax_named(name: str) -> RdfFormat:
    """Return the syntax called `name`, such as `turtle` or `ttl`.

    Raises:
        UsageError: there is no such syntax.

    >>> syntax_named("ttl").media_type
    'text/turtle'
    """
    found = _BY_NAME.get(name.lower().removeprefix("."))
    if found is None:
        near = near_names(name, _BY_NAME) or list(SYNTAXES)
        tip = "did you mean " + " or ".join(near) + "?"
        raise UsageError(f"{{syntax}}: {name!r} is not a known syntax", tip=tip, about="syntax")
    return found


def syntax_of(name: str) -> RdfFormat:
    """Return the syntax for the suffix of a file name.

    Raises:
        InputError: the suffix is missing or unknown.

    >>> syntax_of("draft.jsonld").media_type
    'application/ld+json'
    """
    suffix = PurePath(name).suffix.lower()
    found = FORMAT_OF_SUFFIX.get(suffix)
    if found is None:
        raise InputError(
            no_syntax(name),
            tip="known suffixes: " + " ".join((*FORMAT_OF_SUFFIX, *TEMPLATE_SUFFIXES)) + "; or use {syntax}",
            about="syntax",
        )
    return found


def is_template(name: str, content: bytes) -> bool:
    """Return whether a file is a template: by its suffix or, if it has none, by its first line.

    >>> is_template("new.csv", b""), is_template("-", b"member;programme;sources\\r\\n")
    (True, True)
    >>> is_template("-", b"<a> <b> <c> .")
    False
    """
    suffix = PurePath(name).suffix.lower()
    return suffix in TEMPLATE_SUFFIXES or (not suffix and _HEADER.match(content) is not None)


def sniffed(content: bytes) -> RdfFormat:
    """Return the probable syntax of content without a file name; Turtle and N-Triples are read as TriG.

    TriG is a superset of both, but has no fourth term, by which N-Quads is recognised.

    >>> sniffed(b'{"@id": "http://a/x"}').media_type, sniffed(b"<http://a> <http://b> 1 .").media_type
    ('application/ld+json', 'application/trig')
    """
    start = content[:4096].removeprefix(b"\xef\xbb\xbf")
    if _XML.match(start):
        return RdfFormat.RDF_XML
    if _JSON.match(start):
        return RdfFormat.JSON_LD
    return RdfFormat.N_QUADS if _QUADS.match(start) else RdfFormat.TRIG


def other_syntax(content: bytes, syntax: RdfFormat) -> tuple[str, str] | None:
    """Return name and title of the syntax that content without triples of `syntax` looks like; None if the same.

    >>> other_syntax(b"@prefix a: <http://a/> .", RdfFormat.RDF_XML)
    ('turtle', 'Turtle')
    """
    found = sniffed(content)
    text_like = (RdfFormat.JSON_LD, RdfFormat.RDF_XML)
    if found == syntax or (found not in text_like and syntax not in text_like):
        return None
    if found == RdfFormat.TRIG and not _TURTLE.match(content):
        return None
    found = RdfFormat.TURTLE if found == RdfFormat.TRIG else found
    return next(name for name, known in SYNTAXES.items() if known == found), found.name


_TURTLE = re.compile(rb"(?:\s|#[^\n]*\n)*+(?:@prefix|@base|PREFIX|BASE|<[a-z][\w+.-]*:[^<>\s]*>)\s", re.IGNORECASE)
_QUADS = re.compile(
    rb"(?:\s|#[^\n]*\n)*+(?:<[^<>\s]*>|_:\S+)[ \t]+<[^<>\s]*>[ \t]+"
    rb'(?:<[^<>\s]*>|_:\S+|"(?:[^"\\\n]|\\.)*+"(?:@[\w-]+|\^\^<[^<>\s]*>)?)[ \t]+(?:<[^<>\s]*>|_:\S+)[ \t]*\.'
)
