"""The direct rules after a change: each runs again for the things that the change can affect.

The rules run in their order, and a change by one counts for those after it: a triple that moves from one layer to
another has changed for the rules in between. Whatever a rule constructs is about the thing it ran for, so its earlier
triples about a thing are found by the thing.

>>> from pyoxigraph import Store
>>> from ..views.layers import Layers
>>> from ..views.store import LayeredStore
>>> p, q, x = (NamedNode("urn:" + name) for name in "pqx")
>>> rule = DirectRule("1", "", "CONSTRUCT { ?thing <urn:q> ?y } WHERE { VALUES ?thing { UNDEF } ?thing <urn:p> ?y }")
>>> after = LayeredOverlay(LayeredStore(Store(), Layers(["1"])))
>>> after.put((x, p, x), 0)
>>> rerun([rule], after)
()
>>> after.layer_of((x, q, x))
1
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Store

from ..construct.bounds import Bounds
from ..construct.rules import DirectRule
from ..sparql.reads import Unbounded
from ..terms import Fact, Match, Node
from ..views.lexical_forms import facts_in_store_form
from ..views.overlay import LayeredOverlay


def rerun(rules: Sequence[DirectRule], after: LayeredOverlay) -> tuple[str, ...]:
    """Update the layers of the direct rules for a changed asserted layer; return the rules that ran on the whole graph.

    `after` holds the change of the asserted layer on top of all that held before it.

    Raises:
        InputError: a rule is not a CONSTRUCT query that parses.
    """
    revision = _Revision(after)
    return tuple(rule.name for layer, rule in enumerate(rules, 1) if not revision.bounded(rule, layer))


class _Revision:
    """One pass over the layers of the direct rules."""

    def __init__(self, after: LayeredOverlay) -> None:
        self.after = after
        self.before = after.base
        self._was: dict[Fact, int | None] = {}

    def bounded(self, rule: DirectRule, layer: int) -> bool:
        """Revise the layer of a rule; return False where it had to run on the whole graph."""
        moved = [fact for fact, now in self.after.changed.items() if self._was_at(fact) != now]
        if not moved:
            return True
        try:
            constructed, said = self._for_some(rule, moved, layer)
        except Unbounded:
            everything = self.after.match(None, None, None, below=layer)
            self._replace(set(_run(rule, everything, None)), set(self._said(layer)), layer)
            return False
        self._replace(constructed, said, layer)
        return True

    def _for_some(self, rule: DirectRule, moved: Iterable[Fact], layer: int) -> tuple[set[Fact], set[Fact]]:
        """Return what the rule constructs of the things that what has moved can matter to, and what it said of them."""
        bounds = Bounds.of(rule)
        things = bounds.things((f for f in moved if self._differs(f, layer)), self._either(layer))
        things.update(fact[0] for fact in moved if bounds.may_construct(fact[1]))
        if any(isinstance(thing, BlankNode) for thing in things):
            raise Unbounded("a blank node cannot be asked for by name")
        named = sorted((thing for thing in things if isinstance(thing, NamedNode)), key=str)
        if not named:
            return set(), set()
        facts = bounds.needed(named, partial(self.after.match, below=layer))
        return set(_run(rule, facts, named)), {fact for thing in named for fact in self._said(layer, thing)}

    def _replace(self, constructed: set[Fact], said: set[Fact], layer: int) -> None:
        """Let the layer hold what is constructed now in place of what the rule said before."""
        for fact in said - constructed:
            self.after.put(fact, None)
        for fact in constructed - said:
            now = self.after.layer_of(fact)
            if now is None or now > layer:
                self.after.put(fact, layer)

    def _said(self, layer: int, thing: NamedNode | None = None) -> Iterator[Fact]:
        return (fact for fact, n in self.after.by_layer(thing, None, None).items() if n == layer)

    def _either(self, layer: int) -> Match:
        """Look up what held below the layer before the change, or holds there now."""

        def match(s: Node | None, p: NamedNode | None, o: Node | None) -> Iterator[Fact]:
            yield from self.before.match(s, p, o, below=layer)
            yield from self.after.match_changed(s, p, o, below=layer)

        return match

    def _differs(self, fact: Fact, layer: int) -> bool:
        return _is_below(self._was_at(fact), layer) != _is_below(self.after.changed[fact], layer)

    def _was_at(self, fact: Fact) -> int | None:
        if fact not in self._was:
            self._was[fact] = self.before.layer_of(fact)
        return self._was[fact]


def _is_below(layer: int | None, other: int) -> bool:
    return layer is not None and layer < other


def _run(rule: DirectRule, facts: Iterable[Fact], things: Sequence[NamedNode] | None) -> Iterator[Fact]:
    store = Store()
    store.extend(Quad(s, p, o) for s, p, o in facts if not isinstance(s, Literal))
    return facts_in_store_form((t.subject, t.predicate, t.object) for t in rule.run(store, things))
