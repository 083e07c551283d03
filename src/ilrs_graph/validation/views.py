"""Views of the asserted graph: the snapshot without what was inferred, and the same with a change applied.

Every read of validation goes through `View.match`, so that nothing else knows where triples come from.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store, Triple

from ..names.index import name_quads
from ..namespaces import GRAPH_INFERRED
from ..terms import Node
from ..views.lexical_forms import GRAPH, forms, stored, written_quads


class View(Protocol):
    """A graph that can be asked for the triples that match a pattern; None stands for any term."""

    def match(self, s: Node | None = None, p: NamedNode | None = None, o: Node | None = None) -> Iterator[Triple]:
        """Yield the matching triples, each once."""
        ...


class StoreView:
    """The asserted triples of a snapshot's store: its default graph less its graphs of inferred triples.

    Literals come in the form in which they were written, where the store keeps that.

    >>> from ilrs_graph.turtle.parse import parse_bytes
    >>> view = StoreView.of(parse_bytes(b"<urn:a> <urn:p> 1.00 .", "example"))
    >>> [str(t.object) for t in view.match(NamedNode("urn:a"))]
    ['"1.00"^^<http://www.w3.org/2001/XMLSchema#decimal>']
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        graphs = list(store.named_graphs())
        self._inferred = [g for g in graphs if isinstance(g, NamedNode) and g.value.startswith(GRAPH_INFERRED)]
        self._written = GRAPH in graphs
        self._about: dict[NamedNode, tuple[list[NamedNode], bool]] = {}

    @classmethod
    def of(cls, triples: Iterable[Triple]) -> StoreView:
        """Return a view of triples held in memory."""
        kept = list(triples)
        store = Store()
        store.bulk_extend(Quad(t.subject, t.predicate, t.object) for t in kept)
        store.bulk_extend(written_quads(kept))
        store.extend(name_quads(kept))
        return cls(store)

    def match(self, s: Node | None = None, p: NamedNode | None = None, o: Node | None = None) -> Iterator[Triple]:
        """Yield the matching asserted triples."""
        if isinstance(s, Literal):
            return
        for q in self.store.quads_for_pattern(s, p, stored(o) if isinstance(o, Literal) else o, DefaultGraph()):
            inferred, written = self._about.get(q.predicate) or self._look(q.predicate)
            if inferred and any(Quad(q.subject, q.predicate, q.object, g) in self.store for g in inferred):
                continue
            if not written or not isinstance(q.object, Literal):
                yield q.triple
                continue
            for form in forms(self.store, q):
                if o is None or form == o:
                    yield Triple(q.subject, q.predicate, form)

    def holds(self, t: Triple) -> bool:
        """Tell whether a triple is asserted: a triple that the store lacks is found out without searching.

        >>> a, one = NamedNode("urn:a"), NamedNode("http://www.w3.org/2001/XMLSchema#decimal")
        >>> view = StoreView.of([Triple(a, a, Literal("1.00", datatype=one))])
        >>> [view.holds(Triple(a, a, Literal(text, datatype=one))) for text in ("1.00", "1.0", "2.0")]
        [True, False, False]
        """
        value = stored(t.object) if isinstance(t.object, Literal) else t.object
        return Quad(t.subject, t.predicate, value) in self.store and (
            next(self.match(t.subject, t.predicate, t.object), None) is not None
        )

    def _look(self, p: NamedNode) -> tuple[list[NamedNode], bool]:
        """Return the graphs of inferred triples that hold a property, and whether written forms are kept for it."""
        holding = [g for g in self._inferred if next(self.store.quads_for_pattern(None, p, None, g), None)]
        kept = self._written and next(self.store.quads_for_pattern(None, p, None, GRAPH), None) is not None
        self._about[p] = holding, kept
        return self._about[p]


class Few:
    """A few triples, indexed by each of their terms.

    >>> few = Few([Triple(NamedNode("urn:a"), NamedNode("urn:p"), NamedNode("urn:b"))])
    >>> len(list(few.match(o=NamedNode("urn:b")))), len(list(few.match(NamedNode("urn:b"))))
    (1, 0)
    """

    def __init__(self, triples: Iterable[Triple]) -> None:
        self.triples = list(dict.fromkeys(triples))
        self._at: dict[tuple[int, Node], list[Triple]] = {}
        for t in self.triples:
            for place, term in enumerate((t.subject, t.predicate, t.object)):
                self._at.setdefault((place, term), []).append(t)

    def match(self, s: Node | None = None, p: NamedNode | None = None, o: Node | None = None) -> Iterator[Triple]:
        """Yield the matching triples."""
        keys = [(place, term) for place, term in enumerate((s, p, o)) if term is not None]
        rows = min((self._at.get(key, []) for key in keys), key=len) if keys else self.triples
        for t in rows:
            if (s is None or t.subject == s) and (p is None or t.predicate == p) and (o is None or t.object == o):
                yield t


class Changed:
    """A view with triples added, which it did not hold, and others removed, which it did."""

    def __init__(self, base: View, added: Iterable[Triple] | Few, removed: Iterable[Triple] = ()) -> None:
        self._base, self._added, self._removed = base, added if isinstance(added, Few) else Few(added), set(removed)

    def match(self, s: Node | None = None, p: NamedNode | None = None, o: Node | None = None) -> Iterator[Triple]:
        """Yield the matching triples of the graph after the change."""
        for t in self._base.match(s, p, o):
            if t not in self._removed:
                yield t
        yield from self._added.match(s, p, o)
