"""What became known between two days."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from ilrs_graph import LunarGraph
from ilrs_graph.errors import UsageError

Run = Callable[..., subprocess.CompletedProcess[str]]


def test_only_what_became_known_is_added(small_root: Path) -> None:
    graph = LunarGraph(small_root)
    found = graph.diff(from_day="2015-01-01", to_day=date(2024, 5, 3), answers=False).comparison
    assert (found.old, found.new) == ("what was known on 2015-01-01", "what was known on 2024-05-03")
    things = {str(change.thing) for change in found.things}
    assert "<https://w3id.org/ilrs-graph/id/contribution/change-6-cnes-dorn>" in things
    assert found.files == ()
    later = graph.diff(from_day="2024-05-03", answers=False).comparison
    assert later.new == "the files as they are"
    assert not later.same
    assert graph.diff(from_day="1900-01-01", to_day="1901-01-01").same


def test_answers_change_as_they_do_by_day(small_root: Path) -> None:
    graph = LunarGraph(small_root)
    found = graph.diff(from_day="2015-01-01", to_day="2026-06-30").comparison
    (contributions,) = [change for change in found.answers or () if change.slug == "mission-contributions"]
    assert len(contributions.added) == len(graph.reading("2026-06-30").ask("mission-contributions"))
    assert contributions.removed == ()


def test_days_are_not_mixed_with_files(small_root: Path, run: Run) -> None:
    graph = LunarGraph(small_root)
    for wrong in ({}, {"to_day": "2024-01-01"}):
        with pytest.raises(UsageError, match="nothing to compare with"):
            graph.diff(**wrong)  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="cannot be combined"):
        graph.diff(str(small_root), from_day="2024-01-01")
    with pytest.raises(UsageError, match="to_day is before from_day"):
        graph.diff(from_day="2024-01-02", to_day="2024-01-01")
    done = run("diff", "--from", "2024-01-02", "--to", "2024-01-01")
    assert (done.returncode, "--to is before --from" in done.stderr) == (2, True)
    days = ("--from", "2015-01-01", "--to", "2024-05-03", "--no-answers", "--root", str(small_root))
    assert run("diff", *days).returncode == 1
