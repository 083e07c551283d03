"""A caution about a query: it is valid SPARQL 1.1, runs, and gives another result than its author will expect."""

from __future__ import annotations

from typing import NamedTuple


class Caution(NamedTuple):
    """`place` is the offset in the text of the query, `code` a short name, the others are sentences without a stop.

    >>> Caution(0, "x", "This matches nothing", "write it so", "The engine has it so").text
    'This matches nothing; write it so'
    """

    place: int
    code: str
    what: str
    fix: str
    why: str

    @property
    def text(self) -> str:
        """What is odd and how to write it, in one line."""
        return f"{self.what}; {self.fix}"
