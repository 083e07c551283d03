"""The same facts in the terms of other vocabularies: PROV-O, schema.org and others, by `ontology/alignments/`.

Each file of that folder states which classes and properties of the ontology lie below those of one vocabulary. The
snapshot does not hold these axioms: an export adds what follows from them, by the rules rdfs7 and rdfs9 of RDFS.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache

from pyoxigraph import NamedNode, Triple

from ..namespaces import GRAPH_INFERRED, RDFS
from ..terms import TYPE

ALIGNMENTS_GRAPH = NamedNode(f"{GRAPH_INFERRED}/alignments")
"""The name of the graph of what the alignments add."""
_BELOW = {NamedNode(RDFS + "subClassOf"), NamedNode(RDFS + "subPropertyOf")}


class Alignments:
    """The terms of other vocabularies above each class and property.

    Args:
        alignments: the triples of the files of alignments.
        axioms: the axioms of the ontology, through which a class reaches the alignment of a wider one.

    >>> from ilrs_graph.namespaces import ONTOLOGY, PROV
    >>> below, city, place, location = (NamedNode(x) for x in
    ...     (RDFS + "subClassOf", ONTOLOGY + "City", ONTOLOGY + "Place", PROV + "Location"))
    >>> found = Alignments([Triple(place, below, location)], [Triple(city, below, place)])
    >>> found.above(city) == {location}
    True
    """

    def __init__(self, alignments: Iterable[Triple], axioms: Iterable[Triple]) -> None:
        self._above = _links(axioms)
        self._foreign: set[NamedNode] = set()
        for term, found in _links(alignments).items():
            self._above[term] |= found
            self._foreign |= found

    def above(self, term: NamedNode) -> set[NamedNode]:
        """Return the terms of other vocabularies above `term`, directly or through other terms."""
        found: set[NamedNode] = set()
        waiting = [term]
        while waiting:
            fresh = self._above.get(waiting.pop(), set()) - found
            found |= fresh
            waiting += fresh
        return found & self._foreign

    def added(self, triples: Iterable[Triple]) -> Iterator[Triple]:
        """Yield, each once, the types and facts that follow from `triples` and are not among them."""
        held = dict.fromkeys(triples)
        wider = cache(lambda term: sorted(self.above(term), key=str))
        found: dict[Triple, None] = {}
        for t in held:
            if t.predicate == TYPE and isinstance(t.object, NamedNode):
                found |= dict.fromkeys(Triple(t.subject, TYPE, kind) for kind in wider(t.object))
            else:
                found |= dict.fromkeys(Triple(t.subject, name, t.object) for name in wider(t.predicate))
        yield from (t for t in found if t not in held)


def _links(triples: Iterable[Triple]) -> defaultdict[NamedNode, set[NamedNode]]:
    """Return the named classes and properties directly above each class and property."""
    found: defaultdict[NamedNode, set[NamedNode]] = defaultdict(set)
    for t in triples:
        if t.predicate in _BELOW and isinstance(t.subject, NamedNode) and isinstance(t.object, NamedNode):
            found[t.subject].add(t.object)
    return found
