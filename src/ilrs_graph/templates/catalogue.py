"""The templates by kind, and the detection of the kind from a header."""

from __future__ import annotations

from collections.abc import Collection

from . import (
    agent,
    agreement,
    contribution,
    date_claim,
    landing_site,
    membership,
    mission,
    outcome_claim,
    payload,
    source,
    spacecraft,
    status_claim,
    transfer,
)
from .model import Template

TEMPLATES: dict[str, Template] = {
    module.TEMPLATE.kind: module.TEMPLATE
    for module in (
        mission, spacecraft, landing_site, payload, contribution, agreement, membership, transfer, agent, source,
        date_claim, status_claim, outcome_claim,
    )
}  # fmt: skip
"""Every template by its kind."""


def template_of(header: Collection[str]) -> Template:
    """Return the template whose columns are most similar to a header: all that it requires, else most of the names.

    Similarity is the Jaccard index of the names.

    >>> template_of(["member", "programme", "sources"]).kind
    'membership'
    """
    names = set(header)

    def alike(template: Template) -> tuple[bool, float]:
        own = {column.name for column in template.columns}
        return template.required <= names, len(own & names) / len(own | names)

    return max(TEMPLATES.values(), key=alike)
