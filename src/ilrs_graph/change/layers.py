"""Where a triple comes from: asserted, derived by a direct rule, or part of the closure.

Layer 0 is what is asserted, layer n what the n-th direct rule adds to the layers below it, and the highest one
what the closure adds. Each triple is in one layer, the lowest that gives it. In a store the default graph holds
every layer merged, and each layer but the lowest has a named graph of its own.

>>> layers = Layers(["010-known-from", "020-kind"])
>>> [layers.graph(n).value.rsplit("/", 1)[-1] for n in (1, 2, layers.closure)]
['010-known-from', '020-kind', 'closure']
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol
from urllib.parse import quote

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store, Variable

from ..namespaces import GRAPH_INFERRED
from ..owl.rules import Atom
from ..terms import XSD_STRING, Fact, Node, PatternTerm, Statement
from .joins import FactSet

ASSERTED = 0
"""The layer of what is asserted."""

_MERGED = DefaultGraph()


class Layers:
    """The layers over the direct rules called `rules`, in their order.

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
        """Return the layer of a graph name, None where it is that of no layer.

        >>> Layers([]).number(DefaultGraph()) is None
        True
        """
        return self._numbers.get(graph) if isinstance(graph, NamedNode) else None


def is_inferred(graph: object) -> bool:
    """Return whether a graph name is that of a layer of inferred triples, whatever the direct rules are.

    >>> is_inferred(Layers([]).graph(1)), is_inferred(DefaultGraph())
    (True, False)
    """
    return isinstance(graph, NamedNode) and graph.value.startswith(GRAPH_INFERRED + "/")


class View(Protocol):
    """Triples by layer, as a store holds them or as they are after changes."""

    @property
    def layers(self) -> Layers:
        """The layers."""

    def match(self, s: Node | None, p: NamedNode | None, o: Node | None, *, below: int | None = None) -> Iterator[Fact]:
        """Yield the triples that fit, None standing for anything; with `below`, only those of lower layers."""

    def by_layer(self, s: Node | None, p: NamedNode | None, o: Node | None) -> Mapping[Fact, int]:
        """Return the triples that fit with the layer of each."""

    def layer_of(self, fact: Fact) -> int | None:
        """Return the layer that a triple is in, None where it is in none."""


class Layered:
    """The triples of a store by layer; nothing is loaded, every answer is a look-up.

    Terms are as the store holds them: Oxigraph keeps numbers and times in their canonical form.

    >>> store, layers = Store(), Layers([])
    >>> a, p, b = (NamedNode("urn:" + name) for name in "apb")
    >>> store.extend([Quad(a, p, b), Quad(b, p, a), Quad(b, p, a, layers.graph(1))])
    >>> view = Layered(store, layers)
    >>> view.layer_of((a, p, b)), view.layer_of((b, p, a)), view.layer_of((a, p, a))
    (0, 1, None)
    >>> len(list(view.match(None, p, None))), len(list(view.match(None, p, None, below=1)))
    (2, 1)
    """

    def __init__(self, store: Store, layers: Layers) -> None:
        self.store = store
        self.layers: Layers = layers

    def match(self, s: Node | None, p: NamedNode | None, o: Node | None, *, below: int | None = None) -> Iterator[Fact]:
        """Yield the triples that fit, None standing for anything; with `below`, only those of lower layers."""
        if isinstance(s, Literal):
            return
        if below is None or below > self.layers.closure:
            for q in self.store.quads_for_pattern(s, p, o, _MERGED):
                yield q.subject, q.predicate, q.object
            return
        for fact, layer in self.by_layer(s, p, o).items():
            if layer < below:
                yield fact

    def layer_of(self, fact: Fact) -> int | None:
        """Return the layer that a triple is in, None where it is in none."""
        return self.by_layer(*fact).get(fact)

    def by_layer(self, s: Node | None, p: NamedNode | None, o: Node | None) -> dict[Fact, int]:
        """Return the triples that fit with the layer of each."""
        found: dict[Fact, int] = {}
        if isinstance(s, Literal):
            return found
        for q in self.store.quads_for_pattern(s, p, o, None):
            layer = ASSERTED if isinstance(q.graph_name, DefaultGraph) else self.layers.number(q.graph_name)
            if layer is not None:
                fact = (q.subject, q.predicate, q.object)
                found[fact] = max(layer, found.get(fact, ASSERTED))
        return found


