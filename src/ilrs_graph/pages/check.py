"""The page that checks triples: a form, and the findings under the lines of the text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ..findings import SEVERITIES, Finding, Report
from ..intake.syntaxes import SYNTAXES
from ..namespaces import with_curies
from ..render.report.text import summary
from .context import Context

SHEET = "sheet"
"""The name of the syntax of templates."""
SYNTAX_NAMES = {name: syntax.name for name, syntax in SYNTAXES.items()}
FINDINGS = 200
"""How many findings the page shows."""
_AROUND = 2
"""Lines without findings that are shown before and after one with some."""
_LONGEST = 400
"""Characters of a line that are shown."""
_BREAK = re.compile(r"\r\n?|\n")
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|<[^<>\s]*>|[^\s;,.\[\]()]+|\S')


class Found(NamedTuple):
    """A finding with its text in short form."""

    finding: Finding
    summary: str
    details: Sequence[str]
    reason: str
    remedy: str


class Line(NamedTuple):
    """A line of the text: its number, the parts before, at and behind the place of the first finding, and findings.

    A line with the number 0 stands for lines that are left out.
    """

    number: int
    before: str
    marked: str
    behind: str
    findings: Sequence[Found] = ()


class Checking(NamedTuple):
    """What the page shows; `report` is None before anything is checked."""

    text: str = ""
    name: str = ""
    syntax: str = ""
    report: Report | None = None
    lines: Sequence[Line] = ()
    elsewhere: Sequence[Found] = ()
    counts: Mapping[str, int] = {}
    more: int = 0
    present: bool = True


def checking(context: Context) -> Checking:
    """Return the page before anything is checked; candidates can only be checked against the current graph."""
    return Checking(present=context.reading.as_of is None)


def checked(text: str, name: str, syntax: str, report: Report) -> Checking:
    """Return the page of a text that was checked.

    Args:
        text: the text.
        name: the name of its file, "" if it has none.
        syntax: the name of its syntax, "" if it was detected.
        report: what was found.
    """
    shown = report.findings[:FINDINGS]
    by_line: dict[int, list[Found]] = defaultdict(list)
    for finding in sorted(shown, key=lambda each: each.column):
        by_line[finding.line].append(_found(finding))
    elsewhere = by_line.pop(0, [])
    return Checking(
        text,
        name,
        syntax,
        report,
        list(_lines(_BREAK.split(text), by_line)),
        elsewhere,
        {severity: len(report.of(severity)) for severity in SEVERITIES},
        len(report) - len(shown),
    )


def _found(finding: Finding) -> Found:
    details = [with_curies(each) for each in finding.details]
    return Found(finding, summary(finding), details, with_curies(finding.reason), with_curies(finding.remedy))


def _lines(texts: Sequence[str], findings: Mapping[int, Sequence[Found]]) -> Iterator[Line]:
    """Yield the lines with findings and those around them."""
    near = {number for each in findings for number in range(each - _AROUND, each + _AROUND + 1)}
    last = 0
    for number in sorted(near & {*range(1, len(texts) + 1), *findings}):
        if number != last + 1:
            yield Line(0, "", "", "")
        last = number
        text = texts[number - 1] if number <= len(texts) else ""
        here = findings.get(number, ())
        yield Line(number, *_parts(text, here[0].finding.column if here else 0), here)
    if 0 < last < len(texts):
        yield Line(0, "", "", "")


def _parts(text: str, column: int) -> tuple[str, str, str]:
    """Return a line before, at and behind a column, which counts from 1; a long line is cut.

    >>> _parts("a ilrs:x ;", 3), _parts("a", 0)
    (('a ', 'ilrs:x', ' ;'), ('', '', 'a'))
    """
    start = max(column - 1, 0)
    found = _TOKEN.match(text, start) if column else None
    end = found.end() if found else start
    cut = max(start - _LONGEST // 2, 0)
    before = ("…" if cut else "") + text[cut:start]
    behind = text[end : max(end, cut + _LONGEST)]
    more = "…" if end + len(behind) < len(text) else ""
    return before, text[start:end][:_LONGEST], behind + more
