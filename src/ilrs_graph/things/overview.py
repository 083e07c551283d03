"""What `show` prints of a thing for people: a sentence, dates, claims by property, and what else is known, in short."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode

from ..dates.words import date_text
from ..engine import Engine, values
from ..kinds import KINDS
from ..language import say
from ..names.labels import Labels
from ..names.made import UNREMARKABLE, brief, degrees, unit_text
from ..namespaces import DCTERMS, ID, ONTOLOGY, PROV, RDFS, SCHEMA, SKOS, VOCAB, compact, slug
from ..terms import DATE_TYPES, LABEL, TRANSLATED_LABEL, TYPE, Term
from .citation import Citation, cite, sources_of
from .sentence import sentence

_TRAVELS = tuple(f"{ID}{kind.segment}/" for kind in KINDS.values() if kind.travels)
_OCCASIONS = frozenset(NamedNode(ONTOLOGY + name) for name in ("ofMission", "ofProgramme", "ofAgreement", "ofCall"))
"""The properties from an event to the thing whose dates it gives."""
_BOOKKEEPING = frozenset({
    TYPE.value, LABEL.value, TRANSLATED_LABEL.value, PROV + "wasDerivedFrom", SCHEMA + "sameAs", DCTERMS + "identifier",
    *(RDFS + name for name in ("comment", "isDefinedBy")),
    *(SKOS + name for name in ("altLabel", "hiddenLabel", "prefLabel", "definition", "order", "topConceptOf")),
    *(ONTOLOGY + name for name in (
        "bestClaim", "firstPlan", "standing", "kind", "knownFrom", "issuedNotAfter", "launchDate", "landingDate",
        "plannedLaunchNotBefore", "plannedLaunchNotAfter", "slipDays", "hasPartnerContribution", "hasContribution",
        "pressOrder", "order", "landsInRegion")),
})  # fmt: skip
"""Properties that an overview does not list: names, dates that it gives in another place, and what rules keep."""
_SUBJECT, _PROPERTY, _CLAIM, _EVENT = (NamedNode(ONTOLOGY + name) for name in ("subject", "property", "Claim", "Event"))
_LAUNCH, _SIGNATURE, _STATUS = (NamedNode(ONTOLOGY + name) for name in ("Launch", "Signature", "status"))
_DEPRECATED = NamedNode(VOCAB + "rank/deprecated")
_ASIDE = ", ".join(f"<{iri}>" for iri in (_SUBJECT.value, PROV + "wasDerivedFrom", PROV + "generated"))
_CAPITAL = re.compile(r"(?<=[a-z])[A-Z](?=[a-z])")
_NAMED = 3
"""How many things of a kind are named among those that refer to the thing."""
_IN_SENTENCE = 3
"""How many values of a property are in the sentence."""


class Occasion(NamedTuple):
    """An event of the thing: its label, date in words (of a plan if it has not happened), and how it came out.

    `kind` is the class of the event, and `by` the party that took a step such as a signature, if it was one of several.
    """

    label: str
    date: str
    planned: bool
    outcome: str
    node: NamedNode
    kind: Term | None = None
    by: Term | None = None


class Statement(NamedTuple):
    """A claim: its value, how it is meant if not as an actual fact, its words, who said it and when.

    `counts` is true if it is the best claim of its property, `is_wrong` if it was wrong when it was made (rank
    deprecated). `thing` is the thing that is the value, if it is one.
    """

    value: str
    marks: tuple[str, ...]
    words: str
    speaker: str
    stated_on: str
    counts: bool
    node: NamedNode
    thing: NamedNode | None = None
    is_wrong: bool = False


class Value(NamedTuple):
    """A value as text, and the thing that it is, if it is one."""

    text: str
    thing: NamedNode | None = None


class Group(NamedTuple):
    """Things of one kind that refer to the thing: how many, the first names, and all things in their order."""

    kind: str
    size: int
    names: tuple[str, ...]
    things: tuple[NamedNode, ...] = ()


@dataclass(frozen=True)
class Overview:
    """A thing for people.

    `claims` and `facts` are by the label of their property, the best claim first; `links` are addresses of the thing
    elsewhere, and `commands` the questions that take it, each with the command that asks it.
    """

    thing: NamedNode
    label: str
    other_names: tuple[str, ...]
    sentence: str
    occasions: Sequence[Occasion]
    claims: Mapping[str, Sequence[Statement]]
    facts: Mapping[str, Sequence[Value]]
    links: Mapping[str, str]
    groups: Sequence[Group]
    sources: Mapping[Term, Sequence[NamedNode]]
    """The sources of the thing, its claims and its events, best kind first."""
    cited: Callable[[Iterable[NamedNode]], Mapping[NamedNode, Citation]]
    classes: frozenset[str]
    relations: tuple[Mapping[str, int], Mapping[str, int]]
    """The IRIs of the properties of the thing, and of those that lead to it, each with its number of facts."""
    language: str = "en"
    """The language of all its texts; a name without a label in it stays in its own."""
    commands: Sequence[tuple[str, str]] = ()

    @property
    def references(self) -> dict[NamedNode, Citation]:
        """Every source once, those of the thing itself first, each with its citation."""
        wanted = list(dict.fromkeys(source for found in self.sources.values() for source in found))
        cited = self.cited(wanted)
        return {source: cited[source] for source in wanted}


def overview(thing: NamedNode, engine: Engine, labels: Labels) -> Overview:
    """Return the overview of `thing`, without the questions that take it."""
    return _Reader(thing, engine, labels).overview()


class _Reader:
    """Reads what an overview needs in a few queries."""

    def __init__(self, thing: NamedNode, engine: Engine, labels: Labels) -> None:
        self._thing, self._engine, self._labels = thing, engine, labels
        self._language = "zh" if labels.language == "zh" else "en"
        self._own: dict[NamedNode, list[Term]] = defaultdict(list)
        for p, o in engine.select(f"SELECT ?p ?o {{ {thing} ?p ?o }} ORDER BY ?p ?o"):
            if isinstance(p, NamedNode) and o is not None:
                self._own[p].append(o)
        self._claims = engine.select(_CLAIMS.replace("$thing", str(thing))).rows
        self._around = engine.select(_AROUND.replace("$thing", str(thing))).rows
        events = [s for s, p, _ in self._around if p in _OCCASIONS and s is not None]
        events += [thing] if _EVENT in self._own.get(TYPE, ()) else []
        found = engine.select(_EVENTS.replace("$events", values(events))) if events else ()
        self._events = [row for row in found if row[1] is not None or row[3] is not None]

    def overview(self) -> Overview:
        """Return the overview."""
        self._load()
        occasions = list(self._occasions())
        claims, facts = self._statements(), self._facts()
        label = self._labels.of(self._thing)
        nodes = [self._thing, *(row[0] for row in self._claims if row[0] is not None), *(o.node for o in occasions)]
        names = [t.value for p in (LABEL, TRANSLATED_LABEL) for t in self._own.get(p, ()) if t.value != label]
        own = {p.value: len(objects) for p, objects in self._own.items()}
        around = Counter(p.value for _, p, _ in self._around if isinstance(p, NamedNode))
        around[_SUBJECT.value] = len(self._claims)
        name = brief(label) if LABEL in self._own else label
        return Overview(
            self._thing,
            label,
            (*dict.fromkeys(names), compact(self._thing.value)),
            sentence(self._sort(), name, self._texts(occasions), self._language),
            occasions,
            claims,
            facts,
            self._links(),
            self._groups(),
            sources_of(nodes, self._engine, self._labels),
            lambda sources: cite(sources, self._engine, self._labels),
            frozenset(t.value for t in self._own.get(TYPE, ()) if isinstance(t, NamedNode)),
            (own, around),
            self._language,
        )

    def _load(self) -> None:
        """Read all labels at once; of the things around, only those that are named."""
        shown = (o for p, objects in self._own.items() if p.value not in _UNREAD for o in objects)
        cells = (cell for row in self._claims for cell in row[1:])
        named = (s for some in self._by_kind.values() for s in sorted(some, key=str)[:_NAMED])
        events = (cell for row in self._events for cell in row)
        self._labels.load([self._thing, *self._own, *shown, *cells, *self._by_kind, *named, *events])

    def _sort(self) -> str:
        if not self._thing.value.startswith(ID):
            return "term"
        if NamedNode(ONTOLOGY + "Person") in self._own.get(TYPE, ()):
            return "person"
        return self._thing.value.removeprefix(ID).partition("/")[0]

    def _text(self, term: Term) -> str:
        if isinstance(term, Literal):
            return date_text(term.value, self._language) if term.datatype.value in DATE_TYPES else term.value
        return self._labels.of(term)

    def _brief(self, term: Term) -> str:
        return brief(self._text(term)) if isinstance(term, NamedNode) else self._text(term)

    def _texts(self, occasions: Sequence[Occasion]) -> dict[str, str]:
        """Return the values of the properties as text by local name, for the sentence."""
        found = {
            slug(p.value): _listed([self._brief(o) for o in self._readable(objects)], self._language)
            for p, objects in self._own.items()
            if p.value not in _UNREAD
        }
        types = (o for o in self._own.get(TYPE, ()) if isinstance(o, NamedNode))
        found.setdefault("kind", _listed([self._labels.of(o) for o in types][:1], self._language))
        if found.get("bindingness", "") in found.get("instrumentKind", ""):
            found.pop("bindingness", None)
        latitude, longitude = (found.get(name, "") for name in ("latitude", "longitude"))
        if latitude and longitude:
            found["position"] = degrees(latitude, longitude, self._language)
        plans = [o for o in occasions if o.planned and o.kind == _LAUNCH]
        plans = plans or [o for o in occasions if o.node == self._thing and o.planned]
        if plans:
            found["plan"] = plans[0].date
        said = "planned" if plans else "flown" if "launchDate" in found else ""
        if [slug(status.value) for status in self._own.get(_STATUS, ())] == [said]:  # the sentence says so with a date
            del found["status"]
        signed = [o.date for o in occasions if o.kind == _SIGNATURE and not o.by]
        found |= {"signed": signed[0]} if len(signed) == 1 else {}
        return found

    def _occasions(self) -> Iterator[Occasion]:
        """Yield the dated events, the first ones first; those without a date are left out."""
        found: dict[NamedNode, tuple[str, Occasion]] = {}
        for event, date, outcome, plan, modality, kind, by in self._events:
            when = date or plan
            assert isinstance(event, NamedNode)
            assert when is not None
            planned = date is None and (modality is None or slug(modality.value) != "actual")
            how = self._labels.of(outcome) if outcome is not None else ""
            shown = date_text(when.value, self._language)
            new = Occasion(self._labels.of(event), shown, planned, how, event, kind, by)
            if event not in found or when.value < found[event][0]:
                found[event] = (when.value.lstrip("./"), new)
        yield from (each for _, each in sorted(found.values(), key=lambda item: (item[0], item[1].label)))

    def _statements(self) -> dict[str, list[Statement]]:
        """Return the claims by the label of their property, the best first, then the latest."""
        best = set(self._own.get(NamedNode(ONTOLOGY + "bestClaim"), ()))
        found: dict[str, list[Statement]] = defaultdict(list)
        for claim, p, value, unit, stated, by, words, *rest in self._claims:
            if not isinstance(claim, NamedNode) or p is None:
                continue
            *marked, end = rest
            plain = UNREMARKABLE | ({slug(value.value)} if isinstance(value, NamedNode) else set())
            marks = [self._labels.of(x) for x in marked if x is not None and slug(x.value) not in plain]
            if end is not None:
                marks.append(say("until {day}", self._language, day=date_text(end.value, self._language)))
            shown = self._text(value) if value is not None else say("not given", self._language)
            marks = [mark for mark in marks if mark != shown]
            if isinstance(value, Literal):
                shown = self._literal(shown, p)
            text = " ".join(filter(None, (shown, unit_text(unit) if unit is not None else "")))
            speaker = brief(self._labels.of(by)) if by is not None else ""
            said = stated.value if stated is not None else ""
            spoken = words.value if words is not None else ""
            thing = value if isinstance(value, NamedNode) else None
            made = Statement(
                text, tuple(marks), spoken, speaker, said, claim in best, claim, thing, _DEPRECATED in marked
            )
            found[self._name(p)].append(made)
        for statements in found.values():
            statements.sort(key=lambda s: s.stated_on, reverse=True)
            statements.sort(key=lambda s: not s.counts)
        return dict(found)

    def _literal(self, text: str, prop: Term) -> str:
        """Return the text of a claim as people read it: a date in words, or a position, in which a slash separates."""
        if slug(prop.value) in ("eventDate", "window", "dueDate"):
            return date_text(text, self._language)
        latitude, slash, longitude = text.partition(" / ")
        return degrees(latitude, longitude, self._language) if slash else text

    def _facts(self) -> dict[str, list[Value]]:
        """Return the other facts by the label of their property: names of things in short, and texts."""
        claimed = {row[1] for row in self._claims}
        found: dict[str, list[Value]] = defaultdict(list)
        derived = self._derived()
        if derived:
            found[say("is also", self._language)] = derived
        for p, objects in self._own.items():
            if p.value in _BOOKKEEPING or p in claimed or p.value in _LINKS:
                continue
            for o in self._readable(objects):
                if not (isinstance(o, NamedNode) and o.value.startswith(_TRAVELS)):
                    found[self._name(p)].append(Value(self._brief(o), o if isinstance(o, NamedNode) else None))
        return dict(found)

    def _derived(self) -> list[Value]:
        """Return the labels of classes that follow from the facts, such as far-side mission."""
        if not self._thing.value.startswith(ID):
            return []
        own = self._engine.select(_DERIVED.replace("$thing", str(self._thing))).rows
        self._labels.load(cell for row in own for cell in row)
        return [Value(self._labels.of(t), t) for (t,) in own if isinstance(t, NamedNode)]

    def _links(self) -> dict[str, str]:
        found = {}
        for p, objects in self._own.items():
            if p.value in _LINKS:
                found[self._name(p)] = objects[0].value
        return found

    @cached_property
    def _by_kind(self) -> dict[NamedNode, set[NamedNode]]:
        """Return what refers to the thing, by kind, except what the facts and dates of the overview have."""
        shown = {o for values in self._own.values() for o in values} | {row[0] for row in self._events}
        found: dict[NamedNode, set[NamedNode]] = defaultdict(set)
        for s, _, kind in self._around:
            if (
                isinstance(s, NamedNode)
                and isinstance(kind, NamedNode)
                and (s.value.startswith(_TRAVELS) or s not in shown)
            ):
                found[_CLAIM if s.value.startswith(f"{ID}claim/") else kind].add(s)
        return found

    def _groups(self) -> list[Group]:
        found = []
        for kind, nodes in self._by_kind.items():
            things = sorted(nodes, key=str)
            names = [self._labels.of(node) for node in things[:_NAMED]]
            found.append(Group(self._labels.of(kind), len(nodes), tuple(names), tuple(things)))
        return sorted(found, key=lambda group: (-group.size, group.kind))

    def _readable(self, terms: Sequence[Term]) -> list[Term]:
        """Return values without the texts in other languages than the reader's or, if it has none, than English."""
        tags = {term.language for term in terms if isinstance(term, Literal)}
        read = next((language for language in (self._language, "en") if language in tags), None)
        return [x for x in terms if not (read and isinstance(x, Literal) and x.language not in (read, None))]

    def _name(self, prop: Term) -> str:
        """Return the label of a property, or the words of its local name."""
        label = self._labels.of(prop)
        return label if " " in label else _CAPITAL.sub(lambda capital: f" {capital[0].lower()}", label)


