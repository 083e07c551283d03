"""What SPARQL 1.2 adds for RDF 1.2: triple terms, base directions, versions. The graph is RDF 1.1: they are refused.

An engine that knows them finds nothing by such a pattern, and a result with one could not be written.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from .tokens import Token, tokens

_POSSIBLE = re.compile(r"<<|>>|\{\||~|--|triple|subject|predicate|object|langdir|version", re.IGNORECASE)
_TRIPLE_FUNCTIONS = ("TRIPLE", "SUBJECT", "PREDICATE", "OBJECT")
_TERMS, _DIRECTION = "triple terms (RDF 1.2) are not supported", "base directions (RDF 1.2) are not supported"
_VERSION = "a VERSION declaration (SPARQL 1.2) is not supported"
_CLAIMS = "ask for the nodes that make statements: claims"
_TAG = "remove it: texts have a language tag only"


class Refusal(NamedTuple):
    """What is refused, at which offset of a query, and what to do."""

    start: int
    what: str
    tip: str


def rdf12(query: str) -> Refusal | None:
    """Return the first part of a query that only SPARQL 1.2 has for RDF 1.2, None if there is none.

    >>> rdf12("SELECT ?x { << ?x ?y ?z >> ?p ?o }").start
    12
    >>> rdf12('ASK { ?x <urn:object> "TRIPLE << {| --ltr" }') is None
    True
    """
    if _POSSIBLE.search(query) is None:
        return None
    before = Token("end", "", 0, 0)
    for token in tokens(query):
        found = _refusal(query, token, before)
        if found is not None:
            return found
        before = token
    return None


def _refusal(query: str, token: Token, before: Token) -> Refusal | None:
    kind, text, start, end = token
    if kind == "tag" and re.match(r"--[A-Za-z]", query[end : end + 3]):
        return Refusal(start, _DIRECTION, _TAG)
    if kind == "word":
        # the engine reads keywords without a space: "FILTERisTRIPLE(?x)"
        word = text.upper()
        if word.endswith(_TRIPLE_FUNCTIONS):
            return Refusal(start, f"{text}: {_TERMS}", _CLAIMS)
        if word.endswith("LANGDIR"):
            return Refusal(start, f"{text}: {_DIRECTION}", _TAG)
        if word == "VERSION":
            return Refusal(start, _VERSION, "remove it")
    if kind == "mark" and (text in ("<<", "~") or (text == "|" and before.text == "{")):
        first = before if text == "|" else token
        return Refusal(first.start, f"{'{|' if text == '|' else text}: {_TERMS}", _CLAIMS)
    return None
