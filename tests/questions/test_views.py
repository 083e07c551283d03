"""What saved questions answer to values that do more than narrow a column: a day of view, a party."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from ilrs_graph.graph import LunarGraph
from ilrs_graph.namespaces import ONTOLOGY, XSD, expand
from ilrs_graph.sparql.parameters import bind

if TYPE_CHECKING:
    from conftest import Values, World

HERE = Path(__file__).parent
ONE_DAY = timedelta(days=1)
NAMES = (
    *("agent", "claim", "contribution", "event", "item", "mission", "source"),
    *("modality", "polarity", "source-kind", "rank", "status", "edtf", "ilrs", "prov", "xsd"),
)
PREFIXES = "".join(f"@prefix {name}: <{expand(f'{name}:')}> .\n" for name in NAMES)


def triples(slug: str, more: str = "") -> list[Triple]:
    """Return the small graph of a question and what a test adds to it."""
    whole = [*parse(path=str(HERE / slug / "graph.ttl")), *parse((PREFIXES + more).encode(), format=RdfFormat.TURTLE)]
    return [quad.triple for quad in whole]


def answer(world: World, slug: str, names: str, data: Iterable[Triple], **given: NamedNode | Literal) -> Values:
    """Return the rows of an answer to the values given, by value; both engines must agree."""
    query = bind(world.questions[slug].query, {name: [term] for name, term in given.items()})
    content = world.content(data)
    found = world.on_oxigraph(query, world.in_oxigraph(content), names.split())
    assert set(world.bare_rdflib(query, content, names.split())) == set(found)
    assert max(found.values(), default=1) == 1
    return found


def on(text: str) -> Literal:
    return Literal(text, datatype=NamedNode(XSD + "date"))


def iris(*curies: str) -> set[tuple[str]]:
    return {(f"<{expand(curie)}>",) for curie in curies}


def claim(name: str, more: str, rank: str = "normal", modality: str = "planned") -> str:
    """Return a claim of the fixture agency in Turtle."""
    return f"""claim:fixture-{name} ilrs:assertedBy agent:fixture-agency ; ilrs:modality modality:{modality} ;
    ilrs:polarity polarity:asserted ; ilrs:rank rank:{rank} ; prov:wasDerivedFrom source:fixture-bulletin ; {more} ."""


def last_day(stated: str) -> date:
    """Return the last day of a day, month or year."""
    year, *rest = map(int, stated.split("-"))
    month = rest[0] if rest else 12
    return date(year, month, rest[1] if len(rest) > 1 else monthrange(year, month)[1])


# plan-as-known: on

FIRST, SECOND = "claim:fixture-launch-first-plan", "claim:fixture-launch-second-plan"
CREW, LANDING = "claim:fixture-crew-target", "claim:fixture-landing-plan"


@pytest.mark.parametrize(
    ("day", "plans"),
    [
        # the first plan is of February 2028, which has 29 days
        ("2028-02-28", []),
        ("2028-02-29", [FIRST]),
        # the target is of the year 2030
        ("2030-12-30", [FIRST]),
        ("2030-12-31", [FIRST, CREW]),
        # the plan of the landing is of a day
        ("2031-03-08", [FIRST, CREW]),
        ("2031-03-09", [FIRST, CREW, LANDING]),
        # the second plan, and the misprint, are of June 2031
        ("2031-06-29", [FIRST, CREW, LANDING]),
        ("2031-06-30", [SECOND, CREW, LANDING]),
        # the outcome of the landing is told in 2033
        ("2033-12-30", [SECOND, CREW, LANDING]),
        ("2033-12-31", [SECOND, CREW]),
    ],
)
def test_plan_of_a_day(day: str, plans: list[str], world: World) -> None:
    found = answer(world, "plan-as-known", "claim", triples("plan-as-known"), on=on(day))
    assert set(found) == iris(*plans)


CANCELLED = claim(
    "lander-cancelled",
    "ilrs:subject mission:fixture-lander ; ilrs:property ilrs:status ; ilrs:valueEntity status:cancelled ;"
    ' ilrs:statedOn "2034-05-06"^^xsd:date',
    modality="actual",
)
LATER = 'ilrs:subject event:fixture-launch ; ilrs:property ilrs:eventDate ; ilrs:edtfDate "2040"^^edtf:EDTF ;'


@pytest.mark.parametrize(
    ("more", "day", "plans"),
    [
        pytest.param(CANCELLED, "2034-05-05", [SECOND, CREW], id="not-yet-cancelled"),
        pytest.param(CANCELLED, "2034-05-06", [CREW], id="cancelled"),
        pytest.param(CANCELLED.replace("rank:normal", "rank:deprecated"), "2034-05-06", [SECOND, CREW], id="hoax"),
        pytest.param(
            CANCELLED + claim("launch-again", LATER + 'ilrs:statedOn "2035"^^xsd:gYear'),
            "2035-12-31",
            ["claim:fixture-launch-again", CREW],
            id="planned-anew",
        ),
        pytest.param(
            CANCELLED + claim("launch-guess", LATER + 'ilrs:statedOn "2035"^^xsd:gYear', modality="estimated"),
            "2035-12-31",
            [CREW],
            id="an-estimate-revives-nothing",
        ),
        pytest.param(
            claim("launch-dropped", LATER + 'ilrs:statedOn "2035-02"^^xsd:gYearMonth', modality="cancelled"),
            "2035-02-28",
            [CREW],
            id="date-given-up",
        ),
        # told of a month, after a plan of a day of it
        pytest.param(
            claim("launch-last", LATER + 'ilrs:statedOn "2040-07-02"^^xsd:date')
            + claim("launch-done", LATER + 'ilrs:statedOn "2040-07"^^xsd:gYearMonth', modality="actual"),
            "2040-07-30",
            ["claim:fixture-launch-last", CREW],
            id="not-yet-told",
        ),
        pytest.param(
            claim("launch-last", LATER + 'ilrs:statedOn "2040-07-02"^^xsd:date')
            + claim("launch-done", LATER + 'ilrs:statedOn "2040-07"^^xsd:gYearMonth', modality="actual"),
            "2040-07-31",
            [CREW],
            id="launched",
        ),
    ],
)
def test_what_ends_a_plan(more: str, day: str, plans: list[str], world: World) -> None:
    found = answer(world, "plan-as-known", "claim", triples("plan-as-known", more), on=on(day))
    assert set(found) == iris(*plans)


def test_a_month_counts_from_its_last_day(world: World) -> None:
    months = [f"{year}-{month:02}" for year, month in product((2027, 2028, 2030, 2032), range(1, 13))]
    plans = "".join(
        claim(
            month,
            f'ilrs:subject event:fixture-{month} ; ilrs:property ilrs:eventDate ; ilrs:edtfDate "2040"^^edtf:EDTF ;'
            f' ilrs:statedOn "{month}"^^xsd:gYearMonth',
        )
        for month in months
    )
    plans += "source:fixture-bulletin ilrs:sourceKind source-kind:primary ."
    data = [quad.triple for quad in parse((PREFIXES + plans).encode(), format=RdfFormat.TURTLE)]
    engine = world.in_oxigraph(world.content(data))
    query = world.questions["plan-as-known"].query
    for end in map(last_day, months):
        for day in (end - ONE_DAY, end, end + ONE_DAY):
            found = world.on_oxigraph(bind(query, {"on": [on(str(day))]}), engine, ["event"])
            assert set(found) == iris(*(f"event:fixture-{m}" for m in months if last_day(m) <= day)), day


def test_a_far_day_gives_the_open_plan(real: LunarGraph) -> None:
    assert real.ask("plan-as-known", on="2999-12-31").rows == real.ask("plan-as-known").rows


@pytest.mark.parametrize("every", [5, pytest.param(1, marks=pytest.mark.soak)])
def test_no_plan_is_known_before_it_is_stated(every: int, real: LunarGraph) -> None:
    """Two days of every fifth year; of every year as a soak."""
    found = 0
    for year, month in product(range(2012, 2028, every), (2, 9)):
        day = date(year, month, 28)
        for row in real.ask("plan-as-known", on=str(day)):
            found += 1
            assert isinstance(row.statedOn, Literal)
            assert last_day(row.statedOn.value) <= day
    assert found


# open-calls: on

PAYLOADS, SAMPLES = "call:fixture-payloads", "call:fixture-samples"


@pytest.mark.parametrize(
    ("day", "calls"),
    [
        ("2031-01-08", []),
        ("2031-01-09", [PAYLOADS]),
        # another call was decided on this day, and one called off on the next
        ("2031-02-01", [PAYLOADS]),
        ("2031-02-20", [PAYLOADS]),
        ("2031-03-07", [PAYLOADS]),
        ("2031-03-08", [PAYLOADS, SAMPLES]),
        ("2031-03-09", [SAMPLES]),
        # nobody has said when it ends
        ("2099-01-01", [SAMPLES]),
    ],
)
def test_calls_open_on_a_day(day: str, calls: list[str], world: World) -> None:
    found = answer(world, "open-calls", "call", triples("open-calls"), on=on(day))
    assert set(found) == iris(*calls)


def test_a_call_without_an_end_says_so(real: LunarGraph) -> None:
    states = {(row.last is None, row.state.value) for row in real.ask("open-calls")}
    assert states == {(True, "end not told"), (False, "end told")}


@pytest.mark.parametrize("step", [91, pytest.param(7, marks=pytest.mark.soak)])
def test_a_call_is_open_on_the_days_of_its_span(step: int, real: LunarGraph) -> None:
    """A day of each quarter of a year; of each week as a soak."""
    calls = real.ask("open-calls")
    assert len(calls)
    for row in calls:
        inside, outside = days(row.first, row.last, step)
        assert all(row in real.ask("open-calls", on=str(day)).rows for day in inside)
        assert not any(row in real.ask("open-calls", on=str(day)).rows for day in outside)


def days(first: object, last: object, step: int) -> tuple[Iterator[date], list[date]]:
    """Return days of a span, `step` days apart, up to a year where it is open, its last, and the days next to it."""
    begin = date.fromisoformat(first.value) if isinstance(first, Literal) else None
    end = date.fromisoformat(last.value) if isinstance(last, Literal) else None
    start = begin or (end or date.today()) - 365 * ONE_DAY
    stop = end or start + 365 * ONE_DAY
    outside = [*([begin - ONE_DAY] if begin else []), *([end + ONE_DAY] if end else [])]
    return (start + n * ONE_DAY for n in {*range(0, (stop - start).days + 1, step), (stop - start).days}), outside


# contract-values: programme; overdue-plans: kind

VALUED, POOL = "agreement:fixture-contract", "agreement:fixture-pool"
OVERDUE = "event:fixture-launch"


@pytest.mark.parametrize(
    ("question", "column", "more", "parameter", "value", "things"),
    [
        (
            "contract-values",
            "agreement",
            (VALUED, "aboutProgramme", "programme:ilrs"),
            "programme",
            "programme:ilrs",
            [VALUED],
        ),
        ("contract-values", "agreement", (POOL, "aboutProgramme", "programme:ilrs"), "programme", "programme:clep", []),
        ("overdue-plans", "event", (OVERDUE, "kind", "ilrs:Launch"), "kind", "ilrs:Launch", [OVERDUE]),
        ("overdue-plans", "event", (OVERDUE, "kind", "ilrs:Launch"), "kind", "ilrs:Landing", []),
    ],
)
def test_rows_of_a_programme_or_a_kind_of_event(
    question: str, column: str, more: tuple[str, str, str], parameter: str, value: str, things: list[str], world: World
) -> None:
    thing, about, what = more
    data = triples(question, f"<{expand(thing)}> ilrs:{about} <{expand(what)}> .")
    given = {parameter: NamedNode(str(expand(value)))}
    assert set(answer(world, question, column, data, **given)) == iris(*things)


# agreement-forms: party

MEMORANDUM, STATEMENT = "agreement:fixture-memorandum", "agreement:fixture-statement"
EXCHANGE, CONSTRUCTION = "cooperation-form:data-exchange", "cooperation-form:joint-construction"


@pytest.mark.parametrize(
    ("party", "forms"),
    [
        ("agent:fixture-agency", [(MEMORANDUM, EXCHANGE), (MEMORANDUM, CONSTRUCTION)]),
        ("agent:fixture-institute", [(MEMORANDUM, EXCHANGE), (MEMORANDUM, CONSTRUCTION), (STATEMENT, EXCHANGE)]),
        ("agent:fixture-newcomer", []),
        # no agent takes part in itself
        (MEMORANDUM, []),
    ],
)
def test_forms_of_the_agreements_of_a_party(party: str, forms: list[tuple[str, str]], world: World) -> None:
    given = NamedNode(str(expand(party)))
    found = answer(world, "agreement-forms", "agreement form", triples("agreement-forms"), party=given)
    assert set(found) == {tuple(f"<{expand(c)}>" for c in pair) for pair in forms}


def test_parties_share_out_the_forms(real: LunarGraph) -> None:
    """The open answer is what all parties have together, and each has a part of it."""
    whole = real.ask("agreement-forms").rows
    parties = {row[0] for row in real.engine.select(f"SELECT ?party {{ ?party <{ONTOLOGY}partyTo> ?agreement }}")}
    found = [row for party in parties if party for row in real.ask("agreement-forms", party=party.value).rows]
    assert {tuple(row.terms.items()) for row in found} == {tuple(row.terms.items()) for row in whole}


# contradicted-claims: what a contradiction is


def status(name: str, value: str, stated: str, modality: str = "actual") -> str:
    return claim(
        name,
        f"ilrs:subject mission:fixture-lander ; ilrs:property ilrs:status ; ilrs:valueEntity status:{value} ;"
        f' ilrs:statedOn "{stated}"^^xsd:date',
        modality=modality,
    )


def mass(name: str, value: str, stated: str, modality: str = "actual", polarity: str = "asserted") -> str:
    return claim(
        name,
        f"ilrs:subject item:fixture-camera ; ilrs:property ilrs:mass ; ilrs:valueLiteral {value} ;"
        f' ilrs:statedOn "{stated}"^^xsd:date',
        modality=modality,
    ).replace("polarity:asserted", f"polarity:{polarity}")


@pytest.mark.parametrize(
    ("more", "contradictions"),
    [
        pytest.param(
            status("a", "planned", "2031-01-01", "planned") + status("b", "flown", "2032-01-01"), [], id="carried-out"
        ),
        pytest.param(
            status("a", "planned", "2031-01-01", "planned") + status("b", "withdrawn", "2032-01-01"),
            [("a", "came otherwise", "b")],
            id="withdrawn",
        ),
        pytest.param(mass("a", "4.60", "2031-01-01") + mass("b", "4.6", "2032-01-01"), [], id="same-value"),
        pytest.param(mass("a", "4.5", "2031-01-01") + mass("b", "5", "2032-01-01"), [], id="rounded-later"),
        pytest.param(
            mass("a", "35.0", "2031-01-01", "planned") + mass("b", "30", "2032-01-01", "estimated"),
            [("a", "plan has changed", "b")],
            id="plan-has-changed",
        ),
        pytest.param(
            mass("a", "6", "2031-01-01", "estimated") + mass("b", "7.0", "2030-01-01"),
            [("a", "came otherwise", "b")],
            id="weighed",
        ),
        pytest.param(
            mass("a", "6", "2031-01-01") + mass("b", "7", "2031-01-01"),
            [("a", "disagrees", "b"), ("b", "disagrees", "a")],
            id="two-that-stand",
        ),
        pytest.param(
            mass("a", "6", "2031-01-01", polarity="denied") + mass("b", "7", "2032-01-01"), [], id="denied-another"
        ),
    ],
)
def test_what_contradicts(more: str, contradictions: list[tuple[str, str, str]], world: World) -> None:
    bare = "source:fixture-bulletin ilrs:sourceKind <https://w3id.org/ilrs-graph/vocab/source-kind/primary> ."
    data = [quad.triple for quad in parse((PREFIXES + bare + more).encode(), format=RdfFormat.TURTLE)]
    found = answer(world, "contradicted-claims", "claim how best stated against", data)
    names = {f"<{expand(f'claim:fixture-{name}')}>": name for name in "ab"}
    assert {(names[str(row[0])], row[1], names[str(row[2])]) for row in found} == set(contradictions)


def test_properties_with_several_values_are_left_out(world: World) -> None:
    """The query names them itself: what the ontology says of a property is not in an export of the data."""
    query = world.questions["contradicted-claims"].query
    listed = re.search(r"\?property NOT IN \(([^)]*)\)", query)
    assert listed is not None
    many = {
        t.subject.value
        for t in world.ontology
        if isinstance(t.subject, NamedNode) and t.predicate.value == ONTOLOGY + "manyValued"
    }
    assert {expand(name.strip()) for name in listed[1].split(",")} == many


# payload-capacity: each item once

CAPACITY = "selected weighed mass left"


@pytest.mark.parametrize(
    ("more", "numbers"),
    [
        pytest.param("", (2, 1, "4.6", "45.4"), id="as-it-is"),
        pytest.param(
            "event:fixture-selection ilrs:selects contribution:fixture-laboratory ."
            " contribution:fixture-laboratory ilrs:contributes item:fixture-spectrometer .",
            (2, 1, "4.6", "45.4"),
            id="given-by-two",
        ),
        pytest.param(
            claim(
                "spectrometer-disputed",
                "ilrs:subject item:fixture-spectrometer ; ilrs:property ilrs:mass ; ilrs:valueLiteral 6.5 ;"
                ' ilrs:statedOn "2032-05-02"^^xsd:date',
                modality="actual",
            ),
            (2, 1, "4.6", "45.4"),
            id="disputed-mass",
        ),
        pytest.param(
            claim(
                "reflector-mass",
                "ilrs:subject item:fixture-reflector ; ilrs:property ilrs:mass ; ilrs:valueLiteral 4.6 ;"
                ' ilrs:statedOn "2032-05-02"^^xsd:date',
            ),
            (2, 2, "9.2", "40.8"),
            id="two-of-one-mass",
        ),
    ],
)
def test_each_item_is_weighed_once(more: str, numbers: tuple[object, ...], world: World) -> None:
    found = answer(world, "payload-capacity", CAPACITY, triples("payload-capacity", more))
    assert [tuple(str(n) for n in row) for row in found] == [tuple(str(n) for n in numbers)]


@pytest.mark.parametrize(("modality", "rows"), [("actual", 1), ("planned", 1), ("target", 0)])
def test_a_number_that_is_aimed_at_is_contradicted_by_none(modality: str, rows: int, world: World) -> None:
    almanac = f"""
