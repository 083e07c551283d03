"""The names of things, to find them by without reading all: a label as it sounds, and what a mistyped slug keeps.

They are in a graph of their own. A letter too many, too few or wrong leaves one half of a slug whole; letters that have
changed places are still the same letters.

>>> agent, label = NamedNode(ID + "agent/cnes"), NamedNode(RDFS + "label")
>>> store = Store()
>>> store.extend(name_quads([Triple(agent, label, Literal("C.N.E.S.", language="en"))]))
>>> list(called(store, "agent", "Cnes")) == list(resembling(store, ID + "agent/cness")) == [agent]
True
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import islice

from pyoxigraph import Literal, NamedNode, Quad, Store, Triple

from ..namespaces import GRAPH_NAMES, ID, RDFS, SKOS, slug

GRAPH = NamedNode(GRAPH_NAMES)
NAMING = (NamedNode(RDFS + "label"), NamedNode(SKOS + "altLabel"))
"""The properties whose values are names."""
_CALLED = NamedNode(GRAPH_NAMES + "#called")
_PART = NamedNode(GRAPH_NAMES + "#part")
_MORE_OR_LESS = 2
"""Letters by which a name may be longer or shorter than what was typed."""
_MOST = 2000
"""Things that are looked at for one part; where more share it, it tells too little."""


def folded(name: str) -> str:
    """Return a name without case, accents, punctuation or spaces, in which two spellings are one.

    >>> folded("Chang’e 6") == folded("CHANG'E-6"), folded("嫦娥六号")
    (True, '嫦娥六号')
    """
    plain = unicodedata.normalize("NFKD", name).casefold()
    return re.sub(r"[\W_]+", "", "".join(c for c in plain if not unicodedata.combining(c)))


def name_quads(triples: Iterable[Triple]) -> Iterator[Quad]:
    """Yield what a store must keep beside `triples` so that things are found by their names."""
    seen: set[NamedNode] = set()
    for t in triples:
        thing = t.subject
        if not isinstance(thing, NamedNode) or not thing.value.startswith(ID):
            continue
        kind = _kind(thing.value)
        if t.predicate in NAMING and isinstance(t.object, Literal):
            yield Quad(thing, _CALLED, Literal(f"{kind}/{folded(t.object.value)}"), GRAPH)
        if thing not in seen:
            seen.add(thing)
            name = slug(thing.value)
            for part in _parts(name, len(name)):
                yield Quad(thing, _PART, Literal(f"{kind}/{part}"), GRAPH)


def called(store: Store, kind: str, name: str) -> Iterator[NamedNode]:
    """Yield the things of a type segment that have a name which sounds like `name`."""
    for quad in store.quads_for_pattern(None, _CALLED, Literal(f"{kind}/{folded(name)}"), GRAPH):
        if isinstance(quad.subject, NamedNode):
            yield quad.subject


def resembling(store: Store, iri: str) -> Iterator[NamedNode]:
    """Yield the things of the same type segment whose slugs share a half or all letters with that of `iri`."""
    name, kind = slug(iri), _kind(iri)
    lengths = range(max(len(name) - _MORE_OR_LESS, 1), len(name) + _MORE_OR_LESS + 1)
    seen: set[NamedNode] = set()
    for part in dict.fromkeys(part for length in lengths for part in _parts(name, length)):
        found = store.quads_for_pattern(None, _PART, Literal(f"{kind}/{part}"), GRAPH)
        seen.update(q.subject for q in islice(found, _MOST) if isinstance(q.subject, NamedNode))
    yield from sorted(seen, key=lambda thing: thing.value)


def _parts(name: str, length: int) -> tuple[str, str, str]:
    """Return the halves of `name`, were it so long, and its letters in order, each marked as what it is."""
    before = length // 2
    return f"^{name[:before]}", f"{name[-(length - before) :]}$", f"={''.join(sorted(name))}"


def _kind(iri: str) -> str:
    return iri.removeprefix(ID).partition("/")[0]
