"""Findings as text."""

from __future__ import annotations

from collections.abc import Sequence

from ...findings import SEVERITIES, FileRead, Finding, Report
from ...namespaces import as_curie, with_curies
from ...printable import printable
from ..colours import coloured
from ..counted import counted
from ..options import Options

_COLOURS = {"violation": "red", "warning": "yellow", "info": "cyan"}


def write(report: Report, options: Options) -> str:
    """Return a paragraph for each finding, how much was read, and the counts.

    >>> print(write(Report([], [FileRead("new.ttl", 129)]), Options()), end="")
    read 1 file: 129 triples
    0 violations, 0 warnings, 0 info
    """
    return (
        "\n".join([*(finding_text(f, options.colours) for f in report), *read_lines(report), severities(report)]) + "\n"
    )


def read_lines(report: Report) -> list[str]:
    """Return a line that says how many files, rows and triples were read, and one for what is to be removed.

    >>> read_lines(Report([], [FileRead("a.csv", 120, 7), FileRead("b.ttl", 9), FileRead("", 1, removed=True)]))
    ['read 2 files: 7 rows, 129 triples', 'read 1 triple to remove']
    """
    both = (("", False), (" to remove", True))
    return [_read(some, end) for end, removed in both if (some := [f for f in report.read if f.removed == removed])]


def _read(read: Sequence[FileRead], end: str) -> str:
    files, rows = sum(bool(f.name) for f in read), sum(f.rows for f in read)
    counts = [*([counted(rows, "row")] if rows else []), counted(sum(f.triples for f in read), "triple")]
    if not files:
        return f"read {', '.join(counts)}{end}"
    return f"read {counted(files, 'file')}{end}: {', '.join(counts)}"


def severities(report: Report) -> str:
    """Return how many findings there are of each severity."""
    numbers = [(len(report.of(severity)), severity) for severity in SEVERITIES]
    return ", ".join(f"{n} {word}" if n == 1 or word == "info" else f"{n} {word}s" for n, word in numbers)


def finding_text(finding: Finding, colours: bool = False) -> str:
    """Return a finding as text: place, severity, thing by CURIE and label, what is wrong, why, how to fix it."""
    severity = coloured(finding.severity, _COLOURS[finding.severity], colours)
    place = f"{printable(finding.place)}: " if finding.file else ""
    lines = [f"{place}{severity}: {summary(finding)} [{finding.code}]"]
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