claim:fixture-mast-almanac prov:wasDerivedFrom source:fixture-almanac ; ilrs:modality modality:{modality} ;
    ilrs:polarity polarity:asserted ; ilrs:property ilrs:mass ; ilrs:rank rank:normal ;
    ilrs:subject item:fixture-mast ; ilrs:valueLiteral 25 .
claim:fixture-mast-agency prov:wasDerivedFrom source:fixture-bulletin ; ilrs:assertedBy agent:fixture-agency ;
    ilrs:modality modality:actual ; ilrs:polarity polarity:asserted ; ilrs:property ilrs:mass ; ilrs:rank rank:normal ;
    ilrs:statedOn "2032-02-01"^^xsd:date ; ilrs:subject item:fixture-mast ; ilrs:valueLiteral 30.4 .
"""
    slug, names = "contradicted-claims", "claim best"
    found = answer(world, slug, names, triples(slug, almanac)) - answer(world, slug, names, triples(slug))
    assert found.total() == rows


def test_a_call_of_open_end_is_open_until_its_mission_launches(graph: LunarGraph) -> None:
    def missions(day: str) -> set[str]:
        return {
            row.mission.value for row in graph.ask("open-calls", on=day) if row.mission is not None and not row.last
        }

    tianwen_2 = graph.resolve("mission:tianwen-2").value
    assert tianwen_2 in missions("2020-01-01")
    assert tianwen_2 not in missions("2026-11-30")
    assert missions("2026-11-30"), "calls of missions that have not launched stay open"
