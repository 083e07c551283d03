"""Converts the templates among the candidates to triples, with names looked up in the graph."""

from __future__ import annotations

from collections.abc import Sequence

from pyoxigraph import NamedNode

from ..engine import Engine
from ..findings import Finding
from ..intake import Candidate


def fill(candidates: Sequence[Candidate], engine: Engine) -> list[Finding]:
    """Set the triples, places and number of rows of each template among the candidates; return the problems of cells.

    A template may refer to things that other templates or candidates describe.

    >>> from pyoxigraph import Store
    >>> from ilrs_graph.engine import StoreEngine
    >>> fill([Candidate("new.csv", b"", None, is_template=True)], StoreEngine(Store()))[0].message
    'The file is empty.'
    """
    templates = [candidate for candidate in candidates if candidate.is_template]
    if not templates:
        return []
    from .lookup import Lookup
    from .read import described, read_csv

    beside = {
        t.subject.value for c in candidates if not c.is_template for t in c.triples if isinstance(t.subject, NamedNode)
    }
    lookup = Lookup(engine, beside)
    for template in templates:
        lookup.beside |= set(described(template.content, lookup))
    findings = []
    for template in templates:
        reading = read_csv(template.content, template.name, engine, lookup)
        template.triples, template.cell_places, template.rows = reading.triples, reading.places, reading.rows
        findings += reading.findings
    return findings
