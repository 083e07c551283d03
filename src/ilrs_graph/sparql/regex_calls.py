"""REGEX and REPLACE as XPath has them (XPath Functions, section 5.6), for an engine with regular expressions of Rust.

Only patterns that stand in the query as text can be seen; one that a variable holds goes to the engine as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NoReturn

from pyoxigraph import Literal, Store

from ..errors import QueryError
from .calls import CallText, calls, text_of
from .guard import place_in
from .tokens import Token
from .xpath_patterns import for_engines

Edit = tuple[int, int, str]
"""Where a text begins and ends in a query, and what stands there instead."""
_FLAGS = "smixq"
_TIP = "write it as an XPath regular expression: 'Known differences' in queries/README.md"
_IN_REPLACEMENT = re.compile(r"\\(.)|\$([0-9]+)|([\\$])|([^\\$]+)", re.DOTALL)


def regex_edits(query: str) -> Iterator[Edit]:
    r"""Yield what must stand elsewhere in a query so that the engine means by its patterns what XPath does.

    >>> list(regex_edits('ASK { FILTER(REGEX(?x, "[a-c-[b]]")) }'))
    [(23, 34, '"[ac]"')]

    Raises:
        QueryError: XPath does not have a pattern, flag or replacement; with its place.
    """
    for call in calls(query, "REGEX", "REPLACE"):
        own = 2 if call.name == "REGEX" else 3
        if len(call.arguments) in (own, own + 1):
            yield from _Call(query, call, own).edits()


class _Call:
    def __init__(self, query: str, call: CallText, own: int) -> None:
        self._query, self._name = query, call.name
        self._arguments = call.arguments
        self._pattern = text_of(call.arguments[1])
        self._flags = text_of(call.arguments[own]) if len(call.arguments) > own else ""
        self._own = own

    def edits(self) -> Iterator[Edit]:
        flags = self._flags
        if flags is not None and set(flags) - set(_FLAGS):
            self._fail(self._arguments[self._own], f"the flags {flags!r} are not of {', '.join(_FLAGS)}")
        if self._pattern is None or flags is None:
            return
        quoted = "q" in flags
        pattern = self._pattern if quoted else self._translated("x" in flags)
        if not _is_valid(pattern, flags.replace("x", "")):
            self._fail(self._arguments[1], f"{self._pattern!r} is not a regular expression")
        if pattern != self._pattern:
            yield _edit(self._arguments[1], pattern)
        if "x" in flags and not quoted:
            yield _edit(self._arguments[self._own], flags.replace("x", ""))
        if self._name == "REPLACE":
            yield from self._replacement(pattern, flags, quoted)

    def _translated(self, spaced: bool) -> str:
        try:
            return for_engines(self._pattern or "", spaced=spaced)
        except re.error as error:
            self._fail(self._arguments[1], f"the pattern {self._pattern!r} cannot be used: {error.msg}")

    def _replacement(self, pattern: str, flags: str, quoted: bool) -> Iterator[Edit]:
        if _matches_nothing(pattern, flags.replace("x", "")):
            what = f"REPLACE with the pattern {self._pattern!r}, which matches the empty text, is an error in XPath"
            self._fail(self._arguments[1], what)
        text = text_of(self._arguments[2])
        if text is None:
            return
        groups = 0 if quoted else re.compile(pattern).groups
        written = text.replace("$", "$$") if quoted else self._references(text, groups)
        if written != text:
            yield _edit(self._arguments[2], written)

    def _references(self, text: str, groups: int) -> str:
        found: list[str] = []
        for escaped, digits, alone, plain in _IN_REPLACEMENT.findall(text):
            if alone or (escaped and escaped not in "\\$"):
                what = f"{text!r}: in a replacement of XPath \\ and $ stand for themselves as \\\\ and \\$ only"
                self._fail(self._arguments[2], what)
            found.append(_reference(digits, groups) if digits else plain or ("$$" if escaped == "$" else escaped))
        written = "".join(found)
        # what needs no other form stays as it is
        return text if re.fullmatch(r"(?:[^\\$]|\$[0-9](?![\w]))*", text) and _fits(text, groups) else written

    def _fail(self, argument: tuple[Token, ...], what: str) -> NoReturn:
        place = place_in(self._query, argument[0].start)
        message = f"line {place.line}, column {place.column}: {what}"
        raise QueryError(message, tip=_TIP, place=place, what=what)


def _fits(text: str, groups: int) -> bool:
    return all(int(number) <= groups for number in re.findall(r"\$([0-9])", text))


def _reference(digits: str, groups: int) -> str:
    """Return a reference to a group: of several digits as many as name one; to a group that is not there, nothing."""
    taken = next((n for n in range(len(digits), 1, -1) if int(digits[:n]) <= groups), 1)
    number, rest = int(digits[:taken]), digits[taken:]
    return (f"${{{number}}}" if number <= groups else "") + rest


def _edit(argument: tuple[Token, ...], text: str) -> Edit:
    return argument[0].start, argument[0].end, str(Literal(text))


@lru_cache(maxsize=256)
def _asked(pattern: str, flags: str) -> bool | None:
    """Return whether the engine finds a pattern in the empty text, None if it cannot read it."""
    found: Any = Store().query(f'SELECT (REGEX("", {Literal(pattern)}, {Literal(flags)}) AS ?x) {{}}')
    value = next(found)["x"]
    return None if value is None else value.value == "true"


def _is_valid(pattern: str, flags: str) -> bool:
    return _asked(pattern, flags) is not None


def _matches_nothing(pattern: str, flags: str) -> bool:
    return _asked(pattern, flags) is True
