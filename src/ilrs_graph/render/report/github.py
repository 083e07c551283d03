"""Findings as workflow commands, which GitHub shows as annotations of the lines in question."""

from __future__ import annotations

from ...findings import Finding, Report
from ..options import Options
from .text import summary

_COMMANDS = {"violation": "error", "warning": "warning", "info": "notice"}


def write(report: Report, _: Options) -> str:
    """Return a workflow command for each finding.

    >>> write(Report([Finding("info", "", "x", "100 %", file="a,b.ttl", line=2)]), Options())
    '::notice file=a%2Cb.ttl,line=2,title=x::100 %25\\n'
    """
    return "".join(f"{_annotation(f)}\n" for f in report)


def _annotation(finding: Finding) -> str:
    properties = {"file": finding.file, "line": finding.line, "col": finding.column, "title": finding.code}
    given = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items() if value)
    lines = [summary(finding), *finding.details, *([f"Fix: {finding.remedy}"] if finding.remedy else [])]
    return f"::{_COMMANDS[finding.severity]} {given}::{_message(chr(10).join(lines))}"


def _message(text: str) -> str:
    """Return text as the message of a command: one line, and no percent sign that could be read as an escape."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")
