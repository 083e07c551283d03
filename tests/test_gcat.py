"""Launch days, launch outcomes and COSPAR ids, held against Jonathan McDowell's General Catalog (GCAT).

`gcat.csv` holds, for each mission that was launched, the row of GCAT: launches until 20 December 2024 as in the copy of
the launch log that the graph cites as `source:satnet-2024-12-20-gcat-launch-log`, later ones as in the copy of the deep
space catalogue, `source:jonathon-space-archive-2026-09-28-deepcat`, which has no launch code. GCAT is licensed CC-BY.
"""

from __future__ import annotations

import csv
import re
from datetime import datetime
from pathlib import Path

import pytest

from ilrs_graph import LunarGraph
from ilrs_graph.engine.model import Table

with (Path(__file__).parent / "gcat.csv").open(encoding="utf-8", newline="") as file:
    GCAT = {row["mission"]: row for row in csv.DictReader(file)}

GREEK = (
    *("ALP", "BET", "GAM", "DEL", "EPS", "ZET", "ETA", "THE", "IOT", "KAP", "LAM", "MU"),
    *("NU", "XI", "OMI", "PI", "RHO", "SIG", "TAU", "UPS", "PHI", "CHI", "PSI", "OME"),
)
"""The Greek letters by which launches were numbered until 1962, as GCAT shortens them."""

LETTERS = {"argomoon": "G", "biosentinel": "F", "equuleus": "E", "omotenashi": "D", "lunar-icecube": "C"}
"""Missions aboard Artemis I, whose pieces GCAT letters in another order than the sources of the graph do."""

LAUNCHES = """
SELECT ?mission ?cospar ?day ?outcome WHERE {
  ?launch a ilrs:Launch ; ilrs:ofMission ?mission .
  ?dated ilrs:subject ?launch ; ilrs:property ilrs:eventDate ; ilrs:modality modality:actual ;
    ilrs:rank ?rank ; ilrs:edtfDate ?day .
  FILTER (?rank != rank:deprecated)
  OPTIONAL { ?mission ilrs:cosparId ?cospar }
  OPTIONAL { ?judged ilrs:subject ?launch ; ilrs:property ilrs:outcome ; ilrs:valueEntity ?outcome }
}
"""


def designator(piece: str) -> str:
    """Return the COSPAR id of a piece, or what it begins with where GCAT gives no piece.

    >>> designator("1962 B ETA 1"), designator("2024-083A"), designator("1958 THE")
    ('1962-055A', '2024-083A', '1958-008')
    """
    old = re.fullmatch(r"(\d{4}) (?:([AB]) )?([A-Z]{2,3})(?: (\d))?", piece)
    if not old:
        return piece
    year, round_, letter, number = old.groups()
    launch = GREEK.index(letter) + 1 + {None: 0, "A": 24, "B": 48}[round_]
    return f"{year}-{launch:03}{chr(ord('A') - 1 + int(number)) if number else ''}"


def local(iri: str) -> str:
    return iri.rsplit("/", 1)[-1]


@pytest.fixture(scope="module")
def launches(graph: LunarGraph) -> dict[str, dict[str, set[str]]]:
    """The ids, days and outcomes of each launch with an actual date, by mission."""
    found: dict[str, dict[str, set[str]]] = {}
    table = graph.query(LAUNCHES)
    assert isinstance(table, Table)
    for row in table:
        mission, *values = (None if term is None else local(getattr(term, "value", "")) for term in row)
        known = found.setdefault(str(mission), {"cospar": set(), "day": set(), "outcome": set()})
        for name, value in zip(table.variables[1:], values, strict=True):
            if value is not None:
                known[name].add(value)
    return found


def test_every_mission_launched_has_its_row(launches: dict[str, dict[str, set[str]]]) -> None:
    assert GCAT.keys() == launches.keys()
    assert len(GCAT) > 170


@pytest.mark.parametrize("mission", GCAT)
def test_the_launch_is_on_the_day_of_gcat(launches: dict[str, dict[str, set[str]]], mission: str) -> None:
    words = GCAT[mission]["launch_date"].split()
    day = datetime.strptime(" ".join(words[:3]), "%Y %b %d").date().isoformat()
    assert day in launches[mission]["day"]
    assert all(day.startswith(told) for told in launches[mission]["day"])


@pytest.mark.parametrize("mission", [mission for mission, row in GCAT.items() if row["launch_code"]])
def test_the_launch_came_out_as_in_gcat(launches: dict[str, dict[str, set[str]]], mission: str) -> None:
    """The second letter of the code says success or failure; a number behind it how much of a success it was."""
    code = GCAT[mission]["launch_code"]
    expected = "partial" if code.endswith("75") else {"S": "success", "F": "failure"}[code[1]]
    assert expected in launches[mission]["outcome"]


@pytest.mark.parametrize("mission", GCAT)
def test_the_cospar_id_is_that_of_gcat(launches: dict[str, dict[str, set[str]]], mission: str) -> None:
    expected = designator(GCAT[mission]["piece"])
    ids = launches[mission]["cospar"]
    if re.match(r"\d{4}-[FU]", expected):
        assert ids == set(), "what reached no orbit has no COSPAR id"
    elif mission in LETTERS:
        assert ids == {expected[:-1] + LETTERS[mission]}
    else:
        assert {found[: len(expected)] for found in ids} == {expected}
