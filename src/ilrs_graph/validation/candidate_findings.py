"""What is wrong with a candidate before its triples are looked at: it does not parse, or states nothing."""

from __future__ import annotations

from collections.abc import Sequence

from ..findings import Finding
from ..intake import Candidate

_REASONS = {
    "syntax": "The rest of the file is not checked until it can be read.",
    "lost": "A part of the file would be lost without a word; the rest is not checked until all of it can be read.",
}


def syntax_findings(candidate: Candidate) -> list[Finding]:
    """Return the problems of a candidate as findings."""
    return [
        Finding(
            severity="violation",
            focus="",
            code=problem.kind,
            message=problem.what,
            remedy=problem.remedy,
            kind=problem.kind,
            reason=_REASONS[problem.kind],
            **problem.place._asdict(),
        )
        for problem in candidate.problems
    ]


def empty_findings(candidate: Candidate, cells: Sequence[Finding] = ()) -> list[Finding]:
    """Return the warning that a file states nothing, unless `cells` has findings about it."""
    if not candidate.is_empty or any(cell.file == candidate.name for cell in cells):
        return []
    return [empty_finding(candidate.name, is_template=candidate.is_template)]


def empty_finding(name: str, *, is_template: bool = False) -> Finding:
    """Return the warning that the file `name` states nothing."""
    return Finding(
        severity="warning",
        focus="",
        code="empty",
        message=f"The file states nothing: it has no {'rows' if is_template else 'triples'}.",
        remedy="Fill in a row." if is_template else "Check that it is the right file.",
        kind="empty",
        file=name,
        line=1,
        column=1,
    )
