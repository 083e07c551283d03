"""The page of a question: controls, answer, and how to take it away."""

from __future__ import annotations

import pytest
from html_document import parsed

from ilrs_graph.errors import UnknownName, UsageError
from ilrs_graph.pages import Files, Pages, Served
from ilrs_graph.pages.question import ARGUMENTS, Asking
from ilrs_graph.pages.render import render


def asked(pages: Pages, slug: str, **arguments: str) -> Asking:
    found = pages.page(f"/ask/{slug}", arguments).model
    assert isinstance(found, Asking)
    return found


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


def test_the_pages_of_a_long_answer_have_each_row_once(pages: Pages, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = asked(pages, "far-side-partners")
    monkeypatch.setattr("ilrs_graph.pages.question.ROWS", 12)
    first, second, third = (asked(pages, "far-side-partners", page=n) for n in ("1", "2", "3"))
    assert [len(each.table.lines) for each in (first, second, third)] == [12, 12, whole.table.total - 24]
    assert {each.part.parts for each in (first, second, third)} == {3}
    names = [line.cells[1].text for each in (first, second, third) for line in each.table.lines]
    assert names == [line.cells[1].text for line in whole.table.lines]
    for wrong in ("0", "4", "x", "1e9", "²"):
        with pytest.raises(UsageError, match=f"{wrong!r} is not the number of a page") as found:
            asked(pages, "far-side-partners", page=wrong)
        assert found.value.tip == "use 1 to 3"


def test_a_page_of_a_long_answer_leads_to_those_beside_it(pages: Pages, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ilrs_graph.pages.question.ROWS", 3)
    given = {"mission": "change-6", "view": "records", "page": "2"}
    document = parsed(render(pages.page("/ask/far-side-partners", given), pages.context, Served()))
    for rel, number in (("prev", ""), ("next", "&page=3")):
        there = f"/ask/far-side-partners?mission=change-6&view=records{number}"
        assert {each.attributes["href"] for each in document.all("a", "link") if each.attributes.get("rel") == rel} == {
            there
        }
    assert "Rows 4 to 6 of 11" in document.text
    records = next(each for each in document.all("ol") if each.attributes.get("class") == "records")
    assert (records.attributes["start"], len(list(records.all("li")))) == ("4", 3)
    proofs = [each.attributes["href"] for each in records.all("a") if "/proof" in each.attributes["href"]]
    assert proofs == [f"/ask/far-side-partners/proof?mission=change-6&row={n}" for n in (4, 5, 6)]


def test_a_record_has_each_value_of_its_row_with_heading(pages: Pages) -> None:
    found = asked(pages, "far-side-partners", view="records")
    document = parsed(render(pages.page("/ask/far-side-partners", {"view": "records"}), pages.context, Served()))
    records = next(each for each in document.all("ol") if each.attributes.get("class") == "records")
    for line, record in zip(found.table.lines, records.all("dl"), strict=True):
        named = zip(found.table.headings, line.cells, strict=True)
        expected = [(heading, cell.text) for heading, cell in named if cell.text]
        said = [each.text for each in record.all("dt", "dd")]
        assert list(zip(said[::2], said[1::2], strict=True))[:-2] == expected


def test_a_view_that_the_question_does_not_have_is_an_error(pages: Pages) -> None:
    assert asked(pages, "mission-slips", view="picture", mission="change-6").picture
    assert not asked(pages, "mission-slips", view="records", mission="change-6").picture
    with pytest.raises(UsageError, match="this question has no picture"):
        asked(pages, "claims-on", view="picture", thing="change-6")
    with pytest.raises(UsageError, match="'map' is not a view"):
        asked(pages, "mission-slips", view="map")


def test_no_parameter_of_a_question_can_be_an_argument_of_its_pages() -> None:
    from ilrs_graph.files.question_header import RESERVED

    assert {*ARGUMENTS, "row"} < RESERVED


def test_an_empty_answer_says_what_was_asked_and_offers_the_nearest(pages: Pages) -> None:
    found = asked(pages, "far-side-partners", mission="change-6", partner="nasa")
    assert found.table.total == 0
    assert [(each.label, each.value, each.arguments) for each in found.asked] == [
        ("Partner", "NASA, National Aeronautics and Space Administration", {"mission": "change-6"}),
        ("Mission", "Chang'e 6", {"partner": "nasa"}),
    ]
    rows = [len(pages.context.reading.ask("far-side-partners", **each.arguments)) for each in found.asked]  # type: ignore[arg-type]
    assert [each.rows for each in found.asked] == rows == sorted(rows, reverse=True)
    text = render(pages.page("/ask/far-side-partners", found.arguments), pages.context, Served())
    assert 'href="/ask/far-side-partners?mission=change-6">Whatever the value of Partner</a>: 11 rows' in text


def test_the_entry_to_cite_the_answer_is_bibtex(pages: Pages) -> None:
    from pybtex.database import parse_string

    found = asked(pages, "far-side-partners", mission="change-6")
    (entry,) = parse_string(found.copied.bibtex, "bibtex").entries.values()
    assert entry.fields["title"].strip("{}") == "Which partners contributed to far-side missions? (mission = change-6)"
    assert entry.fields["date"] == pages.context.last_edit


def test_a_question_with_a_picture_shows_it_above_the_table(pages: Pages) -> None:
    assert asked(pages, "mission-slips", mission="change-6").picture.startswith("<svg")
    whole = asked(pages, "acts-of-an-organisation")
    assert (whole.picture, whole.is_narrowing) == ("", True)
