"""An index of the names of things: normalised labels, and parts of slugs that survive a typing error.

The index is a separate graph. An additional, missing or wrong letter leaves one half of a slug unchanged; swapped
letters leave the sorted letters unchanged.

>>> agent = NamedNode(ID + "agent/cnes")
>>> store = Store()
>>> store.extend(name_quads([Triple(agent, LABEL, Literal("C.N.E.S.", language="en"))]))
>>> list(called(store, "agent", "Cnes")) == list(resembling(store, ID + "agent/cness")) == [agent]
True
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import islice

from pyoxigraph import Literal, NamedNode, Quad, Store, Triple

from ..namespaces import GRAPH_NAMES, ID, slug
from ..terms import ALT_LABEL, LABEL, TRANSLATED_LABEL

GRAPH = NamedNode(GRAPH_NAMES)
NAMING = (LABEL, ALT_LABEL, TRANSLATED_LABEL)
"""The properties whose values are names."""
_CALLED = NamedNode(GRAPH_NAMES + "#called")
_PART = NamedNode(GRAPH_NAMES + "#part")
_MORE_OR_LESS = 2
"""Maximum difference in length between a name and the typed text."""
_MOST = 2000
"""Maximum number of things examined for one part; a part that more things share is not selective."""


def folded(name: str) -> str:
    """Return a name without case, accents, punctuation or spaces, so that spelling variants are equal.

    >>> folded("Chang’e 6") == folded("CHANG'E-6"), folded("嫦娥六号")
    (True, '嫦娥六号')
    """
    plain = unicodedata.normalize("NFKD", name).casefold()
    return re.sub(r"[\W_]+", "", "".join(c for c in plain if not unicodedata.combining(c)))


def name_quads(triples: Iterable[Triple]) -> Iterator[Quad]:
    """Yield the quads of the index for `triples`."""
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
    """Yield the things of a kind (segment) with a name equal to `name` after `folded`."""
    for quad in store.quads_for_pattern(None, _CALLED, Literal(f"{kind}/{folded(name)}"), GRAPH):
        if isinstance(quad.subject, NamedNode):
            yield quad.subject


def resembling(store: Store, iri: str) -> Iterator[NamedNode]:
    """Yield the things of the same kind (segment) whose slugs share a half or all letters with that of `iri`."""
    name, kind = slug(iri), _kind(iri)
    lengths = range(max(len(name) - _MORE_OR_LESS, 1), len(name) + _MORE_OR_LESS + 1)
    seen: set[NamedNode] = set()
    for part in dict.fromkeys(part for length in lengths for part in _parts(name, length)):
        found = store.quads_for_pattern(None, _PART, Literal(f"{kind}/{part}"), GRAPH)
        seen.update(q.subject for q in islice(found, _MOST) if isinstance(q.subject, NamedNode))
    yield from sorted(seen, key=lambda thing: thing.value)


def _parts(name: str, length: int) -> tuple[str, str, str]:
    """Return the first and last half of `name`, as if of this length, and its sorted letters, each with a marker."""
    before = length // 2
    return f"^{name[:before]}", f"{name[-(length - before) :]}$", f"={''.join(sorted(name))}"


def _kind(iri: str) -> str:
    return iri.removeprefix(ID).partition("/")[0]
