"""The page of the endpoint: a query in a plain form, the saved queries as examples, and the editor's files."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256

import pytest
from html_document import Element

from ilrs_graph import LunarGraph
from ilrs_graph.errors import UnknownName, UsageError
from ilrs_graph.pages import Pages, Served
from ilrs_graph.pages.editor import Editor
from ilrs_graph.pages.render import ASSETS

Rendered = Callable[..., Element]
YASGUI = ASSETS["/static/yasgui/yasgui.min.js"].parent


def edited(pages: Pages, **arguments: str) -> Editor:
    found = pages.page("/sparql", arguments).model
    assert isinstance(found, Editor)
    return found


def test_the_first_query_declares_its_prefixes_and_has_rows(pages: Pages, graph: LunarGraph) -> None:
    query = edited(pages).query
    assert query.startswith("PREFIX ilrs: <")
    assert len(graph.query(query)) > 1  # type: ignore[arg-type]


def test_the_query_of_a_question_has_its_arguments(pages: Pages, graph: LunarGraph) -> None:
    found = edited(pages, ask="far-side-partners", mission="change-6")
    assert found.query == graph.ask("far-side-partners", mission="change-6").query
    assert edited(pages, ask="far-side-partners").query == graph.question("far-side-partners").query


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"ask": "no-such-question"}, UnknownName),
        ({"ask": "launch-dates", "mission": "no such mission"}, UsageError),
        ({"ask": "launch-dates", "planet": "mars"}, UnknownName),
    ],
)
def test_a_wrong_name_is_an_error(arguments: dict[str, str], error: type[Exception], pages: Pages) -> None:
    with pytest.raises(error):
        edited(pages, **arguments)


def test_every_saved_query_is_an_example(pages: Pages, graph: LunarGraph, rendered: Rendered) -> None:
    page = rendered("/sparql", Served("/base"), pages)
    links = {a.attributes["href"] for a in page.all("a")}
    assert {f"/base/sparql?ask={slug}" for slug in graph.questions} <= links
    (form,) = (each for each in page.all("form") if each.attributes["action"] == "/base/sparql")
    assert next(form.all("textarea")).attributes["name"] == "query"


def test_the_editor_runs_a_saved_query_at_once_and_no_other(pages: Pages, rendered: Rendered) -> None:
    for arguments, runs in (({"ask": "launch-dates"}, True), ({}, False)):
        page = rendered("/sparql", Served(), pages, **arguments)
        (place,) = (each for each in page.all("div") if each.attributes.get("id") == "sparql-editor")
        assert ("data-run" in place.attributes) == runs
        assert place.attributes["data-endpoint"] == "/sparql"


def test_the_files_of_the_editor_are_those_that_were_built() -> None:
    sums = dict(line.split("  ")[::-1] for line in (YASGUI / "SHA256SUMS").read_text("ascii").splitlines())
    assert set(sums) == {path.name for path in YASGUI.iterdir()} - {"SHA256SUMS"}
    for name, expected in sums.items():
        assert sha256((YASGUI / name).read_bytes()).hexdigest() == expected, name


def test_the_licences_of_the_editor_are_kept() -> None:
    text = (YASGUI / "LICENSES.txt").read_text("utf-8")
    assert "@zazuko/yasgui 4.6.2: MIT" in text
    assert "codemirror 5" in text
