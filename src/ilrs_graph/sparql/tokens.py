"""The tokens of SPARQL 1.1 (https://www.w3.org/TR/sparql11-query/#grammar): strings, IRIs and comments apart.

Everything that looks at the text of a query looks at its tokens, so that a word in a string is never taken for one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

_TOKEN = re.compile(
    r"""(?:\s+|\#[^\n\r]*)*+
    (?:(?P<string>\"{3}(?:[^"\\]|\\.|"(?!""))*\"{3}|'{3}(?:[^'\\]|\\.|'(?!''))*'{3}|"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*')
    |(?P<iri><(?:[^<>"{}|^`\\\s]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*>)
    |(?P<blank>_:\w(?:[\w.-]*[\w-])?)
    |(?P<name>(?:[^\W\d_](?:[\w.-]*[\w-])?)?:(?:(?:[\w:]|%[0-9A-Fa-f]{2}|\\[_~.!$&'()*+,;=/?\#@%-])(?:(?:[\w.:-]|%[0-9A-Fa-f]{2}|\\[_~.!$&'()*+,;=/?\#@%-])*(?:[\w:-]|%[0-9A-Fa-f]{2}|\\[_~.!$&'()*+,;=/?\#@%-]))?)?)
    |(?P<variable>[?$]\w+)
    |(?P<number>(?:\d+\.\d*|\.?\d+)[eE][+-]?\d+|\d*\.\d+|\d+)
    |(?P<tag>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
    |(?P<word>[^\W\d]\w*)
    |(?P<mark>\^\^|&&|\|\||!=|<=|>=|<<|>>|.))""",
    re.VERBOSE | re.DOTALL,
)


class Token(NamedTuple):
    """A token with its place in the text.

    `kind` is string, iri, blank, name, variable, number, tag, word, mark, or, behind the last one, end.
    """

    kind: str
    text: str
    start: int
    end: int


def token_at(query: str, place: int) -> Token:
    """Return the first token at `place` or behind it; spaces and comments are passed over.

    >>> token_at("ASK # {\\n { }", 3)
    Token(kind='mark', text='{', start=9, end=10)
    """
    match = _TOKEN.match(query, place)
    if match is None:
        return Token("end", "", len(query), len(query))
    kind = match.lastgroup or "mark"
    return Token(kind, match[kind], match.start(kind), match.end())


def tokens(query: str) -> Iterable[Token]:
    """Return each token of `query`; comments are left out.

    >>> [token.kind for token in tokens('ASK { ?x a "SERVICE" } # SERVICE')]
    ['word', 'mark', 'variable', 'word', 'string', 'mark']
    """
    return _remembered(query) if len(query) <= _SHORT else tokens_from(query, 0)


@lru_cache(maxsize=128)
def _remembered(query: str) -> tuple[Token, ...]:
    # guard, parser and parameters all look at the tokens of a query
    return tuple(tokens_from(query, 0))


_SHORT = 20_000
"""The most characters of a text whose tokens are remembered."""


def tokens_from(query: str, place: int) -> Iterator[Token]:
    """Yield each token of `query` that begins at `place` or behind it."""
    token = token_at(query, place)
    while token.kind != "end":
        yield token
        token = token_at(query, token.end)


def line_and_column(text: str, place: int) -> tuple[int, int]:
    """Return the line and the column of a place in a text, both from 1.

    >>> line_and_column("ASK {\\n  ?x", 8)
    (2, 3)
    """
    return text.count("\n", 0, place) + 1, place - text.rfind("\n", 0, place)
