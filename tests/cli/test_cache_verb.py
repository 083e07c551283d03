"""The verb that shows and clears the cache."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

Run = Callable[..., subprocess.CompletedProcess[str]]


def test_it_shows_and_clears_what_is_ours(small_root: Path, own_cache: Path, run: Run) -> None:
    assert run("cache").stdout.splitlines()[0] == str(own_cache)
    assert run("ask", "--root", str(small_root)).returncode == 0
    (own_cache / "other.txt").write_text("not ours", encoding="utf-8")
    shown = run("cache").stdout
    assert "\n  snapshots: 1, " in shown
    assert "\n  questions: 1, " in shown
    done = run("cache", "--clear")
    assert done.returncode == 0
    assert done.stdout.endswith(f" in {own_cache}\n")
    assert [path.name for path in own_cache.iterdir()] == ["other.txt"]
    assert "total: 0.0 MB" in run("cache").stdout
    assert run("cache", "--clear").returncode == 0
