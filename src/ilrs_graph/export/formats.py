"""The formats that the graph is exported in, by name, by file suffix and by media type."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

from pyoxigraph import Quad, Triple

from ..errors import UnknownName, UsageError
from ..namespaces import PREFIXES
from ..turtle.writer import write_turtle
from .jsonld import write_jsonld
from .ntriples import write_ntriples
from .rdfxml import write_rdfxml

_Writer: TypeAlias = Callable[[Iterable[Triple | Quad], Mapping[str, str]], str]


class Format(NamedTuple):
    """A format of RDF: the file suffix with its dot, and the media type as registered with IANA.

    >>> FORMATS["ttl"].media_type
    'text/turtle'
    """

    suffix: str
    media_type: str


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "ttl": Format(".ttl", "text/turtle"),
        "nt": Format(".nt", "application/n-triples"),
        "nq": Format(".nq", "application/n-quads"),
        "trig": Format(".trig", "application/trig"),
        "rdfxml": Format(".rdf", "application/rdf+xml"),
        "jsonld": Format(".jsonld", "application/ld+json"),
    }
)
"""The name of each format, as options spell it, to its suffix and media type."""


def _lines(triples: Iterable[Triple | Quad], _: Mapping[str, str]) -> str:
    return write_ntriples(triples)


# A graph without a name is spelt the same in N-Quads as in N-Triples, and in TriG as in Turtle.
_WRITERS: Mapping[str, _Writer] = {
    "ttl": write_turtle,
    "nt": _lines,
    "nq": _lines,
    "trig": write_turtle,
    "rdfxml": write_rdfxml,
    "jsonld": write_jsonld,
}


def serialise(
    triples: Iterable[Triple | Quad],
    format: str = "ttl",  # noqa: A002 - what rdflib, pyoxigraph and our own option call it
    prefixes: Mapping[str, str] = PREFIXES,
) -> bytes:
    """Return `triples` in one of `FORMATS`, as UTF-8 that depends on nothing but the triples and prefixes.

    Graph names of quads are left out: every format carries one graph, the merge. Terms keep their lexical
    forms. nt and nq need no `prefixes`.

    Raises UnknownName for a format that is not in `FORMATS`, and OutputError for what a format cannot hold:
    RDF 1.2 triple terms and base directions in all of them, control characters in rdfxml.

    >>> from pyoxigraph import NamedNode
    >>> a = NamedNode("http://example.org/a")
    >>> serialise([Triple(a, a, a)], "nt")
    b'<http://example.org/a> <http://example.org/a> <http://example.org/a> .\\n'
    """
    if format not in _WRITERS:
        raise UnknownName("format", format, FORMATS, tip=f"the formats are {', '.join(FORMATS)}")
    return _WRITERS[format](triples, prefixes).encode()


def format_of_path(path: Path) -> str:
    """Return the name of the format that the suffix of `path` stands for, in upper or lower case.

    Raises UsageError for any other suffix.

    >>> format_of_path(Path("moon.TTL"))
    'ttl'
    """
    by_suffix = {known.suffix: name for name, known in FORMATS.items()}
    if name := by_suffix.get(path.suffix.lower()):
        return name
    raise UsageError(
        f"the name {path.name!r} does not say which format it wants",
        tip=f"name the format, or end the file name in one of {', '.join(by_suffix)}",
    )
