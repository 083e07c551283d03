"""Entailed facts that are not reported: about schema terms, of anonymous classes, and with literals as subjects.

Rules can use such facts as conditions, so updates and explanations need them. In a store they are in a separate graph,
outside the default graph. A literal, which cannot be a subject there, is represented by an IRI.

>>> p = NamedNode("urn:p")
>>> store = Store()
>>> store.extend(unreported_quads([(Literal("Moon"), p, p), (p, p, p)]))
>>> UnreportedStore(store, Layers([])).match(Literal("Moon"), p, None).__next__()[0]
<Literal value=Moon datatype=<NamedNode value=http://www.w3.org/2001/XMLSchema#string>>
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Store, Triple

from ..namespaces import GRAPH_UNREPORTED
from ..terms import Fact, Node
from .layers import Layers
from .lexical_forms import facts_in_store_form

GRAPH = NamedNode(GRAPH_UNREPORTED)
_STANDS_FOR = NamedNode(GRAPH_UNREPORTED + "#standsFor")


def unreported_quads(facts: Iterable[Fact]) -> Iterator[Quad]:
    """Yield the quads of unreported facts in a store.

    >>> [str(quad.subject) for quad in unreported_quads([(NamedNode("urn:a"), NamedNode("urn:b"), NamedNode("urn:c"))])]
    ['<urn:a>']
    """
    for s, p, o in facts_in_store_form(facts):
        if isinstance(s, Literal):
            yield Quad(_name(s), _STANDS_FOR, s, GRAPH)
        yield Quad(_subject(s), p, o, GRAPH)


class UnreportedStore:
    """The unreported facts of a store, all in one layer above the closure."""

    def __init__(self, store: Store, layers: Layers) -> None:
        self.store = store
        self.layers: Layers = layers
        self._empty = not store.contains_named_graph(GRAPH)

    def match(
        self, s: Node | None = None, p: NamedNode | None = None, o: Node | None = None, *, below: int | None = None
    ) -> Iterator[Fact]:
        """Yield the matching facts; with `below`, only those of lower layers."""
        if self._empty or (below is not None and below <= self.layers.closure + 1):
            return
        for quad in self.store.quads_for_pattern(None if s is None else _subject(s), p, o, GRAPH):
            if quad.predicate != _STANDS_FOR:
                yield self._node(quad.subject), quad.predicate, quad.object

    def in_layer(self, layer: int, s: Node | None = None) -> Iterator[Fact]:
        """Yield the facts of a layer, or those with a subject: all are in one layer."""
        return self.match(s) if layer == self.layers.closure + 1 else iter(())

    def by_layer(self, s: Node | None, p: NamedNode | None, o: Node | None) -> dict[Fact, int]:
        """Return the matching facts with their layer."""
        return dict.fromkeys(self.match(s, p, o), self.layers.closure + 1)

    def layer_of(self, fact: Fact) -> int | None:
        """Return the layer of unreported facts, None if the fact is not one of them."""
        return self.by_layer(*fact).get(fact)

    def _node(self, subject: NamedNode | BlankNode | Triple) -> Node:
        if not isinstance(subject, NamedNode) or not subject.value.startswith(GRAPH_UNREPORTED):
            return subject
        return next(self.store.quads_for_pattern(subject, _STANDS_FOR, None, GRAPH)).object


def _subject(term: Node) -> NamedNode | BlankNode | Triple:
    return _name(term) if isinstance(term, Literal) else term


def _name(literal: Literal) -> NamedNode:
    return NamedNode(f"{GRAPH_UNREPORTED}#{sha256(str(literal).encode()).hexdigest()}")
