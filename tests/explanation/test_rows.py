"""`ask --explain`: every row of every question rests on facts that hold."""

from __future__ import annotations

import pytest

from ilrs_graph import LunarGraph
from ilrs_graph.explanation.rows import explain_rows
from ilrs_graph.files.root import Root
from ilrs_graph.questions.answer import Answer

MOST = 6
"""Rows that are explained of one answer."""


@pytest.mark.parametrize("slug", [path.stem for path in Root.find().queries])
def test_rows_rest_on_facts_that_hold(slug: str, graph: LunarGraph) -> None:
    whole = graph.ask(slug)
    some = Answer(whole.question, graph.engine, graph.labels, whole.solutions[:MOST])
    trees = explain_rows(some, graph.explainer).trees
    assert len(trees) == min(len(whole), MOST)
    for tree, row in zip(trees, some, strict=True):
        assert tree.premises, tree.text
        assert all(part.holds for part in tree)
        subjects = {part.fact.subject for part in tree if part.fact} | {part.fact.object for part in tree if part.fact}
        assert set(row.evidence) & subjects, "no premise speaks of the row's evidence"
