"""CSV and JSON of an answer have the same columns whatever its rows are."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from ilrs_graph import LunarGraph
from ilrs_graph.questions.columns import node_columns
from ilrs_graph.render import Options, format_named, write


def headings(graph: LunarGraph, slug: str, **arguments: str) -> list[str]:
    text = write(graph.ask(slug, **arguments), format_named("csv", "answer"))
    return next(csv.reader(io.StringIO(text)))


def test_an_empty_answer_has_the_columns_of_a_full_one(graph: LunarGraph) -> None:
    full, empty = (headings(graph, "far-side-partners", state=state) for state in ("italy", "brazil"))
    assert full == empty
    assert "missionLabel" in empty


def test_before_anything_was_known_the_columns_are_the_same(small_root: Path) -> None:
    now, then = LunarGraph(small_root), LunarGraph(small_root, as_of="1900-01-01")
    assert len(then.ask("launch-dates")) == 0
    assert headings(now, "launch-dates") == headings(then, "launch-dates")


def test_labels_can_be_left_out(graph: LunarGraph) -> None:
    answer = graph.ask("far-side-partners", mission="change-6")
    for name in ("csv", "json"):
        assert "missionLabel" not in write(answer, format_named(name, "answer"), Options(no_labels=True))
        assert "missionLabel" in write(answer, format_named(name, "answer"))


def test_the_ontology_tells_which_values_are_things(graph: LunarGraph) -> None:
    sparql = "SELECT * { ?x ilrs:operator ?who ; rdfs:label ?label ; a ?class }"
    assert node_columns(sparql, graph.engine) == {"x", "who", "class"}
    assert node_columns("no query", graph.engine) == frozenset()
