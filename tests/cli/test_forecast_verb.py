"""`ilrs-graph forecast`: what it prints for whom, and wrong use."""

from __future__ import annotations

import csv
import io
import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]


def test_a_thing_is_told_in_words_that_say_what_it_is(run: Run) -> None:
    done = run("forecast", "change-8")
    assert done.returncode == 0
    assert "launch of Chang'e 8\n  announced           around 2029 (CNSA, 24 April 2025)\n" in done.stdout
    for words in ("within that window", "80%: ", "not at all", "compared with", "pinball loss"):
        assert words in done.stdout
    assert "not a statement of anybody" in done.stdout
    assert "[1]" not in done.stdout


def test_plans_are_listed_with_their_sources(run: Run) -> None:
    done = run("forecast", "tianwen-3-launch", "--plans")
    plans = [line for line in done.stdout.splitlines() if line.startswith("  - ")]
    assert len(plans) > 100
    assert any(line.startswith("  - launch of Chang'e 6: ") for line in plans)
    assert not any("Tianwen-3" in line for line in plans), "its own plans are left out"
    assert "[1] " in done.stdout.partition("Sources\n")[2]
    whole = json.loads(run("forecast", "tianwen-3-launch", "--plans", "--format", "json").stdout)
    (found,) = whole["forecasts"]
    assert len(whole["plans"]) == len(found["basis"]["claims"]) == len(plans)
    assert all(plan["sources"] for plan in whole["plans"])
    assert found["reason"] is None
    assert 0 <= found["withinWindow"] <= 1
    assert found["intervals"]["80"][0] <= found["median"] <= found["intervals"]["80"][1]


def test_all_events_to_come_are_rows(run: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(run("forecast").stdout)))
    told = [row for row in rows if not row["reason"]]
    assert len(told) > 30
    assert [row["median"] for row in told] == sorted(row["median"] for row in told)
    assert all(row["reason"] and not row["median"] for row in rows[len(told) :])
    table = run("forecast", "--format", "table").stdout
    assert f"{len(told)} events" in table


def test_the_same_graph_gives_the_same_bytes(run: Run) -> None:
    words = ("forecast", "artemis", "--format", "json")
    assert run(*words).stdout == run(*words).stdout != ""


def test_without_the_missions_of_an_operator_it_moves_and_says_so(run: Run) -> None:
    with_all, without = (
        json.loads(run("forecast", "change-8-launch", *more, "--format", "json").stdout)
        for more in ((), ("--without", "roscosmos"))
    )
    assert without["without"] == "Roscosmos"
    assert without["forecasts"][0]["basis"]["missions"] < with_all["forecasts"][0]["basis"]["missions"]
    assert without["forecasts"][0]["median"] < with_all["forecasts"][0]["median"], "its plans slipped most"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["change-6-launch"], "it happened on 3 May 2024"),
        (["cnes"], "The graph has no launch, landing, milestone or test of CNES"),
    ],
)
def test_where_there_is_nothing_to_forecast_it_says_so(words: list[str], said: str, run: Run) -> None:
    done = run("forecast", *words)
    assert done.returncode == 0
    assert said in done.stdout.replace("\n", " ").replace("  ", " ")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["chang-8"], "did you mean"),
        (["change-8", "--without", "cnes"], "--without: CNES, National Centre for Space Studies operates no mission"),
        (["--backtest", "change-8"], "--backtest takes no THING"),
        (["--backtest", "--plans"], "--backtest takes no THING"),
        (["--format", "xlsx"], "supported formats"),
        (["--as-of", "2026"], "--as-of: '2026' is not a day"),
    ],
)
def test_wrong_use_is_one_line_with_a_tip(words: list[str], said: str, run: Run) -> None:
    done = run("forecast", *words)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert "tip: " in done.stderr


def test_the_backtest_is_a_table_and_a_picture(run: Run, tmp_path: Path) -> None:
    rows = list(csv.reader(io.StringIO(run("forecast", "--backtest").stdout)))
    assert rows[0][:4] == ["Plans", "Forecasts", "Outcomes", "Missions"]
    assert rows[1][0] == "all missions"
    assert int(rows[1][1]) == sum(int(row[1]) for row in rows[2:] if "ahead" in row[0] or "year" in row[0])
    picture = tmp_path / "calibration.svg"
    assert run("forecast", "--backtest", "-o", str(picture)).returncode == 0
    assert "Calibration of the forecasts of past days" in picture.read_text("utf-8")
