"""What a server answers to a query, as results of this package.

Servers write numbers in their own ways (`22`, `22.0`); here all have the form that the local store gives them. Members
that SPARQL 1.1 Query Results JSON does not know are skipped, as it allows.
"""

from __future__ import annotations

import json
from typing import Any

from pyoxigraph import Literal, QueryBoolean, QueryResultsFormat, RdfFormat, Triple, parse, parse_query_results

from ..engine import Result, Table, table
from ..terms import Term
from ..views.lexical_forms import stored

RESULTS_TYPES = ("application/sparql-results+json", "application/json")
_TERM = ("type", "value", "xml:lang", "its:dir", "datatype")
_OLD_TYPES = {"typed-literal": "literal"}


def read_result(content: bytes, media_type: str) -> Result:
    """Return the result that an answer holds.

    Raises:
        SyntaxError, ValueError: it cannot be read.

    >>> read_result(b'{"head": {}, "boolean": true, "metadata": {"httpRequests": 0}}', "application/json")
    True
    """
    if media_type in RESULTS_TYPES:
        return _read_json(content)
    syntax = RdfFormat.from_media_type(media_type) or RdfFormat.N_TRIPLES
    return [Triple(q.subject, q.predicate, _in_store_form(q.object)) for q in parse(content, format=syntax)]


def _read_json(content: bytes) -> bool | Table:
    try:
        return _parse(content)
    except (SyntaxError, ValueError):
        try:
            plain = _without_extensions(json.loads(content))
        except RecursionError:
            raise ValueError("it is nested too deeply") from None
        return _parse(json.dumps(plain).encode())


def _parse(content: bytes) -> bool | Table:
    found = parse_query_results(content, format=QueryResultsFormat.JSON)
    if isinstance(found, QueryBoolean):
        return bool(found)
    read = table(found)
    return Table(read.variables, [tuple(map(_cell, row)) for row in read.rows])


def _cell(term: Term | None) -> Term | None:
    return None if term is None else _in_store_form(term)


def _in_store_form(term: Any) -> Any:
    return stored(term) if isinstance(term, Literal) else term


def _without_extensions(found: Any) -> dict[str, Any]:
    """Return the members of results that the standard knows.

    Raises:
        ValueError: it holds no results.
    """
    if not isinstance(found, dict):
        raise ValueError("it is not a JSON object")
    if isinstance(found.get("boolean"), bool):
        return {"head": {}, "boolean": found["boolean"]}
    try:
        names = list(found["head"]["vars"])
        rows = [{name: _term(term) for name, term in row.items()} for row in found["results"]["bindings"]]
    except (KeyError, TypeError, AttributeError):
        raise ValueError("it has neither rows nor a truth value") from None
    return {"head": {"vars": names}, "results": {"bindings": rows}}


def _term(term: dict[str, Any]) -> dict[str, Any]:
    known = {name: term[name] for name in _TERM if name in term}
    if isinstance(known.get("value"), dict):  # a triple term of RDF 1.2
        known["value"] = {place: _term(inner) for place, inner in known["value"].items()}
    return known | {"type": _OLD_TYPES.get(known["type"], known["type"])}
