"""The slip of plans: the days between windows, held against `datetime.date`, and against a second engine."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Triple, parse

from ilrs_graph.bridge import to_rdflib
from ilrs_graph.construct.rules import derive
from ilrs_graph.files.root import Root
from ilrs_graph.namespaces import ID, ONTOLOGY, PREFIXES
from ilrs_graph.snapshot.pipeline import read_ontology, read_rules

ROOT = Root.find(Path(__file__).parents[2])
HEAD = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in PREFIXES.items())
SOURCE = "source:s a ilrs:Source ; ilrs:sourceKind source-kind:primary .\n"

Window = tuple[str | None, str | None]


def claim(name: str, event: str, window: Window, modality: str, stated: str = "2031-01-01", more: str = "") -> str:
    """Return a claim of the date of an event; None leaves a window open."""
    bounds = zip(("notBefore", "notAfter"), window, strict=True)
    days = "".join(f'ilrs:{name} "{day}"^^xsd:date ; ' for name, day in bounds if day)
    return (
        f"claim:{name} ilrs:subject event:{event} ; ilrs:property ilrs:eventDate ; {days}{more}"
        f"ilrs:modality modality:{modality} ; ilrs:polarity polarity:asserted ; ilrs:rank rank:normal ;"
        f' ilrs:statedOn "{stated}"^^xsd:date ; prov:wasDerivedFrom source:s .\n'
    )


def planned_and_now(name: str, plan: Window, now: Window, modality: str) -> str:
    return claim(f"{name}-plan", name, plan, "planned") + claim(f"{name}-now", name, now, modality, "2032-01-01")


def facts(text: str) -> list[Triple]:
    return [quad.triple for quad in parse((HEAD + SOURCE + text).encode(), format=RdfFormat.TURTLE)]


def derived(text: str) -> list[Triple]:
    """Return what the rules derive from claims, without those that need the as-of day."""
    return derive([*read_ontology(ROOT), *facts(text)], read_rules(ROOT))


def slips(triples: Iterable[Triple]) -> dict[str, int]:
    """Return the slips in days by the name of the claim or event."""
    return {
        str(t.subject).strip("<>").removeprefix(ID): int(t.object.value)  # type: ignore[union-attr]
        for t in triples
        if t.predicate.value == ONTOLOGY + "slipDays"
    }


def some_days(count: int) -> list[date]:
    """Return days from 1957 to 2100, ends of months and leap days among them."""
    chance = random.Random(1957)
    days = [date(1957, 10, 4) + timedelta(chance.randrange(52_000)) for _ in range(count)]
    days += [date(y, m, d) for y in (1959, 2000, 2024, 2100) for m, d in ((1, 1), (2, 28), (3, 1), (12, 31))]
    return [*days, date(2000, 2, 29), date(2024, 2, 29)]


def test_days_are_those_of_the_calendar() -> None:
    days = some_days(200)
    pairs = list(zip(days, [*days[1:], days[0]], strict=True))
    text = "".join(
        planned_and_now(f"e{n}", (str(a), str(a)), (str(b), str(b)), "actual") for n, (a, b) in enumerate(pairs)
    )
    found = slips(derived(text))
    assert {found[f"event/e{n}"] for n in range(len(pairs))} != {0}
    for n, (a, b) in enumerate(pairs):
        assert found[f"claim/e{n}-plan"] == found[f"event/e{n}"] == (b - a).days, (a, b)


YEAR = ("2030-01-01", "2030-12-31")


@pytest.mark.parametrize(
    ("plan", "now", "modality", "days"),
    [
        pytest.param(YEAR, ("2030-05-06", "2030-05-06"), "actual", 0, id="within"),
        pytest.param(YEAR, ("2030-12-31", "2030-12-31"), "actual", 0, id="on-the-last-day"),
        pytest.param(YEAR, ("2031-01-01", "2031-01-01"), "actual", 1, id="a-day-late"),
        pytest.param(YEAR, ("2029-12-31", "2029-12-31"), "actual", -1, id="a-day-early"),
        pytest.param(YEAR, ("2031-01-01", "2031-12-31"), "planned", 365, id="the-next-year"),
        pytest.param(YEAR, ("2029-01-01", "2029-12-31"), "planned", -365, id="the-year-before"),
        pytest.param(YEAR, ("2030-07-01", "2031-06-30"), "planned", 181, id="partly-later"),
        pytest.param(YEAR, ("2029-07-01", "2030-06-30"), "planned", 0, id="ends-within"),
        pytest.param(YEAR, ("2029-01-01", "2031-12-31"), "planned", 0, id="around-that-year"),
        pytest.param(YEAR, ("2030-01-01", "2031-12-31"), "planned", 365, id="that-year-or-the-next"),
        pytest.param(YEAR, (None, "2031-12-31"), "planned", 365, id="by-a-later-day"),
        pytest.param(YEAR, (None, "2029-12-30"), "planned", -2, id="by-an-earlier-day"),
        pytest.param(YEAR, ("2030-06-01", None), "planned", None, id="an-open-window-proves-nothing"),
        pytest.param(YEAR, ("2031-01-11", None), "planned", 11, id="an-open-window-after-it-proves-a-slip"),
        pytest.param(("2030-01-01", None), ("2035-01-01", "2035-01-01"), "actual", None, id="no-earlier-than"),
        pytest.param(("2030-01-01", None), ("2029-12-31", "2029-12-31"), "actual", -1, id="earlier-than-that"),
        pytest.param((None, "2030-12-31"), ("2025-01-01", "2025-01-01"), "actual", 0, id="by-a-day-kept"),
        pytest.param((None, "2030-12-31"), ("2031-01-31", "2031-01-31"), "actual", 31, id="by-a-day-missed"),
        pytest.param(YEAR, YEAR, "cancelled", None, id="dropped"),
    ],
)
def test_slip_between_windows(plan: Window, now: Window, modality: str, days: int | None) -> None:
    assert slips(derived(planned_and_now("e", plan, now, modality))).get("event/e") == days


def test_a_single_plan_has_not_slipped() -> None:
    assert slips(derived(claim("p", "e", YEAR, "planned"))) == {"claim/p": 0, "event/e": 0}


def test_of_best_claims_that_tie_the_latest_day_counts_and_of_first_plans_the_least_slip() -> None:
    first = claim("a", "e", YEAR, "planned") + claim("b", "e", ("2030-01-01", "2030-06-30"), "planned")
    now = [
        claim(name, "e", (f"203{n}-01-01", f"203{n}-12-31"), "planned", "2032-01-01")
        for name, n in (("c", 1), ("d", 2))
    ]
    found = slips(derived(first + "".join(now)))
    assert (found["claim/a"], found["claim/b"], found["event/e"]) == (731, 915, 731)


def test_the_day_of_the_event_counts_where_the_best_claim_gives_a_span() -> None:
    coarse = claim("coarse", "e", ("2031-05-01", "2031-05-31"), "actual", "2033-01-01")
    exact = claim("exact", "e", ("2031-05-03", "2031-05-03"), "actual", "2032-01-01")
    assert slips(derived(claim("p", "e", YEAR, "planned") + coarse + exact))["event/e"] == 123


def as_in_rdflib(text: str, rule_names: Sequence[str]) -> dict[str, int]:
    """Return the slips that rdflib gets by the rules named, from the facts and what the rules before them derive."""
    rules = {rule.name: rule for rule in read_rules(ROOT)}
    known = [*read_ontology(ROOT), *facts(text), *(t for t in derived(text) if "slipDays" not in t.predicate.value)]
    graph = to_rdflib(known)
    for name in rule_names:
        for s, p, o in graph.query(rules[name].construct):  # type: ignore[misc]
            graph.add((s, p, o))
    found = graph.query("SELECT ?x ?d { ?x <%sslipDays> ?d }" % ONTOLOGY)  # noqa: UP031
    return {str(x).removeprefix(ID): int(str(d)) for x, d in found}  # type: ignore[misc]


def test_another_engine_gives_the_same_slips() -> None:
    windows: list[Window] = [YEAR, ("2031-01-11", None), (None, "2029-12-30"), ("2032-02-29", "2032-02-29"),
                             ("2029-01-01", "2031-12-31")]  # fmt: skip
    text = "".join(
        planned_and_now(f"e{n}-{m}", plan, now, "planned")
        for n, plan in enumerate(windows)
        for m, now in enumerate(windows)
    )
    expected = slips(derived(text))
    assert len(expected) > 20
    assert as_in_rdflib(text, ["038-slip-of-plan", "039-slip"]) == expected
