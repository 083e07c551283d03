"""`ilrs-graph site`: what it says, and what it refuses."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from hang_limit import output_of, until

Run = Callable[..., subprocess.CompletedProcess[str]]

STOPS_IN_PAGES = """
import sys, time
from pathlib import Path
from ilrs_graph.__main__ import main
from ilrs_graph.pages import Pages
from ilrs_graph.site import write
mark = sys.argv.pop(1)
def never_done(*_):
    Path(mark).touch()
    while True:
        time.sleep(0.01)
write.write_files = lambda reading, folder: [(folder / "graph.ttl").touch()][1:]
Pages.addresses = never_done
main()
"""
"""The command line, with a site that is never done after its first file."""


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


@pytest.mark.skipif(sys.platform == "win32", reason="a signal of POSIX")
@pytest.mark.usefixtures("ctrl_c")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_a_signal_leaves_nothing_of_an_unfinished_site(number: int, code: int, repo: Path, tmp_path: Path) -> None:
    mark, place = tmp_path / "mark", tmp_path / "place"
    place.mkdir()
    command = [sys.executable, "-c", STOPS_IN_PAGES, str(mark), "site", "-o", str(place / "out"), "--root", str(repo)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8")
    until(lambda: mark.exists() or process.poll() is not None, "the pages")
    assert len(list(place.iterdir())) == 1
    process.send_signal(number)
    assert (*output_of(process), process.returncode) == ("", "stopped\n", code)
    assert not list(place.iterdir())
