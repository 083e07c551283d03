"""Targets: the focus nodes of a shape in a view."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pyoxigraph import NamedNode, Quad, Store

from ..terms import SUB_CLASS_OF, TYPE, Fact, Node, View
from .model import Shape
from .shape_paths import term_of


class Targets:
    """The targets of shapes in one view; subclasses are cached."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._below: dict[str, set[Node]] = {}
        self._types: dict[Node, set[Node]] = {}
        self._selected: dict[str, set[Node]] = {}

    def all(self, shape: Shape) -> set[Node]:
        """Return every target of a shape."""
        return set().union(*(self._all(kind, term) for kind, term in shape.targets))

    def among(self, shape: Shape, nodes: Iterable[Node]) -> set[Node]:
        """Return the nodes of `nodes` that are targets of a shape."""
        return {node for node in nodes if any(self._is(kind, term, node) for kind, term in shape.targets)}

    def _all(self, kind: str, term: str) -> set[Node]:
        match = self._view.match
        if kind == "class":
            return {s for c in self.below(term) for s, _, _ in match(None, TYPE, c)}
        if kind == "subjects":
            return {s for s, _, _ in match(None, NamedNode(term[1:-1]))}
        if kind == "objects":
            return {o for _, _, o in match(None, NamedNode(term[1:-1]))}
        return {term_of(term)} if kind == "node" else self._select(term)

    def _is(self, kind: str, term: str, node: Node) -> bool:
        match = self._view.match
        if kind == "node":
            return str(node) == term
        if kind == "objects":
            return next(match(None, NamedNode(term[1:-1]), node), None) is not None
        if kind == "select":
            return node in self._select(term)
        if kind == "subjects":
            return next(match(node, NamedNode(term[1:-1])), None) is not None
        return self.is_a(node, term)

    def is_a(self, node: Node, term: str) -> bool:
        """Return whether a node is an instance of a class or of a subclass."""
        match = self._view.match
        if node not in self._types:
            self._types[node] = {o for _, _, o in match(node, TYPE)}
        return not self._types[node].isdisjoint(self.below(term))

    def below(self, term: str) -> set[Node]:
        """Return a class and all its subclasses."""
        if term not in self._below:
            found: set[Node] = {term_of(term)}
            newest: set[Node] = set(found)
            while newest:
                lower: set[Node] = {s for c in newest for s, _, _ in self._view.match(None, SUB_CLASS_OF, c)}
                newest = lower - found
                found |= newest
            self._below[term] = found
        return self._below[term]

    def _select(self, query: str) -> set[Node]:
        if query not in self._selected:
            rows: Any = store_of(self._view.match()).query(query)
            self._selected[query] = {row["this"] for row in rows}
        return self._selected[query]


def store_of(facts: Iterable[Fact]) -> Store:
    """Return facts as a store in memory.

    >>> len(store_of([]))
    0
    """
    store = Store()
    store.bulk_extend(Quad(*fact) for fact in facts)  # type: ignore[arg-type]
    return store
