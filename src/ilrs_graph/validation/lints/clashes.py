"""Clashes: what the axioms rule out, once the candidates and all that follows from them are known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Triple

from ..context import Context, Origin
from ..findings import Finding
from .note import Note

if TYPE_CHECKING:
    from ...reasoning.clashes import Clash
    from ...reasoning.layers import View
    from ...reasoning.reasoned import Reasoned

_WHY = "What an axiom rules out cannot be: one of the facts, or the axiom, is wrong."
_REMEDY = "Take back the fact that is wrong; the others need not change."


def find(context: Context, before: Reasoned, added: Iterable[Triple], removed: Iterable[Triple]) -> Iterator[Note]:
    """Yield each clash that there was not before, at an added triple that brings it about.

    Raises:
        OntologyError: an added axiom is outside OWL 2 RL.
    """
    change = before.update(added, removed)
    yield from _notes(context, change.new_clashes, change.after.told)


def told_clashes(context: Context, state: Reasoned) -> Iterator[Note]:
    """Yield the clashes that there are, at a triple of the context that has part in each."""
    yield from _notes(context, state.clashes, state.told)


def _notes(context: Context, clashes: Iterable[Clash], told: View) -> Iterator[Note]:
    for clash in clashes:
        cause = _cause(context, clash)
        if cause is not None:
            yield Note(_finding(context, clash, cause, told), cause, "value")


def _cause(context: Context, clash: Clash) -> Triple | None:
    """Return the candidate triple that is nearest to a clash: one of its facts, else one about a thing in it."""
    facts = [Triple(*fact) for fact in clash.facts if not isinstance(fact[0], Literal)]  # type: ignore[arg-type]
    stated = [t for t in context.added if t in facts]
    terms = {term for fact in facts for term in (fact.subject, fact.object)}
    near = [t for t in context.added if t.subject in terms] + [t for t in context.added if t.object in terms]
    return next(iter([*stated, *near, *context.added, *context.removed]), None)


def _finding(context: Context, clash: Clash, cause: Triple, told: View) -> Finding:
    facts = [f"{fact} ({_origin(context, fact, told)})" for fact in clash.facts]
    focus = clash.facts[0][0] if clash.facts else cause.subject
    return Finding(
        severity="violation",
        focus=str(focus) if isinstance(focus, NamedNode) else str(cause.subject),
        code=clash.rule,
        message=f"The axiom {clash.axiom!r} is contradicted.",
        remedy=_REMEDY,
        kind="clash",
        reason=_WHY,
        details=tuple(facts),
    )


def _origin(context: Context, fact: tuple[object, object, object], told: View) -> str:
    """Return where a fact comes from: a candidate, the graph, or reasoning."""
    if not isinstance(fact[0], Literal):
        origin: Origin | None = context.added.get(Triple(*fact))  # type: ignore[arg-type]
        if origin is not None:
            places = origin.candidate.places
            line = f":{places[origin.number].value.line}" if places else ""
            return f"stated in {origin.candidate.name or 'the candidates'}{line}"
    return "stated in the graph" if told.layer_of(fact) == 0 else "follows"  # type: ignore[arg-type]
