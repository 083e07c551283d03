"""What is forecast of a planned event, as a field of `show`: a calculation, marked as one, and no statement."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..forecasting import Forecast
from ..graph import Reading
from ..language import say
from ..namespaces import compact
from ..render.forecast.json import as_plain
from ..render.forecast.words import WARNING, month, percent, reason_text, rests_on
from ..things.overview import Overview

_FIELDS = ("withinWindow", "byEndOf", "notAtAll", "beyond", "median", "intervals", "check")
"""What is told of a forecast. The claims that it rests on are hundreds: `ilrs-graph forecast --plans` lists them."""


def forecast_of(about: Overview, reading: Reading) -> Forecast | None:
    """Return the forecast of a thing that is a planned event; None of any other thing, and of one that failed."""
    if not any(each.planned and not each.outcome and each.node == about.thing for each in about.occasions):
        return None
    found = reading.forecast(compact(about.thing.value))
    return next((each for each in found if each.node == about.thing), None)


def as_data(forecast: Forecast, language: str) -> dict[str, Any]:
    """Return a forecast as plain values with what it is: a calculation; or the reason why there is none."""
    head = {"calculation": True, "note": say(WARNING, language), "asKnownOn": forecast.day.isoformat()}
    if forecast.reason is not None:
        return {**head, "reason": reason_text(forecast.reason, language)}
    assert forecast.basis is not None
    plain: Mapping[str, Any] = as_plain(forecast)
    told = {name: plain[name] for name in _FIELDS if plain[name] is not None}
    return {**head, **told, "comparedWith": rests_on(forecast.basis, language)}


def as_line(forecast: Forecast, language: str) -> str:
    """Return a forecast as a line of text, which ends with what it is."""
    return say("; ", language).join(_parts(forecast, language)) + say(". ", language) + say(WARNING, language)


def _parts(forecast: Forecast, language: str) -> Iterator[str]:
    if forecast.reason is not None:
        yield f"{say('no forecast', language)}: {reason_text(forecast.reason, language)}"
        return
    assert forecast.median is not None
    if forecast.by_window is not None:
        yield f"{say('within that window', language)}: {percent(forecast.by_window, language)}"
    yield say("middle {month}", language, month=month(forecast.median, language))
    first, last = forecast.intervals[80]
    yield say("{n}%: {first} to {last}", language, n=80, first=month(first, language), last=month(last, language))
