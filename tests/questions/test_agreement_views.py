"""Questions on agreements that take a day: what had been signed by the end of it."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from pyoxigraph import Literal, NamedNode

from ilrs_graph.engine import Table
from ilrs_graph.graph import LunarGraph
from ilrs_graph.namespaces import ID, XSD
from ilrs_graph.sparql.parameters import bind

ILRS = NamedNode(ID + "programme/ilrs")
DAYS = [date(1957, 10, 3), *(date(year, 6, 30) for year in range(2017, 2028))]


def signed_by(graph: LunarGraph, slug: str, day: date) -> Table:
    """Return the solutions for that day."""
    term = Literal(day.isoformat(), datatype=NamedNode(XSD + "date"))
    return graph.engine.select(bind(graph.questions[slug].query, {"on": [term]}))


@pytest.mark.parametrize("asked", ["accords-and-ilrs", "programme-agreements"])
def test_what_was_signed_stays_signed(asked: str, real: LunarGraph) -> None:
    whole = real.engine.select(real.questions[asked].query)
    sets = [set(signed_by(real, asked, day).rows) for day in DAYS]
    assert not sets[0]
    assert sets[-1]
    assert all(earlier <= later <= set(whole.rows) for earlier, later in pairwise(sets))


def test_a_memorandum_counts_from_its_day(real: LunarGraph) -> None:
    """The memorandum of China and Russia was signed on 9 March 2021, after the three texts of 2018 and 2019."""
    before, after = (
        {row[1] for row in signed_by(real, "programme-agreements", date(2021, 3, day)).rows if row[0] == ILRS}
        for day in (8, 9)
    )
    assert {text.value.rpartition("/")[2] for text in after - before if text} == {"cnsa-roscosmos-ilrs-2021"}
    assert len(before) == 3


@pytest.mark.parametrize(
    ("day", "states"),
    [("2024-12-15", set()), ("2024-12-16", {"thailand"}), ("2025-07-24", {"senegal", "thailand"})],
)
def test_a_state_is_in_both_camps_from_the_later_signature(day: str, states: set[str], real: LunarGraph) -> None:
    rows = signed_by(real, "accords-and-ilrs", date.fromisoformat(day))
    assert {str(row[0].value).rpartition("/")[2] for row in rows if row[0]} == states
