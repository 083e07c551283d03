"""The snapshot is never the truth: whatever happens to it, the answer is that of the files."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from hang_limit import HANG_S, output_of
from ilrs_graph import LunarGraph
from ilrs_graph.files import question_header
from ilrs_graph.snapshot.cache import MAX_SNAPSHOTS

ASK_ALL = "SELECT ?p { mission:change-6 ilrs:hasPartner ?p }"
STATION = """@prefix contribution: <https://w3id.org/ilrs-graph/id/contribution/> .
@prefix contribution-kind: <https://w3id.org/ilrs-graph/vocab/contribution-kind/> .
@prefix ilrs: <https://w3id.org/ilrs-graph/ontology#> .
contribution:test a ilrs:Contribution ;
    ilrs:contributor <https://w3id.org/ilrs-graph/id/agent/kacst> ;
    ilrs:contributes <https://w3id.org/ilrs-graph/id/item/dorn> ;
    ilrs:contributionKind contribution-kind:instrument ;
    ilrs:toward <https://w3id.org/ilrs-graph/id/mission/change-6> .
"""


def partners(root: Path, **more: object) -> set[str]:
    found = LunarGraph(root, **more).query(ASK_ALL)  # type: ignore[arg-type]
    return {str(row[0]).rpartition("/")[2].rstrip(">") for row in found}  # type: ignore[union-attr]


@pytest.fixture
def before(small_root: Path, warm_cache: Path) -> set[str]:
    """The partners of Chang'e 6 in the small root, whose snapshot is in the cache."""
    found = partners(small_root)
    assert {"cnes", "suparco"} <= found
    assert "kacst" not in found
    return found


def snapshots(own_cache: Path) -> list[Path]:
    return sorted((own_cache / "snapshots").iterdir())


def whole(own_cache: Path) -> Path:
    (folder,) = snapshots(own_cache)
    return folder


def test_a_second_opening_builds_nothing(small_root: Path, own_cache: Path, before: set[str]) -> None:
    inode = whole(own_cache).stat().st_ino
    assert partners(small_root) == before
    assert whole(own_cache).stat().st_ino == inode


def test_an_added_an_edited_and_a_removed_file_change_the_answer(
    small_root: Path, own_cache: Path, before: set[str]
) -> None:
    path = small_root / "data" / "new.ttl"
    path.write_text(STATION, encoding="utf-8")
    assert partners(small_root) == before | {"kacst"}
    stat = path.stat()
    path.write_text(STATION.replace("agent/kacst", "agent/astro"), encoding="utf-8")  # the same size
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert partners(small_root) == before
    path.unlink()
    assert partners(small_root) == before


def test_an_edited_question_is_read_again(small_root: Path, own_cache: Path) -> None:
    path = small_root / "queries" / "far-side-partners.rq"
    assert LunarGraph(small_root).questions["far-side-partners"].question.startswith("Which partners")
    path.write_text(path.read_text("utf-8").replace("Which partners", "What partners"), encoding="utf-8")
    assert LunarGraph(small_root).questions["far-side-partners"].question.startswith("What partners")


def test_an_edited_question_builds_no_snapshot(small_root: Path, own_cache: Path, before: set[str]) -> None:
    path, inode = small_root / "queries" / "far-side-partners.rq", whole(own_cache).stat().st_ino
    graph = LunarGraph(small_root)
    first = graph.reading()
    path.write_text(path.read_text("utf-8").replace("Which partners", "What partners"), encoding="utf-8")
    assert graph.reading().questions["far-side-partners"].question.startswith("What partners")
    assert first.questions["far-side-partners"].question.startswith("Which partners")
    assert b"#+ question: What partners" in (graph.snapshot.root.contents or {})["queries/far-side-partners.rq"]
    assert whole(own_cache).stat().st_ino == inode
    path.unlink()
    assert "far-side-partners" not in graph.reading().questions
    assert "queries/far-side-partners.rq" not in (graph.snapshot.root.contents or {})
    assert whole(own_cache).stat().st_ino == inode
    assert len(questions(whole(own_cache))) == 3


