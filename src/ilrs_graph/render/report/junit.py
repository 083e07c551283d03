"""Findings as JUnit XML, which build servers read: a suite for each file, a case for each finding."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, tostring

from ...findings import Finding, Report
from ...xml_names import NOT_XML
from ..options import Options
from .text import finding_text


def write(report: Report, options: Options) -> str:
    """Return the findings as JUnit XML: those at least as severe as `fail_on` fail, the others pass with their text.

    Where nothing is found there is one case, which passes: a report without cases counts as an error.

    >>> '<testcase classname="ilrs-graph" name="no findings" />' in write(Report([]), Options())
    True
    """
    suites: dict[str, list[Finding]] = {}
    for finding in report:
        suites.setdefault(finding.file or "ilrs-graph", []).append(finding)
    root = _counted(Element("testsuites"), "ilrs-graph check", report.findings, options.fail_on)
    for name, found in suites.items():
        suite = _counted(SubElement(root, "testsuite"), name, found, options.fail_on)
        for finding in found:
            _case(suite, finding, options.fail_on)
    if not suites:
        suite = _counted(SubElement(root, "testsuite"), "ilrs-graph", [], options.fail_on)
        SubElement(suite, "testcase", classname="ilrs-graph", name="no findings").tail = "\n"
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}'


def _counted(suite: Element, name: str, found: Sequence[Finding], fail_on: str) -> Element:
    """Give a suite its name and counts, and a line of its own."""
    suite.attrib.update(
        name=_plain(name),
        tests=str(len(found) or 1),
        failures=str(sum(_fails(finding, fail_on) for finding in found)),
        errors="0",
    )
    suite.text = suite.tail = "\n"
    return suite


def _fails(finding: Finding, fail_on: str) -> bool:
    return Report([finding]).reaches(fail_on)


def _case(suite: Element, finding: Finding, fail_on: str) -> None:
    title = f"{finding.code} {finding.place}" if finding.file else f"{finding.code} {finding.focus}"
    case = SubElement(suite, "testcase", classname=_plain(finding.kind), name=_plain(title))
    case.tail = "\n"
    if finding.file:
        case.attrib.update(file=_plain(finding.file), line=str(finding.line))
    if _fails(finding, fail_on):
        outcome = SubElement(case, "failure", type=finding.severity, message=_plain(finding.message))
    else:
        outcome = SubElement(case, "system-out")
    outcome.text = _plain(finding_text(finding))


def _plain(text: str) -> str:
    """Return text without the characters that XML 1.0 cannot hold."""
    return NOT_XML.sub("�", text)
