"""Labels blank nodes by their content, so that those of two graphs can be compared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from hashlib import sha256

from pyoxigraph import BlankNode, Triple

from ..turtle.blank_nodes import stable_labels
from ..turtle.ordered import relabelled
from ..turtle.rows import BLANK, Row, row


def labelled_by_content(triples: Iterable[Triple]) -> set[Triple]:
    """Return the triples with each blank node labelled by a digest of its group of connected blank nodes.

    Two graphs that differ only in the labels of blank nodes give the same set (within the limits that
    `ilrs_graph.turtle.blank_nodes` states). Groups with the same content become one, as they add no information.

    Raises:
        OutputError: a triple is not an RDF 1.1 triple.

    >>> from pyoxigraph import Literal, NamedNode
    >>> p, one = NamedNode("urn:p"), Literal("1")
    >>> labelled_by_content([Triple(BlankNode("a"), p, one)]) == labelled_by_content([Triple(BlankNode("z"), p, one)])
    True
    """
    named: list[Triple] = []
    anonymous: list[Triple] = []
    for triple in triples:
        known = not isinstance(triple.subject, BlankNode) and not isinstance(triple.object, BlankNode)
        (named if known else anonymous).append(triple)
    names = _names([row(triple) for triple in anonymous])
    return {*named, *(_renamed(triple, names) for triple in anonymous)}


def _renamed(triple: Triple, names: dict[str, BlankNode]) -> Triple:
    subject, object_ = (names[x.value] if isinstance(x, BlankNode) else x for x in (triple.subject, triple.object))
    return Triple(subject, triple.predicate, object_)  # type: ignore[arg-type]


def _names(rows: list[Row]) -> dict[str, BlankNode]:
    names: dict[str, BlankNode] = {}
    for group in _groups(rows):
        labels = stable_labels(group)
        text = repr(sorted({(relabelled(s, labels), p, relabelled(o, labels)) for s, p, o in group}))
        digest = sha256(text.encode()).hexdigest()[:16]
        names.update((old, BlankNode(f"{digest}{new}")) for old, new in labels.items())
    return names


def _groups(rows: list[Row]) -> Iterator[list[Row]]:
    """Yield the triples about each group of connected blank nodes."""
    parent: dict[str, str] = {}

    def top(label: str) -> str:
        while parent.setdefault(label, label) != label:
            parent[label] = label = parent[parent[label]]
        return label

    for one in rows:
        labels = [term[1] for term in (one[0], one[2]) if term[0] == BLANK]
        parent[top(labels[0])] = top(labels[-1])
    groups: dict[str, list[Row]] = defaultdict(list)
    for one in rows:
        groups[top(next(term[1] for term in (one[0], one[2]) if term[0] == BLANK))].append(one)
    yield from groups.values()
