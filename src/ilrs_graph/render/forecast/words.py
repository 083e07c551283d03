"""What forecasts say, in words that all formats share."""

from __future__ import annotations

from datetime import date

from ...dates.words import date_text
from ...forecasting.classes import NAMES
from ...forecasting.model import Basis, Forecast, Reason
from ...language import say
from ..grid import short

WARNING = "Calculated from how plans of the same kind slipped; not a statement of anybody, and not a part of the data."
"""What stands beside every forecast."""


def percent(share: float, language: str = "en") -> str:
    """Return a share in per cent; one that is neither nothing nor all never looks like it.

    >>> percent(0.487), percent(0.001), percent(0.999), percent(1.0)
    ('49%', 'under 1%', 'over 99%', '100%')
    """
    if 0 < share < 0.005:
        return say("under {n}%", language, n=1)
    if 0.995 <= share < 1 - 1e-9:
        return say("over {n}%", language, n=99)
    return f"{share:.0%}"


def month(day: date, language: str = "en") -> str:
    """Return the month of a day: a forecast is no more exact.

    >>> month(date(2031, 2, 3))
    'February 2031'
    """
    return date_text(f"{day:%Y-%m}", language)


def class_name(name: str, language: str = "en") -> str:
    """Return the name of a class of plans."""
    return say(NAMES[name], language)


def reason_text(reason: Reason, language: str = "en") -> str:
    """Return why a forecast cannot be made; days are in words."""
    values = {
        name: date_text(value.isoformat(), language) if isinstance(value, date) else value
        for name, value in reason.values.items()
    }
    return say(reason.text, language, **values)


def announced(forecast: Forecast, language: str = "en") -> str:
    """Return the announced window in words, with its speaker and when it was stated."""
    windows = say(" or ", language).join(
        dict.fromkeys(date_text(s.edtf, language) for s in forecast.announced if s.edtf)
    )
    comma = "，" if language == "zh" else ", "
    said = comma.join([*map(short, forecast.speakers), date_text(forecast.stated_on, language)])
    return windows + say(" ({said})", language, said=said)


def rests_on(basis: Basis, language: str = "en") -> str:
    """Return on which plans a forecast rests, and why not on those of its own class."""
    used = say(
        "{name}: {plans} plans of {missions} missions, {outcomes} of which came true",
        language,
        name=class_name(basis.used, language),
        plans=len(basis.plans),
        missions=basis.missions,
        outcomes=basis.outcomes,
    )
    if not basis.is_widened:
        return used
    few = say("; ", language).join(
        say("{name}, {n}", language, name=class_name(name, language), n=n) for name, n in basis.tried[:-1]
    )
    return used + say(" (too few of its own class came true: {few})", language, few=few)
