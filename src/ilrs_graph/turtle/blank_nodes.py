"""Labels for blank nodes that depend neither on the order of triples nor, nearly always, on the old labels.

Colour refinement, one connected group of blank nodes at a time: the initial colour of a node depends on its triples
with IRIs and literals, and nodes are split while the colours of their neighbours differ. If a relevant tie remains, one
of the tied nodes gets a colour of its own and refinement continues. Groups are ordered by their triples.

Limits: untrusted data can make an exact method run for hours (RDFC-1.0 takes half a minute for a clique of nine), so
the work is bounded, linear in the size of the graph. If the bound is reached, and in graphs whose nodes look alike
without being interchangeable, ties are broken by the old labels: the same triples with the same labels still give the
same bytes, with other labels they may not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from .rows import BLANK, Row, SortableTerm

STEPS = 500_000
"""Maximum total number of link visits, in addition to eight per link: about two seconds of work."""

_ITSELF: SortableTerm = (BLANK, "", "", "")
_Colours: TypeAlias = dict[str, int]


@dataclass(slots=True)
class _Node:
    """The triples of a blank node: `links` to other blank nodes, and `ground` triples without them."""

    ground: list[tuple[str, str, SortableTerm]] = field(default_factory=list)
    links: list[tuple[str, str, str]] = field(default_factory=list)


_Nodes: TypeAlias = dict[str, _Node]


def stable_labels(rows: list[Row]) -> dict[str, str]:
    """Return the new label of every blank node in `rows`: b0, b1, ... padded so that they sort as text.

    >>> knows = "http://xmlns.com/foaf/0.1/knows"
    >>> x, y, z = (1, "x", "", ""), (1, "y", "", ""), (0, "http://example.org/z", "", "")
    >>> stable_labels([(x, knows, y), (y, knows, z)])
    {'x': 'b0', 'y': 'b1'}
    """
    nodes = _nodes(rows)
    total = max(_link_count(nodes), 1)
    groups = []
    for group in _connected(nodes):
        order = _order(group, 8 * _link_count(group) + STEPS * _link_count(group) // total)
        groups.append((_description(group, order), order))
    width = len(str(len(nodes) - 1))
    labels = (label for _, order in sorted(groups) for label in order)
    return {label: f"b{place:0{width}}" for place, label in enumerate(labels)}


def _nodes(rows: list[Row]) -> _Nodes:
    nodes: _Nodes = defaultdict(_Node)
    for subject, predicate, object_ in {r for r in rows if r[0][0] == BLANK or r[2][0] == BLANK}:
        s, o = subject[1], object_[1]
        if subject[0] != BLANK:
            nodes[o].ground.append(("in", predicate, subject))
        elif object_[0] != BLANK:
            nodes[s].ground.append(("out", predicate, object_))
        elif s == o:
            nodes[s].ground.append(("both", predicate, _ITSELF))
        else:
            nodes[s].links.append(("out", predicate, o))
            nodes[o].links.append(("in", predicate, s))
    return nodes


def _link_count(nodes: _Nodes) -> int:
    return sum(len(node.links) for node in nodes.values())


def _connected(nodes: _Nodes) -> Iterator[_Nodes]:
    """Yield the groups of blank nodes that are connected by links."""
    seen: set[str] = set()
    for start in nodes:
        if start in seen:
            continue
        group, todo = {start: nodes[start]}, [start]
        while todo:
            for _, _, other in nodes[todo.pop()].links:
                if other not in group:
                    group[other] = nodes[other]
                    todo.append(other)
        seen.update(group)
        yield group


def _order(group: _Nodes, steps: int) -> list[str]:
    """Return the labels of one group in their new order, after at most `steps` link visits."""
    colours = _ranks({label: sorted(node.ground) for label, node in group.items()})
    links = _link_count(group)
    while links and (steps := steps - links) >= 0:
        refined = _ranks({label: _surroundings(label, node, colours) for label, node in group.items()})
        if len(set(refined.values())) > len(set(colours.values())):
            colours = refined
        elif tied := _tie_that_matters(group, colours):
            # The first stays first, so that a round trip of the output chooses the same node.
            colours.update((label, colours[label] + 1) for label in tied[1:])
        else:
            break
    return sorted(group, key=lambda label: (colours[label], label))


def _surroundings(label: str, node: _Node, colours: _Colours) -> tuple[int, list[tuple[str, str, int]]]:
    return colours[label], sorted((way, predicate, colours[other]) for way, predicate, other in node.links)


def _ranks(keys: dict[str, Any]) -> _Colours:
    """Return for each label how many labels have a smaller key: the gaps allow one label to get its own rank."""
    ranks: _Colours = {}
    rank, last = 0, None
    for place, label in enumerate(sorted(keys, key=lambda label: keys[label])):
        if keys[label] != last:
            rank, last = place, keys[label]
        ranks[label] = rank
    return ranks


def _tie_that_matters(group: _Nodes, colours: _Colours) -> list[str] | None:
    """Return the first class of tied labels with links to tied labels, sorted; the members of others can be swapped."""
    classes: dict[int, list[str]] = defaultdict(list)
    for label, colour in colours.items():
        classes[colour].append(label)
    for _, members in sorted(classes.items()):
        links = group[members[0]].links
        if len(members) > 1 and any(len(classes[colours[other]]) > 1 for _, _, other in links):
            return sorted(members)
    return None


def _description(group: _Nodes, order: list[str]) -> list[Any]:
    """Return the triples of the group, with positions in `order` instead of labels."""
    place = {label: i for i, label in enumerate(order)}
    return [(sorted(group[label].ground), _surroundings(label, group[label], place)) for label in order]
