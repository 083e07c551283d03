"""The CONSTRUCT rules of `ontology/rules/`: what sets each off, what nearly does, and that order does not matter."""

from __future__ import annotations

import random
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, Triple, parse

from ilrs_graph.construct.rules import ConstructRule, Ranking, derive
from ilrs_graph.errors import InputError
from ilrs_graph.files.root import Root
from ilrs_graph.namespaces import ONTOLOGY, PREFIXES, compact
from ilrs_graph.snapshot.pipeline import read_ontology, read_rules
from real_data import FROZEN, data_of, on_real_data

ROOT = Root.find(Path(__file__).parents[2])
HEAD = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in PREFIXES.items())
ON = '"{}"^^xsd:date'.format
SOURCES = """
source:primary a ilrs:Source ; ilrs:sourceKind source-kind:primary ; dcterms:issued "2031-01-01"^^xsd:date .
source:agency a ilrs:Source ; ilrs:sourceKind source-kind:agency ; dcterms:issued "2031-01-01"^^xsd:date .
source:press a ilrs:Source ; ilrs:sourceKind source-kind:press ; dcterms:issued "2031-01-01"^^xsd:date .
"""


@cache
def ontology() -> tuple[Triple, ...]:
    return tuple(read_ontology(ROOT))


@cache
def rules() -> tuple[ConstructRule, ...]:
    return tuple(read_rules(ROOT))


def turtle(text: str) -> list[Triple]:
    return [quad.triple for quad in parse((HEAD + text).encode(), format=RdfFormat.TURTLE)]


def words(triple: Triple) -> str:
    """Return a triple as "subject property value" with CURIEs and bare literals."""
    nodes = (triple.subject, triple.predicate, triple.object)
    return " ".join(n.value if isinstance(n, Literal) else compact(n.value) for n in nodes)


def derived(text: str) -> set[str]:
    """Return in words what all rules make of the facts in `text`."""
    return {words(t) for t in derive([*ontology(), *turtle(SOURCES + text)], rules())}


def claim(
    name: str,
    subject: str,
    prop: str,
    value: str,
    *,
    modality: str = "actual",
    polarity: str = "asserted",
    rank: str = "normal",
    stated: str = '"2031-01-01"^^xsd:date',
    source: str = "source:primary",
) -> str:
    """Return a claim in Turtle; `value` is its property and value, such as `ilrs:valueEntity agent:a`."""
    return (
        f"claim:{name} a ilrs:Claim ; ilrs:subject {subject} ; ilrs:property ilrs:{prop} ; {value} ;\n"
        f"  ilrs:modality modality:{modality} ; ilrs:polarity polarity:{polarity} ; ilrs:rank rank:{rank} ;\n"
        f"  ilrs:statedOn {stated} ; prov:wasDerivedFrom {source} .\n"
    )


def day(first: str, last: str | None = None) -> str:
    """Return the value of a date claim: one day, or the days from `first` to `last`."""
    return f'ilrs:notBefore "{first}"^^xsd:date ; ilrs:notAfter "{last or first}"^^xsd:date'


def operated(mission: str = "mission:m", by: str = "agent:operator") -> str:
    """Return a mission with an operator of agent:home."""
    return f"""{mission} a ilrs:Mission .
        agent:operator a ilrs:SpaceAgency ; ilrs:ofState agent:home .
        {claim("operator", mission, "operator", f"ilrs:valueEntity {by}")}"""


