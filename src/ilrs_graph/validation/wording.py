"""The text of findings of shapes: CURIEs for IRIs, the reason that the shape gives, both sides of a conflict."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from ..findings import Finding
from ..namespaces import as_curie, with_curies
from ..terms import WAS_DERIVED_FROM
from .context import Context
from .shape_paths import term_of

_IRI = re.compile(r"<([^<>\s]+)>")


def worded(finding: Finding, context: Context, reasons: Mapping[str, str]) -> Finding:
    """Return a finding of a shape with kind, reason and details, and with CURIEs in its message."""
    conflict = finding.code.endswith("Conflict")
    return replace(
        finding,
        kind="conflict" if conflict else finding.kind,
        reason=finding.reason or reasons.get(finding.code, ""),
        details=_both(finding, context) if conflict else finding.details,
        message=with_curies(finding.message),
    )


def _both(finding: Finding, context: Context) -> tuple[str, ...]:
    """Return, for a conflict, the sources of the two statements."""
    other = _IRI.search(finding.message)
    sides = [("this", finding.focus)] + ([("other", other[0])] if other else [])
    return tuple(f"{side}: {_sources(claim, context)}" for side, claim in sides)


def _sources(claim: str, context: Context) -> str:
    found = sorted(as_curie(str(source)) for source in context.objects(term_of(claim), WAS_DERIVED_FROM))
    return f"{as_curie(claim)}, by {', '.join(found)}" if found else as_curie(claim)
