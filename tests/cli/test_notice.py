"""Which graph is used, and that work takes long, is told on stderr; --quiet silences it."""

from __future__ import annotations

import re
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from ilrs_graph.cli import notice
from ilrs_graph.files.root import Root

Run = Callable[..., subprocess.CompletedProcess[str]]
LOUD = {"ILRS_GRAPH_QUIET": ""}
WORDS = ("query", "SELECT ?x { ?x a ilrs:FarSideMission }")
COUNT = ("query", "SELECT (COUNT(*) AS ?n) { ?x a ilrs:Mission }")


def test_a_line_comes_after_a_second(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(notice, "AFTER_S", 0.05)
    notice.start("building")
    notice.start("working")
    time.sleep(0.5)
    notice.stop()
    assert capsys.readouterr().err == "working\n"
    notice.start("working")
    notice.stop()
    time.sleep(0.2)
    assert capsys.readouterr().err == ""


def test_quiet_is_an_option_and_a_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    assert notice.is_quiet(False)  # all tests are
    monkeypatch.delenv("ILRS_GRAPH_QUIET")
    assert (notice.is_quiet(False), notice.is_quiet(True)) == (False, True)


def test_a_build_is_told_in_a_pipe_too(
    small_root: Path, run: Run, own_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notice, "AFTER_S", 0.05)  # a small graph opens within the second
    done = run(*WORDS, "--root", str(small_root), env=LOUD)
    assert done.returncode == 0
    assert f"{notice.OPENING}\n" in done.stderr
    assert run(*WORDS, "--root", str(small_root), "--quiet", "--as-of", "2020-01-01", env=LOUD).stderr == ""


def test_the_graph_of_the_working_folder_is_used_and_named(small_root: Path, run: Run, tmp_path: Path) -> None:
    inside = small_root / "data" / "missions"
    done = run(*COUNT, cwd=inside, env=LOUD)
    assert done.stderr.splitlines()[0] == f"using the graph {small_root}"
    assert done.stdout == run(*COUNT, "--root", str(small_root)).stdout
    assert done.stdout != run(*COUNT).stdout
    assert run(*COUNT, "--quiet", cwd=inside, env=LOUD).stderr == ""
    named = run(*COUNT, env={**LOUD, "ILRS_GRAPH_ROOT": str(small_root)})
    assert (named.stdout, named.stderr.splitlines()[0]) == (done.stdout, f"using the graph {small_root}")
    refused = run(*COUNT, env={"ILRS_GRAPH_ROOT": str(tmp_path / "none")})
    assert (refused.returncode, "is not a graph root" in refused.stderr) == (3, True)


def test_another_folder_is_none(tmp_path: Path) -> None:
    for name in ("ontology", "data", "queries"):
        (tmp_path / name).mkdir()
    assert Root.around(tmp_path / "data") is None
    (tmp_path / "ontology" / "ilrs-graph.ttl").write_text("", encoding="utf-8")
    found = Root.around(tmp_path / "data")
    assert found is not None
    assert (found.path, found.is_of_this_user, found.is_default, found.last_edit()) == (tmp_path, True, False, "")


def test_a_graph_of_another_user_is_left_alone(
    small_root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from ilrs_graph.cli.options import root_around

    monkeypatch.chdir(small_root / "data")
    monkeypatch.setattr("os.geteuid", lambda: small_root.stat().st_uid + 1, raising=False)
    assert root_around(quiet=False) is None
    assert "belongs to another user" in capsys.readouterr().err


def test_the_version_has_the_day_of_the_data(run: Run) -> None:
    assert run("-V").stdout == run("--version").stdout
    assert re.fullmatch(r"ilrs-graph \S+, data of 20\d\d-\d\d-\d\d\n", run("-V").stdout)
