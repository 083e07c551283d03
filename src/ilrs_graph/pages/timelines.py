"""The pages of timelines: all events of late and to come, or those of a programme, operator, state, kind or time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from pyoxigraph import NamedNode

from ..errors import UnknownName
from ..forecasting import with_fans
from ..language import say
from ..namespaces import ID, ONTOLOGY, slug
from ..terms import Term
from ..timeline.model import Lane, Lanes
from .context import Context
from .controls import Control
from .filters import Years, decades, listed, thing_control, thing_in, year_controls, years_in, years_of
from .thing import Timeline, drawn

MOST = 250
"""How many events the picture has."""
PROGRAMME, OPERATOR, STATE, KIND = "programme", "operator", "state", "kind"
_OF_MISSIONS = f"""SELECT DISTINCT ?mission ?programme ?operator ?state {{
  ?mission a <{ONTOLOGY}Mission>
  OPTIONAL {{ ?mission <{ONTOLOGY}partOfProgramme> ?programme }}
  OPTIONAL {{ ?mission <{ONTOLOGY}operator> ?operator OPTIONAL {{ ?operator <{ONTOLOGY}ofState> ?state }} }}
}}"""


class Filter(NamedTuple):
    """Which events are shown: by slugs of what they belong to, and by years."""

    things: Mapping[str, NamedNode]
    years: Years = Years()


class Timelines(NamedTuple):
    """What the page shows: the timeline, what it is filtered by, and the addresses of other ones by what they are of.

    `since` is the first year if nothing is chosen, `total` the number of events of which the picture has the first.
    """

    filter: Filter
    since: int
    timeline: Timeline | None
    total: int
    controls: Sequence[Control]
    others: Sequence[tuple[str, Sequence[tuple[str, str]]]]
    name: str

    @property
    def programme(self) -> NamedNode | None:
        """The programme whose events are shown."""
        return self.filter.things.get(PROGRAMME)


class Belonging:
    """What each lane belongs to, and the lanes."""

    def __init__(self, context: Context) -> None:
        self.lanes = context.lanes
        self._by_mission: dict[Term, dict[str, set[NamedNode]]] = {}
        for mission, *cells in context.reading.engine.select(_OF_MISSIONS):
            if mission is not None:
                found = self._by_mission.setdefault(mission, {PROGRAMME: set(), OPERATOR: set(), STATE: set()})
                for name, cell in zip((PROGRAMME, OPERATOR, STATE), cells, strict=True):
                    found[name] |= {cell} if isinstance(cell, NamedNode) else set()

    def of(self, lane: Lane, name: str) -> set[NamedNode]:
        """Return the programmes, operators, states or kinds of a lane."""
        if name == KIND:
            return {lane.kind} if lane.kind is not None else set()
        of = lane.of
        itself = {of} if of is not None and name == PROGRAMME and of.value.startswith(_PROGRAMMES) else set()
        return self._by_mission.get(of, {}).get(name, set()) | itself if of is not None else set()

    def among(self, name: str) -> set[NamedNode]:
        """Return all programmes, operators, states or kinds of lanes."""
        return {node for lane in self.lanes for node in self.of(lane, name)}

    def chosen(self, filter: Filter) -> Iterator[Lane]:  # noqa: A002
        """Yield the lanes that a filter lets through."""
        for lane in self.lanes:
            if filter.years.has(year_of(lane)) and all(x in self.of(lane, name) for name, x in filter.things.items()):
                yield lane


_PROGRAMMES = f"{ID}programme/"
NAMES = {PROGRAMME: "Programme", OPERATOR: "Operator", STATE: "State", KIND: "Kind of event"}
"""What an event can be chosen by, with the labels of the controls."""


def year_of(lane: Lane) -> int:
    """Return the year of the end of what counts of a lane."""
    return next(iter(lane.now or lane.plans or lane.marks)).end.year


def timelines(parts: Mapping[str, str], arguments: Mapping[str, str], context: Context) -> Timelines:
    """Return the page of a part of an address, `{"state": "china"}` or `{"years": "1960-1969"}`, or of arguments.

    Raises:
        UnknownName: the address names nothing.
        UsageError: an argument is wrong.
    """
    belonging = Belonging(context)
    made = _filter(parts, arguments, belonging)
    since = 0 if made.things or made.years else int((context.last_edit or "1958")[:4]) - 1
    lanes = list(belonging.chosen(Filter({}, Years(since)) if since else made))
    shown = with_fans(Lanes(lanes[:MOST], (), context.reading.as_of), context.forecasts)
    context.reading.labels.load(made.things.values())
    words = [context.label(node) for node in made.things.values()]
    words += [made.years.text(context.language)] if made.years else []
    name = say(", ", context.language).join(words)
    title = say("Plans and events of {names}", context.language, names=name) if name else ""
    title = say("Events from {year} on", context.language, year=since) if since else title
    controls = [thing_control(n, t, made.things.get(n), belonging.among(n), context) for n, t in NAMES.items()]
    controls += year_controls(made.years, context)
    return Timelines(made, since, drawn(shown, context, title), len(lanes), controls, _others(belonging, context), name)


def _filter(parts: Mapping[str, str], arguments: Mapping[str, str], belonging: Belonging) -> Filter:
    if "years" in parts:
        return Filter({}, years_of(parts["years"]))
    for name, text in parts.items():
        by_slug = {slug(node.value): node for node in belonging.among(name)}
        if text not in by_slug:
            raise UnknownName(name, text, by_slug)
        return Filter({name: by_slug[text]})
    found = {name: thing_in(arguments, name, belonging.among(name)) for name in NAMES}
    return Filter({name: node for name, node in found.items() if node is not None}, years_in(arguments))


def _others(belonging: Belonging, context: Context) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the pages of parts, by what they are of, as addresses with labels."""
    found = [
        (NAMES[name], [(f"{prefix}/{own}", label) for own, label in listed(belonging.among(name), context)])
        for name, prefix in PREFIXES.items()
    ]
    times = decades(map(year_of, belonging.lanes))
    found.append(("Years", [(f"/timeline/years/{each}", years_of(each).text(context.language)) for each in times]))
    return [(say(name, context.language), pages) for name, pages in found if pages]


PREFIXES = {PROGRAMME: "/timeline", STATE: "/timeline/state", KIND: "/timeline/kind"}
"""What has pages of its own, with the beginning of their addresses."""


def of_programmes(context: Context) -> Iterator[str]:
    """Yield the addresses of the pages of programmes."""
    return (f"/timeline/{slug(node.value)}" for node in sorted(Belonging(context).among(PROGRAMME), key=str))


def of_parts(context: Context) -> Iterator[str]:
    """Yield the addresses of the pages of states, kinds and times."""
    for _, pages in _others(Belonging(context), context):
        yield from (address for address, _ in pages if address.count("/") == 3)
