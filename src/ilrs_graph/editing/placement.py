"""Which file of `data/` a new thing belongs to: with its mission, agreement or programme, or with its kin.

The rules, by the type in the thing's IRI, first one that leads somewhere: the links in `_RULES`, followed from
the thing (or, with ^, from what points at it) to something that has a file; then the file whose nodes rest on
the same sources. A mission, programme, agreement, call or collection that leads nowhere gets a file of its
own. Given the same graph and the same additions the answer is the same, in whatever order they come.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePosixPath
from typing import NamedTuple, Protocol

from pyoxigraph import NamedNode

from ..errors import UsageError
from ..namespaces import ID, ONTOLOGY, PROV, RDF, compact, slug

_DERIVED_FROM = PROV + "wasDerivedFrom"


class _Rule(NamedTuple):
    """Links to follow; `folder`: the file there with the name of the one found; `own`: a new file if need be."""

    links: tuple[str, ...] = ()
    folder: str = ""
    own: bool = False


_RULES = {
    "accommodation": _Rule(("ofMission", "item", "host")),
    "agreement": _Rule(("aboutProgramme", "^underAgreement"), "agreements", own=True),
    "call": _Rule(("ofMission",), "calls", own=True),
    "claim": _Rule(("subject",)),
    "collection": _Rule(("returnedBy",), "samples", own=True),
    "contribution": _Rule(("toward",)),
    "event": _Rule(("ofAgreement", "ofCall", "ofMission", "ofProgramme", "atOccasion", "^atOccasion", "^madeAt")),
    "feature": _Rule(("^withinRegion",)),
    "item": _Rule(("^item", "^contributes", "^proposes")),
    "launcher": _Rule(("neededBy", "^subject")),
    "membership": _Rule(("ofProgramme",), "agreements"),
    "milestone": _Rule(("ofProgramme",)),
    "mission": _Rule((), "missions", own=True),
    "offer": _Rule(("ofCall", "ofMission"), "calls"),
    "participation": _Rule(("ofAgreement",)),
    "phase": _Rule(("ofScheme",)),
    "place": _Rule(("^atSite", "^withinRegion")),
    "programme": _Rule((), "programmes", own=True),
    "proposal": _Rule(("inResponseTo",), "calls"),
    "scheme": _Rule(("ofProgramme",)),
    "service": _Rule(("^contributes",)),
    "site": _Rule(("^atSite",)),
    "spacecraft": _Rule(("ofMission",)),
    "support": _Rule(("supporter", "supported")),
    "transfer": _Rule(("transferOf",)),
}
_AGENTS = {
    "State": "agents/states.ttl",
    "Person": "agents/people.ttl",
    "SpaceAgency": "agents/authorities.ttl",
    "GovernmentBody": "agents/authorities.ttl",
    "IntergovernmentalOrganisation": "agents/authorities.ttl",
    "University": "agents/institutes.ttl",
    "ResearchInstitute": "agents/institutes.ttl",
    "Company": "agents/companies.ttl",
}
"""The file of an agent by its class, the first that fits."""
_OTHER_AGENTS = "agents/organisations.ttl"
_PLACES = "places.ttl"
_ASIDE = ("agents/", "sources/", "statements/", "edits/", _PLACES)
"""Files that hold things of many matters: to rest on the same source as one of theirs says nothing."""


class Surroundings(Protocol):
    """What placement asks of the graph: its data and what is to be added."""

    def files_of(self, thing: NamedNode) -> Sequence[str]:
        """Return the files that describe a thing."""
        ...

    def things_in(self, file: str) -> Iterable[NamedNode]:
        """Return the things that a file describes."""
        ...

    def objects(self, thing: NamedNode, prop: str) -> Iterable[NamedNode]:
        """Return the things that a property leads to."""
        ...

    def subjects(self, thing: NamedNode, prop: str) -> Iterable[NamedNode]:
        """Return the things from which a property leads here."""
        ...


class Placement:
    """Where things are and where new ones belong; file names are relative to `data/`.

    `into` is the file for everything new, to overrule the rules.
    """

    def __init__(self, graph: Surroundings, into: str | None = None) -> None:
        self._graph, self._into = graph, into
        self._cited: dict[str, str | None] = {}

    def file_of(self, thing: NamedNode) -> str:
        """Return the file that describes `thing`, or the one that it belongs to.

        Raises:
            UsageError: no rule leads to one.
        """
        found = self._home(thing, frozenset())
        if found is None:
            raise UsageError(
                f"nothing says which file {compact(thing.value)} belongs to",
                tip="link it to a mission, agreement or programme, or name the file with {into}",
                about="into",
            )
        return found

    def _home(self, thing: NamedNode, asked: frozenset[str]) -> str | None:
        """Return the file of a thing or None; `asked` are the things whose file depends on the answer."""
        known = self._graph.files_of(thing)
        if known:
            return min(known)
        if self._into is not None:
            return self._into
        if thing.value in asked:
            return None
        asked |= {thing.value}
        kind = thing.value.removeprefix(ID).partition("/")[0]
        if kind == "agent":
            return self._of_agent(thing)
        if kind == "region":
            return _PLACES
        if kind == "source":
            return self._of_source(thing, asked)
        if kind == "statement":
            return self._of_statement(thing)
        return self._by_rule(thing, _RULES.get(kind, _Rule()), asked)

    def _by_rule(self, thing: NamedNode, rule: _Rule, asked: frozenset[str]) -> str | None:
        for link in rule.links:
            for other in self._linked(thing, link):
                found = self._home(other, asked)
                if found is not None and not found.startswith(_ASIDE):
                    return f"{rule.folder}/{PurePosixPath(found).name}" if rule.folder else found
        if rule.own:
            return f"{rule.folder}/{slug(thing.value)}.ttl"
        if rule.links == ("^withinRegion",):
            return _PLACES
        return self._of_siblings(thing) or self._of_shared_sources(thing)

    def _linked(self, thing: NamedNode, link: str) -> list[NamedNode]:
        ask = self._graph.subjects if link.startswith("^") else self._graph.objects
        return sorted(set(ask(thing, ONTOLOGY + link.removeprefix("^"))), key=str)

    def _of_agent(self, thing: NamedNode) -> str:
        classes = {slug(c.value) for c in self._graph.objects(thing, RDF + "type")}
        return next((file for name, file in _AGENTS.items() if name in classes), _OTHER_AGENTS)

    def _of_statement(self, thing: NamedNode) -> str | None:
        for source in self._linked(thing, "ofSource"):
            beside = self._most_common(self._linked(source, "^ofSource"))
            return beside or f"statements/{slug(source.value)}.ttl"
        return None

    def _of_siblings(self, claim: NamedNode) -> str | None:
        """Return where other claims about the same property of the same thing are."""
        about = self._linked(claim, "property")
        siblings = [c for s in self._linked(claim, "subject") for c in self._linked(s, "^subject")]
        return self._most_common(c for c in siblings if self._linked(c, "property") == about)

    def _of_shared_sources(self, thing: NamedNode) -> str | None:
        sources = set(self._graph.objects(thing, _DERIVED_FROM))
        beside = (n for s in sources for n in self._graph.subjects(s, _DERIVED_FROM))
        return self._most_common(beside, aside=_ASIDE)

    def _of_source(self, source: NamedNode, asked: frozenset[str]) -> str | None:
        """Return where the other sources of those who cite this one are, or a new file named as theirs."""
        citing = set(self._graph.subjects(source, _DERIVED_FROM))
        citing |= {*self._linked(source, "^derivativeOf"), *self._linked(source, "derivativeOf")}
        homes = Counter(f for node in citing if (f := self._home(node, asked)) is not None)
        matters = {f: n for f, n in homes.items() if not f.startswith(_ASIDE)} or homes
        beside: Counter[str] = Counter()
        for file, weight in matters.items():
            cited = self._cited_in(file)
            if cited is not None:
                beside[cited] += weight
        if beside:
            return _first(beside)
        return f"sources/{PurePosixPath(_first(matters)).name}" if matters else None

    def _cited_in(self, file: str) -> str | None:
        """Return the file of the sources that the nodes of `file` cite most, None where there is none."""
        if file.startswith("sources/"):
            return file
        if file not in self._cited:
            things = self._graph.things_in(file)
            cited = (source for thing in things for source in self._graph.objects(thing, _DERIVED_FROM))
            self._cited[file] = self._most_common(cited)
        return self._cited[file]

    def _most_common(self, things: Iterable[NamedNode], aside: tuple[str, ...] = ()) -> str | None:
        places = Counter(min(files) for thing in things if (files := self._graph.files_of(thing)))
        kept = Counter({f: n for f, n in places.items() if not (aside and f.startswith(aside))})
        return _first(kept) if kept else None


def _first(counted: Mapping[str, int]) -> str:
    """Return the most frequent file, the first by name among equals."""
    return min(counted, key=lambda file: (-counted[file], file))
