"""Proofs in words: labels, the places of what is stated and of the axioms and rules, and the sources behind it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pyoxigraph import NamedNode, Triple

from ..engine import Engine
from ..errors import Place
from ..names.labels import Labels
from ..terms import GroundAtom, Node
from ..things.citation import Citation, cite, sources_of
from .model import Proof, Step
from .places import Places
from .tree import Told, fact_curies, fact_text

NOWHERE = "no file states this as it stands: it is how the statement read before its rank was changed"
"""What is said of a stated fact without a place: on an earlier day a rank counts as normal."""


class Teller:
    """Puts proofs over one graph into words.

    >>> from ilrs_graph import LunarGraph
    >>> graph = LunarGraph()
    >>> stated = Proof(GroundAtom(*next(iter(graph.triples(asserted=True, thing="change-6")))), None)
    >>> [told.kind for told in graph.explainer.teller.told([stated])]
    ['stated']
    """

    def __init__(self, places: Places, engine: Engine, labels: Labels) -> None:
        self.places = places
        self.engine = engine
        self.labels = labels

    def places_of(self, step: Step) -> tuple[Place, ...]:
        """Return where the axiom or the rule of a step is stated; nowhere where OWL itself has it."""
        if step.kind == "axiom":
            return self.places.axiom(step.name, step.says)
        place = self.places.rule(step.name)
        return () if place is None else (place,)

    def told(self, proofs: Iterable[Proof]) -> list[Told]:
        """Return proofs in words."""
        wanted = list(proofs)
        parts = [part for proof in wanted for part in proof]
        self.labels.load(term for part in parts for term in part.fact if isinstance(term, NamedNode))
        by_node = sources_of((p.fact.subject for p in parts if p.step is None), self.engine)  # type: ignore[misc]
        cited = cite((source for found in by_node.values() for source in found), self.engine, self.labels)
        sources: dict[Node, tuple[Citation, ...]] = {}
        sources.update((node, tuple(cited[source] for source in found)) for node, found in by_node.items())
        known: dict[Proof, Told] = {}
        return [self._tell(proof, sources, known) for proof in wanted]

    def _tell(self, proof: Proof, sources: Mapping[Node, tuple[Citation, ...]], known: dict[Proof, Told]) -> Told:
        if proof not in known:
            known[proof] = self._stated(proof, sources) if proof.step is None else self._derived(proof, sources, known)
        return known[proof]

    def _stated(self, proof: Proof, sources: Mapping[Node, tuple[Citation, ...]]) -> Told:
        fact = proof.fact
        places = self.places.of(Triple(*fact))  # type: ignore[arg-type]
        notes = () if places else (NOWHERE,)
        found = sources.get(fact.subject, ())
        return Told("stated", fact, *self.words(fact), notes=notes, places=places, sources=found)

    def _derived(self, proof: Proof, sources: Mapping[Node, tuple[Citation, ...]], known: dict[Proof, Told]) -> Told:
        step = proof.step
        if step is None:
            raise TypeError("a stated fact has no step")
        premises = tuple(self._tell(premise, sources, known) for premise in proof.premises)
        return Told(
            step.kind,
            proof.fact,
            *self.words(proof.fact),
            rule=step.name,
            says=step.says,
            notes=step.notes,
            places=self.places_of(step),
            premises=premises,
        )

    def words(self, fact: GroundAtom) -> tuple[str, str]:
        """Return a fact by labels, and by CURIEs."""
        return fact_text(fact, self.labels), fact_curies(fact)
