"""Paths of SPARQL constraints: as rdflib reads them, and chosen where several lead to the same."""

from __future__ import annotations

from typing import Any

from .paths import EMPTY, Path, inverse, seq


def read(p: Any) -> Path:
    """Return a predicate or path of rdflib as a path; a variable, or a negated set, may be any predicate."""
    from rdflib import URIRef
    from rdflib.paths import AlternativePath, InvPath, MulPath, NegatedPath, SequencePath

    if isinstance(p, URIRef):
        return ["p", str(p)]
    if isinstance(p, SequencePath):
        return seq(*(read(part) for part in p.args))
    if isinstance(p, AlternativePath):
        return ["alt", [read(part) for part in p.args]]
    if isinstance(p, InvPath):
        return inverse(read(p.arg))
    if isinstance(p, NegatedPath):
        return ["alt", [["any"], ["inv", ["any"]]]]
    if not isinstance(p, MulPath):
        return ["any"]
    inner = read(p.path)
    return {"*": ["star", inner], "+": seq(inner, ["star", inner]), "?": ["alt", [EMPTY, inner]]}[str(p.mod)]


def steps(path: Path) -> int:
    """Return how many steps a path has, repeated ones counted as ten."""
    if path[0] in ("p", "any"):
        return 1
    if path[0] == "one":
        return min(steps(part) for part in path[1])
    inner = sum(steps(part) for part in path[1]) if path[0] in ("seq", "alt") else steps(path[1])
    return inner * 10 if path[0] == "star" else inner


def may_be_empty(path: Path) -> bool:
    """Tell whether a path, or a part of it, may have no steps."""
    if path == EMPTY:
        return True
    if path[0] == "seq":
        return any(may_be_empty(part) for part in path[1])
    if path[0] == "alt":
        return any(may_be_empty(part) for part in path[1])
    return path[0] == "star" or (path[0] == "inv" and may_be_empty(path[1]))


def iri_or_any(term: Any) -> str:
    """Return an IRI in N-Triples, "" for anything else."""
    from rdflib import URIRef

    return term.n3() if isinstance(term, URIRef) else ""  # a literal has more than one form


def any_of(ways: list[Path]) -> Path:
    """Return a path for several that all lead to what is wanted: the empty one if it is among them."""
    ordered = sorted((each for way in ways for each in (way[1] if way[0] == "one" else [way])), key=steps)
    several = [way for i, way in enumerate(ordered) if way not in ordered[:i]]
    return several[0] if len(several) == 1 or steps(several[0]) == 0 else ["one", several]


def either(left: Path, right: Path) -> Path:
    """Return the path that goes one way or the other."""
    return left if left == right else ["alt", [left, right]]
