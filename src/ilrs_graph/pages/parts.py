"""A long list in parts, each with a page of its own.

>>> part_of("3", 1234, 600)
Part(number=3, parts=3, skipped=1200)
"""

from __future__ import annotations

from typing import NamedTuple

from ..errors import UsageError


class Part(NamedTuple):
    """A part of a list: its number from 1, how many parts there are, and how many lines stand in those before it."""

    number: int
    parts: int
    skipped: int


def part_of(number: str, total: int, most: int) -> Part:
    """Return a part of a list by its number as text.

    Args:
        number: the number.
        total: how many lines the list has; an empty one has one part.
        most: how many lines a part has at most.

    Raises:
        UsageError: there is no such part.
    """
    parts = max(1, -(-total // most))
    found = int(number) if number.isascii() and number.isdecimal() and len(number) < 10 else 0
    if not 0 < found <= parts:
        tip = "omit {page}" if parts == 1 else f"use 1 to {parts}"
        raise UsageError(f"{{page}}: {number[:20]!r} is not the number of a page", tip=tip, about="page")
    return Part(found, parts, (found - 1) * most)
