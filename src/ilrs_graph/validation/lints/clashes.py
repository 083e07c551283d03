"""Clashes: facts that contradict an axiom once the candidates and their consequences are in the graph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Triple

from ...findings import Finding
from ..context import Context
from .note import Note

if TYPE_CHECKING:
    from ...change.entailed import EntailedGraph
    from ...files.root import Root
    from ...owl.clashes import Clash
    from ..proofs import Proofs

_WHY = "The facts cannot all be true under this axiom: one of the facts, or the axiom, is wrong."
_REMEDY = "Remove the wrong fact; the others need not change."


def find(
    context: Context, root: Root, before: EntailedGraph, added: Iterable[Triple], removed: Iterable[Triple]
) -> Iterator[Note]:
    """Yield each new clash, at an added triple that causes it.

    Raises:
        OntologyError: an added axiom is outside OWL 2 RL.
    """
    from ...change.update import update

    change = update(before, added, removed)
    if change.new_clashes:
        yield from clash_notes(context, root, change.after, change.new_clashes)


def clash_notes(context: Context, root: Root, state: EntailedGraph, clashes: Iterable[Clash]) -> Iterator[Note]:
    """Yield the clashes of `state`, with proofs, each at a triple of the context that takes part in it."""
    from ..proofs import Proofs

    proofs = Proofs(context, root, state)
    for clash in clashes:
        cause = _cause(context, clash)
        if cause is not None:
            yield Note(_finding(clash, cause, proofs), cause, "value")


def _cause(context: Context, clash: Clash) -> Triple | None:
    """Return the candidate triple that is nearest to a clash: one of its facts, otherwise one about a thing in it."""
    facts = [Triple(*fact) for fact in clash.facts if not isinstance(fact[0], Literal)]  # type: ignore[arg-type]
    stated = [t for t in context.added if t in facts]
    terms = {term for fact in facts for term in (fact.subject, fact.object)}
    near = [t for t in context.added if t.subject in terms] + [t for t in context.added if t.object in terms]
    return next(iter([*stated, *near, *context.added, *context.removed]), None)


def _finding(clash: Clash, cause: Triple, proofs: Proofs) -> Finding:
    focus = clash.facts[0][0] if clash.facts else cause.subject
    return Finding(
        severity="violation",
        focus=str(focus) if isinstance(focus, NamedNode) else str(cause.subject),
        code=clash.rule,
        message=f"The facts contradict the axiom {proofs.axiom(clash)}.",
        remedy=_REMEDY,
        kind="clash",
        reason=_WHY,
        details=tuple(proofs.lines(clash)),
    )
