"""Validating candidate triples in the context of the graph: findings in words.

The whole graph is validated with and without the candidates; what only the first shows, they cause.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Triple

from ..sources import Root, parse_file
from .findings import Finding, Report
from .lint import lint

if TYPE_CHECKING:
    import rdflib

__all__ = ["Finding", "Report", "check", "check_all"]


def check(candidates: Path | rdflib.Graph | Iterable[Triple], root: Root) -> Report:
    """Return what `candidates` would cause if they were added to the data of `root`.

    Raises:
        InputError: a file is missing, unreadable or of an unknown kind.
        SyntaxProblem: it does not parse.
    """
    from ..snapshot.content import read_data, read_ontology
    from .shapes import Shapes

    new = _triples(candidates)
    ontology = read_ontology(root)
    data, _ = read_data(root)
    before = [*ontology, *data]
    after = list(dict.fromkeys([*before, *new]))
    shapes = Shapes(root)
    old = set(shapes.findings(before))
    caused = [f for f in shapes.findings(after) if f not in old]
    return Report([*lint(new, after), *caused], after)


def check_all(root: Root) -> Report:
    """Return all that is to be said of the data of `root` as it is.

    Raises:
        InputError: a file of the root cannot be read or parsed.
    """
    from ..snapshot.content import read_data, read_ontology
    from .shapes import Shapes

    ontology = read_ontology(root)
    data, _ = read_data(root)
    whole = [*ontology, *data]
    return Report([*lint(data, whole), *Shapes(root).findings(whole)], whole)


def _triples(candidates: Path | rdflib.Graph | Iterable[Triple]) -> list[Triple]:
    if isinstance(candidates, Path):
        return list(parse_file(candidates))
    from rdflib import Graph

    if isinstance(candidates, Graph):
        from ..bridge import from_rdflib

        return list(from_rdflib(candidates))
    return list(candidates)
