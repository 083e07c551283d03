"""`ask --explain`: every row of every question rests on facts that hold."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ilrs_graph import LunarGraph
from ilrs_graph.explanation.rows import explain_rows
from ilrs_graph.files.root import Root
from ilrs_graph.questions.answer import Answer


@pytest.mark.parametrize("most", [2, pytest.param(6, marks=pytest.mark.soak)])
@pytest.mark.parametrize("slug", [path.stem for path in Root.find().queries])
def test_rows_rest_on_facts_that_hold(
    slug: str, most: int, graph: LunarGraph, answered: Callable[[str], Answer]
) -> None:
    """Two rows of each answer are explained; six as a soak."""
    whole = answered(slug)
    some = Answer(whole.question, graph.engine, graph.labels, whole.solutions[:most])
    trees = explain_rows(some, graph.explainer).trees
    assert len(trees) == min(len(whole), most)
    for tree, row in zip(trees, some, strict=True):
        assert tree.premises, tree.text
        assert all(part.holds for part in tree)
        subjects = {part.fact.subject for part in tree if part.fact} | {part.fact.object for part in tree if part.fact}
        assert set(row.evidence) & subjects, "no premise speaks of the row's evidence"
