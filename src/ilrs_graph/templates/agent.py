"""Agents: States, people, agencies, institutes, companies and other organisations."""

from __future__ import annotations

from pyoxigraph import NamedNode

from ..namespaces import PREFIXES, PROV, slug
from .columns import CHINESE_NAMES, OTHER_NAMES, SOURCES
from .model import Column, Row, Template
from .readers import new, string, subclass, thing

_PART_OF = NamedNode(PREFIXES["org"] + "subOrganizationOf")
_ON_BEHALF_OF = NamedNode(PROV + "actedOnBehalfOf")


def _build(row: Row) -> None:
    agent = row.node("agent")
    for of in row.nodes("class"):
        row.is_a(agent, slug(of.value), "class")
    row.label(agent)
    row.link(agent, "ofState", "state")
    for prop, column in ((_PART_OF, "part_of"), (_ON_BEHALF_OF, "on_behalf_of")):
        for other in row.nodes(column):
            row.state(agent, prop, other, column)


TEMPLATE = Template(
    "agent",
    "one row for each State, person or organisation",
    (
        Column("agent", "its slug: the established acronym, else the English name", new("agent"), True),
        Column("label_en", "its English name, with the acronym", string("en"), True),
        *CHINESE_NAMES,
        OTHER_NAMES,
        Column("class", "what it is", subclass("Agent", usable=False), True),
        Column("state", "its State; empty for an intergovernmental organisation", thing("agent")),
        Column("part_of", "the organisation that it is part of", thing("agent")),
        Column("on_behalf_of", "of a person: whom they speak for, separated by |", thing("agent"), many=True),
        SOURCES,
    ),
    {
        "agent": "irap", "label_en": "IRAP, Research Institute in Astrophysics and Planetology",
        "class": "ResearchInstitute", "state": "france",
        "sources": "cite-de-lespace-2019-dorn | ror-cnes | toulouse-iii-university-2024-07-01-dorn",
    },
    _build,
    defines="agent",
)  # fmt: skip
