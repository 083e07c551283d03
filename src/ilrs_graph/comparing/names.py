"""What things are called: by their label, and where they have none, by what they say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from ..engine import Term
from ..names.labels import LANGUAGES
from ..namespaces import ID, ONTOLOGY, OWL, PROV, RDF, RDFS, compact, slug
from .compare import facts_of
from .model import Node

_LABEL, _TYPE, _SOURCE = NamedNode(RDFS + "label"), NamedNode(RDF + "type"), NamedNode(PROV + "wasDerivedFrom")
_GENERIC = {OWL + "NamedIndividual", OWL + "Thing"}
_PARTS = 3
"""Things that are named for one without a label."""
_VALUES = ("valueEntity", "valueLiteral", "edtfDate", "notBefore", "notAfter")


class Names:
    """The names of things in some triples; those of `triples` that come first count most.

    >>> from ilrs_graph.namespaces import expand
    >>> Names([]).of(NamedNode(expand("mission:change-6")))
    'change-6'
    """

    def __init__(self, triples: Iterable[Triple], *fallback: Iterable[Triple]) -> None:
        self._sides = [facts_of(side) for side in (triples, *fallback)]

    def of(self, thing: Term) -> str:
        """Return the label of a thing, what a claim or a nameless thing says, or the text of a literal."""
        if isinstance(thing, Literal):
            return f"{thing.value} ({thing.language})" if thing.language else thing.value
        if isinstance(thing, BlankNode):
            return self._anonymous(thing)
        return self._label(thing) or self._claim(thing) or self._by_parts(thing) or slug(thing.value)

    def kind(self, thing: Node) -> str:
        """Return the label of the class of a thing, "" where nothing says it."""
        typed: set[Term] = next((side[thing][_TYPE] for side in self._sides if _TYPE in side.get(thing, {})), set())
        kinds = sorted(k.value for k in typed if isinstance(k, NamedNode))
        chosen = [k for k in kinds if k not in _GENERIC] or kinds
        own = [k for k in chosen if k.startswith(ONTOLOGY)] or chosen
        return self._short(NamedNode(own[0])) if own else ""

    def curie(self, thing: Node) -> str:
        """Return the CURIE of a thing, or its IRI in angle brackets; "" for a blank node."""
        return compact(thing.value) if isinstance(thing, NamedNode) else ""

    def _facts(self, thing: Node) -> Mapping[NamedNode, set[Term]]:
        return next((side[thing] for side in self._sides if thing in side), {})

    def _label(self, thing: Node) -> str:
        for side in self._sides:
            labels = [x for x in side[thing].get(_LABEL, ()) if isinstance(x, Literal)] if thing in side else []
            if labels:
                return min((_wanted(x.language), x.value) for x in labels)[1]
        return ""

    def _short(self, thing: Term) -> str:
        if isinstance(thing, NamedNode):
            return self._label(thing) or slug(thing.value)
        return self.of(thing)

    def _one(self, thing: Node, name: str) -> Term | None:
        found = self._facts(thing).get(NamedNode(ONTOLOGY + name), ())
        return min(found, key=str, default=None)

    def _claim(self, claim: Node) -> str:
        subject, prop = self._one(claim, "subject"), self._one(claim, "property")
        if subject is None or prop is None:
            return ""
        value = next((v for v in (self._one(claim, name) for name in _VALUES) if v is not None), None)
        said = self._short(value) if value is not None else "no value"
        modality, polarity, rank = (self._one(claim, name) for name in ("modality", "polarity", "rank"))
        marks = [slug(x.value) for x in (modality, polarity, rank) if x is not None]
        marks = [mark for mark in marks if mark not in ("actual", "asserted", "normal")]
        by, on = self._one(claim, "assertedBy"), self._one(claim, "statedOn")
        who = [f"said {self._short(by)}"] if by is not None else []
        when = [f"on {on.value}"] if on is not None else []
        about = self._label(subject) or self._by_parts(subject) if not isinstance(subject, Literal) else ""
        tail = ", ".join([*marks, " ".join([*who, *when])]).strip(", ")
        return f"{about or self._short(subject)}, {self._short(prop)}: {said}" + (f" ({tail})" if tail else "")

    def _by_parts(self, thing: Node) -> str:
        """Return the kind of a thing without a label, and the first things that it holds together, in short."""
        if not isinstance(thing, NamedNode) or not thing.value.startswith(ID):
            return ""
        facts = self._facts(thing)
        parts = [
            self._short(o).partition(", ")[0]
            for p in sorted(facts, key=lambda p: p.value)
            if p != _SOURCE
            for o in sorted(facts[p], key=str)
            if isinstance(o, NamedNode) and o.value.startswith(ID)
        ]
        return f"{self.kind(thing)}: {', '.join(parts[:_PARTS])}" if parts else ""

    def _anonymous(self, node: BlankNode, above: frozenset[BlankNode] = frozenset()) -> str:
        """Return what a blank node says, as Turtle writes it."""
        if node in above:
            return "[ ... ]"
        facts = self._facts(node)

        def word(term: Term) -> str:
            if isinstance(term, BlankNode):
                return self._anonymous(term, above | {node})
            return compact(term.value) if isinstance(term, NamedNode) else str(term)

        said = [f"{compact(p.value)} {word(o)}" for p in sorted(facts, key=str) for o in sorted(facts[p], key=str)]
        return f"[ {' ; '.join(said)} ]"


def _wanted(language: str | None) -> int:
    found = language or ""
    return LANGUAGES.index(found) if found in LANGUAGES else len(LANGUAGES)