GIFT = "contribution:c ilrs:toward mission:m ; ilrs:contributor agent:giver .\n"
ABROAD = "agent:giver a ilrs:University ; ilrs:ofState agent:abroad .\n"
LAUNCH = "event:e a ilrs:Launch ; ilrs:ofMission mission:m .\n"
LANDING = "event:e a ilrs:Landing ; ilrs:ofMission mission:m ; ilrs:atSite site:s .\n"
PLACES = "site:s ilrs:withinRegion feature:f . feature:f ilrs:withinRegion region:far-side .\n"
CARRIED = "accommodation:a a ilrs:Accommodation ; ilrs:ofMission mission:m ; ilrs:carriedItem item:i .\n"
PLAN = claim("plan", "event:e", "eventDate", day("2033-01-01", "2033-12-31"), modality="planned")
HAPPENED = claim("done", "event:e", "eventDate", day("2033-03-04"))
POSITION = claim("position", "site:s", "position", "ilrs:valueLatitude -41.6385 ; ilrs:valueLongitude -153.9852")
POINT = "<http://www.opengis.net/def/crs/IAU/2015/30100> POINT(-41.6385 -153.9852)"
DROPPED = claim(
    "dropped", "event:e", "eventDate", day("2033-01-01", "2034-12-31"), modality="cancelled", stated=ON("2031-07-01")
)
WITHDRAWN = "claim:plan ilrs:withdrawnBy claim:dropped"
NEW_PLAN = claim(
    "new", "event:e", "eventDate", day("2036-01-01", "2036-12-31"), modality="planned", stated=ON("2032-01-01")
)
COARSE = claim("coarse", "event:e", "eventDate", day("2033-03-01", "2033-03-31"), stated='"2034"^^xsd:gYear')


def ended(thing: str, status: str) -> str:
    return claim("ended", thing, "status", f"ilrs:valueEntity status:{status}")


def came_to(outcome: str) -> str:
    return claim("outcome", "event:e", "outcome", f"ilrs:valueEntity outcome:{outcome}")


class Case(NamedTuple):
    """Facts from which a rule derives `fact`, and the one change after which no rule does."""

    rule: str
    facts: str
    change: tuple[str, str]
    fact: str

    @property
    def near_miss(self) -> str:
        old, new = self.change
        assert old in self.facts
        return self.facts.replace(old, new)


