"""Converts all kinds of input that can be checked or added to candidates."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from pyoxigraph import Triple

from .candidate import Candidate
from .read import read_candidates

if TYPE_CHECKING:
    import rdflib

CandidateInput: TypeAlias = "Path | rdflib.Graph | Iterable[Triple | Path | Candidate]"
"""The input that can be checked: a file, an rdflib graph, triples, files, or candidates that are already read."""


def as_candidates(source: CandidateInput) -> list[Candidate]:
    """Return the input as candidates; triples without a file become one candidate without a name.

    Raises:
        InputError: a file is missing, unreadable or of an unknown kind.
    """
    if isinstance(source, Path):
        return read_candidates([source])
    if not isinstance(source, Sequence) and hasattr(source, "serialize"):  # an rdflib graph, detected without an import
        from ..bridge import from_rdflib

        return [Candidate("", b"", None, list(from_rdflib(source)))]  # type: ignore[arg-type]
    items = list(source)
    files = [item for item in items if isinstance(item, Path)]
    triples = [item for item in items if isinstance(item, Triple)]
    read = [item for item in items if isinstance(item, Candidate)]
    return [*read, *read_candidates(files), *([Candidate("", b"", None, triples)] if triples else [])]
