"""`check`: what new triples would cause, and nothing that was there before."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import Triple

from ilrs_graph import LunarGraph
from ilrs_graph.errors import InputError, UsageError
from ilrs_graph.files.root import Root
from ilrs_graph.findings import Report
from ilrs_graph.namespaces import PREFIXES
from ilrs_graph.render.report.text import finding_text
from ilrs_graph.turtle.parse import parse_bytes
from ilrs_graph.validation import check_all

HEAD = "".join(f"@prefix {p}: <{iri}> .\n" for p, iri in PREFIXES.items())
GOOD = """item:new a ilrs:Instrument ; rdfs:label "New"@en ; prov:wasDerivedFrom source:scio-2024-07-09-change-6 .
contribution:new a ilrs:Contribution ; ilrs:contributor agent:cnes ; ilrs:toward mission:change-6 ;
  ilrs:contributes item:new ; ilrs:contributionKind contribution-kind:instrument ;
  prov:wasDerivedFrom source:scio-2024-07-09-change-6 ."""


def turtle(text: str) -> list[Triple]:
    return list(parse_bytes((HEAD + text).encode(), "test"))


def of(text: str, graph: LunarGraph) -> Report:
    return graph.check(turtle(text))


def codes(report: Report) -> set[tuple[str, str]]:
    return {(f.severity, f.code) for f in report}


def test_good_triples_cause_nothing(graph: LunarGraph) -> None:
    report = of(GOOD, graph)
    assert not list(report)
    assert report
    assert len(graph.check([])) == 0


def test_a_validator_that_does_not_exist_is_refused(graph: LunarGraph) -> None:
    with pytest.raises(UsageError, match="pyshakl"):
        graph.check(turtle(GOOD), shacl="pyshakl")
    with pytest.raises(UsageError, match="pyshakl"):
        graph.check_all(shacl="pyshakl")


def test_a_thing_that_was_replaced_may_stay_as_a_bare_name(graph: LunarGraph) -> None:
    bare = "agent:old-cnes dcterms:isReplacedBy agent:cnes ; owl:deprecated true ."
    assert not list(of(bare, graph))
    assert codes(of("agent:old-cnes owl:deprecated true .", graph)) >= {
        ("violation", "untyped"),
        ("violation", "unsourced"),
    }
    assert ("violation", "undescribed") in codes(of(bare.replace("agent:cnes", "agent:nobody-there"), graph))


@pytest.mark.parametrize(
    ("text", "code", "said", "remedy"),
    [
        ("item:dorn a ilrs:Instrumnt .", "unknown-term", "There is no term ilrs:Instrumnt.", "ilrs:Instrument"),
        ("item:dorn ilrs:colour 1 .", "unknown-term", "There is no term ilrs:colour.", ""),
        ("site:change-6 <http://www.w3.org/2003/01/geo/wgs84_pos#lat> 44.1 .", "earth-position",
         "wgs84_pos:lat gives a position on the Earth.", "ilrs:PositionClaim"),
        ("contribution:change-6-cnes-dorn ilrs:jointWith contribution:zzzzzz .", "undescribed",
         "contribution:zzzzzz is not defined.", "Describe it"),
        ("mission:change-6 ilrs:partOfProgramme programme:clpe .", "undescribed",
         "programme:clpe is not defined.", "programme:clep"),
        ("item:dorn ilrs:contributionRole contribution-role:leed .", "undescribed", "leed is not defined.",
         "contribution-role:lead"),
        ("mission:change-5 ilrs:hasPartner agent:cnes .", "only-by-rule", "derived by rules",
         "Remove the triple; describe the ilrs:Contribution"),
        ("mission:change-5 ilrs:status status:flown .", "only-by-claim", "only be stated by a claim",
         "Write an ilrs:Claim"),
        ("mission:change-5 a ilrs:FarSideMission .", "derived-class", "derived by axioms", "other class"),
    ],
)  # fmt: skip
def test_each_kind_of_lint(text: str, code: str, said: str, remedy: str, graph: LunarGraph) -> None:
    report = of(text, graph)
    (finding,) = [f for f in report if f.code == code]
    assert finding.severity == "violation"
    assert said in finding.message
    assert remedy in finding.remedy
    assert report.reaches("violation")


def test_known_from_may_be_given(graph: LunarGraph) -> None:
    assert not list(of('claim:change-6-operator-cnsa-2024-06-02 ilrs:knownFrom "2024-06-02"^^xsd:date .', graph))


def test_severities_of_shapes(graph: LunarGraph) -> None:
    assert codes(of("agent:new a ilrs:Company .", graph)) == {
        ("violation", "Named-label"), ("violation", "Named-english"), ("violation", "Sourced-source")
    }  # fmt: skip
    lonely = 'mission:new a ilrs:Mission ; rdfs:label "New"@en ; prov:wasDerivedFrom source:scio-2024-07-09-change-6 .'
    report = of(lonely, graph)
    expected = ("MissionOperator-claim", "MissionChinese-label", "MissionKindGiven-kind")
    assert codes(report) == {("warning", code) for code in expected}
    assert not report.reaches("violation")
    assert report.reaches("warning")
    assert report.reaches("info")


DATE = """claim:change-6-launch-event-date-esa-2024-07-09 a ilrs:DateClaim ; ilrs:subject event:change-6-launch ;
  ilrs:property ilrs:eventDate ; ilrs:assertedBy agent:esa ; ilrs:statedOn "2024-07-09"^^xsd:date ;
  ilrs:modality modality:actual ; ilrs:polarity polarity:asserted ; ilrs:rank rank:normal ;
  ilrs:edtfDate "2024-05-09"^^edtf:EDTF ; ilrs:notBefore "2024-05-09"^^xsd:date ;
  ilrs:notAfter "2024-05-09"^^xsd:date ; prov:wasDerivedFrom source:scio-2024-07-09-change-6 ."""


def test_a_conflict_with_what_is_there_is_information_about_the_old_claim(graph: LunarGraph) -> None:
    report = of(DATE.replace("rank:normal", 'rank:preferred ; ilrs:rankKnownFrom "2030-01-01"^^xsd:date'), graph)
    assert codes(report) == {("info", "DateConflict")}
    assert not report.reaches("warning")
    assert "<https://w3id.org/ilrs-graph/id/claim/change-6-launch-event-date-cnsa-2024-05-03>" in {
        f.focus for f in report
    }


def test_a_conflict_of_equal_rank_is_a_warning_too(graph: LunarGraph) -> None:
    assert codes(of(DATE, graph)) == {("info", "DateConflict"), ("warning", "ActualDates")}


def test_a_candidate_that_spoils_an_old_thing_is_reported_there(graph: LunarGraph) -> None:
    report = of("agent:cnes ilrs:ofState agent:italy .", graph)
    (finding,) = report
    assert (finding.focus, finding.code) == ("<https://w3id.org/ilrs-graph/id/agent/cnes>", "Organisation-state")
    assert finding_text(finding).startswith(
        "violation: agent:cnes (CNES, National Centre for Space Studies) ilrs:ofState: "
    )
    assert "[Organisation-state]\n  why: " in finding_text(finding)
    assert "\n  fix: Keep one ilrs:ofState" in finding_text(finding)


def test_what_was_there_before_is_not_reported(small_root: Path) -> None:
    (small_root / "data" / "bad.ttl").write_text(HEAD + "agent:bad a ilrs:Company .", encoding="utf-8")
    graph = LunarGraph(small_root)
    assert not list(graph.check([]))
    assert {f.focus for f in of("agent:worse a ilrs:Company .", graph)} == {
        "<https://w3id.org/ilrs-graph/id/agent/worse>"
    }
    whole = check_all(Root.find(small_root))
    assert ("violation", "<https://w3id.org/ilrs-graph/id/agent/bad>") in {(f.severity, f.focus) for f in whole}


def test_rdflib_files_and_triples_give_the_same(graph: LunarGraph, tmp_path: Path) -> None:
    text = HEAD + "agent:new a ilrs:Company ; ilrs:ofState agent:frnace ; ilrs:colour 1 ."
    (tmp_path / "new.ttl").write_text(text, encoding="utf-8")
    by_triples = list(graph.check(turtle(text)))
    assert len(by_triples) > 3
    by_file = list(graph.check(tmp_path / "new.ttl"))
    assert {(f.file, f.line > 0, f.column > 0) for f in by_file} == {(str(tmp_path / "new.ttl"), True, True)}
    assert {replace(f, file="", line=0, column=0) for f in by_file} == set(by_triples)
    assert set(graph.check([tmp_path / "new.ttl"])) == set(by_file)
    assert list(graph.check(rdflib.Graph().parse(data=text, format="turtle"))) == by_triples
    with pytest.raises(InputError, match="no such file"):
        graph.check(tmp_path / "missing.ttl")


def test_the_report_is_in_the_same_order_however_the_triples_come(graph: LunarGraph) -> None:
    triples = turtle("agent:b a ilrs:Company . agent:a a ilrs:Company ; ilrs:x 1 . mission:z a ilrs:Mission . " + DATE)
    first = list(graph.check(triples))
    order = ["violation", "warning", "info"]
    assert [f.severity for f in first] == sorted((f.severity for f in first), key=order.index)
    assert len({f.severity for f in first}) == 3
    random.Random(1).shuffle(triples)
    assert list(graph.check(triples)) == first


def test_the_shipped_data_has_no_violation(shipped_report: Report) -> None:
    report = shipped_report
    assert [finding_text(f) for f in report.of("violation")] == []


def test_every_conflict_is_information_and_shows_the_sources_of_both_sides(shipped_report: Report) -> None:
    report = shipped_report
    conflicts = [f for f in report if f.code.endswith("Conflict")]
    assert conflicts
    assert {f.severity for f in conflicts} == {"info"}
    for finding in conflicts:
        assert re.search(
            r"\n  this: claim:\S+, by source:\S.*\n  other: claim:\S+, by source:\S", finding_text(finding)
        ), finding_text(finding)
