"""The page of partners: who gave what to whose missions, as ribbons and as the answer of a saved question."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from pyoxigraph import NamedNode

from ..language import say
from ..names.made import brief
from ..namespaces import ID, ONTOLOGY
from ..questions.answer import Answer
from ..terms import Term
from .answers import Rows
from .context import Context
from .pictures.ribbons import Link, Receiver, Words, draw
from .tables import References, Table, table

QUESTION = "mission-contributions"
"""The saved question whose rows the picture draws: those of partners."""
_MISSIONS = f"""SELECT ?mission ?day ?programme {{
  ?mission <{ONTOLOGY}hasPartnerContribution> ?contribution
  OPTIONAL {{ ?mission <{ONTOLOGY}launchDate> ?day }}
  OPTIONAL {{ ?mission <{ONTOLOGY}partOfProgramme> ?programme }}
}}"""


class Partners(NamedTuple):
    """What the page shows: of one programme or of all, with the programmes that have partners."""

    programme: NamedNode | None
    programmes: Sequence[tuple[str, str, int]]
    picture: str
    table: Table
    references: References


def partners(programme: NamedNode | None, context: Context) -> Partners:
    """Return the page of the partners of a programme, or of all."""
    found = _given(context)
    days, within = _missions(context)
    programmes = Counter(each for mission in {row["mission"] for row in found} for each in within.get(mission, ()))
    context.reading.labels.load(programmes)
    if programme is not None:
        found = [row for row in found if programme in within.get(row["mission"], ())]
    references = References()
    answer = _answer(context)
    made = table(Rows.of(answer.replaced(answer.question.columns, found)), references, hidden=("partner",))
    listed = sorted(
        (context.label(node), node.value.removeprefix(f"{ID}programme/"), n) for node, n in programmes.items()
    )
    return Partners(programme, listed, _picture(found, days, programme, context) if found else "", made, references)


def _answer(context: Context) -> Answer:
    return context.reading.ask(QUESTION)


def _given(context: Context) -> list[Mapping[str, Term]]:
    """Return the solutions of the question that are gifts of partners."""
    return [row for row in _answer(context).solutions if getattr(row.get("partner"), "value", "") == "yes"]


def _missions(context: Context) -> tuple[dict[Term, str], dict[Term, set[NamedNode]]]:
    """Return the day of launch of each mission that has one, and its programmes."""
    days: dict[Term, str] = {}
    within: dict[Term, set[NamedNode]] = {}
    for mission, day, programme in context.reading.engine.select(_MISSIONS):
        if mission is not None and day is not None:
            days[mission] = day.value
        if mission is not None and isinstance(programme, NamedNode):
            within.setdefault(mission, set()).add(programme)
    return days, within


def _picture(
    rows: Sequence[Mapping[str, Term]], days: Mapping[Term, str], programme: NamedNode | None, context: Context
) -> str:
    language, label = context.language, context.label
    context.reading.labels.load(term for row in rows for term in row.values())
    missions = sorted({row["mission"] for row in rows}, key=lambda each: (days.get(each, "9"), label(each)))
    numbers = Counter((row["contributor"], row.get("state"), row["mission"]) for row in rows)
    other = say("international", language)
    links = [
        Link(label(giver), brief(label(state)) if state is not None else other, label(mission), number)
        for (giver, state, mission), number in numbers.items()
    ]
    planned = say("planned", language)
    receivers = [
        Receiver(label(each), days.get(each, planned)[:4] if each in days else planned, each in days)
        for each in missions
    ]
    of = label(programme) if programme is not None else ""
    title = say("Partners of {name}", language, name=of) if of else say("Partners", language)
    words = (say(word, language) for word in ("State", "Partner", "Mission"))
    return draw(sorted(links), receivers, Words(title, *words))
