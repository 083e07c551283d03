"""Things by name, what is known of one, and why a fact holds."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ilrs_graph import LunarGraph
from ilrs_graph.assistants.tool import Result
from ilrs_graph.errors import UnknownName, UsageError
from ilrs_graph.namespaces import expand

Call = Callable[..., Result]


@pytest.mark.parametrize("words", ["Chang'e 6", "cange 6", "嫦娥六号"])
def test_a_thing_is_found_by_any_of_its_names(call: Call, words: str) -> None:
    found = call("find", words=words)
    assert found.data["things"][0]["iri"] == "mission:change-6"
    assert "mission:change-6" in found.text


def test_a_misspelt_word_says_what_was_looked_for(call: Call) -> None:
    assert call("find", words="cange 6").data["searchedFor"] == "change 6"
    assert "searchedFor" not in call("find", words="change 6").data


def test_nothing_is_found_for_words_of_nothing(call: Call) -> None:
    found = call("find", words="qqqqqq")
    assert (found.data["things"], found.data["questions"]) == ([], [])
    assert found.text.startswith("nothing found")


def test_a_thing_is_shown_with_claims_that_say_who_and_when(call: Call, graph: LunarGraph) -> None:
    found = call("show", thing="change-6").data
    assert found["sentence"] == graph.overview("change-6").sentence
    (launch,) = [each for each in found["dates"] if each["iri"] == "event:change-6-launch"]
    assert (launch["date"], launch["outcome"]) == ("3 May 2024", "success")
    assert found["sources"][launch["sources"][0] - 1]["url"].startswith("http")
    status = found["claims"]["status"][0]
    assert status["counts"]
    assert (status["value"], status["speaker"], status["statedOn"]) == ("flown", "CNSA", "2024-05-03")
    assert status["strength"]["independent"] >= 1
    assert graph.resolve(status["iri"])
    assert {"iri": "agent:cnes", "label": "CNES"} in found["facts"]["has partner"]
    assert "mission-contributions" in [each["slug"] for each in found["questions"]]


def test_a_question_named_for_a_thing_can_be_asked_as_it_stands(call: Call) -> None:
    first, second = call("show", thing="change-6").data["questions"][:2]
    assert call("ask", question=first["slug"], arguments=first["arguments"], limit=1).data["total"] > 0
    assert call("ask", question=second["slug"], arguments=second["arguments"], limit=1).data["total"] > 0


def test_a_plan_is_not_shown_as_done(call: Call) -> None:
    dates = call("show", thing="change-8").data["dates"]
    launch = next(each for each in dates if each["iri"].endswith("launch"))
    assert launch["planned"]


def test_a_planned_event_has_a_forecast_marked_as_a_calculation(call: Call, graph: LunarGraph) -> None:
    shown = call("show", thing="change-8-launch")
    found = shown.data["forecast"]
    (expected,) = graph.forecast("change-8-launch")
    assert expected.by_window is not None
    assert expected.median is not None
    assert found["calculation"] is True
    assert "not a statement of anybody" in found["note"]
    assert "not a statement of anybody" in shown.text
    assert found["withinWindow"] == pytest.approx(expected.by_window, abs=1e-4)
    assert found["median"] == expected.median.isoformat()
    assert set(found["intervals"]) == {"50", "80", "90"}
    assert "forecast" not in str(shown.data["claims"])


def test_a_forecast_is_in_chinese_too(call: Call) -> None:
    shown = call("show", thing="change-8-launch", language="zh")
    assert shown.data["forecast"]["note"] in shown.text
    assert "not a statement" not in shown.text


@pytest.mark.parametrize("thing", ["change-6-launch", "luna-25-landing", "change-8", "cnes"])
def test_what_is_no_planned_event_has_no_forecast(call: Call, thing: str) -> None:
    assert "forecast" not in call("show", thing=thing).data


def test_an_unknown_thing_has_near_names(call: Call) -> None:
    with pytest.raises(UnknownName) as caught:
        call("show", thing="chnge-6")
    assert "change-6" in (caught.value.tip or "")


def test_a_fact_is_explained_down_to_files_and_sources(call: Call) -> None:
    found = call("explain", subject="change-6", property="hasPartner", value="cnes")
    assert found.data["holds"]
    assert found.data["fact"] == {"subject": "mission:change-6", "property": "ilrs:hasPartner", "value": "agent:cnes"}
    assert "070-has-partner" in [rule["name"] for rule in found.data["rules"]]
    stated = [each for each in found.data["facts"] if each["kind"] == "stated"]
    assert all(place.startswith("data/") for each in stated for place in each["places"])
    cited = found.data["sources"][stated[0]["sources"][0] - 1]
    assert expand(cited["iri"])
    assert cited["url"] in found.text


def test_what_does_not_hold_is_said_with_what_is_missing(call: Call) -> None:
    found = call("explain", subject="change-6", property="hasPartner", value="nasa")
    assert not found.data["holds"]
    assert "No contribution toward Chang'e 6 names NASA" in found.data["summary"]
    assert any(each["kind"] == "missing" for each in found.data["facts"])
    assert "✗" in found.text


def test_an_unknown_property_is_refused(call: Call) -> None:
    with pytest.raises(UsageError, match="hasPartnr"):
        call("explain", subject="change-6", property="hasPartnr", value="cnes")


def test_sources_are_as_many_as_wanted(call: Call) -> None:
    assert call("show", thing="change-6", sources=0).data["sources"] == []
    some, more = (len(call("show", thing="change-6", sources=n).data["sources"]) for n in (1, 5))
    assert 0 < some < more
