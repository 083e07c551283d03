"""Converts the templates among the candidates to triples, with names looked up in the graph."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from ..engine import Engine
from ..findings import Finding
from ..intake import Candidate
from ..names.index import TYPED

if TYPE_CHECKING:
    from .lookup import Lookup


def fill(candidates: Sequence[Candidate], engine: Engine) -> list[Finding]:
    """Set the triples, places and number of rows of each template among the candidates; return the problems of cells.

    A template may refer to things that other templates or candidates describe, also by their names.

    >>> from pyoxigraph import Store
    >>> from ilrs_graph.engine import StoreEngine
    >>> fill([Candidate("new.csv", b"", None, is_template=True)], StoreEngine(Store()))[0].message
    'The file is empty.'
    """
    templates = [candidate for candidate in candidates if candidate.is_template]
    if not templates:
        return []
    from .lookup import Lookup
    from .read import described, is_last, read_csv

    lookup = Lookup(engine)
    for candidate in candidates:
        if not candidate.is_template:
            _note(candidate, lookup)
    for template in templates:
        lookup.beside |= set(described(template.content, lookup))
    findings: dict[str, list[Finding]] = {template.name: [] for template in templates}
    for template in sorted(templates, key=lambda each: is_last(each.content)):
        reading = read_csv(template.content, template.name, engine, lookup)
        template.triples, template.cell_places, template.rows = reading.triples, reading.places, reading.rows
        findings[template.name] += reading.findings
        _note(template, lookup)
    return [finding for found in findings.values() for finding in found]


def _note(candidate: Candidate, lookup: Lookup) -> None:
    """Let the cells of templates name the things that a candidate describes, by slug and by name."""
    for t in candidate.triples:
        if isinstance(t.subject, NamedNode):
            lookup.beside.add(t.subject.value)
            if t.predicate in TYPED and isinstance(t.object, Literal):
                lookup.name(t.subject.value, t.object.value)
