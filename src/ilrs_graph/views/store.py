"""The facts of a store: all facts by layer, or the asserted ones with their literals as written.

Nothing is loaded in advance: each match is a look-up in the store.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store, Triple

from ..namespaces import GRAPH_INFERRED
from ..terms import Fact, Node
from .layers import ASSERTED, Layers
from .lexical_forms import GRAPH, forms, stored, written_quads

_MERGED = DefaultGraph()


class LayeredStore:
    """The facts of a store by layer; literals are in the store's form.

    >>> store, layers = Store(), Layers([])
    >>> a, p, b = (NamedNode("urn:" + name) for name in "apb")
    >>> store.extend([Quad(a, p, b), Quad(b, p, a), Quad(b, p, a, layers.graph(1))])
    >>> view = LayeredStore(store, layers)
    >>> view.layer_of((a, p, b)), view.layer_of((b, p, a)), view.layer_of((a, p, a))
    (0, 1, None)
    >>> len(list(view.match(None, p, None))), len(list(view.match(None, p, None, below=1)))
    (2, 1)
    """

    def __init__(self, store: Store, layers: Layers) -> None:
        self.store = store
        self.layers: Layers = layers
        self._highest: dict[NamedNode, int] = {}

    def match(
        self, s: Node | None = None, p: NamedNode | None = None, o: Node | None = None, *, below: int | None = None
    ) -> Iterator[Fact]:
        """Yield the matching facts; with `below`, only those of lower layers."""
        if isinstance(s, Literal):
            return
        if below is None or below > (self.layers.closure if p is None else self._highest_with(p)):
            for q in self.store.quads_for_pattern(s, p, o, _MERGED):
                yield q.subject, q.predicate, q.object
            return
        for fact, layer in self.by_layer(s, p, o).items():
            if layer < below:
                yield fact

    def in_layer(self, layer: int, s: Node | None = None) -> Iterator[Fact]:
        """Yield the facts of a layer above that of the asserted ones, or those with a subject."""
        if not isinstance(s, Literal):
            for q in self.store.quads_for_pattern(s, None, None, self.layers.graph(layer)):
                yield q.subject, q.predicate, q.object

    def _highest_with(self, p: NamedNode) -> int:
        """Return the highest layer that has facts with a predicate."""
        found = self._highest.get(p)
        if found is None:
            graphs = reversed(list(enumerate(self.layers.graphs, 1)))
            having = (n for n, g in graphs if next(self.store.quads_for_pattern(None, p, None, g), None) is not None)
            found = self._highest[p] = next(having, ASSERTED)
        return found

    def layer_of(self, fact: Fact) -> int | None:
        """Return the layer of a fact, None if the store does not hold it."""
        return self.by_layer(*fact).get(fact)

    def by_layer(self, s: Node | None, p: NamedNode | None, o: Node | None) -> dict[Fact, int]:
        """Return the matching facts with the layer of each."""
        found: dict[Fact, int] = {}
        if isinstance(s, Literal):
            return found
        for q in self.store.quads_for_pattern(s, p, o, None):
            layer = ASSERTED if isinstance(q.graph_name, DefaultGraph) else self.layers.number(q.graph_name)
            if layer is not None:
                fact = (q.subject, q.predicate, q.object)
                found[fact] = max(layer, found.get(fact, ASSERTED))
        return found


class AssertedStore:
    """The asserted facts of a store with literals as written, as validation needs them.

    >>> from ilrs_graph.turtle.parse import parse_bytes
    >>> view = AssertedStore.of(parse_bytes(b"<urn:a> <urn:p> 1.00 .", "example"))
    >>> [str(o) for _, _, o in view.match(NamedNode("urn:a"))]
    ['"1.00"^^<http://www.w3.org/2001/XMLSchema#decimal>']
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        graphs = list(store.named_graphs())
        self._inferred = [g for g in graphs if isinstance(g, NamedNode) and g.value.startswith(GRAPH_INFERRED)]
        self._written = GRAPH in graphs
        self._about: dict[NamedNode, tuple[list[NamedNode], bool]] = {}

    @classmethod
    def of(cls, triples: Iterable[Triple]) -> AssertedStore:
        """Return a view of asserted triples held in memory."""
        asserted = list(triples)
        store = Store()
        store.bulk_extend(Quad(t.subject, t.predicate, t.object) for t in asserted)
        store.bulk_extend(written_quads(asserted))
        return cls(store)

    def match(self, s: Node | None = None, p: NamedNode | None = None, o: Node | None = None) -> Iterator[Fact]:
        """Yield the matching asserted facts."""
        if isinstance(s, Literal):
            return
        for q in self.store.quads_for_pattern(s, p, stored(o) if isinstance(o, Literal) else o, _MERGED):
            subject, predicate, value = q.subject, q.predicate, q.object
            inferred, written = self._about.get(predicate) or self._look(predicate)
            if inferred and any(Quad(subject, predicate, value, g) in self.store for g in inferred):
                continue
            if not written or not isinstance(value, Literal):
                yield subject, predicate, value
                continue
            for form in forms(self.store, q):
                if o is None or form == o:
                    yield subject, predicate, form

    def holds(self, fact: Fact) -> bool:
        """Return whether a fact is asserted; for a fact that is not in the store this takes one look-up.

        >>> a, decimal = NamedNode("urn:a"), NamedNode("http://www.w3.org/2001/XMLSchema#decimal")
        >>> view = AssertedStore.of([Triple(a, a, Literal("1.00", datatype=decimal))])
        >>> [view.holds((a, a, Literal(text, datatype=decimal))) for text in ("1.00", "1.0", "2.0")]
        [True, False, False]
        """
        s, p, o = fact
        if isinstance(s, Literal):
            return False
        value = stored(o) if isinstance(o, Literal) else o
        return Quad(s, p, value) in self.store and next(self.match(s, p, o), None) is not None

    def _look(self, p: NamedNode) -> tuple[list[NamedNode], bool]:
        """Return the graphs of inferred facts with a predicate, and whether the store has written forms for it."""
        holding = [g for g in self._inferred if next(self.store.quads_for_pattern(None, p, None, g), None)]
        has_forms = self._written and next(self.store.quads_for_pattern(None, p, None, GRAPH), None) is not None
        self._about[p] = holding, has_forms
        return self._about[p]
