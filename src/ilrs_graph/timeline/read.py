"""Reads lanes from the graph."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode

from ..engine import Engine, values
from ..names.labels import Labels
from ..namespaces import ID, ONTOLOGY, RDFS, VOCAB
from ..terms import Term
from .model import Lane, Mark

_CANCELLED = NamedNode(VOCAB + "status/cancelled")
_FAILURE = NamedNode(VOCAB + "outcome/failure")
_EVENT = NamedNode(ONTOLOGY + "Event")
_QUERY = f"""
PREFIX ilrs: <{ONTOLOGY}>
PREFIX rdfs: <{RDFS}>
SELECT ?thing ?event ?kind ?claim ?first ?last ?edtf ?modality ?rank ?stated ?by ?best ?earliest ?standing ?slip ?label
       ?outcome ?status {{
  $events
  ?claim ilrs:subject ?event ; ilrs:property ilrs:eventDate ; ilrs:modality ?modality ; ilrs:rank ?rank ;
         ilrs:polarity <{VOCAB}polarity/asserted> ; ilrs:statedOn ?stated .
  ?event ilrs:kind ?kind .
  ?event ilrs:ofMission|ilrs:ofProgramme ?thing .
  OPTIONAL {{ ?thing ilrs:partOfProgramme ?programme }}
  FILTER($wanted)
  OPTIONAL {{ ?claim ilrs:assertedBy ?by }}
  OPTIONAL {{ ?claim ilrs:notBefore ?first }}
  OPTIONAL {{ ?claim ilrs:notAfter ?last }}
  OPTIONAL {{ ?claim ilrs:edtfDate ?edtf }}
  OPTIONAL {{ ?event ilrs:bestClaim ?best . FILTER(?best = ?claim) }}
  OPTIONAL {{ ?event ilrs:firstPlan ?earliest . FILTER(?earliest = ?claim) }}
  OPTIONAL {{ ?claim ilrs:standing ?standing }}
  OPTIONAL {{ ?event ilrs:slipDays ?slip }}
  OPTIONAL {{ ?event rdfs:label ?label }}
  OPTIONAL {{ ?event ilrs:outcome ?outcome }}
  OPTIONAL {{ ?thing ilrs:status ?status }}
}} ORDER BY ?thing ?event STR(?stated) ?claim"""

_EVENTS = f"""
PREFIX ilrs: <{ONTOLOGY}>
SELECT DISTINCT ?event {{
  {{ VALUES ?event {{ $wanted }} }}
  UNION {{ VALUES ?wanted {{ $wanted }} ?event ilrs:ofMission|ilrs:ofProgramme ?wanted }}
  UNION {{
    VALUES ?wanted {{ $wanted }}
    ?part ilrs:partOfProgramme ?wanted . ?event ilrs:ofMission|ilrs:ofProgramme ?part
  }}
}} ORDER BY ?event"""


class _Row(NamedTuple):
    """A solution of the query: one statement of the date of one event."""

    thing: Term | None
    event: Term | None
    kind: Term | None
    claim: Term | None
    first: Term | None
    last: Term | None
    edtf: Term | None
    modality: Term | None
    rank: Term | None
    stated: Term | None
    speaker: Term | None
    best: Term | None
    earliest: Term | None
    standing: Term | None
    slip: Term | None
    label: Term | None
    outcome: Term | None
    status: Term | None

    @property
    def days(self) -> tuple[date | None, date | None]:
        return _day(self.first), _day(self.last)


def lanes(engine: Engine, labels: Labels, of: Sequence[NamedNode] = ()) -> list[Lane]:
    """Return a lane for each dated event, ordered by current date.

    `of` restricts them to missions, programmes (with their missions) or events; each lane appears once.
    """
    found = [
        _Row(*cells)
        for cells in engine.select(_QUERY.replace("$wanted", _is_one_of(of)).replace("$events", _events_of(of, engine)))
    ]
    labels.load(cell for row in found for cell in row)
    grouped: dict[tuple[Term, Term], dict[Term, _Row]] = {}
    for row in found:
        if row.thing is not None and row.event is not None and row.claim is not None and row.days != (None, None):
            grouped.setdefault((row.thing, row.event), {})[row.claim] = row
    kinds = Counter((thing, next(iter(rows.values())).kind) for (thing, _), rows in grouped.items())
    made = []
    for (thing, event), rows in grouped.items():
        row = next(iter(rows.values()))
        is_vague = row.kind == _EVENT or kinds[thing, row.kind] > 1
        name = event if is_vague and row.label is not None and not _is_milestone(event) else row.kind
        made.append(_lane(labels, _named(thing, event), name, list(rows.values())))
    return sorted(made, key=_order)


def _is_one_of(of: Sequence[NamedNode]) -> str:
    """Return the condition that a lane is of one of these things, true of all lanes if there are none.

    It is one list, not `VALUES`, which would read every lane again for each of the things.
    """
    listed = ", ".join(map(str, of))
    return (
        f"?thing IN ({listed}) || ?event IN ({listed}) || COALESCE(?programme IN ({listed}), false)" if of else "true"
    )


def _events_of(of: Sequence[NamedNode], engine: Engine) -> str:
    """Return a pattern of the events of some things, so that not all lanes are read; "" for all events.

    They are read first: within the query the engine would read the claims of all events before.
    """
    if not of:
        return ""
    rows = engine.select(_EVENTS.replace("$wanted", values(of)))
    return f"VALUES ?event {{ {values([event for (event,) in rows if isinstance(event, NamedNode)])} }}"


def _is_milestone(event: Term) -> bool:
    return event.value.startswith(f"{ID}milestone/")


def _named(thing: Term, event: Term) -> Term:
    """Return the thing that labels a lane: the milestone itself, otherwise the mission of the event."""
    return event if _is_milestone(event) else thing


def _lane(labels: Labels, thing: Term, event: Term | None, rows: Sequence[_Row]) -> Lane:
    marks = sorted((_mark(row, labels) for row in rows), key=lambda m: (m.stated_on, m.start))
    outcome, slip = rows[0].outcome, rows[0].slip
    cancelled = rows[0].status == _CANCELLED and outcome is None
    result = "cancelled" if cancelled else _text(outcome, labels)
    days = int(slip.value) if slip is not None else None
    node, of, kind = (x if isinstance(x, NamedNode) else None for x in (rows[0].event, rows[0].thing, rows[0].kind))
    failed = outcome == _FAILURE
    return Lane(labels.of(thing), _text(event, labels), marks, result, days, failed, node, of=of, kind=kind)


def _mark(row: _Row, labels: Labels) -> Mark:
    return Mark(
        *row.days,
        kind=_kind(row.modality, row.rank),
        stated_on=row.stated.value if row.stated is not None else "",
        speaker=_text(row.speaker, labels),
        text=row.edtf.value if row.edtf is not None else "",
        counts=row.best is not None,
        is_first=row.earliest is not None,
        standing=row.standing.value if row.standing is not None else "",
    )


def _text(term: Term | None, labels: Labels) -> str:
    return labels.of(term) if term is not None else ""


def _order(lane: Lane) -> tuple[date, str, str]:
    return (next(iter(lane.now or lane.plans or lane.marks)).start, lane.thing, lane.event)


def _kind(modality: Term | None, rank: Term | None) -> str:
    if rank == NamedNode(VOCAB + "rank/deprecated"):
        return "wrong"
    name = modality.value.removeprefix(VOCAB + "modality/") if modality is not None else ""
    return name if name in ("actual", "cancelled") else "planned"


def _day(term: Term | None) -> date | None:
    if not isinstance(term, Literal):
        return None
    try:
        return date.fromisoformat(term.value)
    except ValueError:
        return None
