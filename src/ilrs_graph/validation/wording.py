"""Findings of shapes in words: IRIs as CURIEs, the shape's own reason, both sides of a conflict."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from pyoxigraph import NamedNode

from ..namespaces import PROV, compact
from .context import Context
from .findings import Finding
from .paths import term_of

_IRI = re.compile(r"<([^<>\s]+)>")
_DERIVED = NamedNode(PROV + "wasDerivedFrom")


def name(term: str) -> str:
    """Return a term as a CURIE where one fits, else as it stands.

    >>> name("<https://w3id.org/ilrs-graph/id/agent/cnsa>"), name('"嫦娥"@zh')
    ('agent:cnsa', '"嫦娥"@zh')
    """
    return compact(term[1:-1]) if term.startswith("<") and term.endswith(">") else term


def named(message: str) -> str:
    """Return a text with the IRIs in it as CURIEs.

    >>> named("The other is <https://w3id.org/ilrs-graph/id/agent/cnsa>.")
    'The other is agent:cnsa.'
    """
    return _IRI.sub(lambda found: compact(found[1]), message)


def worded(finding: Finding, context: Context, reasons: Mapping[str, str]) -> Finding:
    """Return a finding of a shape with kind, reason and details, its message in words."""
    conflict = finding.code.endswith("Conflict")
    return replace(
        finding,
        kind="conflict" if conflict else finding.kind,
        reason=finding.reason or reasons.get(finding.code, ""),
        details=_both(finding, context) if conflict else finding.details,
        message=named(finding.message),
    )


def _both(finding: Finding, context: Context) -> tuple[str, ...]:
    """Return, for a conflict, the sources of the two statements."""
    other = _IRI.search(finding.message)
    sides = [("this", finding.focus)] + ([("other", other[0])] if other else [])
    return tuple(f"{side}: {_sources(claim, context)}" for side, claim in sides)


def _sources(claim: str, context: Context) -> str:
    found = sorted(name(str(source)) for source in context.objects(term_of(claim), _DERIVED))
    return f"{name(claim)}, by {', '.join(found)}" if found else name(claim)
