"""A draft for Wikidata, in the commands of QuickStatements: what is claimed of things that Wikidata has an item for.

A person reviews the lines and sends them, or does not: nothing is sent from here. A line is a statement with one
reference; lines of the same statement are one statement with several references. It ends with the name of the claim,
as a comment.

Only what `ontology/alignments/wikidata.ttl` aligns is drafted, and of claims only the best that assert what was the
case. Identifiers and relations that rest on the sources of their thing as a whole are left out, since it is not
recorded which page states them. Days of launches and landings are said of the mission, as Wikidata has them.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode, Triple

from ..namespaces import ONTOLOGY, PREFIXES, compact
from ..terms import SUB_PROPERTY_OF, TYPE, WAS_DERIVED_FROM, Term
from .claims import statements

_BEST, _OF_MISSION, _EVENT_DATE, _WIKIDATA, _URL, _LAUNCH, _LANDING = (
    NamedNode(ONTOLOGY + name)
    for name in ("bestClaim", "ofMission", "eventDate", "wikidata", "url", "Launch", "Landing")
)
_OF_EVENTS = {_LAUNCH: "P619", _LANDING: "P620"}
"""The properties of Wikidata that state the day of an event of these classes, of its mission."""
_DIRECT, _ITEM = PREFIXES["wdt"], PREFIXES["wd"]
_PRECISION = {10: 11, 7: 10, 4: 9}
"""Length of a date to its precision in Wikidata: day, month, year."""
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


class Line(NamedTuple):
    """One statement with the address of one page, and the claim that it rests on."""

    item: str
    property: str
    value: str
    url: str
    claim: str

    def __str__(self) -> str:
        return "\t".join((self.item, self.property, self.value, "S854", json.dumps(self.url), f"/* {self.claim} */"))


def write_quickstatements(triples: Iterable[Triple], alignments: Iterable[Triple]) -> str:
    """Return the draft for the triples of an export, sorted; alignments to Wikidata say which properties it has."""
    properties = {
        t.subject.value: t.object.value.removeprefix(_DIRECT)
        for t in alignments
        if t.predicate == SUB_PROPERTY_OF
        and isinstance(t.subject, NamedNode)
        and isinstance(t.object, NamedNode)
        and t.object.value.startswith(_DIRECT)
    }
    lines = set(map(str, _Draft(list(triples), properties).lines()))
    return "".join(f"{line}\n" for line in sorted(lines))


class _Draft:
    def __init__(self, triples: list[Triple], properties: Mapping[str, str]) -> None:
        self._triples, self._properties = triples, properties
        self._facts: dict[NamedNode, dict[Term, list[Term]]] = defaultdict(lambda: defaultdict(list))
        for t in triples:
            if t.predicate in (_BEST, _OF_MISSION, _WIKIDATA, _URL, WAS_DERIVED_FROM, TYPE):
                self._facts[t.predicate][t.subject].append(t.object)  # type: ignore[index,arg-type]
        self._best = {claim for claims in self._facts[_BEST].values() for claim in claims}

    def lines(self) -> Iterator[Line]:
        """Yield the lines of the best claims that assert what was the case."""
        for each in statements(self._triples):
            is_fact = each.claim in self._best and (each.modality, each.polarity) == ("actual", "asserted")
            thing, name = self._said_of(each.subject, each.about)
            if is_fact and name:
                yield from self._lines(thing, name, each.value, each.sources, each.claim)

    def _said_of(self, subject: NamedNode, about: NamedNode) -> tuple[Term, str]:
        """Return the thing of which Wikidata states what is claimed of `subject`, and the property; "" if none."""
        if about != _EVENT_DATE:
            return subject, self._properties.get(about.value, "")
        kinds = self._facts[TYPE].get(subject, ())
        missions = self._facts[_OF_MISSION].get(subject, ())
        name = next((name for kind, name in _OF_EVENTS.items() if kind in kinds), "")
        return (missions[0], name) if len(missions) == 1 else (subject, "")

    def _lines(self, thing: Term, name: str, value: Term, sources: Iterable[Term], claim: NamedNode) -> Iterator[Line]:
        items, spelt = self._items(thing), self._spelt(value)
        urls = {url.value for source in sources for url in self._facts[_URL].get(source, ())}
        if len(items) == 1 and spelt:
            yield from (Line(items[0], name, spelt, url, compact(claim.value).strip("<>")) for url in sorted(urls))

    def _items(self, thing: Term) -> list[str]:
        found = (item.value for item in self._facts[_WIKIDATA].get(thing, ()))
        return sorted({item.removeprefix(_ITEM) for item in found if item.startswith(_ITEM)})

    def _spelt(self, value: Term) -> str:
        """Return a value as QuickStatements writes it; "" if Wikidata has no item or no form for it."""
        if not isinstance(value, Literal):
            items = self._items(value)
            return items[0] if len(items) == 1 else ""
        if not value.datatype.value.endswith(("#date", "#gYear", "#gYearMonth", "/EDTF")):
            return json.dumps(value.value, ensure_ascii=False)
        if not _DATE.fullmatch(value.value):
            return ""
        whole = (value.value + "-00-00")[:10]
        return f"+{whole}T00:00:00Z/{_PRECISION[len(value.value)]}"
