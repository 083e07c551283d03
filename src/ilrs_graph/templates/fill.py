"""Filled templates among the candidates: they become triples with the graph at hand."""

from __future__ import annotations

from collections.abc import Sequence

from pyoxigraph import NamedNode

from ..engine import Engine
from ..findings import Finding
from ..intake import Candidate


def fill(candidates: Sequence[Candidate], engine: Engine) -> list[Finding]:
    """Give each filled template among the candidates its triples and places; return what is wrong with cells.

    They know of each other, and of the things that the other candidates describe.

    >>> from pyoxigraph import Store
    >>> from ilrs_graph.engine import StoreEngine
    >>> fill([Candidate("new.csv", b"", None, sheet=True)], StoreEngine(Store()))[0].message
    'The file is empty.'
    """
    sheets = [candidate for candidate in candidates if candidate.sheet]
    if not sheets:
        return []
    from .lookup import Lookup
    from .read import described, read_csv

    beside = {t.subject.value for c in candidates if not c.sheet for t in c.triples if isinstance(t.subject, NamedNode)}
    lookup = Lookup(engine, beside)
    for sheet in sheets:
        lookup.beside |= set(described(sheet.content, lookup))
    findings = []
    for sheet in sheets:
        sheet.triples, sheet.told, found = read_csv(sheet.content, sheet.name, engine, lookup)
        findings += found
    return findings
