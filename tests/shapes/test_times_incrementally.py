"""Shapes that compare days: checking a change finds what checking the whole graph before and after it differs by."""

from __future__ import annotations

from functools import cache

import pytest
from pyoxigraph import Triple
from shape_examples import IN_2025, TIMES, triples_of
from shape_examples_made import EXAMPLES
from shape_graph import ROOT, axioms, base, turtle
from shape_reports import TODAY, findings

from ilrs_graph.findings import Finding
from ilrs_graph.validation.compiled import linted_shapes
from ilrs_graph.validation.incremental import caused
from ilrs_graph.validation.today import on_day
from ilrs_graph.views.store import AssertedStore

FAR_FROM_THE_CLAIM = {
    "the page was read earlier": ('source:undated ilrs:retrievedOn "2024-06-01"^^xsd:date .',
        'source:undated ilrs:retrievedOn "2024-05-30"^^xsd:date .', {"StatedBeforeReported"}),
    "the later page is taken away": ("claim:count-now prov:wasDerivedFrom source:year .", "",
        {"StatedBeforeReported"}),
    "the launch is dated": ("", "event:launch-k a ilrs:Launch ; ilrs:ofMission mission:k . claim:launch-k "
        f"ilrs:subject event:launch-k ; {IN_2025} .", {"LaunchedBeforeLanded"}),
    "the other launch is another mission's": ("event:time-launch-a ilrs:ofMission mission:n .",
        "event:time-launch-a ilrs:ofMission mission:k .", {"LaunchedBeforeLanded"}),
    "the party joins later": ("", "event:joined-one a ilrs:Accession ; ilrs:ofAgreement agreement:one ; "
        f"ilrs:takenBy agent:org . claim:joined-one ilrs:subject event:joined-one ; {IN_2025} .", {"JoinedBeforeLeft"}),
    "the one who joined is the one who left": ("event:time-joined ilrs:takenBy agent:igo .",
        "event:time-joined ilrs:takenBy agent:org .", {"JoinedBeforeLeft"}),
    "a wrong statement is called right": ("claim:aa-wrong ilrs:rank rank:deprecated .",
        "claim:aa-wrong ilrs:rank rank:normal .", {"ActualBeforeStated", "ActualByToday"}),
    "an event turns out to be a signature": ("", "event:test a ilrs:Signature . claim:date-of-test ilrs:notAfter "
        '"2026-12-01"^^xsd:date . claim:date-of-test prov:wasDerivedFrom source:old . '
        'source:old dcterms:issued "2022"^^xsd:gYear .', {"SignedBeforeReported"}),
}  # fmt: skip
"""Changes that touch what a claim leads to, not the claim: what goes, what comes, what they cause."""


@cache
def before() -> tuple[AssertedStore, frozenset[Finding]]:
    """The base, and what is found in it."""
    triples = [*axioms(), *base()]
    return AssertedStore.of(triples), frozenset(findings(triples))


def differences(added: list[Triple], removed: list[Triple]) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    """Return focus node and shape of what the change adds: by checking the change, and by checking all twice."""
    store, old = before()
    gone = set(removed) - set(added)
    after = [t for t in dict.fromkeys([*axioms(), *base(), *added]) if t not in gone]
    shapes = on_day(linted_shapes(ROOT), TODAY)
    mine = {(f.focus, f.code) for f in caused(store, added, removed, shapes).new}
    return mine, {(f.focus, f.code) for f in set(findings(after)) - old}


@pytest.mark.parametrize("change", FAR_FROM_THE_CLAIM)
def test_a_change_far_from_the_claim(change: str) -> None:
    removed, added, codes = FAR_FROM_THE_CLAIM[change]
    mine, whole = differences(turtle(added), turtle(removed))
    assert mine == whole
    assert codes <= {code for _, code in mine}


def test_a_new_claim() -> None:
    added = [t for i, e in enumerate(EXAMPLES) if e.shape in TIMES for t in triples_of(e, i)]
    mine, whole = differences(added, [])
    assert mine == whole
    assert {code for _, code in mine} >= TIMES
