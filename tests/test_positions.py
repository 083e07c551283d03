"""Positions of landings and impacts, held against those gathered from the lists of LROC, NSSDCA and others."""

from __future__ import annotations

import csv
import json
import math
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from ilrs_graph import LunarGraph
from ilrs_graph.engine.model import Table
from ilrs_graph.namespaces import compact

REPO = Path(__file__).resolve().parents[1]
RESEARCH = REPO.parent / "shared" / "research" / "second" / "positions.jsonl"
pytestmark = pytest.mark.skipif(not RESEARCH.exists(), reason="the research files are kept beside the repository")
RADIUS_KM = 1737.4
"""The mean radius of the Moon."""

POSITIONS = """
SELECT ?claim ?place ?latitude ?longitude WHERE {
  ?claim ilrs:subject ?place ; ilrs:valueLatitude ?latitude ; ilrs:valueLongitude ?longitude
}
"""


def gathered() -> list[dict[str, Any]]:
    """The landings and impacts whose position is known."""
    if not RESEARCH.exists():
        return []
    records = map(json.loads, RESEARCH.read_text("utf-8").splitlines())
    return [r for r in records if r.get("event") in ("landing", "impact") and r.get("lat") is not None]


@cache
def things() -> dict[str, list[str]]:
    """The things that each record of the file became."""
    with (REPO / "data" / "coverage.csv").open(encoding="utf-8", newline="") as file:
        return {r["record"]: r["things"].split() for r in csv.DictReader(file) if r["file"] == "second/positions.jsonl"}


def apart_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return the distance of two points on the Moon, by the haversine formula.

    >>> round(apart_km((0, 0), (0, 1)), 2)
    30.32
    """
    lat, lon, lat2, lon2 = map(math.radians, (*one, *other))
    half = math.sin((lat - lat2) / 2) ** 2 + math.cos(lat) * math.cos(lat2) * math.sin((lon - lon2) / 2) ** 2
    return 2 * RADIUS_KM * math.asin(min(1.0, math.sqrt(half)))


@pytest.fixture(scope="module")
def positions(graph: LunarGraph) -> dict[str, list[tuple[float, float]]]:
    """The points that claims give of each place, by the place and by each claim about it."""
    table = graph.query(POSITIONS)
    assert isinstance(table, Table)
    found: dict[str, list[tuple[float, float]]] = {}
    places: dict[str, str] = {}
    for row in table:
        claim, place, latitude, longitude = (str(getattr(term, "value", "")) for term in row)
        found.setdefault(compact(place), []).append((float(latitude), float(longitude)))
        places[compact(claim)] = compact(place)
    return found | {claim: found[place] for claim, place in places.items()}


ENTERED = [record for record in gathered() if things().get(record["id"])]


@pytest.mark.parametrize("record", ENTERED, ids=lambda record: record["id"])
def test_the_position_is_that_of_the_list(
    record: dict[str, Any], positions: dict[str, list[tuple[float, float]]]
) -> None:
    """Within the uncertainty that the determiner gives, else within the last digit printed."""
    known = [point for thing in things()[record["id"]] for point in positions.get(thing, ())]
    uncertain = (record.get("uncertainty_m") or 0) / 1000
    rounded = (record.get("rounding_deg") or 0) * math.radians(1) * RADIUS_KM
    assert min(apart_km((record["lat"], record["lon"]), point) for point in known) <= max(uncertain, rounded, 0.001)


def test_every_soft_landing_has_a_position(positions: dict[str, list[tuple[float, float]]]) -> None:
    landings = [record for record in gathered() if record["event"] == "landing"]
    assert len(landings) == 28
    assert len(ENTERED) > 60
    assert [r["id"] for r in landings if not any(thing in positions for thing in things()[r["id"]])] == []
