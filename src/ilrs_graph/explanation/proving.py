"""Proves facts of a graph from stated facts by the rules of its axioms and by CONSTRUCT rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from ..change.entailed import EntailedGraph
from ..change.maintain import AllFacts
from ..errors import IlrsGraphError
from ..names.labels import Labels
from ..owl.rules import Rule
from ..terms import Fact
from ..views.layers import ASSERTED, LayeredView
from .model import Proof, Step
from .negation import notes
from .search import Prover, Way
from .solving import Solving


class Proving:
    """Proves facts of `view`, which are those of `entailed`, by its rules; `labels` are used in notes on steps.

    >>> from pyoxigraph import NamedNode, Store, Triple
    >>> from ilrs_graph.engine import StoreEngine
    >>> a, p = NamedNode("urn:a"), NamedNode("urn:p")
    >>> entailed = EntailedGraph.over([Triple(a, p, a)])
    >>> proof = Proving(entailed, entailed.reported, Labels(StoreEngine(Store()))).prove((a, p, a))
    >>> proof is not None and proof.step is None
    True
    """

    def __init__(self, entailed: EntailedGraph, view: LayeredView, labels: Labels) -> None:
        self.view = view
        self.construct_rules = entailed.construct_rules
        self.all_facts = AllFacts(view, entailed.unreported)
        self.prover = Prover(map(_in_store_form, entailed.rules), self.all_facts, self.is_stated, self._direct_ways)
        self._labels = labels

    def is_stated(self, fact: Fact) -> bool:
        """Return whether a file states the fact."""
        return self.view.layer_of(fact) == ASSERTED

    def prove(self, fact: Fact) -> Proof | None:
        """Return a shortest proof of the fact, None if it does not hold.

        Raises:
            IlrsGraphError: the search exceeds its limit, or a fact of the graph has no proof.
        """
        proof = self.prover.prove(fact)
        if proof is None and (self.view.layer_of(fact) is not None or self.all_facts.holds(fact)):
            raise IlrsGraphError(
                f"{' '.join(map(str, fact))} is in the graph, but no proof was found",
                tip="delete the snapshots and try again; if the error persists, please report it",
            )
        return proof

    def _direct_ways(self, fact: Fact) -> Iterator[Way]:
        """Yield a step for each solution with which a CONSTRUCT rule derives the fact."""
        layer = self.view.layer_of(fact)
        if layer is None or not ASSERTED < layer < self.view.layers.closure:
            return
        rule = self.construct_rules[layer - 1]
        solving = Solving(rule, fact[0], self.view, below=layer)
        for solution in solving.solutions(fact):
            needs = solving.facts(solving.query.where, solution)
            if needs is not None:
                find_notes = partial(notes, solving, solution, self._labels)
                yield Way(Step("rule", rule.name, rule.description), tuple(needs), find_notes)


def _in_store_form(rule: Rule) -> Rule:
    head = None if rule.head is None else rule.head.in_store_form()
    return replace(rule, body=tuple(atom.in_store_form() for atom in rule.body), head=head)
