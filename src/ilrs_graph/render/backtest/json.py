"""The scores of the forecasts of past days as JSON."""

from __future__ import annotations

from typing import Any

from ...forecasting import Backtest
from ...forecasting.backtest import METHODS, Group
from ...forecasting.model import INTERVALS
from ..json_text import json_text
from ..options import Options


def write(backtest: Backtest, _: Options) -> str:
    """Return the scores by class and by how far ahead, and the reliability, as JSON."""
    return json_text(
        {
            "asKnownOn": backtest.day.isoformat(),
            "first": backtest.first.isoformat() if backtest.first else None,
            "last": backtest.last.isoformat() if backtest.last else None,
            "notForecast": dict(sorted(backtest.skipped.items())),
            "all": _group(backtest.whole),
            "byClass": [_group(each) for each in backtest.by_class],
            "byLead": [_group(each) for each in backtest.by_lead],
            "reliability": [{"level": level, "share": round(share, 4)} for level, share in backtest.reliability],
        }
    )


def _group(group: Group) -> dict[str, Any]:
    held = group.held or (None,) * len(INTERVALS)
    return {
        "name": group.name,
        "forecasts": group.forecasts,
        "outcomes": group.outcomes,
        "missions": group.missions,
        "held": {str(n): _rounded(share) for n, share in zip(INTERVALS, held, strict=True)},
        "pinballLoss": _by_method(group.loss),
        "brier": _by_method(group.brier),
        "betterThanAnnouncement": group.is_better if group.loss is not None else None,
    }


def _by_method(values: tuple[float, ...] | None) -> dict[str, float | None]:
    return {method: _rounded(values[place]) if values else None for place, method in enumerate(METHODS)}


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
