"""Answers about one thing: what is cut out of the whole answer is what is asked."""

from __future__ import annotations

from pyoxigraph import NamedNode

from ilrs_graph import LunarGraph
from ilrs_graph.pages.answers import Asked, Cut
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
