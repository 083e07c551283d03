"""`ilrs-graph diff` as a user meets it: exit codes, formats, words on the right stream."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., object]
OLD = '<https://w3id.org/ilrs-graph/id/mission/change-6> <http://www.w3.org/2000/01/rdf-schema#label> "Old"@en .\n'


@pytest.fixture
def files(tmp_path: Path, small_snapshot: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Files that tell of Chang'e 6 something else than the graph that names the things."""
    monkeypatch.setenv("ILRS_GRAPH_ROOT", str(small_snapshot / "root"))
    (tmp_path / "old.ttl").write_text(OLD)
    (tmp_path / "new.ttl").write_text(OLD.replace("Old", "嫦娥"), encoding="utf-8")
    (tmp_path / "bad.ttl").write_text("<x> .")
    return tmp_path


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("old.ttl", "old.ttl"), 0),
        (("old.ttl", "new.ttl"), 1),
        (("old.ttl", "new.ttl", "--format", "nope"), 2),
        (("old.ttl", "new.ttl", "third"), 2),
        ((), 2),
        (("HEAD..HEAD", "new.ttl"), 2),
        (("old.ttl", "nothing.ttl"), 3),
        (("old.ttl", "bad.ttl"), 3),
    ],
)
def test_exit_codes(run: Run, files: Path, words: tuple[str, ...], code: int) -> None:
    done = run("diff", *words, "--no-answers")
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    assert (done.stdout != "") == (code < 2)
    assert (done.stderr != "") == (code > 1)


def test_the_words(run: Run, files: Path) -> None:
    done = run("diff", "old.ttl", "new.ttl", "--no-answers")
    assert done.stdout.splitlines()[:2] == ["~ 嫦娥  mission:change-6  (mission)", "    ~ label: Old (en) → 嫦娥 (en)"]


def test_formats_by_name_and_by_suffix(run: Run, files: Path) -> None:
    assert run("diff", "old.ttl", "new.ttl", "--no-answers", "-o", "out.json").returncode == 1
    assert json.loads((files / "out.json").read_text(encoding="utf-8"))["things"][0]["curie"] == "mission:change-6"
    patch = run("diff", "old.ttl", "new.ttl", "--no-answers", "--format", "patch").stdout
    assert [line[0] for line in patch.splitlines()] == ["T", "D", "A", "T"]


def test_the_help_has_examples_and_exit_codes(run: Run) -> None:
    done = run("diff", "--help")
    assert "ilrs-graph diff HEAD~1" in done.stdout
    assert "Exit code 0" in done.stdout
