"""How much a stranger's file may ask for; each limit is far above what a person writes."""

from __future__ import annotations

MAX_FILE_MB = 10
"""Size of one file in millions of bytes; `check --max-mb` raises it."""

MAX_DEPTH = 200
"""Brackets, elements or arrays inside one another: parsers follow some by recursion, which ends in a crash."""

MAX_LITERAL = 100_000
"""Characters of one literal: patterns and proofs run over them."""

MAX_LINE = 1_000_000
"""Characters of one line of Turtle, TriG, N-Triples or N-Quads."""

MAX_PROBLEMS = 50
"""Syntax errors told of one file; after so many the rest is noise."""

MAX_EXPANSION = 1_000_000
"""Characters that the entities of an XML file may expand to."""
