"""Shapes in words: those that report, each with its message, reason and remedy (SHACL)."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import BlankNode, Literal, NamedNode

from ..namespaces import SHAPES, compact, with_curies
from ..terms import Node, Statement
from ..validation.shape_graph import TARGETS, ShapeGraph, sh
from ..validation.shape_paths import read_path
from . import vocabulary as v
from .model import ShapeRule

_SEVERITIES = {sh("Violation"): "violation", sh("Warning"): "warning", sh("Info"): "info"}
_BOUNDS = {"minInclusive": ">=", "minExclusive": ">", "maxInclusive": "<=", "maxExclusive": "<"}


def shape_rules(triples: Iterable[Statement]) -> tuple[ShapeRule, ...]:
    """Return the named shapes that have a message, of their own or in a SPARQL constraint, in the order of their names.

    Raises:
        InputError: a path is no path of SHACL.
    """
    graph = ShapeGraph(triples)
    named = {s for s, _, _ in graph.match() if isinstance(s, NamedNode) and s.value.startswith(SHAPES)}
    messages = {node: _message(graph, node) for node in sorted(named, key=str) if graph.is_shape(node)}
    return tuple(_rule(graph, node, message) for node, message in messages.items() if message and _targets(graph, node))


def _rule(graph: ShapeGraph, node: NamedNode, message: str) -> ShapeRule:
    path = next((str(read_path(graph, o)) for o in graph.objects(node, "path")), "")
    levels = [_SEVERITIES[o] for o in graph.objects(node, "severity") if isinstance(o, NamedNode)]
    return ShapeRule(
        node.value.removeprefix(SHAPES),
        node.value,
        _targets(graph, node),
        with_curies(path),
        _cardinality(graph, node),
        _values(graph, node),
        levels[0] if levels else "violation",
        message,
        _literal(graph, node, v.COMMENT),
        _literal(graph, node, v.REMEDY),
    )


def _message(graph: ShapeGraph, node: NamedNode) -> str:
    """Return the message of a shape, or those of its SPARQL constraints."""
    selects = graph.objects(node, "sparql")
    found = graph.objects(node, "message") or [m for s in selects for m in graph.objects(s, "message")]
    return " ".join(o.value for o in found if isinstance(o, Literal))


def _targets(graph: ShapeGraph, node: Node) -> tuple[str, ...]:
    """Return the targets of a shape, or of the shapes that it is a part of."""
    found = {_name(o) for word in TARGETS for o in graph.objects(node, word)}
    if not found:
        above = graph.subjects(sh("property").value, node)
        found = {target for each in above for target in _targets(graph, each)}
    return tuple(sorted(found, key=str.casefold))


def _cardinality(graph: ShapeGraph, node: Node) -> str:
    least, most = (_literal(graph, node, sh(name)) for name in ("minCount", "maxCount"))
    if not least and not most:
        return ""
    return least if least == most else f"{least or 0}..{most or '*'}"


def _values(graph: ShapeGraph, node: Node) -> str:
    """Return what the values of a shape may be, by the constraints that have short words."""
    found = [_name(o) for word in ("class", "datatype") for o in graph.objects(node, word)]
    found += [f"{sign} {o.value}" for word, sign in _BOUNDS.items() for o in graph.objects(node, word)
              if isinstance(o, Literal)]  # fmt: skip
    choices = [_values(graph, each) for each in graph.members(node, "or")]
    if choices and all(choices):
        found.append(" or ".join(choices))
    one_of = [_name(o) for o in graph.members(node, "in")]
    return ", ".join([*found, *(["one of " + ", ".join(one_of)] if one_of else [])])


def _name(node: Node) -> str:
    if isinstance(node, NamedNode):
        return compact(node.value)
    return node.value if isinstance(node, Literal) else "(a class expression)" if isinstance(node, BlankNode) else ""


def _literal(graph: ShapeGraph, node: Node, predicate: NamedNode) -> str:
    return " ".join(sorted(o.value for _, _, o in graph.match(node, predicate) if isinstance(o, Literal)))
