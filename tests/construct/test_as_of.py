"""The graph as it was known on a day: what was not yet public is left out before any rule runs."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from ilrs_graph.construct.as_of import known_on
from ilrs_graph.construct.rules import ConstructRule, derive
from ilrs_graph.construct.rules import read_rules as read_files
from ilrs_graph.errors import InputError
from ilrs_graph.files.root import Root
from ilrs_graph.namespaces import DCTERMS, ONTOLOGY, PREFIXES, compact
from ilrs_graph.snapshot.pipeline import read_ontology, read_rules
from real_data import data_of, on_real_data

ROOT = Root.find(Path(__file__).parents[2])
HEAD = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in PREFIXES.items())
SOURCES = """
source:early a ilrs:Source ; dcterms:issued "2031-03-10"^^xsd:date ; ilrs:sourceKind source-kind:primary .
source:late a ilrs:Source ; dcterms:issued "2032-06-20"^^xsd:date ; ilrs:sourceKind source-kind:primary .
source:month a ilrs:Source ; dcterms:issued "2031-04"^^xsd:gYearMonth ; ilrs:sourceKind source-kind:primary .
source:read a ilrs:Source ; ilrs:retrievedOn "2031-05-05"^^xsd:date ; ilrs:sourceKind source-kind:primary .
source:undated a ilrs:Source ; ilrs:sourceKind source-kind:primary .
"""
EARLY, LATE = date(2031, 3, 10), date(2032, 6, 20)
BEFORE = timedelta(days=-1)


@cache
def ontology() -> tuple[Triple, ...]:
    return tuple(read_ontology(ROOT))


@cache
def rules() -> tuple[ConstructRule, ...]:
    return tuple(read_rules(ROOT))


def turtle(text: str) -> list[Triple]:
    return [quad.triple for quad in parse((HEAD + SOURCES + text).encode(), format=RdfFormat.TURTLE)]


def words(triple: Triple) -> str:
    nodes = (triple.subject, triple.predicate, triple.object)
    return " ".join(n.value if isinstance(n, Literal) else compact(n.value) for n in nodes)


def known(day: date, text: str) -> set[str]:
    """Return in words what was known on `day` of the facts in `text`."""
    return {words(t) for t in known_on(day, ontology(), turtle(text), rules())}


def derived(day: date, text: str) -> set[str]:
    """Return in words what the rules derive from what was known on `day`."""
    return {words(t) for t in derive([*ontology(), *known_on(day, ontology(), turtle(text), rules())], rules())}


def claim(name: str, value: str, more: str, *, source: str = "source:early") -> str:
    return f"""claim:{name} a ilrs:QuantityClaim ; ilrs:subject item:i ; ilrs:property ilrs:mass ;
        ilrs:valueLiteral {value} ; ilrs:modality modality:actual ; ilrs:polarity polarity:asserted ;
        {more} ; prov:wasDerivedFrom {source} .
    """


ITEM = "item:i a ilrs:Instrument ; prov:wasDerivedFrom {} .\n"
FROM_EARLY = "ilrs:property ilrs:mass ; prov:wasDerivedFrom source:early .\n"
IS_THERE = "item:i rdf:type ilrs:Instrument"


@pytest.mark.parametrize(
    ("sources", "first"),
    [
        ("source:early", EARLY),
        ("source:late", LATE),
        ("source:late , source:early", EARLY),
        ("source:month", date(2031, 4, 30)),
        ("source:read", date(2031, 5, 5)),
        ("source:undated , source:read", date(2031, 5, 5)),
    ],
)
def test_a_thing_is_known_from_its_earliest_source(sources: str, first: date) -> None:
    text = ITEM.format(sources)
    assert IS_THERE in known(first, text)
    assert IS_THERE not in known(first + BEFORE, text)


@pytest.mark.parametrize("role", ["subject", "valueEntity", "assertedBy"])
def test_a_claim_shows_that_what_it_names_was_known(role: str) -> None:
    text = ITEM.format("source:late") + f"claim:c ilrs:{role} item:i ; ilrs:subject item:j ; {FROM_EARLY}"
    assert {IS_THERE, f"claim:c ilrs:{role} item:i"} <= known(EARLY, text)
    assert IS_THERE not in known(EARLY + BEFORE, text)


def test_what_tells_of_an_event_shows_that_its_mission_was_known() -> None:
    text = "mission:m a ilrs:Mission ; prov:wasDerivedFrom source:late .\n"
    text += "event:e a ilrs:Launch ; ilrs:ofMission mission:m ; prov:wasDerivedFrom source:late .\n"
    text += f"claim:c ilrs:subject event:e ; {FROM_EARLY}"
    assert {"mission:m rdf:type ilrs:Mission", "event:e ilrs:ofMission mission:m"} <= known(EARLY, text)
    assert not known(EARLY + BEFORE, text)


@pytest.mark.parametrize("text", [ITEM.format("source:undated"), "item:i a ilrs:Instrument ."])
def test_what_no_dated_source_tells_is_known_on_no_day(text: str) -> None:
    assert IS_THERE not in known(date(2999, 1, 1), text)


@pytest.mark.parametrize("stated", ["2030-01-01", "2033-01-01"])
def test_a_day_that_the_data_states_comes_before_that_of_the_sources(stated: str) -> None:
    first = date.fromisoformat(stated)
    text = ITEM.format(f'source:early ; ilrs:knownFrom "{stated}"^^xsd:date')
    assert IS_THERE in known(first, text)
    assert IS_THERE not in known(first + BEFORE, text)


def test_a_day_stated_of_a_source_holds_for_what_it_tells() -> None:
    text = ITEM.format("source:late") + 'source:late ilrs:knownFrom "2032-02-02"^^xsd:date .'
    assert IS_THERE in known(date(2032, 2, 2), text)
    assert IS_THERE not in known(date(2032, 2, 1), text)
    assert "source:late ilrs:sourceKind source-kind:primary" in known(date(2032, 2, 2), text)


def test_triples_that_point_at_a_hidden_thing_are_hidden() -> None:
    text = ITEM.format("source:late") + (
        "contribution:c ilrs:contributes item:i ; ilrs:contributor agent:a .\n"
        "contribution:c prov:wasDerivedFrom source:early , source:late .\n"
        "agent:a a ilrs:University ; prov:wasDerivedFrom source:early ."
    )
    found = known(EARLY, text)
    assert "contribution:c ilrs:contributor agent:a" in found
    assert "contribution:c prov:wasDerivedFrom source:early" in found
    assert not any("item:i" in fact or "source:late" in fact for fact in found)
    assert known(LATE, text) >= found | {"contribution:c ilrs:contributes item:i"}


def test_a_source_that_came_later_does_not_lift_a_claim() -> None:
    """On the early day the claim rests on the press alone, so the agency's word counts."""
    press = 'source:press a ilrs:Source ; dcterms:issued "2031-01-01"^^xsd:date ; ilrs:sourceKind source-kind:press .\n'
    agency = press.replace("press", "agency")
    said = 'ilrs:rank rank:normal ; ilrs:statedOn "2031-01-01"^^xsd:date'
    text = press + agency + claim("a", "4.6", said, source="source:press , source:late")
    text += claim("b", "4.7", said, source="source:agency") + ITEM.format("source:agency")
    assert {f for f in derived(EARLY, text) if " ilrs:mass " in f} == {"item:i ilrs:mass 4.7"}
    assert {f for f in derived(LATE, text) if " ilrs:mass " in f} == {"item:i ilrs:mass 4.6"}


