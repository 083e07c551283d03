"""What the questions on plans that passed or slipped answer: the day of view, and how days are counted."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from ilrs_graph.files.parsing import parse_file
from ilrs_graph.graph import LunarGraph
from ilrs_graph.namespaces import XSD, expand
from ilrs_graph.sparql.parameters import bind

if TYPE_CHECKING:
    from conftest import World

HERE = Path(__file__).parent
NAMES = ("agent", "claim", "event", "modality", "polarity", "rank", "source", "edtf", "ilrs", "prov", "xsd")
PREFIXES = "".join(f"@prefix {name}: <{expand(f'{name}:')}> .\n" for name in NAMES)


def on(text: str) -> Literal:
    return Literal(text, datatype=NamedNode(XSD + "date"))


def dated(name: str, subject: str, first: str, last: str, stated: str, modality: str) -> str:
    """Return a claim of the fixture agency that `subject` is between two days."""
    return f"""claim:fixture-{name} ilrs:assertedBy agent:fixture-agency ; ilrs:edtfDate "{first}/{last}"^^edtf:EDTF ;
    ilrs:modality modality:{modality} ; ilrs:notBefore "{first}"^^xsd:date ; ilrs:notAfter "{last}"^^xsd:date ;
    ilrs:polarity polarity:asserted ; ilrs:property ilrs:eventDate ; ilrs:rank rank:normal ;
    ilrs:statedOn "{stated}"^^xsd:date ; ilrs:subject {subject} ; prov:wasDerivedFrom source:fixture-bulletin .
"""


def graph_of(text: str) -> list[Triple]:
    whole = PREFIXES + "@prefix source-kind: <https://w3id.org/ilrs-graph/vocab/source-kind/> .\n" + text
    whole += "source:fixture-bulletin ilrs:sourceKind source-kind:primary . event:fixture-launch a ilrs:Launch .\n"
    return [q.triple for q in parse(whole.encode(), format=RdfFormat.TURTLE)]


@pytest.mark.parametrize(("day", "late"), [("2031-12-31", 0), ("2032-01-01", 1), ("2040-01-01", 1)])
def test_a_plan_is_overdue_from_the_day_after_its_window(day: str, late: int, world: World) -> None:
    query = bind(world.questions["overdue-plans"].query, {"on": [on(day)]})
    content = world.content(parse_file(HERE / "overdue-plans" / "graph.ttl"))
    found = world.on_oxigraph(query, world.in_oxigraph(content), ["event"])
    assert found.total() == late
    assert set(world.bare_rdflib(query, content, ["event"])) == set(found)


def test_later_days_only_add_overdue_plans(real: LunarGraph) -> None:
    days = ("2008-01-01", "2027-01-01", "2028-01-01", "2029-01-01", "2031-01-01")
    answers = [{r.evidence for r in real.ask("overdue-plans", on=day)} for day in days]
    assert answers[0] == set()
    assert all(one <= other for one, other in pairwise(answers))
    assert len(answers[-1]) > len(answers[1])


# mission-slips, slip-by-speaker: the same plan and launch, counted

PLAN = ("2030-01-01", "2030-06-30", "2029-01-15")


@pytest.mark.parametrize(
    ("day", "slip"),
    [
        pytest.param("2030-03-01", 0, id="within-the-window"),
        pytest.param("2029-12-31", -1, id="earlier"),
        pytest.param("2030-06-30", 0, id="on-its-last-day"),
        pytest.param("2030-09-01", 63, id="two-months-late"),
        pytest.param("2031-06-30", 365, id="a-year-late"),
        pytest.param("2033-12-31", 1280, id="years-late"),
    ],
)
def test_days_of_slip(day: str, slip: int, world: World) -> None:
    text = "@prefix mission: <https://w3id.org/ilrs-graph/id/mission/> .\n"
    text += "event:fixture-launch ilrs:ofMission mission:fixture-lander .\n"
    text += dated("plan", "event:fixture-launch", *PLAN, "planned")
    text += dated("launch", "event:fixture-launch", day, day, day, "actual")
    content = world.content(graph_of(text))
    oxigraph = world.in_oxigraph(content)
    for slug, names, row in (
        ("mission-slips", ["slip"], (Decimal(slip),)),
        ("slip-by-speaker", ["slip", "lead"], (Decimal(max(slip, 0)), Decimal(17))),
    ):
        query = world.questions[slug].query
        assert set(world.on_oxigraph(query, oxigraph, names)) == {row}
        assert set(world.bare_rdflib(query, content, names)) == {row}


# loans-due: on


@pytest.mark.parametrize(
    ("day", "state"),
    [
        ("2031-12-31", "open"),
        ("2032-01-01", "due"),
        ("2032-12-31", "due"),
        ("2033-01-01", "overdue"),
    ],
)
def test_a_loan_is_due_within_its_window_and_overdue_after(day: str, state: str, world: World) -> None:
    window = 'claim:fixture-loan-due ilrs:notBefore "2032-01-01"^^xsd:date ; ilrs:notAfter "2032-12-31"^^xsd:date .'
    more = [q.triple for q in parse((PREFIXES + window).encode(), format=RdfFormat.TURTLE)]
    content = world.content([*parse_file(HERE / "loans-due" / "graph.ttl"), *more])
    query = bind(world.questions["loans-due"].query, {"on": [on(day)]})
    for found in (
        world.on_oxigraph(query, world.in_oxigraph(content), ["state"]),
        world.bare_rdflib(query, content, ["state"]),
    ):
        assert set(found) == {(state,)}
