"""Triples written by hand that only rules, axioms or claims may state."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from ...namespaces import ONTOLOGY, compact
from ...terms import EQUIVALENT_CLASS, KNOWN_FROM, SOURCED_BY, TYPE
from ..context import Context
from .note import Note, note

_QUALIFIED = NamedNode(ONTOLOGY + "qualifiedForm")
_BY_RULE = "Derived triples are updated when the evidence changes; triples written by hand are not."
_BY_CLAIM = (
    "A fact that can change or be disputed is recorded as a claim with speaker and date, so that others can disagree."
)


def find(context: Context) -> Iterator[Note]:
    """Yield the added triples whose property or class must not be written in the data."""
    modes: dict[NamedNode, str] = {}
    for t in context.added:
        if t.predicate not in modes:
            found = [x.value for x in context.objects(t.predicate, SOURCED_BY) if isinstance(x, Literal)]
            modes[t.predicate] = found[0] if found and t.predicate != KNOWN_FROM else ""
        mode, name, kind = modes[t.predicate], compact(t.predicate.value), t.object
        if mode == "rule":
            what = f"{name} is derived by rules and must not be written in the data."
            yield note("by-hand", "only-by-rule", t, "predicate", what, _instead(context, t.predicate), reason=_BY_RULE)
        elif mode == "claim":
            what, remedy = (
                f"{name} may only be stated by a claim.",
                "Write an ilrs:Claim about it: see the example in data/README.md.",
            )
            yield note("by-hand", "only-by-claim", t, "predicate", what, remedy, reason=_BY_CLAIM)
        elif t.predicate == TYPE and isinstance(kind, NamedNode) and context.holds(kind, EQUIVALENT_CLASS, None):
            what = f"{compact(kind.value)} is derived by axioms and must not be written in the data."
            remedy = "Use the most specific other class of the thing."
            yield note("by-hand", "derived-class", t, "value", what, remedy, reason=_BY_RULE)


def _instead(context: Context, prop: NamedNode) -> str:
    nodes = [compact(x.value) for x in context.objects(prop, _QUALIFIED) if isinstance(x, NamedNode)]
    return f"Remove the triple; describe the {' or '.join(nodes)} from which it is derived." if nodes else "Remove it."
