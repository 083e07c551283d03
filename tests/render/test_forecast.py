"""Forecasts and backtests in all formats."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ElementTree
from datetime import date

import pytest
from pyoxigraph import Store

from ilrs_graph.engine import StoreEngine
from ilrs_graph.forecasting import Backtest, Forecasts, Outlook, backtest, forecasts
from ilrs_graph.names.labels import Labels
from ilrs_graph.render import Options, format_named, formats_of, write
from plan_records import late_missions, launch, record, statement


@pytest.fixture(scope="module")
def few() -> Forecasts:
    """A forecast, and one that cannot be made."""
    statements, events = late_missions(20)
    event, happened = launch("next"), launch("gone")
    more = [statement(event, "2025-01-01", "2027"), statement(happened, "2025-03-01", "2025-03-01", "actual")]
    outlook = Outlook(
        record([*statements, *more], [*events, event, happened]), date(2026, 1, 1), Labels(StoreEngine(Store()))
    )
    assert event.of is not None
    assert happened.of is not None
    return forecasts(outlook, {event.of, happened.of})


@pytest.fixture(scope="module")
def scored() -> Backtest:
    statements, events = late_missions(20)
    event = launch("next")
    more = [statement(event, "2021-01-01", "2023-01-01"), statement(event, "2023-07-02", "2023-07-02", "actual")]
    return backtest(record([*statements, *more], [*events, event]), date(2020, 1, 1))


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(
    ("kind", "name"), [(kind, form.name) for kind in ("forecast", "backtest") for form in formats_of(kind)]
)
def test_every_format_is_written_the_same_each_time(
    kind: str, name: str, language: str, few: Forecasts, scored: Backtest
) -> None:
    form, options = format_named(name, kind), Options(language=language)
    result = few if kind == "forecast" else scored
    assert write(result, form, options) == write(result, form, options) != ""


@pytest.mark.parametrize("name", [form.name for form in formats_of("forecast")])
def test_nothing_to_forecast_is_written_too(name: str) -> None:
    assert write(Forecasts(), format_named(name, "forecast"), Options()) != ""


def test_each_form_says_that_it_is_a_calculation(few: Forecasts) -> None:
    for name in ("table", "text", "json", "markdown"):
        text = write(few, format_named(name, "forecast"), Options()).replace("\n", " ")
        assert "not a statement of anybody" in text, name


def test_text_tells_the_chances_and_why_there_are_none(few: Forecasts) -> None:
    text = write(few, format_named("text", "forecast"), Options(width=100))
    assert "next-launch\n  announced           2027 (2025-01-01)\n".replace("2025-01-01", "1 January 2025") in text
    assert "  no forecast         it happened on 1 March 2025\n" in text
    assert all(len(line) <= 100 for line in text.splitlines())
    assert "all missions: 20 plans of 20 missions, 20 of which came true" in text


def test_json_has_numbers_and_days(few: Forecasts) -> None:
    found = json.loads(write(few, format_named("json", "forecast"), Options()))
    first, second = found["forecasts"]
    assert first["intervals"]["50"][0] < first["median"] < first["intervals"]["50"][1]
    assert first["byEndOf"]["2027"] <= 1
    assert (second["median"], second["notAtAll"], second["reason"]) == (None, None, "it happened on 1 March 2025")
    assert found["asKnownOn"] == "2026-01-01"


def test_the_calibration_is_a_picture_with_a_point_for_each_level(scored: Backtest) -> None:
    tree = ElementTree.fromstring(write(scored, format_named("svg", "backtest"), Options()))
    points = [each.text for each in tree.iter("{http://www.w3.org/2000/svg}title")][1:]
    assert len(points) == len(scored.reliability) == 7
    assert points[3] == f"50%: {dict(scored.reliability)[0.5]:.0%}"


def test_the_table_of_a_backtest_says_what_it_rests_on(scored: Backtest) -> None:
    text = write(scored, format_named("text", "backtest"), Options(width=150)).replace("\n", " ")
    assert "Forecasts of the first day of each quarter from 1 January 2021 to 1 July 2023" in text
    assert ("No better than the announcement" in text) is not scored.whole.is_better
    found = json.loads(write(scored, format_named("json", "backtest"), Options()))
    assert found["all"]["outcomes"] == 11
    assert found["all"]["betterThanAnnouncement"] is scored.whole.is_better
