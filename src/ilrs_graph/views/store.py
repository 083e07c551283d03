"""The facts of a store: all facts by layer, or the asserted ones with their literals as written.

Nothing is loaded in advance: each match is a look-up in the store.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store, Triple

from ..terms import Fact, Node, Statement, fact_of
from .layer_index import LayerIndex, Layering
from .layers import ASSERTED, Layers
from .lexical_forms import GRAPH, forms, stored, written_quads

_MERGED = DefaultGraph()


def layered_quads(
    layering: Layering, asserted: Iterable[Statement], added: Iterable[Iterable[Statement]]
) -> Iterator[Quad]:
    """Yield the quads of a store: the asserted facts, then those that each layer adds, which `layering` records."""
    for t in asserted:
        yield Quad(t.subject, t.predicate, t.object)
    for layer, part in enumerate(added, ASSERTED + 1):
        for t in part:
            layering.put(fact_of(t), layer)
            yield Quad(t.subject, t.predicate, t.object)


def inferred(
    store: Store, index: LayerIndex, s: Node | None = None, p: NamedNode | None = None, o: Node | None = None
) -> Iterator[tuple[Fact, int]]:
    """Yield the matching inferred facts of a store with the layer of each."""
    if isinstance(s, Literal):
        return
    for each in [p] if p is not None or s is not None else index.predicates():
        for q in store.quads_for_pattern(s, each, o, _MERGED):
            fact = (q.subject, q.predicate, q.object)
            layer = index.layer(fact)
            if layer != ASSERTED:
                yield fact, layer


class LayeredStore:
    """The facts of a store by layer, which `index` has for the inferred ones; literals are in the store's form.

    >>> a, p, b = (NamedNode("urn:" + name) for name in "apb")
    >>> store, layering = Store(), Layering()
    >>> store.extend(layered_quads(layering, [Triple(a, p, b)], [[Triple(b, p, a)]]))
    >>> view = LayeredStore(store, Layers([]), layering.index)
    >>> view.layer_of((a, p, b)), view.layer_of((b, p, a)), view.layer_of((a, p, a))
    (0, 1, None)
    >>> len(list(view.match(None, p, None))), len(list(view.match(None, p, None, below=1)))
    (2, 1)
    """

    def __init__(self, store: Store, layers: Layers, index: LayerIndex | None = None) -> None:
        self.store = store
        self.layers: Layers = layers
        self.index = LayerIndex() if index is None else index

    def match(
        self, s: Node | None = None, p: NamedNode | None = None, o: Node | None = None, *, below: int | None = None
    ) -> Iterator[Fact]:
        """Yield the matching facts; with `below`, only those of lower layers."""
        if isinstance(s, Literal):
            return
        most = self.layers.closure if p is None else self.index.highest(p)
        for q in self.store.quads_for_pattern(s, p, o, _MERGED):
            fact = (q.subject, q.predicate, q.object)
            if below is None or below > most or self.index.layer(fact) < below:
                yield fact

    def in_layer(self, layer: int, s: Node | None = None) -> Iterator[Fact]:
        """Yield the facts of a layer above that of the asserted ones, or those with a subject."""
        for p in self.index.predicates(layer) if s is None else (None,):
            yield from (fact for fact, n in inferred(self.store, self.index, s, p) if n == layer)

    def layer_of(self, fact: Fact) -> int | None:
        """Return the layer of a fact, None if the store does not hold it."""
        return self.by_layer(*fact).get(fact)

    def by_layer(self, s: Node | None, p: NamedNode | None, o: Node | None) -> dict[Fact, int]:
        """Return the matching facts with the layer of each."""
        return {fact: self.index.layer(fact) for fact in self.match(s, p, o)}


class AssertedStore:
    """The asserted facts of a store with literals as written, as validation needs them.

    >>> from ilrs_graph.turtle.parse import parse_bytes
    >>> view = AssertedStore.of(parse_bytes(b"<urn:a> <urn:p> 1.00 .", "example"))
    >>> [str(o) for _, _, o in view.match(NamedNode("urn:a"))]
    ['"1.00"^^<http://www.w3.org/2001/XMLSchema#decimal>']
    """

    def __init__(self, store: Store, index: LayerIndex | None = None) -> None:
        self.store = store
        self._index = LayerIndex() if index is None else index
        self._written = store.contains_named_graph(GRAPH)
        self._has_forms: dict[NamedNode, bool] = {}

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
            if self._index.layer((subject, predicate, value)) != ASSERTED:
                continue
            if not isinstance(value, Literal) or not self._written or not self._in_other_forms(predicate):
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

    def _in_other_forms(self, p: NamedNode) -> bool:
        """Return whether the store has written forms for a predicate."""
        found = self._has_forms.get(p)
        if found is None:
            having = self.store.quads_for_pattern(None, p, None, GRAPH)
            found = self._has_forms[p] = next(having, None) is not None
        return found
