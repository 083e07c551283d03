"""SHACL property paths: read from a shapes graph, walked in a view, taken apart into the triples they touch.

A path is plain data, so that compiled shapes can be kept as JSON: `["p", iri]`, `["any"]` (any predicate),
`["inv", path]`, `["seq", [path...]]`, `["alt", [path...]]`, `["star", path]`, and `["one", [path...]]`, several ways
of which each leads to all that is wanted, so that the cheapest may be taken. `["seq", []]` is the empty path.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import cache
from typing import Any

from pyoxigraph import NamedNode, RdfFormat, parse

from ..errors import InputError
from ..namespaces import RDF, RDFS, SH
from ..terms import Fact, View
from ..terms import Node as Term

Path = list[Any]
"""A path as plain data."""
EMPTY: Path = ["seq", []]
CLASS_PATH: Path = ["seq", [["p", RDF + "type"], ["star", ["p", RDFS + "subClassOf"]]]]
"""From a node to its classes, as SHACL and most queries go."""


def seq(*paths: Path) -> Path:
    """Return the paths one after the other.

    >>> seq(EMPTY, ["p", "urn:a"])
    ['p', 'urn:a']
    """
    parts = [part for path in paths for part in (path[1] if path[0] == "seq" else [path])]
    alone: Path = parts[0] if len(parts) == 1 else ["seq", parts]
    return alone


def inverse(path: Path) -> Path:
    """Return the path that is walked the other way."""
    return path[1] if path[0] == "inv" else ["inv", path]


def items(shapes: View, head: Term) -> list[Term]:
    """Return the members of an RDF list."""
    found: list[Term] = []
    seen: set[Term] = set()
    while head not in seen:
        seen.add(head)
        found += [o for _, _, o in shapes.match(head, NamedNode(RDF + "first"))]
        head = next((o for _, _, o in shapes.match(head, NamedNode(RDF + "rest"))), head)
    return found


def read_path(shapes: View, node: Term) -> Path:
    """Return the path that `node` stands for in a shapes graph.

    Raises:
        InputError: it is no path of SHACL.
    """
    if isinstance(node, NamedNode):
        return ["p", node.value]
    for _, p, value in shapes.match(node):
        kind = p.value
        if kind == RDF + "first":
            return seq(*(read_path(shapes, item) for item in items(shapes, node)))
        if kind == SH + "alternativePath":
            return ["alt", [read_path(shapes, item) for item in items(shapes, value)]]
        if kind in _STEPS:
            made: Path = _STEPS[kind](read_path(shapes, value))
            return made
    raise InputError(f"{node} is no property path", tip="write an IRI, a list, or one of the path words of SHACL")


_STEPS: dict[str, Any] = {
    SH + "inversePath": inverse,
    SH + "zeroOrMorePath": lambda path: ["star", path],
    SH + "oneOrMorePath": lambda path: seq(path, ["star", path]),
    SH + "zeroOrOnePath": lambda path: ["alt", [EMPTY, path]],
}


@cache
def node_of(text: str) -> NamedNode:
    """Return the IRI as a term."""
    return NamedNode(text)


@cache
def term_of(text: str) -> Term:
    """Return the term that an N-Triples term stands for.

    >>> term_of('"a"@en').language
    'en'
    """
    (quad,) = parse(f"<urn:s> <urn:p> {text} .".encode(), RdfFormat.N_TRIPLES)
    found: Term = quad.object
    return found


class _TooFar(Exception):
    """A walk goes over more triples than it may."""


class _Purse:
    """How many triples a walk may still go over."""

    def __init__(self, most: float) -> None:
        self.left = most

    def pay(self) -> None:
        self.left -= 1
        if self.left < 0:
            raise _TooFar


_TRIES = (2, 4, 8, 16, 64, 256, 1024, 16384)
"""Triples per start node after which another way is tried, where there is one."""


def walk(view: View, nodes: Iterable[Term], path: Path) -> set[Term]:
    """Return the nodes that a path leads to."""
    return _walk(view, set(nodes), path, False, _Purse(float("inf")))


def walk_back(view: View, nodes: Iterable[Term], path: Path) -> set[Term]:
    """Return the nodes from which a path leads to one of `nodes`."""
    return _walk(view, set(nodes), path, True, _Purse(float("inf")))


def step(view: View, nodes: Iterable[Term], predicate: str | None, *, back: bool) -> Iterator[Fact]:
    """Yield the triples with `predicate` (None for any) whose subject, or object where `back`, is one of `nodes`."""
    p = None if predicate is None else node_of(predicate)
    for node in nodes:
        yield from view.match(None, p, node) if back else view.match(node, p, None)


def _walk(view: View, nodes: set[Term], path: Path, back: bool, purse: _Purse) -> set[Term]:
    kind, rest = path[0], path[-1]
    if not nodes:
        return nodes
    if kind in ("p", "any"):
        return _step(view, nodes, rest if kind == "p" else None, back, purse)
    if kind == "inv":
        return _walk(view, nodes, rest, not back, purse)
    if kind == "seq":
        for part in reversed(rest) if back else rest:
            nodes = _walk(view, nodes, part, back, purse)
        return nodes
    if kind == "alt":
        return set().union(*(_walk(view, nodes, part, back, purse) for part in rest))
    if kind == "one":
        return _cheapest(view, nodes, rest, back, purse)
    reached, newest = set(nodes), nodes
    while newest:
        newest = _walk(view, newest, rest, back, purse) - reached
        reached |= newest
    return reached


def _cheapest(view: View, nodes: set[Term], ways: list[Path], back: bool, purse: _Purse) -> set[Term]:
    """Return where one of several ways leads, the one that goes over few triples."""
    for most in _TRIES:
        for way in ways:
            with suppress(_TooFar):
                return _walk(view, nodes, way, back, _Purse(most * len(nodes)))
        if purse.left < most * len(nodes):
            raise _TooFar
    return _walk(view, nodes, ways[0], back, purse)


def _step(view: View, nodes: set[Term], predicate: str | None, back: bool, purse: _Purse) -> set[Term]:
    found: set[Term] = set()
    for s, _, o in step(view, nodes, predicate, back=back):
        purse.pay()
        found.add(s if back else o)
    return found


def touches(path: Path, before: Path = EMPTY, back: bool = False) -> Iterator[tuple[Path, str | None, bool]]:
    """Yield where a path goes over a triple: (path to its near end, predicate or None for any, near end is the object).

    >>> list(touches(["seq", [["p", "urn:a"], ["inv", ["p", "urn:b"]]]]))
    [(['seq', []], 'urn:a', False), (['p', 'urn:a'], 'urn:b', True)]
    """
    kind = path[0]
    if kind in ("p", "any"):
        yield before, path[1] if kind == "p" else None, back
    elif kind == "inv":
        yield from touches(path[1], before, not back)
    elif kind == "seq":
        for part in reversed(path[1]) if back else path[1]:
            yield from touches(part, before, back)
            before = seq(before, inverse(part) if back else part)
    elif kind == "alt":
        for part in path[1]:
            yield from touches(part, before, back)
    elif kind == "star":
        yield from touches(path[1], seq(before, inverse(path) if back else path), back)


def text(path: Path) -> str:
    """Return a path in SPARQL syntax.

    >>> text(seq(["p", "urn:a"], ["star", ["inv", ["p", "urn:b"]]]))
    '<urn:a>/(^<urn:b>)*'
    """
    kind = path[0]
    if kind == "p":
        return f"<{path[1]}>"
    if kind == "seq":
        return _joined("/", path[1])
    if kind == "alt" and EMPTY in path[1]:
        return _inner(path[1][1]) + "?"
    if kind == "alt":
        return _joined("|", path[1])
    return "^" + _inner(path[1]) if kind == "inv" else _inner(path[1]) + "*"


def _joined(sign: str, parts: list[Path]) -> str:
    return sign.join(text(part) if part[0] in ("p", "star") else _inner(part) for part in parts)


def _inner(path: Path) -> str:
    return text(path) if path[0] == "p" else f"({text(path)})"
