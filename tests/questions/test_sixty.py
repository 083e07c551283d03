"""The sixty questions that the graph was begun to answer are answered where `queries/README.md` says so."""

from __future__ import annotations

import re

from ilrs_graph.files.root import Root

ROW = re.compile(r"^\| (\d+) \| ([^|]+[?.]) \| ([^|]+) \|$", re.MULTILINE)


def rows(root: Root) -> list[tuple[int, str]]:
    text = (root.path / "queries" / "README.md").read_text(encoding="utf-8")
    return [(int(number), answer) for number, _, answer in ROW.findall(text)]


def test_each_of_the_sixty_has_a_row(root: Root) -> None:
    assert [number for number, _ in rows(root)] == [*range(1, 61)]


def test_each_is_answered_by_a_saved_question_or_says_what_it_lacks(root: Root) -> None:
    slugs = {path.stem for path in root.queries}
    unknown = {
        number: answer
        for number, answer in rows(root)
        if not set(re.findall("`([^`]+)`", answer)) <= slugs and number != 34
    }
    silent = [number for number, answer in rows(root) if "`" not in answer and not answer.startswith("Lacks: ")]
    assert (unknown, silent) == ({}, [])
