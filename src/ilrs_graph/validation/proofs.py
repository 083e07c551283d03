"""Proofs of the facts in a clash, down to the lines of files that state them, as text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pyoxigraph import Literal, Triple

from ..change.entailed import EntailedGraph
from ..engine import StoreEngine
from ..errors import IlrsGraphError, Place
from ..explanation.cite import Sources, TreeBuilder
from ..explanation.model import Proof
from ..explanation.outline import lines
from ..explanation.places import Places
from ..explanation.proving import Proving
from ..explanation.tree import ExplainedFact
from ..files.root import Root
from ..names.labels import Labels
from ..names.text import fact_curies
from ..owl.clashes import Clash
from ..terms import GroundAtom
from .context import Context


class Proofs:
    """Proofs over the graph `state` after a change; the candidates of `context` state a part of it."""

    def __init__(self, context: Context, root: Root, state: EntailedGraph) -> None:
        engine = StoreEngine(context.base.store)
        labels = Labels(engine)
        self._places = Places(root, context.base.store)
        self._builder = _CandidateTrees(context, self._places, engine, labels)
        self._proving = Proving(state, state.reported, labels)

    def axiom(self, clash: Clash) -> str:
        """Return the axiom that a clash violates, with its file and line."""
        where = ", ".join(map(str, self._places.axiom(clash.rule, clash.axiom)))
        return f"{clash.axiom!r} in {where}" if where else f"{clash.axiom!r}"

    def lines(self, clash: Clash) -> Iterator[str]:
        """Yield a line for each fact of a clash and, indented, for each of its premises."""
        return lines([self._explained(GroundAtom(*atom)) for atom in clash.facts])  # type: ignore[arg-type]

    def _explained(self, fact: GroundAtom) -> ExplainedFact:
        try:
            proof = self._proving.prove(fact)
        except IlrsGraphError:  # the search for a proof reached its limit: show the fact alone
            proof = None
        if proof is None:
            return ExplainedFact("axiom", fact, *self._builder.words(fact))
        return self._builder.build([proof])[0]


class _CandidateTrees(TreeBuilder):
    """Builds trees by CURIEs, without sources: candidates have neither labels nor sources in the graph."""

    def __init__(self, context: Context, places: Places, engine: StoreEngine, labels: Labels) -> None:
        super().__init__(places, engine, labels)
        self._added = context.added

    def words(self, fact: GroundAtom) -> tuple[str, str]:
        curies = fact_curies(fact)
        return curies, curies

    def sources_of(self, parts: Sequence[Proof]) -> Sources:  # noqa: ARG002
        return {}

    def stated(self, fact: GroundAtom, sources: Sources) -> ExplainedFact:  # noqa: ARG002
        places = () if isinstance(fact.subject, Literal) else self._places_of(Triple(*fact))  # type: ignore[arg-type]
        return ExplainedFact("stated", fact, *self.words(fact), places=places)

    def _places_of(self, triple: Triple) -> tuple[Place, ...]:
        """Return the place in a candidate that states a triple, else the places in the files of the graph."""
        origin = self._added.get(triple)
        if origin is None:
            return self.places.of(triple)
        places = origin.candidate.places
        line = places[origin.number].value.line if places else 0
        return (Place(origin.candidate.name or "the candidates", line),)
