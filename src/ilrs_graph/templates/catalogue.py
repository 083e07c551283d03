"""The templates by kind, and which one a sheet was made from."""

from __future__ import annotations

from collections.abc import Collection

from . import agreement, contribution, membership, payload, source, transfer
from . import date_claim as dating
from .model import Template

TEMPLATES: dict[str, Template] = {
    module.TEMPLATE.kind: module.TEMPLATE
    for module in (contribution, payload, agreement, membership, transfer, dating, source)
}
"""Every template by its kind."""


def template_of(header: Collection[str]) -> Template:
    """Return the template whose columns a header shares most, in share of all names of either.

    >>> template_of(["member", "programme", "sources"]).kind
    'membership'
    """
    names = set(header)

    def alike(template: Template) -> float:
        own = {column.name for column in template.columns}
        return len(own & names) / len(own | names)

    return max(TEMPLATES.values(), key=alike)
