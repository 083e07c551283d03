"""Reads what was stated of the dates of events, and from which day each part of it is known.

Only launches, landings, milestones and tests, such as first flights, are read: other events follow from these (a
spacecraft arrives when it arrives), or are not plans of programmes (signatures, loans).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import NamedTuple

from pyoxigraph import NamedNode

from ..dates import read_edtf
from ..engine import Engine, values
from ..namespaces import ONTOLOGY, PROV, RDF, VOCAB, slug
from ..terms import Term

KINDS = ("Launch", "Landing", "Milestone", "Test")
"""The classes of events whose plans are compared."""
PLANNED = ("planned", "target", "estimated")
"""The modalities of a plan."""


_WORST = 9
"""The number from which rule 030-standing subtracts the order of the best kind of source."""


class Source(NamedTuple):
    """A source of a claim: from which day it is known, and the place of its kind in the order, 1 for the best."""

    known: str
    order: int


@dataclass(frozen=True)
class Statement:
    """A claim on the date of an event that asserts it; days are UTC, an open side is None.

    `said` is the last day on which it can have been made, never after `known`, the day from which it is known;
    `stated_on` is how exactly that is known. `ranked` is the day from which the reason of its rank is known, "" if it
    has none. `withdrawn` has the days from which statements that withdraw it are known. `order` is that of the best
    kind of its sources, 1 for primary; `sources` are read only for a backtest. The speaker takes no part in forecasts.
    """

    claim: NamedNode
    event: NamedNode
    modality: str
    first: date | None
    last: date | None
    edtf: str
    stated_on: str
    said: date
    known: date
    rank: str
    ranked: str
    order: int
    withdrawn: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    speaker: NamedNode | None = field(default=None, compare=False)

    @property
    def is_plan(self) -> bool:
        """Whether it tells a plan, and not what happened or that a plan was dropped."""
        return self.modality in PLANNED


class Ending(NamedTuple):
    """A statement that a mission was cancelled, or with which outcome an event ended: what of, when said and known."""

    of: NamedNode
    outcome: str
    said: date
    known: str


class Operator(NamedTuple):
    """An operator of a mission, from which day on it is known, and whether it is a company."""

    agent: NamedNode
    known: str
    is_company: bool


@dataclass(frozen=True)
class Event:
    """A launch, landing, milestone or test, what it is of, and from which days these are known ("" if from none)."""

    node: NamedNode
    kind: str
    of: NamedNode | None
    known: str
    of_known: str
    of_mission: bool
    milestone_kind: str = ""

    @property
    def unit(self) -> NamedNode:
        """What weighs as one: the mission, or the event itself if it is of none."""
        return self.of if self.of is not None and self.of_mission else self.node


@dataclass(frozen=True)
class Record:
    """All that forecasts are made from. `kinds` has the kinds of each mission, `operators` its operators."""

    events: dict[NamedNode, Event]
    statements: tuple[Statement, ...]
    endings: tuple[Ending, ...]
    kinds: dict[NamedNode, frozenset[str]]
    operators: dict[NamedNode, tuple[Operator, ...]]

    @cached_property
    def last_day(self) -> date | None:
        """The last day from which a statement or an ending is known; None of an empty record."""
        known = [s.known.isoformat() for s in self.statements] + [e.known for e in self.endings]
        return date.fromisoformat(max(known)) if known else None


_PREFIXES = f"PREFIX ilrs: <{ONTOLOGY}>\nPREFIX prov: <{PROV}>\nPREFIX rdf: <{RDF}>\n"
_ASSERTED = f"ilrs:polarity <{VOCAB}polarity/asserted>"
_DATED = f"?claim ilrs:property ilrs:eventDate ; {_ASSERTED} ; ilrs:subject ?event . ?event ilrs:kind ?kind ."
_EVENTS = f"""{_PREFIXES}SELECT DISTINCT ?event ?kind ?known ?mission ?programme ?ofKnown ?milestone {{
  VALUES ?kind {{ {" ".join(f"ilrs:{kind}" for kind in KINDS)} }}
  ?event ilrs:kind ?kind ; ilrs:knownFrom ?known .
  OPTIONAL {{ ?event ilrs:ofMission ?mission . ?mission ilrs:knownFrom ?ofKnown }}
  OPTIONAL {{ ?event ilrs:ofProgramme ?programme . ?programme ilrs:knownFrom ?ofKnown }}
  OPTIONAL {{ ?event ilrs:milestoneKind ?milestone }}
}} ORDER BY ?event ?mission ?programme"""
_STATEMENTS = f"""{_PREFIXES}SELECT
    ?event ?claim ?modality ?rank ?first ?last ?edtf ?stated ?known ?standing ?ranked ?by {{
  VALUES ?kind {{ {" ".join(f"ilrs:{kind}" for kind in KINDS)} }}
  {_DATED}
  ?claim ilrs:modality ?modality ; ilrs:rank ?rank ; ilrs:statedOn ?stated ; ilrs:knownFrom ?known .
  OPTIONAL {{ ?claim ilrs:notBefore ?first }}
  OPTIONAL {{ ?claim ilrs:notAfter ?last }}
  OPTIONAL {{ ?claim ilrs:edtfDate ?edtf }}
  OPTIONAL {{ ?claim ilrs:assertedBy ?by }}
  OPTIONAL {{ ?claim ilrs:standing ?standing }}
  OPTIONAL {{ ?claim ilrs:rankKnownFrom ?ranked }}
}}"""
_SOURCES = f"""{_PREFIXES}SELECT DISTINCT ?claim ?source ?known ?order {{
  ?claim ilrs:property ilrs:eventDate ; prov:wasDerivedFrom ?source .
  ?source ilrs:knownFrom ?known ; ilrs:sourceKind/ilrs:order ?order .
}}"""
_WITHDRAWN = f"{_PREFIXES}SELECT ?claim ?known {{ ?claim ilrs:withdrawnBy/ilrs:knownFrom ?known }}"
_ENDED = f"{_ASSERTED} ; ilrs:rank ?rank ; ilrs:statedOn ?stated ; ilrs:knownFrom ?known"
_ENDINGS = f"""{_PREFIXES}SELECT ?of ?value ?stated ?known ?rank {{
  {{ VALUES ?value {{ <{VOCAB}status/cancelled> }}
    ?claim ilrs:property ilrs:status ; ilrs:valueEntity ?value ; ilrs:subject ?of ; {_ENDED} }}
  UNION {{
    ?claim ilrs:property ilrs:outcome ; ilrs:modality <{VOCAB}modality/actual> ; ilrs:valueEntity ?value ;
           ilrs:subject ?of ; {_ENDED} }}
}}"""
_MISSION_KINDS = f"{_PREFIXES}SELECT ?mission ?kind {{ ?mission ilrs:missionKind ?kind }}"
_OPERATORS = f"""{_PREFIXES}SELECT ?of ?agent ?known ?agentKnown ?company {{
  ?claim ilrs:property ilrs:operator ; ilrs:subject ?of ; ilrs:valueEntity ?agent ; {_ASSERTED} ; ilrs:rank ?rank ;
         ilrs:knownFrom ?known .
  FILTER(?rank != <{VOCAB}rank/deprecated>)
  OPTIONAL {{ ?agent ilrs:knownFrom ?agentKnown }}
  OPTIONAL {{ ?agent a ?company . FILTER(?company = ilrs:Company) }}
}} ORDER BY ?of ?agent ?known"""


def read_record(engine: Engine, *, with_sources: bool = False) -> Record:
    """Return the record of a graph, the same for the same graph; `with_sources` reads those of the statements too.

    A graph that is open as of a day gives what was known by then: the record of the whole graph, reduced by
    `known.known_on` to that day, is held against it in the tests.
    """
    events = {event.node: event for event in _events(engine)}
    kinds: dict[NamedNode, set[str]] = {}
    for mission, kind in engine.select(_MISSION_KINDS):
        kinds.setdefault(_node(mission), set()).add(slug(_text(kind)))
    operators: dict[NamedNode, list[Operator]] = {}
    for of, agent, known, agent_known, company in engine.select(_OPERATORS):
        if agent_known is not None:
            both = max(_text(known), _text(agent_known))
            operators.setdefault(_node(of), []).append(Operator(_node(agent), both, company is not None))
    sources = _sources(engine) if with_sources else {}
    of_missions = {event.of for event in events.values()}
    return Record(
        events,
        tuple(sorted(_statements(engine, events, sources), key=lambda each: each.claim.value)),
        tuple(e for e in sorted(_endings(engine), key=str) if e.of in events or e.of in of_missions),
        {mission: frozenset(found) for mission, found in kinds.items() if mission in of_missions},
        {of: tuple(sorted(found, key=str)) for of, found in operators.items() if of in of_missions},
    )


def of_things(things: Sequence[NamedNode], engine: Engine) -> set[NamedNode]:
    """Return some things and the missions of those of them that are programmes."""
    parts = engine.select(
        f"{_PREFIXES}SELECT ?part {{ VALUES ?of {{ {values(things)} }} ?part ilrs:partOfProgramme ?of }}"
    )
    return {*things, *(_node(part) for (part,) in parts)}


def _events(engine: Engine) -> Iterable[Event]:
    seen = set()
    for node, kind, known, mission, programme, of_known, milestone in engine.select(_EVENTS):
        if node not in seen:
            seen.add(node)
            of = mission or programme
            yield Event(
                _node(node),
                _text(kind).removeprefix(ONTOLOGY),
                of if isinstance(of, NamedNode) else None,
                _text(known),
                _text(of_known),
                mission is not None,
                slug(_text(milestone)) if milestone is not None else "",
            )


def _sources(engine: Engine) -> dict[NamedNode, list[Source]]:
    found: dict[NamedNode, list[Source]] = {}
    for claim, _, known, order in engine.select(_SOURCES):
        found.setdefault(_node(claim), []).append(Source(_text(known), int(_text(order))))
    return found


def _statements(
    engine: Engine, events: dict[NamedNode, Event], sources: dict[NamedNode, list[Source]]
) -> Iterable[Statement]:
    withdrawn: dict[Term | None, list[str]] = {}
    for claim, known in engine.select(_WITHDRAWN):
        withdrawn.setdefault(claim, []).append(_text(known))
    seen = set()
    for event, claim, modality, rank, first, last, edtf, stated, known, standing, ranked, by in engine.select(
        _STATEMENTS
    ):
        window = (_day(first), _day(last))
        if claim in seen or event not in events or window == (None, None):
            continue
        seen.add(claim)
        public = date.fromisoformat(_text(known))
        yield Statement(
            _node(claim),
            _node(event),
            slug(_text(modality)),
            *window,
            edtf=_text(edtf),
            stated_on=_text(stated),
            said=min(last_day_of(_text(stated)), public),
            known=public,
            rank=slug(_text(rank)),
            ranked=_text(ranked),
            order=_WORST - int(_text(standing).rpartition(" ")[2] or 0),
            withdrawn=tuple(sorted(withdrawn.get(claim, []))),
            sources=tuple(sorted(sources.get(_node(claim), []))),
            speaker=by if isinstance(by, NamedNode) else None,
        )


def _endings(engine: Engine) -> Iterable[Ending]:
    for of, value, stated, known, rank in engine.select(_ENDINGS):
        if slug(_text(rank)) != "deprecated":
            public = date.fromisoformat(_text(known))
            yield Ending(_node(of), slug(_text(value)), min(last_day_of(_text(stated)), public), _text(known))


def last_day_of(stated: str) -> date:
    """Return the last day of a day, month or year.

    >>> last_day_of("2024-02"), last_day_of("2023-10-31")
    (datetime.date(2024, 2, 29), datetime.date(2023, 10, 31))
    """
    last = read_edtf(stated).last
    assert last is not None
    return last


def _node(term: Term | None) -> NamedNode:
    assert isinstance(term, NamedNode)
    return term


def _text(term: Term | None) -> str:
    return "" if term is None else term.value


def _day(term: Term | None) -> date | None:
    return None if term is None else date.fromisoformat(term.value)