PARTNER = "mission:m ilrs:hasPartner agent:giver"
SECOND_OPERATOR = "agent:second ilrs:ofState agent:third .\n" + claim(
    "second", "mission:m", "operator", "ilrs:valueEntity agent:second"
)
ISSUED = "source:x a ilrs:Source ; dcterms:issued "
OF_EARLY = f'{ISSUED} "2030-05-03"^^xsd:date . item:i prov:wasDerivedFrom source:press .\n'
KNOWN_EARLY, MISSION_EARLY = "item:i ilrs:knownFrom 2030-05-03", "mission:m ilrs:knownFrom 2030-05-03"
MASS = "ilrs:valueLiteral 4.6"
SAME_MONTH = ('"2024-02"^^xsd:gYearMonth', '"2023-02"^^xsd:gYearMonth')
CASES = [
    Case(
        "010",
        ISSUED + '"2024-05-03"^^xsd:date .',
        ("dcterms:issued", "dcterms:created"),
        "source:x ilrs:issuedNotAfter 2024-05-03",
    ),
    Case("010", ISSUED + '"2024-02"^^xsd:gYearMonth .', SAME_MONTH, "source:x ilrs:issuedNotAfter 2024-02-29"),
    Case("010", ISSUED + '"2023-02"^^xsd:gYearMonth .', ("-02", "-03"), "source:x ilrs:issuedNotAfter 2023-02-28"),
    Case("010", ISSUED + '"2023-11"^^xsd:gYearMonth .', ("-11", "-10"), "source:x ilrs:issuedNotAfter 2023-11-30"),
    Case("010", ISSUED + '"2023"^^xsd:gYear .', ("2023", "2022"), "source:x ilrs:issuedNotAfter 2023-12-31"),
    Case(
        "010",
        'source:x a ilrs:Source ; ilrs:retrievedOn "2024-05-03"^^xsd:date .',
        ("retrievedOn", 'statedOn "2024-05-03"^^xsd:date ; dcterms:issued "2024-05-01"^^xsd:date ; ilrs:retrievedOn'),
        "source:x ilrs:knownFrom 2024-05-03",
    ),
    Case(
        "011",
        f'{ISSUED} "2030-05-03"^^xsd:date . {claim("c", "item:i", "mass", MASS, source="source:x , source:press")}',
        ("2030-05-03", "2031-05-03"),
        "claim:c ilrs:knownFrom 2030-05-03",
    ),
    Case(
        "011",
        claim("c", "item:i", "mass", MASS),
        ("claim:c a", 'claim:c ilrs:knownFrom "2029-07-01"^^xsd:date ; a'),
        "claim:c ilrs:knownFrom 2031-01-01",
    ),
    Case(
        "012",
        f'{ISSUED} "2030-05-03"^^xsd:date . item:i prov:wasDerivedFrom source:x , source:press .',
        ("2030-05-03", "2031-05-03"),
        "item:i ilrs:knownFrom 2030-05-03",
    ),
    Case(
        "012",
        "item:i prov:wasDerivedFrom source:press .",
        ("item:i", 'item:i ilrs:knownFrom "2029-07-01"^^xsd:date ;'),
        "item:i ilrs:knownFrom 2031-01-01",
    ),
    # a claim shows that what it names was known: its subject, its value and its speaker
    Case("012", OF_EARLY + claim("c", "item:i", "mass", MASS, source="source:x"), ("item:i", "item:j"), KNOWN_EARLY),
    Case(
        "012",
        OF_EARLY + claim("c", "mission:m", "operator", "ilrs:valueEntity item:i", source="source:x"),
        ("ilrs:valueEntity", "rdfs:seeAlso"),
        KNOWN_EARLY,
    ),
    Case(
        "012",
        OF_EARLY + claim("c", "item:j", "mass", f"{MASS} ; ilrs:assertedBy item:i", source="source:x"),
        ("ilrs:assertedBy", "rdfs:seeAlso"),
        KNOWN_EARLY,
    ),
    Case(
        "012",
        OF_EARLY + claim("c", "item:i", "mass", f'{MASS} ; ilrs:knownFrom "2031-01-01"^^xsd:date', source="source:x"),
        ('2031-01-01"^^xsd:date ;\n  ilrs:modality', '2030-12-31"^^xsd:date ;\n  ilrs:modality'),
        "item:i ilrs:knownFrom 2031-01-01",
    ),
    # codes of a vocabulary are known on any day
    Case(
        "012",
        claim("c", "item:j", "status", "ilrs:valueEntity item:flown"),
        ("item:flown", "status:flown"),
        "item:flown ilrs:knownFrom 2031-01-01",
    ),
    # and a mission is known from what tells of its events
    Case(
        "012",
        OF_EARLY + LAUNCH + PLAN.replace("source:primary", "source:x"),
        ("ilrs:ofMission", "rdfs:seeAlso"),
        MISSION_EARLY,
    ),
    Case(
        "012",
        OF_EARLY + LAUNCH + "event:e prov:wasDerivedFrom source:x .",
        ("prov:wasDerivedFrom source:x", "rdfs:seeAlso source:x"),
        MISSION_EARLY,
    ),
    Case(
        "020",
        "item:i a ilrs:Instrument .",
        ("ilrs:Instrument", "<http://example.org/Thing>"),
        "item:i ilrs:kind ilrs:Instrument",
    ),
    Case("020", "item:i a ilrs:Instrument .", ("item:i", "<http://example.org/i>"), "item:i ilrs:kind ilrs:Instrument"),
    # a withdrawn plan
    Case("029", PLAN + DROPPED, ("rank:normal", "rank:deprecated"), WITHDRAWN),
    Case("029", PLAN + DROPPED, ("polarity:asserted", "polarity:denied"), WITHDRAWN),
    Case("029", PLAN + DROPPED, ('statedOn "2031-07-01"', 'statedOn "2030-07-01"'), WITHDRAWN),
    Case("029", PLAN + DROPPED, ('notAfter "2034-12-31"', 'notAfter "2033-06-30"'), WITHDRAWN),
    Case("029", PLAN + DROPPED, ('ilrs:notAfter "2033-12-31"^^xsd:date ;', ""), WITHDRAWN),
    Case("029", PLAN + DROPPED, ("modality:planned", "modality:actual"), WITHDRAWN),
    Case("030", HAPPENED, ("rank:normal", "rank:deprecated"), "claim:done ilrs:standing 1 0 2031-01-01 8"),
    Case("030", PLAN, ("rank:normal", "rank:preferred"), "claim:plan ilrs:standing 0 0 2031-01-01 8"),
    Case("030", HAPPENED, ("source:primary", "source:unknown"), "claim:done ilrs:standing 1 0 2031-01-01 8"),
    Case("031", HAPPENED, ("polarity:asserted", "polarity:denied"), "event:e ilrs:bestClaim claim:done"),
    Case(  # a preferred plan that is withdrawn makes room for a new one
        "031",
        PLAN.replace("rank:normal", "rank:preferred") + DROPPED + NEW_PLAN,
        ("2031-07-01", "2030-07-01"),
        "event:e ilrs:bestClaim claim:new",
    ),
    Case(
        "032",
        operated(),
        ("rank:normal", 'rank:normal ; ilrs:endsOn "2031"^^xsd:gYear'),
        "mission:m ilrs:operator agent:operator",
    ),
    Case("032", operated(), ("polarity:asserted", "polarity:denied"), "mission:m ilrs:bestClaim claim:operator"),
    Case("032", operated(), ("modality:actual", "modality:cancelled"), "mission:m ilrs:bestClaim claim:operator"),
    Case("033", operated(), ("rank:normal", "rank:deprecated"), "mission:m ilrs:operator agent:operator"),
    Case(
        "033",
        ended("mission:m", "cancelled"),
        ("modality:actual", "modality:cancelled"),
        "mission:m ilrs:status status:cancelled",
    ),
    Case(
        "033",
        claim("mass", "item:i", "mass", "ilrs:valueLiteral 4.6"),
        ("rank:normal", "rank:deprecated"),
        "item:i ilrs:mass 4.6",
    ),
    Case("034", HAPPENED, ("modality:actual", "modality:planned"), "event:e ilrs:eventDate 2033-03-04"),
    Case("034", HAPPENED, ('notAfter "2033-03-04"', 'notAfter "2033-03-05"'), "event:e ilrs:eventDate 2033-03-04"),
    Case(  # a later, coarser statement does not take the day away; one that does not hold it does
        "034",
        HAPPENED + COARSE,
        ("2033-03-31", "2033-03-03"),
        "event:e ilrs:eventDate 2033-03-04",
    ),
    Case("034", HAPPENED + COARSE, ("modality:actual", "modality:planned"), "event:e ilrs:eventDate 2033-03-04"),
    Case("035", POSITION, ("rank:normal", "rank:deprecated"), f"site:s geo:asWKT {POINT}"),
    Case("035", POSITION, ("modality:actual", "modality:cancelled"), f"site:s geo:asWKT {POINT}"),
    Case("036", POSITION, ("rank:normal", "rank:deprecated"), "site:s ilrs:latitude -41.6385"),
    Case("036", POSITION, ("polarity:asserted", "polarity:denied"), "site:s ilrs:longitude -153.9852"),
    Case("036", POSITION, ("modality:actual", "modality:cancelled"), "site:s ilrs:longitude -153.9852"),
    Case("037", PLAN + NEW_PLAN, ("2032-01-01", "2030-12-31"), "event:e ilrs:firstPlan claim:plan"),
    Case("037", PLAN + HAPPENED, ("modality:planned", "modality:actual"), "event:e ilrs:firstPlan claim:plan"),
    Case("037", PLAN, ("rank:normal", "rank:deprecated"), "event:e ilrs:firstPlan claim:plan"),
    Case(  # of plans of the same day, the one from the better kind of source
        "037",
        PLAN + NEW_PLAN.replace("2032-01-01", "2031-01-01").replace("source:primary", "source:press , source:primary"),
        ("source:press , source:primary", "source:press"),
        "event:e ilrs:firstPlan claim:new",
    ),
    Case("038", PLAN + NEW_PLAN, ("2036-12-31", "2035-12-31"), "claim:plan ilrs:slipDays 1096"),
    Case("038", PLAN + HAPPENED, ("2033-03-04", "2034-03-04"), "claim:plan ilrs:slipDays 0"),
    Case("038", PLAN + NEW_PLAN, ("modality:planned", "modality:cancelled"), "claim:plan ilrs:slipDays 1096"),
    Case("039", PLAN + NEW_PLAN, ("2032-01-01", "2030-12-31"), "event:e ilrs:slipDays 1096"),
    Case("040", LAUNCH + HAPPENED, ("ilrs:Launch", "ilrs:Landing"), "mission:m ilrs:launchDate 2033-03-04"),
    Case("040", LANDING + HAPPENED, ("ilrs:Landing", "ilrs:Impact"), "mission:m ilrs:landingDate 2033-03-04"),
    Case(
        "040",
        LANDING + HAPPENED + came_to("partial"),
        ("outcome:partial", "outcome:failure"),
        "mission:m ilrs:landingDate 2033-03-04",
    ),
    Case(
        "041",
        LAUNCH + PLAN,
        ("modality:planned", "modality:cancelled"),
        "mission:m ilrs:plannedLaunchNotBefore 2033-01-01",
    ),
    Case("041", LAUNCH + PLAN, ("ilrs:Launch", "ilrs:Landing"), "mission:m ilrs:plannedLaunchNotAfter 2033-12-31"),
    Case(
        "041",
        LAUNCH + PLAN + ended("mission:m", "planned"),
        ("status:planned", "status:cancelled"),
        "mission:m ilrs:plannedLaunchNotBefore 2033-01-01",
    ),
    Case(
        "050",
        LANDING + PLACES + came_to("success"),
        ("ilrs:Landing", "ilrs:Impact"),
        "mission:m ilrs:landedInRegion region:far-side",
    ),
    Case(
        "050",
        LANDING + PLACES + came_to("partial"),
        ("outcome:partial", "outcome:failure"),
        "mission:m ilrs:landedInRegion region:far-side",
    ),
    Case(
        "050",
        LANDING + PLACES + came_to("failure"),
        ("outcome:failure", "outcome:success"),
        "mission:m ilrs:attemptedLandingInRegion region:far-side",
    ),
    Case(
        "051",
        LANDING + PLACES + ended("mission:m", "planned"),
        ("status:planned", "status:cancelled"),
        "mission:m ilrs:plannedLandingRegion region:far-side",
    ),
    Case(
        "051", LANDING + PLACES, ("ilrs:Landing", "ilrs:Impact"), "mission:m ilrs:plannedLandingRegion region:far-side"
    ),
    Case(
        "051",
        LANDING + PLACES + PLAN,
        ("modality:planned", "modality:cancelled"),
        "mission:m ilrs:plannedLandingRegion region:far-side",
    ),
    Case(
        "051",
        LANDING + PLACES + LAUNCH.replace("event:e", "event:l") + came_to("success").replace("event:e", "event:l"),
        ("outcome:success", "outcome:failure"),
        "mission:m ilrs:plannedLandingRegion region:far-side",
    ),
    Case(
        "051",
        LANDING + PLACES + came_to("success").replace("rank:normal", "rank:deprecated"),
        ("rank:deprecated", "rank:normal"),
        "mission:m ilrs:plannedLandingRegion region:far-side",
    ),
    Case(
        "060",
        CARRIED + ended("accommodation:a", "flown"),
        ("status:flown", "status:withdrawn"),
        "mission:m ilrs:carriesPayload item:i",
    ),
    Case(
        "060",
        CARRIED + ended("mission:m", "planned"),
        ("status:planned", "status:cancelled"),
        "mission:m ilrs:carriesPayload item:i",
    ),
    # a partner comes from abroad
    Case("070", operated() + GIFT + ABROAD, ("agent:abroad", "agent:home"), PARTNER),
    Case(
        "070", operated() + GIFT + ABROAD, ("agent:abroad", "agent:home"), "mission:m ilrs:hasPartnerState agent:abroad"
    ),
    Case("070", operated() + GIFT + ABROAD, ("ilrs:ofState agent:abroad", 'rdfs:label "?"'), PARTNER),
    # what is given to a programme makes no partner of a mission
    Case(
        "070",
        operated() + GIFT + ABROAD,
        ("mission:m a ilrs:Mission", "mission:m a ilrs:Programme"),
        PARTNER,
    ),
    # a state is its own state: abroad, and at home
    Case("070", operated() + GIFT + "agent:giver a ilrs:State .", ("agent:home", "agent:giver"), PARTNER),
    Case(
        "070",
        operated() + GIFT + "agent:giver a ilrs:State .",
        ("a ilrs:State", "a ilrs:Organisation"),
        "mission:m ilrs:hasPartnerState agent:giver",
    ),
    # a mission that a state runs itself
    Case(
        "070",
        operated(by="agent:crown") + GIFT + ABROAD + "agent:crown a ilrs:State .",
        ("agent:abroad", "agent:crown"),
        PARTNER,
    ),
    # intergovernmental: a partner without a state, unless it runs the mission itself
    Case(
        "070",
        operated() + GIFT + "agent:giver a ilrs:IntergovernmentalOrganisation .",
        ("ilrs:IntergovernmentalOrganisation", "ilrs:NonGovernmentalOrganisation"),
        "mission:m ilrs:hasPartnerContribution contribution:c",
    ),
    Case(
        "070",
        operated() + GIFT + "agent:giver a ilrs:IntergovernmentalOrganisation .",
        ("ilrs:valueEntity agent:operator", "ilrs:valueEntity agent:giver"),
        PARTNER,
    ),
    # the state of every operator is known
    Case(
        "070",
        operated() + GIFT + ABROAD,
        ("ilrs:SpaceAgency ; ilrs:ofState agent:home", "ilrs:SpaceAgency"),
        PARTNER,
    ),
    Case(
        "070",
        operated() + GIFT + ABROAD + SECOND_OPERATOR,
        ("agent:second ilrs:ofState agent:third .", ""),
        PARTNER,
    ),
    Case(
        "070",
        operated() + GIFT + ABROAD + SECOND_OPERATOR,
        ("agent:third", "agent:abroad"),
        PARTNER,
    ),
    Case("070", operated() + GIFT + ABROAD, ("rank:normal", "rank:deprecated"), PARTNER),
    # what was taken back does not count
    Case(
        "070",
        operated() + GIFT + ABROAD + ended("contribution:c", "flown"),
        ("status:flown", "status:withdrawn"),
        "mission:m ilrs:hasPartnerContribution contribution:c",
    ),
    Case(
        "070",
        operated() + GIFT + ABROAD + ended("contribution:c", "planned"),
        ("status:planned", "status:cancelled"),
        PARTNER,
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule} {case.fact} / {case.change[1][:30]}")
def test_rule_and_its_near_miss(case: Case) -> None:
    [rule] = [r for r in rules() if r.name.startswith(case.rule)]
    property_of_fact = case.fact.split()[1].removeprefix("ilrs:")
    assert property_of_fact in rule.construct or "?property" in rule.construct
    assert case.fact in derived(case.facts)
    assert case.fact not in derived(case.near_miss)


def test_every_rule_has_a_case() -> None:
    assert {rule.name[:3] for rule in rules()} == {case.rule for case in CASES}


def test_every_rule_says_what_it_derives() -> None:
    assert all(rule.description.endswith(".") for rule in rules())
    assert [rule.name for rule in rules()] == sorted({rule.name for rule in rules()})


# the best claim


def best(*claims: str) -> set[str]:
    """Return the names of the best of the claims."""
    found = derived("".join(claims))
    return {fact.split("claim:")[-1] for fact in found if " ilrs:bestClaim " in fact}


def mass(name: str, **changes: str) -> str:
    return claim(name, "item:i", "mass", "ilrs:valueLiteral 4.6", **changes)


LATER = ON("2032-01-01")
ORDER = {
    "actual before a later plan": (mass("best"), mass("other", modality="planned", stated=LATER)),
    "actual before a preferred plan": (mass("best"), mass("other", modality="estimated", rank="preferred")),
    "preferred before a later one": (mass("best", rank="preferred"), mass("other", stated=LATER)),
    "later before a better source": (mass("best", stated=LATER, source="source:press"), mass("other")),
    "better source on the same day": (mass("best"), mass("other", source="source:agency")),
    "the best of several sources": (
        mass("best", source="source:press , source:primary"),
        mass("other", source="source:agency"),
    ),
    "a month is after its year": (
        mass("best", stated='"2031-02"^^xsd:gYearMonth'),
        mass("other", stated='"2031"^^xsd:gYear'),
    ),
    "a day is after its month": (
        mass("best", stated=ON("2031-02-01")),
        mass("other", stated='"2031-02"^^xsd:gYearMonth'),
    ),
    "a later year is after a day": (mass("best", stated='"2032"^^xsd:gYear'), mass("other", stated=ON("2031-12-31"))),
    "deprecated never": (mass("best", modality="planned"), mass("other", rank="deprecated", stated=LATER)),
    "denied never": (mass("best", source="source:press"), mass("other", polarity="denied", stated=LATER)),
    "a later plan before an earlier": (
        mass("best", modality="planned", stated=LATER),
        mass("other", modality="target"),
    ),
    "put off after a plan": (mass("best", modality="cancelled", stated=LATER), mass("other", modality="planned")),
}


@pytest.mark.parametrize("pair", ORDER.values(), ids=ORDER)
def test_better_of_two_claims(pair: tuple[str, str]) -> None:
    assert best(*pair) == {"best"}
    assert best(*reversed(pair)) == {"best"}
    assert best(pair[0]) == {"best"}


def test_claims_that_tie_are_all_best() -> None:
    tied = [mass("one"), mass("two").replace("4.6", "4.7"), mass("three", source="source:agency")]
    assert best(*tied) == {"one", "two"}
    assert {f for f in derived("".join(tied)) if " ilrs:mass " in f} == {"item:i ilrs:mass 4.6", "item:i ilrs:mass 4.7"}


def test_claims_on_other_things_and_properties_do_not_compete() -> None:
    other_thing = claim("thing", "item:j", "mass", "ilrs:valueLiteral 1", stated=LATER)
    other_property = claim("property", "item:i", "status", "ilrs:valueEntity status:flown", stated=LATER)
    assert best(mass("one"), other_thing, other_property) == {"one", "thing", "property"}


def test_two_dates_that_tie_are_two_launch_dates() -> None:
    other = claim("other", "event:e", "eventDate", day("2033-03-05"))
    found = {f for f in derived(LAUNCH + HAPPENED + other) if " ilrs:launchDate " in f}
    assert found == {"mission:m ilrs:launchDate 2033-03-04", "mission:m ilrs:launchDate 2033-03-05"}


# a property with several values at once


def operators(*claims: str) -> set[str]:
    return {fact.split()[2] for fact in derived("".join(claims)) if " ilrs:operator " in fact}


def runs(name: str, agent: str, **changes: str) -> str:
    return claim(name, "mission:m", "operator", f"ilrs:valueEntity {agent}", **changes)


SECOND = runs("b", "agent:b", stated=LATER)


@pytest.mark.parametrize(
    ("later", "left"),
    [
        ("", {"agent:a", "agent:b"}),
        (runs("c", "agent:a", polarity="denied", stated=LATER), {"agent:b"}),
        (runs("c", "agent:a", modality="cancelled", stated=ON("2030-01-01")), {"agent:a", "agent:b"}),
        (runs("c", "agent:a", polarity="denied", stated=ON("2030-01-01")), {"agent:a", "agent:b"}),
        (runs("c", "agent:a", polarity="denied", rank="deprecated", stated=LATER), {"agent:a", "agent:b"}),
        (runs("c", "agent:a", polarity="denied", modality="planned", stated=LATER), {"agent:a", "agent:b"}),
        (runs("c", "agent:c", polarity="denied", stated=LATER), {"agent:a", "agent:b"}),
    ],
    ids=["none", "denied", "cancelled before", "denied before", "denied wrongly", "denied of a plan", "another denied"],
)
def test_each_value_of_a_many_valued_property_stands_alone(later: str, left: set[str]) -> None:
    assert operators(runs("a", "agent:a"), SECOND, later) == left


def test_a_plan_to_operate_ends_when_it_is_cancelled() -> None:
    plan = runs("a", "agent:a", modality="planned")
    assert operators(plan, SECOND) == {"agent:a", "agent:b"}
    assert operators(plan, SECOND, runs("c", "agent:a", modality="cancelled", stated=LATER)) == {"agent:b"}


# order, and running for a list of things


def facts(real: Root, seed: int) -> set[Triple]:
    shuffled = [*ontology(), *data_of(real)]
    random.Random(seed).shuffle(shuffled)
    return set(derive(shuffled, rules()))


@on_real_data
def test_order_of_the_input_does_not_matter(real: Root) -> None:
    in_order = derive([*ontology(), *data_of(real)], rules())
    assert len(in_order) == len(set(in_order)) > 1000
    assert all(facts(real, seed) == set(in_order) for seed in range(3))


@on_real_data
def test_derived_facts_are_new_and_about_things(real: Root) -> None:
    asserted = {*ontology(), *data_of(real)}
    found = derive(asserted, rules())
    assert not asserted & set(found)
    assert {t.subject for t in found} <= {t.subject for t in data_of(real)}


@on_real_data
def test_a_second_run_adds_nothing(real: Root) -> None:
    once = [*ontology(), *data_of(real), *derive([*ontology(), *data_of(real)], rules())]
    assert derive(once, rules()) == []


@on_real_data
def test_running_for_some_things_gives_what_the_whole_run_says_of_them(real: Root) -> None:
    store = Store()
    store.bulk_extend(quads([*ontology(), *data_of(real)]))
    subjects = sorted({t.subject.value for t in data_of(real) if isinstance(t.subject, NamedNode)})
    missions = {
        t.subject.value for t in data_of(real) if isinstance(t.subject, NamedNode) and "/mission/" in t.subject.value
    }
    some = [NamedNode(iri) for iri in sorted({*random.Random(1).sample(subjects, 50), *missions})]
    for rule in rules():
        whole = set(rule.run(store))
        assert whole or real is FROZEN, f"{rule.name} derives nothing from the real data"
        assert set(rule.run(store, some)) == {t for t in whole if t.subject in some}, rule.name
        for thing in some[:20]:
            assert set(rule.run(store, [thing])) == {t for t in whole if t.subject == thing}, rule.name
        assert rule.run(store, []) == []
        store.extend(quads(whole))


def quads(triples: Iterable[Triple]) -> list[Quad]:
    return [Quad(t.subject, t.predicate, t.object) for t in triples]


# files that are no rules


@pytest.mark.parametrize("text", ["", "CONSTRUCT {} WHERE {}", "# rule: x\nCONSTRUCT {} WHERE {}"])
def test_a_rule_begins_with_what_it_says(text: str, tmp_path: Path) -> None:
    path = tmp_path / "001-x.rq"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError):
        ConstructRule.read(path)


