"""What a query gives, and what answers queries."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from pyoxigraph import QueryBoolean, QuerySolutions, QueryTriples, Triple

from ..errors import QueryError
from ..terms import Term


class Table:
    """The result of a SELECT: variable names without `?`, and one tuple of terms per row (None: unbound)."""

    __slots__ = ("rows", "variables")

    def __init__(self, variables: tuple[str, ...], rows: list[tuple[Term | None, ...]]) -> None:
        self.variables = variables
        self.rows = rows

    def __repr__(self) -> str:
        rows = f"{len(self.rows):,} row{'' if len(self.rows) == 1 else 's'}"
        return f"<{type(self).__name__}: {rows} of {', '.join(self.variables)}>"

    def __iter__(self) -> Iterator[tuple[Term | None, ...]]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


Result = Table | bool | list[Triple]
"""The result of a query: a table for SELECT, a boolean for ASK, triples for CONSTRUCT and DESCRIBE."""


class Engine(Protocol):
    """Answers SPARQL 1.1 queries over the merged graph."""

    def query(self, sparql: str) -> Result:
        """Run a query of any type."""
        ...

    def select(self, sparql: str) -> Table:
        """Run a SELECT query."""
        ...

    def limited(self, seconds: float) -> Engine:
        """Return an engine over the same graph in which each query raises `QueryTimeout` after so many seconds."""
        ...


def result(found: QuerySolutions | QueryBoolean | QueryTriples) -> Result:
    """Return what pyoxigraph found as a Result; the solutions are computed here."""
    if isinstance(found, QuerySolutions):
        return table(found)
    return bool(found) if isinstance(found, QueryBoolean) else list(found)


def query_error(sparql: str, error: Exception) -> QueryError:
    """Return the error of a query that the store refused with `error`."""
    if isinstance(error, SyntaxError):
        from ..sparql import syntax_problem

        return syntax_problem(sparql, str(error))
    return QueryError(f"the query cannot be evaluated: {error}")


def table(found: QuerySolutions) -> Table:
    """Return the solutions of a SELECT as a Table."""
    names = tuple(v.value for v in found.variables)
    rows: list[tuple[Term | None, ...]] = [tuple(row) for row in found]
    return Table(names, rows)


def as_table(result: Result) -> Table:
    """Return `result` if it is a table.

    Raises:
        QueryError: the query was not a SELECT.
    """
    if not isinstance(result, Table):
        raise QueryError("the query is not a SELECT", tip="use SELECT")
    return result


def values(nodes: Sequence[Term]) -> str:
    """Return the terms as the content of a SPARQL VALUES block.

    >>> from pyoxigraph import Literal, NamedNode
    >>> values([NamedNode("http://a/b"), Literal("x")])
    '<http://a/b> "x"'
    """
    return " ".join(map(str, nodes))
