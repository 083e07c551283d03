"""Whatever can be checked or added, as candidates."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from pyoxigraph import Triple

from .candidate import Candidate
from .read import read_candidates

if TYPE_CHECKING:
    import rdflib

Given: TypeAlias = "Path | rdflib.Graph | Iterable[Triple | Path | Candidate]"
"""What can be checked: a file, an rdflib graph, triples, files, or candidates that have been read."""


def as_candidates(given: Given) -> list[Candidate]:
    """Return what is to be checked as candidates; triples without a file make up one without a name.

    Raises:
        InputError: a file is missing, unreadable or of an unknown kind.
    """
    if isinstance(given, Path):
        return read_candidates([given])
    if not isinstance(given, Sequence) and hasattr(given, "serialize"):  # an rdflib graph, told without importing it
        from ..bridge import from_rdflib

        return [Candidate("", b"", None, list(from_rdflib(given)))]  # type: ignore[arg-type]
    items = list(given)
    files = [item for item in items if isinstance(item, Path)]
    triples = [item for item in items if isinstance(item, Triple)]
    read = [item for item in items if isinstance(item, Candidate)]
    return [*read, *read_candidates(files), *([Candidate("", b"", None, triples)] if triples else [])]
