"""Limits for untrusted files; each is far above the size of files written by people."""

from __future__ import annotations

from reprlib import repr as short

from ..errors import UsageError

MAX_FILE_MB = 10
"""Maximum size of a file in millions of bytes; `max_mb` overrides it."""

MOST_MB = 1_000_000
"""The largest `max_mb`: a terabyte."""

MAX_DEPTH = 200
"""Maximum nesting of brackets, elements or arrays: a recursive parser would crash on deeper ones."""

MAX_LITERAL = 100_000
"""Maximum number of characters of a literal: patterns and proofs process them."""

MAX_LINE = 1_000_000
"""Maximum number of characters of a line of Turtle, TriG, N-Triples or N-Quads."""

MAX_PROBLEMS = 50
"""Maximum number of syntax errors reported for a file; further ones are noise."""

MAX_EXPANSION = 1_000_000
"""Maximum number of characters that the entities of an XML file may expand to."""


def size_limit(max_mb: object) -> float:
    """Return the maximum size of a file in millions of bytes: `max_mb`, or the default for None.

    >>> size_limit(None), size_limit(0.5)
    (10, 0.5)

    Raises:
        UsageError: it is not a number above 0 and at most `MOST_MB`.
    """
    if max_mb is None:
        return MAX_FILE_MB
    if isinstance(max_mb, bool) or not isinstance(max_mb, int | float) or not 0 < max_mb <= MOST_MB:
        tip = f"give a number above 0, at most {MOST_MB:,}"
        raise UsageError(f"{{max_mb}}: {short(max_mb)} is not a valid size", tip=tip, about="max_mb")
    return max_mb
