"""Reads untrusted candidate files: checks limits first, then parses; problems are collected, not raised.

Nothing here opens a connection, or a file other than the named one.

>>> candidate = read_bytes(b"<http://a/x> <http://a/p> 1 .", "new.ttl", syntax_of("new.ttl"))
>>> len(candidate.triples), candidate.problems
(1, [])
"""

from .candidate import Candidate, Problem
from .limits import MAX_DEPTH, MAX_FILE_MB, MAX_LINE, MAX_LITERAL
from .read import read_bytes, read_candidates
from .syntaxes import SYNTAXES, syntax_named, syntax_of

__all__ = [
    "MAX_DEPTH",
    "MAX_FILE_MB",
    "MAX_LINE",
    "MAX_LITERAL",
    "SYNTAXES",
    "Candidate",
    "Problem",
    "read_bytes",
    "read_candidates",
    "syntax_named",
    "syntax_of",
]
