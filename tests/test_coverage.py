"""`data/coverage.csv`: what became of each record of the research files."""

from __future__ import annotations

import csv
import json
from collections import Counter
from pathlib import Path

import pytest

REPO = Path(__file__).resolve().parents[1]
RESEARCH = REPO.parent / "shared" / "research"
COLUMNS = ["file", "record", "verdict", "things", "note"]


def read() -> list[dict[str, str]]:
    with (REPO / "data" / "coverage.csv").open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        assert reader.fieldnames == COLUMNS
        return list(reader)


ROWS = read()


def test_each_record_is_there_once_and_in_order() -> None:
    keys = [(row["file"], row["record"]) for row in ROWS]
    assert keys == sorted(set(keys))
    assert len(keys) > 2_800


def test_what_was_entered_is_in_the_graph_and_what_was_not_has_a_reason() -> None:
    known = set((REPO / "tests" / "ids.txt").read_text("utf-8").split())
    assert Counter(row["verdict"] for row in ROWS).keys() == {"entered", "merged", "left out"}
    for row in ROWS:
        things = row["things"].split()
        assert bool(things) == (row["verdict"] != "left out"), row
        assert row["note"] or things, row
        assert set(things) <= known, row


@pytest.mark.skipif(not RESEARCH.exists(), reason="the research files are kept beside the repository")
def test_each_record_of_the_research_files_has_its_row() -> None:
    records = {
        (str(path.relative_to(RESEARCH)), json.loads(line)["id"])
        for path in RESEARCH.rglob("*.jsonl")
        for line in path.read_text("utf-8").splitlines()
        if "id" in json.loads(line)
    }
    assert {(row["file"], row["record"]) for row in ROWS} == records
