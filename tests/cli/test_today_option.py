"""`--today` of `check` and `add`, and rows of sheets whose days cannot be."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]
TODAY = ("--today", "2026-11-29")
DATE = (
    "subject,date,modality,speaker,stated_on,sources\n"
    "change-8-launch,{date},{modality},cnsa,{stated},scio-2024-07-09-change-6\n"
)
"""A sheet with one statement of a date; the page is of 9 July 2024."""
AGREEMENT = (
    "agreement,label_en,kind,parties,signed,speaker,stated_on,sources\n"
    "cnsa-esa-2025,Agreement of CNSA and ESA,agreement,cnsa | esa,{date},cnsa,{stated},scio-2024-07-09-change-6\n"
)
"""A sheet with one agreement, reported by the same page."""


@pytest.mark.parametrize(
    ("sheet", "today", "cell", "code"),
    [
        # what has not happened, entered as what has
        (DATE.format(date="2029-09", modality="actual", stated="2024-07-09"), "2026-11-29", "2029-09", "ActualByToday"),
        (DATE.format(date="2029-09", modality="actual", stated="2024-07-09"), "2031-01-01", "2029-09",
         "ActualBeforeStated"),
        # a statement that its page cannot report, or that nobody can have made
        (DATE.format(date="2029-09", modality="planned", stated="2026-10-01"), "2026-11-29", "2026-10-01",
         "StatedBeforeReported"),
        (DATE.format(date="2029-09", modality="planned", stated="2031-01-01"), "2026-11-29", "2031-01-01",
         "StatedByToday"),
        # signed after the page that reports it
        (AGREEMENT.format(date="2025-08-29", stated="2025-08-29"), "2026-11-29", "2025-08-29", "SignedBeforeReported"),
    ],
)  # fmt: skip
def test_a_row_whose_days_cannot_be_is_refused_at_its_cell(
    sheet: str, today: str, cell: str, code: str, run: Run, tmp_path: Path
) -> None:
    (tmp_path / "row.csv").write_text(sheet, "utf-8")
    done = run("check", "row.csv", "--today", today, "--format", "json")
    assert done.returncode == 1
    found = [f for f in json.loads(done.stdout)["findings"] if f["code"] == code]
    place = sheet.splitlines()[1].index(cell) + 1
    assert [(f["severity"], f["line"], f["column"]) for f in found] == [("violation", 2, place)]
    assert all(f["reason"] and f["remedy"] for f in found)


@pytest.mark.parametrize("today", ["2026-11-29", "2024-07-08"])
def test_a_row_that_can_be_is_accepted(today: str, run: Run, tmp_path: Path) -> None:
    """A day before the statement is still within the slack of a local day."""
    (tmp_path / "row.csv").write_text(DATE.format(date="2029-09", modality="planned", stated="2024-07-09"), "utf-8")
    done = run("check", "row.csv", "--today", today)
    assert done.returncode == 0
    assert done.stdout.startswith("read 1 file: 1 row, ")
    assert done.stdout.endswith("\n0 violations, 0 warnings, 0 info\n")


def test_add_refuses_by_today(run: Run, small_root: Path, tmp_path: Path) -> None:
    sheet = DATE.replace("change-8", "change-6").format(date="2029-09", modality="planned", stated="2024-07-09")
    (tmp_path / "row.csv").write_text(sheet, "utf-8")
    words = ("add", "row.csv", "--by", "Ada", "--root", str(small_root))
    early = run(*words, "--today", "2024-07-07")
    assert (early.returncode, "[StatedByToday]" in early.stdout) == (1, True)
    done = run(*words, *TODAY)
    assert done.returncode == 0, done.stdout
    assert '"2026-11-29"' in (small_root / "data" / "edits" / "2026.ttl").read_text("utf-8")


@pytest.mark.parametrize("verb", ["check", "add"])
@pytest.mark.parametrize("wrong", ["tomorrow", "2026-11", "2026-02-30", "29.11.2026", ""])
def test_what_is_no_day_is_refused(verb: str, wrong: str, run: Run, tmp_path: Path) -> None:
    (tmp_path / "row.csv").write_text(DATE, "utf-8")
    done = run(verb, "row.csv", "--today", wrong)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"error: --today: {wrong!r} is not a day\n")
    assert "YYYY-MM-DD" in done.stderr


@pytest.mark.parametrize("verb", ["check", "add"])
def test_help_explains_today_with_an_example(verb: str, run: Run) -> None:
    told = " ".join(run(verb, "--help").stdout.split())
    assert "--today DAY" in told
    assert "that counts as today" in told
    assert f"ilrs-graph {verb} new.ttl --today 2026-11-2" in told
