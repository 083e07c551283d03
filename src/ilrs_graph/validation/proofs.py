"""How the facts of a clash come about: each down to the lines of files that state it, in words."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, Triple

from ..change.entailed import EntailedGraph
from ..engine import StoreEngine
from ..errors import IlrsGraphError
from ..explanation.model import Proof, Step
from ..explanation.places import Places
from ..explanation.proving import Proving
from ..explanation.tree import fact_curies
from ..files.root import Root
from ..names.labels import Labels
from ..owl.clashes import Clash
from ..terms import GroundAtom
from .context import Context

_DEEPER = "  "


class Proofs:
    """Proofs over what holds after a change: `state`, of which a part is stated by the candidates of `context`."""

    def __init__(self, context: Context, root: Root, state: EntailedGraph) -> None:
        store = context.base.store
        self._context = context
        self._places = Places(root, store)
        self._proving = Proving(state, state.reported, Labels(StoreEngine(store)))
        self._told: set[Proof] = set()

    def axiom(self, clash: Clash) -> str:
        """Return the axiom that a clash is against, with its file and line."""
        return " ".join([f"{clash.axiom!r}", *self._stands(self._places.axiom(clash.rule, clash.axiom))])

    def lines(self, clash: Clash) -> Iterator[str]:
        """Yield a line for each fact of a clash and, indented, for each that it rests on."""
        self._told.clear()
        for atom in clash.facts:
            fact = GroundAtom(*atom)  # type: ignore[arg-type]
            try:
                proof = self._proving.prove(fact)
            except IlrsGraphError:  # too many facts may matter: then the fact itself is all that is told
                proof = None
            yield from [f"{fact_curies(fact)}: follows"] if proof is None else self._lines(proof, "")

    def _lines(self, proof: Proof, indent: str) -> Iterator[str]:
        fact = fact_curies(proof.fact)
        if proof.step is None:
            yield f"{indent}{fact}: stated in {self._stated(proof.fact)}"
        elif proof in self._told:
            yield f"{indent}{fact}: see above"
        else:
            self._told.add(proof)
            yield f"{indent}{fact}: follows by {self._by(proof.step)}"
            for premise in proof.premises:
                yield from self._lines(premise, indent + _DEEPER)

    def _by(self, step: Step) -> str:
        if step.kind == "rule":
            return f"the rule {step.name}: {step.says}"
        return " ".join([f"{step.says!r} ({step.name})", *self._stands(self._places.axiom(step.name, step.says))])

    def _stated(self, fact: GroundAtom) -> str:
        if isinstance(fact.subject, Literal):
            return "the graph"
        triple = Triple(*fact)  # type: ignore[arg-type]
        origin = self._context.added.get(triple)
        if origin is None:
            return ", ".join(map(str, self._places.of(triple))) or "the graph"
        places = origin.candidate.places
        line = f":{places[origin.number].value.line}" if places else ""
        return (origin.candidate.name or "the candidates") + line

    def _stands(self, places: tuple[object, ...]) -> list[str]:
        return [f"in {', '.join(map(str, places))}"] if places else []
