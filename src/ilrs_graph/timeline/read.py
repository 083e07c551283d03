"""Reads lanes from the graph."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from pyoxigraph import Literal, NamedNode

from ..engine import Engine, values
from ..names.labels import Labels
from ..namespaces import ID, ONTOLOGY, VOCAB
from ..terms import Term
from .model import Lane, Mark

_CANCELLED = NamedNode(VOCAB + "status/cancelled")
_QUERY = f"""
PREFIX ilrs: <{ONTOLOGY}>
SELECT ?thing ?event ?kind ?claim ?first ?last ?edtf ?modality ?rank ?stated ?by ?best ?outcome ?status {{
  VALUES ?wanted {{ $wanted }}
  ?claim ilrs:subject ?event ; ilrs:property ilrs:eventDate ; ilrs:modality ?modality ; ilrs:rank ?rank ;
         ilrs:statedOn ?stated ; ilrs:assertedBy ?by .
  ?event ilrs:kind ?kind .
  ?event ilrs:ofMission|ilrs:ofProgramme ?thing .
  OPTIONAL {{ ?thing ilrs:partOfProgramme ?programme }}
  FILTER(!BOUND(?wanted) || ?wanted IN (?thing, ?event) || COALESCE(?wanted = ?programme, false))
  OPTIONAL {{ ?claim ilrs:notBefore ?first }}
  OPTIONAL {{ ?claim ilrs:notAfter ?last }}
  OPTIONAL {{ ?claim ilrs:edtfDate ?edtf }}
  OPTIONAL {{ ?event ilrs:bestClaim ?best . FILTER(?best = ?claim) }}
  OPTIONAL {{ ?event ilrs:outcome ?outcome }}
  OPTIONAL {{ ?thing ilrs:status ?status }}
}} ORDER BY ?thing ?event STR(?stated) ?claim"""


def lanes(engine: Engine, labels: Labels, of: Sequence[NamedNode] = ()) -> list[Lane]:
    """Return a lane for each dated event, ordered by current date.

    `of` restricts them to missions, programmes (with their missions) or events; each lane appears once.
    """
    found = engine.select(_QUERY.replace("$wanted", values(list(of)) or "UNDEF"))
    labels.load(cell for row in found for cell in row)
    grouped: dict[tuple[Term, Term], dict[Term, tuple[Mark, str, str]]] = {}
    for thing, event, kind, claim, first, last, edtf, modality, rank, stated, by, best, outcome, status in found:
        days = (_day(first), _day(last))
        if thing is None or event is None or claim is None or days == (None, None):
            continue
        mark = Mark(
            *days,
            kind=_kind(modality, rank),
            stated_on=stated.value if stated is not None else "",
            speaker=labels.of(by) if by is not None else "",
            text=edtf.value if edtf is not None else "",
            counts=best is not None,
        )
        cancelled = status == _CANCELLED and outcome is None
        result = "cancelled" if cancelled else labels.of(outcome) if outcome is not None else ""
        grouped.setdefault((thing, event), {})[claim] = (mark, labels.of(kind) if kind is not None else "", result)
    made = [_lane(labels.of(_named(thing, event)), list(rows.values())) for (thing, event), rows in grouped.items()]
    return sorted(made, key=_order)


def _named(thing: Term, event: Term) -> Term:
    """Return the thing that labels a lane: the milestone itself, otherwise the mission of the event."""
    return event if event.value.startswith(f"{ID}milestone/") else thing


def _lane(thing: str, rows: list[tuple[Mark, str, str]]) -> Lane:
    marks = [mark for mark, _, _ in rows]
    marks.sort(key=lambda m: (m.stated_on, m.start))
    return Lane(thing, rows[0][1], marks, rows[0][2])


def _order(lane: Lane) -> tuple[date, str, str]:
    now = lane.now or lane.marks[0]
    return (now.start, lane.thing, lane.event)


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
