"""Forecasts as rows: one for each event."""

from __future__ import annotations

from ...dates.words import date_text
from ...forecasting import Forecast, Forecasts
from ...language import say
from ..csv_text import csv_text
from ..fitting import fitted
from ..grid import WIDTH, draw
from ..markdown_text import markdown_table
from ..options import Options
from .words import WARNING, announced, class_name, month, percent, reason_text

HEADINGS = ("Event", "Announced", "Window kept", "Middle", "80% from", "80% to", "Not at all", "Compared with")
"""The headings of the rows for readers."""

FIELDS = (
    "event", "label", "announced", "statedOn", "speaker", "withinWindow", "ended", "beyond", "median",
    "from50", "to50", "from80", "to80", "from90", "to90", "class", "missions", "outcomes", "reason",
)  # fmt: skip
"""The columns of the rows for programs."""


def table(forecasts: Forecasts, options: Options) -> str:
    """Return a drawn table, and below it the events of which nothing can be said, and what a forecast is."""
    language, width = options.language, options.width or WIDTH
    with_chances = [each for each in forecasts if each.reason is None]
    shown = draw(_headings(language), [cells(each, language) for each in with_chances], options, noun="event")
    lines = [line for each in forecasts if each.reason is not None for line in fitted(_not_told(each, language), width)]
    return shown + "".join(f"{line}\n" for line in [*lines, *fitted(note(forecasts, language), width)])


def note(forecasts: Forecasts, language: str) -> str:
    """Return what a forecast is, as of when it was made, and what it does without."""
    parts = [say(WARNING, language)]
    if forecasts.day is not None:
        parts.append(say("As known on {day}.", language, day=date_text(forecasts.day.isoformat(), language)))
    parts.append(say("How such forecasts did: {command}", language, command="ilrs-graph forecast --backtest"))
    if forecasts.left_out:
        parts.append(say("Without the missions of {name}.", language, name=forecasts.left_out))
    return ("" if language == "zh" else " ").join(parts)


def markdown(forecasts: Forecasts, options: Options) -> str:
    """Return a table in Markdown of the events that can be forecast."""
    language = options.language
    rows = [cells(each, language) for each in forecasts if each.reason is None]
    return f"{markdown_table(_headings(language), rows)}\n{note(forecasts, language)}\n"


def csv(forecasts: Forecasts, _: Options) -> str:
    """Return a row for each event; probabilities as numbers, days as ISO 8601."""
    return csv_text([FIELDS, *map(_fields, forecasts)])


def _headings(language: str) -> list[str]:
    return [say(heading, language) for heading in HEADINGS]


def cells(forecast: Forecast, language: str) -> list[str]:
    """Return the cells of an event that can be forecast."""
    first, last = forecast.intervals[80]
    assert forecast.median is not None
    assert forecast.basis is not None
    return [
        forecast.label,
        announced(forecast, language),
        "" if forecast.by_window is None else percent(forecast.by_window, language),
        month(forecast.median, language),
        month(first, language),
        month(last, language),
        percent(forecast.ended, language),
        class_name(forecast.basis.used, language),
    ]


def _not_told(forecast: Forecast, language: str) -> str:
    assert forecast.reason is not None
    return say("{title}: {text}", language, title=forecast.label, text=reason_text(forecast.reason, language))


def _fields(forecast: Forecast) -> list[str]:
    is_forecast, basis = forecast.reason is None, forecast.basis
    days = [day for interval in forecast.intervals.values() for day in interval]
    return [
        forecast.node.value,
        forecast.label,
        forecast.window,
        forecast.stated_on,
        " / ".join(forecast.speakers),
        "" if forecast.by_window is None else f"{forecast.by_window:.4f}",
        f"{forecast.ended:.4f}" if is_forecast else "",
        f"{forecast.beyond:.4f}" if is_forecast else "",
        forecast.median.isoformat() if forecast.median else "",
        *([day.isoformat() for day in days] or [""] * 6),
        basis.used if basis else "",
        str(basis.missions) if basis else "",
        str(basis.outcomes) if basis else "",
        "" if forecast.reason is None else reason_text(forecast.reason),
    ]
