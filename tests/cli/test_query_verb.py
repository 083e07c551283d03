"""`ilrs-graph query`: what is no query ends with a sentence that says so."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from ilrs_graph import LunarGraph
from ilrs_graph.errors import QueryError

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.mark.parametrize("text", ["", "  ", "# a comment"])
def test_an_empty_query_is_called_so(text: str, run: Run, graph: LunarGraph) -> None:
    done = run("query", text)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("error: the query is empty\n  tip: ")
    with pytest.raises(QueryError, match=r"^the query is empty$"):
        graph.query(text)


def test_an_empty_file_and_empty_standard_input_are_too(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.rq").write_bytes(b"")
    for done in (run("query", "empty.rq"), run("query", "-", input="")):
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.startswith("error: the query is empty\n")


def test_the_name_of_a_saved_question_leads_to_ask(run: Run, small_root: Path) -> None:
    done = run("query", "far-side-partners")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "error: far-side-partners is a saved question, not a query\n  tip: ilrs-graph ask far-side-partners\n"
    )
    (small_root / "queries" / "far-side-partners.rq").rename(small_root / "queries" / "mine.rq")
    other = run("query", "far-side-partners", "--root", str(small_root))
    assert (other.returncode, other.stderr.splitlines()[0]) == (3, "error: far-side-partners: no such file")
    assert "ilrs-graph ask mine" in run("query", "mine", "--root", str(small_root)).stderr


def test_a_file_goes_before_a_saved_question_of_its_name(run: Run, tmp_path: Path) -> None:
    (tmp_path / "far-side-partners").write_text("ASK { mission:change-6 a ilrs:FarSideMission }", encoding="utf-8")
    assert run("query", "far-side-partners").stdout == "true\n"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("SELECT ?x {\n ?x a }", "2:7: the query does not parse: a term expected, found '}'"),
        ("SELECT ?x {\n ?x a nope:Thing }", "2:7: the prefix nope: is not declared"),
        ("SELECT ?x {\n << ?x a ?y >> ?p ?o }", "2:2: <<: triple terms (RDF 1.2) are not supported"),
        ("ASK { FILTER(\nREGEX('a', '(?i)A')) }", "2:12: the pattern '(?i)A' cannot be used: XPath has no group (?i"),
    ],
)
def test_a_mistake_in_a_file_is_told_with_its_place(text: str, told: str, run: Run, tmp_path: Path) -> None:
    (tmp_path / "mine.rq").write_text(text, encoding="utf-8")
    done = run("query", "mine.rq")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"error: mine.rq:{told}\n  tip: ")
    assert run("query", "-", input=text).stderr.startswith(f"error: stdin:{told}\n")
    assert "line 2, column" in run("query", text).stderr or "line 2:" in run("query", text).stderr
