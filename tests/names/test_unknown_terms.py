"""Warnings about terms of a query that the ontology does not declare."""

from __future__ import annotations

import subprocess
import warnings
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from ilrs_graph import LunarGraph
from ilrs_graph.errors import QueryError, UnknownTerm
from ilrs_graph.names.unknown_terms import MAX_TERMS, unknown_terms
from ilrs_graph.namespaces import ONTOLOGY

Run = Callable[..., subprocess.CompletedProcess[str]]
WRONG = "ilrs:launchdate is not in the ontology; did you mean ilrs:launchDate?"


@pytest.mark.parametrize(
    ("query", "warning"),
    [
        ("ASK { ?x ilrs:launchdate ?d }", WRONG),
        ("ASK { ?x a ilrs:Farsidemission }", "ilrs:Farsidemission is not in the ontology; did you mean "
         "ilrs:FarSideMission?"),
        ("ASK { ?x ilrs:zzzzqqqq ?d }", "ilrs:zzzzqqqq is not in the ontology."),
        ("ASK { ?x ilrs:launchDate ?d ; a ilrs:FarSideMission }", ""),
        ("ASK { ?x ?p ilrs:launchDate }", ""),
        ("ASK { ?x ?p ?o }", ""),
    ],
)  # fmt: skip
def test_the_warning_names_the_term_and_what_is_like_it(query: str, warning: str, graph: LunarGraph) -> None:
    assert unknown_terms(query, graph.engine) == warning


@pytest.mark.parametrize("name", ["%zz", "\\uDDDD", "\\u0020", "\\u003E", "\\u0022", "a\\u005C"])
def test_what_is_no_iri_is_left_to_the_parser(name: str, graph: LunarGraph) -> None:
    assert unknown_terms(f"ASK {{ ?x <{ONTOLOGY}{name}> ?y }}", graph.engine) == ""


def test_a_misspelt_class_has_its_near_names(graph: LunarGraph) -> None:
    warning = unknown_terms("ASK { ?x a ilrs:FarSideMision }", graph.engine)
    assert warning.startswith("ilrs:FarSideMision is not in the ontology; did you mean ilrs:FarSideMission")


def test_of_many_unknown_terms_a_few_are_named(graph: LunarGraph) -> None:
    many = " ".join(f"ilrs:zzzzqqqq{n}" for n in range(5000))
    warning = unknown_terms(f"ASK {{ VALUES ?x {{ {many} }} }}", graph.engine)
    assert warning.count("is not in the ontology") == MAX_TERMS
    assert warning.endswith(f" And {5000 - MAX_TERMS} more.")


def test_no_saved_question_names_an_unknown_term(graph: LunarGraph) -> None:
    assert {slug for slug, each in graph.questions.items() if unknown_terms(each.query, graph.engine)} == set()


def test_a_query_in_python_warns_at_the_line_of_the_caller(graph: LunarGraph) -> None:
    for call in (graph.query, graph.current.query):
        with pytest.warns(UnknownTerm) as found:
            assert call("ASK { ?x ilrs:launchdate ?d }") is False
        assert [(str(w.message), Path(w.filename).name) for w in found] == [(WRONG, Path(__file__).name)]


def test_a_graph_of_an_earlier_day_has_the_whole_ontology(small_graph: LunarGraph) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        early = LunarGraph(small_graph.root.path, as_of=date(2000, 1, 1))
        assert early.query("ASK { ?x ilrs:launchDate ?d ; a ilrs:FarSideMission }") is False


def test_a_query_that_does_not_parse_is_an_error_alone(graph: LunarGraph) -> None:
    with pytest.raises(QueryError, match="does not parse"):
        graph.query("ASK { ?x ilrs:launchdate ")


def test_a_saved_question_warns(small_root: Path, own_cache: Path) -> None:
    path = small_root / "queries" / "launch-dates.rq"
    text = path.read_text("utf-8")
    path.write_text(text.replace("ilrs:statedOn", "ilrs:statedOm"), encoding="utf-8")
    assert path.read_text("utf-8") != text
    graph = LunarGraph(small_root)
    with pytest.warns(UnknownTerm, match="ilrs:statedOm is not in the ontology; did you mean ilrs:statedOn"):
        graph.ask("launch-dates")


def test_the_command_line_prints_one_line_and_the_same_result(run: Run, run_process: Run) -> None:
    done = run_process("query", "SELECT ?x { ?x ilrs:launchdate ?d }", env={"PYTHONWARNINGS": "error"})
    assert (done.returncode, done.stdout, done.stderr) == (0, "x,xLabel\n", f"warning: {WRONG}\n")
    right = run("query", 'ASK { ?x ilrs:launchDate ?d FILTER(?x != "ilrs:launchdate") } # ilrs:launchdate')
    assert (right.returncode, right.stdout, right.stderr) == (0, "true\n", "")
