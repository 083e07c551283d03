"""An index of the names of things and terms: their folded forms, and parts of slugs that survive a typing error.

The index is a separate graph. The forms of a name are, in this order of preference: the whole name or the slug, its
parts between commas, and its acronym. An additional, missing or wrong letter leaves one half of a slug unchanged;
swapped letters leave the sorted letters unchanged.

>>> agent = NamedNode(ID + "agent/cnes")
>>> store = Store()
>>> store.extend(name_quads([Triple(agent, LABEL, Literal("C.N.E.S.", language="en"))]))
>>> list(called(store, "agent", "Cnes")) == list(resembling(store, ID + "agent/cness")) == [agent]
True
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from pyoxigraph import Literal, NamedNode, Quad, Store, Triple

from ..kinds import KINDS
from ..namespaces import BASE, GRAPH_NAMES, ID, slug
from ..terms import ALT_LABEL, HIDDEN_LABEL, LABEL, TRANSLATED_LABEL
from .folding import folded, initials, parts

GRAPH = NamedNode(GRAPH_NAMES)
NAMING = (LABEL, ALT_LABEL, TRANSLATED_LABEL)
"""The properties whose values are names."""
TYPED = frozenset((*NAMING, HIDDEN_LABEL))
"""The properties whose values are what people type for a thing."""
FORM = NamedNode(GRAPH_NAMES + "#form")
"""From a thing to a folded form of a name, with the sort of form before it."""
WHOLE, PART, ACRONYM = FORMS = ("whole/", "part/", "acronym/")
"""The sorts of forms, the best first."""
WHOLE_ONLY = frozenset(segment for segment, kind in KINDS.items() if kind.labels_repeat)
"""The kinds of things, such as pages, that are called by whole names only."""
_CALLED = NamedNode(GRAPH_NAMES + "#called")
_PART = NamedNode(GRAPH_NAMES + "#part")
_MORE_OR_LESS = 2
"""Maximum difference in length between a name and the typed text."""
_MOST = 2000
"""Maximum number of things examined for one part; a part that more things share is not selective."""


def name_quads(triples: Iterable[Triple]) -> Iterator[Quad]:
    """Yield the quads of the index for `triples`."""
    seen: set[NamedNode] = set()
    for t in triples:
        thing, is_name = t.subject, t.predicate in TYPED
        if not isinstance(thing, NamedNode) or (thing in seen and not is_name):
            continue
        kind = segment_of(thing.value)
        if is_name and thing.value.startswith(BASE) and isinstance(t.object, Literal):
            yield from _name_quads(thing, kind, t.object.value, called=t.predicate in NAMING)
        if kind and thing not in seen:
            seen.add(thing)
            name = slug(thing.value)
            for part in _parts(name, len(name)):
                yield Quad(thing, _PART, Literal(f"{kind}/{part}"), GRAPH)


def _name_quads(thing: NamedNode, kind: str, name: str, *, called: bool) -> Iterator[Quad]:
    """Yield the quads of one name; pages and other things that share labels have no parts and no acronyms."""
    whole = folded(name)
    if kind and called:
        yield Quad(thing, _CALLED, Literal(f"{kind}/{whole}"), GRAPH)
    forms = [WHOLE + whole] if kind in WHOLE_ONLY else forms_of(name)
    for form in (*forms, WHOLE + folded(slug(thing.value))):
        yield Quad(thing, FORM, Literal(form), GRAPH)


def forms_of(name: str) -> list[str]:
    """Return the forms of a name: the whole name, its parts and its acronyms, each folded and with its sort.

    >>> forms_of("Lunar Laser, a Retroreflector")
    ['whole/lunarlaseraretroreflector', 'part/lunarlaser', 'part/aretroreflector', 'acronym/ll', 'acronym/ar']
    """
    found = [WHOLE + folded(name), *(PART + form for form in parts(name)), *(ACRONYM + form for form in initials(name))]
    return list(dict.fromkeys(found))


def called(store: Store, kind: str, name: str) -> Iterator[NamedNode]:
    """Yield the things of a kind (segment) with a name equal to `name` after `folded`."""
    for quad in store.quads_for_pattern(None, _CALLED, Literal(f"{kind}/{folded(name)}"), GRAPH):
        if isinstance(quad.subject, NamedNode):
            yield quad.subject


def resembling(store: Store, iri: str) -> Iterator[NamedNode]:
    """Yield the things of the same kind (segment) whose slugs share a half or all letters with that of `iri`."""
    name, kind = slug(iri), segment_of(iri)
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


def segment_of(iri: str) -> str:
    """Return the segment of a thing, "" for a term."""
    return iri.removeprefix(ID).partition("/")[0] if iri.startswith(ID) else ""
