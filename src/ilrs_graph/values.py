"""`VALUES` lines as parameters: the one way a term gets into a stored query.

A line `VALUES ?x { UNDEF }` leaves `?x` open; `bind` replaces UNDEF by terms, printed as N-Triples.
Text is never pasted into a query.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from pyoxigraph import Literal, NamedNode

_LINE = re.compile(r"VALUES \?(\w+) \{ UNDEF \}")


def open_variables(query: str) -> list[str]:
    """Return the variables that `query` leaves open, in order, repeats kept.

    >>> open_variables("SELECT * { VALUES ?mission { UNDEF } ?mission ?p ?o }")
    ['mission']
    """
    return _LINE.findall(query)


def bind(query: str, terms: Mapping[str, Iterable[NamedNode | Literal]]) -> str:
    """Return `query` with each named open variable restricted to the given terms.

    >>> print(bind("VALUES ?x { UNDEF } ?x a ?y", {"x": [NamedNode("http://a/b")]}))
    VALUES ?x { <http://a/b> } ?x a ?y

    Raises:
        KeyError: a variable of `terms` is not open in `query`.
    """
    for missing in set(terms).difference(open_variables(query)):
        raise KeyError(missing)

    def line(match: re.Match[str]) -> str:
        given = terms.get(match[1])
        return match[0] if given is None else f"VALUES ?{match[1]} {{ {' '.join(map(str, given))} }}"

    return _LINE.sub(line, query)
