"""What tests of exports share."""

from __future__ import annotations

import pytest

from ilrs_graph import LunarGraph


@pytest.fixture(
    scope="module", params=["small_graph", pytest.param("graph", marks=pytest.mark.soak)], ids=["small", "shipped"]
)
def lunar(request: pytest.FixtureRequest) -> LunarGraph:
    """Chang'e 6; the shipped graph as a soak."""
    found = request.getfixturevalue(request.param)
    assert isinstance(found, LunarGraph)
    return found
