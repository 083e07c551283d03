"""The CONSTRUCT rules after a change: each runs again for the things that the change can affect.

The rules run in their order, and the results of one are changes for those after it: a triple that moves from one layer
to another has changed for the rules in between. A rule constructs only triples about the thing for which it runs, so
its earlier triples about a thing can be looked up by subject.

>>> from pyoxigraph import Store
>>> from ..views.layers import Layers
>>> from ..views.store import LayeredStore
>>> p, q, x = (NamedNode("urn:" + name) for name in "pqx")
>>> rule = ConstructRule("1", "", "CONSTRUCT { ?thing <urn:q> ?y } WHERE { VALUES ?thing { UNDEF } ?thing <urn:p> ?y }")
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
from ..construct.rules import ConstructRule
from ..sparql.reads import Unbounded
from ..terms import Fact, Match, Node
from ..views.layers import is_below
from ..views.lexical_forms import facts_in_store_form
from ..views.overlay import LayeredOverlay


def rerun(rules: Sequence[ConstructRule], after: LayeredOverlay) -> tuple[str, ...]:
    """Update the layers of the CONSTRUCT rules after a change; return the names of those that ran on the whole graph.

    `after` is the state before the change, with the asserted layer already changed.

    Raises:
        InputError: a rule is not a CONSTRUCT query that parses.
    """
    revision = _Revision(after)
    return tuple(rule.name for layer, rule in enumerate(rules, 1) if not revision.bounded(rule, layer))


class _Revision:
    """One pass over the layers of the CONSTRUCT rules."""

    def __init__(self, after: LayeredOverlay) -> None:
        self.after = after
        self.before = after.base
        self._was: dict[Fact, int | None] = {}

    def bounded(self, rule: ConstructRule, layer: int) -> bool:
        """Update the layer of a rule; return False if the rule had to run on the whole graph."""
        moved = [fact for fact, now in self.after.changed.items() if self._was_at(fact) != now]
        if not moved:
            return True
        try:
            constructed, earlier = self._for_some(rule, moved, layer)
        except Unbounded:
            everything = self.after.match(None, None, None, below=layer)
            self._replace(set(_run(rule, everything, None)), set(self.after.in_layer(layer)), layer)
            return False
        self._replace(constructed, earlier, layer)
        return True

    def _for_some(self, rule: ConstructRule, moved: Iterable[Fact], layer: int) -> tuple[set[Fact], set[Fact]]:
        """Return what the rule constructs of the things that what has moved can matter to, and what it said of them."""
        bounds = Bounds.of(rule)
        things = bounds.things((f for f in moved if self._differs(f, layer)), self._either(layer))
        things.update(fact[0] for fact in moved if bounds.may_construct(fact[1]))
        if any(isinstance(thing, BlankNode) for thing in things):
            raise Unbounded("a blank node cannot be named in a query")
        named = sorted((thing for thing in things if isinstance(thing, NamedNode)), key=str)
        if not named:
            return set(), set()
        facts = bounds.needed(named, partial(self.after.match, below=layer))
        return set(_run(rule, facts, named)), {fact for thing in named for fact in self.after.in_layer(layer, thing)}

    def _replace(self, constructed: set[Fact], earlier: set[Fact], layer: int) -> None:
        """Replace the earlier facts of the rule in its layer by those that it constructs now."""
        for fact in earlier - constructed:
            self.after.put(fact, None)
        for fact in constructed - earlier:
            now = self.after.layer_of(fact)
            if now is None or now > layer:
                self.after.put(fact, layer)

    def _either(self, layer: int) -> Match:
        """Return a look-up of the facts below the layer, before the change or after it."""

        def match(s: Node | None, p: NamedNode | None, o: Node | None) -> Iterator[Fact]:
            yield from self.before.match(s, p, o, below=layer)
            yield from self.after.match_changed(s, p, o, below=layer)

        return match

    def _differs(self, fact: Fact, layer: int) -> bool:
        return is_below(self._was_at(fact), layer) != is_below(self.after.changed[fact], layer)

    def _was_at(self, fact: Fact) -> int | None:
        if fact not in self._was:
            self._was[fact] = self.before.layer_of(fact)
        return self._was[fact]


def _run(rule: ConstructRule, facts: Iterable[Fact], things: Sequence[NamedNode] | None) -> Iterator[Fact]:
    store = Store()
    store.extend(Quad(s, p, o) for s, p, o in facts if not isinstance(s, Literal))
    return facts_in_store_form((t.subject, t.predicate, t.object) for t in rule.run(store, things))