@pytest.mark.parametrize(("rank", "after"), [("preferred", "4.6"), ("deprecated", "4.7")])
def test_a_rank_counts_from_the_day_its_ground_is_public(rank: str, after: str) -> None:
    ranked = f'ilrs:rank rank:{rank} ; ilrs:rankKnownFrom "2032-01-15"^^xsd:date ; ilrs:statedOn '
    # as stated the ranked claim is earlier where it is preferred, later where it is deprecated
    days = ("2031-01-01", "2031-01-02") if rank == "preferred" else ("2031-01-02", "2031-01-01")
    text = claim("ranked", "4.6", f'{ranked} "{days[0]}"^^xsd:date')
    text += claim("plain", "4.7", f'ilrs:rank rank:normal ; ilrs:statedOn "{days[1]}"^^xsd:date')
    text += ITEM.format("source:early")
    before = "4.7" if after == "4.6" else "4.6"
    assert f"item:i ilrs:mass {before}" in derived(date(2032, 1, 14), text)
    assert f"item:i ilrs:mass {after}" not in derived(date(2032, 1, 14), text)
    assert f"item:i ilrs:mass {after}" in derived(date(2032, 1, 15), text)
    assert "claim:ranked ilrs:rank rank:normal" in known(date(2032, 1, 14), text)
    assert f"claim:ranked ilrs:rank rank:{rank}" in known(date(2032, 1, 15), text)


def test_the_reason_for_a_rank_is_known_no_earlier_than_the_rank() -> None:
    ranked = 'ilrs:rank rank:deprecated ; ilrs:rankKnownFrom "2032-01-15"^^xsd:date ; '
    ranked += 'ilrs:reasonForRank reason-for-rank:misreport ; ilrs:statedOn "2031-01-01"^^xsd:date'
    text = claim("ranked", "4.6", ranked) + ITEM.format("source:early")
    reason = "claim:ranked ilrs:reasonForRank reason-for-rank:misreport"
    assert reason not in known(date(2032, 1, 14), text)
    assert reason in known(date(2032, 1, 15), text)


