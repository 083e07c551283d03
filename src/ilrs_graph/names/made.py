"""Names made for nodes without a label, from their kind and neighbours, when they are read: no fact holds them.

A claim is called by what it says; other nodes by one of the `FORMS` of their kind, otherwise, if they relate things, by
their kind and the first of these. Where a thing has no Chinese name, its English one stands in a Chinese name.

>>> from ilrs_graph.views.memory import TripleIndex
>>> from ilrs_graph.namespaces import expand
>>> launch, mission, of = (NamedNode(expand(name)) for name in ("event:l", "mission:change-6", "ilrs:ofMission"))
>>> facts = TripleIndex([(launch, of, mission), (launch, TYPE, NamedNode(ONTOLOGY + "Launch"))])
>>> labels = {mission: "Chang'e 6", NamedNode(ONTOLOGY + "Launch"): "launch"}
>>> MadeNames(facts_in(facts), lambda node: labels.get(node, "")).of(launch)
"launch of Chang'e 6"
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cache
from typing import TypeAlias

from pyoxigraph import Literal, NamedNode

from ..dates.words import date_text
from ..engine import values
from ..kinds import KINDS
from ..namespaces import ID, ONTOLOGY, OWL, PREFIXES, slug
from ..terms import DATE_TYPES, SUBJECT, TYPE, WAS_DERIVED_FROM, XSD_DECIMAL, Subject, Term, View
from .forms import FORMS, KIND, LANGUAGES, WHERE, Form, filled, slots

Facts: TypeAlias = Mapping[NamedNode, Collection[Term]]
"""The values of a node by property."""
FactsOf: TypeAlias = Callable[[Subject], Facts | None]
"""Returns the facts of a node; None or an empty mapping if there are none."""

UNREMARKABLE = frozenset({"actual", "asserted", "normal"})
"""The slugs of modality, polarity and rank that go without saying."""
_VALUES = ("valueEntity", "valueLiteral", "edtfDate", "notBefore", "notAfter")
_POSITION = ("valueLatitude", "valueLongitude")
_MARKS = ("modality", "polarity", "rank")
_KIND = NamedNode(ONTOLOGY + "kind")
_UNIT = NamedNode(PREFIXES["qudt"] + "hasUnit")
_FORMED = frozenset({*(name for name in FORMS if name.islower()), "claim"})
"""The segments of nodes whose names need the values of `_NEEDED` only."""
_SLOTS = {slot.name for forms in FORMS.values() for form in forms for slot in slots(form)} - {KIND}
_CLAIM = {*_VALUES, *_POSITION, *_MARKS, "subject", "property", "currency", "assertedBy", "statedOn"}
_NEEDED = (TYPE, _KIND, _UNIT, *(NamedNode(ONTOLOGY + name) for name in sorted(_SLOTS | _CLAIM)))
_GENERAL = frozenset({OWL + "NamedIndividual", OWL + "Thing", ONTOLOGY + "Event", ONTOLOGY + "AgreementEvent"})
"""Classes that a node has beside one that says more."""
_RELATING = frozenset({"event", *(segment for segment, kind in KINDS.items() if kind.travels)})
"""The segments of nodes that relate things; others have labels of their own, and without one only their slug."""
_UNITS = {"KiloGM": "kg", "GM": "g", "M": "m", "KiloM": "km", "NUM": "", "DAY": "d"}
"""The symbols of units, by their slugs in QUDT; other units are named by these."""
_ITSELF = "eventDate"
"""The property that a claim does not name, since its value is a date."""
_PARTS = 3
"""How many neighbours a name includes, and how many values of one property."""
_BRIEF = re.compile(r"(\S+), \S")


def facts_in(view: View) -> FactsOf:
    """Return a cached look-up of the facts of a node in a view that does not change."""

    @cache
    def facts_of(node: Subject) -> Facts:
        found: defaultdict[NamedNode, list[Term]] = defaultdict(list)
        for _, prop, value in view.match(node, None, None):
            if isinstance(value, Term):
                found[prop].append(value)
        return found

    return facts_of


def language_of(languages: Sequence[str]) -> str:
    """Return the language in which names are made for a reader of these languages, the most preferred first.

    >>> language_of(("fr", "zh", "en"))
    'zh'
    """
    return next((language for language in languages if language in LANGUAGES), LANGUAGES[0])


def class_of(facts: Facts) -> NamedNode | None:
    """Return the most specific class of a node: its `ilrs:kind`, otherwise one of its types; None without any."""
    found = sorted((k for k in facts.get(_KIND) or facts.get(TYPE, ()) if isinstance(k, NamedNode)), key=str)
    own = [k for k in found if k.value.startswith(ONTOLOGY)] or found
    return next((k for k in own if k.value not in _GENERAL), own[0] if own else None)


def brief(label: str) -> str:
    """Return the first word of a label that explains it after a comma, for use within another name.

    >>> brief("DORN, Detection of Outgassing Radon"), brief("University of California, Berkeley")
    ('DORN', 'University of California, Berkeley')
    """
    found = _BRIEF.match(label)
    return found[1] if found else label


def degrees(latitude: str, longitude: str, language: str = "en") -> str:
    """Return a position with the letters of the compass, or in Chinese with the names of the hemispheres.

    >>> degrees("-41.6", "3.25"), degrees("-41.6", "3.25", "zh")
    ('41.6° S, 3.25° E', '南纬41.6°，东经3.25°')
    """
    pairs = ((latitude, _HEMISPHERES[language][0]), (longitude, _HEMISPHERES[language][1]))
    form, comma = ("{}{}°", "，") if language == "zh" else ("{1}° {0}", ", ")
    return comma.join(form.format(names[not text.startswith("-")], text.lstrip("+-")) for text, names in pairs)


_HEMISPHERES = {"en": (("S", "N"), ("W", "E")), "zh": (("南纬", "北纬"), ("西经", "东经"))}


class MadeNames:
    """Makes names in one language, "en" or "zh".

    Args:
        facts_of: returns the facts of a node.
        label_of: returns the label of a node in the language of the reader, "" if it has none.
        language: the language of the names.
    """

    def __init__(self, facts_of: FactsOf, label_of: Callable[[NamedNode], str], language: str = "en") -> None:
        self._facts_of, self._label_of, self._language = facts_of, label_of, language
        self._within: list[NamedNode] = []

    def of(self, node: NamedNode) -> str:
        """Return the name made for a node, "" if nothing is known of it; labels of the node are not looked for."""
        if not node.value.startswith(ID) or node in self._within:
            return ""
        self._within.append(node)
        try:
            facts = self._facts_of(node) or {}
            return self._claim(facts) if SUBJECT in facts else self._by_form(node, facts)
        finally:
            self._within.pop()

    def value(self, claim: Facts) -> str:
        """Return what a claim says: a thing, a quantity with its unit, a date, or a position."""
        value = _one(claim, *_VALUES)
        if value is None:
            position = [plain_number(x) for name in _POSITION if isinstance(x := _one(claim, name), Literal)]
            return degrees(position[0], position[1], self._language) if len(position) == 2 else "–"
        unit = _one(claim, "currency") or min(claim.get(_UNIT, ()), key=str, default=None)
        return " ".join(filter(None, (self._text(value), unit_text(unit) if unit else "")))

    def _claim(self, claim: Facts) -> str:
        prop, subject = _one(claim, "property"), _one(claim, "subject")
        about = [self._text(subject)] if subject is not None else []
        if prop is not None and slug(prop.value) != _ITSELF:
            about.append(self._text(prop))
        marks = [self._text(x) for name in _MARKS if (x := _one(claim, name)) and slug(x.value) not in UNREMARKABLE]
        said = [self._text(x) for name in ("assertedBy", "statedOn") if (x := _one(claim, name))]
        return self._punctuated(about, self.value(claim), marks, said)

    def _punctuated(self, about: list[str], value: str, marks: list[str], said: list[str]) -> str:
        zh = self._language == "zh"
        comma, colon, semicolon, (opening, closing) = (
            ("，", "：", "；", "（）") if zh else (", ", ": ", "; ", (" (", ")"))
        )
        aside = semicolon.join(filter(None, (comma.join(marks), comma.join(said))))
        return comma.join(about) + colon + value + (f"{opening}{aside}{closing}" if aside else "")

    def _by_form(self, node: NamedNode, facts: Facts) -> str:
        kind, segment = class_of(facts), _segment(node)
        forms = FORMS.get(slug(kind.value)) if kind else None
        for form in forms or FORMS.get(segment, ()):
            texts = self._texts(form, facts, kind)
            if texts is not None:
                return filled(form, self._language, texts)
        return self._by_parts(facts, kind) if segment in _RELATING else ""

    def _texts(self, form: Form, facts: Facts, kind: NamedNode | None) -> dict[str, str] | None:
        """Return the texts of the slots of a form, None if one has no value or repeats another."""
        found: dict[str, str] = {}
        for name, segment in slots(form):
            if name == KIND:
                found[name] = self._text(kind) if kind else ""
                continue
            related = sorted(facts.get(_property(name), ()), key=str)
            if segment and not any(node.value.startswith(f"{ID}{segment}/") for node in related):
                return None
            found[name] = self._listed(related)
        repeated = any(found[a] in found[b] for a in WHERE & found.keys() for b in found if a != b)
        return found if all(found.values()) and not repeated else None

    def _listed(self, terms: Collection[Term]) -> str:
        """Return terms in a row, of many the first ones."""
        texts = sorted({self._text(term) for term in terms})
        if self._language == "zh":
            return "、".join(texts[:_PARTS]) + ("等" if len(texts) > _PARTS else "")
        if len(texts) > _PARTS:
            return f"{', '.join(texts[:_PARTS])} and others"
        return " and ".join(filter(None, (", ".join(texts[:-1]), *texts[-1:])))

    def _by_parts(self, facts: Facts, kind: NamedNode | None) -> str:
        """Return the kind of a node, followed by the names of the first things that it relates; "" without either."""
        parts = [
            self._text(o)
            for p in sorted(facts, key=lambda p: p.value)
            if p != WAS_DERIVED_FROM
            for o in sorted(facts[p], key=str)
            if isinstance(o, NamedNode) and o.value.startswith(ID)
        ][:_PARTS]
        if not parts or kind is None:
            return ""
        return f"{self._text(kind)}{'：' if self._language == 'zh' else ': '}{', '.join(parts)}"

    def _text(self, term: Term) -> str:
        """Return a term as a part of a name."""
        if isinstance(term, NamedNode):
            return brief(self._label_of(term)) or self.of(term) or slug(term.value)
        if isinstance(term, Literal) and term.datatype.value in DATE_TYPES:
            return date_text(term.value, self._language)
        return plain_number(term) if isinstance(term, Literal) else term.value


def plain_number(literal: Literal) -> str:
    """Return the text of a literal, a decimal number without zeros at its end: stores keep values, files their form.

    >>> plain_number(Literal("14.0", datatype=XSD_DECIMAL)), plain_number(Literal("10", datatype=XSD_DECIMAL))
    ('14', '10')
    """
    is_long = literal.datatype == XSD_DECIMAL and "." in literal.value
    return literal.value.rstrip("0").rstrip(".") if is_long else literal.value


def unit_text(unit: Term) -> str:
    """Return the symbol of a unit, or the code of a currency; "" for a number of things.

    >>> unit_text(NamedNode("http://qudt.org/vocab/unit/KiloGM")), unit_text(Literal("USD"))
    ('kg', 'USD')
    """
    return _UNITS.get(slug(unit.value), slug(unit.value)) if isinstance(unit, NamedNode) else unit.value


def _one(facts: Facts, *names: str) -> Term | None:
    """Return a value of the first of the properties that has any."""
    for name in names:
        some = facts.get(_property(name))
        if some:
            return min(some, key=str) if len(some) > 1 else next(iter(some))
    return None


@cache
def _property(name: str) -> NamedNode:
    return NamedNode(ONTOLOGY + name)


def facts_query(nodes: Sequence[NamedNode]) -> str:
    """Return the query for the facts that the names of nodes are made from."""
    known = [node for node in nodes if _segment(node) in _FORMED]
    others = [node for node in nodes if _segment(node) not in _FORMED]
    needed = ", ".join(map(str, _NEEDED))
    parts = [f"{{ VALUES ?x {{ {values(known)} }} ?x ?p ?o FILTER(?p IN ({needed})) }}"] if known else []
    parts += [f"{{ VALUES ?x {{ {values(others)} }} ?x ?p ?o }}"] if others else []
    return f"SELECT ?x ?p ?o {{ {' UNION '.join(parts)} }}"


def _segment(node: NamedNode) -> str:
    return node.value.removeprefix(ID).partition("/")[0]
