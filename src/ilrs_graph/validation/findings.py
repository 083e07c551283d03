"""Findings: what is wrong with which thing, why, and how to mend it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, Triple

from ..namespaces import PROV, RDFS, compact

_IRI = re.compile(r"<[^>]*>")
SEVERITIES = ("violation", "warning", "info")
"""From worst to mildest."""


@dataclass(frozen=True, order=True)
class Finding:
    """One finding, in N-Triples terms: `severity` is one of `SEVERITIES`.

    `code` names the check: the local name of the SHACL shape, or the kind of lint.
    """

    severity: str
    focus: str
    code: str
    message: str
    remedy: str = ""
    path: str = ""
    value: str = ""


class Report:
    """Findings in a stable order, worst first; true where there is none.

    >>> bool(Report([], []))
    True
    """

    def __init__(self, findings: Sequence[Finding], context: Sequence[Triple]) -> None:
        order = {severity: i for i, severity in enumerate(SEVERITIES)}
        self.findings = sorted(set(findings), key=lambda f: (order[f.severity], f))
        self._labels = {
            str(t.subject): t.object.value
            for t in context
            if t.predicate.value == RDFS + "label" and isinstance(t.object, Literal) and t.object.language == "en"
        }
        self._sources: dict[str, list[str]] = {}
        for t in context:
            if t.predicate.value == PROV + "wasDerivedFrom":
                self._sources.setdefault(str(t.subject), []).append(self.name(str(t.object)))

    def __bool__(self) -> bool:
        return not self.findings

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings)

    def __len__(self) -> int:
        return len(self.findings)

    def of(self, severity: str) -> list[Finding]:
        """Return the findings of one severity."""
        return [f for f in self.findings if f.severity == severity]

    def reaches(self, severity: str) -> bool:
        """Tell whether there is a finding at least as bad as `severity`."""
        worst = SEVERITIES[: SEVERITIES.index(severity) + 1]
        return any(f.severity in worst for f in self.findings)

    def text(self, finding: Finding) -> str:
        """Return a finding in words: severity, thing by CURIE and label, what is wrong, how to mend it."""
        name = self.name(finding.focus)
        label = self._labels.get(finding.focus)
        about = f"{name} ({label})" if label else name
        given = f", given {self.name(finding.value)}" if finding.value and finding.value != finding.focus else ""
        path = f" {self.name(finding.path)}" if finding.path else ""
        what = self._named(finding.message)
        what = what.rstrip(".") if given else what
        remedy = f"\n  mend: {finding.remedy}" if finding.remedy else ""
        return f"{finding.severity}: {about}{path}: {what}{given} [{finding.code}]{self._both(finding)}{remedy}"

    def _both(self, finding: Finding) -> str:
        """Return, for a conflict, the sources of the two statements."""
        other = _IRI.search(finding.message)
        if not finding.code.endswith("Conflict") or other is None:
            return ""
        sides = (("this", finding.focus), ("other", other[0]))
        return "".join(f"\n  {side}: {', '.join(sorted(self._sources.get(claim, [])))}" for side, claim in sides)

    def name(self, term: str) -> str:
        """Return a term as a CURIE where one fits, else as it stands."""
        return compact(term[1:-1]) if term.startswith("<") and term.endswith(">") else term

    def _named(self, message: str) -> str:
        """Write IRIs inside a message as CURIEs."""
        words = (
            self.name(w.rstrip(".,")) + w[len(w.rstrip(".,")) :] if w.startswith("<") else w for w in message.split()
        )
        return " ".join(words)
