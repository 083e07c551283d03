"""Numbers with their nouns."""

from __future__ import annotations


def counted(count: int, noun: str) -> str:
    """Return a number with its noun.

    >>> counted(1, "file"), counted(2, "file"), counted(12345, "triple")
    ('1 file', '2 files', '12,345 triples')
    """
    return f"{count:,} {noun}" + ("" if count == 1 else "s")
