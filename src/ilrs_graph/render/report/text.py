"""Findings as text."""

from __future__ import annotations

from ...findings import SEVERITIES, Finding, Report
from ...namespaces import as_curie, with_curies
from ...printable import printable
from ..options import Options


def write(report: Report, _: Options) -> str:
    """Return a paragraph for each finding, and the counts.

    >>> write(Report([]), Options())
    '0 violations, 0 warnings, 0 info\\n'
    """
    return "\n".join([*map(finding_text, report), counted(report)]) + "\n"


def counted(report: Report) -> str:
    """Return how many findings there are of each severity."""
    numbers = [(len(report.of(severity)), severity) for severity in SEVERITIES]
    return ", ".join(f"{n} {word}" if n == 1 or word == "info" else f"{n} {word}s" for n, word in numbers)


def finding_text(finding: Finding) -> str:
    """Return a finding as text: place, severity, thing by CURIE and label, what is wrong, why, how to fix it."""
    place = f"{printable(finding.place)}: " if finding.file else ""
    lines = [f"{place}{finding.severity}: {summary(finding)} [{finding.code}]"]
    lines += [f"  {printable(detail)}" for detail in finding.details]
    more = (("why", finding.reason), ("fix", finding.remedy))
    lines += [f"  {word}: {printable(text)}" for word, text in more if text]
    return "\n".join(lines)


def summary(finding: Finding) -> str:
    """Return what is wrong with which thing, in one line.

    >>> summary(Finding("info", "<urn:a>", "x", "It is wrong.", path="<urn:p>", value='"1"', label="A thing"))
    '<urn:a> (A thing) <urn:p>: It is wrong, given "1"'
    """
    about = f"{as_curie(finding.focus)} ({finding.label})" if finding.label else as_curie(finding.focus)
    by_shape = finding.kind == "shape"  # the message of a lint names the property and the value
    about += f" {with_curies(finding.path)}" if finding.path and by_shape else ""
    given = (
        f", given {_short(as_curie(finding.value))}" if finding.value not in ("", finding.focus) and by_shape else ""
    )
    what = finding.message.rstrip(".") + given if given else finding.message
    return printable(f"{about}: {what}" if finding.focus else what)


def _short(value: str) -> str:
    return value if len(value) <= 80 else value[:60] + "..."
