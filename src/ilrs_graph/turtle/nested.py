"""Selection of the blank nodes that are written in place, as `[ ... ]` or `( ... )`, and of those that need a label.

A blank node is nested if it is the object of exactly one triple, unless it is on a cycle or more than `DEEPEST`
brackets deep, because parsers of other tools are recursive. A list counts as one level, whatever its length. A blank
node without references begins a separate block with `[]`; the others are labelled b0, b1, ...
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeAlias

from ..namespaces import RDF
from .ordered import OrderedGraph
from .rows import BLANK, IRI, SortableTerm

DEEPEST = 32
"""How many brackets may be open at once."""

FIRST, REST = RDF + "first", RDF + "rest"
NIL: SortableTerm = (IRI, RDF + "nil", "", "")

_Reference: TypeAlias = tuple[SortableTerm, str]  # subject and predicate


@dataclass(frozen=True, slots=True)
class Nesting:
    """Where the blank nodes of a graph are written.

    `home` maps the label of each nested one to the subject of its block; `lists` has those that are written as lists;
    `names` maps the labels of the others to their text.
    """

    home: dict[str, SortableTerm] = field(default_factory=dict)
    lists: set[str] = field(default_factory=set)
    names: dict[str, str] = field(default_factory=dict)


def nesting(graph: OrderedGraph) -> Nesting:
    """Return where the blank nodes of `graph` are written.

    >>> a, x, y = (0, "http://example.org/a", "", ""), (1, "x", "", ""), (1, "y", "", "")
    >>> found = nesting({a: {"http://example.org/p": [x]}, y: {"http://example.org/p": [y]}})
    >>> found.home, found.names
    ({'x': (0, 'http://example.org/a', '', '')}, {'y': '_:b0'})
    """
    references = _references(graph)
    parents = {label: found[0] for label, found in references.items() if len(found) == 1}
    nested = Nesting(lists=_lists(graph, parents))
    tops = [subject for subject in graph if subject[1] not in parents or subject[0] != BLANK]
    _nest(tops, parents, nested)
    # The unreachable ones are on a cycle, or below one.
    _nest([(BLANK, label, "", "") for label in _on_cycles(parents, nested)], parents, nested)
    labelled = sorted(label for label in references if label not in nested.home)
    width = len(str(len(labelled) - 1))
    nested.names.update((subject[1], "[]") for subject in tops if subject[0] == BLANK)
    nested.names.update((label, f"_:b{place:0{width}}") for place, label in enumerate(labelled))
    return nested


def _references(graph: OrderedGraph) -> dict[str, list[_Reference]]:
    found: dict[str, list[_Reference]] = {}
    for subject, properties in graph.items():
        for predicate, objects in properties.items():
            for term in objects:
                if term[0] == BLANK:
                    found.setdefault(term[1], []).append((subject, predicate))
    return found


def _lists(graph: OrderedGraph, parents: dict[str, _Reference]) -> set[str]:
    """Return the labels from which a well-formed list continues to its end, found from the ends."""
    lists: set[str] = set()
    ends = [cell for cell, properties in graph.items() if properties.get(REST) == [NIL]]
    for cell in ends:
        while _is_cell(cell, graph[cell]):
            lists.add(cell[1])
            cell, predicate = parents.get(cell[1], (NIL, ""))
            if predicate != REST or cell[1] in lists:
                break
    return lists


def _is_cell(subject: SortableTerm, properties: dict[str, list[SortableTerm]]) -> bool:
    return (
        subject[0] == BLANK
        and properties.keys() == {FIRST, REST}
        and len(properties[FIRST]) == len(properties[REST]) == 1
    )


def _nest(tops: list[SortableTerm], parents: dict[str, _Reference], nested: Nesting) -> None:
    """Nest below each of `tops` the nodes that it leads to; a node that would be too deep becomes another top."""
    children = _children(parents)
    top_labels = {label for kind, label, _, _ in tops if kind == BLANK}
    for top in tops:
        todo = [(top, 0)]
        while todo:
            subject, depth = todo.pop()
            in_list = subject[1] in nested.lists and subject[1] in nested.home and subject[0] == BLANK
            for child in children.get(subject, ()):
                inner = depth if in_list and parents[child][1] == REST else depth + 1
                if child in top_labels:
                    continue
                if inner > DEEPEST:
                    tops.append((BLANK, child, "", ""))
                else:
                    nested.home[child] = top
                    todo.append(((BLANK, child, "", ""), inner))


def _children(parents: dict[str, _Reference]) -> dict[SortableTerm, list[str]]:
    children: dict[SortableTerm, list[str]] = {}
    for label, (subject, _) in parents.items():
        children.setdefault(subject, []).append(label)
    return children


def _on_cycles(parents: dict[str, _Reference], nested: Nesting) -> Iterable[str]:
    """Yield the labels on cycles, in which each is referenced only by the one before."""
    seen = set(nested.home)
    for label in parents:
        path: dict[str, None] = {}
        while label in parents and label not in seen and label not in path:
            path[label] = None
            label = parents[label][0][1]
        if label in path:
            on_path = list(path)
            yield from on_path[on_path.index(label) :]
        seen.update(path)
