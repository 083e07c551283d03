"""The goldens: what the command line prints over the frozen root is what it printed when they were recorded.

A golden changes only in a commit of its own that gives the reason; `record.py` describes how to record.
"""

from __future__ import annotations

import fcntl
import os
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from cases import CASES, REASONER, ROOT, Case, examples
from record import (
    BESIDE,
    EXPECTED,
    Place,
    Sections,
    differences,
    expected,
    names_that_differ,
    run,
    sections,
    versions,
)

GOLDENS: Sections = expected()
LARGEST_ROOT = 300_000
"""Bytes of the frozen root."""
ADVICE = "if it must change, run `python tests/golden/record.py` and commit the goldens alone, with the reason"


@pytest.fixture(scope="session")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """The copy of the frozen root with its snapshots, made once for all workers."""
    base = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        base = base.parent
    place = Place(base / "golden")
    with (base / "golden.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (place.folder / "ready").exists():
            place.ready()
            (place.folder / "ready").touch()
    return place


def failed(wrong: list[str]) -> None:
    """Fail with the goldens that differ, and what may be the cause."""
    recorded = (EXPECTED / "versions").read_text("utf-8")
    other = "" if recorded == versions() else f"\nrecorded with\n{recorded}and run with\n{versions()}"
    pytest.fail("\n".join(wrong) + f"\n{ADVICE}{other}", pytrace=False)


@pytest.mark.parametrize("case", CASES, ids=[case.id for case in CASES])
def test_the_output_is_as_recorded(case: Case, place: Place) -> None:
    if (REASONER, "nemo") in zip(case.words, case.words[1:], strict=False):
        pytest.importorskip("nmo_python", reason="Nemo is not installed")
    wrong = differences(sections(case, run(case, place)), GOLDENS, case)
    if wrong:
        failed(wrong)


def test_the_public_names_are_as_recorded(place: Place) -> None:
    wrong = names_that_differ(place, GOLDENS)
    if wrong:
        failed(wrong)


def test_every_golden_has_a_case_and_every_case_a_golden() -> None:
    groups: dict[str, set[str]] = {}
    for case in CASES:
        groups.setdefault(case.group, set()).add(case.name)
    assert {file: set(texts) for file, texts in GOLDENS.items() if file not in ("api", *BESIDE)} == groups
    ids = {case.id for case in CASES}
    assert all(set(GOLDENS[file]) <= ids for file in BESIDE)
    assert len(ids) == len(CASES)


def test_the_frozen_root_is_a_sample() -> None:
    assert sum(path.stat().st_size for path in ROOT.rglob("*") if path.is_file()) <= LARGEST_ROOT


def test_every_example_of_a_question_is_a_case() -> None:
    queries = list((ROOT / "queries").glob("*.rq"))
    written = sum(path.read_text("utf-8").count(" example: ") for path in queries)
    assert sum(len(examples(path)) for path in queries) == written > 60
