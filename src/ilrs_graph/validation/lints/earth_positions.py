"""Positions on the Earth: the W3C's wgs84_pos terms, which give positions on the Earth and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode

from ...namespaces import WGS84
from ..context import Context
from .note import Note, note

_WHY = "wgs84_pos gives positions on the reference ellipsoid of the Earth, so every map would draw the thing there."
_REMEDY = "Add an ilrs:PositionClaim on the place; rules give its ilrs:latitude and ilrs:longitude."


def find(context: Context) -> Iterator[Note]:
    """Yield the added triples with a property or class of wgs84_pos."""
    for t in context.added:
        for part, term in (("predicate", t.predicate), ("value", t.object)):
            if isinstance(term, NamedNode) and term.value.startswith(WGS84):
                what = f"wgs84_pos:{term.value.removeprefix(WGS84)} gives a position on the Earth."
                yield note("term", "earth-position", t, part, what, _REMEDY, reason=_WHY)  # type: ignore[arg-type]
                break
