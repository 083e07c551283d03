"""`ilrs-graph timeline`."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from .options import chosen, deliver, endpoint, opened, result, when, where

if TYPE_CHECKING:
    from ..timeline import Lane

FORMATS = ("table", "csv", "json", "svg")
_HEADINGS = ("Of", "Event", "First plan", "Stated on", "Plans", "Latest plan", "Happened", "Outcome", "Slip")


@click.command(
    name="timeline",
    epilog="""\b
Examples:
  ilrs-graph timeline
  ilrs-graph timeline --of change-6 --of change-4
  ilrs-graph timeline --of clep -o clep.svg
  ilrs-graph timeline --as-of 2023-10-31 --format csv""",
)
@click.option("--of", "things", metavar="THING", multiple=True, help="A mission, programme or event; may be repeated.")
@result(FORMATS)
@when
@endpoint
@where
def command(
    things: tuple[str, ...],
    form: str | None,
    output: str | None,
    as_of: str | None,
    endpoint: str | None,
    root: str | None,
) -> None:
    """Show events over time: planned, slipped and actual, as a picture (-o FILE.svg) or a table.

    A slip is counted in days from the first plan stated to what happened, or to the latest plan.
    """
    wanted = chosen(form, output, FORMATS, "csv")
    graph = opened(root, as_of, endpoint)
    found = graph.timeline(*things)
    if wanted == "svg":
        from ..render.timeline_svg import draw

        names = [graph.labels.of(graph.resolve(thing)) for thing in things]
        deliver(draw(found, title(names, as_of)), output)
    elif wanted == "json":
        deliver(as_json(found), output)
    elif wanted == "csv":
        out = io.StringIO()
        csv.writer(out, lineterminator="\n").writerows([_HEADINGS, *map(row, found)])
        deliver(out.getvalue(), output)
    else:
        from .tables import draw as table

        deliver(table(_HEADINGS, map(row, found)), output)


def title(things: Sequence[str], as_of: str | None) -> str:
    """Return the title of the picture: it names three things at most.

    >>> title(["Chang'e 6"], None), title(list("abcd"), None)
    ("Plans and events of Chang'e 6", 'Plans and events of a, b, c and 1 more')
    """
    more = f" and {len(things) - 3} more" if len(things) > 3 else ""
    of = f" of {', '.join(things[:3])}{more}" if things else ""
    then = f", as known on {as_of} as far as the cited sources show" if as_of else ""
    return f"Plans and events{of}{then}"


def row(lane: Lane) -> tuple[str, ...]:
    """Return the cells of one lane."""
    plans = lane.plans
    first, latest = (plans[0], plans[-1]) if plans else (None, None)
    return (
        lane.thing,
        lane.event,
        first.text if first else "",
        first.stated_on if first else "",
        str(len(plans)),
        latest.text if latest else "",
        lane.actual.text if lane.actual else "",
        lane.outcome,
        lane.slip_told,
    )


def as_json(lanes: Sequence[Lane]) -> str:
    """Return the lanes as JSON with every statement of a date."""
    whole = [
        {
            "of": lane.thing,
            "event": lane.event,
            "outcome": lane.outcome or None,
            "slipDays": lane.slip,
            "statements": [
                {
                    "first": m.first.isoformat() if m.first else None,
                    "last": m.last.isoformat() if m.last else None,
                    "kind": m.kind,
                    "counts": m.counts,
                    "statedOn": m.stated_on,
                    "speaker": m.speaker,
                }
                for m in lane.marks
            ],
        }
        for lane in lanes
    ]
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"
