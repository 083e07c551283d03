"""Layers: whether a fact is asserted, derived by a CONSTRUCT rule, or part of the closure.

Layer 0 holds the asserted facts, layer n the facts that the n-th rule adds to the layers below it, and the highest one
those that the closure adds. Each fact is in the lowest layer that derives it. In a store the default graph holds all
layers merged, and an index has the layer of each inferred fact; an export has a named graph for each layer.

>>> layers = Layers(["010-known-from", "020-kind"])
>>> [layers.graph(n).value.rsplit("/", 1)[-1] for n in (1, 2, layers.closure)]
['010-known-from', '020-kind', 'closure']
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol
from urllib.parse import quote

from pyoxigraph import NamedNode

from ..namespaces import GRAPH_INFERRED
from ..terms import Fact, Node

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

    def graph(self, layer: int) -> NamedNode:
        """Return the named graph that a layer from 1 up has in an export."""
        return self.graphs[layer - 1]


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
