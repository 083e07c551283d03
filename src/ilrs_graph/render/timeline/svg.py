"""The timeline as an SVG picture: one lane per event, plans as bars from the earliest stated down to the latest.

A thin line joins the plans to the actual event: the more it leans to the right, the more the event slipped.
Filled: happened. Filled with a notch: happened and failed. Hollow: planned; without an end: open. Bold: counts now.
Dashed: cancelled. Crossed: wrong when stated. Shaded: a forecast, its intervals of 50 and 80 % and its middle.
The title of every mark gives day and speaker; with `words_beside` they stand beside it, for print.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from html import escape
from textwrap import wrap

from ...dates.words import date_text
from ...language import say
from ...printable import blank, printable
from ...timeline.model import Lane, Lanes, Mark
from ..options import Options
from ..svg import ACTUAL, FAINT, INK, PLAN, WRONG, document, text
from .axis import Axis

WIDTH = 1200
_READING = "a line that leans right is a slip; lanes read from the first plan down"
_LEFT, _RIGHT, _TOP, _ROW, _PAD = 250, 140, 74, 9, 9
_NAME = 30  # characters of a name on one line
_FACTS = 38  # characters of event and outcome on one line
_LETTER = 4.3  # the mean width of a letter beside a mark
_CLOSED, _OPEN = (True, True), (True, False)  # whether a mark has a first and a last day
_LEGEND = (
    ("happened", "actual", True, _CLOSED),
    ("failed", "failed", True, _CLOSED),
    ("planned", "planned", False, _CLOSED),
    ("open end", "planned", False, _OPEN),
    ("counts now", "planned", True, _CLOSED),
    ("cancelled", "cancelled", False, _CLOSED),
    ("wrong when said", "wrong", False, _CLOSED),
)
"""The marks of the legend: what they say, their kind, whether they count, whether they have a first and a last day."""


def write(lanes: Sequence[Lane], options: Options) -> str:
    """Return the picture of `lanes` as an SVG document, the same bytes for the same lanes."""
    days = [d for lane in lanes for m in lane.marks for d in (m.start, m.end)]
    days += [lane.fan.half[1] for lane in lanes if lane.fan is not None]
    axis = Axis(days, _LEFT, WIDTH - _RIGHT)
    tops: list[float] = []
    y = float(_TOP)
    for lane in lanes:
        tops.append(y)
        y += _height(lane)
    body = [
        *_legend(options.title, options.language, any(lane.fan for lane in lanes)),
        *_grid(axis, y, options.language),
    ]
    body += _known_by(lanes.as_of if isinstance(lanes, Lanes) else None, axis, y, options.language)
    for lane, top in zip(lanes, tops, strict=True):
        body += _lane(lane, top, axis, options)
    return document(WIDTH, y + 24, options.title, body)


def _height(lane: Lane) -> float:
    rows, names = len(_rows(lane)), len(_name_lines(lane))
    below = 0 if _is_one_line(lane) else len(_facts(lane))
    return max(rows * _ROW + 2 * _PAD, 14 * (names + below) + _PAD)


def _is_one_line(lane: Lane) -> bool:
    """Tell whether name and facts of a lane stand on one line."""
    facts = _facts(lane)
    return len(_rows(lane)) == 1 and len(facts) == 1 and len(lane.thing) + len(facts[0]) <= _NAME


def _facts(lane: Lane) -> list[str]:
    """Return what stands below the name of a lane: the event and its outcome, in lines."""
    return wrap(f"{lane.event}, {lane.outcome}" if lane.outcome else lane.event, _FACTS, break_on_hyphens=False)


def _name_lines(lane: Lane) -> list[str]:
    return wrap(lane.thing, _NAME, break_on_hyphens=False)


def _rows(lane: Lane) -> list[list[Mark]]:
    """Return the marks in rows; consecutive marks with the same content share a row."""
    rows: list[list[Mark]] = []
    for mark in lane.marks:
        content = (mark.kind, mark.first, mark.last)
        if rows and content == (rows[-1][0].kind, rows[-1][0].first, rows[-1][0].last):
            rows[-1].append(mark)
        else:
            rows.append([mark])
    return rows


def _legend(title: str, language: str, with_fans: bool) -> list[str]:
    out = [text(16, 28, title, 18, 'font-weight="600"')]
    x = 16.0
    for words, kind, counts, ends in _LEGEND:
        out.append(_shape(kind, x, x + 18, 46, counts=counts, ends=ends))
        out.append(text(x + 26, 50, say(words, language), 11))
        x += 42 + 7 * len(words)
    if with_fans:
        words = "forecast"
        out += [*_shades(x, x + 18, x + 5, x + 13, 42, 8), text(x + 26, 50, say(words, language), 11)]
        x += 42 + 7 * len(words)
    return [
        *out,
        text(x, 50, say(_READING, language), 11, 'fill-opacity="0.7"'),
    ]


def _grid(axis: Axis, bottom: float, language: str) -> list[str]:
    out: list[str] = []
    last = -100.0
    for year, x in axis.ticks():
        out.append(
            f'<line x1="{x:.1f}" y1="{_TOP - 6}" x2="{x:.1f}" y2="{bottom:.1f}" stroke="{FAINT}" stroke-width="0.6"/>'
        )
        if x - last >= 34:
            out += [text(x + 2, at, str(year), 10) for at in (_TOP - 9, bottom + 14)]
            last = x
    for first, final, x in axis.folds:
        words = say("{first}-{last}: nothing", language, first=first, last=final)
        out.append(
            f"<g><title>{words}</title>"
            f'<path d="M{x + 4:.1f} {_TOP - 12} l3 8 l3 -8 l3 8" fill="none" stroke="{INK}"/></g>'
        )
    return out


def _known_by(day: date | None, axis: Axis, bottom: float, language: str) -> list[str]:
    """Return a line at the day of knowledge, if there is one."""
    if day is None:
        return []
    x, words = axis.x(day), say("as of", language) + f" {day}"
    return [
        f'<line x1="{x:.1f}" y1="{_TOP - 6}" x2="{x:.1f}" y2="{bottom:.1f}" stroke="{WRONG}" stroke-dasharray="1 3">'
        f"<title>{words}</title></line>"
    ]


def _lane(lane: Lane, top: float, axis: Axis, options: Options) -> list[str]:
    height, rows, language = _height(lane), _rows(lane), options.language
    out = [f'<line x1="0" y1="{top:.1f}" x2="{WIDTH}" y2="{top:.1f}" stroke="{FAINT}" stroke-width="0.6"/>']
    out += _fan(lane, top, height, axis, language)
    middle = top + height / 2
    names = _name_lines(lane)
    facts, beside = _facts(lane), _is_one_line(lane)
    first = middle + 4 if beside else middle - 14 * (len(names) + len(facts) - 2) / 2 - 3
    out += [text(16, first + 14 * i, name, 13, 'font-weight="600"') for i, name in enumerate(names)]
    if beside:
        out.append(text(_LEFT - 8, middle + 4, facts[0], 11, 'fill-opacity="0.7" text-anchor="end"'))
    else:
        below = first + 14 * len(names)
        out += [text(16, below + 14 * i, line, 11, 'fill-opacity="0.7"') for i, line in enumerate(facts)]
    centres: list[tuple[float, float]] = []
    for i, same in enumerate(rows):
        mark = same[0]
        y = top + _PAD + (i + 0.5) * _ROW
        x1, x2 = axis.x(mark.start), axis.x(mark.end + timedelta(days=1))
        counts = any(m.counts for m in same)
        kind = "failed" if lane.failed and mark.kind == "actual" else mark.kind
        ends = (mark.first is not None, mark.last is not None)
        out.append(_titled(same, _shape(kind, x1, x2, y, counts=counts, ends=ends), language))
        if options.words_beside:
            out.append(_beside(mark, x1, max(x2, x1 + 5), y))
        if mark.kind in ("planned", "actual"):
            centres.append(((x1 + x2) / 2, y))
    if len(centres) > 1:
        points = " ".join(f"{x:.1f},{y:.1f}" for x, y in centres)
        out.append(f'<polyline points="{points}" fill="none" stroke="{INK}" stroke-width="0.8" stroke-opacity="0.45"/>')
    if lane.slip is not None:
        colour = WRONG if lane.slip > 0 else ACTUAL
        out.append(
            f'<text x="{WIDTH - 12}" y="{middle + 4:.1f}" font-size="12" text-anchor="end" fill="{colour}">'
            f"{lane.slip_in(language)}</text>"
        )
    return out


def _fan(lane: Lane, top: float, height: float, axis: Axis, language: str) -> list[str]:
    """Return the forecast of a lane, behind its marks; what is beyond the axis ends at it, and the title tells it."""
    if lane.fan is None:
        return []
    (first, last), (inner, outer) = lane.fan.most, lane.fan.half
    form = "forecast, not a statement: middle {middle}; 50%: {inner} to {outer}; 80%: {first} to {last}"
    days = {"middle": lane.fan.middle, "inner": inner, "outer": outer, "first": first, "last": last}
    words = say(form, language, **{name: date_text(f"{day:%Y-%m}", language) for name, day in days.items()})
    shades = _shades(axis.x(first), axis.x(last), axis.x(inner), axis.x(outer), top + 2, height - 4)
    middle = axis.x(lane.fan.middle)
    line = f'<path d="M{middle:.1f} {top + 2:.1f} V{top + height - 2:.1f}" stroke="{PLAN}" stroke-dasharray="2 2"/>'
    return [f"<g><title>{escape(words)}</title>", *shades, line, "</g>"]


def _shades(first: float, last: float, inner: float, outer: float, top: float, height: float) -> list[str]:
    """Return the intervals of 80 and 50 % as shades, one on the other."""
    return [
        f'<rect x="{left:.1f}" y="{top:.1f}" width="{max(right - left, 1):.1f}" height="{height:.1f}" fill="{PLAN}" '
        f'fill-opacity="0.13"/>'
        for left, right in ((first, last), (inner, outer))
    ]


def _beside(mark: Mark, x1: float, x2: float, y: float) -> str:
    """Return the date of a mark, and who stated it when: on its right, or on its left where there is no room."""
    speaker = mark.speaker.partition(",")[0]
    words = f"{mark.text or mark.start.isoformat()} ({', '.join(filter(None, (speaker, mark.stated_on)))})"
    if x2 + 5 + _LETTER * len(words) > WIDTH - _RIGHT:
        return text(x1 - 5, y + 3, words, 8, 'text-anchor="end"')
    return text(x2 + 5, y + 3, words, 8)


def _titled(same: Sequence[Mark], shape: str, language: str) -> str:
    lines = (f"{m.text or m.start.isoformat()} ({say(m.kind, language)}), {m.speaker}, {m.stated_on}" for m in same)
    return f"<g><title>{escape(printable(chr(10).join(lines), blank, keep=chr(10)))}</title>{shape}</g>"


def _shape(kind: str, x1: float, x2: float, y: float, *, counts: bool, ends: tuple[bool, bool] = _CLOSED) -> str:
    """Return a mark; an end without a day is not drawn."""
    width = max(x2 - x1, 5.0)
    if kind == "wrong":
        return _crossed(x1, width, y)
    colour = {"actual": ACTUAL, "failed": WRONG, "cancelled": INK}.get(kind, PLAN)
    fill = {"actual": colour, "failed": colour, "planned": "#ffffff"}.get(kind, "none")
    style = f'stroke="{colour}" stroke-width="{1.6 if counts else 0.9}"'
    if not (counts or kind in ("actual", "failed")):
        style += ' opacity="0.75"'
    if kind == "cancelled":
        style += ' stroke-dasharray="3 2"'
    if not all(ends):
        return _open(x1, x1 + width, y, ends, f'fill="{fill}" {style}')
    notch = f'<path d="M{x1 + width / 2 - 2.5:.1f} {y + 2.8:.1f} l2.5 -4 l2.5 4 z" fill="#ffffff"/>'
    return (
        f'<rect x="{x1:.1f}" y="{y - 2.8:.1f}" width="{width:.1f}" height="5.6" rx="2" fill="{fill}" {style}/>'
        f"{notch if kind == 'failed' else ''}"
    )


def _crossed(x1: float, width: float, y: float) -> str:
    middle = x1 + width / 2
    return (
        f'<rect x="{x1:.1f}" y="{y - 2.5:.1f}" width="{width:.1f}" height="5" fill="none" '
        f'stroke="{WRONG}" stroke-opacity="0.6"/>'
        f'<path d="M{middle - 4:.1f} {y - 4:.1f} l8 8 m0 -8 l-8 8" stroke="{WRONG}" stroke-width="1.6"/>'
    )


def _open(x1: float, x2: float, y: float, ends: tuple[bool, bool], style: str) -> str:
    """Return a bar without a line at an end that has no day."""
    top, bottom = y - 2.8, y + 2.8
    if ends[0]:
        path = f"M{x2:.1f} {top:.1f} H{x1:.1f} V{bottom:.1f} H{x2:.1f}"
    elif ends[1]:
        path = f"M{x1:.1f} {top:.1f} H{x2:.1f} V{bottom:.1f} H{x1:.1f}"
    else:
        path = f"M{x1:.1f} {top:.1f} H{x2:.1f} M{x1:.1f} {bottom:.1f} H{x2:.1f}"
    return f'<path d="{path}" {style}/>'
