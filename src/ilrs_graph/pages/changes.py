"""What became known between two days: the statements that sources of these days report, with what was held before.

A statement counts by the day from which a source of it is known (`ilrs:knownFrom`), not by the day on which it was
entered, so that the same graph gives the same page.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode

from ..dates.days import as_day
from ..dates.words import date_text
from ..errors import UsageError
from ..language import say
from ..names.made import UNREMARKABLE, Facts, MadeNames, brief
from ..namespaces import DCTERMS, ONTOLOGY, PROV, XSD, slug
from ..terms import SUBJECT, Term
from ..things.citation import cite, sources_of
from .context import Context
from .tables import References

MOST = 400
"""How many statements a page has."""
BY_DAY = 31
"""Up to how many days a page has a section for each day; for more, one for each month."""
MONTHS = 12
"""How many months have a page of their own."""


_LATELY, _FEED_MOST = 92, 100
"""How many days the page and the feed go back, and how many statements the feed has at most."""


class Change(NamedTuple):
    """A statement that became known: what it says, and what the statement before it said, "" if there was none.

    `day` is that from which it is known, `said` that on which it was made, in words.
    """

    day: str
    said: str
    speaker: str
    subject: NamedNode
    name: str
    about: str
    value: str
    marks: Sequence[str]
    words: str
    before: str
    claim: NamedNode
    references: tuple[int, ...]

    def text(self, language: str) -> str:
        """Return the change as one line."""
        about = say(", ", language).join(filter(None, (self.name, self.about)))
        value = say(", ", language).join((self.value, *self.marks))
        found = say("{about}: {value}", language, about=about, value=value)
        return found + (say("; ", language) + say("before: {date}", language, date=self.before) if self.before else "")


class Period(NamedTuple):
    """The changes of a day or month, called by `name`."""

    name: str
    changes: Sequence[Change]


class Changes(NamedTuple):
    """What the page shows: the changes from one day to another, of `total` the last ones, and pages of months.

    `undated` statements more rest on undated pages alone, whose day is that of their reading.
    """

    first: date
    last: date
    periods: Sequence[Period]
    total: int
    undated: int
    shown: int
    months: Sequence[tuple[str, str]]
    month: str
    references: References

    @property
    def latest(self) -> Iterator[Change]:
        """The changes, the latest first."""
        return (change for period in self.periods for change in period.changes)


def changes(first: date, last: date, context: Context, most: int = MOST) -> Changes:
    """Return what became known from one day to another, both included; of many changes the last `most`.

    Raises:
        UsageError: the last day is before the first.
    """
    if last < first:
        tip = f"exchange the days: from={last}&to={first}"
        raise UsageError(f"the last day, {last}, is before the first, {first}", tip=tip)
    found = _Claims(first, last, context)
    references = References()
    made = list(found.changes(references, most))
    length = 10 if (last - first).days <= BY_DAY else 7
    periods = [
        Period(date_text(key, context.language), list(part))
        for key, part in groupby(made, lambda change: change.day[:length])
    ]
    month = f"{first:%Y-%m}" if (first, last) == days_of(f"{first:%Y-%m}") else ""
    listed = [(each, date_text(each, context.language)) for each in months(context)]
    return Changes(first, last, periods, len(found.known), found.undated, len(made), listed, month, references)


class Feed(NamedTuple):
    """What the feed has: the last changes, and the day of the latest."""

    changes: Changes
    updated: str


def feed(context: Context) -> Feed:
    """Return the feed of what became known lately."""
    last = _last(context)
    found = changes(last - timedelta(_LATELY), last, context, _FEED_MOST)
    return Feed(found, next((each.day for each in found.latest), f"{last}"))


def dates(context: Context, most: int) -> list[Change]:
    """Return the last changes of dates of events, each event once: it had another date, or a vaguer one, before."""
    last = _last(context)
    references = References()
    claims = _Claims(last - timedelta(_LATELY), last, context, NamedNode(ONTOLOGY + "eventDate"))
    found: dict[NamedNode, Change] = {}
    for change in claims.changes(references, len(claims.known)):
        if change.before:
            found.setdefault(change.subject, change)
        if len(found) == most:
            break
    return list(found.values())


def between(arguments: Mapping[str, str], context: Context) -> tuple[date, date]:
    """Return the days that arguments `from` and `to` name; by default the last three months that the data tells of.

    Raises:
        UsageError: an argument is not a day.
    """
    last = as_day(arguments["to"], "to") if arguments.get("to", "").strip() else _last(context)
    default = max(last, date.min + timedelta(_LATELY)) - timedelta(_LATELY)
    first = as_day(arguments["from"], "from") if arguments.get("from", "").strip() else default
    return first, last


def days_of(month: str) -> tuple[date, date]:
    """Return the first and last day of a month.

    Raises:
        UsageError: it is no month.

    >>> days_of("2024-02")
    (datetime.date(2024, 2, 1), datetime.date(2024, 2, 29))
    """
    first = as_day(f"{month}-01", "month")
    return first, (first + timedelta(31)).replace(day=1) - timedelta(1) if first < date(9999, 12, 1) else date.max


def months(context: Context) -> list[str]:
    """Return the last months up to the last day of the data, the latest first."""
    day = _last(context).replace(day=1)
    found: list[str] = []
    while len(found) < MONTHS and day.year > 1:
        found.append(f"{day:%Y-%m}")
        day = (day - timedelta(1)).replace(day=1)
    return found


def _last(context: Context) -> date:
    """Return the last day on which anything became known by a page with a date."""
    ((last,),) = context.reading.engine.select(_LAST).rows
    return date.fromisoformat(last.value) if isinstance(last, Literal) else date(1970, 1, 1)


class _Claims:
    """The claims that became known between two days, with all claims on the same properties of the same things.

    Args:
        first: the first day.
        last: the last day.
        context: what pages share.
        on: only the claims on this property; default: all.
    """

    def __init__(self, first: date, last: date, context: Context, on: NamedNode | None = None) -> None:
        self._context = context
        only = "" if on is None else f"VALUES ?property {{ {on} }}"
        query = _FACTS.replace("$first", f"{first}").replace("$last", f"{last}").replace("$only", only)
        rows = context.reading.engine.select(query)
        self._facts = defaultdict[NamedNode, defaultdict[NamedNode, list[Term]]](lambda: defaultdict(list))
        for claim, prop, value in rows:
            if isinstance(claim, NamedNode) and isinstance(prop, NamedNode) and value is not None:
                self._facts[claim][prop].append(value)
        days = ((_text(facts, "knownFrom"), claim) for claim, facts in self._facts.items())
        own = [(day, claim) for day, claim in days if f"{first}" <= day <= f"{last}"]
        found = context.reading.engine.select(_DATED.replace("$first", f"{first}").replace("$last", f"{last}"))
        dated = {claim for (claim,) in found}
        self.undated = sum(claim not in dated for _, claim in own)
        """How many of the claims rest on undated pages alone, whose day is that of their reading."""
        own = [(day, claim) for day, claim in own if claim in dated]
        self.known = sorted(own, key=lambda each: (each[0], self._order(each[1]), each[1].value), reverse=True)

    def _order(self, claim: NamedNode) -> str:
        return _text(self._facts[claim], "statedOn")

    def changes(self, references: References, most: int) -> Iterator[Change]:
        """Yield the changes, the latest first."""
        shown, context = self.known[:most], self._context
        related = [x for _, claim in shown for values in self._facts[claim].values() for x in values]
        earlier = {claim: self._before(claim) for _, claim in shown}
        around = [x for before in earlier.values() if before for xs in self._facts[before].values() for x in xs]
        context.reading.labels.load([*related, *around])
        sources = sources_of([claim for _, claim in shown], context.reading.engine)
        every = [source for found in sources.values() for source in found]
        cited = cite(every, context.reading.engine, context.reading.labels)
        for day, claim in shown:
            numbers = references.numbers(cited[each] for each in sources.get(claim, ()) if each in cited)
            yield self._change(day, claim, earlier[claim], numbers)

    def _change(self, day: str, claim: NamedNode, before: NamedNode | None, numbers: tuple[int, ...]) -> Change:
        facts, language = self._facts[claim], self._context.language
        subject = next(x for x in facts[SUBJECT] if isinstance(x, NamedNode))
        prop, value = _one(facts, "property"), self._value(facts)
        about = self._context.label(prop) if prop is not None and slug(prop.value) != "eventDate" else ""
        speaker = _one(facts, "assertedBy")
        held = self._value(self._facts[before]) if before is not None else ""
        return Change(
            day,
            date_text(_text(facts, "statedOn"), language),
            brief(self._context.label(speaker)) if speaker is not None else "",
            subject,
            self._context.label(subject),
            about,
            value,
            self._marks(facts, value),
            _text(facts, "paraphrase"),
            held if held != value else "",
            claim,
            numbers,
        )

    def _marks(self, facts: Facts, value: str) -> list[str]:
        found = (_one(facts, name) for name in ("modality", "polarity"))
        marks = [self._context.label(x) for x in found if x is not None and slug(x.value) not in UNREMARKABLE]
        if _is_wrong(facts):
            marks.append(say("wrong when said", self._context.language))
        return [mark for mark in marks if mark != value]

    def _value(self, facts: Facts) -> str:
        return MadeNames(lambda _: None, self._context.label, self._context.language).value(facts)

    def _before(self, claim: NamedNode) -> NamedNode | None:
        """Return the latest statement on the same property that was known before; None if there is none."""
        own = self._facts[claim]
        day, found = _text(own, "knownFrom"), self._same.get(_about(own), ())
        earlier = [x for x in found if _text(self._facts[x], "knownFrom") < day]
        return max(earlier, key=lambda x: (self._order(x), x.value), default=None)

    @cached_property
    def _same(self) -> Mapping[tuple[Term | None, Term | None], Sequence[NamedNode]]:
        """The claims that were not wrong when made, by thing and property."""
        found = defaultdict[tuple[Term | None, Term | None], list[NamedNode]](list)
        for claim, facts in self._facts.items():
            if not _is_wrong(facts):
                found[_about(facts)].append(claim)
        return found


def _is_wrong(facts: Facts) -> bool:
    rank = _one(facts, "rank")
    return rank is not None and slug(rank.value) == "deprecated"


def _about(facts: Facts) -> tuple[Term | None, Term | None]:
    return _one(facts, "subject"), _one(facts, "property")


def _one(facts: Facts, name: str) -> Term | None:
    return min(facts.get(NamedNode(ONTOLOGY + name), ()), key=str, default=None)


def _text(facts: Facts, name: str) -> str:
    found = _one(facts, name)
    return found.value if isinstance(found, Literal) else ""


_FACTS = f"""SELECT ?claim ?p ?o {{
  {{ SELECT DISTINCT ?subject ?property {{
    $only
    ?known <{ONTOLOGY}knownFrom> ?day ; <{ONTOLOGY}subject> ?subject ; <{ONTOLOGY}property> ?property
    FILTER(?day >= "$first"^^<{XSD}date> && ?day <= "$last"^^<{XSD}date>)
  }} }}
  ?claim <{ONTOLOGY}subject> ?subject ; <{ONTOLOGY}property> ?property ; ?p ?o
}}"""
"""The facts of the claims that became known between two days, and of all others on the same properties of things."""
_DATED = f"""SELECT DISTINCT ?claim {{
  ?claim <{ONTOLOGY}knownFrom> ?day ; <{ONTOLOGY}subject> ?subject ; <{PROV}wasDerivedFrom> ?source .
  ?source <{DCTERMS}issued> ?issued
  FILTER(?day >= "$first"^^<{XSD}date> && ?day <= "$last"^^<{XSD}date>)
}}"""
"""The claims that became known between two days by a page with a date."""
_LAST = f"""SELECT (MAX(?day) AS ?last) {{
  ?claim <{ONTOLOGY}knownFrom> ?day ; <{ONTOLOGY}subject> ?subject ; <{PROV}wasDerivedFrom>/<{DCTERMS}issued> ?issued
}}"""
