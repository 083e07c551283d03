"""The share of plans that came true by some slip, from plans that did, plans that were ended, and plans still open.

Observations have weights, since the plans of one mission count as one together. `scipy.stats.ecdf`, the product-limit
estimator of SciPy, has neither weights nor more than one kind of end, so the estimator is here; the tests hold it
against that of SciPy where both apply.

- E. L. Kaplan and P. Meier, Nonparametric estimation from incomplete observations, JASA 53 (1958), 457-481.
- O. O. Aalen and S. Johansen, An empirical transition matrix for non-homogeneous Markov chains based on censored
  observations, Scandinavian Journal of Statistics 5 (1978), 141-150.
- B. M. Hill, Posterior distribution of percentiles: Bayes' theorem for sampling from a population, JASA 63 (1968),
  677-691; with open observations: M. Berliner and B. M. Hill, Bayesian nonparametric survival analysis, JASA 83 (1988),
  772-779.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from itertools import groupby
from math import fsum
from typing import NamedTuple

_LEAST = 1e-9
"""Below this a weight or a share is zero but for rounding."""


class End(Enum):
    """How a plan ended: what was planned happened, or can happen no more; or the plan is open (censored)."""

    HAPPENED = "happened"
    ENDED = "ended"
    OPEN = "open"


class Observation(NamedTuple):
    """The relative slip at which a plan ended, or up to which it is known to be open, with its weight."""

    slip: float
    end: End
    weight: float = 1.0


class Step(NamedTuple):
    """The shares of plans that had come true, and that had been ended, at a slip."""

    slip: float
    happened: float
    ended: float


@dataclass(frozen=True)
class Incidence:
    """The cumulative incidence of both ends, as steps in order of the slip.

    With a `start`, the slip from which it is judged, shares that come true rise evenly from there to the first step and
    from each step to the next; without one, they rise at the steps.

    >>> found = incidence([Observation(1, End.HAPPENED), Observation(2, End.OPEN), Observation(3, End.HAPPENED)])
    >>> found.happened_by(1), found.happened_by(3)
    (0.3333333333333333, 1.0)
    """

    steps: Sequence[Step]
    start: float | None = None

    @property
    def happened(self) -> float:
        """The share of plans that came true at any slip that was observed."""
        return self.steps[-1].happened if self.steps else 0.0

    @property
    def ended(self) -> float:
        """The share of plans that were ended at any slip that was observed."""
        return self.steps[-1].ended if self.steps else 0.0

    @property
    def beyond(self) -> float:
        """The share of which the observations do not say what comes of it: it has a greater slip than any end."""
        rest = 1.0 - self.happened - self.ended
        return rest if rest > _LEAST else 0.0

    @cached_property
    def _rises(self) -> list[tuple[float, float]]:
        """The slips at which plans came true, with the share up to there, from the start on if there is one."""
        rises = [] if self.start is None else [(self.start, 0.0)]
        for step in self.steps:
            if step.happened > (rises[-1][1] if rises else 0.0):
                rises.append((step.slip, step.happened))
        return rises

    def happened_by(self, slip: float) -> float:
        """Return the share of plans that came true at this slip or a smaller one."""
        place = bisect_right(self._rises, slip, key=lambda rise: rise[0])
        if not place:
            return 0.0
        left, share = self._rises[place - 1]
        if self.start is None or place == len(self._rises):
            return share
        right, then = self._rises[place]
        return share + (then - share) * (slip - left) / (right - left)

    def quantile(self, level: float) -> float:
        """Return the smallest slip by which this share of the plans that came true had done so.

        Raises:
            ValueError: none came true.
        """
        if not self.happened:
            raise ValueError("no plan came true")
        wanted = level * self.happened - _LEAST
        place = next(n for n, (_, share) in enumerate(self._rises) if share > 0 and share >= wanted)
        right, then = self._rises[place]
        if self.start is None:
            return right
        left, share = self._rises[place - 1]
        return left + (right - left) * max(0.0, wanted - share) / (then - share)


def incidence(observations: Iterable[Observation], least_at_risk: float = 0.0, start: float | None = None) -> Incidence:
    """Return the Aalen-Johansen estimate of both cumulative incidences.

    With weights w, at each slip x at which plans end, the plans at risk are Y(x), those that end at x or later or are
    open up to x or beyond. The share that is still open falls as S(x) = S(x-) (1 - d(x) / Y(x)), where d(x) is the
    weight of the ends at x (Kaplan-Meier), and each kind of end k gains S(x-) d_k(x) / Y(x). The estimate ends where
    Y(x) is below `least_at_risk`: there, one plan would decide on all that is left, which counts as beyond.

    With a `start`, the estimate is for a further plan that is open at this slip. It is at risk too, with a weight of 1
    beside Y(x): of n outcomes without weights and open plans, k come before it with probability k / (n + 1) (Hill).

    >>> three = [Observation(1, End.HAPPENED), Observation(2, End.ENDED), Observation(2, End.OPEN)]
    >>> incidence(three).steps[-1]
    Step(slip=2, happened=0.3333333333333333, ended=0.33333333333333337)
    >>> incidence([Observation(1, End.HAPPENED)], start=0).steps
    (Step(slip=1, happened=0.5, ended=0.0),)
    """
    ordered = sorted(observations, key=lambda each: each.slip)
    at_risk = fsum(each.weight for each in ordered)
    own = 0.0 if start is None else 1.0
    still_open, happened, ended = 1.0, 0.0, 0.0
    steps = []
    for slip, group in groupby(ordered, key=lambda each: each.slip):
        if at_risk < least_at_risk:
            break
        here = list(group)
        came_true = fsum(each.weight for each in here if each.end is End.HAPPENED)
        were_ended = fsum(each.weight for each in here if each.end is End.ENDED)
        if came_true + were_ended > 0:
            happened += still_open * came_true / (at_risk + own)
            ended += still_open * were_ended / (at_risk + own)
            still_open = max(0.0, still_open * (1 - (came_true + were_ended) / (at_risk + own)))
            steps.append(Step(slip, happened, ended))
        at_risk = max(at_risk - fsum(each.weight for each in here), _LEAST)
    return Incidence(tuple(steps), start)


def beyond(observations: Iterable[Observation], slip: float) -> list[Observation]:
    """Return the observations of plans that were still open at a slip: what comes of a plan that has slipped so far."""
    return [each for each in observations if each.slip > slip]
