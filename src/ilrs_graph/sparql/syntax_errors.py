"""Readable errors for queries that the engine cannot parse, with their place.

The engine names the farthest place that any of its attempts reached, often the end. Where the parser of this package
does not read the query either, the place is where that one stops.
"""

from __future__ import annotations

import re

from ..errors import Place, QueryError, near_names
from ..namespaces import PREFIXES
from .guard import ADDED
from .tokens import tokens

_AT = re.compile(r"error at (\d+):(\d+)")
_NOT_READ = re.compile(r"(?:DESCRIBE|LATERAL|IRI|URI) is not read")
_UPDATES = frozenset({"INSERT", "DELETE", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"})
_FORMS = re.compile(r"^\w+ is not read; SELECT, CONSTRUCT or ASK expected")


def syntax_problem(query: str, message: str) -> QueryError:
    """Return the error for a query that does not parse; the line that `prepare` adds is not counted.

    `message` is that of the engine.

    >>> print(syntax_problem("SELECT ?x { ?x a }\\nLIMIT 3", "error at 2:8: expected OPTIONAL"))
    the query does not parse at line 1, column 18: a term expected, found '}'
    """
    found = _AT.search(message)
    if found is None:
        return QueryError(f"the query does not parse: {message.splitlines()[0][:200]}")
    first, _, rest_of_it = query.partition("\n")
    added = first.endswith(ADDED)
    text = rest_of_it if added else query
    line, column = int(found[1]) - added, int(found[2])
    lines = text.splitlines() or [""]
    here = lines[min(max(line, 1), len(lines)) - 1] if line <= len(lines) else ""
    if "Prefix not found" in message:
        stopped = _stopped(text)
        return _unknown_prefix(here, line, column, stopped[0] if stopped is not None else Place("", line, column))
    update = _update(text)
    if update is not None:
        return QueryError(f"{update} is not allowed: queries only read", tip="use SELECT, ASK, CONSTRUCT or DESCRIBE")
    rest = here[column - 1 : column + 30].strip() or "the end of the line"
    place, what = _stopped(text) or (Place("", line, column), f"near {rest!r}")
    at = f"line {place.line}, column {place.column}"
    full = f"the query does not parse at {at}: {what}"
    return QueryError(full, tip=_hint(text), place=place, what=f"the query does not parse: {what}")


def _update(text: str) -> str | None:
    """Return the keyword of an update with which a text begins after its prefixes; None if it begins otherwise."""
    for token in tokens(text):
        word = token.text.upper() if token.kind == "word" else ""
        if word in _UPDATES:
            return word
        if word not in ("", "PREFIX", "BASE"):
            return None
    return None


def _stopped(text: str) -> tuple[Place, str] | None:
    """Return where and why the parser of this package stops; None if it reads the query, or does not read its form."""
    from .parser import read_query

    try:
        read_query(text)
    except QueryError as error:
        if error.place is not None and _NOT_READ.search(error.what) is None:
            return error.place, _FORMS.sub("SELECT, ASK, CONSTRUCT or DESCRIBE expected", error.what)
    return None


def _unknown_prefix(text: str, line: int, column: int, place: Place) -> QueryError:
    names = [token.text.partition(":")[0] for token in tokens(text[: column + 1]) if token.kind == "name"]
    prefix = next((n for n in reversed(names) if n not in PREFIXES), names[-1] if names else "")
    near = near_names(prefix, PREFIXES)
    tip = f"did you mean {' or '.join(near)}? else declare it" if near else "declare it"
    known = "" if near else f"; known without that: {', '.join(sorted(PREFIXES))}"
    what, fix = f"the prefix {prefix}: is not declared", f"{tip} with PREFIX {prefix}: <...>{known}"
    return QueryError(f"line {line}: {what}", tip=fix, place=place, what=what)


def _hint(query: str) -> str:
    marks = [token.text for token in tokens(query) if token.kind == "mark"]
    for opening, closing in ("{}", "()"):
        excess = marks.count(opening) - marks.count(closing)
        if excess:
            return f"{abs(excess)} {closing if excess > 0 else opening} missing"
    return "check the place named"
