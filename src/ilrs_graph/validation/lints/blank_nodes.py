"""Blank nodes: every node in the data must have an IRI."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import BlankNode, NamedNode

from ...kinds import KINDS
from ...namespaces import ID, slug
from ...terms import Node
from ..context import Context
from .note import Note, note

_WHY = "With an IRI, a change of one fact changes only a few lines, and others can cite the node."


def find(context: Context) -> Iterator[Note]:
    """Yield each blank node once, at its first triple."""
    seen: set[BlankNode] = set()
    for t in context.added:
        for part, term in (("subject", t.subject), ("value", t.object)):
            if isinstance(term, BlankNode) and term not in seen:
                seen.add(term)
                what, remedy = "This is a blank node.", f"Give it an IRI, such as {_example(context, term)}."
                yield note("blank-node", "blank-node", t, part, what, remedy, reason=_WHY)  # type: ignore[arg-type]


def _example(context: Context, node: Node) -> str:
    names = {slug(x.value) for x in context.types(node) if isinstance(x, NamedNode)}
    kind = next((k for k, each in KINDS.items() if each.of in names), "item")
    return f"{kind}:a-name" if names else f"<{ID}{{type}}/{{name}}>"
