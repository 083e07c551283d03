"""Things that the graph links to what a text names: with "NARIT Thailand" the institute that is in Thailand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice

from pyoxigraph import NamedNode, Store

from ..names.folding import words
from ..names.labels import names_in
from ..namespaces import ID, kind_of
from .named import Mention

_ONE = 0.15
"""What a link to one other part of the text adds to the score of a thing."""
_ALL = 0.42
"""What links to all parts of a text of two and more add to the score of a thing that it does not name."""
_MOST = 400
"""The maximum number of things linked to one name that are looked at."""


def linked_to(mentions: Sequence[Mention], named: Iterable[NamedNode], store: Store) -> dict[NamedNode, float]:
    """Return what is added to the scores of the things in `named`, and of others with links to all parts of a text.

    A thing is linked to what is the object of one of its triples, its classes among these.
    """
    if len(mentions) < 2:
        return {}
    found = {node: _ONE * _links(node, mentions, store) for node in named}
    for node in _others(mentions, store):
        if node not in found and _links(node, mentions, store) == len(mentions):
            found[node] = _ALL
    return {node: score for node, score in found.items() if score}


def _others(mentions: Sequence[Mention], store: Store) -> set[NamedNode]:
    """Return the things with a link to the part of the text with the fewest links."""
    subjects = [
        [q.subject for node in mention.nodes for q in islice(store.quads_for_pattern(None, None, node), _MOST)]
        for mention in mentions
    ]
    return {each for each in min(subjects, key=len) if isinstance(each, NamedNode)}


def _links(node: NamedNode, mentions: Sequence[Mention], store: Store) -> int:
    """Return to how many parts of the text, other than those that name it, a thing has a link."""
    kind = kind_of(node.value)
    if not node.value.startswith(ID) or kind is None or kind.labels_repeat or kind.travels:
        return 0
    objects = {q.object for q in store.quads_for_pattern(node, None, None)}
    return sum(not objects.isdisjoint(each.nodes) and not _names(each, node, store) for each in mentions)


def _names(mention: Mention, node: NamedNode, store: Store) -> bool:
    """Whether a part of the text names a thing, or is a part of its names."""
    part = set(words(mention.part))
    return node in mention.nodes or any(part.issubset(words(name)) for name in names_in(node, store))
