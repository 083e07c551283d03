"""The day that counts as today: given to `check`, `check_all` and `add`, and to every validator."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Triple, parse

from ilrs_graph import LunarGraph
from ilrs_graph.errors import UsageError
from ilrs_graph.files.root import Root
from ilrs_graph.findings import Report
from ilrs_graph.namespaces import PREFIXES
from ilrs_graph.turtle.parse import parse_bytes
from ilrs_graph.validation import VALIDATORS, check_all
from ilrs_graph.validation.compile import compile_shapes
from ilrs_graph.validation.incremental import whole
from ilrs_graph.validation.today import day_of, on_day
from ilrs_graph.views.store import AssertedStore

HEAD = "".join(f"@prefix {p}: <{iri}> .\n" for p, iri in PREFIXES.items())
CLAIM = """claim:new a ilrs:DateClaim ; ilrs:subject event:change-8-launch ; ilrs:property ilrs:eventDate ;
  ilrs:assertedBy agent:cnsa ; ilrs:statedOn "2029-09-10"^^xsd:date ; ilrs:modality modality:actual ;
  ilrs:polarity polarity:asserted ; ilrs:rank rank:normal ; ilrs:edtfDate "2029-09-09"^^edtf:EDTF ;
  ilrs:notBefore "2029-09-09"^^xsd:date ; ilrs:notAfter "2029-09-09"^^xsd:date ; prov:wasDerivedFrom source:new .
source:new a ilrs:Source ; rdfs:label "Launch of Chang'e 8"@en ; dcterms:publisher agent:cnsa ;
  dcterms:issued "2029-09-10"^^xsd:date ; dc:language "en" ; ilrs:sourceKind source-kind:agency ;
  ilrs:url "http://example.org/launch"^^xsd:anyURI .
"""
OF_CHANGE_6 = CLAIM.replace("event:change-8-launch", "event:change-6-landing")


def turtle(text: str) -> list[Triple]:
    return list(parse_bytes((HEAD + text).encode(), "test"))


def violations(report: Report) -> set[str]:
    return {f.code for f in report.of("violation")}


@pytest.mark.parametrize(
    ("today", "codes", "shacl"),
    [
        (date(2029, 9, 8), {"ActualByToday", "StatedByToday"}, "pyshifty"),
        (date(2029, 9, 9), set(), "pyshifty"),  # one day of slack: the day of the statement is local
        (date(2031, 1, 1), set(), "pyshifty"),
        (date(2029, 9, 8), {"ActualByToday", "StatedByToday"}, "pyshacl"),
        pytest.param(date(2029, 9, 9), set(), "pyshacl", marks=pytest.mark.soak),
        pytest.param(date(2031, 1, 1), set(), "pyshacl", marks=pytest.mark.soak),
    ],
)
def test_what_is_in_the_future_depends_on_today(
    today: date, codes: set[str], shacl: str, small_graph: LunarGraph
) -> None:
    """pyshacl, which takes seconds, is tried on one day, and on all as a soak."""
    assert violations(small_graph.check(turtle(OF_CHANGE_6), today=today, shacl=shacl)) == codes


def test_a_whole_graph_is_checked_as_of_today(small_root: Path) -> None:
    assert violations(check_all(Root.find(small_root), today=date(2026, 11, 29))) == {"undescribed"}
    early = LunarGraph(small_root).check_all(today=date(2024, 5, 1))
    assert violations(early) == {"undescribed", "ActualByToday", "StatedByToday"}
    assert all(f.file and f.line for f in early.of("violation") if f.code != "undescribed")


def test_add_judges_and_stamps_by_today(small_root: Path) -> None:
    graph = LunarGraph(small_root)
    assert graph.add(turtle(OF_CHANGE_6), by="Ada", today=date(2029, 9, 8)).refused
    added = graph.add(turtle(OF_CHANGE_6), by="Ada", today=date(2029, 9, 9))
    assert added.changes[-1].name == "edits/2029.ttl"
    assert '"2029-09-09"^^xsd:date' in added.changes[-1].diff


def test_today_is_the_current_day_unless_it_is_given(monkeypatch: pytest.MonkeyPatch, graph: LunarGraph) -> None:
    class Clock(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
            assert tz is UTC
            return datetime(2029, 9, 8, 23, 59, tzinfo=UTC)

    monkeypatch.setattr("ilrs_graph.validation.today.datetime", Clock)
    assert day_of(None) == date(2029, 9, 8)
    assert violations(graph.check(turtle(CLAIM))) == {"ActualByToday", "StatedByToday"}


@pytest.mark.parametrize("wrong", ["2029-9-8", datetime(2029, 9, 8, tzinfo=UTC), 2029])
def test_what_is_no_day_is_refused(wrong: object, graph: LunarGraph) -> None:
    for call in (lambda: graph.check([], today=wrong), lambda: graph.check_all(today=wrong)):  # type: ignore[arg-type]
        with pytest.raises(UsageError, match=r"today: .* is not a day") as error:
            call()
        assert error.value.about == ("today",)


# every place of a query in a graph of shapes

SHAPES = """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<urn:S> sh:targetClass <urn:C> ; sh:sparql <urn:q> .
<urn:q> sh:message "{?said} {?day}" ; sh:select '''SELECT $this ?day ("now()" AS ?said) WHERE {
  $this a <urn:C> . BIND(SUBSTR(STR(now()), 1, 10) AS ?day) }''' .
<urn:T> sh:target <urn:t> ; sh:property <urn:T#p> .
<urn:t> a sh:SPARQLTarget ; sh:select 'SELECT ?this { ?this <urn:p> ?day FILTER(STR(?day) > STR(NOW())) }' .
<urn:T#p> sh:path <urn:q> ; sh:minCount 1 ; sh:message "none" .
"""
DATA = b'<urn:a> a <urn:C> ; <urn:p> "2026-12-24" . <urn:b> <urn:p> "2026-11-01" .'


@pytest.mark.parametrize("shacl", VALIDATORS)
def test_queries_of_constraints_and_targets_get_the_day(shacl: str) -> None:
    shapes = compile_shapes([q.triple for q in parse(SHAPES.encode(), RdfFormat.TURTLE)])
    view = AssertedStore.of(parse_bytes(DATA, "data"))
    found = whole(view, on_day(shapes, date(2026, 11, 29)), shacl=shacl)
    assert [(f.focus, f.message) for f in found] == [("<urn:a>", "none"), ("<urn:a>", "now() 2026-11-29")]
    later = whole(view, on_day(shapes, date(2026, 12, 25)), shacl=shacl)
    assert [f.message for f in later] == ["now() 2026-12-25"]
    assert on_day(shapes, date(2026, 12, 25)).lines != shapes.lines, "the shapes themselves stay as they are"


def test_shapes_without_now_stay_as_they_are() -> None:
    text = SHAPES.replace("STR(now())", '"2026-01-01"').replace("STR(NOW())", '"2026"')
    shapes = compile_shapes([q.triple for q in parse(text.encode(), RdfFormat.TURTLE)])
    assert on_day(shapes, date(2026, 11, 29)) == shapes
