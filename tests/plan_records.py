"""Small records to forecast from."""

from __future__ import annotations

from datetime import date
from itertools import count

from pyoxigraph import NamedNode

from ilrs_graph.dates import read_edtf
from ilrs_graph.forecasting.record import Ending, Event, Operator, Record, Source, Statement
from ilrs_graph.namespaces import ID

_NUMBERS = count()


def node(kind: str, name: str) -> NamedNode:
    return NamedNode(f"{ID}{kind}/{name}")


def launch(name: str, kind: str = "Launch") -> Event:
    return Event(node("event", f"{name}-{kind.lower()}"), kind, node("mission", name), "2000-01-01", "2000-01-01", True)


def statement(event: Event, said: str, edtf: str, modality: str = "planned", known: str = "") -> Statement:
    """A statement that was public on the day on which it was made, unless `known` is later."""
    window = read_edtf(edtf)
    day = read_edtf(said).last
    assert day is not None
    public = date.fromisoformat(known) if known else day
    claim = node("claim", f"{next(_NUMBERS)}")
    return Statement(
        claim, event.node, modality, window.first, window.last, edtf, said, min(day, public), public, "normal", "", 1,
        sources=(Source(public.isoformat(), 1),),
    )  # fmt: skip


def cancelled(event: Event, said: str) -> Ending:
    assert event.of is not None
    return Ending(event.of, "cancelled", date.fromisoformat(said), said)


def record(
    statements: list[Statement], events: list[Event], endings: tuple[Ending, ...] = (), companies: tuple[str, ...] = ()
) -> Record:
    operators = {
        node("mission", name): (Operator(node("agent", f"of-{name}"), "2000-01-01", True),) for name in companies
    }
    return Record({event.node: event for event in events}, tuple(statements), endings, {}, operators)


def late_missions(count: int, days_late: int = 365, said: str = "2010-01-01") -> tuple[list[Statement], list[Event]]:
    """Missions that were planned for 1 January 2012, and were launched the later the greater their number."""
    events = [launch(f"past-{number}") for number in range(count)]
    statements = []
    for number, event in enumerate(events):
        day = date.fromordinal(date(2012, 1, 1).toordinal() + days_late * number // max(count - 1, 1)).isoformat()
        statements += [statement(event, said, "2012-01-01"), statement(event, day, day, "actual")]
    return statements, events
