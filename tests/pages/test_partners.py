"""The page of partners: gifts of partners only, as ribbons and as a table."""

from __future__ import annotations

import pytest

from ilrs_graph import LunarGraph
from ilrs_graph.errors import UnknownName
from ilrs_graph.pages import Pages
from ilrs_graph.pages.partners import Partners
from ilrs_graph.pages.pictures.ribbons import Link, Receiver, Words, draw

WORDS = Words("Partners", "State", "Partner", "Mission")


def test_each_gift_of_a_partner_is_a_row(pages: Pages, graph: LunarGraph) -> None:
    found: Partners = pages.page("/partners").model
    answer = graph.ask("mission-contributions")
    given = [row for row in answer.terms() if getattr(row["partner"], "value", "") == "yes"]
    assert found.table.total == len(given) > 100
    assert "Partner" not in found.table.headings
    assert all(line.references for line in found.table.lines)


def test_a_programme_has_its_own_partners(pages: Pages) -> None:
    whole: Partners = pages.page("/partners").model
    part: Partners = pages.page("/partners/clep").model
    assert 0 < part.table.total < whole.table.total
    assert "/partners/clep" in [address for _, pages in whole.others for address, _ in pages]
    assert "Chang&#x27;e 6" in part.picture
    assert "Apollo 11" not in part.picture


def test_partners_are_chosen_by_the_years_of_launches(pages: Pages) -> None:
    part: Partners = pages.page("/partners", {"programme": "clep", "from": "2024", "to": "2024"}).model
    assert "Chang&#x27;e 6" in part.picture
    assert "Chang&#x27;e 4" not in part.picture
    assert part.name.endswith("2024 to 2024")
    decade: Partners = pages.page("/partners/years/2010-2019").model
    assert "Chang&#x27;e 4" in decade.picture
    assert "Chang&#x27;e 6" not in decade.picture


def test_a_programme_without_partners_has_an_empty_page_and_an_unknown_one_none(pages: Pages) -> None:
    assert pages.page("/partners/ranger").model.picture == ""
    with pytest.raises(UnknownName):
        pages.page("/partners/nothing")


def test_a_ribbon_is_as_wide_as_its_number_and_givers_stand_by_their_receivers() -> None:
    receivers = [Receiver("first", "2020", True), Receiver("second", "planned", False)]
    links = [Link("b", "B", "second", 1), Link("a", "A", "first", 3), Link("<c>", "A", "second", 1)]
    picture = draw(links, receivers, WORDS)
    assert picture.index(">a<") < picture.index(">&lt;c&gt;<") < picture.index(">b<")
    assert 'stroke-width="5.2"><title>3: a – first' in picture
    assert "<c>" not in picture


def test_the_same_links_in_another_order_give_the_same_picture(pages: Pages) -> None:
    assert pages.page("/partners/clep").model.picture == pages.page("/partners/clep").model.picture
