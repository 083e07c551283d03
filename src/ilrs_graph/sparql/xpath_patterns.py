"""Patterns as XPath has regular expressions, written for engines that read some of them as something else.

SPARQL and SHACL take patterns from XPath (XPath Functions, section 5.6, and XML Schema Part 2, appendix F). There a
class may take another one away, `[a-z-[aeiou]]`, `\\i` and `\\c` stand for the characters of names, `\\w` for all but
punctuation, separators and controls, `\\s` for four characters, `\\p{IsGreek}` for a block. The engines are those of
Rust and Python: they read `&&` in a class as an intersection, know `\\b` and `(?i)`, which XPath does not, and no block
by its name. So classes and escapes that differ are written out by their characters, and what XPath does not have is
refused.

>>> for_engines("^[a-f-[ae]]+$"), for_engines("^[A-Z]{3}$")
('^[b-df]+$', '^[A-Z]{3}$')
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import NoReturn
from unicodedata import category

from .unicode_blocks import BLOCKS

Ranges = list[tuple[int, int]]
"""Code points, from first to last, in order and apart."""
_LAST = 0x10FFFF
_START = (
    ":A-Z_a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d\u2070-\u218f"
    "\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_NAME = _START + "\\-.0-9\u00b7\u0300-\u036f\u203f-\u2040"
_NAMES = {"i": f"[{_START}]", "I": f"[^{_START}]", "c": f"[{_NAME}]", "C": f"[^{_NAME}]"}
_SINGLE = {"n": "\n", "r": "\r", "t": "\t"}
_NEEDED = re.compile(r"[-&~]\[|\\[iIcCsSwWpP]|&&|~~|--")
_SPACE = " \t\n\r"


@lru_cache(maxsize=256)
def for_engines(pattern: str, *, spaced: bool = False) -> str:
    """Return a pattern that means to an engine of regular expressions what `pattern` means to XPath.

    `spaced`: the flag `x` is given, so that spaces outside of classes mean nothing.

    >>> for_engines("a b [ c]", spaced=True)
    'ab[ c]'

    Raises:
        re.error: XPath does not have it, or it cannot be written out.
    """
    reader = _Reader(pattern)
    found: list[str] = []
    while reader.rest:
        char = reader.rest[0]
        if char == "[":
            found.append(reader.class_as_text())
        elif char == "\\":
            found.append(reader.escape_as_text())
        elif spaced and char in _SPACE:
            reader.take(1)
        else:
            reader.check_group()
            found.append(reader.take(1))
    return "".join(found)


class _Reader:
    """A cursor over a pattern."""

    def __init__(self, pattern: str) -> None:
        self._pattern, self._at = pattern, 0

    @property
    def rest(self) -> str:
        return self._pattern[self._at :]

    def take(self, number: int) -> str:
        text = self.rest[:number]
        self._at += number
        return text

    def check_group(self) -> None:
        """Refuse a group of a kind that XPath does not have."""
        if self.rest.startswith("(?") and not self.rest.startswith("(?:"):
            self._fail(f"XPath has no group {self.rest[:3]}")

    def escape_as_text(self) -> str:
        """Read an escape outside of a class; return it as it is unless an engine reads it as something else."""
        start = self._at
        self.take(1)
        char = self.take(1)
        if char in _NAMES:
            return _NAMES[char]
        ranges = self._escaped(char)
        text = self._pattern[start : self._at]
        return _written(ranges) if isinstance(ranges, list) and char.lower() != "d" else text

    def class_as_text(self) -> str:
        """Read a class; return it as it is unless something of it must be written out."""
        start = self._at
        ranges = self._class()
        text = self._pattern[start : self._at]
        return _written(ranges) if _NEEDED.search(text) else text

    def _class(self) -> Ranges:
        self.take(1)
        negated = self.rest.startswith("^") and bool(self.take(1))
        found: Ranges = []
        away: Ranges = []
        if self.rest.startswith("]"):
            self._fail("a class is empty")
        while not self.rest.startswith("]"):
            if self.rest.startswith("["):
                self._fail("[ stands for itself only as \\[ in a class")
            if self.rest.startswith("-["):
                self.take(1)
                away = self._class()
                break
            found += self._item()
        if self.take(1) != "]":
            self._fail("a class is not closed")
        found = _merged(found)
        return _without(_without([(0, _LAST)], found) if negated else found, away)

    def _item(self) -> Ranges:
        """Read a character, a range, or an escape for several characters."""
        first = self._character()
        if isinstance(first, list):
            return first
        if self.rest.startswith("-") and self.rest[1:2] not in ("[", "]"):
            self.take(1)
            last = self._character()
            if isinstance(last, list) or last < first:
                self._fail("a range has no order")
            return [(first, last)]
        return [(first, first)]

    def _character(self) -> int | Ranges:
        char = self.take(1)
        if char == "\\":
            return self._escaped(self.take(1))
        return ord(char) if char else self._fail("a class is not closed")

    def _escaped(self, char: str) -> int | Ranges:
        if char in _NAMES:
            return _Reader(_NAMES[char])._class()
        if char in ("p", "P"):
            name = re.match(r"\{([A-Za-z0-9-]+)\}", self.rest)
            if name is None:
                self._fail(f"\\{char} has no name in braces")
            inside = self._named(name[1])
            self.take(name.end())
            return _without([(0, _LAST)], inside) if char == "P" else inside
        if char.lower() in ("s", "d", "w"):
            inside = _SEVERAL[char.lower()]()
            return _without([(0, _LAST)], inside) if char.isupper() else inside
        if char.isdigit():
            self._fail(f"\\{char} refers back to a group, which the engine cannot do")
        if char.isalpha() and char not in _SINGLE:
            self._fail(f"XPath has no escape \\{char}")
        return ord(_SINGLE.get(char, char)) if char else self._fail("nothing is escaped")

    def _named(self, name: str) -> Ranges:
        """Return the characters of a category or block."""
        if name.startswith("Is"):
            if name[2:] not in BLOCKS:
                self._fail(f"the block {name} is not known here; write its characters as a range")
            return [BLOCKS[name[2:]]]
        found = _of_category(name) if re.fullmatch("[A-Z][a-z]?", name) else []
        return found or self._fail(f"there is no category {name}")

    def _fail(self, what: str) -> NoReturn:
        raise re.error(what, self._pattern, self._at)


@cache
def _of_category(name: str) -> Ranges:
    """Return the characters of a general category of Unicode, or of all that begin with a letter."""
    return _merged((code, code) for code in range(_LAST + 1) if category(chr(code)).startswith(name))


_SEVERAL = {
    "s": lambda: _merged((ord(char), ord(char)) for char in " \t\n\r"),
    "d": lambda: _of_category("Nd"),
    "w": lambda: _without([(0, _LAST)], _merged(r for name in "PZC" for r in _of_category(name))),
}


def _merged(ranges: Iterable[tuple[int, int]]) -> Ranges:
    found: Ranges = []
    for first, last in sorted(ranges):
        if found and first <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(last, found[-1][1]))
        else:
            found.append((first, last))
    return found


def _without(ranges: Ranges, away: Ranges) -> Ranges:
    found = ranges
    for first, last in away:
        left = [(a, min(b, first - 1)) for a, b in found] + [(max(a, last + 1), b) for a, b in found]
        found = sorted({(a, b) for a, b in left if a <= b})
    return found


def _written(ranges: Ranges) -> str:
    # no text holds half of a pair of surrogates
    kept = _without(ranges, [(0xD800, 0xDFFF)])
    parts = (_char(a) if a == b else f"{_char(a)}{'-' * (b > a + 1)}{_char(b)}" for a, b in kept)
    return f"[{''.join(parts)}]" if kept else f"[^{_char(0)}-{_char(_LAST)}]"


def _char(code: int) -> str:
    if chr(code).isascii() and chr(code).isalnum():
        return chr(code)
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
