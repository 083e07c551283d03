"""`ilrs-graph show`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from ..namespaces import compact
from .options import chosen, deliver, endpoint, opened, result, when, where

if TYPE_CHECKING:
    from ..things.describe import Description

FORMATS = ("table", "text", "json")
_TITLES = {
    "stated": "Stated",
    "claimed": "Claimed (* counts now)",
    "inferred": "Follows from these",
    "related": "What refers to it",
}


@click.command(
    name="show",
    epilog="""\b
Examples:
  ilrs-graph show change-6
  ilrs-graph show agent:irf
  ilrs-graph show "DORN, Detection of Outgassing Radon" --format json""",
)
@click.argument("thing")
@result(FORMATS)
@when
@endpoint
@where
def command(
    thing: str,
    form: str | None,
    output: str | None,
    as_of: str | None,
    endpoint: str | None,
    root: str | None,
) -> None:
    """Print every fact of THING: a slug, CURIE, IRI or exact label.

    A slug that a mission shares with its spacecraft or site means the mission.
    """
    wanted = chosen(form, output, FORMATS, "text")
    description = opened(root, as_of, endpoint).show(thing)
    deliver(as_json(description) if wanted == "json" else as_text(description), output)


def as_text(description: Description) -> str:
    """Return the facts in groups, numbered references below."""
    number = {c: i for i, c in enumerate(description.references, 1)}
    lines = [f"{description.label}  {compact(description.thing.value)}"]
    for kind, title in _TITLES.items():
        facts = [f for f in description.facts if f.kind == kind]
        if not facts:
            continue
        lines += ["", title]
        before = ""
        for fact in facts:
            marks = "".join(f" [{number[c]}]" for c in fact.sources)
            stated = f"  {fact.stated_on}" if fact.stated_on else ""
            best = "*" if fact.node in description.best else " "
            name = fact.property_text if fact.property_text != before else ""
            lines.append(f"{best} {name:<28} {fact.value_text}{stated}{marks}")
            before = fact.property_text
    if number:
        lines += ["", "References", *(f"[{i}] {c}" for c, i in number.items())]
    return "\n".join(lines) + "\n"


def as_json(description: Description) -> str:
    """Return the facts as JSON."""
    facts = [
        {
            "kind": f.kind,
            "property": f.property.value,
            "propertyLabel": f.property_text,
            "value": f.value.value,
            "valueLabel": f.value_text,
            "node": f.node.value if f.node else None,
            "counts": f.node in description.best if f.kind == "claimed" else None,
            "statedOn": f.stated_on or None,
            "sources": [c._asdict() for c in f.sources],
        }
        for f in description.facts
    ]
    whole = {"thing": description.thing.value, "label": description.label, "facts": facts}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"
