"""The values that the ontology allows in a column: the concepts of a code list, the classes below a class."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from pyoxigraph import NamedNode, Triple

from ..files.root import Root
from ..namespaces import ONTOLOGY, VOCAB, slug
from ..snapshot.pipeline import read_ontology
from ..terms import IN_SCHEME, SUB_CLASS_OF
from .model import Reader
from .readers import concept, subclass, term


class Allowed:
    """The code lists and classes of an ontology.

    >>> top, below = NamedNode(ONTOLOGY + "Item"), NamedNode(ONTOLOGY + "Instrument")
    >>> Allowed([Triple(below, SUB_CLASS_OF, top)]).values(subclass("Item"))
    ['Instrument', 'Item']
    """

    def __init__(self, ontology: Iterable[Triple]) -> None:
        self._concepts: dict[str, list[str]] = defaultdict(list)
        self._below: dict[str, list[str]] = defaultdict(list)
        for t in ontology:
            if isinstance(t.subject, NamedNode) and isinstance(t.object, NamedNode):
                if t.predicate == IN_SCHEME:
                    self._concepts[t.object.value].append(slug(t.subject.value))
                if t.predicate == SUB_CLASS_OF and t.subject.value.startswith(ONTOLOGY):
                    self._below[t.object.value].append(t.subject.value)

    def values(self, reader: Reader) -> list[str]:
        """Return the names of the terms that a reader allows, sorted; none if it reads anything else."""
        if isinstance(reader, concept):
            return sorted(self._concepts[f"{VOCAB}{reader.scheme}"])
        if isinstance(reader, subclass):
            top = ONTOLOGY + reader.top
            return sorted(map(slug, self._within(top) - (set() if reader.usable else {top})))
        return list(reader.names) if isinstance(reader, term) else []

    def _within(self, top: str) -> set[str]:
        found, todo = {top}, [top]
        while todo:
            fresh = set(self._below[todo.pop()]) - found
            found |= fresh
            todo += fresh
        return found


def allowed_in(root: Root) -> Allowed:
    """Return what the ontology of a root allows.

    Raises:
        InputError: a file cannot be read or parsed.
    """
    return Allowed(read_ontology(root))