def test_an_edited_question_alone_is_compiled_again(
    small_root: Path, own_cache: Path, before: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    compiled: list[str] = []
    real = question_header.compiled_question
    monkeypatch.setattr(
        question_header,
        "compiled_question",
        lambda path, content: (compiled.append(path.name), real(path, content))[1],
    )
    path = small_root / "queries" / "far-side-partners.rq"
    path.write_text(path.read_text("utf-8") + "# edited\n", encoding="utf-8")
    assert "far-side-partners" in LunarGraph(small_root).questions
    assert compiled == ["far-side-partners.rq"]


def test_old_catalogues_are_removed(small_root: Path, own_cache: Path, before: set[str]) -> None:
    for i in range(MAX_SNAPSHOTS + 3):
        path = own_cache / "questions" / f"old-{i:02}"
        path.write_bytes(b"")
        os.utime(path, (1000 + i, 1000 + i))
    (small_root / "queries" / "orbits.rq").unlink()
    assert "orbits" not in LunarGraph(small_root).questions
    kept = [path.name for path in questions(whole(own_cache))]
    assert len(kept) == MAX_SNAPSHOTS
    assert "old-00" not in kept


def test_an_edited_rule_changes_the_answer(small_root: Path, before: set[str]) -> None:
    (small_root / "ontology" / "rules" / "070-has-partner.rq").unlink()
    assert partners(small_root) == set()


def test_a_deleted_cache_is_built_again(small_root: Path, own_cache: Path, before: set[str]) -> None:
    import shutil

    shutil.rmtree(own_cache)
    assert partners(small_root) == before
    assert whole(own_cache)


def flipped(path: Path) -> None:
    content = bytearray(path.read_bytes())
    for place in range(0, len(content), max(1, len(content) // 50)):
        content[place] ^= 0xFF
    stat = path.stat()
    path.write_bytes(content)
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))


def damage_tables(folder: Path) -> None:
    tables = list(folder.rglob("*.sst"))
    assert tables
    for path in tables:
        flipped(path)


def questions(folder: Path) -> list[Path]:
    found = list((folder.parents[1] / "questions").iterdir())
    assert found
    return found


DAMAGE: dict[str, Callable[[Path], object]] = {
    "every table": damage_tables,
    "one table": lambda f: flipped(next(f.rglob("*.sst"))),
    "a table gone": lambda f: next(f.rglob("*.sst")).unlink(),
    "record cut short": lambda f: (f / "record.json").write_bytes((f / "record.json").read_bytes()[:100]),
    "record of another shape": lambda f: (f / "record.json").write_text('{"questions.json": 5}', encoding="utf-8"),
    "record gone": lambda f: (f / "record.json").unlink(),
    "questions garbage": lambda f: [p.write_text("garbage", encoding="utf-8") for p in questions(f)],
    "questions changed": lambda f: [flipped(p) for p in questions(f)],
    "manifest garbage": lambda f: flipped(next(f.rglob("MANIFEST*"))),
    "CURRENT garbage": lambda f: (f / "store" / "CURRENT").write_text("nothing", encoding="utf-8"),
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_snapshot_still_answers_right(
    damage: Callable[[Path], object], small_root: Path, own_cache: Path, before: set[str]
) -> None:
    damage(whole(own_cache))
    assert partners(small_root) == before
    assert len(LunarGraph(small_root).questions) > 1
    inode = whole(own_cache).stat().st_ino
    assert partners(small_root) == before
    assert whole(own_cache).stat().st_ino == inode, "it was mended once and for all"


@pytest.mark.parametrize("content", ["garbage", "[]", "{}", '{"root": 1, "files": 2}'])
def test_a_damaged_record_of_the_root_does_no_harm(
    content: str, small_root: Path, own_cache: Path, before: set[str]
) -> None:
    for path in (own_cache / "roots").iterdir():
        path.write_text(content, encoding="utf-8")
    assert partners(small_root) == before


def test_a_cache_that_cannot_be_written_costs_only_time(
    small_root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "a-file"
    blocked.write_text("not a folder", encoding="utf-8")
    monkeypatch.setenv("ILRS_GRAPH_CACHE", str(blocked))
    said: list[str] = []
    assert "cnes" in partners(small_root, log=said.append)
    (line,) = [line for line in said if "snapshot" in line]
    assert line.startswith("the snapshot cannot be saved: ")
    assert blocked.read_text("utf-8") == "not a folder"


WORDS = [sys.executable, "-m", "ilrs_graph", "query", ASK_ALL + " ORDER BY ?p", "--root"]


def test_four_at_once_on_an_empty_cache_answer_alike(small_root: Path, own_cache: Path) -> None:
    started = [
        subprocess.Popen([*WORDS, str(small_root)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    ended = [output_of(process) for process in started]
    assert [process.returncode for process in started] == [0] * 4, [error for _, error in ended]
    assert len({out for out, _ in ended}) == 1
    assert "agent/cnes" in ended[0][0]
    assert [p.name for p in snapshots(own_cache) if p.name.startswith("tmp-")] == []
    assert whole(own_cache)


STOPPED_IN_BUILD = """
import os, time
import ilrs_graph.snapshot.build as build
real = build.on_disk
def stopped(content, folder):
    real(content, folder)
    os.kill(os.getpid(), SIGNAL)
    time.sleep(5)
build.on_disk = stopped
from ilrs_graph.cli import main
main()
"""


def build_stopped_by(number: int, root: Path) -> subprocess.CompletedProcess[str]:
    script = STOPPED_IN_BUILD.replace("SIGNAL", str(int(number)))
    words = [sys.executable, "-c", script, "query", ASK_ALL, "--root", str(root)]
    return subprocess.run(words, capture_output=True, text=True, check=False, timeout=HANG_S)


def test_a_build_that_is_killed_leaves_the_next_run_working(small_root: Path, own_cache: Path) -> None:
    assert build_stopped_by(signal.SIGKILL, small_root).returncode == -signal.SIGKILL
    assert all(p.name.startswith("tmp-") for p in snapshots(own_cache))
    assert "cnes" in partners(small_root)
    assert "cnes" in partners(small_root)


@pytest.mark.usefixtures("ctrl_c")
def test_an_interrupted_build_ends_with_one_line_and_leaves_nothing(small_root: Path, own_cache: Path) -> None:
    done = build_stopped_by(signal.SIGINT, small_root)
    assert (done.returncode, done.stdout, done.stderr.strip()) == (130, "", "stopped")
    assert snapshots(own_cache) == []
    assert "cnes" in partners(small_root)


def test_what_was_known_on_a_day_is_kept_apart(small_root: Path, own_cache: Path, before: set[str]) -> None:
    early = partners(small_root, as_of=date(2015, 1, 1))
    assert early == set()
    assert partners(small_root) == before
    assert partners(small_root, as_of=date(2015, 1, 1)) == set()
    assert len(snapshots(own_cache)) == 2


def test_old_snapshots_are_removed(small_root: Path, own_cache: Path, before: set[str]) -> None:
    for i in range(MAX_SNAPSHOTS + 3):
        folder = own_cache / "snapshots" / f"old-{i:02}"
        folder.mkdir()
        os.utime(folder, (1000 + i, 1000 + i))
    left_behind = own_cache / "snapshots" / "tmp-1-1"
    left_behind.mkdir()
    os.utime(left_behind, (1000, 1000))
    assert partners(small_root, as_of=date(2015, 1, 1)) == set()
    kept = [p.name for p in snapshots(own_cache)]
    assert len(kept) == MAX_SNAPSHOTS
    assert "tmp-1-1" not in kept
    assert sum(not name.startswith("old-") for name in kept) == 2
    assert f"old-{MAX_SNAPSHOTS + 2:02}" in kept


def test_a_snapshot_in_use_outlives_newer_ones(small_root: Path, own_cache: Path, before: set[str]) -> None:
    used = whole(own_cache)
    os.utime(used, (1000, 1000))
    for i in range(MAX_SNAPSHOTS + 3):
        folder = own_cache / "snapshots" / f"old-{i:02}"
        folder.mkdir()
        os.utime(folder, (2000 + i, 2000 + i))
    assert partners(small_root) == before
    partners(small_root, as_of=date(2015, 1, 1))
    assert used in snapshots(own_cache)
