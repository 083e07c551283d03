"""A pyoxigraph Store as an engine."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Store

from .model import Result, Table, as_table, query_error, result

if TYPE_CHECKING:
    from .workers import LimitedEngine, Workers


class StoreEngine:
    """A pyoxigraph Store as an Engine; `folder` is where the store is on disk, None if it is in memory.

    >>> from pyoxigraph import Store
    >>> StoreEngine(Store()).select("SELECT ?x { ?x ?y ?z }").variables
    ('x',)
    """

    def __init__(self, store: Store, folder: Path | None = None) -> None:
        self.store = store
        self._folder = folder

    def query(self, sparql: str) -> Result:
        """Run a query of any type.

        Raises:
            QueryError: it does not parse or cannot be evaluated.
        """
        from ..sparql.as_meant import as_meant

        try:
            return result(self.store.query(as_meant(sparql)))
        except (SyntaxError, RuntimeError, ValueError, OSError) as error:
            raise query_error(sparql, error) from None

    def select(self, sparql: str) -> Table:
        """Run a SELECT query.

        Raises:
            QueryError: it does not parse, cannot be evaluated, or is not a SELECT.
        """
        return as_table(self.query(sparql))

    def limited(self, seconds: float) -> LimitedEngine:
        """Return an engine over this store that runs queries in another process, and ends it after so many seconds.

        >>> from pyoxigraph import Store
        >>> StoreEngine(Store()).limited(60).query("ASK { ?x ?y ?z }")
        False
        """
        from .workers import LimitedEngine

        return LimitedEngine(self._workers, seconds)

    @cached_property
    def _workers(self) -> Workers:
        from .workers import Workers

        return Workers(self.store, self._folder)
