"""The tool `check`: triples of a stranger, checked in a process of its own that ends when it uses too much."""

from __future__ import annotations

from typing import Any

from ..errors import IlrsGraphError, LimitReached, UsageError
from ..findings import SEVERITIES, Finding
from ..intake.syntaxes import SYNTAXES
from ..namespaces import as_curie, with_curies
from ..render.report.text import finding_text, read_lines, severities
from ..sandbox.check_worker import Text
from ..sandbox.checker import reached
from .evidence import ITEMS, NUMBER
from .graph import Held
from .plain import line_text
from .tool import Argument, Result, Tool

MOST_BYTES = 1_000_000
"""The size of a text that is checked."""


async def check(held: Held, given: dict[str, Any]) -> Result:
    """Check triples, or rows of a template, in the context of the graph."""
    content = given["text"].encode("utf-8", "replace")
    if len(content) > MOST_BYTES:
        raise UsageError(f"text: it is larger than {MOST_BYTES:,} bytes", tip="check it in parts")
    try:
        report = await held.check(Text(content, "text", syntax=given["syntax"] or ""))
    except LimitReached as error:
        raise IlrsGraphError(reached(error), tip="check less at once") from None
    found = list(report)[: given["limit"]]
    words = [finding_text(each) for each in found]
    rest = len(report) - len(found)
    more = [f"{rest} further findings are not listed"] if rest else []
    text = line_text("\n".join([*words, *more, *read_lines(report), severities(report)])).replace("`", "'")
    data = {
        "ok": not report.of("violation"),
        "counts": {severity: len(report.of(severity)) for severity in SEVERITIES},
        "triples": sum(each.triples for each in report.read),
        "findings": [_finding(each) for each in found],
        "total": len(report),
    }
    return Result(f"```\n{text}\n```", data)


def _finding(finding: Finding) -> dict[str, Any]:
    """Return a finding as data; what it does not have is left out."""
    whole = {
        "severity": finding.severity,
        "code": finding.code,
        "thing": as_curie(finding.focus) if finding.focus else "",
        "property": with_curies(finding.path),
        "value": as_curie(finding.value) if finding.value else "",
        "message": finding.message,
        "why": finding.reason,
        "fix": finding.remedy,
        "details": list(finding.details),
        "line": finding.line,
        "column": finding.column,
    }
    return {name: value for name, value in whole.items() if value}


CHECK = Tool(
    "check",
    "Check new triples",
    "What adding these triples to the graph would break: findings with line, reason and fix. Nothing is written. "
    "Known prefixes need no declaration. 20 s, 1 MB.",
    (
        Argument("text", "string", "Triples, or rows of a CSV template.", required=True),
        Argument("syntax", "string", "Default: detected.", choices=tuple(SYNTAXES)),
        Argument("limit", "integer", default=20, least=1, most=100),
    ),
    {
        "ok": {"type": "boolean", "description": "No violation."},
        "counts": {"type": "object"},
        "triples": NUMBER,
        "findings": ITEMS,
        "total": NUMBER,
    },
    check,
    ("ok", "counts", "findings", "total"),
)
