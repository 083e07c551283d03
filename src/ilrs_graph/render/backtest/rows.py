"""The scores of the forecasts of past days as rows: one for each class, and for how far ahead they reach."""

from __future__ import annotations

from ...forecasting import Backtest
from ...forecasting.backtest import Group
from ...forecasting.classes import ALL, NAMES
from ...language import say
from ..csv_text import csv_text
from ..markdown_text import markdown_table
from ..options import Options

HEADINGS = (
    "Plans", "Forecasts", "Outcomes", "Missions", "50% held", "80% held", "90% held",
    "Loss", "Loss as announced", "Loss with constant slip", "Brier", "Brier as announced", "Brier with constant slip",
)  # fmt: skip
"""The headings of the cells of a group: losses in years."""


def name_of(group: Group, language: str = "en") -> str:
    """Return the name of a group."""
    return say(NAMES.get(group.name, group.name), language)


def cells(group: Group, name: str) -> list[str]:
    """Return the cells of a group; those that nothing is known of are empty."""
    return [
        name,
        str(group.forecasts),
        str(group.outcomes),
        str(group.missions),
        *_numbers(group.held, "{:.0%}"),
        *_numbers(group.loss, "{:.3f}"),
        *_numbers(group.brier, "{:.3f}"),
    ]


def _numbers(values: tuple[float, ...] | None, form: str) -> list[str]:
    return ["", "", ""] if values is None else [form.format(value) for value in values]


def groups(backtest: Backtest, language: str = "en") -> list[list[str]]:
    """Return the rows of all groups; the class of plans that are in no narrower one has a name of its own."""
    rest = say("missions of no narrower class", language)
    return [
        cells(backtest.whole, name_of(backtest.whole, language)),
        *(cells(each, rest if each.name == ALL else name_of(each, language)) for each in backtest.by_class),
        *(cells(each, name_of(each, language)) for each in backtest.by_lead),
    ]


def csv(backtest: Backtest, options: Options) -> str:
    """Return a row for each group."""
    return csv_text([[say(each, options.language) for each in HEADINGS], *groups(backtest, options.language)])


def markdown(backtest: Backtest, options: Options) -> str:
    """Return a table in Markdown."""
    return markdown_table([say(each, options.language) for each in HEADINGS], groups(backtest, options.language))
