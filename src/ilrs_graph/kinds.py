"""The kinds of things: the segment of their IRIs, their class, their file, and whether they are exported with others.

A new class with IRIs of its own is added here and in the ontology only: prefixes, placement in files, export of one
thing, names, templates and lints read this table. It is Python and not Turtle because prefixes are needed before any
file is read. This module imports no other room.

>>> KINDS["collection"].of, KINDS["claim"].travels
('SampleCollection', True)
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class Home(NamedTuple):
    """How to choose the file, below `data/`, for a new thing of a kind: the first of these rules that gives one.

    If none does, the thing is added to the file of the nodes with the same sources.
    """

    links: tuple[str, ...] = ()
    """Properties (^ for inverse) to a thing that has a file: that file."""
    folder: str = ""
    """The folder of the kind. With `links`, the file in this folder with the same name as the one found."""
    own: bool = False
    """Whether each thing has a separate file in the folder, named by its slug."""
    files: tuple[tuple[str, str], ...] = ()
    """Classes, each with its file; the first match is used."""
    file: str = ""
    """The default file."""
    beside: str = ""
    """A property: the file of things with the same value, else a file in the folder named by the slug of the value."""
    cited: bool = False
    """Whether it is added to the file of other sources of the same citing file, else to one with that file's name."""
    mixed: bool = False
    """Whether its files contain things of many topics, so that a common source is no reason to share a file."""


class Kind(NamedTuple):
    """One kind of thing."""

    segment: str
    """The `{type}` in its IRIs, `id/{type}/{slug}`, and its prefix in Turtle."""
    of: str
    """The class, in the namespace of the terms, that everything with this segment is an instance of."""
    home: Home = Home()
    travels: bool = False
    """Whether it relates things or states a claim about them: it is then exported with them, with its sources."""
    prominence: int = 0
    """A slug that several things share denotes the one with the greatest prominence."""
    labels_repeat: bool = False
    """Whether several things may share a label, such as pages with one title, without being duplicates."""


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
    Kind("accommodation", "Accommodation", Home(("ofMission", "carriedItem", "host")), travels=True),
    Kind("agent", "Agent", Home(folder="agents", files=_AGENTS, file="agents/organisations.ttl", mixed=True)),
    Kind("agreement", "Agreement", Home(("aboutProgramme", "^underAgreement"), "agreements", own=True)),
    Kind("assignment", "Assignment", Home(("toward",)), travels=True),
    Kind("call", "Call", Home(("ofMission",), "calls", own=True)),
    Kind("claim", "Claim", Home(("subject",)), travels=True),
    Kind("collection", "SampleCollection", Home(("returnedBy",), "samples", own=True)),
    Kind("contribution", "Contribution", Home(("toward",)), travels=True),
    Kind("document", "AgreementDocument"),
    Kind("edit", "Edit", Home(folder="edits", mixed=True)),
    Kind("event", "Event", Home(_OCCASIONS, files=(("Announcement", "programmes/announcements.ttl"),))),
    Kind("facility", "Facility"),
    Kind("feature", "LunarFeature", Home(("^withinRegion",), file="places.ttl")),
    Kind("item", "Item", Home(("^carriedItem", "^contributes", "^proposes"))),
    Kind("launcher", "LaunchVehicleType", Home(("neededBy", "^subject"))),
    Kind("membership", "Membership", Home(("ofProgramme",), "agreements")),
    Kind("milestone", "Milestone", Home(("ofProgramme",))),
    Kind("mission", "Mission", Home(folder="missions", own=True), prominence=2),
    Kind("offer", "CapacityOffer", Home(("ofCall", "ofMission"), "calls")),
    Kind("participation", "Participation", Home(("ofAgreement",)), travels=True),
    Kind("phase", "ProgrammePhase", Home(("ofScheme",)), labels_repeat=True),
    Kind("place", "Place", Home(("^atSite", "^atStation", "^withinRegion"), files=(("City", "places.ttl"),))),
    Kind("programme", "Programme", Home(folder="programmes", own=True), prominence=1),
    Kind("proposal", "Proposal", Home(("inResponseTo",), "calls")),
    Kind("region", "LunarRegion", Home(file="places.ttl", mixed=True)),
    Kind("scheme", "PhaseScheme", Home(("ofProgramme",))),
    Kind("service", "Service", Home(("^contributes", "partOfService"))),
    Kind("site", "LandingSite", Home(("^atSite",))),
    Kind("source", "Source", Home(folder="sources", cited=True, mixed=True), labels_repeat=True),
    Kind("spacecraft", "Spacecraft", Home(("ofMission",))),
    Kind("statement", "Statement", Home(folder="statements", beside="ofSource", mixed=True)),
    Kind("support", "MissionSupport", Home(("supporter", "supported")), travels=True),
    Kind("transfer", "CustodyTransfer", Home(("transferOf",))),
)

KINDS: Mapping[str, Kind] = MappingProxyType({kind.segment: kind for kind in _KINDS})
"""Each kind by its segment."""
