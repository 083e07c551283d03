"""A comparison as JSON: things, saved answers and files that differ; terms as N-Triples beside their texts."""

from __future__ import annotations

from functools import partial
from typing import Any

from pyoxigraph import Triple

from ...comparing.diff import Difference
from ...comparing.model import AnswerChange, Comparison, FactChange, ThingChange
from ...names.from_facts import Names
from ...terms import Term
from ..json_text import json_text
from ..options import Options
from .text import cell_text, value_texts


def write(difference: Difference, _: Options) -> str:
    """Return the comparison as JSON."""
    found, names = difference
    whole = {
        "old": found.old,
        "new": found.new,
        "same": found.same,
        "things": [_thing(change, found, names) for change in found.things],
        "answers": None if found.answers is None else [_answer(change, names) for change in found.answers],
        "files": [{"name": change.name, "change": change.how} for change in found.files],
    }
    return json_text(whole)


def _thing(change: ThingChange, found: Comparison, names: Names) -> dict[str, Any]:
    facts = []
    for fact in change.facts:
        removed, added = value_texts(fact, names)
        written = partial(_written, found, change, fact)
        facts.append(
            {
                "property": fact.property.value,
                "propertyLabel": names.of(fact.property),
                "single": fact.single,
                "removed": [_value(written(v), text) for v, text in zip(fact.removed, removed, strict=True)],
                "added": [_value(written(v), text) for v, text in zip(fact.added, added, strict=True)],
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


def _written(found: Comparison, change: ThingChange, fact: FactChange, value: Term) -> str:
    return found.written_value(Triple(change.thing, fact.property, value))


def _value(term: str, text: str) -> dict[str, str]:
    return {"term": term, "text": text}


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
