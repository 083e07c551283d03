"""The templates by kind, and the detection of the kind from a header."""

from __future__ import annotations

from collections.abc import Collection

from . import agreement, contribution, date_claim, membership, payload, source, transfer
from .model import Template

TEMPLATES: dict[str, Template] = {
    module.TEMPLATE.kind: module.TEMPLATE
    for module in (contribution, payload, agreement, membership, transfer, date_claim, source)
}
"""Every template by its kind."""


def template_of(header: Collection[str]) -> Template:
    """Return the template whose columns are most similar to a header (Jaccard index of the names).

    >>> template_of(["member", "programme", "sources"]).kind
    'membership'
    """
    names = set(header)

    def alike(template: Template) -> float:
        own = {column.name for column in template.columns}
        return len(own & names) / len(own | names)

    return max(TEMPLATES.values(), key=alike)
