"""Contributions to a mission, programme or facility."""

from __future__ import annotations

from pyoxigraph import NamedNode

from ..namespaces import slug
from .columns import SOURCES
from .model import Column, Row, Template
from .readers import concept, thing


def _node(row: Row, contributor: NamedNode) -> NamedNode:
    item, toward = row.node("contributes"), row.node("toward")
    links = {"contributor": contributor, "toward": toward, "contributes": item}
    name = f"{slug(toward.value)}-{slug(contributor.value)}"
    rest = _without(slug(item.value), slug(toward.value), slug(contributor.value))
    return row.lookup.node("contribution", "Contribution", f"{name}-{rest}" if rest else name, links)


def _without(name: str, *parts: str) -> str:
    """Return a name without the parts that the mission and the contributor already contain.

    >>> _without("esa-tracking-change-6", "change-6", "esa")
    'tracking'
    """
    for part in parts:
        name = f"-{name}-".replace(f"-{part}-", "-").strip("-")
    return name


def _build(row: Row) -> None:
    node = _node(row, row.node("contributor"))
    row.is_a(node, "Contribution", "contributor")
    for prop, column in (
        ("contributor", "contributor"), ("toward", "toward"), ("contributes", "contributes"),
        ("contributionKind", "kind"), ("contributionRole", "role"), ("underAgreement", "agreements"),
    ):  # fmt: skip
        row.link(node, prop, column)
    for other in row.nodes("joint_with"):
        row.state_own(node, "jointWith", _node(row, other), "joint_with")


TEMPLATE = Template(
    "contribution",
    "one row for each agent who gives something",
    (
        Column("contributor", "who gives it: one agent; a slug, CURIE, IRI or exact label", thing("agent"), True),
        Column("toward", "the mission or programme that it is for", thing("mission", "programme", "facility"), True),
        Column("contributes", "the item, spacecraft or service given", thing("item", "service", "spacecraft"), True),
        Column("kind", "what is given", concept("contribution-kind"), True),
        Column("role", "the part of the contributor, empty if unknown", concept("contribution-role")),
        Column("agreements", "the agreements it is given under, separated by |", thing("agreement"), many=True),
        Column("joint_with", "other agents who give the same thing, separated by |; each has a row or is in the graph",
               thing("agent"), many=True),
        SOURCES,
    ),
    {
        "contributor": "cnes", "toward": "Chang'e 6", "contributes": "item:dorn", "kind": "instrument", "role": "lead",
        "agreements": "cnes-cnsa-dorn-2023", "joint_with": "irap", "sources": "scio-2024-07-09-change-6",
    },
    _build,
)  # fmt: skip
