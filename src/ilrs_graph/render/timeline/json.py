"""A timeline as JSON: the lanes with every statement of a date; days as ISO 8601, null where a window is open."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ...timeline.model import Lane, Mark
from ..json_text import json_text
from ..options import Options


def write(lanes: Sequence[Lane], _: Options) -> str:
    """Return the lanes as JSON."""
    return json_text([_lane(lane) for lane in lanes])


def _lane(lane: Lane) -> dict[str, Any]:
    return {
        "of": lane.thing,
        "event": lane.event,
        "outcome": lane.outcome or None,
        "slipDays": lane.slip,
        "statements": [_statement(mark) for mark in lane.marks],
    }


def _statement(mark: Mark) -> dict[str, Any]:
    return {
        "first": mark.first.isoformat() if mark.first else None,
        "last": mark.last.isoformat() if mark.last else None,
        "kind": mark.kind,
        "counts": mark.counts,
        "firstPlan": mark.is_first,
        "statedOn": mark.stated_on,
        "speaker": mark.speaker,
    }
