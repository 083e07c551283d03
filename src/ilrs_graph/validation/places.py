"""Where in the candidates a finding stands: the triple at fault, or the one nearest to it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from pyoxigraph import Triple

from .context import TYPE, Context, Origin
from .findings import Finding
from .lints.note import Note, Part

_IRI = re.compile(r"<[^<>\s]+>")


def placed(context: Context, note: Note) -> Finding:
    """Return the finding of a note with file, line and column."""
    origin = context.added.get(note.triple) or context.removed.get(note.triple) or context.absent.get(note.triple)
    return at(note.finding, origin, note.part) if origin else note.finding


def at(finding: Finding, origin: Origin, part: Part) -> Finding:
    """Return a finding with the place of a part of a candidate triple."""
    places = origin.candidate.places
    if not places:
        return replace(finding, file=origin.candidate.name)
    place = getattr(places[origin.number], part)
    return replace(finding, file=origin.candidate.name, line=place.line, column=place.column or 0)


class Locator:
    """Finds the candidate triple that a finding of a shape is about."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._rows = [(t, str(t.subject), str(t.predicate), str(t.object)) for t in (*context.added, *context.removed)]

    def placed(self, finding: Finding) -> Finding:
        """Return the finding with file, line and column; as it is where the candidates are nowhere near."""
        found = next(self._nearest(finding), None)
        return placed(self._context, Note(finding, *found)) if found else finding

    def _nearest(self, finding: Finding) -> Iterator[tuple[Triple, Part]]:
        focus, path, value = finding.focus, finding.path, finding.value
        if path and value:
            yield from self._where(lambda s, p, o: (s, p, o) == (focus, path, value), "value")
        if path:  # of several values, the last is the one too many
            yield from reversed(list(self._where(lambda s, p, _: (s, p) == (focus, path), "value")))
        yield from self._subject(focus)
        for term in (value, *_IRI.findall(finding.message)):
            yield from self._subject(term)
        yield from self._where(lambda _s, _p, o: o == focus, "value")
        yield from self._neighbours(focus)
        yield from self._where(lambda *_: True, "subject")

    def _where(self, fits: Callable[[str, str, str], bool], part: Part) -> Iterator[tuple[Triple, Part]]:
        yield from ((t, part) for t, s, p, o in self._rows if fits(s, p, o))

    def _subject(self, term: str) -> Iterator[tuple[Triple, Part]]:
        """Yield the triples of a subject, the one that types it first."""
        found: Sequence[tuple[Triple, Part]] = list(self._where(lambda s, _p, _o: bool(term) and s == term, "subject"))
        yield from sorted(found, key=lambda row: row[0].predicate != TYPE)

    def _neighbours(self, focus: str) -> Iterator[tuple[Triple, Part]]:
        """Yield the triples of subjects that lead to the focus, or to which it leads."""
        for t, *_ in self._rows:
            around = self._context.match(t.subject, None, None)
            if any(str(x.object) == focus for x in around):
                yield t, "subject"
        for t, *_ in self._rows:
            if any(str(x.subject) == focus for x in self._context.match(None, None, t.subject)):
                yield t, "subject"
