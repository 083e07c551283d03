"""A comparison for programs: as JSON, and as an RDF Patch."""

from __future__ import annotations

import json
from typing import Any

from ..comparing.model import AnswerChange, Comparison, ThingChange
from ..names.from_facts import Names
from ..terms import Term
from .difference_text import as_text, cell_text, value_texts

FORMATS = ("text", "json", "patch")
"""The formats in which a comparison can be written."""


def written(found: Comparison, names: Names, form: str) -> str:
    """Return the comparison in one of `FORMATS`.

    >>> written(Comparison("a", "b", (), (), (), None, ()), Names([]), "patch")
    'TX .\\nTC .\\n'
    """
    return {"text": as_text, "json": _json, "patch": _patch}[form](found, names)


def _patch(found: Comparison, _: Names) -> str:
    """Return the lines of an RDF Patch: what to delete from the old side and add to it for the new one."""
    changes = [*(f"D {t} .\n" for t in found.removed), *(f"A {t} .\n" for t in found.added)]
    return "".join(["TX .\n", *changes, "TC .\n"])


def _json(found: Comparison, names: Names) -> str:
    whole = {
        "old": found.old,
        "new": found.new,
        "same": found.same,
        "things": [_thing(change, names) for change in found.things],
        "answers": None if found.answers is None else [_answer(change, names) for change in found.answers],
        "files": [{"name": change.name, "change": change.how} for change in found.files],
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _thing(change: ThingChange, names: Names) -> dict[str, Any]:
    facts = []
    for fact in change.facts:
        removed, added = value_texts(fact, names)
        facts.append(
            {
                "property": fact.property.value,
                "propertyLabel": names.of(fact.property),
                "single": fact.single,
                "removed": [_value(*pair) for pair in zip(fact.removed, removed, strict=True)],
                "added": [_value(*pair) for pair in zip(fact.added, added, strict=True)],
            }
        )
    return {
        "thing": str(change.thing) if not names.curie(change.thing) else change.thing.value,
        "curie": names.curie(change.thing) or None,
        "label": names.of(change.thing),
        "kind": names.kind(change.thing) or None,
        "change": change.how,
        "facts": facts,
    }


def _value(term: Term, text: str) -> dict[str, str]:
    return {"term": str(term), "text": text}


def _answer(change: AnswerChange, names: Names) -> dict[str, Any]:
    def rows(some: tuple[tuple[Term | None, ...], ...]) -> list[list[str]]:
        return [[cell_text(cell, names) for cell in row] for row in some]

    return {
        "question": change.slug,
        "text": change.question,
        "columns": list(change.columns.values()),
        "removed": rows(change.removed),
        "added": rows(change.added),
    }
