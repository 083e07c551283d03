"""The page of a question: controls, answer, and how to take it away."""

from __future__ import annotations

import pytest

from ilrs_graph.errors import UnknownName, UsageError
from ilrs_graph.pages import Files, Pages
from ilrs_graph.pages.question import CHOICES, Asking
from ilrs_graph.pages.render import render


def asked(pages: Pages, slug: str, **arguments: str) -> Asking:
    found = pages.page(f"/ask/{slug}", arguments).model
    assert isinstance(found, Asking)
    return found


def test_a_parameter_with_few_things_lists_them_and_one_with_many_takes_a_name(pages: Pages) -> None:
    controls = {each.name: each for each in asked(pages, "far-side-partners").controls}
    assert ("mission:change-6", "Chang'e 6") in controls["mission"].choices
    assert len(controls["mission"].choices) <= CHOICES
    assert (controls["partner"].choices, controls["partner"].example) == ([], "esa")


def test_arguments_restrict_the_rows_and_empty_ones_do_not_count(pages: Pages) -> None:
    whole, part = asked(pages, "far-side-partners", mission=" "), asked(pages, "far-side-partners", mission="change-6")
    assert 0 < part.table.total < whole.table.total
    assert whole.arguments == {}


def test_the_command_and_the_python_ask_the_same(pages: Pages) -> None:
    copied = asked(pages, "far-side-partners", mission="Chang'e 6").copied
    assert copied.command == """ilrs-graph ask far-side-partners --mission 'Chang'"'"'e 6' --sources"""
    assert copied.python.endswith("""LunarGraph().ask('far-side-partners', mission="Chang'e 6")""")


def test_the_query_has_the_arguments_and_the_note_tells_of_completeness(pages: Pages) -> None:
    found = asked(pages, "far-side-partners", mission="change-6")
    assert "mission/change-6" in found.query
    assert "complete" in found.note


def test_a_wrong_name_is_an_error_with_near_names(pages: Pages) -> None:
    with pytest.raises(UnknownName, match="no question is called"):
        asked(pages, "far-side-partner")
    with pytest.raises(UsageError):
        asked(pages, "launch-dates", mission="no such mission")


def test_of_thousands_of_rows_the_page_has_the_first_and_says_so(pages: Pages, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ilrs_graph.pages.question.ROWS", 3)
    found = pages.page("/ask/far-side-partners")
    assert (len(found.model.table.lines), found.model.table.total > 3) == (3, True)
    text = render(found, pages.context, Files(found.address))
    assert f"3 of {found.model.table.total} rows. The files below have all of them." in text
    cited = {number for line in found.model.table.lines for number in line.references}
    assert {number for number, _ in found.model.references} == cited
