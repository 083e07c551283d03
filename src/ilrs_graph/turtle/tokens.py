"""The tokens of a valid Turtle 1.1 text, as needed to find brackets, line ends and comments."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_STRINGS = (
    r'"""(?:[^"\\]++|\\.|"(?!""))*+"""',
    r"'''(?:[^'\\]++|\\.|'(?!''))*+'''",
    r'"(?:[^"\\]++|\\.)*+"',
    r"'(?:[^'\\]++|\\.)*+'",
)
_NUMBER = r"[+-]?(?:[0-9]+\.[0-9]*[eE][+-]?[0-9]+|[0-9]*\.?[0-9]+(?:[eE][+-]?[0-9]+)?)"
_IN_NAME = r"""[^ \t\r\n,;\[\]()<>"'#@^.\\]"""
_NAME = rf"(?:{_IN_NAME}|\\.)(?:{_IN_NAME}|\\.|\.+(?={_IN_NAME}|\\))*+"
_TOKEN = re.compile(
    rf"(?P<comment>\#[^\r\n]*)|(?P<space>[ \t\r\n]+)|{'|'.join(_STRINGS)}|<[^>]*>|{_NUMBER}|{_NAME}"
    r"|\^\^|@[A-Za-z0-9-]+|.",
    re.DOTALL,
)


class Token(NamedTuple):
    """A piece of the text; `kind` is "comment", "space" or None for other tokens."""

    text: str
    kind: str | None


def tokens(text: str) -> Iterator[Token]:
    """Yield the pieces of `text`, without gaps.

    Strings, IRIs, names, numbers and language tags are one token each, as are single brackets and punctuation marks.

    >>> [token.text for token in tokens('ex:a.b a "#"@en,1.5.#c')]
    ['ex:a.b', ' ', 'a', ' ', '"#"', '@en', ',', '1.5', '.', '#c']
    """
    for found in _TOKEN.finditer(text):
        yield Token(found[0], found.lastgroup)


def has_comments(text: str) -> bool:
    """Return whether there is a comment in a Turtle text.

    >>> has_comments("<#a> <#b> '#c' ."), has_comments("<#a> <#b> 'c' . # d")
    (False, True)
    """
    return any(found.lastgroup == "comment" for found in _TOKEN.finditer(text))
