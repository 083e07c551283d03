"""Explanations of one opened graph: proofs found, put into words, with files, lines and sources.

>>> from ilrs_graph import LunarGraph
>>> explanation = LunarGraph().explain("change-6", "hasPartner", "cnes")
>>> explanation.holds, explanation.trees[0].rule
(True, '070-has-partner')
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

from pyoxigraph import NamedNode, Store, Triple

from ..engine import Engine
from ..questions.citation import cite, sources_of
from ..reasoning.clashes import Clash
from ..reasoning.compile import rules_with_origin
from ..reasoning.direct import DirectRule
from ..reasoning.joins import Fact, RuleIndex
from ..reasoning.layers import ASSERTED, Layered, Layers
from ..reasoning.rules import Rule
from ..sources import Root
from ..things.labels import Labels
from .absent import notes
from .missing import Missing, nearest
from .model import Location, Proof, Step
from .places import Places
from .search import Prover, Way
from .solving import Solving
from .telling import Explanation, Told, fact_curies, fact_text


class Explainer:
    """Proves facts of the graph in `store`, whose files are in `root`, and tells the proofs."""

    def __init__(self, root: Root, store: Store, engine: Engine, labels: Labels) -> None:
        self.engine = engine
        self.labels = labels
        self.places = Places(root, store)
        self.direct = [DirectRule.read(path) for path in root.rules]
        self.view = Layered(store, Layers([rule.name for rule in self.direct]))

    @cached_property
    def axioms(self) -> dict[Rule, Location | None]:
        """The rules of the ontology's axioms, each with the place of the axiom; None where OWL itself has it."""
        stated = self.places.ontology
        found = rules_with_origin(stated, place=lambda t: stated.get(t) if isinstance(t, Triple) else None)
        return {rule: stated.get(triple) if isinstance(triple, Triple) else None for rule, triple in found.items()}

    @cached_property
    def prover(self) -> Prover:
        """Finds proofs by the axioms and the direct rules."""
        return Prover(self.axioms, self.view, self.is_stated, self.direct_ways)

    def is_stated(self, fact: Fact) -> bool:
        """Return whether a file states the fact."""
        return self.view.layer_of(fact) == ASSERTED

    def direct_ways(self, fact: Fact) -> Iterator[Way]:
        """Yield a step for each solution with which a direct rule gives the fact."""
        layer = self.view.layer_of(fact)
        if layer is None or not ASSERTED < layer < self.view.layers.closure:
            return
        rule = self.direct[layer - 1]
        solving = Solving(rule, fact[0], self.view, below=layer)
        for solution in solving.solutions(fact):
            needs = solving.facts(solving.query.where, solution)
            if needs is not None:
                yield Way(Step("rule", rule.name, rule.says, notes(solving, solution, self.labels)), tuple(needs))

    def explain(self, fact: Triple) -> Explanation:
        """Return why the fact holds or, where it does not, what the nearest rules miss.

        Raises:
            IlrsGraphError: too many facts may matter.
        """
        proof = self.prover.prove((fact.subject, fact.predicate, fact.object))
        if proof is not None:
            return Explanation(fact, True, self.told([proof]))
        missing = nearest(fact, RuleIndex(self.axioms), self.direct, self.view, self.labels)
        if not missing:
            return Explanation(
                fact, False, [self._bare(fact)], "No rule gives such a fact: a file would have to state it."
            )
        return Explanation(fact, False, self._told_missing(fact, missing))

    def told(self, proofs: Iterable[Proof]) -> list[Told]:
        """Return proofs in words."""
        wanted = list(proofs)
        facts = list(dict.fromkeys(part.fact for proof in wanted for part in proof))
        self._load(facts)
        stated = [part.fact.subject for proof in wanted for part in proof if part.step is None]
        by_node = sources_of(stated, self.engine)  # type: ignore[arg-type]
        cited = cite([source for sources in by_node.values() for source in sources], self.engine, self.labels)
        known: dict[Proof, Told] = {}

        def tell(proof: Proof) -> Told:
            if proof not in known:
                words = fact_text(proof.fact, self.labels), fact_curies(proof.fact)  # type: ignore[arg-type]
                if proof.step is None:
                    found = tuple(cited[s] for s in by_node.get(proof.fact.subject, ()))  # type: ignore[arg-type]
                    known[proof] = Told("stated", proof.fact, *words, places=self.places.of(proof.fact), sources=found)
                else:
                    known[proof] = Told(
                        proof.step.kind,
                        proof.fact,
                        *words,
                        rule=proof.step.name,
                        says=proof.step.says,
                        notes=proof.step.notes,
                        places=self._places_of(proof.step),
                        premises=tuple(map(tell, proof.premises)),
                    )
            return known[proof]

        return [tell(proof) for proof in wanted]

    def clashes(self, found: Iterable[Clash]) -> list[Told]:
        """Return contradictions in words, each over the proofs of the facts that contradict each other."""
        trees = []
        for clash in found:
            proofs = [p for fact in clash.facts if (p := self.prover.prove(fact)) is not None]  # type: ignore[arg-type]
            places = self._places_of(Step("axiom", clash.rule, clash.axiom))
            words = "This cannot be: " + "; ".join(fact_text(fact, self.labels) for fact in clash.facts)  # type: ignore[arg-type]
            told = tuple(self.told(proofs))
            trees.append(Told("clash", None, words, "", clash.rule, f"against {clash.axiom}", (), places, (), told))
        return trees

    def _load(self, facts: Iterable[Triple]) -> None:
        self.labels.load(term for fact in facts for term in fact if isinstance(term, NamedNode))

    def _places_of(self, step: Step) -> tuple[Location, ...]:
        if step.kind == "rule":
            place = self.places.rule(step.name)
            return () if place is None else (place,)
        found = (p for rule, p in self.axioms.items() if (rule.name, rule.axiom) == (step.name, step.says))
        return tuple(sorted({place for place in found if place is not None}))

    def _bare(self, fact: Triple) -> Told:
        return Told("missing", fact, fact_text(fact, self.labels), fact_curies(fact))  # type: ignore[arg-type]

    def _told_missing(self, fact: Triple, missing: Iterable[Missing]) -> list[Told]:
        """Return, for each of the nearest rules, what it has and what it lacks."""
        trees = []
        for case in missing:
            proofs = [p for f in (*case.present, *case.barring) if (p := self.prover.prove(f)) is not None]
            told = {p.fact: t for p, t in zip(proofs, self.told(proofs), strict=True)}
            apart = [f for f in case.present if f not in case.barring]
            held = [told[t] for f in apart if (t := Triple(*f)) in told]  # type: ignore[arg-type]
            barred = [_as_barring(told[t]) for f in case.barring if (t := Triple(*f)) in told]  # type: ignore[arg-type]
            lacking = [Told("missing", None, words, "") for words in case.lacking]
            bare = self._bare(fact)
            step = Step(case.kind, case.rule, case.says)
            trees.append(
                Told(
                    "missing",
                    fact,
                    bare.text,
                    bare.curies,
                    rule=case.rule,
                    says=case.says,
                    notes=case.notes,
                    places=self._places_of(step),
                    premises=(*held, *barred, *lacking),
                )
            )
        return trees


def _as_barring(told: Told) -> Told:
    return Told(
        "barred",
        told.fact,
        told.text,
        told.curies,
        told.rule,
        told.says,
        told.notes,
        told.places,
        told.sources,
        told.premises,
    )
