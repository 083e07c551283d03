"""The estimator, held against values that are published or computed by hand, and against SciPy."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilrs_graph.forecasting.incidence import End, Observation, beyond, incidence

# weeks of remission under 6-mercaptopurine, + where still in remission: Freireich et al., Blood 21 (1963), 699-716
WEEKS = "6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+"
IN_REMISSION = {6: 0.857, 7: 0.807, 10: 0.753, 13: 0.690, 16: 0.627, 22: 0.538, 23: 0.448}
"""The Kaplan-Meier estimate of these, as the textbooks print it."""


def freireich() -> list[Observation]:
    return [Observation(int(w.rstrip("+")), End.OPEN if w.endswith("+") else End.HAPPENED) for w in WEEKS.split()]


def test_the_estimate_of_a_published_trial_is_the_published_one() -> None:
    found = incidence(freireich())
    assert {step.slip: round(1 - step.happened, 3) for step in found.steps} == IN_REMISSION
    assert found.ended == 0
    assert found.beyond == pytest.approx(0.448, abs=5e-4)


def test_two_kinds_of_end_by_hand() -> None:
    """Aalen-Johansen of five plans: S = 4/5 after 1; 1/4 of it each at 2 and 4, with an open one between."""
    found = incidence(
        [
            Observation(1, End.HAPPENED),
            Observation(2, End.ENDED),
            Observation(3, End.OPEN),
            Observation(4, End.HAPPENED),
            Observation(5, End.ENDED),
        ]
    )
    assert [step.slip for step in found.steps] == [1, 2, 4, 5]
    assert [step.happened for step in found.steps] == pytest.approx([1 / 5, 1 / 5, 1 / 5 + 3 / 10, 1 / 2])
    assert [step.ended for step in found.steps] == pytest.approx([0, 1 / 5, 1 / 5, 1 / 2])
    assert found.beyond == 0


def test_a_weight_of_two_is_the_same_observation_twice() -> None:
    weighted = [Observation(1, End.HAPPENED, 2), Observation(2, End.OPEN), Observation(3, End.HAPPENED)]
    repeated = [weighted[0]._replace(weight=1)] * 2 + weighted[1:]
    assert incidence(weighted) == incidence(repeated)


def test_the_estimate_ends_where_too_few_are_at_risk() -> None:
    found = incidence([Observation(n, End.HAPPENED, 0.5) for n in range(4)], least_at_risk=1)
    assert [step.slip for step in found.steps] == [0, 1, 2]
    assert found.beyond == pytest.approx(1 / 4)


def test_quantiles_are_those_of_the_plans_that_came_true() -> None:
    found = incidence([Observation(n, End.HAPPENED if n % 2 else End.ENDED) for n in range(1, 9)])
    assert [found.quantile(level) for level in (0.01, 0.25, 0.5, 0.75, 1)] == [1, 1, 3, 5, 7]
    with pytest.raises(ValueError, match="came true"):
        incidence([Observation(1, End.ENDED)]).quantile(0.5)


def test_what_has_slipped_so_far_is_judged_by_what_slipped_more() -> None:
    later = beyond(freireich(), 10)
    assert incidence(later).happened_by(13) == pytest.approx(1 / 12)
    assert incidence(later).happened_by(10) == 0


@pytest.mark.parametrize("n", [1, 9, 20])
def test_a_further_plan_is_as_likely_before_between_and_after_the_others(n: int) -> None:
    """Hill's assumption: each of the n + 1 gaps that n outcomes leave has the same probability."""
    found = incidence([Observation(k, End.HAPPENED) for k in range(1, n + 1)], start=0)
    shares = [found.happened_by(k) for k in range(n + 1)]
    assert shares == pytest.approx([k / (n + 1) for k in range(n + 1)])
    assert found.beyond == pytest.approx(1 / (n + 1))
    assert found.happened_by(0.5) == pytest.approx(0.5 / (n + 1))


def test_open_plans_leave_more_to_the_later_gaps() -> None:
    """By hand, of three plans and the further one: 1/4 at 1; of what is left after the open one, half at 3."""
    found = incidence([Observation(1, End.HAPPENED), Observation(2, End.OPEN), Observation(3, End.HAPPENED)], start=0)
    assert [step.happened for step in found.steps] == pytest.approx([1 / 4, 1 / 4 + 3 / 8])
    assert found.beyond == pytest.approx(3 / 8)


@given(st.lists(st.tuples(st.integers(1, 12), st.sampled_from(End)), min_size=1), st.floats(0.001, 1))
def test_a_quantile_is_the_slip_by_which_its_share_came_true(drawn: list[tuple[int, End]], level: float) -> None:
    found = incidence([Observation(*each) for each in drawn], start=0)
    if found.happened:
        assert 0 <= found.quantile(level) <= max(slip for slip, end in drawn if end is End.HAPPENED)
        assert found.happened_by(found.quantile(level)) == pytest.approx(level * found.happened, abs=1e-6)


@given(
    st.lists(st.tuples(st.integers(1, 12), st.booleans()), min_size=1, max_size=30).filter(
        lambda each: any(true for _, true in each)
    )
)
def test_without_weights_and_one_kind_of_end_it_is_the_estimate_of_scipy(times: list[tuple[int, bool]]) -> None:
    from scipy.stats import CensoredData, ecdf  # seconds, which each worker would pay to collect this file

    observed = [time for time, true in times if true]
    theirs = ecdf(CensoredData(uncensored=observed, right=[time for time, true in times if not true])).sf
    ours = incidence(Observation(time, End.HAPPENED if true else End.OPEN) for time, true in times)
    for slip in range(14):
        assert 1 - ours.happened_by(slip) == pytest.approx(float(theirs.evaluate(slip)))


@given(st.lists(st.tuples(st.integers(-5, 5), st.sampled_from(End), st.sampled_from([1, 1 / 3, 1 / 7])), min_size=1))
def test_shares_are_shares_in_any_order(drawn: list[tuple[int, End, float]]) -> None:
    all_of_them = [Observation(*each) for each in drawn]
    found = incidence(all_of_them)
    shuffled = random.Random(1).sample(all_of_them, len(all_of_them))
    assert incidence(shuffled) == found
    assert 0 <= found.happened <= 1 + 1e-9
    assert found.happened + found.ended + found.beyond == pytest.approx(1)
    happened = [step.happened for step in found.steps]
    assert happened == sorted(happened)
