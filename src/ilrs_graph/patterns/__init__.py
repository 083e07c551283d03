"""What a query reads: its graph pattern as a tree, and the triples that a solution of it rests on.

Engines tell what a query answers, not why. Here the WHERE part is read into groups, so that the triple patterns
can be filled in with the values of one solution.

>>> query = read_query("SELECT ?x { ?x a <urn:Orbiter> OPTIONAL { ?x <urn:of> ?m } FILTER(!BOUND(?m)) }")
>>> [type(part).__name__ for part in query.where.parts]
['Pattern', 'Optional', 'Filter']
"""

from __future__ import annotations

from .model import Group, Pattern, Query
from .reader import read_query

__all__ = ["Group", "Pattern", "Query", "read_query"]
"""The reader, and the three kinds of node that callers meet first."""
