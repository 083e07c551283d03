"""Every shape has examples that pass and fail it, a reason, words and a remedy."""

from __future__ import annotations

from pyoxigraph import NamedNode
from shape_examples import focus_of
from shape_examples_made import EXAMPLES
from shape_graph import ROOT, axioms, base, base_nodes, severity_of, shape_names, shape_triples, turtle
from shape_reports import findings, reported

from ilrs_graph.findings import Finding
from ilrs_graph.namespaces import ONTOLOGY, SH, SHAPES
from ilrs_graph.validation.compiled import reasons


def test_the_base_passes_every_shape() -> None:
    assert reported([*axioms(), *base()]) == set()


def test_every_shape_has_nodes_of_the_base_that_pass_it() -> None:
    """The base passes every shape; that says something only if each shape looks at a node of it."""
    targets = {t.object for t in shape_triples() if t.predicate.value == SH + "targetClass"}
    assert {str(c) for c in targets if not base_nodes({str(c)})} == set()


def test_every_shape_has_a_failing_example() -> None:
    assert {e.shape for e in EXAMPLES} == shape_names()


def test_every_failing_example_fails_its_shape(found: set[tuple[str, str]]) -> None:
    missed = [e for i, e in enumerate(EXAMPLES) if (focus_of(e, i), e.shape) not in found]
    assert missed == []


def test_severities_are_those_of_the_files(told: list[Finding]) -> None:
    said = {(f.code, f.severity) for f in told}
    assert said == {(code, severity_of(code)) for code, _ in said}


def test_targets_and_paths_are_terms_of_the_ontology() -> None:
    declared = {t.subject.value for t in axioms() if isinstance(t.subject, NamedNode)}
    named = {x.value for t in shape_triples() for x in (t.subject, t.object) if isinstance(x, NamedNode)}
    assert {iri for iri in named if iri.startswith(ONTOLOGY)} <= declared


def test_every_shape_that_reports_has_a_reason_of_its_own() -> None:
    why = reasons(ROOT)
    assert shape_names() - set(why) == set()
    assert all(text.endswith(".") and text[0].isupper() for text in why.values())
    messages = {t.object for t in shape_triples() if t.predicate.value == SH + "message"}
    assert not {text for text in why.values() if text in {m.value for m in messages}}  # type: ignore[union-attr]


def test_every_shape_that_reports_says_what_is_wrong_and_how_to_mend_it() -> None:
    said = {t.subject.value for t in shape_triples() if t.predicate.value == ONTOLOGY + "remedy"}  # type: ignore[union-attr]
    assert said == {SHAPES + name for name in shape_names()}
    for finding in findings([*axioms(), *turtle("agent:x a ilrs:Company .")]):
        assert finding.message.endswith(".")
        assert finding.remedy
