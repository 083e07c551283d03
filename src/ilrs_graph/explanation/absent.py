"""What a direct rule needs to be absent, and which rivals a value had to beat, in words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..names.labels import Labels
from ..patterns.model import Group, Minus, Optional, SubSelect
from ..terms import Node
from .phrases import group_words
from .ranking import beaten_words, parts_of
from .solving import Grounding, Values, valued


def notes(solving: Grounding, solution: Values, labels: Labels) -> tuple[str, ...]:
    """Return, for one solution, a line for each thing that must be absent, and one for each contest that was won.

    >>> from ilrs_graph import LunarGraph
    >>> LunarGraph().explain("change-6", "launchDate", "2024-05-03").trees[0].notes
    ('nothing says: change-6-launch  outcome  failure',)
    """
    where = solving.query.where
    unbound = {name for part in where.filters for name in part.unbound}
    lines = [f"nothing says: {words}" for part in where.parts for words in _absences(part, unbound, solution, labels)]
    contests = (part for part in where.parts if isinstance(part, SubSelect))
    return (*lines, *(line for part in contests for line in _won(part, solving, solution, labels)))


def _absences(part: object, unbound: set[str], solution: Values, labels: Labels) -> Iterator[str]:
    if isinstance(part, Minus) or (isinstance(part, Optional) and unbound & introduced(part.group, solution)):
        yield group_words(part.group, solution, labels)


def introduced(group: Group, solution: Values) -> set[str]:
    """Return the variables of a group that have no value in the solution.

    >>> from ilrs_graph.patterns import read_query
    >>> sorted(introduced(read_query("SELECT * { ?x ?p ?y }").where, {}))
    ['p', 'x', 'y']
    """
    return {name for pattern in group.patterns for name in pattern.variables if name not in solution}


def contest(part: SubSelect, inner: str, solving: Grounding, solution: Values) -> dict[Node, str]:
    """Return who contends in a sub-select for its greatest or least value, and each one's value as text."""
    given = {name: solution[name] for name in part.variables if name in solution and name not in part.extremes}
    found: dict[Node, str] = {}
    for other in solving.run(part.group.text, given):
        holder = next((valued(p.subject, other) for p in part.group.patterns if inner in p.variables), None)
        value = other.get(inner)
        if holder is not None and value is not None:
            found[holder] = text_of(value)
    return found


def text_of(value: Node) -> str:
    """Return the text of a literal, an IRI as it is written.

    >>> from pyoxigraph import Literal
    >>> text_of(Literal(5))
    '5'
    """
    return str(getattr(value, "value", value))


def _won(part: SubSelect, solving: Grounding, solution: Values, labels: Labels) -> Iterator[str]:
    """Yield a line on the values that the least or greatest one beats, if there are any."""
    for outer, inner in part.extremes.items():
        best = solution.get(outer)
        if best is None:
            continue
        beaten = {h: v for h, v in contest(part, inner, solving, solution).items() if v != text_of(best)}
        if beaten:
            least = re.search(rf"\bMIN\s*\(\s*\?{inner}\b", part.head, re.IGNORECASE) is not None
            parts = parts_of(inner, part.group.patterns, solving.ranks)
            yield beaten_words(beaten, text_of(best), labels, parts, least=least)
