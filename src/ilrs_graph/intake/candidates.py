"""Converts all kinds of input that can be checked or added to candidates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from reprlib import repr as short
from typing import TYPE_CHECKING, TypeAlias

from pyoxigraph import Triple

from ..errors import UsageError
from ..turtle.rdf12 import beyond
from .candidate import Candidate
from .read import read_candidates

if TYPE_CHECKING:
    import rdflib

CandidateInput: TypeAlias = "str | Path | rdflib.Graph | Iterable[Triple | str | Path | Candidate]"
"""The input that can be checked: the path of a file, an rdflib graph, triples, paths, or candidates that were read."""


def as_candidates(source: CandidateInput, argument: str = "candidates") -> list[Candidate]:
    """Return the input as candidates; triples without a file become one candidate without a name.

    Raises:
        InputError: a file is missing, unreadable or of an unknown kind.
        UsageError: the input is of another type; the message names `argument`.
    """
    if isinstance(source, str | Path):
        return read_candidates([source])
    if not isinstance(source, Sequence) and hasattr(source, "serialize"):  # an rdflib graph, detected without an import
        from ..bridge import from_rdflib

        return [Candidate("", b"", None, list(from_rdflib(source)))]  # type: ignore[arg-type]
    items = _items(source, argument)
    files = [item for item in items if isinstance(item, str | Path)]
    triples = [item for item in items if isinstance(item, Triple)]
    read = [item for item in items if isinstance(item, Candidate)]
    return [*read, *read_candidates(files), *([Candidate("", b"", None, triples)] if triples else [])]


def _items(source: object, argument: str) -> list[Triple | str | Path | Candidate]:
    tip = "give a path, pyoxigraph.Triple objects, or an rdflib graph"
    if not isinstance(source, Iterable) or isinstance(source, bytes | bytearray | Mapping):
        what = f"{{{argument}}}: {short(source)} is not a file, a graph or a collection of triples"
        raise UsageError(what, tip=tip, about=argument)
    items = list(source)
    for item in items:
        if not isinstance(item, Triple | str | Path | Candidate):
            raise UsageError(f"{{{argument}}}: {short(item)} is not a triple or file", tip=tip, about=argument)
        of_rdf_1_1(item, argument)
    return items


def of_rdf_1_1(item: object, argument: str) -> None:
    """Refuse a triple that RDF 1.1 does not have; anything else passes.

    Raises:
        UsageError: it is one; the message names `argument`.
    """
    found = beyond(item) if isinstance(item, Triple) else None
    if found is not None:
        what = f"{{{argument}}}: {found.what.rstrip('.')}: {item}"
        raise UsageError(what, tip=found.remedy[0].lower() + found.remedy[1:], about=argument)