@pytest.mark.parametrize(
    ("lines", "line", "what"),
    [
        ("#+ rule: x\n#+ phases: before-as-of\n", 2, "unknown header key 'phases'"),
        ("#+ rule: x\n#+ gives: claimed-values\n#+\n", 3, "unknown header key ''"),
        ("#+ rule: x\n#+ rule: y\n", 2, "repeated key 'rule'"),
        ("#+ rule: x\n#+ phase: first\n", 2, "'first' is not a valid value of phase"),
        ("#+ rule: x\n#+ gives: claims\n", 2, "'claims' is not a valid value of gives"),
        ("#+ rule: x\n#+ ranks: ilrs:standing\n", 2, "'ilrs:standing' is not a valid value of ranks"),
        (
            "#+ rule: x\n#+ ranks: nobody:standing by stated\n",
            2,
            "'nobody:standing by stated' is not a valid value of ranks",
        ),
        ("#+ rule: x\nPREFIX a: <urn:a>\n#+ phase: before-as-of\n", 3, "a header line after the start of the query"),
    ],
)
def test_what_a_header_cannot_say_is_an_error_with_its_line(lines: str, line: int, what: str, tmp_path: Path) -> None:
    path = tmp_path / "001-x.rq"
    path.write_text(f"{lines}CONSTRUCT {{}} WHERE {{}}", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        ConstructRule.read(path)
    assert caught.value.message.startswith(f"{path}:{line}:1: {what}")
    assert caught.value.tip


def test_a_header_is_read_and_is_no_part_of_the_query(tmp_path: Path) -> None:
    path = tmp_path / "001-x.rq"
    head = "#+ rule: It ranks: well.\n#+ ranks: ilrs:standing by stated, source-kind\n#+ gives: claimed-values\n"
    path.write_text(f"{head}CONSTRUCT {{}} WHERE {{}}\n# the end", encoding="utf-8")
    ranks = (Ranking(f"{ONTOLOGY}standing", ("stated", "source-kind")),)
    expected = ConstructRule("001-x", "It ranks: well.", "CONSTRUCT {} WHERE {}\n# the end", False, True, ranks)
    assert ConstructRule.read(path) == expected


@pytest.mark.parametrize("sparql", ["SELECT * { ?s ?p ?o }", "CONSTRUCT { ?thing"])
def test_a_rule_that_constructs_nothing_is_refused(sparql: str) -> None:
    with pytest.raises(InputError, match="rule x"):
        ConstructRule("x", "x", sparql).run(Store())
