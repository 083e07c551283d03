"""Filters of pages with pictures: a thing of a list, and years; by a form of a server, or by addresses of their own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from pyoxigraph import NamedNode

from ..errors import UnknownName, UsageError
from ..language import say
from ..namespaces import slug
from .context import Context
from .controls import Control

_YEARS = re.compile(r"(\d{4})-(\d{4})")
_DECADE = 10


class Years(NamedTuple):
    """A time from one year to another, both included; None is open."""

    first: int | None = None
    last: int | None = None

    def has(self, year: int) -> bool:
        """Return whether a year lies in the time.

        >>> Years(1960, 1969).has(1969), Years(1960, None).has(1958), Years().has(2020)
        (True, False, True)
        """
        return (self.first is None or self.first <= year) and (self.last is None or year <= self.last)

    def __bool__(self) -> bool:
        return self != Years()

    def text(self, language: str) -> str:
        """Return the time in words.

        >>> Years(1960, 1969).text("en"), Years(None, 1969).text("en")
        ('1960 to 1969', 'until 1969')
        """
        form = "{first} to {last}" if None not in self else "from {first} on" if self.last is None else "until {last}"
        return say(form, language, first=self.first, last=self.last)


def years_of(text: str) -> Years:
    """Return the time that a part of an address names.

    Raises:
        UnknownName: it names none.

    >>> years_of("1960-1969")
    Years(first=1960, last=1969)
    """
    found = _YEARS.fullmatch(text)
    if found is None or found[1] > found[2]:
        raise UnknownName("time", text, (), tip="name two years, such as 1960-1969")
    return Years(int(found[1]), int(found[2]))


def years_in(arguments: Mapping[str, str]) -> Years:
    """Return the time that the arguments `from` and `to` name.

    Raises:
        UsageError: one is no year, or the last is before the first.

    >>> years_in({"from": "1960", "to": ""})
    Years(first=1960, last=None)
    """
    first, last = (_year(name, arguments.get(name, "").strip()) for name in ("from", "to"))
    if first is not None and last is not None and last < first:
        raise UsageError(f"the last year, {last}, is before the first, {first}", tip="exchange the years")
    return Years(first, last)


def _year(name: str, text: str) -> int | None:
    if not text:
        return None
    if not re.fullmatch(r"\d{4}", text):
        raise UsageError(f"{name}: {text[:20]!r} is not a year", tip="give four digits, such as 1969")
    return int(text)


def thing_in(arguments: Mapping[str, str], name: str, among: Iterable[NamedNode]) -> NamedNode | None:
    """Return the thing that an argument names by its slug, None if it is omitted.

    Raises:
        UsageError: none of them has that name.
    """
    text = arguments.get(name, "").strip()
    if not text:
        return None
    by_slug = {slug(node.value): node for node in among}
    if text not in by_slug:
        unknown = UnknownName(name, text[:40], by_slug)
        raise UsageError(unknown.message, tip=unknown.tip)
    return by_slug[text]


def thing_control(
    name: str, label: str, value: NamedNode | None, among: Iterable[NamedNode], context: Context
) -> Control:
    """Return the control that chooses one of some things."""
    chosen = slug(value.value) if value is not None else ""
    return Control(name, say(label, context.language), chosen, "", "text", listed(among, context))


def year_controls(years: Years, context: Context) -> list[Control]:
    """Return the controls of the first and the last year."""
    labels = (("from", "First year", years.first), ("to", "Last year", years.last))
    return [
        Control(name, say(label, context.language), str(year or ""), "1969", "number") for name, label, year in labels
    ]


def listed(nodes: Iterable[NamedNode], context: Context) -> list[tuple[str, str]]:
    """Return the slugs and labels of things, by their labels."""
    found = list(nodes)
    context.reading.labels.load(found)
    return sorted(((slug(x.value), context.label(x)) for x in found), key=lambda each: (each[1].casefold(), each[0]))


def decades(years: Iterable[int]) -> list[str]:
    """Return the decades of some years, as parts of addresses.

    >>> decades([1969, 1961, 1971])
    ['1960-1969', '1970-1979']
    """
    starts: Sequence[int] = sorted({year - year % _DECADE for year in years})
    return [f"{start}-{start + _DECADE - 1}" for start in starts]
