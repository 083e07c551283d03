"""What is reported of a graph: by the validator of the project, and by pyshacl, whose queries are parsed once each."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pyshacl
import rdflib
from pyoxigraph import Literal, Triple
from shape_graph import ROOT

from ilrs_graph.findings import Finding
from ilrs_graph.namespaces import SH, SHAPES
from ilrs_graph.sparql.now import with_now
from ilrs_graph.validation.compiled import linted_shapes
from ilrs_graph.validation.incremental import whole
from ilrs_graph.validation.today import on_day
from ilrs_graph.views.store import AssertedStore
from parsed_once import parsed_once

TODAY = date(2026, 11, 29)
"""The day that counts as today for the shapes."""


def findings(graph: list[Triple]) -> list[Finding]:
    return whole(AssertedStore.of(graph), on_day(linted_shapes(ROOT), TODAY))


def reported(graph: list[Triple]) -> set[tuple[str, str]]:
    """Return the focus node and the shape of every finding."""
    return {(f.focus, f.code) for f in findings(graph)}


def pyshacl_reports(graph: list[Triple], shapes: list[Triple]) -> set[tuple[str, str]]:
    """Return the focus node and the shape of every result, of queries as of `TODAY`."""
    with parsed_once():
        _, report, _ = pyshacl.validate(_rdf(graph), shacl_graph=_rdf(map(_on_today, shapes)))
    assert isinstance(report, rdflib.Graph)
    sh = rdflib.Namespace(SH)
    return {
        (f"<{report.value(r, sh.focusNode)}>", str(report.value(r, sh.sourceShape)).removeprefix(SHAPES))
        for r in report.objects(None, sh.result)
    }


def _on_today(t: Triple) -> Triple:
    """Return a triple of a shape with `NOW()` replaced, since pyshacl takes it from the clock."""
    if t.predicate.value != SH + "select" or not isinstance(t.object, Literal):
        return t
    return Triple(t.subject, t.predicate, Literal(with_now(t.object.value, TODAY)))


def _rdf(triples: Iterable[Triple]) -> rdflib.Graph:
    text = "".join(f"{t.subject} {t.predicate} {t.object} .\n" for t in dict.fromkeys(triples))
    return rdflib.Graph().parse(data=text, format="nt")
