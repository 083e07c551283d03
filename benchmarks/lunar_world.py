"""The invented missions, places, people and claims of `lunar_graph.py`, as Turtle text."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta

from turtle_blocks import Block

FIRST_DAY = date(1985, 1, 1)
SIDES = ("far-side", "near-side", "south-pole", "north-pole")
CRAFT = ("Orbiter", "Lander", "Rover", "Ascender", "ReturnCapsule", "RelaySatellite", "Subsatellite")
ITEMS = ("Instrument", "Instrument", "Instrument", "Retroreflector", "TechnologyExperiment")
KINDS = ("SpaceAgency", "University", "University", "ResearchInstitute", "Company", "GovernmentBody", "Organisation")
SOURCES = ("agency", "aggregator", "institution", "mirror", "press", "primary", "specialist", "wiki")
PLANS = ("planned", "planned", "target", "estimated")
INSTRUMENTS = ("agreement", "contract", "letter-of-intent", "memorandum-of-understanding", "joint-statement")
TRANSFERS = ("allocation", "exchange", "gift", "loan", "return")
ROLES = ("lead", "co-provider", "funder", "facilitator")


def named(english: str, chinese: str | None = None) -> list[tuple[str, str]]:
    return [("rdfs:label", f'"{english}"@en')] + ([("rdfs:label", f'"{chinese}"@zh')] if chinese else [])


def day(when: date) -> str:
    return f'"{when.isoformat()}"^^xsd:date'


class World:
    """The files of a synthetic graph, one after the other."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.agents: list[str] = []
        self.agencies: list[str] = []
        self.states: list[str] = []
        self.programmes: list[str] = []
        self.features: list[tuple[str, int]] = []
        self.missions: list[str] = []
        self.block = Block()
        self.sources: list[str] = ["source:base"]
        self.address = "https://example.org/base"
        self.said: set[tuple[str, str, str, date]] = set()

    def files(self) -> Iterator[tuple[str, Block]]:
        """Yield names and contents of files below `data/`, without end."""
        for name, fill in (("agents/base.ttl", self._people_and_states), ("places.ttl", self._places)):
            self.block = Block()
            fill()
            yield name, self.block
        while True:
            self.block = Block()
            name = self._mission(len(self.missions) + 1)
            yield f"missions/{name}.ttl", self.block

    def _add(self, subject: str, kind: str, *pairs: tuple[str, str], about: int = 2) -> str:
        found = self.random.sample(self.sources, min(len(self.sources), self.random.randint(1, about)))
        return self.block.add(subject, kind, *pairs, *(("prov:wasDerivedFrom", s) for s in found))

    def _people_and_states(self) -> None:
        self.block.add(
            "source:base",
            "ilrs:Source",
            *named("Base of a synthetic graph"),
            ("dcterms:issued", day(FIRST_DAY)),
            ("dc:language", '"en"'),
            ("dcterms:publisher", "agent:cnsa"),
            ("ilrs:sourceKind", "source-kind:agency"),
            ("ilrs:url", '"https://example.org/base"^^xsd:anyURI'),
        )
        self.states = [
            self._add(f"agent:state-{i:02}", "ilrs:State", *named(f"State {i}", f"国家{i}")) for i in range(40)
        ]
        for slug in ("cnsa", *(f"agency-{i:02}" for i in range(19))):
            state = self.states[len(self.agencies)]
            self._add(
                f"agent:{slug}", "ilrs:SpaceAgency", *named(f"Agency {slug}", f"机构 {slug}"), ("ilrs:ofState", state)
            )
            self.agencies.append(f"agent:{slug}")
        for i in range(3):
            self.agents.append(
                self._add(f"agent:union-{i}", "ilrs:IntergovernmentalOrganisation", *named(f"Union {i}"))
            )

    def _places(self) -> None:
        """The Moon and its regions; the poles lie across both sides, so they are within the Moon alone."""
        moon = self._add("region:moon", "ilrs:LunarRegion", *named("Region moon", "月球"))
        for side in SIDES:
            names = named(f"Region {side}", f"区域 {side}")
            self.features.append(
                (self._add(f"region:{side}", "ilrs:LunarRegion", *names, ("ilrs:withinRegion", moon)), 1)
            )

    def _programme(self) -> str:
        slug = f"programme:p-{len(self.programmes):04}"
        self.programmes.append(self._add(slug, "ilrs:Programme", *named(f"Programme {len(self.programmes)}")))
        member, by = self._agent(), self._agency()
        self._add(
            f"membership:{slug[10:]}",
            "ilrs:Membership",
            *named(f"Membership in {slug[10:]}"),
            ("ilrs:member", member),
            ("ilrs:ofProgramme", slug),
            ("ilrs:announcedBy", by),
        )
        return slug

    def _agency(self) -> str:
        """An agency; the first is chosen most often, as the ranks of hubs go."""
        return self.agencies[min(int(self.random.paretovariate(0.8)) - 1, len(self.agencies) - 1)]

    def _agent(self) -> str:
        if self.random.random() < 0.3 or not self.agents:
            return self._agency()
        return self.random.choice(self.agents)

    def _mission(self, number: int) -> str:
        name = f"m-{number:06}"
        self.sources = ["source:base"]
        start = FIRST_DAY + timedelta(days=number * 7919 % 9000)
        self.sources = [self._source(f"source:{name}-s{i}", start) for i in range(self.random.randint(6, 10))]
        if number % 60 == 1:
            self._programme()
        self._newcomers(name)
        mission = self._add(
            f"mission:{name}",
            "ilrs:Mission",
            *named(f"Mission {number}", f"任务{number}"),
            ("ilrs:partOfProgramme", self.programmes[-1]),
            ("ilrs:missionKind", "mission-kind:lander"),
            *self._foregoing(number),
        )
        operator = self._agency()
        self._claim("ilrs:Claim", mission, "ilrs:operator", start, ("ilrs:valueEntity", operator), modality="actual")
        craft = [self._craft(name, mission, kind) for kind in self._choices(CRAFT, 1, 4)]
        flown = self.random.random() < 0.7
        launched = self._event(f"event:{name}-launch", "ilrs:Launch", mission, start, flown)
        if self.random.random() < 0.7:
            site = ("ilrs:atSite", self._site(name))
            self._event(f"event:{name}-landing", "ilrs:Landing", mission, start, flown, site, after=launched)
        agreement = self._agreement(name, operator, start)
        given = [self._payload(f"{name}-i{i}", mission, craft, start) for i in range(self.random.randint(3, 8))]
        gifts = [
            c for i, item in enumerate(given) for c in self._contribution(name, i, item, mission, agreement, start)
        ]
        self._further(name, mission, operator, gifts, start)
        self.missions.append(mission)
        return name

    def _foregoing(self, number: int) -> list[tuple[str, str]]:
        """An earlier mission of the same programme, so that no line of missions is longer than a programme."""
        earlier = self.missions[(number - 1) // 60 * 60 :][-5:]
        return [("ilrs:buildsOn", self.random.choice(earlier))] if earlier and self.random.random() < 0.4 else []

    def _choices(self, of: tuple[str, ...], least: int, most: int) -> list[str]:
        return self.random.sample(of, self.random.randint(least, most))

    def _newcomers(self, name: str) -> None:
        """One person, and to every other mission an organisation: the graph gains agents slower than missions."""
        behalf = self._agency()
        who = self._add(
            f"agent:{name}-speaker", "ilrs:Person", *named(f"Speaker {name}"), ("prov:actedOnBehalfOf", behalf)
        )
        self.speakers = [who, *(self._agency() for _ in range(3))]
        if self.random.random() < 0.5:
            state = ("ilrs:ofState", self.random.choice(self.states))
            kind = self.random.choice(KINDS)
            self.agents.append(self._add(f"agent:{name}-org", f"ilrs:{kind}", *named(f"Organisation {name}"), state))

    def _source(self, slug: str, start: date) -> str:
        """A page, later than all that is said of a mission that began on `start`.

        One in fifty is listed a second time, with the address of the one before.
        """
        issued = start + timedelta(days=2500 + self.random.randrange(500))
        copy = [("ilrs:derivativeOf", self.random.choice(self.sources))] if self.random.random() < 0.25 else []
        self.address = self.address if self.random.random() < 0.02 else f"https://example.org/{slug[7:]}"
        self.block.add(
            slug,
            "ilrs:Source",
            *named(f"Page {slug[7:]}"),
            ("dcterms:issued", day(issued)),
            ("dc:language", '"en"'),
            ("dcterms:publisher", self._agent()),
            ("ilrs:sourceKind", f"source-kind:{self.random.choice(SOURCES)}"),
            ("ilrs:url", f'"{self.address}"^^xsd:anyURI'),
            *copy,
        )
        return slug

    def _craft(self, name: str, mission: str, kind: str) -> str:
        slug = f"spacecraft:{name}-{kind.lower()}"
        return self._add(slug, f"ilrs:{kind}", *named(f"{kind} of {name}"), ("ilrs:ofMission", mission))

    def _site(self, name: str) -> str:
        """A site in a feature; every third site brings a feature within an older one, at most six deep."""
        within, depth = self.random.choice(self.features)
        if self.random.random() < 0.35:
            inner = self._add(
                f"feature:{name}", "ilrs:LunarFeature", *named(f"Feature {name}"), ("ilrs:withinRegion", within)
            )
            within = inner
            if depth < 6:
                self.features.append((inner, depth + 1))
        return self._add(f"site:{name}", "ilrs:LandingSite", *named(f"Site {name}"), ("ilrs:withinRegion", within))

    def _event(
        self, slug: str, kind: str, mission: str, start: date, flown: bool, *more: tuple[str, str],
        after: date = FIRST_DAY,
    ) -> date:  # fmt: skip
        """An event, the plans for it, each later than the one before, and its day and outcome where it took place.

        It takes place later than `after`; return the day on which it does, or is last meant to.
        """
        self._add(slug, kind, ("ilrs:ofMission", mission), *more, about=3)
        aim = start + timedelta(days=300)
        for i in range(self.random.randint(1, 7)):
            said = start + timedelta(days=60 * i + self.random.randrange(40))
            aim += timedelta(days=self.random.randrange(0, 200))
            self._date_claim(
                slug, said, aim, aim + timedelta(days=self.random.choice((0, 0, 30))), self.random.choice(PLANS)
            )
        if flown:
            aim = max(aim, after + timedelta(days=4))
            said = aim + timedelta(days=self.random.randrange(1, 5))
            self._date_claim(slug, said, aim, aim, "actual")
            outcome = self.random.choice(("success", "success", "success", "partial", "failure"))
            value = ("ilrs:valueEntity", f"outcome:{outcome}")
            self._claim("ilrs:StatusClaim", slug, "ilrs:outcome", said, value, modality="actual")
        return aim

    def _date_claim(self, subject: str, said: date, first: date, last: date, modality: str) -> None:
        span = first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"
        values = (
            ("ilrs:edtfDate", f'"{span}"^^edtf:EDTF'),
            ("ilrs:notBefore", day(first)),
            ("ilrs:notAfter", day(last)),
        )
        self._claim("ilrs:DateClaim", subject, "ilrs:eventDate", said, *values, modality=modality)

    def _claim(self, kind: str, subject: str, prop: str, said: date, *value: tuple[str, str], modality: str) -> None:
        who = self.random.choice(self.speakers)
        about = (subject, prop, who, said)
        suffix = "-2" if about in self.said else ""
        self.said = {about} | {other for other in self.said if other[0] == subject}
        slug = f"claim:{subject.replace(':', '-')}-{prop[5:].lower()}-{who[6:]}-{said.isoformat()}{suffix}"
        rank = "deprecated" if self.random.random() < 0.03 else "normal"
        reason = [("ilrs:reasonForRank", "reason-for-rank:misreport")] if rank == "deprecated" else []
        self._add(
            slug,
            kind,
            ("ilrs:subject", subject),
            ("ilrs:property", prop),
            *value,
            ("ilrs:modality", f"modality:{modality}"),
            ("ilrs:polarity", "polarity:asserted"),
            ("ilrs:rank", f"rank:{rank}"),
            ("ilrs:assertedBy", who),
            ("ilrs:statedOn", day(said)),
            *reason,
        )

    def _status(self, subject: str, said: date, status: str) -> None:
        value = ("ilrs:valueEntity", f"status:{status}")
        self._claim("ilrs:StatusClaim", subject, "ilrs:status", said, value, modality="actual")

    def _payload(self, slug: str, mission: str, craft: list[str], start: date) -> str:
        item = self._add(f"item:{slug}", f"ilrs:{self.random.choice(ITEMS)}", *named(f"Item {slug}", f"载荷 {slug}"))
        host = ("ilrs:host", self.random.choice(craft))
        place = self._add(
            f"accommodation:{slug}", "ilrs:Accommodation", host, ("ilrs:carriedItem", item), ("ilrs:ofMission", mission)
        )
        mass = ("ilrs:valueLiteral", f"{self.random.randint(10, 900) / 10}"), ("qudt:hasUnit", "unit:KiloGM")
        self._claim("ilrs:QuantityClaim", item, "ilrs:mass", start, *mass, modality="actual")
        if self.random.random() < 0.08:
            self._status(place, start + timedelta(days=100), "withdrawn")
        return item

    def _contribution(self, name: str, i: int, item: str, mission: str, agreement: str, start: date) -> Iterator[str]:
        """The contributions of one item: one, or two that are joint."""
        slugs = [f"contribution:{name}-c{i}", f"contribution:{name}-c{i}b"][: 2 if self.random.random() < 0.2 else 1]
        for slug in slugs:
            more = [("ilrs:jointWith", other) for other in slugs if other != slug]
            more += [("ilrs:underAgreement", agreement)] if self.random.random() < 0.5 else []
            yield self._add(
                slug,
                "ilrs:Contribution",
                ("ilrs:contributor", self._agent()),
                ("ilrs:toward", mission),
                ("ilrs:contributes", item),
                ("ilrs:contributionKind", "contribution-kind:instrument"),
                ("ilrs:contributionRole", f"contribution-role:{self.random.choice(ROLES)}"),
                *more,
            )
            if self.random.random() < 0.08:
                self._status(slug, start + timedelta(days=90), "withdrawn")

    def _agreement(self, name: str, operator: str, start: date) -> str:
        kind = ("ilrs:instrumentKind", f"instrument-kind:{self.random.choice(INSTRUMENTS)}")
        agreement = self._add(f"agreement:{name}", "ilrs:Agreement", *named(f"Agreement {name}"), kind)
        for party in self._parties(operator):
            slug = f"participation:{name}-{party[6:]}"
            self._add(slug, "ilrs:Participation", ("ilrs:ofAgreement", agreement), ("ilrs:party", party))
        signing = self._add(f"event:{name}-signature", "ilrs:Signature", ("ilrs:ofAgreement", agreement))
        self._date_claim(signing, start, start, start, "actual")
        return agreement

    def _parties(self, operator: str) -> list[str]:
        """The operator and one or two others."""
        parties, wanted = {operator: None}, self.random.randint(2, 3)
        while len(parties) < wanted:
            parties[self._agent()] = None
        return list(parties)

    def _further(self, name: str, mission: str, operator: str, gifts: list[str], start: date) -> None:
        """What only some missions have: support by an earlier one, a call that was decided, samples."""
        if self.missions and self.random.random() < 0.25:
            earlier = self.random.choice(self.missions[-20:])
            self._add(
                f"support:{name}",
                "ilrs:MissionSupport",
                ("ilrs:supporter", earlier),
                ("ilrs:supported", mission),
                ("ilrs:supportKind", "support-kind:relay"),
            )
        if self.random.random() < 0.1:
            call = self._add(
                f"call:{name}",
                "ilrs:Call",
                *named(f"Call {name}"),
                ("ilrs:issuedBy", operator),
                ("ilrs:ofMission", mission),
                ("ilrs:openTo", "audience:international"),
            )
            decided = self._add(
                f"event:{name}-selection",
                "ilrs:Selection",
                *named(f"Selection {name}"),
                ("ilrs:ofCall", call),
                *(("ilrs:selects", gift) for gift in gifts),
            )
            self._date_claim(decided, start, start, start, "actual")
        if self.random.random() < 0.15:
            self._samples(name, mission, operator, start)

    def _samples(self, name: str, mission: str, holder: str, start: date) -> None:
        collection = self._add(
            f"collection:{name}",
            "ilrs:SampleCollection",
            *named(f"Samples {name}"),
            ("ilrs:returnedBy", mission),
            ("ilrs:ofProgramme", self.programmes[-1]),
        )
        takers = [a for a in dict.fromkeys(self._agent() for _ in range(4)) if a != holder]
        for i, taker in enumerate(takers):
            kind = ("ilrs:transferKind", f"transfer-kind:{self.random.choice(TRANSFERS)}")
            moved = self._add(
                f"transfer:{name}-{i}",
                "ilrs:CustodyTransfer",
                ("ilrs:transferOf", collection),
                ("ilrs:fromHolder", holder),
                ("ilrs:toHolder", taker),
                kind,
            )
            self._date_claim(moved, start, start, start, "actual")
