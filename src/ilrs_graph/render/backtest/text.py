"""The scores of the forecasts of past days as a drawn table, with what they mean below it."""

from __future__ import annotations

from collections.abc import Iterator

from ...dates.words import date_text
from ...forecasting import Backtest
from ...forecasting.classes import ALL, LEAST_OF_ALL
from ...language import say
from ..fitting import fitted
from ..grid import WIDTH, draw
from ..options import Options
from .rows import HEADINGS, groups, name_of


def write(backtest: Backtest, options: Options) -> str:
    """Return the table and its notes."""
    language = options.language
    shown = draw([say(each, language) for each in HEADINGS], groups(backtest, language), options, noun="group")
    width = options.width or WIDTH
    return shown + "".join(f"{line}\n" for text in _notes(backtest, language) for line in fitted(text, width))


def _notes(backtest: Backtest, language: str) -> Iterator[str]:
    day = date_text(backtest.day.isoformat(), language)
    if backtest.first is None or backtest.last is None:
        yield say("No forecast could be made: too few outcomes are known by {day}.", language, day=day)
        return
    yield say(
        "Forecasts of the first day of each quarter from {first} to {last}, each from what was known on that day and "
        "without its own mission; what came of them as known on {day}. Missions weigh as one.",
        language,
        first=date_text(backtest.first.isoformat(), language),
        last=date_text(backtest.last.isoformat(), language),
        day=day,
    )
    if backtest.skipped:
        form = (
            "Of {few} plans nothing could be said, as fewer than {least} missions had an outcome by then, and of "
            "{late}, as fewer than that came true after being so late."
        )
        few, late = backtest.skipped["few"], backtest.skipped["late"]
        yield say(form, language, few=few, late=late, least=LEAST_OF_ALL)
    scored = [backtest.whole, *(each for each in backtest.by_class if each.name != ALL)]
    worse = [name_of(each, language) for each in scored if each.loss is not None and not each.is_better]
    if worse:
        yield say("No better than the announcement: {names}.", language, names=say("; ", language).join(worse))
