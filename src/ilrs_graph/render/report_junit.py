"""Findings as JUnit XML, which build servers read: a suite for each file, a case for each finding."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, quoteattr

from ..findings import Finding, Report
from .report_text import finding_text

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def as_junit(report: Report, fail_on: str = "violation") -> str:
    """Return the findings as JUnit XML: those at least as bad as `fail_on` fail, the others are finding_text and pass.

    Where nothing is found there is one case, which passes: a report without cases counts as an error.

    >>> '<testcase classname="ilrs-graph" name="no findings"/>' in as_junit(Report([]))
    True
    """
    suites: dict[str, list[Finding]] = {}
    for finding in report:
        suites.setdefault(finding.file or "ilrs-graph", []).append(finding)
    bodies = [_suite(name, found, fail_on) for name, found in suites.items()]
    if not bodies:
        bodies = ['<testsuite name="ilrs-graph" tests="1" failures="0" errors="0">'
                  '<testcase classname="ilrs-graph" name="no findings"/></testsuite>']  # fmt: skip
    failed = sum(_fails(f, fail_on) for f in report)
    head = f'<testsuites name="ilrs-graph check" tests="{max(len(report), 1)}" failures="{failed}" errors="0">'
    return "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', head, *bodies, "</testsuites>", ""])


def _fails(finding: Finding, fail_on: str) -> bool:
    return Report([finding]).reaches(fail_on)


def _suite(name: str, found: list[Finding], fail_on: str) -> str:
    failed = sum(_fails(f, fail_on) for f in found)
    head = f'<testsuite name={_quoted(name)} tests="{len(found)}" failures="{failed}" errors="0">'
    return "\n".join([head, *(_case(f, fail_on) for f in found), "</testsuite>"])


def _case(finding: Finding, fail_on: str) -> str:
    place = f' file={_quoted(finding.file)} line="{finding.line}"' if finding.file else ""
    title = f"{finding.code} {finding.place}" if finding.file else f"{finding.code} {finding.focus}"
    start = f"<testcase classname={_quoted(finding.kind)} name={_quoted(title)}{place}>"
    words = escape(_plain(finding_text(finding)))
    if _fails(finding, fail_on):
        kind, message = _quoted(finding.severity), _quoted(finding.message)
        return f"{start}<failure type={kind} message={message}>{words}</failure></testcase>"
    return f"{start}<system-out>{words}</system-out></testcase>"


def _quoted(text: str) -> str:
    return quoteattr(_plain(text))


def _plain(text: str) -> str:
    """Return text without the characters that XML 1.0 cannot hold."""
    return _NO_XML.sub("�", text)
