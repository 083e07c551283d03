"""Questions in files outside of the graph: one that is asked by its path, and a folder that is added."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from ilrs_graph import LunarGraph
from ilrs_graph.errors import InputError, UsageError
from ilrs_graph.questions.files import questions_in, state_of

Run = Callable[..., subprocess.CompletedProcess[str]]

MINE = """#+ question: Which missions are of this kind?
#+ params:
#+   mission: {type: iri, class: ilrs:Mission, label: Mission, example: mission:change-6}
#+ columns: {mission: Mission, kind: Kind}
#+ evidence: [mission]
SELECT ?mission ?kind {
  VALUES ?mission { UNDEF }
  ?mission a ilrs:FarSideMission ; ilrs:missionKind ?kind .
} ORDER BY ?mission ?kind
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found = tmp_path / "mine"
    found.mkdir()
    (found / "of-kind.rq").write_text(MINE, encoding="utf-8")
    (found / "launch-dates.rq").write_text(MINE.replace("Which", "What"), encoding="utf-8")
    (found / "notes.txt").write_text("not a question", encoding="utf-8")
    return found


def test_a_file_is_asked_with_its_parameters(folder: Path, graph: LunarGraph) -> None:
    everything = graph.ask(folder / "of-kind.rq")
    assert len(everything) > 3
    assert {str(row.mission) for row in graph.ask(folder / "of-kind.rq", mission="change-6")} == {
        "<https://w3id.org/ilrs-graph/id/mission/change-6>"
    }
    odd = folder / "My question.rq"
    odd.write_text(MINE, encoding="utf-8")
    assert len(graph.ask(odd)) == len(everything)
    assert "of-kind" not in graph.questions


def test_a_wrong_file_is_told_with_its_line(folder: Path, graph: LunarGraph) -> None:
    path = folder / "of-kind.rq"
    path.write_text(MINE.replace("?kind .", "?kind , ."), encoding="utf-8")
    with pytest.raises(InputError, match=r"of-kind\.rq:8:\d+: the query does not parse"):
        graph.ask(path)
    with pytest.raises(InputError, match=r"none\.rq: no such file"):
        graph.ask(folder / "none.rq")


def test_a_folder_adds_questions_and_replaces_some(folder: Path) -> None:
    logged: list[str] = []
    graph = LunarGraph(queries=folder, log=logged.append)
    assert len(graph.ask("of-kind", mission="change-6")) == 2
    assert graph.questions["launch-dates"].question == "What missions are of this kind?"
    assert "far-side-partners" in graph.questions
    assert "notes" not in graph.questions
    assert logged == [f"{folder} replaces these questions of the graph: launch-dates"]
    first = graph.reading()
    assert graph.reading() is first
    (folder / "of-kind.rq").write_text(MINE + "# edited\n", encoding="utf-8")
    (folder / "bad.rq").write_text("SELECT ?x { ?x", encoding="utf-8")
    second = graph.reading()
    assert second is not first
    assert str(folder / "bad.rq") in str(second.questions.broken["bad"])
    assert len(second.ask("of-kind")) == len(first.ask("of-kind"))
    assert any(line.startswith("a question cannot be asked: ") for line in logged)


def test_a_question_that_is_not_utf_8_breaks_alone(folder: Path) -> None:
    (folder / "latin.rq").write_bytes(b"#+ question: Qu\xe9?")
    graph = LunarGraph(queries=folder)
    assert set(graph.questions.broken) == {"latin"}
    assert "latin.rq:1:1: not UTF-8 at byte 15" in str(graph.questions.broken["latin"])


def test_what_is_no_folder_is_refused(folder: Path) -> None:
    with pytest.raises(InputError, match="No such file"):
        state_of(folder / "none")
    with pytest.raises(InputError, match="queries: "):
        LunarGraph(queries=folder / "none").reading()
    with pytest.raises(UsageError, match="queries: 7 is not a path"):
        LunarGraph(queries=7)  # type: ignore[arg-type]


def test_compiled_questions_come_from_the_cache(folder: Path, own_cache: Path) -> None:
    logged: list[str] = []
    first = questions_in(folder, "builder", logged.append)
    (cached,) = (own_cache / "questions").iterdir()
    inode = cached.stat().st_ino
    assert questions_in(folder, "builder", logged.append) == first
    assert cached.stat().st_ino == inode
    os.utime(folder / "of-kind.rq")
    assert questions_in(folder, "builder", logged.append) == first
    assert logged == []


def test_the_command_line_takes_files_and_a_folder(folder: Path, run: Run) -> None:
    done = run("ask", "mine/of-kind.rq", "--mission", "change-6", cwd=folder.parent)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("mission,missionLabel,kind,kindLabel\n")
    assert "--mission THING" in run("ask", "of-kind.rq", "--help", cwd=folder).stdout
    both = run("ask", "of-kind", "--queries", str(folder))
    assert both.returncode == 0
    assert both.stderr == f"{folder} replaces these questions of the graph: launch-dates\n"
    wrong = run("ask", "of-kind.rq", "more", cwd=folder)
    assert (wrong.returncode, "unexpected argument 'more'" in wrong.stderr) == (2, True)
    assert run("ask", "missing.rq").returncode == 3
