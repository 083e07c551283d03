"""The record as it was known on a day, and what it then says of each event: what happened, and the plan in force.

Leaving out what was known later follows `construct.as_of`, which does the same for the whole graph: a node that is
known from a later day is left out, and a rank whose reason was published later counts as normal. A backtest needs
hundreds of days, and a graph of each would take hours.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property
from itertools import chain

from pyoxigraph import NamedNode

from .incidence import End
from .record import Ending, Event, Operator, Record, Statement


def known_on(record: Record, day: date) -> Record:
    """Return the part of a record that was known on a day (UTC)."""
    text = day.isoformat()
    events = {node: _known_event(event, text) for node, event in record.events.items() if _is_known(event.known, text)}
    statements = (_known_statement(s, text) for s in record.statements if s.known <= day and s.event in events)
    missions = {event.of for event in events.values() if event.of is not None}
    return Record(
        events,
        tuple(statements),
        tuple(e for e in record.endings if e.known <= text and (e.of in events or e.of in missions)),
        {mission: kinds for mission, kinds in record.kinds.items() if mission in missions},
        {of: found for of, all_of in record.operators.items() if of in missions and (found := _known(all_of, text))},
    )


def _known(operators: Iterable[Operator], day: str) -> tuple[Operator, ...]:
    return tuple(each for each in operators if each.known <= day)


def _is_known(from_day: str, day: str) -> bool:
    return bool(from_day) and from_day <= day


def _known_event(event: Event, day: str) -> Event:
    return event if _is_known(event.of_known, day) else replace(event, of=None, of_known="", of_mission=False)


def _known_statement(statement: Statement, day: str) -> Statement:
    """Return a statement with the rank and sources that it had on a day."""
    early = statement.ranked > day
    sources = tuple(source for source in statement.sources if source.known <= day)
    if not early and sources == statement.sources and all(each <= day for each in statement.withdrawn):
        return statement
    return replace(
        statement,
        rank="normal" if early else statement.rank,
        ranked="" if early else statement.ranked,
        order=min((source.order for source in sources), default=statement.order),
        sources=sources,
        withdrawn=tuple(each for each in statement.withdrawn if each <= day),
    )


class Known:
    """What a record says of events on a day: what happened or was ended by then, and which plans are in force."""

    def __init__(self, record: Record, day: date) -> None:
        self.day = day
        self.record = known_on(record, day)
        self._of_event: dict[NamedNode, list[Statement]] = {}
        for statement in self.record.statements:
            if statement.rank != "deprecated":
                self._of_event.setdefault(statement.event, []).append(statement)
        self._endings: dict[NamedNode, list[Ending]] = {}
        for ending in self.record.endings:
            self._endings.setdefault(ending.of, []).append(ending)
        days = ((event, self._day_of(event)) for event in self._of_event)
        self._happened = {event: found for event, found in days if found is not None}

    def plans_of(self, event: NamedNode) -> list[Statement]:
        """Return all plans of an event that were not wrong when stated."""
        return [s for s in self._of_event.get(event, []) if s.is_plan]

    def happened(self, event: NamedNode) -> date | None:
        """Return the day on which an event happened, the middle of what is known of it; None if it did not."""
        return self._happened.get(event)

    def _day_of(self, event: NamedNode) -> date | None:
        actual = [s for s in self._of_event[event] if s.modality == "actual"]
        best = _best(actual)
        windows = [(s.first or s.last, s.last or s.first) for s in best]
        closed = [(first, last) for first, last in windows if first is not None and last is not None]
        if not closed:
            return None
        first, last = min(closed, key=lambda window: (window[1] - window[0], window[0]))
        return first + (last - first) // 2

    def launched(self, event: Event) -> date | None:
        """Return the day of the first launch of the mission of an event."""
        return self._launches.get(event.of) if event.of_mission and event.of is not None else None

    @cached_property
    def _launches(self) -> dict[NamedNode, date]:
        found: dict[NamedNode, date] = {}
        for node, event in self.record.events.items():
            day = self._happened.get(node)
            if event.kind == "Launch" and event.of is not None and day is not None:
                found[event.of] = min(found.get(event.of, day), day)
        return found

    @cached_property
    def flown(self) -> dict[NamedNode, list[tuple[date, NamedNode]]]:
        """The missions that each operator has launched, with their days, in order."""
        found: dict[NamedNode, list[tuple[date, NamedNode]]] = {}
        for mission, day in self._launches.items():
            for operator in self.record.operators.get(mission, ()):
                found.setdefault(operator.agent, []).append((day, mission))
        return {agent: sorted(set(missions), key=str) for agent, missions in found.items()}

    def end_of(self, event: Event, said: date) -> tuple[End, date] | None:
        """Return how a plan for an event that was stated on a day ended, and when; an open one is open up to now.

        A mission that is cancelled ends its plans, and so does an outcome without the event: a landing that failed on
        the way. A plan stated after that revives them. None if the event took place on an unknown day.
        """
        happened = self.happened(event.node)
        if happened is not None:
            return End.HAPPENED, happened
        revived = max((s.said for s in self.plans_of(event.node)), default=date.min)
        missions = self._endings.get(event.of, ()) if event.of is not None else ()
        found = [e for e in chain(missions, self._endings.get(event.node, ())) if e.said >= max(said, revived)]
        if any(e.of == event.node and e.outcome != "failure" for e in found):
            return None
        if found:
            return End.ENDED, min(e.said for e in found)
        return End.OPEN, self.day

    def in_force(self, event: NamedNode) -> list[Statement]:
        """Return the plans that count: the best of those that no statement has withdrawn."""
        return _best([s for s in self.plans_of(event) if not s.withdrawn])


def _best(statements: Sequence[Statement]) -> list[Statement]:
    """Return the statements of the greatest standing, as rule 030-standing has it: preferred, later, better source."""
    if not statements:
        return []
    standings = [_standing(statement) for statement in statements]
    best = max(standings)
    return [s for s, standing in zip(statements, standings, strict=True) if standing == best]


def _standing(statement: Statement) -> tuple[bool, str, int]:
    return statement.rank == "preferred", statement.stated_on, -statement.order


def middle(first: date, last: date) -> date:
    """Return the day in the middle of two, the earlier one of an even number of days.

    >>> middle(date(2027, 1, 1), date(2027, 12, 31))
    datetime.date(2027, 7, 2)
    """
    return first + timedelta(days=(last - first).days // 2)
