"""SHACL: the shapes of `ontology/shapes/`, run by pyshifty over a whole graph."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from pyoxigraph import NamedNode, Triple

from ..namespaces import ONTOLOGY, SH
from ..sources import Root, parse_file
from .findings import Finding

_REMEDY = NamedNode(ONTOLOGY + "remedy")
_SEVERITY = {SH + "Violation": "violation", SH + "Warning": "warning", SH + "Info": "info"}


class Shapes:
    """The shapes of a root, ready to validate.

    Raises:
        InputError: a file of shapes does not parse.
    """

    def __init__(self, root: Root) -> None:
        self._triples = [t for path in root.shapes for t in parse_file(path)]
        self._remedies = {t.subject: t.object for t in self._triples if t.predicate == _REMEDY}

    def findings(self, graph: Sequence[Triple]) -> list[Finding]:
        """Return what the shapes find in `graph` (data and ontology), sorted."""
        import shifty
        from rdflib import Namespace

        sh = Namespace(SH)
        _, report, _ = shifty.validate(_bytes(graph), _bytes(self._triples), infer=False)
        return sorted(self._finding(report, result, sh) for result in set(report.objects(None, sh.result)))

    def _finding(self, report: Any, result: Any, sh: Any) -> Finding:
        shape = report.value(result, sh.sourceShape)
        path, value = report.value(result, sh.resultPath), report.value(result, sh.value)
        messages = sorted(report.objects(result, sh.resultMessage), key=str)
        remedy = self._remedies.get(NamedNode(str(shape)))
        return Finding(
            severity=_SEVERITY.get(str(report.value(result, sh.resultSeverity)), "violation"),
            focus=report.value(result, sh.focusNode).n3(),
            code=str(shape).rpartition("#")[2],
            message=str(messages[0]) if messages else str(report.value(result, sh.sourceConstraintComponent)),
            remedy=remedy.value if remedy is not None and not isinstance(remedy, Triple) else "",
            path=path.n3() if path is not None and str(path).startswith("http") else "",
            value=value.n3() if value is not None else "",
        )


def _bytes(triples: Iterable[Triple]) -> bytes:
    return "".join(f"{t.subject} {t.predicate} {t.object} .\n" for t in triples).encode()
