"""The address of the page that is about a thing, a term or a source.

A thing has the path of its IRI. A claim is a place on the page of its subject, a term one on the page of the ontology.

>>> ship, said = NamedNode(ID + "mission/change-6"), NamedNode(ID + "claim/launch")
>>> addresses = Addresses({said: ship})
>>> addresses.of(ship), addresses.of(said), addresses.of(NamedNode(ONTOLOGY + "Mission"))
('/id/mission/change-6', '/id/mission/change-6#claim-launch', '/ontology#Mission')
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from pyoxigraph import NamedNode

from ..namespaces import BASE, DATASET, ID, ONTOLOGY, SHAPES, VOCAB, slug
from ..terms import Term

_CLAIM = ID + "claim/"
_OF_ONTOLOGY = ONTOLOGY.rstrip("#")
_PLACES = {ONTOLOGY: "/ontology#", SHAPES: "/shapes#"}
"""The namespaces of terms, each with the page that has a place for each of them."""


class Addresses:
    """The addresses of pages.

    Args:
        subjects: the subject of each claim.
        described: the nodes that the graph says something of; only these have pages. None for all.
    """

    def __init__(self, subjects: Mapping[NamedNode, NamedNode], described: Collection[NamedNode] | None = None) -> None:
        self._subjects, self._described = subjects, described

    def of(self, term: Term | None) -> str:
        """Return the address of the page about a term, with the place on it after `#`; "" for what has none."""
        if not isinstance(term, NamedNode) or not term.value.startswith(BASE):
            return ""
        iri = term.value
        if iri.startswith(DATASET):
            return "/data"
        if iri.rstrip("#") == _OF_ONTOLOGY or iri.startswith(f"{_OF_ONTOLOGY}/"):  # the ontology, and its versions
            return "/ontology"
        if self._described is not None and term not in self._described:
            return ""
        if iri.startswith(_CLAIM):
            return self._of_claim(term)
        if iri.startswith((ID, VOCAB)):
            return "/" + iri.removeprefix(BASE)
        for namespace, page in _PLACES.items():
            if iri.startswith(namespace):
                return page + iri.removeprefix(namespace)
        return ""

    def _of_claim(self, claim: NamedNode) -> str:
        """Return the place on the page of the subject; a claim that was removed, without a subject, has a page."""
        subject = self._subjects.get(claim)
        page = self.of(subject).partition("#")[0] if subject != claim else ""
        return f"{page}#{anchor(claim)}" if page else "/" + claim.value.removeprefix(BASE)


def anchor(node: NamedNode) -> str:
    """Return the name of the place of a node on a page that has many.

    >>> anchor(NamedNode(ID + "claim/a-b"))
    'claim-a-b'
    """
    kind = node.value.removeprefix(ID).partition("/")[0]
    return f"{kind}-{slug(node.value)}"
