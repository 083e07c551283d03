"""A small root in a git repository of its own."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Git = Callable[..., str]


@pytest.fixture
def git(small_root: Path) -> Git:
    """Run git in the small root, whose first commit is there."""

    def call(*words: str) -> str:
        who = ("-c", "user.name=Ada", "-c", "user.email=ada@example.org", "-c", "commit.gpgsign=false")
        done = subprocess.run(["git", *who, *words], cwd=small_root, capture_output=True, text=True, check=True)
        return done.stdout.strip()

    call("init", "-q")
    call("add", ".")
    call("commit", "-q", "-m", "Begin")
    return call
