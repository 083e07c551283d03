"""The page of the Moon: only what has a position is drawn, and each position is in the table with its source."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from html_document import Element

from ilrs_graph import LunarGraph
from ilrs_graph.pages import Pages
from ilrs_graph.pages.moon import Moon
from ilrs_graph.pages.pictures.moon import Point, Words, draw, on_cap, on_side

Rendered = Callable[..., Element]
WORDS = Words("Moon", "near", "far", "south", "north", [("landed", "landed")])


@pytest.fixture(scope="module")
def moon(pages: Pages) -> Moon:
    found = pages.page("/moon").model
    assert isinstance(found, Moon)
    return found


def test_every_row_has_a_position_and_a_source(moon: Moon, graph: LunarGraph) -> None:
    places = [moon.table.headings.index(name) for name in ("Latitude", "Longitude")]
    assert moon.table.lines
    assert all(line.cells[place].text for line in moon.table.lines for place in places)
    assert all(line.references for line in moon.table.lines)
    assert len(moon.table.lines) + moon.without == len(graph.ask("landing-sites"))


def test_chang_e_6_is_on_the_far_side_and_tells_its_position(moon: Moon) -> None:
    far = moon.picture.partition('<g transform="translate(790')[2].partition('<g transform="translate(265')[0]
    assert ">Chang'e 6<" in far or ">Chang&#x27;e 6<" in far
    assert "landing, 1 June 2024, " in moon.picture


def test_each_point_of_the_picture_is_a_row_of_the_table(moon: Moon) -> None:
    points = moon.picture.count("<g><title>")
    assert 0 < points <= 2 * len(moon.table.lines)  # one near a pole is in the cap too


@pytest.mark.parametrize(
    ("latitude", "longitude", "middle", "x", "y", "visible"),
    [
        (0, 0, 0, 0, 0, True),
        (90, 0, 0, 0, -1, True),
        (0, 180, 0, 0, 0, False),
        (0, 180, 180, 0, 0, True),
        (30, -90, 0, -0.866, -0.5, True),
    ],
)
def test_a_side_is_seen_from_afar(
    latitude: float, longitude: float, middle: float, x: float, y: float, visible: bool
) -> None:
    found = on_side(latitude, longitude, middle)
    assert found[:2] == pytest.approx((x, y), abs=1e-3)
    assert found[2] is visible


def test_a_cap_has_its_pole_in_the_middle_and_the_near_side_up_in_the_south() -> None:
    assert on_cap(-90, 45, -1) == pytest.approx((0, 0))
    assert on_cap(-60, 0, -1) == pytest.approx((0, -1))
    assert on_cap(60, 0, 1) == pytest.approx((0, 1))


def test_names_do_not_stand_on_each_other_and_no_mark_is_lost() -> None:
    crowd = [Point(f"Luna {n}", 0.1 * n, 10 + 0.1 * n, "landed", f"Luna {n}") for n in range(12)]
    picture = draw(crowd, WORDS)
    assert picture.count("<g><title>Luna ") == len(crowd)
    assert 0 < picture.count(">Luna ") - len(crowd) < len(crowd)