def _listed(texts: Sequence[str], language: str = "en") -> str:
    """Return texts in a row, of many the first ones.

    >>> _listed(["a", "b"]), _listed(["a", "b", "c", "d", "e"]), _listed(["甲", "乙", "丙"], "zh")
    ('a and b', 'a, b, c and 2 more', '甲、乙和丙')
    """
    unique = list(dict.fromkeys(texts))
    many = len(unique) > _IN_SENTENCE + 1
    if language == "zh":
        return "、".join(unique[:_IN_SENTENCE]) + f"等{len(unique)}项" if many else _joined(unique, "、", "和")
    if many:
        return f"{', '.join(unique[:_IN_SENTENCE])} and {len(unique) - _IN_SENTENCE} more"
    return _joined(unique, ", ", " and ")


def _joined(texts: Sequence[str], comma: str, last: str) -> str:
    return last.join(filter(None, (comma.join(texts[:-1]), *texts[-1:])))


_LINKS = frozenset(ONTOLOGY + name for name in ("wikidata", "ror", "wikipedia", "url", "website"))
_UNREAD = frozenset({
    PROV + "wasDerivedFrom", SCHEMA + "sameAs",
    *(ONTOLOGY + name for name in ("bestClaim", "firstPlan", "hasContribution", "hasPartnerContribution")),
})  # fmt: skip
_DERIVED = f"""SELECT DISTINCT ?t {{
  $thing a ?t ; <{ONTOLOGY}kind> ?kind . FILTER(STRSTARTS(STR(?t), "{ONTOLOGY}"))
  FILTER NOT EXISTS {{ ?kind <{RDFS}subClassOf>* ?t }}
}} ORDER BY ?t"""
_AROUND = f"""SELECT ?s ?p ?kind {{
  ?s ?p $thing . FILTER(?p NOT IN ({_ASIDE})) OPTIONAL {{ ?s <{ONTOLOGY}kind> ?kind }}
}}"""
_EVENTS = f"""SELECT ?event ?date ?outcome ?plan ?modality ?kind ?by {{
  VALUES ?event {{ $events }}
  OPTIONAL {{ ?event <{ONTOLOGY}eventDate> ?date }}
  OPTIONAL {{ ?event <{ONTOLOGY}outcome> ?outcome }}
  OPTIONAL {{ ?event <{ONTOLOGY}kind> ?kind }}
  OPTIONAL {{ ?event <{ONTOLOGY}takenBy> ?by }}
  OPTIONAL {{
    ?event <{ONTOLOGY}bestClaim> ?claim . ?claim <{ONTOLOGY}property> <{ONTOLOGY}eventDate> ;
      <{ONTOLOGY}edtfDate> ?plan ; <{ONTOLOGY}modality> ?modality
  }}
}}"""
_CLAIMS = f"""SELECT ?claim ?p ?value ?unit ?stated ?by ?words ?modality ?polarity ?rank ?end {{
  ?claim <{_SUBJECT.value}> $thing ; <{_PROPERTY.value}> ?p .
  OPTIONAL {{ ?claim <{ONTOLOGY}valueEntity> ?entity }}
  OPTIONAL {{ ?claim <{ONTOLOGY}valueLiteral> ?literal }}
  OPTIONAL {{ ?claim <{ONTOLOGY}edtfDate> ?edtf }}
  OPTIONAL {{ ?claim <{ONTOLOGY}valueLatitude> ?latitude ; <{ONTOLOGY}valueLongitude> ?longitude }}
  OPTIONAL {{ ?claim <http://qudt.org/schema/qudt/hasUnit>|<{ONTOLOGY}currency> ?unit }}
  OPTIONAL {{ ?claim <{ONTOLOGY}statedOn> ?stated }}
  OPTIONAL {{ ?claim <{ONTOLOGY}assertedBy> ?by }}
  OPTIONAL {{ ?claim <{ONTOLOGY}paraphrase> ?words }}
  OPTIONAL {{ ?claim <{ONTOLOGY}modality> ?modality }}
  OPTIONAL {{ ?claim <{ONTOLOGY}polarity> ?polarity }}
  OPTIONAL {{ ?claim <{ONTOLOGY}rank> ?rank }}
  OPTIONAL {{ ?claim <{ONTOLOGY}endsOn> ?end }}
  BIND(COALESCE(?entity, ?literal, ?edtf, CONCAT(STR(?latitude), " / ", STR(?longitude))) AS ?value)
}} ORDER BY ?p STR(?stated) ?claim"""
