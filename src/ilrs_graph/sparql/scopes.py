"""What a group of patterns is sure to bind, and which paths lead there from a node.

A path may only lead over patterns that hold wherever the variable at its end matters: those that are required in the
same group or in the groups around it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import reduce
from typing import Any, TypeAlias, TypeGuard

from pyoxigraph import Variable

from .algebra import Bind, Graph, Group, Part, Pattern, Select, SubSelect, Union, Values, mentioned, name_of
from .paths import ANY, Path, cheapest, either, inverse, sequence
from .traversal import rewritten

Reach: TypeAlias = Mapping[str, Path]
"""For each variable that a path leads to: that path."""


def certain(parts: Iterable[Part]) -> frozenset[str]:
    """Return the variables that every solution of the parts binds, one after the other.

    >>> from .parser import read_query
    >>> group = read_query("ASK { ?x <urn:p> ?y OPTIONAL { ?y <urn:q> ?z } BIND(?x AS ?w) BIND(STR(?x) AS ?v) }").where
    >>> sorted(certain(group.parts))
    ['w', 'x', 'y']
    """
    return reduce(certain_after, parts, frozenset())


def certain_after(before: frozenset[str], part: Part) -> frozenset[str]:
    """Return the variables that every solution binds once `part` follows what is sure to bind `before`."""
    if isinstance(part, Bind):
        return before | {part.variable} if name_of(part.expression) in before else before
    return before | _certain_of(part)


def _certain_of(part: Part) -> frozenset[str]:
    if isinstance(part, Pattern):
        return part.variables
    if isinstance(part, Group):
        return certain(part.parts)
    if isinstance(part, Union):
        return frozenset.intersection(*(certain(group.parts) for group in part.groups))
    if isinstance(part, SubSelect):
        return _certain_of_select(part.select)
    if isinstance(part, Values):
        columns = zip(part.variables, zip(*part.rows, strict=True), strict=True) if part.rows else ()
        return frozenset(name for name, terms in columns if None not in terms)
    if isinstance(part, Graph):
        return certain(part.group.parts) | mentioned(part.name)
    return frozenset()


def _certain_of_select(select: Select) -> frozenset[str]:
    inner = certain(select.where.parts)
    if select.is_aggregated:
        inner &= keys_of(select)
    copies = (n for n, e in select.computed.items() if isinstance(e, Variable) and e.value in inner)
    return (inner | frozenset(copies)) & frozenset(select.variables)


def keys_of(select: Select) -> frozenset[str]:
    """Return the variables that a GROUP BY groups by."""
    return frozenset(key.variable for key in select.group_by if key.variable and key.expression is None)


def shown_inside(select: Select) -> frozenset[str]:
    """Return the variables that are the same inside a sub-select and outside, wherever it has a row.

    None are where rows are cut off: which are left depends on rows of any other value. Where rows are grouped, only
    those are by which they are.
    """
    if select.is_cut:
        return frozenset()
    return _certain_of_select(select) - select.computed.keys()


def kept_apart(select: Select) -> Group:
    """Return the group of a sub-select with other names for the variables that it keeps to itself.

    >>> from .parser import read_query
    >>> print(kept_apart(read_query("SELECT ?x { ?x <urn:p> ?y }").select))
    { ?x <urn:p> ?y_inside . }
    """

    def change(term: Any) -> Any:
        private = isinstance(term, Variable) and term.value not in select.variables
        return Variable(f"{term.value}_inside") if private else term

    return rewritten(select.where, change)


def reached(parts: Iterable[Part], reach: Reach) -> dict[str, Path]:
    """Return `reach` with the variables that the parts are sure to bind and that a path leads to.

    >>> from .parser import read_query
    >>> from .paths import EMPTY
    >>> group = read_query("ASK { ?x <urn:p> ?y . ?z <urn:q> ?y OPTIONAL { ?z <urn:r> ?w } }").where
    >>> {name: str(path) for name, path in reached(group.parts, {"x": EMPTY}).items()}
    {'x': '', 'y': '<urn:p>', 'z': '<urn:p>/(^<urn:q>)'}
    """
    edges = [(name_of(p.subject), path_of(p), name_of(p.object)) for p in parts if isinstance(p, Pattern)]
    others = [part for part in parts if isinstance(part, Group | Union | SubSelect) or _copies(part)]
    known = _over(edges, reach)
    tried: dict[int, frozenset[str]] = {}
    while True:
        # a part leads further only where more leads into it than when it was last tried
        part = next((p for p in others if id(p) not in tried or mentioned(p) & known.keys() - tried[id(p)]), None)
        if part is None:
            return known
        known = _through(part, known)
        tried[id(part)] = frozenset(known)
        known = _over(edges, known)


def _copies(part: Part) -> TypeGuard[Bind]:
    return isinstance(part, Bind) and isinstance(part.expression, Variable)


def _over(edges: Iterable[tuple[str | None, Path, str | None]], reach: Reach) -> dict[str, Path]:
    known = dict(reach)
    while True:
        ways: dict[str, list[Path]] = {}
        for s, path, o in edges:
            if s in known and o is not None and o not in known:
                ways.setdefault(o, []).append(sequence(known[s], path))
            elif o in known and s is not None and s not in known:
                ways.setdefault(s, []).append(sequence(known[o], inverse(path)))
        if not ways:
            return known
        known.update((name, cheapest(each)) for name, each in ways.items())


def _through(part: Group | Union | SubSelect | Bind, reach: Reach) -> dict[str, Path]:
    if isinstance(part, Group):
        return reached(part.parts, reach)
    if isinstance(part, Union):
        first, *rest = (reached(group.parts, reach) for group in part.groups)
        for other in rest:
            first = {v: reach.get(v) or either(first[v], other[v]) for v in first if v in other}
        return first
    if isinstance(part, SubSelect):
        shown = shown_inside(part.select)
        found = reached(part.select.where.parts, {v: path for v, path in reach.items() if v in shown})
        return {**{v: path for v, path in found.items() if v in shown}, **reach}
    copied = name_of(part.expression)
    return dict(reach) if copied is None or copied not in reach else {part.variable: reach[copied], **reach}


def path_of(pattern: Pattern) -> Path:
    """Return the path of a pattern; where its property is a variable, any property."""
    return ANY if isinstance(pattern.predicate, Variable) else pattern.predicate
