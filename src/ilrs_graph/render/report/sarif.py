"""Findings as SARIF 2.1.0 (OASIS Standard of 27 March 2020), which editors and code hosts show in the files."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from ...findings import KINDS, FileRead, Finding, Report
from ..json_text import json_text
from ..options import Options
from .text import summary

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {"violation": "error", "warning": "warning", "info": "note"}


def write(report: Report, _: Options) -> str:
    """Return the findings as a SARIF log: a rule for each check that found something, a result for each finding.

    The artifacts are the files that were read, with the numbers of their triples and rows as properties.

    >>> import json
    >>> json.loads(write(Report([]), Options()))["version"]
    '2.1.0'
    """
    codes = {f.code: f for f in reversed(report.findings)}
    order = sorted(codes)
    driver = {"name": "ilrs-graph", "rules": [_rule(codes[code]) for code in order]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "artifacts": [_artifact(file) for file in report.read if file.name],
        "results": [_result(f, order.index(f.code)) for f in report],
    }
    return json_text({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _artifact(file: FileRead) -> dict[str, Any]:
    counts = {"triples": file.triples, "rows": file.rows, "removed": file.removed}
    return {"location": {"uri": _uri(file.name)}, "properties": counts}


def _rule(finding: Finding) -> dict[str, Any]:
    rule: dict[str, Any] = {"id": finding.code, "shortDescription": {"text": KINDS[finding.kind]}}
    if finding.reason:
        rule["fullDescription"] = {"text": finding.reason}
    if finding.remedy:
        rule["help"] = {"text": finding.remedy}
    return rule


def _result(finding: Finding, rule: int) -> dict[str, Any]:
    lines = [summary(finding), *finding.details, *([f"Fix: {finding.remedy}"] if finding.remedy else [])]
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": _LEVELS[finding.severity],
        "message": {"text": "\n".join(lines)},
    }
    if finding.file:
        result["locations"] = [_location(finding)]
    elif finding.focus:
        result["locations"] = [{"logicalLocations": [{"fullyQualifiedName": finding.focus}]}]
    return result


def _location(finding: Finding) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": _uri(finding.file)}}
    if finding.line:
        place["region"] = {"startLine": finding.line}
        if finding.column:
            place["region"]["startColumn"] = finding.column
    location: dict[str, Any] = {"physicalLocation": place}
    if finding.focus:
        location["logicalLocations"] = [{"fullyQualifiedName": finding.focus}]
    return location


def _uri(file: str) -> str:
    """Return a path as a URI reference; an absolute one begins with file:.

    >>> _uri("data/嫦娥 6.ttl")
    'data/%E5%AB%A6%E5%A8%A5%206.ttl'
    """
    path = quote(file.replace("\\", "/"))
    return f"file://{path}" if path.startswith("/") else path
