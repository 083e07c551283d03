"""Patterns that a backtracking engine may follow in exponentially many ways.

The pattern becomes an automaton whose states are the places of its characters (Glushkov). Where a state can be reached
from itself by one text in two ways, each repetition of the text doubles the ways to try: exponential ambiguity.

>>> is_catastrophic("^(a+)+$"), is_catastrophic("^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")
(True, False)
"""

from __future__ import annotations

import warnings
from collections import Counter, defaultdict
from collections.abc import Iterable
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any, NamedTuple

MAX_STATES = 400
"""Characters of a pattern with its bounded repetitions written out; one that needs more is refused."""

_MANY = 12
"""A repetition up to this often is written out; a larger one counts as without end."""
_CATEGORIES = {
    op.CATEGORY_DIGIT: str.isdigit,
    op.CATEGORY_SPACE: str.isspace,
    op.CATEGORY_WORD: lambda c: c.isalnum() or c == "_",
}
_OPPOSITE = {
    op.CATEGORY_NOT_DIGIT: op.CATEGORY_DIGIT,
    op.CATEGORY_NOT_SPACE: op.CATEGORY_SPACE,
    op.CATEGORY_NOT_WORD: op.CATEGORY_WORD,
}
_PROBES = frozenset(map(chr, range(32, 127))) | frozenset("\t\n嫦é0")


class TooComplex(Exception):
    """A pattern that cannot be judged: it looks around, refers back, or is too large."""


class _Part(NamedTuple):
    """What a part of a pattern may begin and end with, and in how many ways it may match nothing."""

    first: Counter[int]
    last: Counter[int]
    empty: int


class _Automaton:
    def __init__(self) -> None:
        self.chars: list[frozenset[str]] = []
        self.follow: Counter[tuple[int, int]] = Counter()

    def state(self, chars: frozenset[str]) -> _Part:
        if len(self.chars) >= MAX_STATES:
            raise TooComplex(f"it has more than {MAX_STATES} characters, repetitions written out")
        self.chars.append(chars)
        here = Counter([len(self.chars) - 1])
        return _Part(here, Counter(here), 0)

    def join(self, before: Counter[int], after: Counter[int]) -> None:
        for p, ways in before.items():
            for q, more in after.items():
                self.follow[p, q] = min(2, self.follow[p, q] + ways * more)

    def sequence(self, parts: Iterable[_Part]) -> _Part:
        whole = _Part(Counter(), Counter(), 1)
        for part in parts:
            self.join(whole.last, part.first)
            first = whole.first + _times(part.first, whole.empty)
            whole = _Part(first, _times(whole.last, part.empty) + part.last, min(2, whole.empty * part.empty))
        return whole

    def repeat(self, tree: Any, least: int, most: Any) -> _Part:
        if most is op.MAXREPEAT or most > _MANY:
            once = self.tree(tree)
            self.join(once.last, once.first)
            return once._replace(empty=min(2, once.empty + (least == 0)))
        rest = _Part(Counter(), Counter(), 1)
        for number in range(most, 0, -1):  # x{2,4} is xx(x(x)?)?
            whole = self.sequence([self.tree(tree), rest])
            rest = whole._replace(empty=min(2, whole.empty + (number > least)))
        return rest

    def tree(self, tree: Any) -> _Part:
        return self.sequence([self.part(kind, value) for kind, value in tree])

    def part(self, kind: Any, value: Any) -> _Part:
        if kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
            return self.repeat(value[2], value[0], value[1])
        if kind is op.SUBPATTERN:
            return self.tree(value[3])
        if kind is op.BRANCH:
            parts = [self.tree(branch) for branch in value[1]]
            first: Counter[int] = sum((p.first for p in parts), Counter())
            last: Counter[int] = sum((p.last for p in parts), Counter())
            return _Part(first, last, min(2, sum(p.empty for p in parts)))
        if kind is op.AT:
            return _Part(Counter(), Counter(), 1)
        if kind in (op.LITERAL, op.NOT_LITERAL, op.ANY, op.IN):
            return self.state(_chars(kind, value))
        raise TooComplex("it looks around or refers back")


def _times(ways: Counter[int], number: int) -> Counter[int]:
    return Counter({state: min(2, count * number) for state, count in ways.items() if number})


def _chars(kind: Any, value: Any) -> frozenset[str]:
    """Return those of the probes, and the characters named, that one character of a pattern matches."""
    if kind is op.LITERAL:
        return frozenset(chr(value))
    if kind is op.NOT_LITERAL:
        return _PROBES - {chr(value)}
    if kind is op.ANY:
        return _PROBES
    if kind is op.RANGE:
        ends = frozenset(chr(code) for code in value)
        return ends | frozenset(c for c in _PROBES if value[0] <= ord(c) <= value[1])
    if kind is op.CATEGORY:
        if value in _OPPOSITE:
            return _PROBES - _chars(kind, _OPPOSITE[value])
        return frozenset(filter(_CATEGORIES[value], _PROBES))
    found: frozenset[str] = frozenset().union(*(_chars(*each) for each in value if each[0] is not op.NEGATE))
    return _PROBES - found if value[0][0] is op.NEGATE else found


def is_catastrophic(pattern: str) -> bool:
    """Tell whether a backtracking engine may need time exponential in the length of a text.

    Raises:
        TooComplex: the pattern is too large to decide.
        re.error: it is no pattern.

    >>> is_catastrophic("(a|ab?)*b"), is_catastrophic("(a|b)*c")
    (True, False)
    """
    automaton = _Automaton()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        automaton.tree(_parser.parse(pattern))
    after: defaultdict[int, list[int]] = defaultdict(list)
    for p, q in automaton.follow:
        after[p].append(q)
    return any(_doubles(automaton, after, state) for state in range(len(automaton.chars)))


def _doubles(automaton: _Automaton, after: dict[int, list[int]], state: int) -> bool:
    """Tell whether one text leads from a state back to it in two ways: two walks side by side that part and meet."""
    seen, todo = {(state, state, False)}, [(state, state, False)]
    while todo:
        one, other, parted = todo.pop()
        for p in after.get(one, ()):
            for q in after.get(other, ()):
                twice = p == q and one == other and automaton.follow[one, p] > 1
                step = (p, q, parted or p != q or twice)
                if step in seen or not automaton.chars[p] & automaton.chars[q]:
                    continue
                if step == (state, state, True):
                    return True
                seen.add(step)
                todo.append(step)
    return False
