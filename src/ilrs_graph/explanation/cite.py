"""Converts proofs to explained facts: with labels, the places of stated facts and of rules, and sources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import TypeAlias

from pyoxigraph import NamedNode, Triple

from ..engine import Engine
from ..errors import Place
from ..language import say
from ..names.labels import Labels
from ..names.text import fact_curies, fact_text
from ..namespaces import ONTOLOGY
from ..terms import GroundAtom, Node
from ..things.citation import Citation, cite, sources_of
from .model import Proof, Step
from .places import Places
from .tree import ExplainedFact

NOWHERE = 'as of that day this statement still had rank "normal"; the file shows its later rank'
"""The note on a stated fact without a place: on an earlier day a rank counts as normal."""

Sources: TypeAlias = Mapping[Node, tuple[Citation, ...]]
"""The sources of the stated facts about each subject."""


class TreeBuilder:
    """Turns proofs over one graph into explained facts.

    >>> from ilrs_graph import LunarGraph
    >>> graph = LunarGraph()
    >>> stated = Proof(GroundAtom(*next(iter(graph.triples(asserted=True, thing="change-6")))), None)
    >>> [fact.kind for fact in graph.explainer.builder.build([stated])]
    ['stated']
    """

    def __init__(self, places: Places, engine: Engine, labels: Labels) -> None:
        self.places = places
        self.engine = engine
        self.labels = labels

    @cached_property
    def _internal(self) -> frozenset[Node]:
        """The properties of bookkeeping."""
        return frozenset(p for (p,) in self.engine.select(f"SELECT ?p {{ ?p <{ONTOLOGY}internal> true }}") if p)

    def is_internal(self, fact: GroundAtom) -> bool:
        """Return whether the property of a fact is bookkeeping (`ilrs:internal`)."""
        return fact.predicate in self._internal

    def build(self, proofs: Iterable[Proof]) -> list[ExplainedFact]:
        """Return a tree for each proof."""
        wanted = list(proofs)
        sources = self.sources_of([part for proof in wanted for part in proof])
        known: dict[Proof, ExplainedFact] = {}
        return [self._explained(proof, sources, known) for proof in wanted]

    def words(self, fact: GroundAtom) -> tuple[str, str]:
        """Return a fact as text with labels, and with CURIEs."""
        return fact_text(fact, self.labels), fact_curies(fact)

    def places_of(self, step: Step) -> tuple[Place, ...]:
        """Return the places of the axiom or rule of a step; none for a rule that is built into OWL."""
        if step.kind == "axiom":
            return self.places.axiom(step.name, step.says)
        place = self.places.rule(step.name)
        return () if place is None else (place,)

    def sources_of(self, parts: Sequence[Proof]) -> Sources:
        """Return the sources of the stated facts in parts of proofs, and load the labels of all terms."""
        self.labels.load(term for part in parts for term in part.fact if isinstance(term, NamedNode))
        by_node = sources_of((p.fact.subject for p in parts if p.step is None), self.engine)  # type: ignore[misc]
        cited = cite((source for found in by_node.values() for source in found), self.engine, self.labels)
        sources: dict[Node, tuple[Citation, ...]] = {}
        sources.update((node, tuple(cited[source] for source in found)) for node, found in by_node.items())
        return sources

    def _explained(self, proof: Proof, sources: Sources, known: dict[Proof, ExplainedFact]) -> ExplainedFact:
        if proof not in known:
            premises = tuple(self._explained(premise, sources, known) for premise in proof.premises)
            step = proof.step
            known[proof] = (
                self.stated(proof.fact, sources) if step is None else self._derived(proof.fact, step, premises)
            )
        return known[proof]

    def stated(self, fact: GroundAtom, sources: Sources) -> ExplainedFact:
        """Return a stated fact with its places in files and its sources."""
        places = self.places.of(Triple(*fact))  # type: ignore[arg-type]
        notes = () if places else (say(NOWHERE, self.labels.language),)
        found = sources.get(fact.subject, ())
        return ExplainedFact(
            "stated",
            fact,
            *self.words(fact),
            notes=notes,
            places=places,
            sources=found,
            internal=self.is_internal(fact),
        )

    def _derived(self, fact: GroundAtom, step: Step, premises: tuple[ExplainedFact, ...]) -> ExplainedFact:
        return ExplainedFact(
            step.kind,
            fact,
            *self.words(fact),
            rule=step.name,
            says=step.says,
            notes=step.notes,
            places=self.places_of(step),
            premises=premises,
            internal=self.is_internal(fact),
        )
