"""What RDF 1.2 adds to RDF 1.1: triple terms, base directions and version announcements, none of which is supported.

The parser reads them, stores and validators do not or only in part, and RDF/XML and N-Triples of 1.1 have no form for
them. So every door refuses them by name, with their place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from pyoxigraph import Literal, Triple

from ..errors import SyntaxProblem
from .place import LineIndex
from .tokens import tokens


class Beyond(NamedTuple):
    """A construct of RDF 1.2: what is not supported, and what to write instead."""

    what: str
    remedy: str


TRIPLE_TERM = Beyond("A triple about a triple (RDF 1.2) is not supported.", "Use a node instead: a claim.")
BASE_DIRECTION = Beyond("A base direction (RDF 1.2) is not supported.", "Remove it from the language tag.")
VERSION = Beyond("A version announcement (RDF 1.2) is not supported.", "Remove it: the file is read as RDF 1.1.")

_ANNOUNCED = re.compile(r"""version\s*["']""", re.IGNORECASE)
_REIFIED = re.compile(r"\{\||(?<!\\)~")


def beyond(triple: Triple) -> Beyond | None:
    """Return what makes a triple one of RDF 1.2, None for a triple of RDF 1.1.

    >>> from pyoxigraph import BaseDirection, NamedNode
    >>> label = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
    >>> beyond(Triple(label, label, Literal("x", language="ar", direction=BaseDirection.RTL))) is BASE_DIRECTION
    True
    """
    value = triple.object
    if isinstance(value, Triple):
        return TRIPLE_TERM
    return BASE_DIRECTION if isinstance(value, Literal) and value.direction is not None else None


def constructs(text: str) -> Iterator[tuple[int, Beyond]]:
    r"""Yield the offset of each construct of RDF 1.2 in a text of the Turtle family that parses.

    A base direction is reported where its literal begins.

    >>> [(offset, found.what) for offset, found in constructs('<urn:a> <urn:p> "~" , "x"@en--ltr .')]
    [(22, 'A base direction (RDF 1.2) is not supported.')]
    >>> list(constructs('<urn:a> <urn:p> <http://a/~b> .'))
    []
    """
    offset = before = 0
    for token in tokens(text):
        if token.kind is None:
            found = _construct(token.text)
            if found is not None:
                yield before if found is BASE_DIRECTION else offset + _lead(token.text), found
            before = offset
        offset += len(token.text)


def _construct(token: str) -> Beyond | None:
    if token.startswith("<<"):
        return TRIPLE_TERM
    if token.startswith(("<", '"', "'")):
        return None
    if token.startswith("@"):
        return BASE_DIRECTION if "--" in token else VERSION if token == "@version" else None
    if token.upper() == "VERSION":
        return VERSION
    return TRIPLE_TERM if _REIFIED.search(token) else None


def _lead(token: str) -> int:
    """Return how many characters of a token stand before the mark of an annotation or reifier, which has no space."""
    found = None if token.startswith("<") else _REIFIED.search(token)
    return found.start() if found else 0


def construct_at(text: str, offset: int) -> Beyond | None:
    """Return the construct of RDF 1.2 that begins at an offset of a text of the Turtle family, where a parser fails.

    >>> construct_at("<< <urn:a> <urn:p> <urn:b> >> <urn:q> <urn:c> .", 0) is TRIPLE_TERM
    True
    """
    token = next(tokens(text[offset:]), None)
    return None if token is None or token.kind is not None else _construct(token.text)


def may_announce(text: str) -> bool:
    """Return whether a text of the Turtle family may announce its version, which gives no triple; `refused` knows.

    >>> may_announce('VERSION "1.2"'), may_announce("<urn:a> <urn:version> 1 .")
    (True, False)
    """
    return _ANNOUNCED.search(text) is not None


def refused(text: str, name: str) -> SyntaxProblem | None:
    """Return the error for a text of the Turtle family that holds a construct of RDF 1.2; `name` names it.

    >>> print(refused('<urn:a> <urn:p>\\n  "x"@en--ltr .', "new.ttl"))
    new.ttl:2:3: A base direction (RDF 1.2) is not supported. Remove it from the language tag.
    """
    for offset, found in constructs(text):
        _, line, column = LineIndex(text).place(offset)
        return SyntaxProblem(name, line, column, " ".join(found))
    return None
