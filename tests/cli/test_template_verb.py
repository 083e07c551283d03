"""`ilrs-graph template` as its users meet it."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from ilrs_graph.templates import TEMPLATES

Run = Callable[..., subprocess.CompletedProcess[str]]


def test_the_kinds_are_listed(run: Run) -> None:
    done = run("template")
    assert [line.split()[0] for line in done.stdout.splitlines()] == list(TEMPLATES)


@pytest.mark.parametrize("kind", ["contribution", "date-claim"])
def test_a_template_is_written_and_checked(kind: str, run: Run, tmp_path: Path) -> None:
    assert run("template", kind, "-o", "new.csv").returncode == 0
    assert (tmp_path / "new.csv").read_text(encoding="utf-8") == run("template", kind).stdout
    done = run("check", "new.csv")
    assert done.returncode == 0
    assert re.fullmatch(r"read 1 file: 1 row, \d+ triples\n0 violations, 0 warnings, 0 info\n", done.stdout)


def test_a_filled_sheet_may_come_through_a_pipe(run: Run) -> None:
    sheet = run("template", "membership").stdout.replace("suparco", "suparko")
    done = run("check", "-", input=sheet)
    assert done.returncode == 1
    assert done.stdout.startswith("stdin:3:41: violation: Row 3, confirmed_by: No agent is called 'suparko'.")


def test_an_unknown_kind_is_met_with_near_ones(run: Run) -> None:
    done = run("template", "contributions")
    assert (done.returncode, done.stdout) == (2, "")
    assert "did you mean contribution?" in done.stderr
