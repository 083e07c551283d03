"""The page of forecasts: what is to come in ten years, with chances; and their shades in timelines."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from html_document import Element

from ilrs_graph.pages import Pages
from ilrs_graph.pages.forecast import YEARS, Outlook

Rendered = Callable[..., Element]


@pytest.fixture(scope="module")
def outlook(pages: Pages) -> Outlook:
    found = pages.page("/forecast").model
    assert isinstance(found, Outlook)
    return found


def test_the_events_of_ten_years_are_rows_and_the_others_say_why_not(outlook: Outlook, pages: Pages) -> None:
    found = pages.context.forecasts
    assert found.day is not None
    last = found.day.year + YEARS
    told = [each for each in found if each.median is not None]
    assert [row.node for row in outlook.rows] == [
        each.node for each in told if each.median and each.median.year <= last
    ]
    assert 30 < len(outlook.rows) < len(told)
    assert {node for node, _ in outlook.untold} == {each.node for each in found if each.reason is not None}
    assert all(reason for _, reason in outlook.untold)


def test_the_page_says_that_it_is_a_calculation_and_each_event_leads_to_its_page(rendered: Rendered) -> None:
    page = rendered("/forecast")
    assert "not a statement of anybody" in " ".join(each.text for each in page.all("p"))
    links = {each.attributes.get("href", "") for each in page.all("a")}
    assert any("change-8-launch" in link for link in links)


def test_timelines_of_pages_have_the_shades(pages: Pages) -> None:
    for address in ("/timeline", "/id/mission/change-8"):
        assert "forecast, not a statement" in pages.page(address).model.timeline.picture
    assert "forecast, not a statement" not in pages.page("/id/mission/change-6").model.timeline.picture
