"""Forecasts of what becomes of planned events, from how plans like theirs ended."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import cached_property

from pyoxigraph import NamedNode

from ..engine import Engine
from ..names.labels import Labels
from ..things.citation import cite, sources_of
from ..timeline.model import Fan, Lanes
from .classes import ALL, path_of
from .estimate import estimate
from .incidence import End
from .known import Known
from .model import INTERVALS, Check, Cited, Estimate, Forecast, Forecasts, Reason
from .plans import Aim, Plan, aim_of, plans
from .record import Event, Record
from .scores import LEVELS, announced_quantiles, by_unit, held, interval, pinball, quantiles

NO_PLAN = "no statement in the graph says when it is planned; a date, its speaker and a source are missing"
DROPPED = "the plan was dropped, and no later statement gives another"
HAPPENED = "it happened on {day}"
ENDED = "it was cancelled or failed: {day}"
UNDER_WAY = "the mission is under way: it was launched on {day}"
OVER = "its window was over on the day on which it was stated"
UNDATED = "it took place, on a day that the graph does not have"

YEARS = 15
"""For how many years ahead probabilities are given, at most."""


class Outlook:
    """A record as known on a day, from which its planned events are forecast.

    `without` are missions whose plans and outcomes are left out, to see how much a forecast rests on them.
    """

    def __init__(self, record: Record, day: date, labels: Labels, without: Collection[NamedNode] = ()) -> None:
        self.known = Known(record, day)
        self.day = day
        self._labels = labels
        self._without = frozenset(without)

    @cached_property
    def plans(self) -> list[Plan]:
        """The plans that others are compared with."""
        return [plan for plan in plans(self.known) if plan.event.unit not in self._without]

    def events(self) -> list[Event]:
        """Return the events of which a plan is in force and that are yet to come, as far as is known."""
        found = self.known.record.events.values()
        return [event for event in found if self.known.in_force(event.node) and self._obstacle(event) is None]

    def forecast(self, event: Event) -> Forecast:
        """Return the forecast of an event."""
        announced = tuple(self.known.in_force(event.node))
        speakers = tuple(dict.fromkeys(self._labels.of(s.speaker) for s in announced if s.speaker is not None))
        of = self._labels.of(event.of if event.of is not None and event.of_mission else event.node)
        head = Forecast(event, of, self._labels.of(event.node), self.day, announced, speakers)
        reason = self._obstacle(event)
        if reason is not None:
            return Forecast(**{**vars(head), "reason": reason})
        aim = aim_of(announced)
        slip = aim.slip_at(self.day)
        found = estimate(path_of(event, aim.said, self.known), slip, self.plans, {event.unit})
        if isinstance(found, Reason):
            return Forecast(**{**vars(head), "aim": aim, "reason": found})
        return self._told(head, aim, found)

    def _told(self, head: Forecast, aim: Aim, found: Estimate) -> Forecast:
        dates = quantiles(aim, found.incidence, self.day)
        last = aim.last

        def by(day: date) -> float:
            return found.incidence.happened_by(aim.slip_at(day))

        latest = aim.day_at(found.incidence.quantile(1.0)).year
        years = range(self.day.year, min(latest, self.day.year + YEARS) + 1)
        return Forecast(
            head.event,
            head.of,
            head.label,
            self.day,
            head.announced,
            head.speakers,
            aim,
            basis=found.basis,
            by_window=by(last) if last is not None and last >= self.day else None,
            by_year=tuple((year, by(date(year, 12, 31))) for year in years),
            ended=found.incidence.ended,
            beyond=found.incidence.beyond,
            median=dates[LEVELS.index(0.5)],
            intervals={percent: interval(dates, percent) for percent in INTERVALS},
            check=self.checks.get(found.basis.wanted),
        )

    def _obstacle(self, event: Event) -> Reason | None:
        """Return why an event cannot be forecast whatever other plans did; None if it can."""
        happened = self.known.happened(event.node)
        if happened is not None:
            return Reason(HAPPENED, {"day": happened})
        announced = self.known.in_force(event.node)
        if not announced:
            return Reason(DROPPED if self.known.plans_of(event.node) else NO_PLAN)
        end = self.known.end_of(event, announced[0].said)
        if end is None:
            return Reason(UNDATED)
        if end[0] is End.ENDED:
            return Reason(ENDED, {"day": end[1]})
        launched = self.known.launched(event) if event.kind == "Landing" else None
        if launched is not None:
            return Reason(UNDER_WAY, {"day": launched})
        return None if aim_of(announced).is_ahead else Reason(OVER)

    @cached_property
    def checks(self) -> dict[str, Check]:
        """How forecasts of the plans of each class did that left out the mission of the plan, by narrowest class."""
        rows: dict[str, list[_Left]] = {}
        for plan, left in self._left_out:
            rows.setdefault(plan.path[0], []).append(left)
        return {name: _check(name, of_class) for name, of_class in rows.items()}

    def check_of_all(self) -> Check:
        """Return how such forecasts of all plans did, whatever their class.

        Raises:
            ValueError: no plan came true that could be forecast.
        """
        return _check(ALL, [left for _, left in self._left_out])

    @cached_property
    def _left_out(self) -> list[tuple[Plan, _Left]]:
        true = (plan for plan in self.plans if plan.end is End.HAPPENED)
        return [(plan, left) for plan in true if (left := _left_out(plan, self.plans)) is not None]


class _Left:
    """The scores of a plan that was forecast on the day on which it was stated, without its own mission."""

    def __init__(self, plan: Plan, dates: list[date]) -> None:
        self.unit = plan.event.unit
        self.loss = pinball(dates, plan.end_day)
        self.announced = pinball(announced_quantiles(plan.aim, plan.aim.said), plan.end_day)
        self.held = tuple(held(dates, plan.end_day, percent) for percent in INTERVALS)


def _left_out(plan: Plan, compared: list[Plan]) -> _Left | None:
    aim = plan.aim
    found = estimate(plan.path, aim.slip_at(aim.said), compared, {plan.event.unit})
    return None if isinstance(found, Reason) else _Left(plan, quantiles(aim, found.incidence, aim.said))


def _check(name: str, rows: list[_Left]) -> Check:
    def mean(place: int) -> float:
        return by_unit(rows, lambda row: row.unit, lambda row: row.held[place])

    return Check(
        name,
        len({row.unit for row in rows}),
        by_unit(rows, lambda row: row.unit, lambda row: row.loss),
        by_unit(rows, lambda row: row.unit, lambda row: row.announced),
        (mean(0), mean(1), mean(2)),
    )


def cited(found: Iterable[Forecast], engine: Engine, labels: Labels) -> dict[NamedNode, Cited]:
    """Return the plans that forecasts rest on, by the claims that state them, with their speakers and sources."""
    rested = {plan.statement.claim: plan for f in found if f.basis is not None for plan in f.basis.plans}
    sources = sources_of(rested, engine)
    citations = cite((source for of_claim in sources.values() for source in of_claim), engine, labels)
    labels.load([term for plan in rested.values() for term in (plan.event.node, plan.statement.speaker)])
    return {
        claim: Cited(
            labels.of(plan.event.node),
            labels.of(plan.statement.speaker) if plan.statement.speaker is not None else "",
            tuple(citations[source] for source in sources.get(claim, ()) if source in citations),
        )
        for claim, plan in rested.items()
    }


def forecasts(outlook: Outlook, of: Iterable[NamedNode] | None = None) -> Forecasts:
    """Return the forecasts of the events of missions, programmes and events, or of all that are yet to come.

    Those of which nothing can be forecast stand last. A mission without an event gives none.
    """
    events = outlook.events() if of is None else list(_events_of(outlook.known.record, set(of)))
    return Forecasts(sorted(map(outlook.forecast, events), key=_order), day=outlook.day)


def with_fans(lanes: Lanes, found: Iterable[Forecast]) -> Lanes:
    """Return lanes of a timeline with the forecasts of their events, as far as there are any."""
    by_event = {each.node: each for each in found if each.median is not None}
    return Lanes(
        (replace(lane, fan=_fan(by_event[lane.node])) if lane.node in by_event else lane for lane in lanes),
        lanes.names,
        lanes.as_of,
    )


def _fan(forecast: Forecast) -> Fan:
    assert forecast.median is not None
    return Fan(forecast.median, forecast.intervals[50], forecast.intervals[80])


def _events_of(record: Record, of: set[NamedNode]) -> Iterator[Event]:
    return (event for event in record.events.values() if event.node in of or event.of in of)


def _order(forecast: Forecast) -> tuple[bool, date, str]:
    return forecast.reason is not None, forecast.median or date.max, forecast.node.value
