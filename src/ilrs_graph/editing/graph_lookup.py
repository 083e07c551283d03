"""Looks up what placement needs in the graph and the added triples; nothing is loaded in advance."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pyoxigraph import Literal, NamedNode

from ..validation.context import Context
from ..views.described_in import DESCRIBED_IN, FILES

_DATA = "data/"


class GraphLookup:
    """The asserted graph after a change; file names are relative to `data/`.

    >>> from ilrs_graph.views.store import AssertedStore
    >>> GraphLookup(Context(AssertedStore.of([]), [])).files_of(NamedNode("urn:a"))
    []
    """

    def __init__(self, context: Context) -> None:
        self._context, self._store = context, context.base.store

    def files_of(self, thing: NamedNode) -> Sequence[str]:
        """Return the files that describe a thing."""
        found = self._store.quads_for_pattern(thing, DESCRIBED_IN, None, FILES)
        return [q.object.value.removeprefix(_DATA) for q in found if isinstance(q.object, Literal)]

    def things_in(self, file: str) -> Iterator[NamedNode]:
        """Yield the things that a file describes."""
        for quad in self._store.quads_for_pattern(None, DESCRIBED_IN, Literal(_DATA + file), FILES):
            if isinstance(quad.subject, NamedNode):
                yield quad.subject

    def objects(self, thing: NamedNode, prop: str) -> Iterator[NamedNode]:
        """Yield the things that are values of a property of a thing."""
        found = self._context.match(thing, NamedNode(prop), None)
        yield from (o for _, _, o in found if isinstance(o, NamedNode))

    def subjects(self, thing: NamedNode, prop: str) -> Iterator[NamedNode]:
        """Yield the things that have a property with this thing as value."""
        found = self._context.match(None, NamedNode(prop), thing)
        yield from (s for s, _, _ in found if isinstance(s, NamedNode))
