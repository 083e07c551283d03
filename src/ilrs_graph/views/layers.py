"""Layers: whether a fact is asserted, derived by a CONSTRUCT rule, or part of the closure.

Layer 0 holds the asserted facts, layer n the facts that the n-th rule adds to the layers below it, and the highest one
those that the closure adds. Each fact is in the lowest layer that derives it. In a store the default graph holds all
layers merged, and each layer except the lowest has a named graph.

>>> layers = Layers(["010-known-from", "020-kind"])
>>> [layers.graph(n).value.rsplit("/", 1)[-1] for n in (1, 2, layers.closure)]
['010-known-from', '020-kind', 'closure']
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol
from urllib.parse import quote

from pyoxigraph import NamedNode, Quad, Store, Triple

from ..namespaces import GRAPH_INFERRED
from ..terms import Fact, Node, Statement

ASSERTED = 0
"""The layer of the asserted facts."""


def is_below(layer: int | None, other: int) -> bool:
    """Return whether a layer, None for that of no fact, is below another."""
    return layer is not None and layer < other


class Layers:
    """The layers over the rules called `rules`, in their order.

    >>> Layers([]).closure
    1
    """

    def __init__(self, rules: Sequence[str]) -> None:
        self.rules = tuple(rules)
        self.closure = len(self.rules) + 1
        self.graphs = tuple(NamedNode(f"{GRAPH_INFERRED}/{quote(name)}") for name in (*self.rules, "closure"))
        self._numbers = {graph: number for number, graph in enumerate(self.graphs, 1)}

    def graph(self, layer: int) -> NamedNode:
        """Return the named graph of a layer from 1 up."""
        return self.graphs[layer - 1]

    def number(self, graph: object) -> int | None:
        """Return the layer of a graph name, None if it is not the graph of a layer.

        >>> Layers([]).number(None) is None
        True
        """
        return self._numbers.get(graph) if isinstance(graph, NamedNode) else None


def is_inferred(graph: object) -> bool:
    """Return whether a graph name is that of a layer of inferred facts, for any rules.

    >>> is_inferred(Layers([]).graph(1)), is_inferred(None)
    (True, False)
    """
    return isinstance(graph, NamedNode) and graph.value.startswith(GRAPH_INFERRED + "/")


class LayeredView(Protocol):
    """Facts by pattern and layer."""

    @property
    def layers(self) -> Layers:
        """The layers."""

    def match(
        self, s: Node | None = None, p: NamedNode | None = None, o: Node | None = None, *, below: int | None = None
    ) -> Iterator[Fact]:
        """Yield the matching facts; with `below`, only those of lower layers."""

    def in_layer(self, layer: int, s: Node | None = None) -> Iterator[Fact]:
        """Yield the facts of a layer above that of the asserted ones, or those with a subject."""

    def by_layer(self, s: Node | None, p: NamedNode | None, o: Node | None) -> Mapping[Fact, int]:
        """Return the matching facts with the layer of each."""

    def layer_of(self, fact: Fact) -> int | None:
        """Return the layer of a fact, None if the view does not hold it."""


def layered_quads(
    layers: Layers, asserted: Iterable[Statement], added: Iterable[Iterable[Statement]]
) -> Iterator[Quad]:
    """Yield the quads of a layered store: the asserted facts, then those that each layer adds."""
    for t in asserted:
        yield Quad(t.subject, t.predicate, t.object)
    for graph, part in zip(layers.graphs, added, strict=True):
        for t in part:
            yield Quad(t.subject, t.predicate, t.object)
            yield Quad(t.subject, t.predicate, t.object, graph)


def inferred(store: Store, subject: NamedNode | None = None) -> Iterator[Triple]:
    """Yield the inferred triples of a store, or those about one subject."""
    if subject is not None:
        yield from (q.triple for q in store.quads_for_pattern(subject, None, None, None) if is_inferred(q.graph_name))
        return
    for graph in store.named_graphs():
        if is_inferred(graph):
            yield from (q.triple for q in store.quads_for_pattern(None, None, None, graph))
