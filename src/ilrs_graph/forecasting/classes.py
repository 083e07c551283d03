"""The classes of plans, from narrow to wide: who operates the mission, whether it is crewed, and whether it is new.

A plan is compared with those of its narrowest class, or, if too few of that came true, of the next wider one.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

if TYPE_CHECKING:
    from .known import Known
    from .record import Event

ALL = "all"
CLASSES = ("crewed", "agency-new", "agency", "commercial-new", "commercial", ALL)
"""The classes, each before those that are wider."""

NAMES = {
    "crewed": "crewed missions",
    "agency-new": "missions of agencies, first of their kind",
    "agency": "missions of agencies",
    "commercial-new": "commercial missions, first of their kind",
    "commercial": "commercial missions",
    ALL: "all missions",
}
"""What the classes are called in English."""

LEAST_OF_CLASS = 15
"""The missions with an outcome that a class needs; with fewer, the next wider class is used."""
LEAST_OF_ALL = 9
"""The missions with an outcome without which nothing is forecast.

Of n outcomes, the range from the least to the greatest holds the next one with probability (n - 1) / (n + 1): with
fewer than 9 no interval of 80 % can be given.
"""


def path_of(event: Event, said: date, known: Known) -> tuple[str, ...]:
    """Return the classes of a plan that was stated on a day, the narrowest first."""
    record = known.record
    if event.milestone_kind.startswith("crewed"):
        return "crewed", ALL
    mission = event.of if event.of_mission else None
    if mission is None:
        return (ALL,)
    kinds = record.kinds.get(mission, frozenset())
    if any("crewed" in kind for kind in kinds):
        return "crewed", ALL
    operators = record.operators.get(mission, ())
    if not operators:
        return (ALL,)
    by = "commercial" if any(operator.is_company for operator in operators) else "agency"
    is_new = bool(kinds - _flown_before([operator.agent for operator in operators], said, known))
    return (f"{by}-new", by, ALL) if is_new else (by, ALL)


def _flown_before(agents: Sequence[NamedNode], day: date, known: Known) -> set[str]:
    """Return the kinds of missions that one of some agents had launched before a day."""
    missions = (each for agent in agents for each in known.flown.get(agent, ()))
    return {
        kind for launch, mission in missions if launch < day for kind in known.record.kinds.get(mission, frozenset())
    }
