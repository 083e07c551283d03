"""Forecasts as JSON: days as ISO 8601, probabilities as numbers, and the claims of the plans they rest on."""

from __future__ import annotations

from typing import Any

from ...forecasting import Forecast, Forecasts
from ...forecasting.model import Basis, Check, Cited
from ...forecasting.plans import Plan
from ...namespaces import compact
from ..json_text import json_text
from ..options import Options
from .words import WARNING, reason_text

_PLACES = 4
"""Digits after the point of a probability."""


def write(forecasts: Forecasts, _: Options) -> str:
    """Return the forecasts as JSON, each plan once below `plans` if it is wanted."""
    whole: dict[str, Any] = {
        "note": WARNING,
        "asKnownOn": forecasts.day.isoformat() if forecasts.day else None,
        "without": forecasts.left_out or None,
        "forecasts": [as_plain(each) for each in forecasts],
    }
    if forecasts.cited:
        plans = {plan.statement.claim: plan for f in forecasts if f.basis for plan in f.basis.plans}
        whole["plans"] = [_plan(plan, forecasts.cited[claim]) for claim, plan in plans.items()]
    return json_text(whole)


def as_plain(forecast: Forecast) -> dict[str, Any]:
    """Return a forecast as plain values."""
    return {
        "event": forecast.node.value,
        "label": forecast.label,
        "announced": [
            {
                "date": s.edtf,
                "first": s.first.isoformat() if s.first else None,
                "last": s.last.isoformat() if s.last else None,
                "statedOn": s.stated_on,
                "claim": compact(s.claim.value),
            }
            for s in forecast.announced
        ],
        "speakers": list(forecast.speakers),
        "reason": None if forecast.reason is None else reason_text(forecast.reason),
        "withinWindow": _share(forecast.by_window),
        "byEndOf": {str(year): _share(share) for year, share in forecast.by_year},
        "notAtAll": _share(forecast.ended) if forecast.reason is None else None,
        "beyond": _share(forecast.beyond) if forecast.reason is None else None,
        "median": forecast.median.isoformat() if forecast.median else None,
        "intervals": {str(n): [first.isoformat(), last.isoformat()] for n, (first, last) in forecast.intervals.items()},
        "basis": _basis(forecast.basis) if forecast.basis else None,
        "check": _check(forecast.check) if forecast.check else None,
    }


def _basis(basis: Basis) -> dict[str, Any]:
    return {
        "class": basis.used,
        "ownClass": basis.wanted,
        "outcomesByClass": dict(basis.tried),
        "missions": basis.missions,
        "outcomes": basis.outcomes,
        "claims": [compact(plan.statement.claim.value) for plan in basis.plans],
    }


def _check(check: Check) -> dict[str, Any]:
    return {
        "class": check.of_class,
        "missions": check.missions,
        "pinballLoss": _share(check.loss),
        "pinballLossOfAnnouncement": _share(check.announced),
        "held": {str(n): _share(share) for n, share in zip((50, 80, 90), check.held, strict=True)},
        "betterThanAnnouncement": check.is_better,
    }


def _plan(plan: Plan, cited: Cited) -> dict[str, Any]:
    return {
        "claim": compact(plan.statement.claim.value),
        "event": compact(plan.event.node.value),
        "label": cited.label,
        "date": plan.statement.edtf,
        "statedOn": plan.statement.stated_on,
        "speaker": cited.speaker or None,
        "end": plan.end.value,
        "endDay": plan.end_day.isoformat(),
        "slipDays": plan.slip_days,
        "relativeSlip": _share(plan.slip),
        "sources": [each.printed() for each in cited.sources],
    }


def _share(share: float | None) -> float | None:
    return None if share is None else round(share, _PLACES)
