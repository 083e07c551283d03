"""Checks of candidate triples that SHACL cannot express, one module for each kind of problem.

Each lint is a function from the context of the change to notes: a finding, the triple that causes it, and the part of
the triple.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..context import Context
from . import blank_nodes, by_hand, duplicates, identifiers, literals, references, removals, sourcing, terms
from .note import Note

__all__ = ["LINTS", "Note", "lint"]

LINTS = (
    terms.find,
    references.find,
    identifiers.find,
    literals.find,
    by_hand.find,
    blank_nodes.find,
    sourcing.find,
    duplicates.find,
    removals.find,
)
"""All lints except that for clashes, which needs the reasoner."""


def lint(context: Context) -> Iterator[Note]:
    """Yield the notes of every lint."""
    for find in LINTS:
        yield from find(context)
