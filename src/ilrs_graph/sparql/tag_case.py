"""Comparisons of `lang()` with capitals: the store keeps language tags in lower case, so they never hold.

RDF 1.1 compares language tags without regard to case, and lets a store write them in lower case (Concepts, section
3.3). `LANGMATCHES` ignores case (SPARQL 1.1, section 17.4.3.2), and so do literals such as `"Moon"@en-GB`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from .caution import Caution
from .tokens import Token, tokens

_EQUAL = ("=", "!=")
_PASSED = ("STR", "LCASE", "DISTINCT")
"""What may stand around `lang()` and leaves its case as it is."""
_COMPARING = ("SAMETERM", "STRSTARTS", "STRENDS", "CONTAINS", "STRBEFORE", "STRAFTER", "REGEX")
_ESCAPE = re.compile(r"\\+.", re.DOTALL)
_WHY = "The store keeps language tags in lower case, as RDF 1.1 allows, and compares them without regard to case"


def capital_tags(query: str) -> Iterator[Caution]:
    """Yield a caution for each text with capitals that is compared with a language tag.

    The tag may be compared through a variable that holds it, and the text may be the value of a variable.

    >>> [found.text for found in capital_tags('SELECT * { ?x ?p ?l FILTER("EN" != lang(?l)) }')]
    ['"EN" matches no language tag, because lang() gives them in lower case; write "en"']
    >>> list(capital_tags('SELECT * { ?x ?p ?l FILTER(LANGMATCHES(lang(?l), "EN")) }'))
    []
    """
    if "lang" not in query.lower():
        return
    reading = _Reading(tuple(tokens(query)))
    found = {text.start: text for text in reading.compared()}
    for text in found.values():
        plain = text.text.strip("\"'")
        if _ESCAPE.sub("", plain) != _ESCAPE.sub("", plain.lower()):
            what = f'"{plain}" matches no language tag, because lang() gives them in lower case'
            fix = "write it in lower case" if "\\" in plain else f'write "{plain.lower()}"'
            yield Caution(text.start, "tag-case", what, fix, _WHY)


class _Reading:
    """The tokens of a query, the places at which a language tag stands, and the texts that variables hold."""

    def __init__(self, found: Sequence[Token]) -> None:
        self._tokens = found
        calls = [self._outermost(i, self._closing(i + 1)) for i in range(len(found)) if self._is(i, "LANG", "(")]
        holding = {self._text(end + 2) for _, end in calls if self._is(end + 1, "AS")}
        self._tags = [*calls, *((i, i) for i, token in enumerate(found) if token.text in holding)]

    def compared(self) -> Iterator[Token]:
        """Yield each text that is compared with a language tag."""
        for start, end in self._tags:
            for place in self._operands(start, end):
                yield from self._texts(place)

    def _operands(self, start: int, end: int) -> Iterator[int]:
        """Yield the places of what the tag from `start` to `end` is compared with."""
        if self._text(end + 1) in _EQUAL:
            yield self._inner(end + 2)
        if self._text(start - 1) in _EQUAL:
            yield start - 2
        listed = end + 1 + self._is(end + 1, "NOT")
        if self._is(listed, "IN", "("):
            yield from range(listed + 2, self._closing(listed + 1))
        if self._text(start - 1) == "(" and self._text(start - 2).upper() in _COMPARING and self._text(end + 1) == ",":
            ignoring = self._text(start - 2).upper() == "REGEX" and "i" in self._text(end + 4).lower()
            yield from () if ignoring else (end + 2,)
        if self._text(start - 1) == "," and self._is(start - 4, "SAMETERM", "("):
            yield start - 2
        if self._is(start - 1, "VALUES") and self._text(end + 1) == "{":
            yield from range(end + 2, self._closing(end + 1))

    def _texts(self, place: int) -> Iterator[Token]:
        """Yield the text at a place or, for a variable, those that VALUES or BIND give it."""
        if not 0 <= place < len(self._tokens):
            return
        token = self._tokens[place]
        if token.kind == "string":
            yield token
        elif token.kind == "variable":
            same = [i for i, other in enumerate(self._tokens) if other.text == token.text]
            for i in same:
                if self._is(i - 1, "VALUES") and self._text(i + 1) == "{":
                    yield from (t for t in self._tokens[i : self._closing(i + 1)] if t.kind == "string")
                if self._is(i - 1, "AS") and self._tokens[i - 2].kind == "string":
                    yield self._tokens[i - 2]

    def _outermost(self, start: int, end: int) -> tuple[int, int]:
        """Return the range of a call with the brackets and functions around it that leave its case as it is."""
        while self._text(start - 1) == "(" and self._text(end + 1) == ")":
            named = self._tokens[start - 2].kind == "word" if start > 1 else False
            name = self._text(start - 2).upper()
            if named and name not in _PASSED:
                break
            start, end = start - 1 - named, end + 1
        return start, end

    def _inner(self, place: int) -> int:
        """Return the first place at `place` or behind it that is no opening bracket."""
        while self._text(place) == "(":
            place += 1
        return place

    def _closing(self, opening: int) -> int:
        """Return the place of the bracket that closes the one at `opening`, or the last place."""
        depth = 0
        for place in range(opening, len(self._tokens)):
            depth += {"(": 1, "{": 1, ")": -1, "}": -1}.get(self._tokens[place].text, 0)
            if depth == 0:
                return place
        return len(self._tokens) - 1

    def _is(self, place: int, *words: str) -> bool:
        return all(self._text(place + i).upper() == word for i, word in enumerate(words))

    def _text(self, place: int) -> str:
        return self._tokens[place].text if 0 <= place < len(self._tokens) else ""
