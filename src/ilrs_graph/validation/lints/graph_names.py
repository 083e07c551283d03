"""Names of graphs in TriG, N-Quads and JSON-LD: the graph is one, so they are not kept."""

from __future__ import annotations

from collections.abc import Iterator

from ..context import Context
from .note import Note, note

_WHY = "All triples become part of one graph; what distinguishes them must be stated about their nodes."
_REMEDY = "State what the name of the graph says as facts: a claim has its speaker, source and day."


def find(context: Context) -> Iterator[Note]:
    """Yield a warning for each file with a named graph, at the first added triple in one."""
    warned: set[str] = set()
    for t, (candidate, number) in context.added.items():
        name = candidate.graph_names.get(number)
        if name is not None and candidate.name not in warned:
            warned.add(candidate.name)
            what = f"The name of the graph, {name}, is not kept."
            yield note("lost", "graph-name", t, "subject", what, _REMEDY, reason=_WHY, severity="warning")
