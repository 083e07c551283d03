"""Stock pyshacl, given the shapes and the graph as they are, comes to the same verdicts."""

from __future__ import annotations

import pytest
from pyoxigraph import NamedNode, Triple
from shape_examples import CONFLICTS, TIMES, triples_of
from shape_examples_made import EXAMPLES
from shape_graph import ROOT, axioms, base, shape_triples
from shape_mutants import family
from shape_reports import pyshacl_reports, reported

from ilrs_graph import LunarGraph
from ilrs_graph.findings import Report
from ilrs_graph.namespaces import SH, SHAPES
from ilrs_graph.snapshot.pipeline import assemble, read_data, read_rules

PARTS = 9
"""One part in nine of the shapes that are queries is tried always, all as a soak: pyshacl takes seconds for each."""
LAUNCHED = {"LaunchedOutcome", "LaunchedStatus"}
pytestmark = pytest.mark.filterwarnings("ignore")


def test_pyshacl_says_the_same_of_the_examples(found: set[tuple[str, str]], world: list[Triple]) -> None:
    """Shapes that are queries apart: pyshacl asks each of them once a node."""
    queries = {t.subject.value.removeprefix(SHAPES) for t in shape_triples() if t.predicate.value == SH + "sparql"}  # type: ignore[union-attr]
    core = [t for t in shape_triples() if t.predicate.value != SH + "sparql"]
    assert pyshacl_reports(world, core) == {(n, s) for n, s in found if s not in queries}


@pytest.mark.parametrize("part", [0, *(pytest.param(n, marks=pytest.mark.soak) for n in range(1, PARTS))])
def test_pyshacl_says_the_same_of_shapes_that_are_queries(part: int) -> None:
    chosen = {*CONFLICTS, *TIMES, *LAUNCHED, "ClaimEnded", "ClaimOnce", "OperatorState"}
    few = [(i, e) for i, e in enumerate(EXAMPLES) if e.shape in chosen]
    graph = [*axioms(), *base(), *(t for i, e in few for t in triples_of(e, i))]
    queries = sorted({t.subject for t in shape_triples() if t.predicate.value == SH + "sparql"}, key=str)[part::PARTS]
    assert len(queries) > 1
    shapes = [t for top in queries if isinstance(top, NamedNode) for t in family(top)]
    names = {top.value.removeprefix(SHAPES) for top in queries if isinstance(top, NamedNode)}
    assert pyshacl_reports(graph, shapes) == {(n, s) for n, s in reported(graph) if s in names}


def test_what_is_inferred_changes_no_verdict(found: set[tuple[str, str]], world: list[Triple]) -> None:
    """What follows from the base and the failing examples; what follows from the shipped graph as a soak."""
    content = assemble(axioms(), world, read_rules(ROOT))
    assert content.inferred
    assert reported([*world, *content.inferred]) == found


@pytest.mark.soak
def test_what_is_inferred_from_the_shipped_graph_changes_no_verdict(graph: LunarGraph) -> None:
    exported = list(graph.triples(ontology=True))
    asserted = [*axioms(), *read_data(ROOT)[0]]
    assert len(exported) > len(asserted)
    assert reported(exported) == reported(asserted)


@pytest.mark.parametrize("every", [2000, pytest.param(1, marks=pytest.mark.soak)])
def test_pyshacl_says_the_same_of_the_export(every: int, graph: LunarGraph, shipped_report: Report) -> None:
    """Two things that fail each shape, every 2000th thing, and what they lead to; the whole export as a soak.

    What the part leaves out is missed in the part, so there is more to report than in the whole.
    """
    data = list(graph.triples())
    triples: dict[str, list[Triple]] = {}
    for t in data:
        triples.setdefault(str(t.subject), []).append(t)
    failing: dict[str, list[str]] = {}
    for f in shipped_report:
        if f.focus is not None:
            failing.setdefault(f.code, []).append(f.focus)
    first = {*(focus for foci in failing.values() for focus in sorted(foci)[:2]), *sorted(triples)[::every]}
    kept = first | {str(t.object) for thing in first for t in triples.get(thing, ())}
    part = [*axioms(), *(t for thing in sorted(kept) for t in triples.get(thing, ()))]
    found = reported(part)
    assert len(found) > 20
    assert pyshacl_reports(part, shape_triples()) == found
