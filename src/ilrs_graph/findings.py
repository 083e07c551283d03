"""Findings: where, what is wrong with which thing, why, and how to fix it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from .errors import Place

SEVERITIES = ("violation", "warning", "info")
"""From worst to mildest."""

KINDS = {
    "syntax": "a file cannot be read there",
    "cell": "a cell of a filled template cannot be read",
    "shape": "a SHACL shape does not hold",
    "conflict": "two claims do not fit together",
    "term": "a term of the vocabulary does not exist, or is used as another sort of term",
    "undescribed": "nothing describes the thing that is named",
    "identifier": "an IRI is not formed as those of things are",
    "literal": "a value is not what its datatype says",
    "by-hand": "only rules, axioms or claims may state this",
    "unsourced": "a fact reaches no source",
    "blank-node": "a node has no name",
    "duplicate": "the thing seems to be there already, under another name",
    "clash": "with what is known, an axiom is contradicted",
    "removal": "what is to be removed is not there",
}
"""The kinds of finding, each with what it means."""


@dataclass(frozen=True, order=True)
class Finding:
    """One finding. Terms are written as in N-Triples, "" stands for none.

    `code` names the check: the local name of the SHACL shape, or of the lint. `message` says what is wrong, `reason`
    why that matters, `remedy` how to fix it, `details` what else helps, such as the other side of a conflict.
    `severity` is one of `SEVERITIES` and `kind` of `KINDS`; `component` is the constraint component of SHACL, where one
    is known. `line` and `column` count from 1; 0 is unknown.
    """

    severity: str
    focus: str
    code: str
    message: str
    remedy: str = ""
    path: str = ""
    value: str = ""
    kind: str = "shape"
    reason: str = ""
    details: tuple[str, ...] = ()
    label: str = ""
    component: str = ""
    file: str = ""
    line: int = 0
    column: int = 0

    @property
    def place(self) -> str:
        """Where: `file:line:column`, as far as it is known.

        >>> Finding("info", "<urn:a>", "x", "Wrong.", file="new.ttl", line=3).place
        'new.ttl:3'
        """
        return str(Place(self.file, self.line, self.column))


class Report:
    """Findings, each once, in a stable order: the worst first, then by place; true where there is none.

    >>> bool(Report([])), Report([]).unreadable
    (True, False)
    """

    def __init__(self, findings: Iterable[Finding]) -> None:
        order = {severity: i for i, severity in enumerate(SEVERITIES)}
        in_order = sorted(findings, key=lambda f: (order[f.severity], f.file, f.line, f.column, f))
        once = {replace(f, component=""): f for f in reversed(in_order)}  # two parts of a shape may say the same
        self.findings = list(reversed(once.values()))

    def __bool__(self) -> bool:
        return not self.findings

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings)

    def __len__(self) -> int:
        return len(self.findings)

    @property
    def unreadable(self) -> bool:
        """Whether a candidate could not be parsed."""
        return any(f.kind == "syntax" for f in self.findings)

    def of(self, severity: str) -> list[Finding]:
        """Return the findings of one severity."""
        return [f for f in self.findings if f.severity == severity]

    def reaches(self, severity: str) -> bool:
        """Tell whether there is a finding at least as bad as `severity`."""
        worst = SEVERITIES[: SEVERITIES.index(severity) + 1]
        return any(f.severity in worst for f in self.findings)
