"""Findings: the place, the problem, the reason why it matters, and the fix."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from .errors import Place

SEVERITIES = ("violation", "warning", "info")
"""The severities, worst first."""

KINDS = {
    "syntax": "a file cannot be parsed at this place",
    "lost": "a file states something that would be lost when it is read",
    "empty": "a file states nothing",
    "cell": "a cell of a template cannot be read",
    "shape": "a SHACL constraint is violated",
    "conflict": "two claims contradict each other",
    "term": "a term of the vocabulary does not exist, or is used as another kind of term",
    "query": "a saved question gives another result than it seems to ask for",
    "undescribed": "an IRI is used but not defined in the graph",
    "identifier": "the IRI of a thing is malformed",
    "literal": "a literal is not valid for its datatype",
    "by-hand": "only rules, axioms or claims may state this triple",
    "unsourced": "a fact has no source",
    "blank-node": "a node has no IRI",
    "duplicate": "the thing seems to exist already under another IRI",
    "clash": "the facts contradict an axiom",
    "removal": "a triple to remove is not in the graph",
}
"""The kinds of finding, each with its meaning."""


@dataclass(frozen=True, order=True)
class Finding:
    """One finding. Terms are written as in N-Triples; "" is none.

    `code` names the check: the local name of the SHACL shape, or the lint. `message` describes the problem, `reason`
    why it matters, `remedy` how to fix it; `details` has further facts, such as the other side of a conflict.
    `severity` is one of `SEVERITIES` and `kind` one of `KINDS`; `component` is the SHACL constraint component, if
    known. `line` and `column` count from 1; 0 is unknown.
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
        """The place as `file:line:column`, as far as it is known.

        >>> Finding("info", "<urn:a>", "x", "Wrong.", file="new.ttl", line=3).place
        'new.ttl:3'
        """
        return str(Place(self.file, self.line, self.column))


@dataclass(frozen=True)
class FileRead:
    """How much was read of a file: its triples and, for a template, its rows without those of notes.

    `name` is "" for triples that are in no file. `removed`: the triples are to be removed. Of a file that does not
    parse, the triples before the first error count.
    """

    name: str
    triples: int
    rows: int = 0
    removed: bool = False


class Report:
    """Findings without repeats, ordered by severity, then by place; true if there are none.

    `read` says how much was read of each file that was checked.

    >>> report = Report([], [FileRead("new.ttl", 129)])
    >>> bool(report), report.unreadable, report.read[0].triples
    (True, False, 129)
    """

    def __init__(self, findings: Iterable[Finding], read: Iterable[FileRead] = ()) -> None:
        self.read = tuple(read)
        order = {severity: i for i, severity in enumerate(SEVERITIES)}
        in_order = sorted(findings, key=lambda f: (order[f.severity], f.file, f.line, f.column, f))
        once = {
            replace(f, component=""): f for f in reversed(in_order)
        }  # two constraints of a shape may report the same
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
        """Return whether there is a finding at least as severe as `severity`."""
        worst = SEVERITIES[: SEVERITIES.index(severity) + 1]
        return any(f.severity in worst for f in self.findings)
