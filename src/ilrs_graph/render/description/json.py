"""A description as JSON: `{"thing": IRI, "label": str, "facts": [{"kind", "property", "value", ...}, ...]}`.

`counts` is true for a claimed fact if its claim is the best one, and null for other facts.
"""

from __future__ import annotations

from typing import Any

from ...things.describe import Description, Fact
from ..json_text import json_text
from ..options import Options


def write(description: Description, _: Options) -> str:
    """Return the facts as JSON."""
    facts = [_fact(fact, description) for fact in description.facts]
    return json_text({"thing": description.thing.value, "label": description.label, "facts": facts})


def _fact(fact: Fact, description: Description) -> dict[str, Any]:
    return {
        "kind": fact.kind,
        "property": fact.property.value,
        "propertyLabel": fact.property_text,
        "value": fact.value.value,
        "valueLabel": fact.value_text,
        "node": fact.node.value if fact.node else None,
        "counts": fact.node in description.best if fact.kind == "claimed" else None,
        "statedOn": fact.stated_on or None,
        "sources": [c.printed() for c in fact.sources],
    }
