"""Values for the variables of a query that has been read, and for those of one of its groups."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pyoxigraph import Literal, NamedNode, Variable

from .algebra import Bind, Call, Column, Filter, Group, Pattern, Query, Select, Values
from .traversal import rewritten


def bound(query: Query, variable: str, terms: Iterable[NamedNode | Literal]) -> Query:
    """Return a query with an open variable restricted to the given terms wherever it is open in a group of patterns.

    >>> from .parser import read_query
    >>> print(bound(read_query("ASK { VALUES ?x { UNDEF } ?x a ?y }"), "x", [NamedNode("urn:a")]).where.parts[0])
    VALUES (?x) { (<urn:a>) }
    """
    rows = tuple((term,) for term in terms)

    def change(part: Any) -> Any:
        left_open = isinstance(part, Values) and part.variables == (variable,) and part.rows == ((None,),)
        return Values((variable,), rows, part.span) if left_open else part

    return rewritten(query, change, leaves=(Pattern, Bind, Column, Call, int, str))


def with_only(group: Group, values: Mapping[str, Any]) -> str:
    """Return a query for the solutions of a group in which variables have the given values.

    A filter says so: joined with VALUES, a variable that the group leaves unbound would take the value.

    >>> print(with_only(Group(()), {"x": Literal("a")}))
    SELECT * WHERE { { } FILTER(SAMETERM(?x, "a")) }
    """
    filters = (Filter(Call("SAMETERM", (Variable(name), value))) for name, value in values.items())
    return str(Select(Group((group, *filters))))


def with_values(group: Group, values: Mapping[str, Any]) -> str:
    """Return a query for the solutions of a group that is joined with the given values, which its filters see.

    >>> print(with_values(Group(()), {"x": Literal("a")}))
    SELECT * WHERE { VALUES (?x) { ("a") } }
    """
    return str(Select(Group((*(Values((name,), ((value,),)) for name, value in values.items()), *group.parts))))
