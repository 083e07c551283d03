"""The kinds of things: the segment of their IRIs, their class, the file they are kept in, and what they travel with.

Whoever gives a class IRIs of its own adds it here and in the ontology, and nowhere else: prefixes, placement in files,
export of one thing, names, templates and lints read this table. It is Python and not Turtle because prefixes are
needed before any file is read. No other room is imported here.

>>> KINDS["collection"].of, KINDS["claim"].travels
('SampleCollection', True)
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class Home(NamedTuple):
    """The file, below `data/`, that a new thing of a kind belongs to; the first of these that leads to one.

    Whatever leads nowhere goes with the nodes that rest on the same sources.
    """

    links: tuple[str, ...] = ()
    """Properties that lead to a thing with a file, with ^ against their direction: that file."""
    folder: str = ""
    """The folder of the kind. With `links`, the file in it that is named as the one found."""
    own: bool = False
    """A file of its own in the folder, named by its slug."""
    files: tuple[tuple[str, str], ...] = ()
    """Classes, each with its file; the first that fits."""
    file: str = ""
    """The file for all others."""
    beside: str = ""
    """A property: the file of others with the same value, else one in the folder named by the slug of the value."""
    cited: bool = False
    """The file of what else is cited where this is cited, else one in the folder named as that file."""
    mixed: bool = False
    """Its files hold things of many matters: to rest on the same source as one of theirs says nothing."""


class Kind(NamedTuple):
    """One kind of thing."""

    segment: str
    """The `{type}` in its IRIs, `id/{type}/{slug}`, and its prefix in Turtle."""
    of: str
    """The class, in the namespace of the terms, that everything with this segment is an instance of."""
    home: Home = Home()
    travels: bool = False
    """A node that relates things or makes a claim on them: it goes where they go, with its sources."""
    prominence: int = 0
    """A slug that several things have means the one of the greatest prominence."""
    labels_repeat: bool = False
    """One label is used many times, two pages with one title, say: no sign of a duplicate."""


_AGENTS = (
    ("State", "agents/states.ttl"),
    ("Person", "agents/people.ttl"),
    ("SpaceAgency", "agents/authorities.ttl"),
    ("GovernmentBody", "agents/authorities.ttl"),
    ("IntergovernmentalOrganisation", "agents/authorities.ttl"),
    ("University", "agents/institutes.ttl"),
    ("ResearchInstitute", "agents/institutes.ttl"),
    ("Company", "agents/companies.ttl"),
)
_OCCASIONS = ("ofAgreement", "ofCall", "ofMission", "ofProgramme", "atOccasion", "^atOccasion", "^madeAt")

_KINDS = (
    Kind("accommodation", "Accommodation", Home(("ofMission", "item", "host")), travels=True),
    Kind("agent", "Agent", Home(folder="agents", files=_AGENTS, file="agents/organisations.ttl", mixed=True)),
    Kind("agreement", "Agreement", Home(("aboutProgramme", "^underAgreement"), "agreements", own=True)),
    Kind("call", "Call", Home(("ofMission",), "calls", own=True)),
    Kind("claim", "Claim", Home(("subject",)), travels=True),
    Kind("collection", "SampleCollection", Home(("returnedBy",), "samples", own=True)),
    Kind("contribution", "Contribution", Home(("toward",)), travels=True),
    Kind("document", "AgreementDocument"),
    Kind("edit", "Edit", Home(folder="edits", mixed=True)),
    Kind("event", "Event", Home(_OCCASIONS)),
    Kind("facility", "Facility"),
    Kind("feature", "LunarFeature", Home(("^withinRegion",), file="places.ttl")),
    Kind("item", "Item", Home(("^item", "^contributes", "^proposes"))),
    Kind("launcher", "LaunchVehicleType", Home(("neededBy", "^subject"))),
    Kind("membership", "Membership", Home(("ofProgramme",), "agreements")),
    Kind("milestone", "Milestone", Home(("ofProgramme",))),
    Kind("mission", "Mission", Home(folder="missions", own=True), prominence=2),
    Kind("offer", "CapacityOffer", Home(("ofCall", "ofMission"), "calls")),
    Kind("participation", "Participation", Home(("ofAgreement",)), travels=True),
    Kind("phase", "ProgrammePhase", Home(("ofScheme",)), labels_repeat=True),
    Kind("place", "Place", Home(("^atSite", "^withinRegion"))),
    Kind("programme", "Programme", Home(folder="programmes", own=True), prominence=1),
    Kind("proposal", "Proposal", Home(("inResponseTo",), "calls")),
    Kind("region", "LunarRegion", Home(file="places.ttl", mixed=True)),
    Kind("scheme", "PhaseScheme", Home(("ofProgramme",))),
    Kind("service", "Service", Home(("^contributes",))),
    Kind("site", "LandingSite", Home(("^atSite",))),
    Kind("source", "Source", Home(folder="sources", cited=True, mixed=True), labels_repeat=True),
    Kind("spacecraft", "Spacecraft", Home(("ofMission",))),
    Kind("statement", "Statement", Home(folder="statements", beside="ofSource", mixed=True)),
    Kind("support", "MissionSupport", Home(("supporter", "supported")), travels=True),
    Kind("transfer", "CustodyTransfer", Home(("transferOf",))),
)

KINDS: Mapping[str, Kind] = MappingProxyType({kind.segment: kind for kind in _KINDS})
"""Each kind by its segment."""
