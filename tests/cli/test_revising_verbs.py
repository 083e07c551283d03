"""`ilrs-graph rename`, `merge` and `deprecate` as a curator meets them."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]
BY = ("--by", "Ada", "--on", "2026-11-22")


def tree(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_a_name_is_tried_changed_and_changed_again(small_root: Path, run: Run) -> None:
    words, before = ("rename", "item:dorn", "radon", *BY, "--root", str(small_root)), tree(small_root)
    tried = run(*words, "--dry-run")
    assert tried.returncode == 0
    assert "\n+item:dorn dcterms:isReplacedBy item:radon ;\n" in tried.stdout
    assert tree(small_root) == before
    done = run(*words)
    assert done.returncode == 0
    assert "data/missions/change-6.ttl\n" in done.stdout
    assert "\nchanged 2 files: " in f"\n{done.stderr}"
    assert "ontology/missions.ttl" in done.stderr  # where an example has the old name
    after = tree(small_root)
    again = run(*words)
    assert (again.returncode, again.stdout) == (0, "")
    assert "the graph is so already" in again.stderr
    assert tree(small_root) == after


@pytest.mark.parametrize(
    ("words", "what"),
    [
        (["rename", "item:dorn", "item:nils"], "tip: ilrs-graph merge item:dorn item:nils"),
        (["merge", "item:dorn", "agent:cnes"], "are of different kinds"),
        (["deprecate", "agent:cnes", "--reason", "misreport"], "agent:cnes"),
        (["deprecate", "x"], "--reason"),
    ],
)
def test_wrong_usage_is_told(words: list[str], what: str, small_root: Path, run: Run) -> None:
    before = tree(small_root)
    done = run(*words, "--by", "Ada", "--root", str(small_root))
    assert (done.returncode, done.stdout) == (2, "")
    assert what in done.stderr
    assert tree(small_root) == before
