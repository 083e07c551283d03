"""The page of partners: who gave what to whose missions, as ribbons and as the answer of a saved question."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from pyoxigraph import NamedNode

from ..language import say
from ..names.made import brief
from ..namespaces import ONTOLOGY, slug
from ..questions.answer import Answer
from ..terms import Term
from .answers import Rows
from .context import Context
from .controls import Control
from .filters import Years, decades, listed, thing_control, thing_in, year_controls, years_in, years_of
from .pictures.ribbons import Link, Receiver, Words, draw
from .tables import References, Table, table

QUESTION = "mission-contributions"
"""The saved question whose rows the picture draws: those of partners."""
_MISSIONS = f"""SELECT ?mission ?day ?planned ?programme {{
  ?mission <{ONTOLOGY}hasPartnerContribution> ?contribution
  OPTIONAL {{ ?mission <{ONTOLOGY}launchDate> ?day }}
  OPTIONAL {{ ?mission <{ONTOLOGY}plannedLaunchNotBefore> ?planned }}
  OPTIONAL {{ ?mission <{ONTOLOGY}partOfProgramme> ?programme }}
}}"""


class Partners(NamedTuple):
    """What the page shows: of one programme or of all, of some years or of all, with the pages of parts."""

    programme: NamedNode | None
    picture: str
    table: Table
    references: References
    controls: Sequence[Control]
    others: Sequence[tuple[str, Sequence[tuple[str, str]]]]
    name: str


def partners(programme: NamedNode | None, time: str, arguments: Mapping[str, str], context: Context) -> Partners:
    """Return the page of the partners of a programme, of a time such as "1960-1969", or of arguments.

    Raises:
        UnknownName: the time is none.
        UsageError: an argument is wrong.
    """
    given, missions = _given(context), _Missions(context)
    programmes = missions.programmes(given)
    if programme is None:
        programme = thing_in(arguments, "programme", programmes)
    years = years_of(time) if time else years_in(arguments)
    found = [row for row in given if missions.fits(row["mission"], programme, years)]
    references = References()
    answer = _answer(context)
    made = table(Rows.of(answer.replaced(answer.question.columns, found)), references, hidden=("partner",))
    words = [context.label(programme)] if programme is not None else []
    name = say(", ", context.language).join(words + ([years.text(context.language)] if years else []))
    picture = _picture(found, missions.days, name, context) if found else ""
    controls = [thing_control("programme", "Programme", programme, programmes, context)]
    controls += year_controls(years, context)
    return Partners(programme, picture, made, references, controls, _others(given, missions, context), name)


def _others(
    given: Sequence[Mapping[str, Term]], missions: _Missions, context: Context
) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the pages of programmes and times, as addresses with labels."""
    own = [(f"/partners/{name}", label) for name, label in listed(missions.programmes(given), context)]
    years = {year for row in given if (year := missions.year(row["mission"])) is not None}
    times = [(f"/partners/years/{each}", years_of(each).text(context.language)) for each in decades(years)]
    return [(say(name, context.language), pages) for name, pages in (("Programme", own), ("Years", times)) if pages]


def of_programmes(context: Context) -> Iterator[str]:
    """Yield the addresses of the pages of programmes that have partners."""
    return (f"/partners/{slug(x.value)}" for x in sorted(_Missions(context).programmes(_given(context)), key=str))


def of_times(context: Context) -> Iterator[str]:
    """Yield the addresses of the pages of decades."""
    for _, pages in _others(_given(context), _Missions(context), context):
        yield from (address for address, _ in pages if address.startswith("/partners/years/"))


def _answer(context: Context) -> Answer:
    return context.reading.ask(QUESTION)


def _given(context: Context) -> list[Mapping[str, Term]]:
    """Return the solutions of the question that are gifts of partners."""
    return [row for row in _answer(context).solutions if getattr(row.get("partner"), "value", "") == "yes"]


class _Missions:
    """The missions with partners: the day of launch of each that has one, its first planned day, its programmes."""

    def __init__(self, context: Context) -> None:
        self.days: dict[Term, str] = {}
        self._planned: dict[Term, str] = {}
        self._within: dict[Term, set[NamedNode]] = {}
        for mission, day, planned, programme in context.reading.engine.select(_MISSIONS):
            if mission is None:
                continue
            if day is not None:
                self.days[mission] = day.value
            if planned is not None:
                self._planned[mission] = planned.value
            if isinstance(programme, NamedNode):
                self._within.setdefault(mission, set()).add(programme)

    def year(self, mission: Term) -> int | None:
        """Return the year of the launch or of its plan, None if neither is known."""
        day = self.days.get(mission) or self._planned.get(mission, "")
        return int(day[:4]) if day else None

    def programmes(self, rows: Sequence[Mapping[str, Term]]) -> set[NamedNode]:
        """Return the programmes of the missions of some rows."""
        return {each for row in rows for each in self._within.get(row["mission"], ())}

    def fits(self, mission: Term, programme: NamedNode | None, years: Years) -> bool:
        """Return whether a mission belongs to a programme and a time; without a year it belongs to no time."""
        within = programme is None or programme in self._within.get(mission, ())
        year = self.year(mission)
        return within and (not years or (year is not None and years.has(year)))


def _picture(rows: Sequence[Mapping[str, Term]], days: Mapping[Term, str], of: str, context: Context) -> str:
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
    title = say("Partners of {name}", language, name=of) if of else say("Partners", language)
    words = (say(word, language) for word in ("State", "Partner", "Mission"))
    return draw(sorted(links), receivers, Words(title, *words))
