"""Property paths and terms as a graph of shapes writes them."""

from __future__ import annotations

from functools import cache
from typing import Any

from pyoxigraph import NamedNode, RdfFormat, parse

from ..errors import InputError
from ..namespaces import RDF, SH
from ..sparql.paths import Alternative, Path, Repeat, inverse, sequence
from ..terms import FIRST, REST, SUB_CLASS_OF, TYPE, Node, View

CLASS_PATH = sequence(TYPE, Repeat(SUB_CLASS_OF, least=0))
"""From a node to its classes, as SHACL and most queries go."""


def items(shapes: View, head: Node) -> list[Node]:
    """Return the members of an RDF list."""
    found: list[Node] = []
    seen: set[Node] = set()
    while head not in seen:
        seen.add(head)
        found += [o for _, _, o in shapes.match(head, FIRST)]
        head = next((o for _, _, o in shapes.match(head, REST)), head)
    return found


def read_path(shapes: View, node: Node) -> Path:
    """Return the path that `node` stands for in a shapes graph.

    Raises:
        InputError: it is no path of SHACL.
    """
    if isinstance(node, NamedNode):
        return node
    for _, predicate, value in shapes.match(node):
        kind = predicate.value
        if kind == RDF + "first":
            return sequence(*(read_path(shapes, item) for item in items(shapes, node)))
        if kind == SH + "alternativePath":
            return Alternative(tuple(read_path(shapes, item) for item in items(shapes, value)))
        if kind in _STEPS:
            made: Path = _STEPS[kind](read_path(shapes, value))
            return made
    raise InputError(f"{node} is no property path", tip="write an IRI, a list, or one of the path words of SHACL")


_STEPS: dict[str, Any] = {
    SH + "inversePath": inverse,
    SH + "zeroOrMorePath": lambda path: Repeat(path, least=0),
    SH + "oneOrMorePath": lambda path: sequence(path, Repeat(path, least=0)),
    SH + "zeroOrOnePath": lambda path: Repeat(path, least=0, more=False),
}


@cache
def term_of(text: str) -> Node:
    """Return the term that an N-Triples term stands for.

    >>> term_of('"a"@en').language
    'en'
    """
    (quad,) = parse(f"<urn:s> <urn:p> {text} .".encode(), RdfFormat.N_TRIPLES)
    found: Node = quad.object
    return found
