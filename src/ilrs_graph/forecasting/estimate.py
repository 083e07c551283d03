"""Estimates what comes of a plan from those of its class, a wider class if too few of these came true."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from pyoxigraph import NamedNode

from .classes import LEAST_OF_ALL, LEAST_OF_CLASS
from .incidence import End, beyond, incidence
from .model import Basis, Estimate, Reason
from .plans import Plan, observations

LEAST_AT_RISK = 1.0
"""The missions, by weight, that must still be open at a slip for the estimate to go on."""

FEW = "too few missions have a known outcome: {n}, fewer than {least}"
LATE = "too few missions came true after being so late for their lead time: {n}, fewer than {least}"


def estimate(
    path: Sequence[str], slip: float, plans: Sequence[Plan], without: Collection[NamedNode] = ()
) -> Estimate | Reason:
    """Return what comes of a plan that is still open at a relative slip, or why that cannot be estimated.

    Args:
        path: its classes, the narrowest first.
        slip: its relative slip if what it plans happened today.
        plans: all plans to compare it with.
        without: missions that are left out of these: that of the plan itself, at least.
    """
    tried: list[tuple[str, int]] = []
    reason = Reason(FEW, {"least": LEAST_OF_ALL, "n": 0})
    for place, name in enumerate(path):
        of_class = [plan for plan in plans if name in plan.path and plan.event.unit not in without]
        true = [plan for plan in of_class if plan.end is End.HAPPENED]
        outcomes = len({plan.event.unit for plan in true})
        later = len({plan.event.unit for plan in true if plan.slip > slip})
        tried.append((name, outcomes))
        needed = LEAST_OF_ALL if place == len(path) - 1 else LEAST_OF_CLASS
        if outcomes >= needed and later >= LEAST_OF_ALL:
            missions = len({plan.event.unit for plan in of_class})
            basis = Basis(path[0], name, tuple(tried), missions, outcomes, later, tuple(of_class))
            return Estimate(basis, incidence(beyond(observations(of_class), slip), LEAST_AT_RISK, slip))
        few = outcomes < LEAST_OF_ALL
        reason = Reason(FEW if few else LATE, {"least": LEAST_OF_ALL, "n": outcomes if few else later})
    return reason
