"""The pages of timelines: of late and to come, or of one programme."""

from __future__ import annotations

import pytest

from ilrs_graph.errors import UnknownName
from ilrs_graph.pages import Pages
from ilrs_graph.pages.timelines import Timelines


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
    assert len(found.timeline.rows) == len(found.timeline.statements)


def test_an_unknown_programme_has_no_page(pages: Pages) -> None:
    with pytest.raises(UnknownName):
        pages.page("/timeline/nothing")
