"""One slip: the timeline and the questions on slips and plans give the same, on every mission and as of any day."""

from __future__ import annotations

import calendar
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, NamedTuple

import pytest
from pyoxigraph import NamedNode

from ilrs_graph import LunarGraph
from ilrs_graph.namespaces import ID, VOCAB
from ilrs_graph.questions.answer import Row
from ilrs_graph.timeline import Lane

PLANNED = ("planned", "target", "estimated")
OTHER_DAYS = (date(2020, 1, 1), date(2025, 4, 30), date(2026, 8, 24))
AS_OF = (None, date(2023, 10, 31), *(pytest.param(day, marks=pytest.mark.soak) for day in OTHER_DAYS))
"""The graph of today and as of one day; three other days as a soak."""


@pytest.fixture(scope="module", params=AS_OF, ids=str)
def graph(request: pytest.FixtureRequest, built: Callable[[date | None], LunarGraph]) -> LunarGraph:
    return built(request.param)


class Slip(NamedTuple):
    """What is said of a launch: its first plans, what counts now, and the slip in days."""

    first: frozenset[str]
    now: frozenset[str]
    days: int | None


def text(term: Any) -> str:
    return "" if term is None else term.value


def number(term: Any) -> int | None:
    return None if term is None else int(term.value)


def by_question(graph: LunarGraph) -> dict[str, tuple[NamedNode, Slip]]:
    """Return mission and slip of each launch that `mission-slips` gives."""
    rows = defaultdict(list)
    for row in graph.ask("mission-slips"):
        rows[text(row.launch)].append(row)
    return {
        launch: (
            found[0].terms["mission"],
            Slip(
                frozenset(text(r.firstPlan) for r in found),
                frozenset(text(r.now) for r in found if text(r.state) != "dropped"),
                next((number(r.slip) for r in found if r.slip is not None), None),
            ),
        )
        for launch, found in rows.items()
    }


def of_lane(lane: Lane) -> Slip:
    return Slip(
        frozenset(m.text for m in lane.first_plans),
        frozenset(m.text for m in lane.now),
        None if lane.is_dropped else lane.slip,
    )


@pytest.fixture(scope="module")
def told(graph: LunarGraph) -> dict[str, tuple[NamedNode, Slip]]:
    """Mission and slip of each launch by the question."""
    return by_question(graph)


@pytest.fixture(scope="module")
def lanes(graph: LunarGraph, told: dict[str, tuple[NamedNode, Slip]]) -> list[Lane]:
    """The lanes of the same launches."""
    return list(graph.timeline(*told))


def test_timeline_and_mission_slips_agree(
    graph: LunarGraph, told: dict[str, tuple[NamedNode, Slip]], lanes: list[Lane]
) -> None:
    assert len(told) > 3
    shown = Counter((lane.thing, of_lane(lane)) for lane in lanes)
    assert shown == Counter((graph.labels.of(mission), slip) for mission, slip in told.values())


def test_every_launch_with_a_slip_in_the_timeline_is_a_row(
    graph: LunarGraph, told: dict[str, tuple[NamedNode, Slip]]
) -> None:
    every = sum(lane.slip is not None for lane in graph.timeline() if lane.event.startswith(("launch", "Launch")))
    assert every == sum(slip.days is not None for _, slip in told.values())


def test_plan_as_known_gives_the_plans_that_count(
    graph: LunarGraph, told: dict[str, tuple[NamedNode, Slip]], lanes: list[Lane]
) -> None:
    plans = defaultdict(set)
    for row in graph.ask("plan-as-known"):
        assert number(row.slip) in (0, None)
        plans[text(row.event)].add(text(row.date))
    # an event that took place, or whose mission was cancelled, has an outcome or an actual date
    open_lanes = [lane for lane in lanes if lane.actual is None and not lane.outcome and lane.now]
    shown = Counter((lane.thing, frozenset(m.text for m in lane.now)) for lane in open_lanes)
    assert shown == Counter(
        (graph.labels.of(told[event][0]), frozenset(days)) for event, days in plans.items() if event in told
    )


def last_day(stated: str) -> str:
    """Return the last day of a day, month or year."""
    year, month = int(stated[:4]), int(stated[5:7] or 12)
    return stated if len(stated) == 10 else f"{year}-{month:02}-{calendar.monthrange(year, month)[1]}"


@pytest.mark.parametrize("every", [9, pytest.param(1, marks=pytest.mark.soak)])
def test_on_the_day_of_the_first_plan_it_is_in_force_with_the_slip_of_the_event(
    every: int, built: Callable[[date | None], LunarGraph]
) -> None:
    """Every ninth launch; all of them as a soak."""
    graph = built(None)
    checked = 0
    for row in graph.ask("mission-slips").rows[::every]:
        found = graph.ask("plan-as-known", on=last_day(text(row.statedOn)), mission=text(row.mission))
        first = [r for r in found if row.evidence[0] in r.evidence]
        if first:  # a better statement of the same month or year may stand in its place
            assert [number(r.slip) for r in first] == [number(row.slip)], text(row.launch)
            checked += 1
    assert checked > 60 // every


