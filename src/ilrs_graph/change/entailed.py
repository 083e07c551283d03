"""A graph with all facts that it entails, by layer: the state that an update starts from.

>>> from pyoxigraph import NamedNode
>>> p, q, x = (NamedNode("urn:" + name) for name in "pqx")
>>> rule = ConstructRule("1", "", "CONSTRUCT { ?thing <urn:q> ?y } WHERE { VALUES ?thing { UNDEF } ?thing <urn:p> ?y }")
>>> graph = EntailedGraph.over([Triple(x, p, x)], [rule])
>>> [str(fact[1]) for fact in sorted(graph.reported.match(x), key=str)]
['<urn:p>', '<urn:q>']
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from pyoxigraph import Store, Triple

from ..closure.closure import Closure, materialise
from ..construct.rules import ConstructRule, derive_by_rule
from ..owl.clashes import Clash
from ..owl.rules import Rule
from ..terms import Fact, Node, Statement
from ..views.layer_index import Layering
from ..views.layers import LayeredView, Layers
from ..views.overlay import LayeredOverlay
from ..views.store import LayeredStore, layered_quads
from ..views.unreported import UnreportedStore, unreported_quads
from .joins import RuleIndex
from .maintain import AllFactsAfter, spread


@dataclass(frozen=True)
class Change:
    """The consequences of a change of asserted facts.

    `added` and `removed` are inferred triples, sorted; `clashes` are all clashes after the change, `new_clashes` those
    that did not exist before. `in_full` names the CONSTRUCT rules that ran on the whole graph; `from_scratch` is true
    if the whole closure was computed again because axioms changed. `after` is the changed graph; further changes can
    be applied to it.
    """

    added: tuple[Triple, ...]
    removed: tuple[Triple, ...]
    clashes: tuple[Clash, ...]
    new_clashes: tuple[Clash, ...]
    in_full: tuple[str, ...]
    from_scratch: bool
    after: EntailedGraph


@dataclass(frozen=True)
class EntailedGraph:
    """A graph and all facts that it entails; an update returns a new one and does not change this one.

    `reported` holds the triples by layer, `unreported` the other entailed facts, which rules need as conditions;
    `schema` holds the terms of axioms: facts about them are not reported.
    """

    reported: LayeredView
    unreported: LayeredView
    construct_rules: tuple[ConstructRule, ...]
    rules: tuple[Rule, ...]
    schema: frozenset[Node]
    clashes: tuple[Clash, ...]

    @classmethod
    def over(cls, asserted: Iterable[Statement], construct_rules: Sequence[ConstructRule] = ()) -> EntailedGraph:
        """Return axioms and facts with all facts that they entail, in memory.

        Raises:
            OntologyError: an axiom is outside OWL 2 RL.
        """
        triples = [Triple(t.subject, t.predicate, t.object) for t in asserted]
        by_rule = derive_by_rule(triples, construct_rules)
        return cls.of(triples, construct_rules, list(by_rule.values()), materialise(triples, chain(*by_rule.values())))

    @classmethod
    def clashing(
        cls, asserted: Iterable[Statement], construct_rules: Sequence[ConstructRule] = ()
    ) -> EntailedGraph | None:
        """Like `over`, but return None for a consistent graph, without building a store.

        Raises:
            OntologyError: an axiom is outside OWL 2 RL.
        """
        triples = [Triple(t.subject, t.predicate, t.object) for t in asserted]
        by_rule = derive_by_rule(triples, construct_rules)
        closure = materialise(triples, chain(*by_rule.values()))
        return cls.of(triples, construct_rules, list(by_rule.values()), closure) if closure.clashes else None

    @classmethod
    def of(
        cls,
        asserted: Iterable[Statement],
        construct_rules: Sequence[ConstructRule],
        by_rule: Sequence[Iterable[Triple]],
        closure: Closure,
    ) -> EntailedGraph:
        """Return, in memory, the graph with the results of each CONSTRUCT rule and of the closure."""
        layers = Layers([rule.name for rule in construct_rules])
        store, layering = Store(), Layering()
        store.bulk_extend(layered_quads(layering, asserted, [*by_rule, closure.inferred]))
        store.extend(unreported_quads(unreported_facts(closure)))
        views = LayeredStore(store, layers, layering.index), UnreportedStore(store, layers)
        clashes = tuple(map(_in_store_form, closure.clashes))
        return cls(*views, tuple(construct_rules), closure.rules, closure.schema, clashes)


def unreported_facts(closure: Closure) -> Iterable[Fact]:
    """Return the entailed facts that are not reported; they are computed here if the reasoner does not return them."""
    if closure.unreported is not None:
        return closure.unreported
    store, layers, layering = Store(), Layers([]), Layering()
    store.extend(layered_quads(layering, closure.asserted.every(), [closure.inferred]))
    reported, unreported = LayeredStore(store, layers, layering.index), UnreportedStore(store, layers)
    after = AllFactsAfter(LayeredOverlay(reported), LayeredOverlay(unreported), closure.schema)
    spread(RuleIndex(closure.rules), after, reported.match())
    return [fact for fact, layer in after.unreported.changed.items() if layer is not None]


def _in_store_form(clash: Clash) -> Clash:
    return Clash(clash.rule, clash.axiom, tuple(atom.in_store_form() for atom in clash.facts))
