"""How well forecasts are calibrated, as an SVG picture: the share of outcomes that came by each quantile.

Points on the diagonal are calibrated; above it, events came earlier than was forecast.
"""

from __future__ import annotations

from ...forecasting import Backtest
from ...language import say
from ..options import Options
from ..svg import ACTUAL, FAINT, INK, document, text

_SIZE, _LEFT, _TOP = 360, 64, 60
_WIDTH, _HEIGHT = _LEFT + _SIZE + 40, _TOP + _SIZE + 84


def write(backtest: Backtest, options: Options) -> str:
    """Return the picture as an SVG document, the same bytes for the same backtest."""
    language = options.language
    title = say("Calibration of the forecasts of past days", language)
    whole = backtest.whole
    counts = say("{n} outcomes of {missions} missions", language, n=whole.outcomes, missions=whole.missions)
    body = [text(16, 26, title, 16, 'font-weight="600"'), text(16, 44, counts, 11, 'fill-opacity="0.7"'), *_grid()]
    points = [(level, share) for level, share in backtest.reliability]
    if points:
        line = " ".join(f"{_x(level):.1f},{_y(share):.1f}" for level, share in points)
        body.append(f'<polyline points="{line}" fill="none" stroke="{ACTUAL}" stroke-width="1.6"/>')
    body += [
        f'<g><title>{level:.0%}: {share:.0%}</title><circle cx="{_x(level):.1f}" cy="{_y(share):.1f}" r="4" '
        f'fill="{ACTUAL}"/></g>'
        for level, share in points
    ]
    below = _TOP + _SIZE
    body.append(text(_LEFT, below + 40, say("quantile that was forecast", language), 11))
    body.append(text(_LEFT, below + 58, say("upward: the share of outcomes that came by it", language), 11))
    return document(_WIDTH, _HEIGHT, title, body)


def _x(share: float) -> float:
    return _LEFT + share * _SIZE


def _y(share: float) -> float:
    return _TOP + (1 - share) * _SIZE


def _grid() -> list[str]:
    out = [f'<rect x="{_LEFT}" y="{_TOP}" width="{_SIZE}" height="{_SIZE}" fill="none" stroke="{FAINT}"/>']
    for tenth in range(0, 11, 2):
        share = tenth / 10
        x, y = _x(share), _y(share)
        out.append(f'<path d="M{x:.1f} {_TOP} V{_TOP + _SIZE} M{_LEFT} {y:.1f} H{_LEFT + _SIZE}" stroke="{FAINT}"/>')
        out.append(text(x, _TOP + _SIZE + 18, f"{share:.0%}", 10, 'text-anchor="middle"'))
        out.append(text(_LEFT - 8, y + 4, f"{share:.0%}", 10, 'text-anchor="end"'))
    diagonal = f'x1="{_LEFT}" y1="{_TOP + _SIZE}" x2="{_LEFT + _SIZE}" y2="{_TOP}"'
    out.append(f'<line {diagonal} stroke="{INK}" stroke-dasharray="4 3"/>')
    return out
