"""The language tags of a candidate as its file writes them; its triples have them in lower case."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pyoxigraph import Literal, RdfFormat, Triple, parse

from ..turtle.language_tags import marked_tags
from ..turtle.places import TURTLE_FAMILY

_CAPITAL = re.compile("[A-Z]")
_XML_LANG = re.compile(r"""\bxml:lang\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_JSON_TAG = re.compile(r'"@language"\s*:\s*"([^"\\]*)"|"([^"\\]*)"\s*:')
"""The value of @language, or a key, which may be one of a language map."""


def written_tags(content: bytes, syntax: RdfFormat, triples: Sequence[Triple]) -> Iterator[tuple[int, str]]:
    """Yield the number of each triple whose language tag is written with capitals, and the tag.

    `triples` are those of `content`, which parses, in the order of the parser. In JSON-LD and RDF/XML a tag that the
    file writes in several ways has the first of them.

    >>> text = b"<urn:a> <urn:p> 'x'@en , 'y'@en-GB ."
    >>> list(written_tags(text, RdfFormat.TURTLE, [quad.triple for quad in parse(text, format=RdfFormat.TURTLE)]))
    [(1, 'en-GB')]
    """
    if not any(isinstance(t.object, Literal) and t.object.language for t in triples):
        return
    text = content.decode()
    if syntax in TURTLE_FAMILY:
        yield from _exact(text, syntax)
        return
    spellings: dict[str, str] = {}
    for word in _words(text, syntax):
        spellings.setdefault(word.lower(), word)
    for number, t in enumerate(triples):
        tag = spellings.get(t.object.language or "", "") if isinstance(t.object, Literal) else ""
        if _CAPITAL.search(tag):
            yield number, tag


def _exact(text: str, syntax: RdfFormat) -> Iterator[tuple[int, str]]:
    marked = marked_tags(text)
    if not marked.mark:
        return
    for number, quad in enumerate(parse(marked.text.encode(), format=syntax)):
        tag = marked.tag_in(quad.object.datatype.value) if isinstance(quad.object, Literal) else ""
        if tag:
            yield number, tag


def _words(text: str, syntax: RdfFormat) -> Iterator[str]:
    """Yield all that may be a language tag, in the order of the text."""
    pattern = _XML_LANG if syntax == RdfFormat.RDF_XML else _JSON_TAG
    yield from (found[1] or found[2] or "" for found in pattern.finditer(text))
