"""Text from data without characters that could forge lines, steer a terminal or break a parser."""

from __future__ import annotations

from collections.abc import Callable

_IDEOGRAPHIC_SPACE = "\u3000"


def printable(text: str, shown: Callable[[str], str] | None = None, *, keep: str = "") -> str:
    """Return text whose control characters and unusual spaces are replaced; the space of Chinese text stays.

    Args:
        text: any text.
        shown: returns what stands for a character; by default its escape sequence in Python.
        keep: characters that stay too.

    >>> printable("two\\nlines, 嫦娥"), printable("a\\x1bb", blank), printable("a\\x1bb", code_point)
    ('two\\\\nlines, 嫦娥', 'a b', 'aU+001Bb')
    """
    if text.isprintable():
        return text
    kept, instead = _IDEOGRAPHIC_SPACE + keep, shown or _escape
    return "".join(c if c.isprintable() or c in kept else instead(c) for c in text)


def blank(_: str) -> str:
    """Return a space, whatever the character."""
    return " "


def code_point(character: str) -> str:
    """Return the name of a code point, such as U+001B."""
    return f"U+{ord(character):04X}"


def _escape(character: str) -> str:
    return character.encode("unicode_escape").decode()
