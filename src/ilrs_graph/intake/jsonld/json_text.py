"""JSON with the place of every value and key, and with keys that occur twice."""

from __future__ import annotations

import re
from dataclasses import dataclass
from json import JSONDecoder
from typing import NamedTuple, TypeAlias

_DECODER = JSONDecoder()
_SPACE = re.compile(r"[ \t\n\r]*")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?")
_WORDS = {"t": ("true", True), "f": ("false", False), "n": ("null", None)}


class Number(str):
    """A number as it was written."""

    __slots__ = ()


class Member(NamedTuple):
    """A member of an object; `start` is the offset of its key."""

    key: str
    start: int
    value: Value


@dataclass(frozen=True, eq=False, slots=True)
class Value:
    """A JSON value; `start` is its offset in the text."""

    start: int
    content: Content

    @property
    def members(self) -> list[Member]:
        """The members of an object in the order of the text; none of another value."""
        return self.content if isinstance(self.content, Members) else []

    @property
    def is_object(self) -> bool:
        """Whether the value is an object."""
        return isinstance(self.content, Members)

    @property
    def is_array(self) -> bool:
        """Whether the value is an array."""
        return isinstance(self.content, Array)

    @property
    def elements(self) -> list[Value]:
        """The values in an array; none of another value."""
        return self.content if isinstance(self.content, Array) else []

    @property
    def text(self) -> str | None:
        """The characters of a string; None of another value."""
        return None if isinstance(self.content, Number) or not isinstance(self.content, str) else self.content

    @property
    def items(self) -> list[Value]:
        """The items of an array, of arrays in it too; of another value that value."""
        found, waiting = [], [self]
        while waiting:
            value = waiting.pop()
            waiting += reversed(value.elements)
            if not value.is_array:
                found.append(value)
        return found

    def get(self, key: str) -> Value | None:
        """Return the last value of a key of an object."""
        return next((member.value for member in reversed(self.members) if member.key == key), None)


class Members(list[Member]):
    """The members of an object."""


class Array(list[Value]):
    """The values in an array."""


Content: TypeAlias = "str | Number | bool | Array | Members | None"


def read_json(text: str) -> Value:
    """Return the value of a JSON text.

    Raises:
        ValueError: the text is not JSON.

    >>> [(m.key, m.start, m.value.content) for m in read_json('{"a": 1.0, "a": null}').members]
    [('a', 1, '1.0'), ('a', 11, None)]
    """
    value, end = _value(text, _skip(text, 0))
    if _skip(text, end) != len(text):
        raise ValueError(f"more than one value, at {end}")
    return value


def _skip(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at


def _value(text: str, start: int) -> tuple[Value, int]:
    """Return the value at an offset and the offset after it; one call per level."""
    first = text[start : start + 1]
    if first in ("{", "["):
        return _members(text, start) if first == "{" else _array(text, start)
    content, end = _scalar(text, start)
    return Value(start, content), end


def _scalar(text: str, start: int) -> tuple[Content, int]:
    first = text[start : start + 1]
    if first == '"':
        return _string(text, start)
    if first in _WORDS:
        word, content = _WORDS[first]
        if text.startswith(word, start):
            return content, start + len(word)
    number = _NUMBER.match(text, start)
    if number is None:
        raise ValueError(f"not a value, at {start}")
    return Number(number[0]), number.end()


def _string(text: str, start: int) -> tuple[str, int]:
    string, end = _DECODER.raw_decode(text, start)
    return str(string), end


def _array(text: str, start: int) -> tuple[Value, int]:
    items = Array()
    at = _skip(text, start + 1)
    while text[at : at + 1] != "]":
        item, at = _value(text, at)
        items.append(item)
        at = _next(text, at, "]")
    return Value(start, items), at + 1


def _members(text: str, start: int) -> tuple[Value, int]:
    members = Members()
    at = _skip(text, start + 1)
    while text[at : at + 1] != "}":
        if text[at : at + 1] != '"':
            raise ValueError(f"not a key, at {at}")
        key, end = _string(text, at)
        colon = _skip(text, end)
        if text[colon : colon + 1] != ":":
            raise ValueError(f"no colon, at {colon}")
        value, end = _value(text, _skip(text, colon + 1))
        members.append(Member(key, at, value))
        at = _next(text, end, "}")
    return Value(start, members), at + 1


def _next(text: str, at: int, close: str) -> int:
    """Return the offset of the next item, or of the closing bracket."""
    at = _skip(text, at)
    if text[at : at + 1] == ",":
        return _skip(text, at + 1)
    if text[at : at + 1] != close:
        raise ValueError(f"no comma, at {at}")
    return at
