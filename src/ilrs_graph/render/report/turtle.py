"""Findings as a SHACL validation report (W3C Recommendation of 20 July 2017, section 3.6), in Turtle."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode

from ...findings import Finding, Report
from ...namespaces import ONTOLOGY, RDFS, SH, SHAPES
from ..options import Options

_SEVERITIES = {"violation": "sh:Violation", "warning": "sh:Warning", "info": "sh:Info"}


def write(report: Report, _: Options) -> str:
    """Return the findings as a sh:ValidationReport; a file that cannot be parsed has no node and is not in it.

    A result of a shape has the shape as its source; a result of a lint has a component of this project. Reason,
    fix and place are added although SHACL does not define them.

    >>> "sh:conforms true" in write(Report([]), Options())
    True
    """
    found = [f for f in report if f.focus]
    head = f"@prefix ilrs: <{ONTOLOGY}> .\n@prefix rdfs: <{RDFS}> .\n@prefix sh: <{SH}> .\n\n"
    links = [f"[] a sh:ValidationReport ;\n    sh:conforms {str(not found).lower()}"]
    links += ["    sh:result " + _result(f) for f in found]
    return head + " ;\n".join(links) + " .\n"


def _result(finding: Finding) -> str:
    lines = [
        "a sh:ValidationResult",
        f"sh:focusNode {finding.focus}",
        f"sh:resultSeverity {_SEVERITIES[finding.severity]}",
        f"sh:resultMessage {Literal(finding.message)}",
    ]
    if finding.path:
        steps = finding.path.replace(">/<", "> <")
        lines.append(f"sh:resultPath {steps if steps == finding.path else f'( {steps} )'}")
    if finding.value:
        lines.append(f"sh:value {finding.value}")
    shape = NamedNode(SHAPES + finding.code)
    if finding.kind in ("shape", "conflict"):
        lines.append(f"sh:sourceShape {shape}")
    lines.append(f"sh:sourceConstraintComponent {finding.component or f'<{SHAPES}lint-{finding.code}>'}")
    if finding.reason:
        lines.append(f"rdfs:comment {Literal(finding.reason)}")
    if finding.remedy:
        lines.append(f"ilrs:remedy {Literal(finding.remedy)}")
    if finding.file:
        lines.append(f"rdfs:seeAlso {Literal(finding.place)}")
    return "[ " + " ;\n        ".join(lines) + " ]"
