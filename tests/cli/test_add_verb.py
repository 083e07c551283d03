"""`ilrs-graph add` as a curator meets it: a filled sheet is refused, fixed, tried, added, and added again."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from ilrs_graph.namespaces import PREFIXES

Run = Callable[..., subprocess.CompletedProcess[str]]
HEAD = "".join(f"@prefix {p}: <{iri}> .\n" for p, iri in PREFIXES.items())
BY = ("--by", "Ada", "--on", "2026-11-22")


def tree(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


@pytest.fixture
def sheet(run: Run, tmp_path: Path) -> Path:
    """A sheet of contributions with one row, which is new: ESA gives DORN too."""
    header, _notes, example = run("template", "contribution").stdout.splitlines()
    path = tmp_path / "filled.csv"
    path.write_text(f"{header}\n{example.replace('cnes,', 'esa,', 1).replace(',irap,', ',,')}\n", encoding="utf-8")
    return path


def test_a_sheet_is_refused_mended_tried_added_and_added_again(small_root: Path, sheet: Path, run: Run) -> None:
    before, good = tree(small_root), sheet.read_text("utf-8")
    sheet.write_text(good.replace("instrument", "instrumnt"), "utf-8")
    refused = run("add", str(sheet), *BY, "--root", str(small_root))
    assert refused.returncode == 1
    assert refused.stdout.startswith(
        f"{sheet}:2:{good.splitlines()[1].index('instrument') + 1}: violation: Row 2, kind: "
    )
    assert "nothing was added" in refused.stderr
    assert tree(small_root) == before
    sheet.write_text(good, "utf-8")
    tried = run("add", str(sheet), *BY, "--dry-run", "--root", str(small_root))
    assert tried.returncode == 0
    assert "\n+contribution:change-6-esa-dorn a ilrs:Contribution ;\n" in tried.stdout
    assert tree(small_root) == before
    done = run("add", str(sheet), *BY, "--root", str(small_root))
    assert done.returncode == 0
    assert "data/missions/change-6.ttl\n  contribution:change-6-esa-dorn: 8 triples\n" in done.stdout
    assert done.stderr.splitlines()[-1].endswith(f"with the stamp, in {small_root}")
    after = tree(small_root)
    assert {name for name in after if after[name] != before.get(name)} == {
        "data/edits/2026.ttl", "data/missions/change-6.ttl",
    }  # fmt: skip
    again = run("add", str(sheet), *BY, "--root", str(small_root))
    assert (again.returncode, again.stdout) == (0, "")
    assert "the graph has all of these triples" in again.stderr
    assert tree(small_root) == after


@pytest.mark.parametrize(("text", "code"), [("agent:x a ilrs:Company .", 1), ("agent:x a ilrs:Company", 3), (None, 3)])
def test_what_is_wrong_or_unreadable_leaves_every_byte(
    text: str | None, code: int, small_root: Path, tmp_path: Path, run: Run
) -> None:
    before = tree(small_root)
    if text is not None:
        (tmp_path / "new.ttl").write_text(HEAD + text, "utf-8")
    done = run("add", "new.ttl", *BY, "--root", str(small_root))
    assert done.returncode == code
    assert "Traceback" not in done.stderr
    assert tree(small_root) == before


@pytest.mark.parametrize("words", [[], ["new.ttl", "--on", "tomorrow"], ["new.ttl", "--into", "../x.ttl"]])
def test_wrong_usage_is_told(words: list[str], small_root: Path, tmp_path: Path, run: Run) -> None:
    (tmp_path / "new.ttl").write_text(HEAD + 'mission:change-6 skos:altLabel "CE6"@en .', "utf-8")
    before = tree(small_root)
    done = run("add", *words, "--by", "Ada", "--root", str(small_root))
    assert (done.returncode, done.stdout) == (2, "")
    assert tree(small_root) == before


def test_who_stands_in_a_graph_changes_that_one(small_root: Path, run: Run) -> None:
    file = small_root / "new.ttl"
    file.write_text(HEAD + 'mission:change-6 skos:altLabel "CE6"@en .', "utf-8")
    done = run("add", "../new.ttl", *BY, cwd=small_root / "data", env={"ILRS_GRAPH_QUIET": ""})
    assert done.returncode == 0, done.stderr
    assert f"using the graph {small_root}" in done.stderr
    assert "CE6" in (small_root / "data" / "missions" / "change-6.ttl").read_text("utf-8")


def test_who_stands_in_a_graph_that_is_not_used_is_asked_which_is_meant(small_root: Path, run: Run) -> None:
    file = small_root / "new.ttl"
    file.write_text(HEAD + 'mission:change-6 skos:altLabel "CE6"@en .', "utf-8")
    (small_root / "ontology" / "ilrs-graph.ttl").rename(small_root / "ontology" / "other.ttl")
    before = tree(small_root)
    done = run("add", "../new.ttl", *BY, cwd=small_root / "data")
    assert (done.returncode, done.stdout) == (2, "")
    assert f"tip: --root {small_root}" in done.stderr
    assert tree(small_root) == before
    assert run("add", "../new.ttl", *BY, "--root", "..", cwd=small_root / "data").returncode == 0
