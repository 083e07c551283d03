"""The one place that knows the syntax of SPARQL: tokens and guard, parser and algebra, paths, and what follows."""

from __future__ import annotations

from .guard import MAX_LENGTH, QueryTooComplex, check, missing_prefixes, prepare
from .syntax_errors import syntax_problem
from .tokens import tokens

__all__ = ["MAX_LENGTH", "QueryTooComplex", "check", "missing_prefixes", "prepare", "syntax_problem", "tokens"]
