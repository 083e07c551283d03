"""The pages of timelines: of late and to come, or of one programme, operator, state, kind of event or time."""

from __future__ import annotations

import pytest
from html_document import parsed

from ilrs_graph.errors import UnknownName, UsageError
from ilrs_graph.pages import Files, Pages, Served
from ilrs_graph.pages.render import render
from ilrs_graph.pages.timelines import MOST, Timelines, year_of


def test_all_events_begin_in_the_year_before_the_last_edit(pages: Pages) -> None:
    found: Timelines = pages.page("/timeline").model
    assert found.since == int(pages.context.last_edit[:4]) - 1
    assert found.timeline is not None
    assert "Apollo 11" not in found.timeline.picture
    assert found.timeline.picture.count("Artemis III") > 0


def test_a_programme_has_all_its_events(pages: Pages) -> None:
    found: Timelines = pages.page("/timeline/apollo").model
    assert found.timeline is not None
    assert "Apollo 11" in found.timeline.picture
    assert len(found.timeline.rows) == len(found.timeline.statements) == found.total


@pytest.mark.parametrize(
    ("arguments", "shown", "hidden"),
    [
        ({"programme": "apollo", "from": "1969", "to": "1969"}, "Apollo 11", "Apollo 13"),
        ({"state": "india"}, "Chandrayaan-2", "Apollo 11"),
        ({"operator": "isro", "kind": "Launch"}, "Chandrayaan-3", "landing"),
        ({"to": "1959"}, "Luna 2", "Luna 9"),
    ],
)
def test_events_are_chosen_by_what_they_belong_to(
    pages: Pages, arguments: dict[str, str], shown: str, hidden: str
) -> None:
    found: Timelines = pages.page("/timeline", arguments).model
    assert found.timeline is not None
    table = str(found.timeline.rows)
    assert shown in table
    assert hidden not in table
    assert found.since == 0


def test_a_filter_lets_through_what_fulfils_all_its_parts(pages: Pages) -> None:
    arguments = {"state": "china", "kind": "Landing", "from": "2019", "to": "2025"}
    both: Timelines = pages.page("/timeline", arguments).model
    every = pages.context.lanes
    kinds = {lane.kind for lane in every if lane.kind is not None and lane.kind.value.endswith("#Landing")}
    own = [lane for lane in every if lane.kind in kinds and 2019 <= year_of(lane) <= 2025]
    assert 3 <= both.total < len(own)


def test_of_many_events_the_first_are_drawn(pages: Pages) -> None:
    page = pages.page("/timeline", {"from": "1958"})
    found: Timelines = page.model
    assert found.timeline is not None
    assert len(found.timeline.rows) == MOST < found.total
    assert f"{MOST} of {found.total} events" in render(page, pages.context, Served())


@pytest.mark.parametrize(
    ("arguments", "said"),
    [({"programme": "nothing"}, "nothing"), ({"from": "60"}, "not a year"), ({"from": "1970", "to": "1969"}, "before")],
)
def test_wrong_arguments_are_errors(pages: Pages, arguments: dict[str, str], said: str) -> None:
    for address in ("/timeline", "/partners"):
        with pytest.raises(UsageError, match=said):
            pages.page(address, arguments)


@pytest.mark.parametrize("address", ["nothing", "planet/mars", "state/nowhere", "years/196", "kind/Nothing"])
def test_an_unknown_part_has_no_page(pages: Pages, address: str) -> None:
    with pytest.raises(UnknownName):
        pages.page(f"/timeline/{address}")


def test_a_server_has_a_form_and_files_have_links_to_pages_of_parts(pages: Pages) -> None:
    page = pages.page("/timeline", {"state": "india"})
    forms = parsed(render(page, pages.context, Served("/b"))).all("form")
    form = next(each for each in forms if list(each.all("select")))
    assert form.attributes["action"] == "/b/timeline"
    assert [each.text for each in form.all("option") if "selected" in each.attributes] == ["India"]
    files = parsed(render(pages.page("/timeline"), pages.context, Files("/timeline")))
    links = {a.attributes["href"] for a in files.all("a")}
    assert {"timeline/state/india.html", "timeline/years/1960-1969.html", "timeline/apollo.html"} <= links
    written = set(pages.addresses())
    assert {"/" + to.removesuffix(".html") for to in links if to.startswith("timeline/")} <= written
