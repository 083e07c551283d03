"""What an answer without rows says: with which arguments, and what has rows."""

from __future__ import annotations

import pytest

from ilrs_graph import LunarGraph
from ilrs_graph.errors import UnknownName, UsageError
from ilrs_graph.namespaces import compact


def test_a_state_without_rows_leads_to_its_agents(graph: LunarGraph) -> None:
    answer = graph.ask("mission-contributions", contributor="pakistan")
    assert len(answer) == 0
    (without,) = answer.without
    assert without.rows == len(graph.ask("mission-contributions"))
    assert "agent:suparco" in [compact(agent.value) for agent in without.agents]
    for agent in without.agents:
        assert len(graph.ask("mission-contributions", contributor=agent.value))
    assert answer.hint.startswith("No rows with contributor = Pakistan. Without contributor: ")
    assert "Agents of Pakistan with rows: contributor = agent:suparco (SUPARCO" in answer.hint
    assert "贡献方 = agent:suparco" in answer.in_language("zh").hint
    assert "No rows" not in answer.in_language("zh").hint


def test_agents_are_those_with_rows_for_the_other_arguments(graph: LunarGraph) -> None:
    answer = graph.ask("mission-contributions", contributor="pakistan", mission="change-4")
    without = {each.parameter: each for each in answer.without}
    assert without["contributor"].rows == len(graph.ask("mission-contributions", mission="change-4")) > 0
    assert without["contributor"].agents == ()
    assert "Agents of" not in answer.hint


def test_rows_need_no_hint(graph: LunarGraph) -> None:
    answer = graph.ask("far-side-partners", mission="change-6")
    assert (answer.without, answer.hint) == ((), "")


def test_a_code_is_one_of_the_list_of_the_parameter(graph: LunarGraph) -> None:
    assert len(graph.ask("missions", status="cancelled"))
    for wrong in ("crashed", "modality:cancelled"):
        with pytest.raises(UnknownName) as caught:
            graph.ask("missions", status=wrong)
        assert caught.value.message == f"no status is called {wrong!r}"
        assert "cancelled" in str(caught.value.tip)


def test_a_first_day_after_the_last_is_refused(graph: LunarGraph) -> None:
    with pytest.raises(UsageError, match="since: 2030 is after until, 2020"):
        graph.ask("missions", since=2030, until=2020)


def test_the_tip_for_a_year_has_the_example_of_the_parameter(graph: LunarGraph) -> None:
    example = graph.questions["missions"].parameter("since").example
    with pytest.raises(UsageError, match="'soon' is not a whole number") as caught:
        graph.ask("missions", since="soon")
    assert caught.value.tip == f"use a whole number such as {example}"


def test_a_text_that_no_row_can_have_is_refused(graph: LunarGraph) -> None:
    with pytest.raises(UsageError, match="how: 'crashed' is not a valid value") as caught:
        graph.ask("landing-regions", how="crashed")
    assert caught.value.tip == "how takes landed, planned, tried"
