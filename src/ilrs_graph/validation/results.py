"""Validation results: what an engine reports for one focus node, in N-Triples terms, and the findings made of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, parse

from ..findings import Finding
from ..namespaces import SH, slug
from .model import ANONYMOUS, Shapes

SPARQL = f"<{SH}SPARQLConstraintComponent>"
"""The component of SPARQL constraints."""
SEVERITIES = {SH + "Violation": "violation", SH + "Warning": "warning", SH + "Info": "info"}


class Result(NamedTuple):
    """One validation result. Terms are written as in N-Triples, a path as in SPARQL; "" is none."""

    focus: str
    path: str
    value: str
    shape: str
    component: str
    severity: str
    message: str

    @property
    def identity(self) -> tuple[str, ...]:
        """The key of a result: all fields but the message, whose text depends on the engine.

        The message of a SPARQL constraint is part of the key: rows may differ only in the values filled into it.
        """
        return self if self.component == SPARQL else self[:-1]


def beyond(found: set[Result], known: set[Result]) -> set[Result]:
    """Return the results of `found` that are not in `known`, compared by `identity`."""
    there = {result.identity for result in known}
    return {result for result in found if result.identity not in there}


def read_report(ntriples: str, shapes: Shapes) -> Iterator[Result]:
    """Yield the results of a validation report, without those that are details of others."""
    nodes: defaultdict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    top: list[str] = []
    for q in parse(ntriples.encode(), RdfFormat.N_TRIPLES):
        name = q.predicate.value.removeprefix(SH)
        if name == "result":
            top.append(str(q.object))
        nodes[str(q.subject)][name].append(str(q.object))
    for node in dict.fromkeys(top):
        yield _result(nodes[node], shapes)


def _result(values: dict[str, list[str]], shapes: Shapes) -> Result:
    def one(name: str) -> str:
        return min(values.get(name, [""]))

    shape, component = one("sourceShape"), one("sourceConstraintComponent")
    path = shapes.paths.get(shape, "")
    if component == f"<{SH}ClosedConstraintComponent>" or not path:
        path = one("resultPath")
    message = text(one("resultMessage"))
    return Result(one("focusNode"), path, one("value"), shape, component, severity(one("resultSeverity")), message)


def severity(term: str) -> str:
    """Return the name of a SHACL severity; an unknown severity counts as a violation.

    >>> severity("<http://www.w3.org/ns/shacl#Info>")
    'info'
    """
    return SEVERITIES.get(term[1:-1], "violation")


def text(term: str) -> str:
    """Return the text of a literal in N-Triples, "" for none.

    >>> text('"a"@en')
    'a'
    """
    if not term:
        return ""
    (quad,) = parse(f"<urn:s> <urn:p> {term} .".encode(), RdfFormat.N_TRIPLES)
    return quad.object.value if isinstance(quad.object, NamedNode | BlankNode | Literal) else term


def finding(result: Result, shapes: Shapes) -> Finding:
    """Return a result as a finding: with the local name of the shape, its message and its remedy."""
    named = result.component if result.shape.startswith("<" + ANONYMOUS) else result.shape
    return Finding(
        severity=result.severity,
        focus=result.focus,
        code=slug(named[1:-1]),
        message=result.message or result.component[1:-1],
        remedy=shapes.remedies.get(result.shape, ""),
        path=result.path if result.path.startswith("<") else "",
        value=result.value,
        component=result.component,
    )
