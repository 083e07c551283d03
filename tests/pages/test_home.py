"""The first page: featured questions with live counts, dates that changed lately, how fresh the data is."""

from __future__ import annotations

import pytest

from ilrs_graph import LunarGraph
from ilrs_graph.pages import Pages
from ilrs_graph.pages.changes import Changes
from ilrs_graph.pages.home import FEATURED, QUESTIONS, Home, chosen


@pytest.fixture(scope="module")
def home(pages: Pages) -> Home:
    found = pages.page("/").model
    assert isinstance(found, Home)
    return found


def test_the_featured_questions_exist_and_come_first(home: Home, graph: LunarGraph) -> None:
    assert set(FEATURED) <= set(graph.questions)
    assert [card.question.slug for card in home.cards] == list(FEATURED)
    assert len(home.cards) == QUESTIONS


def test_a_card_has_the_number_of_rows_and_the_first_of_them(home: Home, graph: LunarGraph) -> None:
    card = home.cards[0]
    answer = graph.ask(card.question.slug)
    assert card.size == len(answer)
    assert card.lines[0][0].text in answer.texts[0]


def test_other_questions_fill_up_what_a_graph_lacks(graph: LunarGraph) -> None:
    some = [question for slug, question in graph.questions.items() if slug not in FEATURED[:6]]
    found = chosen(some)
    assert [question.slug for question in found[:6]] == list(FEATURED[6:])
    assert len(found) == QUESTIONS == len({question.slug for question in found})


def test_dates_that_changed_lately_are_those_of_the_page_of_changes(home: Home, pages: Pages) -> None:
    every: Changes = pages.page("/changes").model
    assert 3 < len(home.news) == len({each.subject for each in home.news})
    said = {each.claim: each.text("en") for each in every.latest}
    assert [said[each.claim] for each in home.news] == [each.text("en") for each in home.news]
    days = [each.day for each in home.news]
    assert days == sorted(days, reverse=True)
    assert all(each.before and each.before != each.value for each in home.news)
    assert all("#claim-" in pages.context.addresses.of(each.claim) for each in home.news)


def test_the_data_tells_its_day_and_its_size(home: Home) -> None:
    assert home.last_edit.split()[-1] >= "2026"
    assert {segment: number for _, number, segment in home.counts}["mission"] > 100
