"""A graph with all that follows from it, by layer, ready to be asked what a change would change.

>>> from pyoxigraph import NamedNode
>>> p, q, x = (NamedNode("urn:" + name) for name in "pqx")
>>> rule = DirectRule("1", "", "CONSTRUCT { ?thing <urn:q> ?y } WHERE { VALUES ?thing { UNDEF } ?thing <urn:p> ?y }")
>>> [str(fact[1]) for fact in sorted(Reasoned.over([Triple(x, p, x)], [rule]).told.match(x, None, None), key=str)]
['<urn:p>', '<urn:q>']
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from pyoxigraph import Store, Triple

from ..closure.closure import Closure, materialise
from ..construct.rules import DirectRule, derive_by_rule
from ..owl.clashes import Clash
from ..owl.rules import Rule
from ..terms import Fact, Node, Statement
from . import layers
from . import unreported as hidden
from .joins import RuleIndex
from .layers import Layered, Layers, Overlay, View
from .maintain import Maintained, spread


@dataclass(frozen=True)
class Change:
    """What a change of asserted facts brings about.

    `added` and `removed` are inferred triples, sorted; `clashes` are all that there are now, `new_clashes` those that
    were not there before. `in_full` names the direct rules that ran on the whole graph, and `afresh` tells that
    everything was reasoned anew, since axioms changed. `after` is the graph then, which takes further changes.
    """

    added: tuple[Triple, ...]
    removed: tuple[Triple, ...]
    clashes: tuple[Clash, ...]
    new_clashes: tuple[Clash, ...]
    in_full: tuple[str, ...]
    afresh: bool
    after: Reasoned


@dataclass(frozen=True)
class Reasoned:
    """All that holds; nothing in it is changed by an update.

    `told` holds the triples by layer and `hidden` what rules know beside them; `schema` are the terms of axioms, of
    which nothing is reported.
    """

    told: View
    hidden: View
    direct: tuple[DirectRule, ...]
    rules: tuple[Rule, ...]
    schema: frozenset[Node]
    clashes: tuple[Clash, ...]

    @classmethod
    def over(cls, asserted: Iterable[Statement], direct: Sequence[DirectRule] = ()) -> Reasoned:
        """Return, in memory, all that follows from axioms and facts.

        Raises:
            OntologyError: an axiom is outside OWL 2 RL.
        """
        given = [Triple(t.subject, t.predicate, t.object) for t in asserted]
        by_rule = derive_by_rule(given, direct)
        return cls.of(given, direct, list(by_rule.values()), materialise(given, chain(*by_rule.values())))

    @classmethod
    def clashing(cls, asserted: Iterable[Statement], direct: Sequence[DirectRule] = ()) -> Reasoned | None:
        """Return all that follows where it holds a clash, else None, at less cost than `over`: nothing is kept.

        Raises:
            OntologyError: an axiom is outside OWL 2 RL.

        >>> Reasoned.clashing([]) is None
        True
        """
        given = [Triple(t.subject, t.predicate, t.object) for t in asserted]
        by_rule = derive_by_rule(given, direct)
        closure = materialise(given, chain(*by_rule.values()))
        return cls.of(given, direct, list(by_rule.values()), closure) if closure.clashes else None

    @classmethod
    def of(
        cls,
        asserted: Iterable[Statement],
        direct: Sequence[DirectRule],
        by_rule: Sequence[Iterable[Triple]],
        closure: Closure,
    ) -> Reasoned:
        """Return, in memory, what has been reasoned already: by each direct rule, and by the closure after them."""
        numbers = Layers([rule.name for rule in direct])
        store = Store()
        store.bulk_extend(layers.quads(numbers, asserted, [*by_rule, closure.inferred]))
        store.extend(hidden.quads(hidden_facts(closure)))
        told, untold = Layered(store, numbers), hidden.Hidden(store, numbers)
        clashes = tuple(map(_as_stored, closure.clashes))
        return cls(told, untold, tuple(direct), closure.rules, closure.schema, clashes)


def hidden_facts(closure: Closure) -> Iterable[Fact]:
    """Return what follows and is not reported; found here where the engine does not tell.

    >>> list(hidden_facts(Closure("owlrl", [], (), hidden=None)))
    []
    """
    if closure.hidden is not None:
        return closure.hidden
    store, numbers = Store(), Layers([])
    store.extend(layers.quads(numbers, closure.asserted.every(), [closure.inferred]))
    told, untold = Layered(store, numbers), hidden.Hidden(store, numbers)
    after = Maintained(Overlay(told), Overlay(untold), closure.schema)
    spread(RuleIndex(closure.rules), after, told.match(None, None, None))
    return [fact for fact, layer in after.hidden.changed.items() if layer is not None]


def _as_stored(clash: Clash) -> Clash:
    return Clash(clash.rule, clash.axiom, tuple(layers.atom_in_store_form(atom) for atom in clash.facts))