class Overlay:
    """A layered view with changes on top, the view below untouched: the state after a change.

    >>> a, p = NamedNode("urn:a"), NamedNode("urn:p")
    >>> store = Store()
    >>> store.add(Quad(a, p, a))
    >>> after = Overlay(Layered(store, Layers([])))
    >>> after.put((a, p, a), None)
    >>> after.put((p, p, p), 1)
    >>> list(after.match(None, None, None)) == [(p, p, p)], list(after.match(None, None, None, below=1))
    (True, [])
    """

    def __init__(self, base: View) -> None:
        self.base = base
        self.layers: Layers = base.layers
        self.changed: dict[Fact, int | None] = {}
        self._present = FactSet()

    def put(self, fact: Fact, layer: int | None) -> None:
        """Move a triple to a layer, or, with None, take it away."""
        self.changed[fact] = layer
        if layer is None:
            self._present.discard(fact)
        else:
            self._present.add(fact)

    def layer_of(self, fact: Fact) -> int | None:
        """Return the layer that a triple is in, None where it is in none."""
        return self.changed[fact] if fact in self.changed else self.base.layer_of(fact)

    def match(self, s: Node | None, p: NamedNode | None, o: Node | None, *, below: int | None = None) -> Iterator[Fact]:
        """Yield the triples that fit, None standing for anything; with `below`, only those of lower layers."""
        yield from self.put_there(s, p, o, below=below)
        for fact in self.base.match(s, p, o, below=below):
            if fact not in self.changed:
                yield fact

    def put_there(
        self, s: Node | None, p: NamedNode | None, o: Node | None, *, below: int | None = None
    ) -> Iterator[Fact]:
        """Yield those of `match` that have been put there."""
        for fact in self._present.match(s, p, o):
            layer = self.changed[fact]
            if layer is not None and (below is None or layer < below):
                yield fact

    def by_layer(self, s: Node | None, p: NamedNode | None, o: Node | None) -> dict[Fact, int]:
        """Return the triples that fit with the layer of each."""
        found = {f: n for f, n in self.base.by_layer(s, p, o).items() if f not in self.changed}
        for fact in self._present.match(s, p, o):
            layer = self.changed[fact]
            if layer is not None:
                found[fact] = layer
        return found


def quads(layers: Layers, asserted: Iterable[Statement], added: Iterable[Iterable[Statement]]) -> Iterator[Quad]:
    """Yield the quads of a layered store: what is asserted, then what each layer adds.

    >>> list(quads(Layers([]), [], [[]]))
    []
    """
    for t in asserted:
        yield Quad(t.subject, t.predicate, t.object)
    for graph, part in zip(layers.graphs, added, strict=True):
        for t in part:
            yield Quad(t.subject, t.predicate, t.object)
            yield Quad(t.subject, t.predicate, t.object, graph)


def in_store_form(facts: Iterable[Fact]) -> Iterator[Fact]:
    """Yield facts with their literals as a store keeps them.

    >>> number = Literal("1.00", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#decimal"))
    >>> next(in_store_form([(NamedNode("urn:a"), NamedNode("urn:p"), number)]))[2].value
    '1'
    """
    for s, p, o in facts:
        yield _in_store_form(s), p, _in_store_form(o)


def atom_in_store_form(atom: Atom) -> Atom:
    """Return an atom with its literals as a store keeps them.

    >>> print(atom_in_store_form(Atom(XSD_STRING, XSD_STRING, Literal("01", datatype=XSD_INTEGER))))
    xsd:string xsd:string "1"^^<http://www.w3.org/2001/XMLSchema#integer>
    """
    s, p, o = atom
    return Atom(_term_in_store_form(s), p, _term_in_store_form(o))


def _in_store_form(term: Node) -> Node:
    if not isinstance(term, Literal) or term.datatype == XSD_STRING:
        return term
    held = Store()
    held.add(Quad(XSD_STRING, XSD_STRING, term))
    return next(iter(held.quads_for_pattern(None, None, None))).object


def _term_in_store_form(term: PatternTerm) -> PatternTerm:
    return term if isinstance(term, Variable) else _in_store_form(term)
