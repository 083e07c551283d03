"""The terms of one namespace that a query asks for, with their places in its text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..namespaces import PREFIXES
from .tokens import Token, tokens

_ESCAPED = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")


def mentions(query: str, namespace: str) -> dict[str, int]:
    """Return the IRIs in `namespace` that `query` names, each with the place of its first mention.

    Strings, comments, prefix declarations and the templates of CONSTRUCT are passed over: a template may use any term.

    >>> mentions('PREFIX a: <http://a/> SELECT * { ?x a:b "a:c", <http://a/d> } # a:e', "http://a/")
    {'http://a/b': 36, 'http://a/d': 47}
    """
    prefixes = dict(PREFIXES)
    found: dict[str, int] = {}
    before = earlier = ""
    for token in _without_templates(tokens(query)):
        if before.upper() == "PREFIX":
            pass
        elif earlier.upper() == "PREFIX" and token.kind == "iri":
            prefixes[before.partition(":")[0]] = _plain(token.text[1:-1])
        else:
            iri = _iri(token, prefixes)
            if iri.startswith(namespace) and iri != namespace:
                found.setdefault(iri, token.start)
        earlier, before = before, token.text
    return found


def _iri(token: Token, prefixes: dict[str, str]) -> str:
    """Return the IRI that a token names; "" if it names none, or has an unknown prefix."""
    if token.kind == "iri":
        return _plain(token.text[1:-1])
    if token.kind != "name":
        return ""
    prefix, _, local = token.text.partition(":")
    return prefixes[prefix] + _plain(local) if prefix in prefixes else ""


def _plain(text: str) -> str:
    """Return a text without the escapes of SPARQL 1.1, sections 19.2 and 19.8."""
    return _ESCAPED.sub(_character, text) if "\\" in text else text


def _character(found: re.Match[str]) -> str:
    code = found[1] or found[2]
    if code is None:
        return found[3]
    return chr(int(code, 16)) if int(code, 16) <= 0x10FFFF else found[0]


def _without_templates(found: Iterable[Token]) -> Iterator[Token]:
    """Yield the tokens of a query except those between the braces that follow CONSTRUCT."""
    before, depth = "", 0
    for token in found:
        if depth or (token.text == "{" and before.upper() == "CONSTRUCT"):
            depth += {"{": 1, "}": -1}.get(token.text, 0)
        else:
            yield token
        before = token.text
