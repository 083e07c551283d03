"""Why one claim loses to another, in words.

How a claim stands is a text in four parts (`ontology/rules/030-standing.rq`): whether it tells of what happened,
whether it is preferred, when it was stated, and how good the best of its kinds of source is. The greater is the better.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from ..names.labels import Labels
from ..names.text import term_text
from ..terms import Node

_STANDING = re.compile(r"([01]) ([01]) (\S+) (\d)")
_MOST = 3
"""Rivals that are named."""


def why_it_loses(worse: str, better: str) -> str:
    """Return why a claim standing as `worse` loses to one as `better`; other texts are set side by side.

    >>> why_it_loses("0 0 2019-04-18 5", "1 0 2024-05-03 8"), why_it_loses("1 0 2024-05-03 8", "1 0 2024-12-20 2")
    ('a plan, not what happened', 'stated earlier, on 2024-05-03, not on 2024-12-20')
    >>> why_it_loses("1 0 2024-05-03 2", "1 0 2024-05-03 8"), why_it_loses("2024-05", "2024-06")
    ('from a lesser kind of source', '2024-05 against 2024-06')
    """
    one, other = _STANDING.fullmatch(worse), _STANDING.fullmatch(better)
    if one is None or other is None:
        return f"{worse} against {better}"
    if one[1] != other[1]:
        return "a plan, not what happened"
    if one[2] != other[2]:
        return "not the preferred one"
    if one[3] != other[3]:
        return f"stated earlier, on {one[3]}, not on {other[3]}"
    return "from a lesser kind of source" if one[4] != other[4] else "as good as the other"


def beaten_words(beaten: Mapping[Node, str], best: str, labels: Labels, *, least: bool = False) -> str:
    """Return a line on those whose values do not come up to the best one, the greatest or the least; nearest first."""
    ranked = sorted(beaten.items(), key=lambda entry: (entry[1], str(entry[0])), reverse=not least)
    named = [f"{term_text(holder, labels)} ({why_it_loses(value, best)})" for holder, value in ranked[:_MOST]]
    more = [f"and {len(ranked) - _MOST} more"] if len(ranked) > _MOST else []
    return "comes before: " + "; ".join([*named, *more])
