"""SPARQL engines: one interface to the local snapshot and to a server."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from pyoxigraph import QueryBoolean, QuerySolutions, Store, Triple

from .errors import QueryError
from .terms import Term


class Table:
    """The result of a SELECT: variable names without `?`, and one tuple of terms per row (None: unbound)."""

    __slots__ = ("rows", "variables")

    def __init__(self, variables: tuple[str, ...], rows: list[tuple[Term | None, ...]]) -> None:
        self.variables = variables
        self.rows = rows

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


class StoreEngine:
    """A pyoxigraph Store as an Engine.

    >>> from pyoxigraph import Store
    >>> StoreEngine(Store()).select("SELECT ?x { ?x ?y ?z }").variables
    ('x',)
    """

    def __init__(self, store: Store) -> None:
        self.store = store

    def query(self, sparql: str) -> Result:
        """Run a query of any type.

        Raises:
            QueryError: it does not parse or cannot be evaluated.
        """
        try:
            found = self.store.query(sparql)
            if isinstance(found, QuerySolutions):
                return table(found)
            return bool(found) if isinstance(found, QueryBoolean) else list(found)
        except SyntaxError as error:
            from .sparql import syntax_problem

            raise syntax_problem(sparql, str(error)) from None
        except (RuntimeError, ValueError, OSError) as error:
            raise QueryError(f"the query cannot be evaluated: {error}") from None

    def select(self, sparql: str) -> Table:
        """Run a SELECT query.

        Raises:
            QueryError: it does not parse, cannot be evaluated, or is not a SELECT.
        """
        return as_table(self.query(sparql))


def table(found: QuerySolutions) -> Table:
    """Return the solutions of a SELECT as a Table."""
    names = tuple(v.value for v in found.variables)
    rows: list[tuple[Term | None, ...]] = [tuple(row[n] for n in names) for row in found]
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
