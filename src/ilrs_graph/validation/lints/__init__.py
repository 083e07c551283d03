"""Checks of candidate triples that SHACL cannot express, one module for each kind of problem.

Each lint is a function from the context of the change to notes: a finding, the triple that causes it, and the part of
the triple.
"""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Triple

from ..context import Context
from . import (
    blank_nodes,
    by_hand,
    characters,
    dot_segments,
    duplicates,
    earth_positions,
    graph_names,
    identifiers,
    literals,
    references,
    removals,
    sourcing,
    terms,
    unused,
)
from .note import Note

__all__ = ["LINTS", "WHOLE_LINTS", "Note", "lint", "lint_ontology", "lint_whole"]

LINTS = (
    terms.find,
    earth_positions.find,
    references.find,
    identifiers.find,
    literals.find,
    characters.find,
    by_hand.find,
    blank_nodes.find,
    dot_segments.find,
    graph_names.find,
    sourcing.find,
    duplicates.find,
    removals.find,
    unused.find,
)
"""All lints except that for clashes, which needs the reasoner."""
WHOLE_LINTS = (unused.find_all,)
"""Lints of a whole graph only: what they report is no fault of a candidate."""


def lint(context: Context) -> Iterator[Note]:
    """Yield the notes of every lint."""
    for find in LINTS:
        yield from find(context)


def lint_whole(context: Context) -> Iterator[Note]:
    """Yield the notes of every lint about a whole graph that is checked as if it were new."""
    yield from lint(context)
    for find in WHOLE_LINTS:
        yield from find(context)


def lint_ontology(triple: Triple) -> Iterator[Note]:
    """Yield the notes about a triple of the ontology: what an engine or an export could not use."""
    yield from literals.of(triple)
    yield from characters.in_text(triple)
    yield from characters.in_declaration(triple)
