"""The closure after a change: facts that are no longer entailed are removed, newly entailed facts are added.

Additions are propagated from fact to fact (semi-naive evaluation). Deletions remove all facts that depend on a removed
fact, except those that still have a short proof, then add again the facts that have a longer proof (delete and
rederive: Gupta, Mumick and Subrahmanian, Maintaining Views Incrementally, SIGMOD 1993). The cost depends on the facts
that the change affects, not on the size of the graph.

>>> from pyoxigraph import Store, Variable
>>> from ..views.layers import Layers
>>> from ..views.store import LayeredStore
>>> from ..views.unreported import UnreportedStore
>>> from ..owl.rules import Atom, Rule
>>> x, p, q = (NamedNode("urn:" + name) for name in "xpq")
>>> a, b = Variable("a"), Variable("b")
>>> index = RuleIndex([Rule("prp-spo1", "", (Atom(a, p, b),), (), Atom(a, q, b))])
>>> before = LayeredStore(Store(), Layers([])), UnreportedStore(Store(), Layers([]))
>>> after = AllFactsAfter(*map(LayeredOverlay, before), frozenset())
>>> after.reported.put((x, p, x), 0)
>>> sorted(fact[1].value for fact in maintain(index, AllFacts(*before), after, [], [(x, p, x)]))
['urn:p', 'urn:q']
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from pyoxigraph import NamedNode

from ..closure.facts import Relation
from ..closure.inferred import is_about_individual, is_reported
from ..owl.axioms import is_schema
from ..owl.clashes import Clash, clash_of
from ..terms import TYPE, Fact, Node, View
from ..views.layers import LayeredView
from ..views.overlay import LayeredOverlay
from .joins import RuleIndex, conclusion, solutions
from .rederive import ShortProofs


class AllFacts:
    """All facts that rules can match: reported and unreported facts, without axioms."""

    def __init__(self, reported: LayeredView, unreported: LayeredView) -> None:
        self.reported = reported
        self.unreported = unreported

    def match(self, s: Node | None = None, p: NamedNode | None = None, o: Node | None = None) -> Iterator[Fact]:
        """Yield the matching facts."""
        for fact in self.reported.match(s, p, o):
            if not is_schema(fact[1], fact[2]):
                yield fact
        yield from self.unreported.match(s, p, o)

    def holds(self, fact: Fact) -> bool:
        """Return whether a fact holds."""
        return next(self.match(*fact), None) is not None


class AllFactsAfter(AllFacts):
    """All facts while the closure is updated; facts about the terms in `schema` are not reported."""

    reported: LayeredOverlay
    unreported: LayeredOverlay

    def __init__(self, reported: LayeredOverlay, unreported: LayeredOverlay, schema: frozenset[Node]) -> None:
        super().__init__(reported, unreported)
        self._schema = schema

    def is_explicit(self, fact: Fact) -> bool:
        """Return whether a fact is asserted or from a CONSTRUCT rule, so that it needs no proof by axioms."""
        layer = self.reported.layer_of(fact)
        return layer is not None and layer < self.reported.layers.closure

    def add(self, fact: Fact) -> None:
        """Add an entailed fact."""
        s, p, o = fact
        relation = Relation(p, o if p == TYPE else None)
        closure = self.reported.layers.closure
        if is_reported(relation) and is_about_individual(relation, s, o, self._schema):
            self.reported.put(fact, closure)
        else:
            self.unreported.put(fact, closure + 1)

    def drop(self, fact: Fact) -> None:
        """Remove a fact that is no longer entailed."""
        for view in (self.reported, self.unreported):
            if view.layer_of(fact) is not None:
                view.put(fact, None)


def maintain(
    index: RuleIndex, before: AllFacts, after: AllFactsAfter, removed: Iterable[Fact], added: Iterable[Fact]
) -> set[Fact]:
    """Update `after` for explicit facts that were `removed` or `added`; return all new facts.

    `before` holds the facts before the change; `after` has the new explicit facts and the old entailed ones.
    """
    doomed = _dependents(index, before, after, removed)
    for fact in doomed:
        after.drop(fact)
    back = [fact for fact in doomed if _follows(index, fact, after)]
    for fact in back:
        after.add(fact)
    return spread(index, after, chain(added, back))


def new_clashes(index: RuleIndex, facts: Iterable[Fact], after: AllFacts) -> Iterator[Clash | None]:
    """Yield the clashes in which any of `facts` takes part."""
    for fact in facts:
        for rule, place, binding in index.triggered_by(fact):
            if rule.head is None:
                for found in solutions(rule, binding, after, given=place):
                    yield clash_of(rule, [found[v] for v in rule.variables])


def _dependents(index: RuleIndex, before: View, after: AllFactsAfter, removed: Iterable[Fact]) -> dict[Fact, None]:
    """Return `removed` and the facts that depend on it, except explicit facts and those with a short proof."""
    doomed: dict[Fact, None] = {}
    short_proofs = ShortProofs(index, after, after.is_explicit, doomed)
    safe: set[Fact] = set()
    todo = [fact for fact in removed if not is_schema(fact[1], fact[2])]
    while todo:
        fact = todo.pop()
        if fact in doomed or fact in safe or after.is_explicit(fact):
            continue
        if short_proofs.has_short_proof(fact):
            safe.add(fact)
            after.add(fact)
            continue
        doomed[fact] = None
        todo += _consequences(index, fact, before)
    return doomed


def spread(index: RuleIndex, after: AllFactsAfter, facts: Iterable[Fact]) -> set[Fact]:
    """Add to `after` the consequences of `facts`, which it already holds; return `facts` and all that was added."""
    todo = [fact for fact in facts if not is_schema(fact[1], fact[2])]
    new = set(todo)
    while todo:
        for fact in list(_consequences(index, todo.pop(), after)):
            if fact not in new and not after.holds(fact):
                after.add(fact)
                new.add(fact)
                todo.append(fact)
    return new


def _consequences(index: RuleIndex, fact: Fact, facts: View) -> Iterator[Fact]:
    """Yield the facts that rules conclude from a fact together with others."""
    for rule, place, binding in index.triggered_by(fact):
        if rule.head is not None:
            for found in solutions(rule, binding, facts, given=place):
                concluded = conclusion(rule, found)
                if concluded is not None:
                    yield concluded


def _follows(index: RuleIndex, fact: Fact, facts: View) -> bool:
    return any(
        next(iter(solutions(rule, binding, facts)), None) is not None for rule, binding in index.concluding(fact)
    )
