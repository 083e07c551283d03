"""Answers about one thing: what is cut out of the whole answer is what is asked."""

from __future__ import annotations

import pytest
from pyoxigraph import NamedNode

from ilrs_graph import LunarGraph
from ilrs_graph.pages.answers import Asked, Cut
from ilrs_graph.pages.tables import References, table
from ilrs_graph.questions.applying import Applied, Place, applied


def fitting(graph: LunarGraph, thing: NamedNode) -> list[Applied]:
    """Return the questions whose answer a thing restricts, as pages take them."""
    overview = graph.overview(thing.value)
    found = applied(graph.questions.values(), Place(overview.classes, *overview.relations))
    return [each for each in found if each.parameter.filter]


def test_the_rows_of_a_thing_are_the_same_cut_and_asked(graph: LunarGraph) -> None:
    cut, asked = Cut(graph.reading()), Asked(graph.reading())
    compared = 0
    for name in ("change-6", "agent:esa"):
        thing = graph.resolve(name)
        for each in fitting(graph, thing)[:8]:
            if each.question.slug in ("claims-on", "acts-of-an-organisation"):  # thousands of rows
                continue
            one, other = cut.about(thing, each), asked.about(thing, each)
            assert sorted(map(str, one.terms)) == sorted(map(str, other.terms)), each.question.slug
            assert [row.sources for row in one.rows] == [row.sources for row in other.rows], each.question.slug
            compared += len(one.rows)
    assert compared > 100


def test_a_question_that_does_not_show_its_parameter_is_asked(graph: LunarGraph) -> None:
    thing = graph.resolve("agent:italy")
    question = graph.question("far-side-partners")
    rows = Cut(graph.reading()).about(thing, Applied(question, question.parameter("state")))
    assert 0 < len(rows.rows) < len(graph.ask("far-side-partners"))


@pytest.mark.parametrize("most", [1, 3, 8])
def test_the_first_rows_are_those_of_the_whole_answer(most: int, graph: LunarGraph) -> None:
    """What all rows say is said of all rows, not of the first."""
    thing = graph.resolve("change-6")
    cut, asked = Cut(graph.reading()), Asked(graph.reading())
    shorter = 0
    for each in fitting(graph, thing)[:6]:
        whole = table(asked.about(thing, each), References())
        first = asked.about(thing, each, most)
        made = table(first, References())
        assert (first.total, len(first.rows)) == (whole.total, min(most, whole.total))
        assert {*made.same} <= {*whole.same}
        assert cut.about(thing, each, most) == first
        shorter += whole.total > most
    assert shorter
