"""Forecasts of planned events by how plans of their kind have slipped: calculations, never claims.

`record` reads what was stated of events, each with the day from which it is known, and `known` is that record on one
day. `classes` says which plans a plan is compared with, `incidence` estimates from them, and `forecast` puts these
together; `backtest` makes the forecasts of past days and scores them. docs/forecast.md has the method.
"""

from __future__ import annotations

from .backtest import Backtest, backtest
from .forecast import Outlook, cited, forecasts, with_fans
from .model import Forecast, Forecasts
from .record import Record, of_things, read_record

__all__ = [
    "Backtest",
    "Forecast",
    "Forecasts",
    "Outlook",
    "Record",
    "backtest",
    "cited",
    "forecasts",
    "of_things",
    "read_record",
    "with_fans",
]
