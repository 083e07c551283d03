"""What answers SPARQL queries: one interface to the local snapshot and to a server."""

from .model import Engine, Result, Table, as_table, result, table, values
from .store import StoreEngine

__all__ = ["Engine", "Result", "StoreEngine", "Table", "as_table", "result", "table", "values"]
