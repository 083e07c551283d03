"""Where a file of any syntax holds what RDF 1.2 adds to RDF 1.1, also where the parser drops it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from xml.parsers import expat

from pyoxigraph import RdfFormat

from ..namespaces import RDF
from ..turtle.places import TURTLE_FAMILY
from ..turtle.rdf12 import BASE_DIRECTION, TRIPLE_TERM, VERSION, Beyond, constructs, may_announce

_ITS = "http://www.w3.org/2005/11/its"
_ATTRIBUTES = {
    f"{RDF}version": VERSION,
    f"{RDF}annotation": TRIPLE_TERM,
    f"{RDF}annotationNodeID": TRIPLE_TERM,
    f"{_ITS} dir": BASE_DIRECTION,
}
_PARSE_TYPE = f"{RDF}parseType"


def beyond_rdf_1_1(text: str, syntax: RdfFormat, *, certain: bool) -> Iterator[tuple[int, Beyond]]:
    """Yield the offset of each construct of RDF 1.2 in a text that parses; `certain` if a triple has one.

    Of RDF/XML it is the offset of the start tag: the parser drops triple terms and directions of a text that does
    not announce RDF 1.2. Of JSON-LD nothing is found: all that it has becomes a triple or is reported as lost.

    >>> list(beyond_rdf_1_1('VERSION "1.2"', RdfFormat.TURTLE, certain=False))[0][0]
    0
    """
    if syntax == RdfFormat.RDF_XML:
        yield from _in_xml(text)
    elif syntax in TURTLE_FAMILY and (certain or may_announce(text)):
        yield from constructs(text)


def _in_xml(text: str) -> Iterator[tuple[int, Beyond]]:
    content = text.encode()
    found: list[tuple[int, Beyond]] = []
    reader = expat.ParserCreate("utf-8", namespace_separator=" ")

    def start(_: str, attributes: dict[str, str]) -> None:
        for name, value in attributes.items():
            beyond = _ATTRIBUTES.get(_joined(name))
            if _joined(name) == _PARSE_TYPE and value == "Triple":
                beyond = TRIPLE_TERM
            if beyond is not None:
                found.append((reader.CurrentByteIndex, beyond))

    reader.StartElementHandler = start
    with suppress(expat.ExpatError):  # what is wrong with it is for the parser of RDF to say
        reader.Parse(content, True)
    for index, beyond in dict.fromkeys(found):
        yield len(content[:index].decode()), beyond


def _joined(name: str) -> str:
    """Return the IRI of a name of RDF, others as namespace and name."""
    space, _, local = name.rpartition(" ")
    return space + local if space == RDF else name
