"""Shapes that are almost certainly mistakes are refused, with the near name; those of the project are not."""

from __future__ import annotations

import pytest
from pyoxigraph import Triple

from ilrs_graph.errors import InputError
from ilrs_graph.files.parsing import parse_file
from ilrs_graph.files.root import Root
from ilrs_graph.namespaces import PREFIXES
from ilrs_graph.snapshot.pipeline import read_ontology
from ilrs_graph.turtle.parse import parse_bytes
from ilrs_graph.validation.shape_lint import lint_shapes

HEAD = "".join(f"@prefix {p}: <{iri}> .\n" for p, iri in PREFIXES.items())
ROOT = Root.find()


def shapes(text: str) -> list[Triple]:
    return list(parse_bytes((HEAD + text).encode(), "shapes.ttl"))


def test_the_shapes_of_the_project_pass() -> None:
    lint_shapes([t for path in ROOT.shapes for t in parse_file(path)], read_ontology(ROOT))


@pytest.mark.parametrize(
    ("text", "what", "tip"),
    [
        ("ilrs-sh:S sh:minCout 1 .", "no term sh:minCout", "sh:minCount"),
        ("ilrs-sh:S a sh:NodeShpae .", "no term sh:NodeShpae", "sh:NodeShape"),
        ("ilrs-sh:S sh:nodeKind sh:Iri .", "no term sh:Iri", "sh:IRI"),
        ("ilrs-sh:S sh:property [ sh:severity sh:Warnin ] .", "no term sh:Warnin", "sh:Warning"),
        ("ilrs-sh:S sh:targetClass ilrs:Misson .", "sh:targetClass names ilrs:Misson", "ilrs:Mission"),
        ("ilrs-sh:S sh:targetClass ilrs:launchDate .", "not a declared class", ""),
        ("ilrs-sh:S sh:targetSubjectsOf ilrs:contributer .", "ilrs:contributer", "ilrs:contributor"),
        ("ilrs-sh:S sh:targetObjectsOf ilrs:contributer .", "ilrs:contributer", "ilrs:contributor"),
        ("ilrs-sh:S sh:property [ sh:path ilrs:contributer ] .", "ilrs:contributer", "ilrs:contributor"),
        ("ilrs-sh:S sh:path [ sh:inversePath ilrs:contributer ] .", "ilrs:contributer", "ilrs:contributor"),
        ("ilrs-sh:S sh:path ( ilrs:property ilrs:sourcdBy ) .", "ilrs:sourcdBy", "ilrs:sourcedBy"),
        ("ilrs-sh:S sh:path [ sh:alternativePath ( ilrs:notBefor rdf:type ) ] .", "ilrs:notBefor", "ilrs:notBefore"),
        ("ilrs-sh:S sh:path ( rdf:type [ sh:zeroOrMorePath ilrs:withinRegon ] ) .", "withinRegon", "ilrs:withinRegion"),
        ("ilrs-sh:S sh:lessThanOrEquals ilrs:notAfer .", "ilrs:notAfer", "ilrs:notAfter"),
        ("ilrs-sh:S sh:class ilrs:Agnet .", "ilrs:Agnet", "ilrs:Agent"),
        ("ilrs-sh:S sh:pattern '^(a+)+$' .", "exponential time", "repetition"),
        ("ilrs-sh:S sh:pattern '(' .", "cannot be used", "XPath"),
        ("ilrs-sh:S sh:select 'SELECT $this { SERVICE <http://a/> { ?a ?b ?c } }' .", "SERVICE", ""),
    ],
)
def test_what_cannot_be_meant_is_refused(text: str, what: str, tip: str) -> None:
    with pytest.raises(InputError) as problem:
        lint_shapes(shapes(text), read_ontology(ROOT))
    assert what in problem.value.message
    assert tip in (problem.value.tip or "")
