"""A view with a change on top; the view below is not touched."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode

from ..terms import Fact, Node, View
from .layers import LayeredView, Layers
from .memory import TripleIndex


class Overlay:
    """A view after a change: with new facts `added`, without those `removed`.

    >>> a, p, b = (NamedNode("urn:" + name) for name in "apb")
    >>> after = Overlay(TripleIndex([(a, p, b)]), added=[(b, p, a)], removed=[(a, p, b)])
    >>> list(after.match(None, p)) == [(b, p, a)]
    True
    """

    def __init__(self, base: View, added: Iterable[Fact] = (), removed: Iterable[Fact] = ()) -> None:
        self._base, self._removed = base, frozenset(removed)
        self.added = TripleIndex(added)

    def match(self, s: Node | None = None, p: NamedNode | None = None, o: Node | None = None) -> Iterator[Fact]:
        """Yield the matching facts after the change."""
        for fact in self._base.match(s, p, o):
            if fact not in self._removed:
                yield fact
        yield from self.added.match(s, p, o)


class LayeredOverlay:
    """A layered view with facts moved between layers, added and removed: the state after a change.

    >>> from pyoxigraph import Quad, Store
    >>> from .store import LayeredStore
    >>> a, p = NamedNode("urn:a"), NamedNode("urn:p")
    >>> store = Store()
    >>> store.add(Quad(a, p, a))
    >>> after = LayeredOverlay(LayeredStore(store, Layers([])))
    >>> after.put((a, p, a), None)
    >>> after.put((p, p, p), 1)
    >>> list(after.match(None, None, None)) == [(p, p, p)], list(after.match(None, None, None, below=1))
    (True, [])
    """

    def __init__(self, base: LayeredView) -> None:
        self.base = base
        self.layers: Layers = base.layers
        self.changed: dict[Fact, int | None] = {}
        self._present = TripleIndex()

    def put(self, fact: Fact, layer: int | None) -> None:
        """Move a fact to a layer, or remove it (None)."""
        self.changed[fact] = layer
        if layer is None:
            self._present.discard(fact)
        else:
            self._present.add(fact)

    def layer_of(self, fact: Fact) -> int | None:
        """Return the layer of a fact, None if the view does not hold it."""
        return self.changed[fact] if fact in self.changed else self.base.layer_of(fact)

    def match(
        self, s: Node | None = None, p: NamedNode | None = None, o: Node | None = None, *, below: int | None = None
    ) -> Iterator[Fact]:
        """Yield the matching facts; with `below`, only those of lower layers."""
        yield from self.match_changed(s, p, o, below=below)
        for fact in self.base.match(s, p, o, below=below):
            if fact not in self.changed:
                yield fact

    def match_changed(
        self, s: Node | None, p: NamedNode | None, o: Node | None, *, below: int | None = None
    ) -> Iterator[Fact]:
        """Yield the matching facts that have been put into a layer."""
        for fact in self._present.match(s, p, o):
            layer = self.changed[fact]
            if layer is not None and (below is None or layer < below):
                yield fact

    def in_layer(self, layer: int, s: Node | None = None) -> Iterator[Fact]:
        """Yield the facts of a layer above that of the asserted ones, or those with a subject."""
        yield from (fact for fact in self.base.in_layer(layer, s) if fact not in self.changed)
        yield from (fact for fact in self._present.match(s, None, None) if self.changed[fact] == layer)

    def by_layer(self, s: Node | None, p: NamedNode | None, o: Node | None) -> dict[Fact, int]:
        """Return the matching facts with the layer of each."""
        found = {f: n for f, n in self.base.by_layer(s, p, o).items() if f not in self.changed}
        for fact in self._present.match(s, p, o):
            layer = self.changed[fact]
            if layer is not None:
                found[fact] = layer
        return found
