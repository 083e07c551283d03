"""Names of nodes from their facts: the label or, without one, a name made from kind and neighbours."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache

from pyoxigraph import BlankNode, Literal, NamedNode

from ..namespaces import compact, slug
from ..terms import LABEL, TRANSLATED_LABEL, TYPE, Subject, Term
from .labels import LANGUAGES, pick, text_of
from .made import Facts, FactsOf, MadeNames, class_of, language_of


class Names:
    """The names of nodes by their facts; of several sources of facts, the first that has facts of the node is used.

    >>> from ilrs_graph.namespaces import expand
    >>> Names().of(NamedNode(expand("mission:change-6")))
    'change-6'
    """

    def __init__(self, *sides: FactsOf, languages: Sequence[str] = LANGUAGES) -> None:
        self._sides, self._languages = sides, languages
        self._made = MadeNames(self._facts, cache(self.label), language_of(languages))

    def of(self, thing: Term) -> str:
        """Return the name of a node, or the text of a literal with its language."""
        if isinstance(thing, Literal):
            return text_of(thing)
        if isinstance(thing, BlankNode):
            return self._anonymous(thing)
        return self.label(thing) or self._made.of(thing) or slug(thing.value)

    def kind(self, thing: Subject) -> str:
        """Return the label of the class of a node, "" if no class is known."""
        found = class_of({TYPE: self._values(thing, TYPE)})
        return "" if found is None else self.label(found) or slug(found.value)

    def curie(self, thing: Subject) -> str:
        """Return the CURIE of a thing, or its IRI in angle brackets; "" for a blank node."""
        return compact(thing.value) if isinstance(thing, NamedNode) else ""

    def _facts(self, thing: Subject) -> Facts:
        return next((facts for side in self._sides if (facts := side(thing))), {})

    def _values(self, thing: Subject, prop: NamedNode) -> Collection[Term]:
        """Return the values of a property, from the first side that has any."""
        return next((facts[prop] for side in self._sides if prop in (facts := side(thing) or {})), ())

    def label(self, thing: Subject) -> str:
        """Return the label of a node, "" if it has none."""
        labels = (*self._values(thing, LABEL), *self._values(thing, TRANSLATED_LABEL))
        return pick((label for label in labels if isinstance(label, Literal)), self._languages)

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
