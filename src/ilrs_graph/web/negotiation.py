"""The format of an answer: by the parameter `format`, else by the header Accept (RFC 9110, section 12.5.1)."""

from __future__ import annotations

from typing import NamedTuple

from ..errors import near_names
from ..render.registry import Format, accepted, format_named
from .problems import Problem

_JSON, _XML = format_named("srj", "table"), format_named("srx", "table")
SOLUTIONS = (
    _JSON, _XML, format_named("sparql-csv", "table"), format_named("tsv", "table"),
    _JSON._replace(name="json", media_type="application/json"), _XML._replace(name="xml", media_type="application/xml"),
)  # fmt: skip
"""The formats of the answer to SELECT and ASK, the default first."""
TRIPLES = tuple(format_named(name, "triples") for name in ("ttl", "nt", "rdfxml", "jsonld"))
"""The formats of the answer to CONSTRUCT and DESCRIBE, the default first."""
_OTHER_NAMES = {"csv": "sparql-csv", "turtle": "ttl", "ntriples": "nt", "rdf": "rdfxml", "json-ld": "jsonld"}


class Forms(NamedTuple):
    """The formats of an answer: one for solutions, one for triples, since only the worker knows which it will be."""

    solutions: Format
    triples: Format


def forms(accept: str, name: str | None = None) -> Forms:
    """Return the formats that a client wants; the default for the kind of which it wants none.

    Raises:
        Problem: no format has this name, or the client accepts none.

    >>> [form.name for form in forms("text/turtle, text/csv;q=0.5")]
    ['sparql-csv', 'ttl']
    """
    if name is not None:
        return _named(name)
    solutions, triples = accepted(accept, SOLUTIONS), accepted(accept, TRIPLES)
    if solutions is None and triples is None:
        known = ", ".join(each.media_type for each in (*SOLUTIONS, *TRIPLES))
        raise Problem(406, f"no result has a format of Accept: {accept[:200]}", tip=f"accept one of {known}")
    return Forms(solutions or SOLUTIONS[0], triples or TRIPLES[0])


def _named(name: str) -> Forms:
    """Return the formats for a name or media type."""
    plain = _OTHER_NAMES.get(name.lower(), name.lower())
    for form in SOLUTIONS:
        if plain in (form.name, form.media_type):
            return Forms(form, TRIPLES[0])
    for form in TRIPLES:
        if plain in (form.name, form.media_type):
            return Forms(SOLUTIONS[0], form)
    known = [form.name for form in (*SOLUTIONS, *TRIPLES)]
    near = near_names(plain, known)
    tip = f"did you mean {' or '.join(near)}?" if near else f"the formats are {', '.join(known)}"
    raise Problem(400, f"format: no format is called {name[:100]!r}", tip=tip)
