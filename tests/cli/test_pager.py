"""Long output on a terminal goes through a pager, and nothing else does."""

from __future__ import annotations

import subprocess
from collections.abc import Callable

import pytest

from terminal import on_terminal

LONG = ("query", f"SELECT ?n {{ VALUES ?n {{ {' '.join(map(str, range(40)))} }} }}")
SHORT = ("query", "SELECT ?n { VALUES ?n { 1 2 } }")
MARKING = "sed s/^/paged:/"


def is_paged(*words: str, **environment: str) -> bool:
    return "paged:" in on_terminal(*words, **{"PAGER": MARKING, **environment})


def test_what_does_not_fit_is_paged_and_all_of_it() -> None:
    shown = on_terminal(*LONG, PAGER=MARKING)
    assert all(f"paged:{n}\n" in shown for n in range(40))
    assert "paged:40 rows\n" in shown


@pytest.mark.parametrize("words", [SHORT, (*LONG, "--no-pager"), (*LONG, "--limit", "3"), (*LONG, "-o", "/dev/null")])
def test_what_fits_or_is_not_to_be_paged_is_written(words: tuple[str, ...]) -> None:
    assert not is_paged(*words)


@pytest.mark.parametrize("pager", ["", "cat", "no-such-program"])
def test_without_a_pager_all_is_written(pager: str) -> None:
    assert "40 rows" in on_terminal(*LONG, PAGER=pager)


def test_a_pager_that_stops_early_ends_it_quietly() -> None:
    assert "1\n" in on_terminal(*LONG, PAGER="head -n 4")


def test_a_pipe_is_never_paged(run_process: Callable[..., subprocess.CompletedProcess[str]]) -> None:
    assert run_process(*LONG, env={"PAGER": MARKING}).stdout.splitlines() == ["n", *map(str, range(40))]
