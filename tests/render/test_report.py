"""Reports: every form holds every finding whole, whatever characters are in it."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from ilrs_graph.findings import KINDS, SEVERITIES, FileRead, Finding, Report
from ilrs_graph.namespaces import SH
from ilrs_graph.printable import printable
from ilrs_graph.render import Options, format_for, format_named, formats_of, write

TEXT = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=30)
SPITEFUL = st.sampled_from(
    ["<b>&amp;]]></b>", "100 % %0A", "a::error::b", "two\nlines\r\n", "quote\"'\\", "嫦娥六号 🌕", "\x00\x1b[31m", "::"]
)
WORDS = st.one_of(SPITEFUL, TEXT)
NAMES = st.sampled_from(["", "<https://w3id.org/ilrs-graph/id/agent/cnsa>", "_:b1", "<urn:嫦娥>"])
CODES = st.sampled_from(["Named-label", "unknown-term", "cax-dw"])


@st.composite
def findings(draw: st.DrawFn) -> Finding:
    """Any finding at all."""
    literal = str(Literal(draw(WORDS)))
    line = draw(st.integers(0, 9))
    return Finding(
        severity=draw(st.sampled_from(SEVERITIES)),
        focus=draw(NAMES),
        code=draw(CODES),
        message=draw(WORDS),
        remedy=draw(WORDS),
        path=draw(st.sampled_from(["", "<urn:p>", "<urn:p>/<urn:q>"])),
        value=draw(st.sampled_from(["", "<urn:v>", literal])),
        kind=draw(st.sampled_from(sorted(KINDS))),
        reason=draw(WORDS),
        details=tuple(draw(st.lists(WORDS, max_size=2))),
        label=draw(WORDS),
        file=draw(st.sampled_from(["", "new.ttl", "a,b:%c/嫦娥 6.ttl", "C:\\data\\x.ttl", "/abs/x.ttl"])),
        line=line,
        column=draw(st.integers(0, 9)) if line else 0,
    )


FORMATS = [form.name for form in formats_of("report")]


def written(report: Report, form: str, fail_on: str = "violation") -> str:
    return write(report, format_named(form, "report"), Options(fail_on=fail_on))


FILES = st.builds(
    FileRead,
    st.sampled_from(["", "new.ttl", "嫦娥 6.csv"]),
    st.integers(0, 2000),
    st.integers(0, 3),
    st.booleans(),
)
REPORTS = st.builds(Report, st.lists(findings(), max_size=4), st.lists(FILES, max_size=3, unique=True))


def test_each_form_is_named_and_has_a_suffix_where_one_is_usual() -> None:
    assert FORMATS == ["text", "json", "sarif", "junit", "github", "turtle"]
    by_suffix = {"txt": "text", "json": "json", "sarif": "sarif", "xml": "junit", "ttl": "turtle"}
    assert {suffix: format_for(Path(f"a.{suffix}"), "report").name for suffix in by_suffix} == by_suffix
    assert all(written(Report([]), form) for form in FORMATS if form != "github")


@given(REPORTS)
def test_json_holds_every_field(report: Report) -> None:
    found = json.loads(written(report, "json"))
    assert [Finding(**{**f, "details": tuple(f["details"])}) for f in found["findings"]] == list(report)
    assert [FileRead(f.pop("file"), **f) for f in found["read"]] == list(report.read)


@given(REPORTS)
def test_text_tells_every_finding_and_counts(report: Report) -> None:
    text = written(report, "text")
    assert text.replace("\n", "").replace("\u3000", "").isprintable()
    lines = sum(1 + len(f.details) + bool(f.reason) + bool(f.remedy) for f in report)
    assert text.count("\n") == lines + 1 + len({file.removed for file in report.read})
    for finding in report:
        for said in (finding.message.rstrip("."), finding.remedy, finding.reason, finding.label):
            assert printable(said) in text or (said == finding.label and not finding.focus)
        assert f"{finding.severity}: " in text
        assert f"[{finding.code}]" in text
    counts = [len(report.of(severity)) for severity in SEVERITIES]
    several = ["" if count == 1 else "s" for count in counts]
    assert text.splitlines()[-1] == (
        f"{counts[0]} violation{several[0]}, {counts[1]} warning{several[1]}, {counts[2]} info"
    )


def node(required: tuple[str, ...] = (), **properties: Any) -> dict[str, Any]:
    """A JSON schema of an object that has these properties and no others."""
    return {"type": "object", "required": list(required), "properties": properties, "additionalProperties": False}


STRING = {"type": "string"}
MESSAGE = node(("text",), text=STRING)
URI = {"type": "string", "format": "uri-reference", "pattern": r"^[\x21-\x7e]*$"}
PLACE = node(
    ("artifactLocation",),
    artifactLocation=node(("uri",), uri=URI),
    region=node(startLine={"type": "integer", "minimum": 1}, startColumn={"type": "integer", "minimum": 1}),
)
LOGICAL = {"type": "array", "uniqueItems": True, "items": node(fullyQualifiedName=STRING)}
SARIF = node(
    ("version", "runs"),
    version={"enum": ["2.1.0"]},
    runs={
        "type": "array",
        "items": node(
            ("tool",),
            artifacts={
                "type": "array",
                "uniqueItems": True,
                "items": node(location=node(uri=URI), properties={"type": "object"}),
            },
            columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
            tool=node(
                ("driver",),
                driver=node(
                    ("name",),
                    name=STRING,
                    rules={
                        "type": "array",
                        "uniqueItems": True,
                        "items": node(
                            ("id",), id=STRING, shortDescription=MESSAGE, fullDescription=MESSAGE, help=MESSAGE
                        ),
                    },
                ),
            ),
            results={
                "type": "array",
                "items": node(
                    ("message",),
                    ruleId=STRING,
                    ruleIndex={"type": "integer", "minimum": -1},
                    level={"enum": ["none", "note", "warning", "error"]},
                    message=MESSAGE,
                    locations={
                        "type": "array",
                        "items": node(physicalLocation=PLACE, logicalLocations=LOGICAL),
                    },
                ),
            },
        ),
    },
)
"""The part of the schema of SARIF 2.1.0 that is used here, written by hand after the standard.

