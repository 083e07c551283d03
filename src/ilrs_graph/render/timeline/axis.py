"""The axis of time: years in proportion, long empty stretches folded."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

FOLD_YEARS = 4
"""An empty stretch longer than this is folded."""
_FOLDED = 0.6  # years of width that a folded stretch keeps


class Axis:
    """Maps days to x coordinates between `left` and `right`.

    >>> axis = Axis([date(1959, 1, 1), date(2024, 1, 1), date(2025, 1, 1)], 0.0, 100.0)
    >>> axis.folds[0][:2]
    (1961, 2023)
    >>> axis.x(date(2025, 1, 1)) - axis.x(date(2024, 1, 1)) > 15
    True
    """

    def __init__(self, days: Iterable[date], left: float, right: float) -> None:
        years = sorted({d.year for d in days}) or [2020]
        occupied = range(years[0], years[-1] + 2)
        marked = set(years) | {y + 1 for y in years}
        self._width: dict[int, float] = {}
        self.folds: list[tuple[int, int, float]] = []
        empty: list[int] = []
        for year in occupied:
            if year in marked:
                self._close(empty)
                empty = []
                self._width[year] = 1.0
            else:
                empty.append(year)
        self._close(empty)
        total = sum(self._width.values())
        self._left, self._scale = left, (right - left) / total
        at = left
        self._start: dict[int, float] = {}
        for year in sorted(self._width):
            self._start[year] = at
            at += self._width[year] * self._scale
        self.folds = [(a, b, self._start[a]) for a, b, _ in self.folds]
        self.right = at

    def _close(self, empty: list[int]) -> None:
        long = len(empty) > FOLD_YEARS
        for year in empty:
            self._width[year] = _FOLDED / len(empty) if long else 1.0
        if long:
            self.folds.append((empty[0], empty[-1], 0.0))

    def x(self, day: date) -> float:
        """Return the x coordinate of the beginning of `day`; days beyond the axis stay at its ends."""
        if day.year not in self._start:
            return self._left if day.year < min(self._start) else self.right
        share = (day - date(day.year, 1, 1)) / timedelta(days=366)
        return self._start[day.year] + share * self._width[day.year] * self._scale

    def ticks(self) -> list[tuple[int, float]]:
        """Return the years that are drawn in full and where they begin."""
        folded = {y for a, b, _ in self.folds for y in range(a, b + 1)}
        years = [y for y in sorted(self._start) if y not in folded]
        step = 1 if len(years) <= 40 else 5
        return [(y, self._start[y]) for y in years if y % step == 0]
