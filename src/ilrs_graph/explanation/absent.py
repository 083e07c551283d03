"""What a direct rule needs to be absent, and which rivals a value had to beat, in words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pyoxigraph import NamedNode, Triple, Variable

from ..namespaces import RDF, expand
from ..patterns.model import Filter, Group, Minus, Optional, Pattern, SubSelect
from ..reasoning.rules import Node
from ..things.labels import Labels
from .solving import Solving, Values, valued

_MOST = 3
"""Rivals that are named."""


def notes(solving: Solving, solution: Values, labels: Labels) -> tuple[str, ...]:
    """Return, for one solution, a line for each thing that must be absent, and one for each contest that was won."""
    where = solving.query.where
    unbound = {name for part in where.filters for name in part.unbound}
    lines = [f"nothing says: {words}" for part in where.parts for words in _absences(part, unbound, solution, labels)]
    contests = (part for part in where.parts if isinstance(part, SubSelect))
    return (*lines, *(line for part in contests for line in _contest(part, solving, solution, labels)))


def _absences(part: object, unbound: set[str], solution: Values, labels: Labels) -> Iterator[str]:
    if isinstance(part, Minus):
        yield group_words(part.group, solution, labels)
    if isinstance(part, Optional) and unbound.intersection(introduced(part.group, solution)):
        yield group_words(part.group, solution, labels)


def introduced(group: Group, solution: Values) -> set[str]:
    """Return the variables of a group that have no value in the solution."""
    return {name for pattern in group.patterns for name in pattern.variables if name not in solution}


def group_words(group: Group, solution: Values, labels: Labels) -> str:
    """Return a group in words: its patterns by labels, with the values that its filters allow."""
    allowed = dict(choice for part in group.filters for choice in _choices(part, solution, labels))
    said = ", and ".join(_pattern_words(pattern, solution, allowed, labels) for pattern in group.patterns)
    lacking = [group_words(part.group, solution, labels) for part in group.parts if isinstance(part, Minus)]
    return f"{said}, without: {'; '.join(lacking)}" if lacking else said


def _pattern_words(pattern: Pattern, solution: Values, allowed: dict[str, str], labels: Labels) -> str:
    def word(term: object) -> str:
        value = valued(term, solution)
        if value is not None:
            return _label(value, labels)
        return allowed.get(term.value, "something") if isinstance(term, Variable) else "something"

    verb = pattern.predicate
    if isinstance(verb, NamedNode):
        said = "is a" if verb.value == RDF + "type" else labels.of(verb)
    else:
        said = " / ".join(labels.of(step) for step in _named(verb))
    return f"{word(pattern.subject)}  {said}  {word(pattern.object)}"


def _named(path: object) -> Iterator[NamedNode]:
    if isinstance(path, NamedNode):
        yield path
    else:
        for step in getattr(path, "steps", ()):
            yield from _named(step)


def _choices(part: Filter, solution: Values, labels: Labels) -> Iterator[tuple[str, str]]:
    """Yield each variable that a filter compares with terms, and these terms in words."""
    for name, one, several in re.findall(r"\?(\w+)\s*(?:=\s*(\S+?)|IN\s*\(([^)]*)\))(?=\s|\)|$)", part.text):
        terms = [text.strip() for text in (several or one).split(",")]
        yield name, " or ".join(_term_words(text, solution, labels) for text in terms)


def _term_words(text: str, solution: Values, labels: Labels) -> str:
    if text.startswith("?"):
        value = solution.get(text[1:])
        return _label(value, labels) if value is not None else text
    iri = expand(text)
    return labels.of(NamedNode(iri)) if iri else text


def _contest(part: SubSelect, solving: Solving, solution: Values, labels: Labels) -> Iterator[str]:
    """Yield a line on the values that the least or greatest one beats, if there are any."""
    given = {name: solution[name] for name in part.variables if name in solution and name not in part.extremes}
    for outer, inner in part.extremes.items():
        best = solution.get(outer)
        if best is None:
            continue
        beaten: dict[Node, Node] = {}
        for other in solving.run(part.group.text, given):
            holder = next((valued(p.subject, other) for p in part.group.patterns if inner in p.variables), None)
            value = other.get(inner)
            if holder is not None and value is not None and value != best:
                beaten[holder] = value
        if beaten:
            yield _beaten_words(beaten, labels)


def _beaten_words(beaten: dict[Node, Node], labels: Labels) -> str:
    ranked = sorted(beaten.items(), key=lambda entry: (str(entry[1]), str(entry[0])), reverse=True)
    named = ", ".join(f"{_label(holder, labels)} ({_label(value, labels)})" for holder, value in ranked[:_MOST])
    more = f", and {len(ranked) - _MOST} more" if len(ranked) > _MOST else ""
    return f"this beats {named}{more}"


def _label(value: Node, labels: Labels) -> str:
    """Return the label of a term; a triple term has none."""
    return str(value) if isinstance(value, Triple) else labels.of(value)
