"""A query asked about given nodes: where the nodes are bound, and whether it may be asked for many at once.

SHACL asks a constraint for one node at a time, which then stands for `$this` in every group. To ask for many, the nodes
are bound at the top alone; that must mean the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from .algebra import (
    Bind,
    Expression,
    Filter,
    Group,
    Minus,
    Optional,
    Part,
    Query,
    Select,
    SubSelect,
    exists_in,
    expressions_of,
    groups_of,
    mentioned,
)
from .scopes import certain, certain_after
from .traversal import rewritten


def may_be_asked_together(select: Select, variable: str) -> bool:
    """Return whether binding a variable at the top alone means the same as binding it in every group."""
    return not select.is_cut and not select.is_aggregated and _alike(select.where, variable, bound=True)


def _alike(group: Group, variable: str, *, bound: bool) -> bool:
    """Return whether a group, in which the variable is `bound` or not, does not mind that it is not bound within."""
    end = bound or variable in certain(group.parts)
    left: frozenset[str] = frozenset()
    for part in group.parts:
        sure = bound or variable in left
        left = certain_after(left, part)
        if isinstance(part, Filter):
            fine = _expressions_alike(expressions_of(part), variable, sure=end)
        elif isinstance(part, SubSelect):
            fine = variable not in _all_names(part.select)
        elif isinstance(part, Optional | Minus):
            fine = _beside_alike(part, variable, sure=sure)
        else:
            fine = _expressions_alike(expressions_of(part), variable, sure=sure)
            fine = fine and all(_alike(inner, variable, bound=False) for inner in groups_of(part))
        if not fine:
            return False
    return True


def _beside_alike(part: Optional | Minus, variable: str, *, sure: bool) -> bool:
    named = variable in mentioned(part)
    if named and not sure:
        return False
    if isinstance(part, Minus):
        return (not named or variable in certain(part.group.parts)) and _alike(part.group, variable, bound=False)
    filters = [part for part in part.group.parts if isinstance(part, Filter)]
    rest = Group(tuple(inner for inner in part.group.parts if not isinstance(inner, Filter)))
    conditions = [each.expression for each in filters]
    return _alike(rest, variable, bound=False) and _expressions_alike(conditions, variable, sure=True)


def _expressions_alike(expressions: Iterable[Expression], variable: str, *, sure: bool) -> bool:
    return all(
        (sure or variable not in mentioned(each))
        and all(_alike(inner.group, variable, bound=sure) for inner in exists_in(each))
        for each in expressions
    )


def _all_names(select: Select) -> frozenset[str]:
    """Return the variables of a sub-select, those that it keeps to itself with them."""
    inner = frozenset().union(*map(_names, select.where.parts))
    return inner.union(select.variables, *map(mentioned, (*select.computed.values(), *select.having)))


def _names(part: object) -> frozenset[str]:
    if isinstance(part, SubSelect):
        return _all_names(part.select)
    deeper = frozenset().union(*(_names(inner) for group in groups_of(part) for inner in group.parts))
    return mentioned(part) | deeper


# -- where nodes are bound


def bound_at_top(query: Query, binding: Part) -> Query:
    """Return a query with a part put at the beginning of its outermost group."""
    return replace(query, select=replace(query.select, where=_opened(query.where, binding)))


def bound_everywhere(query: Query, binding: Part, variable: str) -> Query:
    """Return a query with a part put at the beginning of each group that speaks of a variable, and of the outermost.

    >>> from .parser import read_query
    >>> query = read_query("ASK { ?x <urn:p> ?y { FILTER(?this = ?y) } }")
    >>> print(bound_everywhere(query, read_query("ASK { ?s ?p ?this }").where.parts[0], "this"))
    ASK { ?s ?p ?this . ?x <urn:p> ?y . { ?s ?p ?this . FILTER((?this = ?y)) } }
    """

    def change(node: Any) -> Any:
        return _opened(node, binding) if isinstance(node, Group) and variable in mentioned(node) else node

    found = rewritten(query, change)
    return found if variable in mentioned(query.where) else bound_at_top(found, binding)


def binds(query: Query, variable: str) -> bool:
    """Return whether a query gives a variable a value of its own, by BIND or in the head of a SELECT."""
    found: set[object] = set()

    def note(node: Any) -> Any:
        found.update(node.computed if isinstance(node, Select) else (node.variable,) if isinstance(node, Bind) else ())
        return node

    rewritten(query, note)
    return variable in found


def _opened(group: Group, binding: Part) -> Group:
    return replace(group, parts=(binding, *group.parts))
