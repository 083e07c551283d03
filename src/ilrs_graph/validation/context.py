"""The graph before and after a change, as the lints query it.

Nothing is loaded in advance: labels and terms are looked up in the store when they are needed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from ..intake import Candidate
from ..names.folding import folded
from ..names.index import NAMING, called, name_quads, resembling
from ..names.labels import pick
from ..namespaces import DATASET, ID, slug
from ..terms import IS_REPLACED_BY, LABEL, SUB_CLASS_OF, TRANSLATED_LABEL, TYPE, Fact, Node, fact_of, triple_of
from ..views.overlay import Overlay
from ..views.store import AssertedStore


class Origin(NamedTuple):
    """The origin of a candidate triple: its file, and its index in that file."""

    candidate: Candidate
    number: int


def asserted_with_names(triples: Sequence[Triple]) -> AssertedStore:
    """Return an in-memory view of asserted triples, in which things can be found by name.

    >>> label = Triple(NamedNode(ID + "agent/cnes"), LABEL, Literal("CNES"))
    >>> [thing.value for thing in Context(asserted_with_names([label]), []).called("agent", "C.N.E.S.")]
    ['https://w3id.org/ilrs-graph/id/agent/cnes']
    """
    view = AssertedStore.of(triples)
    view.store.extend(name_quads(triples))
    return view


class Context:
    """A change to a graph: what it adds, what it removes, and the graph after it.

    Triples that the graph already holds are not in `added`; triples to remove that it does not hold are in `absent`.

    >>> a, b = NamedNode("urn:a"), NamedNode("urn:b")
    >>> new = Candidate("new.ttl", b"", None, [Triple(a, TYPE, b), Triple(b, TYPE, b)])
    >>> context = Context(AssertedStore.of([Triple(a, TYPE, b)]), [new])
    >>> list(context.added) == [Triple(b, TYPE, b)], context.is_new(b), context.types(b) == [b]
    (True, True, True)
    """

    def __init__(self, base: AssertedStore, candidates: Sequence[Candidate], removed: Sequence[Candidate] = ()) -> None:
        self.base = base
        proposed = _origins(candidates)
        self.added = {t: origin for t, origin in proposed.items() if not base.holds(fact_of(t))}
        to_remove = {t: origin for t, origin in _origins(removed).items() if t not in proposed}
        self.removed = {t: origin for t, origin in to_remove.items() if base.holds(fact_of(t))}
        self.absent = {t: origin for t, origin in to_remove.items() if t not in self.removed}
        self.after = Overlay(base, map(fact_of, self.added), map(fact_of, self.removed))
        self._above: dict[Node, frozenset[Node]] = {}
        self._sorts: dict[Node, frozenset[str]] = {}

    @cached_property
    def subjects(self) -> dict[Node, Triple]:
        """Each subject of an added triple, with the triple that types it, else its first one."""
        found: dict[Node, Triple] = {}
        for t in self.added:
            subject = t.subject
            if not isinstance(subject, Triple) and (subject not in found or _types_first(found[subject], t)):
                found[subject] = t
        return found

    def match(self, s: Node | None = None, p: NamedNode | None = None, o: Node | None = None) -> Iterator[Fact]:
        """Yield the matching asserted facts after the change."""
        return self.after.match(s, p, o)

    def new(self, s: Node | None = None, p: NamedNode | None = None, o: Node | None = None) -> Iterator[Triple]:
        """Return the matching added triples."""
        return map(triple_of, self.after.added.match(s, p, o))

    def holds(self, s: Node | None, p: NamedNode | None, o: Node | None) -> bool:
        """Return whether any triple matches after the change."""
        return _any(self.after.added.match(s, p, o)) or _any(self.match(s, p, o))

    def objects(self, s: Node, p: NamedNode) -> list[Node]:
        """Return the values of a property after the change."""
        return [o for _, _, o in self.match(s, p) if not isinstance(o, Triple)]

    def is_new(self, thing: Node) -> bool:
        """Return whether the graph did not describe a thing before the change."""
        return not _any(self.base.match(thing))

    def types(self, thing: Node) -> list[Node]:
        """Return the asserted classes of a thing."""
        return self.objects(thing, TYPE)

    def sorts(self, term: Node) -> frozenset[str]:
        """Return the IRIs of the classes of a term, cached because properties and classes recur."""
        if term not in self._sorts:
            self._sorts[term] = frozenset(x.value for x in self.types(term) if isinstance(x, NamedNode))
        return self._sorts[term]

    def is_withdrawn(self, thing: NamedNode) -> bool:
        """Return whether a thing is withdrawn: only the link to its replacement remains."""
        return self.holds(thing, IS_REPLACED_BY, None) and not self.types(thing)

    def within(self, kind: Node, above: Node) -> bool:
        """Return whether the class `kind` is `above` or one of its subclasses."""
        if kind not in self._above:
            found, todo = {kind}, [kind]
            while todo:
                fresh = set(self.objects(todo.pop(), SUB_CLASS_OF)) - found
                found |= fresh
                todo += fresh
            self._above[kind] = frozenset(found)
        return above in self._above[kind]

    def called(self, kind: str, name: str) -> Iterator[NamedNode]:
        """Yield the things of a type segment that keep a name like `name`, ignoring case and marks."""
        for thing in called(self.base.store, kind, name):
            names = (x for p in NAMING for x in self.objects(thing, p) if isinstance(x, Literal))
            if any(folded(x.value) == folded(name) for x in names):
                yield thing

    def resembling(self, iri: str) -> Iterator[str]:
        """Yield the IRIs of described things of the same type that are similar to `iri`, to suggest names."""
        namespace = iri.removesuffix(slug(iri))
        new = (s.value for s in self.subjects if isinstance(s, NamedNode) and s.value.startswith(namespace))
        yield from sorted({*(thing.value for thing in resembling(self.base.store, iri)), *new})

    def label(self, thing: Node) -> str:
        """Return the label of a thing, English first; "" if it has none."""
        if not _named(thing):
            return ""
        labels = (*self.objects(thing, LABEL), *self.objects(thing, TRANSLATED_LABEL))
        return pick(x for x in labels if isinstance(x, Literal))


def _origins(candidates: Iterable[Candidate]) -> Mapping[Triple, Origin]:
    """Return the origin of each triple; what an export says of itself is not part of the graph."""
    found: dict[Triple, Origin] = {}
    for candidate in candidates:
        if not candidate.problems:
            for number, triple in enumerate(candidate.triples):
                if not _describes_an_export(triple):
                    found.setdefault(triple, Origin(candidate, number))
    return found


def _describes_an_export(triple: Triple) -> bool:
    return isinstance(triple.subject, NamedNode) and triple.subject.value.startswith(DATASET)


def _any(found: Iterator[Fact]) -> bool:
    return next(found, None) is not None


def _types_first(old: Triple, new: Triple) -> bool:
    return new.predicate == TYPE and old.predicate != TYPE


def _named(thing: Node) -> bool:
    return isinstance(thing, NamedNode | BlankNode)


def segment(iri: str) -> str:
    """Return the `{type}` segment of the IRI of a thing, "" for any other IRI.

    >>> segment(ID + "mission/change-6"), segment("urn:mission/change-6")
    ('mission', '')
    """
    return iri.removeprefix(ID).partition("/")[0] if iri.startswith(ID) else ""


def is_slug(iri: str) -> bool:
    """Return whether the local name of a thing is a slug: lower-case ASCII words and numbers joined by hyphens.

    >>> is_slug(ID + "mission/change-6"), is_slug(ID + "mission/Change_6")
    (True, False)
    """
    name = slug(iri)
    words = name.split("-")
    return iri == f"{ID}{segment(iri)}/{name}" and all(w.isascii() and w.isalnum() and w == w.lower() for w in words)
