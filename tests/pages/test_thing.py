"""The page of a thing: sentence, dates, answers about it, what was said of it, what refers to it, sources."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from html_document import Element

from ilrs_graph.errors import UnknownName
from ilrs_graph.pages import Pages
from ilrs_graph.pages.thing import ANSWERS, ROWS, Thing

Rendered = Callable[..., Element]


@pytest.fixture(scope="module")
def mission(pages: Pages) -> Thing:
    found = pages.page("/id/mission/change-6").model
    assert isinstance(found, Thing)
    return found


def test_a_mission_has_a_picture_of_its_dates_with_a_table(mission: Thing) -> None:
    assert mission.timeline is not None
    assert mission.timeline.picture.startswith("<svg")
    launch = next(said for name, said in mission.timeline.statements if name.startswith("Chang'e 6: launch"))
    assert {"planned", "wrong when said", "actual"} <= {kind for _, kind, *_ in launch}
    assert any(date == "3 May 2024" for date, *_ in launch)


def test_answers_are_those_that_the_thing_restricts_and_have_rows(mission: Thing) -> None:
    assert len(mission.answers) == ANSWERS
    assert all(0 < len(about.table.lines) <= ROWS for about in mission.answers)
    contributions = next(each for each in mission.answers if each.question.slug == "mission-contributions")
    assert contributions.arguments == {"mission": "mission:change-6"}
    assert contributions.table.total > ROWS
    assert "Mission" not in contributions.table.headings
    assert {slug for slug, *_ in mission.more}.isdisjoint(about.question.slug for about in mission.answers)


def test_the_value_that_counts_and_what_was_wrong_are_marked(mission: Thing, pages: Pages, rendered: Rendered) -> None:
    status = mission.claims["status"]
    assert status[0].statement.counts
    assert status[0].references
    launch = pages.page("/id/event/change-6-launch").model
    wrong = [each for found in launch.claims.values() for each in found if each.statement.is_wrong]
    assert wrong
    page = rendered("/id/event/change-6-launch")
    item = next(each for each in page.all("li") if each.attributes.get("id") == wrong[0].place)
    assert "wrong" in item.attributes["class"]


def test_what_became_of_a_statement_is_in_words(pages: Pages, chinese: Pages) -> None:
    (dates,) = (found for found in pages.page("/id/event/change-6-launch").model.claims.values() if len(found) > 3)
    by_fate = {each.fate: each.statement for each in dates}
    assert {"counts now", "wrong when said", "superseded by a later statement"} <= by_fate.keys()
    assert by_fate["counts now"].counts
    assert by_fate["superseded by a later statement"].stated_on < by_fate["counts now"].stated_on
    (dates,) = (found for found in chinese.page("/id/event/change-6-launch").model.claims.values() if len(found) > 3)
    assert {"当前采信", "当时即误", "已被后来的陈述取代"} <= {each.fate for each in dates}


def test_every_claim_has_its_place_on_the_page_of_its_subject(pages: Pages, rendered: Rendered) -> None:
    for address in ("/id/mission/change-6", "/id/event/change-6-launch", "/id/programme/ilrs"):
        page = rendered(address)
        places = {each.attributes.get("id") for each in page.all("li")}
        subject = pages.context.reading.resolve(address.removeprefix("/id/").replace("/", ":"))
        rows = pages.context.reading.engine.select(
            f"SELECT ?c {{ ?c <https://w3id.org/ilrs-graph/ontology#subject> {subject} }}"
        )
        addresses = [pages.context.addresses.of(claim) for (claim,) in rows]
        assert addresses
        assert {each.partition("#")[2] for each in addresses} <= places


def test_a_source_shows_what_rests_on_it(pages: Pages) -> None:
    source: Thing = pages.page("/id/source/scio-2024-07-09-change-6").model
    resting = [named for named in source.groups if named.group.kind.startswith("rests on this source: ")]
    assert sum(named.group.size for named in resting) > 10
    assert all(value.text and value.thing for named in resting for value in named.things)


def test_what_refers_to_a_thing_is_counted_and_all_of_it_is_linked(mission: Thing) -> None:
    groups = {named.group.kind: named for named in mission.groups}
    assert groups["contribution"].group.size == len(groups["contribution"].things) > 10


def test_references_are_numbered_once_each_and_all_cited(mission: Thing, rendered: Rendered) -> None:
    page = rendered("/id/mission/change-6")
    listed = [each.attributes["id"] for each in page.all("li") if each.attributes.get("id", "").startswith("r")]
    assert listed[: len(mission.references)] == [f"r{n}" for n, _ in mission.references]
    cited = {a.attributes["href"] for a in page.all("a") if a.attributes["href"].startswith("#r")}
    assert cited <= {f"#{place}" for place in listed}


@pytest.mark.parametrize("address", ["/id/mission/nothing", "/id/nothing/change-6", "/vocab/status/x", "/x", "/id/x"])
def test_what_is_not_there_has_no_page(address: str, pages: Pages) -> None:
    with pytest.raises(UnknownName):
        pages.page(address)
