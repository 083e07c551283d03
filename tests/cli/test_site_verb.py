"""`ilrs-graph site`: what it says, and what it refuses."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(autouse=True)
def few_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Write a few pages instead of thousands."""
    monkeypatch.setattr("ilrs_graph.pages.Pages.addresses", lambda _: iter(["/about", "/id/mission/change-6"]))
    monkeypatch.setattr("ilrs_graph.site.write.write_files", lambda *_: [])


def test_it_tells_what_it_wrote_and_where_to_begin(run: Run, tmp_path: Path) -> None:
    done = run("site", "-o", "out", "--lang", "zh")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.startswith("wrote 2 pages, 5 files, ")
    assert done.stderr.endswith("open out/index.html\n")
    assert '<html lang="zh">' in (tmp_path / "out" / "about.html").read_text("utf-8")


def test_pages_as_of_a_day_say_so(run: Run, tmp_path: Path) -> None:
    assert run("site", "-o", "out", "--as-of", "2023-10-31").returncode == 0
    page = (tmp_path / "out" / "id" / "mission" / "change-6.html").read_text("utf-8")
    assert "As known on 31 October 2023" in page
    assert "3 May 2024" not in page


def test_a_folder_of_other_files_is_refused_before_any_work(run: Run, tmp_path: Path) -> None:
    (tmp_path / "thesis.tex").write_text("years of work")
    done = run("site", "-o", ".")
    assert done.returncode == 2
    assert "is not empty and not a site" in done.stderr
    assert "tip: name a new folder" in done.stderr


def test_without_a_folder_it_says_how_to_give_one(run: Run) -> None:
    done = run("site")
    assert done.returncode == 2
    assert "tip: give a folder: ilrs-graph site -o DIR" in done.stderr


def test_a_missing_package_is_named_with_the_command_that_adds_it(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ilrs_graph.pages import render

    render._environment.cache_clear()
    monkeypatch.setitem(__import__("sys").modules, "jinja2", None)
    done = run("site", "-o", "out")
    render._environment.cache_clear()
    assert done.returncode == 1
    assert done.stderr == "error: pages need Jinja2\n  tip: pip install 'ilrs-graph[site]'\n"
    assert not (tmp_path / "out").exists()
