"""Line and column of every triple."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, cast

from pyoxigraph import RdfFormat, Triple, parse

from ..export.turtle_tokens import tokens
from .frames import Frames
from .lines import LineFeed, quad_lines
from .place import LineIndex, Place, TriplePlace
from .search import Words

TURTLE_FAMILY = (RdfFormat.TURTLE, RdfFormat.TRIG, RdfFormat.N_TRIPLES, RdfFormat.N_QUADS)
"""The syntaxes in which every triple has an exact column."""


class TokenFeed:
    """Gives a text to a parser token by token, and knows which token it gave last."""

    def __init__(self, text: str) -> None:
        self.frames = Frames()
        self._tokens = tokens(text)
        self._offset = 0

    def read(self, _size: int = -1) -> bytes:
        """Return the next token; this is what the parser calls."""
        token = next(self._tokens, None)
        if token is None:
            return b""
        if token.kind is None:
            self.frames.read(token.text, self._offset)
        self._offset += len(token.text)
        return token.text.encode()


def places(content: bytes, syntax: RdfFormat) -> Iterator[tuple[Triple, TriplePlace]]:
    """Yield every triple of a file that parses, in the order of the parser, with its place.

    Turtle, TriG, N-Triples and N-Quads: line and column of subject, predicate and value. RDF/XML: the line at
    which the parser has the triple. JSON-LD: the lines where subject, predicate and value first stand.

    Raises:
        SyntaxError: it does not parse.
        UnicodeDecodeError: it is not UTF-8.

    >>> from pyoxigraph import RdfFormat
    >>> ((_, where),) = places(b"<http://a/x> <http://a/p>\\n  <http://a/y> .", RdfFormat.TURTLE)
    >>> where
    TriplePlace(subject=Place(line=1, column=1), predicate=Place(line=1, column=14), value=Place(line=2, column=3))
    """
    if syntax in TURTLE_FAMILY:
        return _exact(content.decode(), syntax)
    return _by_line(content, syntax) if syntax == RdfFormat.RDF_XML else _by_word(content, syntax)


def _exact(text: str, syntax: RdfFormat) -> Iterator[tuple[Triple, TriplePlace]]:
    feed, index = TokenFeed(text), LineIndex(text)
    for quad in parse(cast(IO[bytes], feed), format=syntax):
        frame = feed.frames.of(quad.triple)
        predicate = max(frame.subject, frame.predicate)  # the links of a collection have no words of their own
        offsets = (frame.subject, predicate, frame.value if frame.value >= 0 else predicate)
        yield quad.triple, TriplePlace(*map(index.place, offsets))


def _by_line(content: bytes, syntax: RdfFormat) -> Iterator[tuple[Triple, TriplePlace]]:
    for triple, line in quad_lines(LineFeed(content), syntax):
        here = Place(line)
        yield triple, TriplePlace(here, here, here)


def _by_word(content: bytes, syntax: RdfFormat) -> Iterator[tuple[Triple, TriplePlace]]:
    words = Words(content.decode())
    for quad in parse(content, format=syntax):
        yield quad.triple, words.of(quad.triple)
