"""`VALUES` lines as parameters: the one way a term gets into a stored query.

`VALUES ?x { UNDEF }` leaves `?x` open; `bind` replaces UNDEF by terms. Text is never pasted into a query.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pyoxigraph import Literal, NamedNode

from .tokens import Token, tokens

_OPEN = ("VALUES", "?", "{", "UNDEF", "}")


def open_variables(query: str) -> list[str]:
    """Return the variables that `query` leaves open, in order, repeats kept.

    >>> open_variables("SELECT * { VALUES ?mission { UNDEF } ?mission ?p ?o }")
    ['mission']
    """
    return [name for name, _ in _open(query)]


def bind(query: str, terms: Mapping[str, Iterable[NamedNode | Literal]]) -> str:
    """Return `query` with each named open variable restricted to the given terms.

    >>> print(bind("VALUES ?x { UNDEF } ?x a ?y", {"x": [NamedNode("http://a/b")]}))
    VALUES ?x { <http://a/b> } ?x a ?y

    Raises:
        KeyError: a variable of `terms` is not open in `query`.
    """
    found = _open(query)
    for missing in set(terms).difference(name for name, _ in found):
        raise KeyError(missing)
    for name, token in reversed(found):
        if name in terms:
            query = f"{query[: token.start]}{' '.join(map(str, terms[name]))}{query[token.end :]}"
    return query


def without_open(query: str) -> str:
    """Return `query` without the lines of variables left open: they restrict nothing, and some servers stumble on them.

    A query with `SELECT *` stays as it is, as the variables are columns of its result.

    >>> print(without_open("SELECT ?x { VALUES ?y { UNDEF } ?x a ?y }"))
    SELECT ?x {  ?x a ?y }
    """
    found = list(tokens(query))
    words = [token.text.upper() for token in found]
    if any(words[at : at + 2] in (["SELECT", "*"], ["DISTINCT", "*"], ["REDUCED", "*"]) for at in range(len(words))):
        return query
    for at in reversed(range(len(found))):
        if words[at] == "VALUES" and _shape(found[at : at + 5]) == _OPEN:
            query = query[: found[at].start] + query[found[at + 4].end :]
    return query


def _open(query: str) -> list[tuple[str, Token]]:
    """Return each open variable with its UNDEF."""
    found = list(tokens(query))
    return [
        (found[at + 1].text[1:], found[at + 3])
        for at, token in enumerate(found)
        if token.text.upper() == "VALUES" and _shape(found[at : at + 5]) == _OPEN
    ]


def _shape(five: list[Token]) -> tuple[str, ...]:
    return tuple("?" if token.kind == "variable" else token.text.upper() for token in five)
