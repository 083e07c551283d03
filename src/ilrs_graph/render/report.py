"""Reports of validation in the forms that people, editors and build servers read."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..findings import Report

FORMATS = ("text", "json", "sarif", "junit", "github", "turtle")
"""The forms of a report."""
BY_SUFFIX = {"txt": "text", "json": "json", "sarif": "sarif", "xml": "junit", "ttl": "turtle"}
"""The form that the suffix of an output file asks for."""


def written(report: Report, form: str, fail_on: str = "violation") -> str:
    """Return a report in one of `FORMATS`; `fail_on` is the mildest severity that counts as a failure.

    >>> from ilrs_graph.findings import Report
    >>> written(Report([]), "json")
    '[]\\n'
    """
    if form == "junit":
        from .report_junit import as_junit

        return as_junit(report, fail_on)
    if form == "text":
        from .report_text import as_text

        return as_text(report)
    if form == "json":
        from .report_json import as_json

        return as_json(report)
    if form == "sarif":
        from .report_sarif import as_sarif

        return as_sarif(report)
    if form == "github":
        from .report_github import as_github

        return as_github(report)
    from .report_turtle import as_turtle

    return as_turtle(report)