def test_slip_by_speaker_gives_the_slips_of_plans(built: Callable[[date | None], LunarGraph]) -> None:
    """A launch whose first plans were stated on one day slips as the one of them that slips least."""
    graph = built(None)
    by_plan = {row.evidence[0]: number(row.slip) for row in graph.ask("slip-by-speaker")}
    firsts: defaultdict[str, list[Row]] = defaultdict(list)
    for row in graph.ask("mission-slips"):
        if text(row.state) == "launched":
            firsts[text(row.launch)].append(row)
    checked = 0
    for rows in firsts.values():
        slips = [slip for row in rows if (slip := by_plan.get(row.evidence[0])) is not None]
        if len(slips) == len(rows):
            assert min(slips) == max(number(rows[0].slip) or 0, 0)
            checked += 1
    assert checked > 3


# plan-as-known on a day, held against a second reading of the claims in Python


class Claim(NamedTuple):
    """A claim of a date that was not wrong when said; days without a bound are `0000` and `9999`."""

    iri: str
    modality: str
    preferred: bool
    stated: str
    kind: int
    first: str
    last: str

    @property
    def rank(self) -> tuple[object, ...]:
        return (self.modality == "actual", self.preferred, self.stated, -self.kind)


CLAIMS = """SELECT ?event ?claim ?modality ?rank ?stated (MIN(?order) AS ?kind) ?first ?last WHERE {
  ?claim ilrs:subject ?event ; ilrs:property ilrs:eventDate ; ilrs:modality ?modality ; ilrs:rank ?rank ;
    ilrs:polarity polarity:asserted ; ilrs:statedOn ?stated ; prov:wasDerivedFrom/ilrs:sourceKind/ilrs:order ?order .
  FILTER(?rank != rank:deprecated)
  OPTIONAL { ?claim ilrs:notBefore ?first } OPTIONAL { ?claim ilrs:notAfter ?last }
} GROUP BY ?event ?claim ?modality ?rank ?stated ?first ?last"""


def claims(graph: LunarGraph) -> dict[str, list[Claim]]:
    found: dict[str, list[Claim]] = defaultdict(list)
    for event, claim, modality, rank, stated, kind, first, last in graph.query(CLAIMS):  # type: ignore[union-attr]
        found[text(event)].append(
            Claim(
                text(claim),
                text(modality).removeprefix(f"{VOCAB}modality/"),
                text(rank).endswith("/preferred"),
                text(stated),
                int(text(kind)),
                text(first) or "0000",
                text(last) or "9999",
            )
        )
    return found


def in_force(of_event: list[Claim], day: str) -> Iterator[Claim]:
    """Yield the plans for an event that are in force on a day."""
    made = [c for c in of_event if last_day(c.stated) <= day]
    drops = [c for c in made if c.modality == "cancelled"]
    standing = [
        c
        for c in made
        if c.modality not in PLANNED
        or not any(d.stated >= c.stated and d.first <= c.first and c.last <= d.last for d in drops)
    ]
    best = max((c.rank for c in standing), default=None)
    yield from (c for c in standing if c.rank == best and c.modality in PLANNED)


@pytest.mark.parametrize("day", ["2018-01-01", "2025-04-30", "2026-08-24"])
def test_the_plan_in_force_on_a_day_is_the_best_of_those_made_by_then(day: str, graph: LunarGraph) -> None:
    told = defaultdict(set)
    for row in graph.ask("plan-as-known", on=day):
        told[text(row.event)].add(row.evidence[0].value)
    ended = {text(event) for (event,) in graph.query(ENDED)}  # type: ignore[misc, union-attr]
    for event, of_event in claims(graph).items():
        if event not in ended:
            assert told[event] == {c.iri for c in in_force(of_event, day)}, event


ENDED = """SELECT DISTINCT ?event WHERE {
  { ?claim ilrs:subject ?event ; ilrs:property ilrs:outcome }
  UNION { ?event ilrs:ofMission ?mission . ?claim ilrs:subject ?mission ; ilrs:valueEntity status:cancelled } }"""


def test_the_agency_counts_for_change_8_before_a_newspaper_of_the_next_day(
    built: Callable[[date | None], LunarGraph],
) -> None:
    found = built(None).ask("plan-as-known", mission="change-8", on="2025-04-30")
    (launch,) = [row for row in found if text(row.event) == f"{ID}event/change-8-launch"]
    assert (text(launch.date), text(launch.speaker)) == ("2029~", f"{ID}agent/cnsa")


@pytest.mark.parametrize(("day", "dates"), [("2026-08-22", {"2026-08-23"}), ("2026-08-24", {"2027"})])
def test_a_window_of_change_7_is_in_force_until_it_is_withdrawn(
    day: str, dates: set[str], built: Callable[[date | None], LunarGraph]
) -> None:
    found = built(None).ask("plan-as-known", mission="change-7", on=day)
    assert {text(row.date) for row in found if text(row.event).endswith("-launch")} == dates
