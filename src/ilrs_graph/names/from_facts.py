"""Names of nodes from their facts: the label or, without one, the content of a claim, or kind and neighbours."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from functools import cache
from typing import TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode

from ..namespaces import ID, ONTOLOGY, OWL, compact, slug
from ..terms import LABEL, TRANSLATED_LABEL, TYPE, WAS_DERIVED_FROM, Subject, Term, View
from .labels import pick, text_of

Facts: TypeAlias = Mapping[NamedNode, Collection[Term]]
"""The values of a node by property."""
FactsOf: TypeAlias = Callable[[Subject], Facts | None]
"""Returns the facts of a node; None or an empty mapping if there are none."""

_GENERIC = {OWL + "NamedIndividual", OWL + "Thing"}
_UNREMARKABLE = {"actual", "asserted", "normal"}
"""Concepts of modality, polarity and rank that a name omits."""
_PARTS = 3
"""How many neighbours the name of a node without a label includes."""
_VALUES = ("valueEntity", "valueLiteral", "edtfDate", "notBefore", "notAfter")
_POSITION = ("valueLatitude", "valueLongitude")


def facts_in(view: View) -> FactsOf:
    """Return a cached look-up of the facts of a node in a view that does not change.

    >>> from ilrs_graph.views.memory import TripleIndex
    >>> mission = NamedNode(ID + "mission/change-6")
    >>> Names(facts_in(TripleIndex([(mission, LABEL, Literal("Chang'e 6", language="en"))]))).of(mission)
    "Chang'e 6"
    """

    @cache
    def facts_of(node: Subject) -> Facts:
        found: defaultdict[NamedNode, list[Term]] = defaultdict(list)
        for _, prop, value in view.match(node, None, None):
            if isinstance(value, Term):
                found[prop].append(value)
        return found

    return facts_of


class Names:
    """The names of nodes by their facts; of several sources of facts, the first that has facts of the node is used.

    >>> from ilrs_graph.namespaces import expand
    >>> Names().of(NamedNode(expand("mission:change-6")))
    'change-6'
    """

    def __init__(self, *sides: FactsOf) -> None:
        self._sides = sides

    def of(self, thing: Term) -> str:
        """Return the name of a node, or the text of a literal with its language."""
        if isinstance(thing, Literal):
            return text_of(thing)
        if isinstance(thing, BlankNode):
            return self._anonymous(thing)
        return self._label(thing) or self._claim(thing) or self._by_parts(thing) or slug(thing.value)

    def kind(self, thing: Subject) -> str:
        """Return the label of the class of a node, "" if no class is known."""
        typed = self._values(thing, TYPE)
        kinds = sorted(k.value for k in typed if isinstance(k, NamedNode))
        chosen = [k for k in kinds if k not in _GENERIC] or kinds
        own = [k for k in chosen if k.startswith(ONTOLOGY)] or chosen
        return self._short(NamedNode(own[0])) if own else ""

    def curie(self, thing: Subject) -> str:
        """Return the CURIE of a thing, or its IRI in angle brackets; "" for a blank node."""
        return compact(thing.value) if isinstance(thing, NamedNode) else ""

    def _facts(self, thing: Subject) -> Facts:
        return next((facts for side in self._sides if (facts := side(thing))), {})

    def _values(self, thing: Subject, prop: NamedNode) -> Collection[Term]:
        """Return the values of a property, from the first side that has any."""
        return next((facts[prop] for side in self._sides if prop in (facts := side(thing) or {})), ())

    def _label(self, thing: Subject) -> str:
        labels = (*self._values(thing, LABEL), *self._values(thing, TRANSLATED_LABEL))
        return pick(label for label in labels if isinstance(label, Literal))

    def _short(self, thing: Term) -> str:
        if isinstance(thing, NamedNode):
            return self._label(thing) or slug(thing.value)
        return self.of(thing)

    def _one(self, thing: Subject, name: str) -> Term | None:
        found = self._facts(thing).get(NamedNode(ONTOLOGY + name), ())
        return min(found, key=str, default=None)

    def _claim(self, claim: Subject) -> str:
        subject, prop = self._one(claim, "subject"), self._one(claim, "property")
        if subject is None or prop is None:
            return ""
        shown = self._value(claim)
        modality, polarity, rank = (self._one(claim, name) for name in ("modality", "polarity", "rank"))
        marks = [slug(x.value) for x in (modality, polarity, rank) if x is not None]
        marks = [mark for mark in marks if mark not in _UNREMARKABLE]
        by, on = self._one(claim, "assertedBy"), self._one(claim, "statedOn")
        who = [f"said {self._short(by)}"] if by is not None else []
        when = [f"on {on.value}"] if on is not None else []
        about = self._label(subject) or self._by_parts(subject) if not isinstance(subject, Literal) else ""
        tail = ", ".join([*marks, " ".join([*who, *when])]).strip(", ")
        return f"{about or self._short(subject)}, {self._short(prop)}: {shown}" + (f" ({tail})" if tail else "")

    def _value(self, claim: Subject) -> str:
        """Return what a claim says: a thing, a literal, a date, or a latitude and a longitude."""
        value = next((v for v in (self._one(claim, name) for name in _VALUES) if v is not None), None)
        if value is not None:
            return self._short(value)
        degrees = [x.value for x in (self._one(claim, name) for name in _POSITION) if isinstance(x, Literal)]
        return ", ".join(degrees) or "no value"

    def _by_parts(self, thing: Subject) -> str:
        """Return the kind of a thing without a label, followed by the labels of the first things that it relates."""
        if not isinstance(thing, NamedNode) or not thing.value.startswith(ID):
            return ""
        facts = self._facts(thing)
        parts = [
            self._short(o).partition(", ")[0]
            for p in sorted(facts, key=lambda p: p.value)
            if p != WAS_DERIVED_FROM
            for o in sorted(facts[p], key=str)
            if isinstance(o, NamedNode) and o.value.startswith(ID)
        ]
        return f"{self.kind(thing)}: {', '.join(parts[:_PARTS])}" if parts else ""

    def _anonymous(self, node: BlankNode, above: frozenset[BlankNode] = frozenset()) -> str:
        """Return the facts of a blank node as Turtle writes them."""
        if node in above:
            return "[ ... ]"
        facts = self._facts(node)

        def word(term: Term) -> str:
            if isinstance(term, BlankNode):
                return self._anonymous(term, above | {node})
            return compact(term.value) if isinstance(term, NamedNode) else str(term)

        facts_text = [
            f"{compact(p.value)} {word(o)}" for p in sorted(facts, key=str) for o in sorted(facts[p], key=str)
        ]
        return f"[ {' ; '.join(facts_text)} ]"
