"""Explanations for one opened graph: proofs, or the missing premises, as trees with text.

>>> from ilrs_graph import LunarGraph
>>> explanation = LunarGraph().explain("change-6", "hasPartner", "cnes")
>>> explanation.holds, explanation.trees[0].rule
(True, '070-has-partner')
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from pyoxigraph import Store, Triple

from ..change.entailed import EntailedGraph
from ..engine import Engine
from ..files.root import Root
from ..language import say
from ..names.labels import Labels
from ..names.text import fact_text, term_text
from ..owl.clashes import Clash
from ..terms import Fact, GroundAtom, Node, fact_of
from ..views.lexical_forms import facts_in_store_form
from .cite import TreeBuilder
from .lack import Lack, Missing
from .missing import nearest
from .model import Proof, Step
from .places import Places
from .proving import Proving
from .summary import Summary
from .tree import ExplainedFact, Explanation

_MOST_RULES = 3
"""Maximum number of rules reported for a fact that does not hold."""
_DEPTH = 4
"""Maximum depth to which missing premises are explained in turn."""
_MOST_OTHERS = 3
"""Maximum number of existing values shown beside a missing fact."""


class Explainer:
    """Proves facts of the graph in `store`, whose files are in `root`, by its rules, and explains the proofs."""

    def __init__(self, root: Root, store: Store, entailed: EntailedGraph, engine: Engine, labels: Labels) -> None:
        self.labels = labels
        self.builder = TreeBuilder(Places(root, store), engine, labels)
        self.store, self.view = store, entailed.reported
        self.proving = Proving(entailed, self.view, labels)
        self.prover = self.proving.prover
        self.summary = Summary(engine, labels)

    def prove(self, fact: Fact) -> Proof | None:
        """Return a shortest proof of the fact, None if it does not hold.

        Raises:
            IlrsGraphError: the search exceeds its limit, or a fact of the graph has no proof.
        """
        return self.proving.prove(fact)

    def explain(self, fact: Triple) -> Explanation:
        """Return why the fact holds, otherwise which premises the nearest rules lack.

        Raises:
            IlrsGraphError: the search exceeds its limit.
        """
        (stored,) = facts_in_store_form([fact_of(fact)])
        atom = GroundAtom(*stored)
        proof = self.prove(atom)
        if proof is not None:
            trees = self.builder.build([proof])
            return Explanation(atom, True, trees, summary=self.summary.of_proof(trees[0]))
        trees, note = list(self._missing_trees(atom, (), _DEPTH)), ""
        if not trees:
            note = say("No rule derives such a fact: a file would have to state it.", self.labels.language)
            trees = [self._bare(atom)]
        summary = self.summary.of_missing(trees, self._values(atom), note)
        return Explanation(atom, False, trees, note, summary)

    def explained(self, facts: Iterable[Fact]) -> list[ExplainedFact]:
        """Return the explained proofs of the facts that hold."""
        return self.builder.build(proof for fact in facts if (proof := self.prove(fact)) is not None)

    def clashes(self, found: Iterable[Clash]) -> list[ExplainedFact]:
        """Return an explanation of each clash, above the proofs of its facts."""
        trees = []
        for clash in found:
            facts = [GroundAtom(*atom) for atom in clash.facts]  # type: ignore[arg-type]
            language = self.labels.language
            texts = say("; ", language).join(fact_text(fact, self.labels) for fact in facts)
            words = say("Contradiction: {facts}", language, facts=texts)
            places = self.builder.places_of(Step("axiom", clash.rule, clash.axiom))
            says = say("violates {axiom}", language, axiom=clash.axiom)
            proofs = tuple(self.explained(facts))
            trees.append(ExplainedFact("clash", None, words, "", clash.rule, says, places=places, premises=proofs))
        return trees

    def _bare(self, fact: GroundAtom) -> ExplainedFact:
        return ExplainedFact(
            "missing",
            fact,
            *self.builder.words(fact),
            notes=self._instead(fact),
            internal=self.builder.is_internal(fact),
        )

    def _instead(self, fact: GroundAtom) -> tuple[str, ...]:
        """Return a line on the existing values of the property, if they are few."""
        values = self._values(fact)
        if not values:
            return ()
        language = self.labels.language
        texts = say("; ", language).join(term_text(value, self.labels) for value in values)
        return (say("existing values: {values}", language, values=texts),)

    def _values(self, fact: GroundAtom) -> list[Node]:
        """Return the existing values of the property, if they are few."""
        values = sorted((o for _, _, o in self.view.match(fact.subject, fact.predicate, None)), key=str)
        return values if len(values) <= _MOST_OTHERS else []

    def _missing_trees(self, fact: GroundAtom, above: tuple[GroundAtom, ...], depth: int) -> Sequence[ExplainedFact]:
        """Return the satisfied and missing premises of each of the nearest rules; below the first level, of one rule.

        A rule that lacks a fact that is being explained is skipped, as it would explain nothing.
        """
        here = (*above, fact)
        cases = nearest(fact, self.prover.rules, self.proving.construct_rules, self.view, self.labels)
        leading = [case for case in cases if not any(lack.fact in here for lack in case.lacking)]
        return [self._of_case(fact, case, here, depth) for case in leading[: 1 if above else _MOST_RULES]]

    def _of_case(self, fact: GroundAtom, case: Missing, here: tuple[GroundAtom, ...], depth: int) -> ExplainedFact:
        held = self.explained(f for f in case.telling if f not in case.barring)
        barred = [replace(each, kind="barred") for each in self.explained(case.barring)]
        lacking = [self._of_lack(lack, here, depth) for lack in case.lacking]
        return replace(
            self._bare(fact),
            rule=case.rule,
            says=case.says,
            places=self.builder.places_of(Step(case.kind, case.rule, case.says)),
            premises=(*held, *barred, *lacking),
        )

    def _of_lack(self, lack: Lack, here: tuple[GroundAtom, ...], depth: int) -> ExplainedFact:
        """Return the missing condition; if it is one fact that a rule could derive, with an explanation."""
        if lack.fact is None:
            return ExplainedFact("missing", None, lack.words, "", statement=lack.statement)
        trees = self._missing_trees(lack.fact, here, depth - 1) if depth > 1 else ()
        return trees[0] if trees else self._bare(lack.fact)
