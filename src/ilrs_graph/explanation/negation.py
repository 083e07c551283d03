"""What a CONSTRUCT rule needs to be absent, and which rivals a value had to beat, in words."""

from __future__ import annotations

from collections.abc import Iterator

from ..language import say
from ..names.labels import Labels
from ..sparql.algebra import Group, Optional, SubSelect
from ..sparql.traversal import asked_bound, excluded
from ..terms import Node
from .pattern_text import group_words
from .ranking import beaten_words, parts_of
from .solving import Grounding, Values, valued


def notes(solving: Grounding, solution: Values, labels: Labels) -> tuple[str, ...]:
    """Return, for one solution, a line for each thing that must be absent, and one for each contest that was won.

    >>> from ilrs_graph import LunarGraph
    >>> LunarGraph().explain("change-6", "launchDate", "2024-05-03").trees[0].notes
    ("nothing says: launch of Chang'e 6  outcome  failure",)
    """
    where = solving.query.where
    unbound = must_be_unbound(where)
    lines = [
        say("nothing says: {words}", labels.language, words=words)
        for part in where.parts
        for words in _absences(part, unbound, solution, labels)
    ]
    contests = (part for part in where.parts if isinstance(part, SubSelect))
    return (*lines, *(line for part in contests for line in _won(part, solving, solution, labels)))


def _absences(part: object, unbound: set[str], solution: Values, labels: Labels) -> Iterator[str]:
    group = excluded(part)
    if isinstance(part, Optional) and unbound & introduced(part.group, solution):
        group = part.group
    if group is not None:
        yield group_words(group, solution, labels)


def must_be_unbound(group: Group) -> set[str]:
    """Return the variables that the filters of a group want to have no value."""
    return {name for part in group.filters for name, wanted in asked_bound(part.expression) if not wanted}


def introduced(group: Group, solution: Values) -> set[str]:
    """Return the variables of a group that have no value in the solution.

    >>> from ilrs_graph.sparql.parser import read_query
    >>> sorted(introduced(read_query("SELECT * { ?x ?p ?y }").where, {}))
    ['p', 'x', 'y']
    """
    return {name for pattern in group.patterns for name in pattern.variables if name not in solution}


def contest(part: SubSelect, inner: str, solving: Grounding, solution: Values) -> dict[Node, str]:
    """Return who contends in a sub-select for its greatest or least value, and each one's value as text."""
    select = part.select
    given = {name: solution[name] for name in select.variables if name in solution and name not in select.extremes}
    found: dict[Node, str] = {}
    for other in solving.run(select.where, given):
        holder = next((valued(p.subject, other) for p in select.where.patterns if inner in p.variables), None)
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
    for outer, (inner, least) in part.select.extremes.items():
        best = solution.get(outer)
        if best is None:
            continue
        beaten = {h: v for h, v in contest(part, inner, solving, solution).items() if v != text_of(best)}
        if beaten:
            parts = parts_of(inner, part.select.where.patterns, solving.ranks)
            yield beaten_words(beaten, text_of(best), labels, parts, least=least)
