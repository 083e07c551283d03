"""The place of a finding in the candidates: the triple that causes it, or the nearest one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from pyoxigraph import NamedNode, Triple

from ..errors import Place
from ..findings import Finding
from ..terms import TYPE, Node, fact_of, triple_of
from ..views.memory import TripleIndex
from .context import Context, Origin
from .lints.note import Note, Part
from .shape_paths import term_of

_IRI = re.compile(r"<([^<>\s]+)>")
_STEP = re.compile(r"<[^<>\s]+>(?=$|/)")
"""The first step of a path, from the focus node."""


def placed(context: Context, note: Note) -> Finding:
    """Return the finding of a note with file, line and column."""
    origin = context.added.get(note.triple) or context.removed.get(note.triple) or context.absent.get(note.triple)
    return at(note.finding, origin, note.part) if origin else note.finding


def at(finding: Finding, origin: Origin, part: Part) -> Finding:
    """Return a finding with the place of a part of a candidate triple."""
    places = origin.candidate.places
    if not places:
        return replace(finding, file=origin.candidate.name)
    place: Place = getattr(places[origin.number], part)
    return replace(finding, **place._asdict())


class Locator:
    """Finds the candidate triple that a finding of a shape is about."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._removed = TripleIndex(map(fact_of, context.removed))

    def placed(self, finding: Finding) -> Finding:
        """Return the finding with file, line and column; unchanged if no candidate triple is near it."""
        found = next(self._nearest(finding), None)
        return placed(self._context, Note(finding, *found)) if found else finding

    def _nearest(self, finding: Finding) -> Iterator[tuple[Triple, Part]]:
        focus, value = (term_of(text) if text else None for text in (finding.focus, finding.value))
        if focus is not None and value is not None and _STEP.fullmatch(finding.path):
            yield from _at("value", self._changed(focus, NamedNode(finding.path[1:-1]), value))
        step = _STEP.match(finding.path)
        if focus is not None and step:  # if there are too many values, the last one is reported
            yield from _at("value", reversed(list(self._changed(focus, NamedNode(step[0][1:-1])))))
        named = [NamedNode(iri) for iri in _IRI.findall(finding.message)]
        for term in (focus, value, *named):
            if term is not None:  # the triple with the class stands for the whole thing
                yield from _at("subject", sorted(self._changed(term), key=lambda t: t.predicate != TYPE))
        if focus is not None:
            yield from _at("value", self._changed(o=focus))
            yield from _at("subject", self._neighbours(focus))
        yield from _at("subject", self._changed())

    def _changed(self, s: Node | None = None, p: NamedNode | None = None, o: Node | None = None) -> Iterator[Triple]:
        """Yield the added and removed triples that match; None matches anything."""
        yield from self._context.new(s, p, o)
        yield from map(triple_of, self._removed.match(s, p, o))

    def _neighbours(self, focus: Node) -> Iterator[Triple]:
        """Yield the triples of subjects that link to the focus node or are linked from it."""
        above = {s for s, _, _ in self._context.match(o=focus)}
        below = {o for _, _, o in self._context.match(focus)}
        for around in (above, below):
            yield from (t for t in self._changed() if t.subject in around)


def _at(part: Part, triples: Iterable[Triple]) -> Iterator[tuple[Triple, Part]]:
    yield from ((t, part) for t in triples)
