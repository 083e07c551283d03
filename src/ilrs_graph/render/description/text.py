"""A description as text: facts in groups, numbered references below."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ...language import say
from ...namespaces import compact
from ...things.citation import Citation
from ...things.describe import Description, Fact
from ..fitting import columns
from ..options import Options
from ..references.numbers import ranges

_NAME = 28
"""Columns of the names of properties."""
_TITLES = {
    "stated": "Stated",
    "claimed": "Claimed (* counts now)",
    "inferred": "Follows from these",
    "related": "What refers to it",
}


def write(description: Description, options: Options) -> str:
    """Return the facts in groups, numbered references below."""
    language = options.language
    number = {c: i for i, c in enumerate(description.references, 1)}
    lines = [f"{description.label}  {compact(description.thing.value)}"]
    for kind, title in _TITLES.items():
        facts = [f for f in description.facts if f.kind == kind]
        if facts:
            lines += ["", say(title, language), *_group(facts, description, number)]
    if number:
        lines += ["", say("References", language), *(f"[{i}] {c.text(language)}" for c, i in number.items())]
    return "\n".join(lines) + "\n"


def _group(facts: Sequence[Fact], description: Description, number: Mapping[Citation, int]) -> Iterator[str]:
    """Yield a line for each fact; the name of the property is omitted if it is the same as in the line above."""
    before = ""
    for fact in facts:
        marks = f" {ranges(number[c] for c in fact.sources)}" if fact.sources else ""
        stated = f"  {fact.stated_on}" if fact.stated_on else ""
        best = "*" if fact.node in description.best else " "
        name = fact.property_text if fact.property_text != before else ""
        yield f"{best} {name}{' ' * (_NAME - columns(name))} {fact.value_text}{stated}{marks}"
        before = fact.property_text
