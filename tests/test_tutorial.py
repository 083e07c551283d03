"""The tutorial runs, and shows what its file has."""

from __future__ import annotations

import difflib

import pytest

import record_tutorial


def test_the_tutorial_shows_what_it_has_recorded() -> None:
    pytest.importorskip("pandas")
    recorded = record_tutorial.read()
    now = record_tutorial.written(record_tutorial.run(recorded))
    before = record_tutorial.written(recorded)
    changed = "\n".join(
        difflib.unified_diff(before.splitlines(), now.splitlines(), "recorded", "now", lineterm="", n=1)
    )
    assert now == before, f"record it with python tests/record_tutorial.py and read the difference\n{changed[:4000]}"


def test_the_tutorial_is_a_notebook_of_format_4_5() -> None:
    notebook = record_tutorial.read()
    assert (notebook["nbformat"], notebook["nbformat_minor"]) == (4, 5)
    ids = [cell["id"] for cell in notebook["cells"]]
    assert len(set(ids)) == len(ids)
    assert {cell["cell_type"] for cell in notebook["cells"]} == {"markdown", "code"}
    assert all(cell["source"] and cell["metadata"] == {} for cell in notebook["cells"])
