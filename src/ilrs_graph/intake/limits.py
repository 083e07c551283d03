"""Limits for untrusted files; each is far above the size of files written by people."""

from __future__ import annotations

MAX_FILE_MB = 10
"""Maximum size of a file in millions of bytes; `max_mb` overrides it."""

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
