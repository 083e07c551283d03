"""Queries written so that the engine does what SPARQL 1.1 says, where it does something else.

Three faults of Oxigraph have a form that avoids them: GROUP_CONCAT of what is no string gives nothing, REGEX and
REPLACE take patterns of Rust for patterns of XPath, and `GRAPH ?g` around VALUES leaves `?g` unbound. The text changes
on the way to the engine only: it is shown, kept and sent to a server as it was written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from .calls import calls
from .graph_scope import graph_edits
from .regex_calls import Edit, regex_edits

_AFFECTED = re.compile(r"GROUP_CONCAT|REGEX|REPLACE|GRAPH", re.IGNORECASE)
_IRI = re.compile(r"<[\w:/.#%~+@=-]*>")
"""An IRI of the usual characters: no call and no variable is within it, whatever surrounds it."""
_CHANGING = frozenset({"RAND", "UUID", "STRUUID", "BNODE"})
"""Functions whose value is another one each time."""


@lru_cache(maxsize=256)
def as_meant(query: str) -> str:
    """Return a query that means to the engine what `query` means in SPARQL 1.1, with the same lines.

    >>> as_meant("SELECT (GROUP_CONCAT(DISTINCT ?x) AS ?all) { ?x a ?y }")
    "SELECT (GROUP_CONCAT(DISTINCT COALESCE(IF(LANG(?x) != '', ?x, STR(?x)), STR(?x))) AS ?all) { ?x a ?y }"

    Raises:
        QueryError: a pattern of REGEX or REPLACE is not one of XPath, or the engine has no equal one.
    """
    if _AFFECTED.search(_IRI.sub("", query)) is None:  # an IRI may have the word graph in it: the base has
        return query
    edits = sorted({*_joined_texts(query), *regex_edits(query), *graph_edits(query)}, reverse=True)
    for start, end, text in edits:
        query = query[:start] + text + query[end:]
    return query


def _joined_texts(query: str) -> Iterator[Edit]:
    """Yield what makes GROUP_CONCAT join the texts of IRIs, numbers and dates, as `STR` gives them.

    Strings stay as they are: of those with one language tag the engine keeps the tag.
    """
    for call in calls(query, "GROUP_CONCAT"):
        value = call.arguments[0]
        if value and value[0].text.upper() == "DISTINCT":
            value = value[1:]
        if not value or any(token.text.upper() in _CHANGING for token in value):
            continue
        start, end = value[0].start, value[-1].end
        if any(token.kind == "word" and _AFFECTED.search(token.text) for token in value):
            before, after = "STR(", ")"  # what changes within it must stand there once
            yield start, start, before
            yield end, end, after
        else:
            text = query[start:end]
            yield start, end, f"COALESCE(IF(LANG({text}) != '', {text}, STR({text})), STR({text}))"
