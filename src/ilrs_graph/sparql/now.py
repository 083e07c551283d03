"""`NOW()` replaced by a given day, so that what a query finds does not depend on the clock."""

from __future__ import annotations

from datetime import date

from ..namespaces import XSD
from .tokens import Token, tokens

_CALL = ("NOW", "(", ")")


def with_now(query: str, day: date) -> str:
    """Return `query` with each call of `NOW()` replaced by midnight (UTC) at the beginning of `day`.

    Strings, IRIs, names and comments stay as they are. The literal stands in brackets, which may be wherever a call
    may be.

    >>> print(with_now('SELECT ?x { ?x ?p "NOW()" FILTER(?d > now()) }', date(2026, 11, 29)).replace(XSD, "xsd:"))
    SELECT ?x { ?x ?p "NOW()" FILTER(?d > ("2026-11-29T00:00:00Z"^^<xsd:dateTime>)) }
    """
    moment = f'("{day.isoformat()}T00:00:00Z"^^<{XSD}dateTime>)'
    found = list(tokens(query))
    for at in reversed(range(len(found) - 2)):
        if _is_call(found[at : at + 3]):
            query = f"{query[: found[at].start]}{moment}{query[found[at + 2].end :]}"
    return query


def _is_call(three: list[Token]) -> bool:
    return three[0].kind == "word" and tuple(token.text.upper() for token in three) == _CALL