def test_a_plan_counts_until_the_event_is_told() -> None:
    def said(name: str, day: str, modality: str, source: str) -> str:
        return f"""claim:{name} ilrs:subject event:e ; ilrs:property ilrs:eventDate ;
            ilrs:modality modality:{modality} ; ilrs:notBefore "{day}"^^xsd:date ; ilrs:notAfter "{day}"^^xsd:date ;
            ilrs:polarity polarity:asserted ; ilrs:rank rank:normal ; ilrs:statedOn "2031-01-01"^^xsd:date ;
            prov:wasDerivedFrom {source} .
        """

    text = "mission:m a ilrs:Mission ; prov:wasDerivedFrom source:early .\n"
    text += "event:e a ilrs:Launch ; ilrs:ofMission mission:m ; prov:wasDerivedFrom source:early .\n"
    text += said("plan", "2032-05-01", "planned", "source:early") + said("done", "2032-06-19", "actual", "source:late")
    assert "mission:m ilrs:plannedLaunchNotBefore 2032-05-01" in derived(LATE + BEFORE, text)
    assert not any(" ilrs:launchDate " in fact for fact in derived(LATE + BEFORE, text))
    assert "mission:m ilrs:launchDate 2032-06-19" in derived(LATE, text)
    assert not any(" ilrs:plannedLaunchNotBefore " in fact for fact in derived(LATE, text))


def test_terms_of_the_ontology_are_always_known() -> None:
    assert "source-kind:primary ilrs:order 9" in known(date(1957, 1, 1), "source-kind:primary ilrs:order 9 .")


# the real data


DAYS = [date(1900, 1, 1), date(2017, 12, 31), date(2019, 11, 15), date(2024, 5, 3), date(2999, 1, 1)]


def without_ranks(triples: list[Triple]) -> set[Triple]:
    return {t for t in triples if t.predicate != NamedNode(ONTOLOGY + "rank")}


@on_real_data
def test_knowledge_only_grows(real: Root) -> None:
    """Apart from ranks, what was known on a day is known on every later day."""
    found = [without_ranks(known_on(day, ontology(), data_of(real), rules())) for day in DAYS]
    assert all(one <= next_one for one, next_one in pairwise(found))
    assert not found[0]
    assert len(found[1]) < len(found[-1])


@on_real_data
def test_in_the_end_everything_that_has_a_source_is_known(real: Root) -> None:
    """Edits and names that were replaced have none."""
    data = data_of(real)
    aside = {t.subject for t in data if t.predicate.value in (DCTERMS + "isReplacedBy", ONTOLOGY + "editedOn")}
    assert known_on(DAYS[-1], ontology(), data_of(real), rules()) == [
        t for t in data_of(real) if t.subject not in aside
    ]


@on_real_data
def test_nothing_known_points_at_what_was_not(real: Root) -> None:
    described = {t.subject for t in data_of(real)}
    for day in DAYS:
        kept = known_on(day, ontology(), data_of(real), rules())
        there = {t.subject for t in kept}
        assert not {t.object for t in kept} & (described - there), day


@on_real_data
def test_order_does_not_matter(real: Root) -> None:
    backwards = known_on(DAYS[2], ontology(), data_of(real)[::-1], rules())
    assert backwards[::-1] == known_on(DAYS[2], ontology(), data_of(real), rules())


# the rules


@on_real_data
def test_names_of_rules_decide_nothing_but_order(tmp_path: Path, real: Root) -> None:
    for number, path in enumerate(ROOT.rules):
        (tmp_path / f"{chr(ord('a') + number)}.rq").write_bytes(path.read_bytes())
    renamed = read_files(sorted(tmp_path.iterdir()))
    assert [rule.construct for rule in renamed] == [rule.construct for rule in rules()]
    for day in DAYS[1:4]:
        kept = known_on(day, ontology(), data_of(real), rules())
        assert known_on(day, ontology(), data_of(real), renamed) == kept
        found = derive([*ontology(), *kept], renamed)
        assert found == derive([*ontology(), *kept], rules())


def test_a_rule_before_the_day_cannot_follow_one_after_it(tmp_path: Path) -> None:
    (tmp_path / "1.rq").write_text("#+ rule: One.\nCONSTRUCT {} WHERE {}", encoding="utf-8")
    (tmp_path / "2.rq").write_text("#+ rule: Two.\n#+ phase: before-as-of\nCONSTRUCT {} WHERE {}", encoding="utf-8")
    with pytest.raises(InputError, match=r"2\.rq:1:1: a rule of phase before-as-of comes after 1, which has no phase"):
        read_files(sorted(tmp_path.iterdir()))
