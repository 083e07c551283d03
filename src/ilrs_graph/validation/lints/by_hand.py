"""What only rules, axioms or claims may state, written by hand."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from ...namespaces import ONTOLOGY, compact
from ...terms import EQUIVALENT_CLASS, KNOWN_FROM, SOURCED_BY, TYPE
from ..context import Context
from .note import Note, note

_QUALIFIED = NamedNode(ONTOLOGY + "qualifiedForm")
_BY_RULE = "What rules derive follows the evidence when that changes; what is written by hand does not."
_BY_CLAIM = "What can change or be disputed is an utterance of somebody on a day, so that others can disagree."


def find(context: Context) -> Iterator[Note]:
    """Yield the added triples of properties and classes that are never written in the data."""
    modes: dict[NamedNode, str] = {}
    for t in context.added:
        if t.predicate not in modes:
            found = [x.value for x in context.objects(t.predicate, SOURCED_BY) if isinstance(x, Literal)]
            modes[t.predicate] = found[0] if found and t.predicate != KNOWN_FROM else ""
        mode, name, kind = modes[t.predicate], compact(t.predicate.value), t.object
        if mode == "rule":
            what = f"{name} is derived by rules and never written in the data."
            yield note("by-hand", "only-by-rule", t, "predicate", what, _instead(context, t.predicate), reason=_BY_RULE)
        elif mode == "claim":
            what, remedy = (
                f"{name} is stated by claims only.",
                "Write an ilrs:Claim about it: data/README.md shows one.",
            )
            yield note("by-hand", "only-by-claim", t, "predicate", what, remedy, reason=_BY_CLAIM)
        elif t.predicate == TYPE and isinstance(kind, NamedNode) and context.holds(kind, EQUIVALENT_CLASS, None):
            what = f"{compact(kind.value)} follows from axioms and is never written in the data."
            remedy = "Type the thing with its most specific other class."
            yield note("by-hand", "derived-class", t, "value", what, remedy, reason=_BY_RULE)


def _instead(context: Context, prop: NamedNode) -> str:
    nodes = [compact(x.value) for x in context.objects(prop, _QUALIFIED) if isinstance(x, NamedNode)]
    return (
        f"Leave the triple out; describe the {' or '.join(nodes)} that it follows from." if nodes else "Leave it out."
    )
