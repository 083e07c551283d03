"""Which variables of a SELECT may be bound to nodes, as its text shows: for columns that do not depend on the rows.

Names stand for the same in the whole query here, although a sub-select may use a name of its own for something else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import NamedNode, Variable

from ..errors import QueryError
from ..terms import TYPE
from .algebra import (
    Aggregate,
    Bind,
    Call,
    Expression,
    Graph,
    Pattern,
    Select,
    SubSelect,
    Values,
    groups_of,
    name_of,
)
from .parser import read_query
from .paths import Alternative, Inverse, Path, Repeat, Sequence

ALWAYS = ""
"""Stands in place of a property for what is a node whatever the ontology says."""

Evidence = Mapping[str, frozenset[str]]
_SAME_KIND = frozenset({"MIN", "MAX", "SAMPLE", "COALESCE", "IF"})
_MAKE_NODES = frozenset({"IRI", "URI", "BNODE"})


def node_variables(sparql: str) -> dict[str, list[str]] | None:
    """Return the variables that a SELECT shows and that may be nodes, each with the properties whose values it holds.

    A variable is bound to nodes if one of its properties has nodes as values; `ALWAYS` among them stands for one.
    None stands for a query that has another form, or does not parse.

    >>> node_variables("SELECT ?x ?y ?n { ?x <urn:p> ?y . ?y <urn:q>/<urn:r>+ ?n BIND(STR(?y) AS ?z) }")
    {'x': [''], 'y': ['', 'urn:p'], 'n': ['urn:r']}
    >>> node_variables("SELECT (SAMPLE(?x) AS ?one) (COUNT(?x) AS ?n) { ?x ?p [] }")
    {'one': ['']}
    """
    try:
        query = read_query(sparql)
    except QueryError:
        return None
    if query.form != "SELECT":
        return None
    found: dict[str, set[str]] = defaultdict(set)
    copies: list[tuple[str, str]] = []
    for part in _parts(query.select):
        for name, property_of in _bound(part):
            found[name].add(property_of)
        copies += _copied(part)
    for _ in copies:  # a chain of copies is no longer than all
        for name, other in copies:
            found[name] |= found[other]
    return {name: sorted(found[name]) for name in query.select.variables if found.get(name)}


def _parts(part: object) -> Iterator[object]:
    """Yield a part of a query and all that it is made of."""
    yield part
    inner: Iterable[object] = groups_of(part)
    if isinstance(part, Select):
        inner = (part.where, *((part.values,) if part.values else ()))
    elif isinstance(part, SubSelect):
        inner = (part.select,)
    elif hasattr(part, "parts"):
        inner = part.parts
    for each in inner:
        yield from _parts(each)


def _bound(part: object) -> Iterator[tuple[str, str]]:
    """Yield the variables to which a part itself gives values, each with a property whose value it is."""
    if isinstance(part, Pattern):
        ends = [(part.subject, _first(part.predicate)), (part.object, _last(part.predicate))]
        for term, properties in [*ends, (part.predicate, [ALWAYS])]:
            name = name_of(term)
            if name is not None:
                yield from ((name, each) for each in properties)
    elif isinstance(part, Graph) and isinstance(part.name, Variable):
        yield part.name.value, ALWAYS
    elif isinstance(part, Values):
        for row in part.rows:
            named = zip(part.variables, row, strict=True)
            yield from ((name, ALWAYS) for name, term in named if isinstance(term, NamedNode))
    elif isinstance(part, Bind | Select):
        for name, expression in _computed(part):
            if any(_makes_nodes(each) for each in _results(expression)):
                yield name, ALWAYS


def _copied(part: object) -> list[tuple[str, str]]:
    """Return the variables to which a part gives values of other variables, with these."""
    return [
        (name, each.value)
        for name, expression in _computed(part)
        for each in _results(expression)
        if isinstance(each, Variable)
    ]


def _computed(part: object) -> Iterable[tuple[str, Expression]]:
    if isinstance(part, Bind):
        return [(part.variable, part.expression)]
    return part.computed.items() if isinstance(part, Select) else ()


def _results(expression: Expression) -> Iterator[Expression]:
    """Yield the expressions whose value an expression may have."""
    if isinstance(expression, Call | Aggregate) and expression.name in _SAME_KIND:
        inner = expression.arguments if isinstance(expression, Call) else (expression.argument,)
        for each in inner[1:] if expression.name == "IF" else inner:
            if each is not None:
                yield from _results(each)
    else:
        yield expression


def _makes_nodes(expression: Expression) -> bool:
    return isinstance(expression, NamedNode) or (isinstance(expression, Call) and expression.name in _MAKE_NODES)


def _last(path: Path | Variable) -> list[str]:
    """Return the properties whose values the end of a path may be."""
    match path:
        case NamedNode():
            return [ALWAYS if path == TYPE else path.value]
        case Inverse(inner):
            return _first(inner)
        case Sequence(parts):
            return _last(parts[-1])
        case Alternative(parts):
            return [each for part in parts for each in _last(part)]
        case Repeat(inner):
            return _last(inner)
    return [ALWAYS]


def _first(path: Path | Variable) -> list[str]:
    """Return the properties whose values the start of a path may be: a subject is a node."""
    match path:
        case Inverse(inner):
            return _last(inner)
        case Sequence(parts):
            return _first(parts[0])
        case Alternative(parts):
            return [each for part in parts for each in _first(part)]
    return [ALWAYS]