It is stricter than the standard: a property that the standard does not have, or that is misspelt, is refused.
"""
SARIF["properties"]["$schema"] = {"type": "string", "format": "uri"}


@given(REPORTS)
def test_sarif_fits_its_schema_and_refers_to_its_rules(report: Report) -> None:
    log = json.loads(written(report, "sarif"))
    jsonschema.Draft7Validator(SARIF).validate(log)
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules)
    assert len(run["results"]) == len(report)
    for result, finding in zip(run["results"], report, strict=True):
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == finding.code
        assert printable(finding.message.rstrip(".")) in result["message"]["text"]


@pytest.mark.skipif(
    "SARIF_SCHEMA" not in os.environ, reason="SARIF_SCHEMA names no file with the schema of SARIF 2.1.0"
)
@given(REPORTS)
def test_sarif_fits_the_published_schema(report: Report) -> None:
    published = json.loads(Path(os.environ["SARIF_SCHEMA"]).read_text(encoding="utf-8"))
    jsonschema.validators.validator_for(published)(published).validate(json.loads(written(report, "sarif")))


def test_the_schema_refuses_what_the_standard_does_not_have() -> None:
    log = json.loads(written(Report([Finding("info", "", "x", "Wrong.", file="a.ttl", line=1)]), "sarif"))
    log["runs"][0]["results"][0]["lvel"] = "note"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft7Validator(SARIF).validate(log)


@given(REPORTS, st.sampled_from(SEVERITIES))
def test_junit_parses_counts_and_fails_what_is_to_fail(report: Report, fail_on: str) -> None:
    root = ElementTree.fromstring(written(report, "junit", fail_on))
    cases, failures = root.findall("./testsuite/testcase"), root.findall("./testsuite/testcase/failure")
    assert int(root.attrib["tests"]) == len(cases) == max(len(report), 1)
    assert int(root.attrib["failures"]) == len(failures)
    assert bool(failures) == report.reaches(fail_on)
    assert sum(int(s.attrib["tests"]) for s in root) == len(cases)
    assert sum(int(s.attrib["failures"]) for s in root) == len(failures)
    told = ["".join(case.itertext()) for case in cases]
    for finding in report:
        if finding.message.isprintable():
            assert any(finding.message.rstrip(".") in text for text in told)


@given(REPORTS)
def test_annotations_are_one_line_each_and_read_back(report: Report) -> None:
    lines = written(report, "github").split("\n")
    assert len(lines) == len(report) + 1
    for line, finding in zip(lines, report, strict=False):
        found = re.fullmatch(r"::(error|warning|notice) ([^:\r\n]*)::([^\r\n]*)", line)
        assert found, line
        properties = dict(pair.split("=") for pair in found[2].split(","))
        assert unescaped(properties.get("file", "")) == finding.file
        assert int(properties.get("line", 0)) == finding.line
        assert printable(finding.message.rstrip(".")) in unescaped(found[3])


def unescaped(text: str) -> str:
    for escape, char in (("%0A", "\n"), ("%0D", "\r"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(escape, char)
    return text


@given(REPORTS)
def test_the_shacl_report_is_one(report: Report) -> None:
    triples = [q.triple for q in parse(written(report, "turtle").encode(), format=RdfFormat.TURTLE)]
    told = [f for f in report if f.focus]
    results = {t.object for t in triples if t.predicate.value == SH + "result"}
    assert len(results) == len(told)
    (conforms,) = [t.object for t in triples if t.predicate.value == SH + "conforms"]
    assert isinstance(conforms, Literal)
    assert conforms.value == str(not told).lower()
    for name in ("focusNode", "resultSeverity", "sourceConstraintComponent", "resultMessage"):
        found = [t for t in triples if t.predicate == NamedNode(SH + name)]
        assert {t.subject for t in found} == results
        assert len(found) == len(results)
    messages = sorted(t.object.value for t in triples if t.predicate.value == SH + "resultMessage")  # type: ignore[union-attr]
    assert messages == sorted(f.message for f in told)


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_report_gives_the_same_bytes(form: str) -> None:
    several = [Finding("info", f"<urn:{n}>", "x", "Wrong.") for n in "cab"]
    assert written(Report(several), form) == written(Report(reversed(several)), form)
