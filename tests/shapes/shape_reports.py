"""What is reported of a graph: by the validator of the project, and by pyshacl as it comes."""

from __future__ import annotations

import pyshacl
import rdflib
from pyoxigraph import Triple
from shape_graph import ROOT

from ilrs_graph.findings import Finding
from ilrs_graph.namespaces import SH, SHAPES
from ilrs_graph.validation.compiled import linted_shapes
from ilrs_graph.validation.incremental import whole
from ilrs_graph.views.store import AssertedStore


def findings(graph: list[Triple]) -> list[Finding]:
    return whole(AssertedStore.of(graph), linted_shapes(ROOT))


def reported(graph: list[Triple]) -> set[tuple[str, str]]:
    """Return the focus node and the shape of every finding."""
    return {(f.focus, f.code) for f in findings(graph)}


def pyshacl_reports(graph: list[Triple], shapes: list[Triple]) -> set[tuple[str, str]]:
    """Return the focus node and the shape of every result."""
    _, report, _ = pyshacl.validate(_rdf(graph), shacl_graph=_rdf(shapes))
    assert isinstance(report, rdflib.Graph)
    sh = rdflib.Namespace(SH)
    return {
        (f"<{report.value(r, sh.focusNode)}>", str(report.value(r, sh.sourceShape)).removeprefix(SHAPES))
        for r in report.objects(None, sh.result)
    }


def _rdf(triples: list[Triple]) -> rdflib.Graph:
    text = "".join(f"{t.subject} {t.predicate} {t.object} .\n" for t in dict.fromkeys(triples))
    return rdflib.Graph().parse(data=text, format="nt")
