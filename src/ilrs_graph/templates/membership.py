"""Members of a programme, and who announced and confirmed the membership."""

from __future__ import annotations

from ..namespaces import slug
from .columns import SOURCES
from .model import Column, Row, Template
from .readers import string, thing


def _build(row: Row) -> None:
    member, programme = row.node("member"), row.node("programme")
    name = f"{slug(programme.value)}-{slug(member.value)}"
    links = {"member": member, "ofProgramme": programme}
    node = row.lookup.node("membership", "Membership", name, links)
    row.is_a(node, "Membership", "member")
    row.label(node)
    row.link(node, "member", "member")
    row.link(node, "ofProgramme", "programme")
    row.link(node, "announcedBy", "announced_by")
    row.link(node, "confirmedBy", "confirmed_by")


TEMPLATE = Template(
    "membership",
    "one row for each member of a programme",
    (
        Column("member", "the member: a state where a state joined, else the organisation", thing("agent"), True),
        Column("programme", "what it belongs to", thing("programme"), True),
        Column("label_en", "a name for it, such as: Pakistan in the ILRS", string("en"), True),
        Column("announced_by", "who announced it, separated by |", thing("agent"), True, many=True),
        Column("confirmed_by", "who of the other side confirmed it, separated by |; empty if nobody did",
               thing("agent"), many=True),
        SOURCES,
    ),
    {
        "member": "pakistan", "programme": "ilrs", "label_en": "Pakistan in the ILRS", "announced_by": "cnsa",
        "confirmed_by": "suparco", "sources": "channel-news-asia-2023-10-20-pakistan",
    },
    _build,
)  # fmt: skip
