"""ORDER BY of saved questions in Python: the store reads the text of each term again in each comparison.

Sorting takes Oxigraph half of the time of a query with thousands of rows. `split` takes the keys off a query whose
keys are simple, and `ordered` sorts its rows by them, as SPARQL 1.1 orders terms
(https://www.w3.org/TR/sparql11-query/#modOrderBy): unbound, IRIs, literals.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from pyoxigraph import Literal, NamedNode

from ..namespaces import XSD
from ..terms import Term
from .tokens import Token, tokens

_UNBOUND, _IRI, _LITERAL = range(3)
"""The order of sorts of terms."""
_TEXT = XSD + "string"
_NUMBERS = frozenset(XSD + name for name in ("integer", "decimal"))
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")
_DAYS = frozenset(XSD + name for name in ("date", "gYearMonth", "gYear"))
_DAY = re.compile(r"\d{4}(-\d\d){0,2}")
"""A value of these types without a time zone; they are in the order of their texts."""


class Key(NamedTuple):
    """A key of ORDER BY: the first bound one of some variables, some as text (`STR`), else the text `default`."""

    values: tuple[tuple[str, bool], ...]
    default: str | None = None


class Split(NamedTuple):
    """A query without its ORDER BY, and the keys of that."""

    query: str
    keys: tuple[Key, ...]


def split(query: str) -> Split | None:
    """Return a SELECT without its ORDER BY, and the keys; None if it has none, or more than variables that it selects.

    >>> split('SELECT ?x ?y { ?x ?p ?y } ORDER BY ?x COALESCE(STR(?y), "9")')
    Split(query='SELECT ?x ?y { ?x ?p ?y } ', keys=(Key(values=(('x', False),), default=None), \
Key(values=(('y', True),), default='9')))
    >>> split("SELECT ?x { ?x ?p ?y } ORDER BY ?y"), split("SELECT ?x { ?x ?p ?y } ORDER BY ?x LIMIT 1")
    (None, None)
    """
    found = list(tokens(query))
    last = max((place for place, token in enumerate(found) if token.text == "}"), default=-1)
    after = found[last + 1 :]
    if [token.text.upper() for token in after[:2]] != ["ORDER", "BY"]:
        return None
    keys = _keys(after[2:])
    columns = _columns(found)
    if keys is None or not {name for key in keys for name, _ in key.values} <= columns:
        return None
    return Split(query[: after[0].start], keys)


def _columns(found: Sequence[Token]) -> set[str]:
    """Return the variables that the outermost SELECT names, none of which is an expression."""
    words = [token.text.upper() for token in found]
    if "SELECT" not in words:
        return set()
    first = words.index("SELECT") + 1
    columns = set[str]()
    for token in found[first + (words[first] in ("DISTINCT", "REDUCED")) :]:
        if token.kind != "variable":
            return columns if token.text.upper() in ("WHERE", "{") else set()
        columns.add(token.text[1:])
    return set()


_KEY = re.compile(
    r"(?:(\?\w+)|STR \( (\?\w+) \)|COALESCE \( ((?:(?:\?\w+|STR \( \?\w+ \)) , )+)(\"[^\"\\]*\") \))(?: |$)"
)
_VALUE = re.compile(r"(\?\w+)|STR \( (\?\w+) \)")


def _keys(found: Iterable[Token]) -> tuple[Key, ...] | None:
    text = " ".join(token.text.upper() if token.kind == "word" else token.text for token in found)
    keys, place = list[Key](), 0
    while place < len(text):
        match = _KEY.match(text, place)
        if match is None:
            return None
        values = tuple((name or as_text, not name) for name, as_text in _VALUE.findall(match[3] or match[0]))
        default = match[4][1:-1] if match[4] else None
        keys.append(Key(tuple((name[1:], is_text) for name, is_text in values), default))
        place = match.end()
    return tuple(keys)


def ordered(
    variables: Sequence[str], rows: list[tuple[Term | None, ...]], keys: Sequence[Key]
) -> list[tuple[Term | None, ...]] | None:
    """Return rows in the order of the keys; None if a key has terms whose order is not known here.

    >>> ordered(["x"], [(NamedNode("urn:b"),), (NamedNode("urn:a"),), (None,)], [Key((("x", False),))])
    [(None,), (<NamedNode value=urn:a>,), (<NamedNode value=urn:b>,)]
    """
    places = {name: place for place, name in enumerate(variables)}
    columns = list[list[tuple[int, Any]]]()
    for key in keys:
        column = _column([(places[name], is_text) for name, is_text in key.values], key.default, rows)
        if column is None:
            if len(set(zip(*columns, strict=True))) < len(rows):
                return None
            break  # the keys before tell all rows apart
        columns.append(column)
    by = list(zip(*columns, strict=True))
    return [rows[place] for place in sorted(range(len(rows)), key=by.__getitem__)]


def _column(
    values: Sequence[tuple[int, bool]], default: str | None, rows: Iterable[tuple[Term | None, ...]]
) -> list[tuple[int, Any]] | None:
    """Return what each row is sorted by, None if the literals are not all of one type with a known order."""
    found, types = list[tuple[int, Any]](), set[str]()
    for row in rows:
        made: tuple[int, Any] = (_UNBOUND, "") if default is None else (_LITERAL, default)
        for place, is_text in values:
            term = row[place]
            if term is None:
                continue
            if isinstance(term, NamedNode):
                made = (_LITERAL if is_text else _IRI, term.value)
            elif isinstance(term, Literal):
                made = (_LITERAL, term.value)
            else:
                return None
            if isinstance(term, Literal) and not is_text:
                types.add(term.datatype.value)
            break
        found.append(made)
    return _comparable(found, types, default is not None or any(is_text for _, is_text in values))


def _comparable(found: list[tuple[int, Any]], types: set[str], has_texts: bool) -> list[tuple[int, Any]] | None:
    if has_texts:
        types = types | {_TEXT}
    if not types or types == {_TEXT}:
        return found
    if types <= _NUMBERS and all(rank != _LITERAL or _NUMBER.fullmatch(value) for rank, value in found):
        return [(rank, Decimal(value) if rank == _LITERAL else value) for rank, value in found]
    if types <= _DAYS and all(rank != _LITERAL or _DAY.fullmatch(value) for rank, value in found):
        return found
    return None
