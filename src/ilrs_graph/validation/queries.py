"""The queries of SPARQL constraints and targets: `$currentShape` and `$PATH` filled in, and `$this` bound."""

from __future__ import annotations

from typing import Any, NoReturn

from pyoxigraph import Literal, NamedNode, Store, Variable

from ..errors import InputError, QueryError
from ..namespaces import OWL, SH
from ..sparql import QueryTooComplex
from ..sparql.algebra import Graph, Group, Pattern, Query
from ..sparql.as_meant import as_meant
from ..sparql.parser import read_query
from ..sparql.paths import EMPTY, Path, Repeat, Touch, Unanchored
from ..sparql.reads import Reads, Unbounded, reads
from ..sparql.together import binds, bound_at_top, bound_everywhere
from ..sparql.traversal import rewritten
from ..sparql.walks import ends
from ..terms import Node, View
from .model import FOCI

THIS = "this"
"""The variable that stands for the focus node."""
_HOLDER = NamedNode(FOCI)
_EACH = Graph(_HOLDER, Group((Pattern(_HOLDER, _HOLDER, Variable(THIS)),)))


def query_of(shapes: View, node: Node, shape: Node, path: Path | None = None) -> Query:
    """Return the SELECT of a SPARQL constraint or target of `shape`; `path` is that of a property shape.

    Raises:
        InputError: it has none, or one that does not parse, gives `$this` a value, or does not show it.
        QueryTooComplex: it is beyond what the engine can parse.
    """
    found = sorted(_values(shapes, node, "select"))
    if not found:
        raise InputError(f"{node} has no sh:select", tip="give the query with sh:select")
    query = _read(_prefixes(shapes, node) + found[0], shape)
    given: dict[Any, Any] = {Variable("currentShape"): shape, Variable("PATH"): path or Variable("PATH")}
    query = rewritten(query, lambda part: given.get(part, part) if isinstance(part, Variable) else part)
    if binds(query, THIS):
        _refuse(shape, "it gives $this a value, which stands for the focus node")
    if THIS not in query.select.variables:
        _refuse(shape, "it does not select $this")
    return query


def for_many(query: Query, shape: Node) -> str:
    """Return a query that asks at once for every node in the graph `FOCI`.

    >>> query = read_query("SELECT ?this { ?this <urn:p> 1 { ?this <urn:q> 1 } }")
    >>> for_many(query, NamedNode("urn:S")).count("GRAPH")
    1

    Raises:
        InputError: the engine does not take it.
    """
    return _checked(bound_at_top(query, _EACH), shape)


def for_one(query: Query, shape: Node) -> str:
    """Return a query that asks for the one node in the graph `FOCI`: bound in every group, as SHACL has it.

    >>> query = read_query("SELECT ?this { ?this <urn:p> 1 { ?this <urn:q> 1 } }")
    >>> for_one(query, NamedNode("urn:S")).count("GRAPH")
    2

    Raises:
        InputError: the engine does not take it.
    """
    return _checked(bound_everywhere(query, _EACH, THIS), shape)


def read_by(query: Query, shape: Node) -> tuple[Reads, bool]:
    """Return what a constraint reads, and whether the nodes must be mentioned in the graph that is asked.

    The engine finds a path of no steps only between nodes that the graph holds.

    Raises:
        InputError: it asks a named graph.
    """
    try:
        found = reads(query.select, THIS, substituted=True)
    except Unbounded as error:
        _refuse(shape, str(error))
    anything = Unanchored(None, None, None) in found.unanchored or any(
        touch.predicate is None for touch in found.touches
    )
    if found.may_skip and anything:
        # what is mentioned would be seen, so its own triples are looked at instead
        own = [Touch(EMPTY, None, False), Touch(EMPTY, None, True)]
        return found._replace(touches=[*found.touches, *own]), False
    return found, found.may_skip


def _read(text: str, shape: Node) -> Query:
    try:
        query = read_query(text)
    except QueryTooComplex as error:
        raise QueryTooComplex(f"the SPARQL constraint of {shape}: {error.message}", tip=error.tip) from None
    except QueryError as error:
        _refuse(shape, error.message)
    if query.form != "SELECT":
        _refuse(shape, "it is not a SELECT")
    return query


def _checked(query: Query, shape: Node) -> str:
    try:
        text = as_meant(str(query))
        Store().query(text)
    except QueryError as error:
        _refuse(shape, error.what)
    except (SyntaxError, RuntimeError, ValueError) as error:
        _refuse(shape, str(error).partition("\n")[0])
    return text


def _refuse(shape: Node, why: str) -> NoReturn:
    raise InputError(f"the SPARQL constraint of {shape} cannot be used: {why}", tip="correct its sh:select")


def _prefixes(shapes: View, node: Node) -> str:
    declared: list[str] = []
    holders = {o for _, _, o in shapes.match(node, NamedNode(SH + "prefixes"))}
    # an ontology's imports declare for it too
    holders = ends(Repeat(NamedNode(OWL + "imports"), least=0), holders, shapes.match)
    for each in ends(NamedNode(SH + "declare"), holders, shapes.match):
        prefix, namespace = (_values(shapes, each, name) for name in ("prefix", "namespace"))
        declared += [f"PREFIX {p}: <{n}> " for p in prefix for n in namespace]
    return "".join(sorted(declared))


def _values(shapes: View, node: Node, name: str) -> list[str]:
    found = (o for _, _, o in shapes.match(node, NamedNode(SH + name)))
    return [o.value for o in found if isinstance(o, NamedNode | Literal)]
