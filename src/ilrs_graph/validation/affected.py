"""Which shapes and focus nodes a change can affect: from each changed triple back to the focus nodes it matters to."""

from __future__ import annotations

from collections.abc import Iterable

from ..sparql.affected import Affected as AffectedNodes
from ..sparql.paths import EMPTY
from ..sparql.walks import starts
from ..terms import SUB_CLASS_OF, TYPE, Fact, Node, View
from .model import Shapes
from .shape_paths import CLASS_PATH
from .targets import Targets

Pairs = dict[int, set[Node]]
"""Focus nodes by the number of the shape."""


class Affected:
    """What a change can affect, as candidates that may or may not be targets before and after.

    `both` holds every triple from before or after the change, for which `targets` stand; `whole` are the shapes of
    which every target may be affected.
    """

    def __init__(self, shapes: Shapes, both: View, targets: tuple[Targets, Targets], changed: Iterable[Fact]) -> None:
        self._shapes, self._both, self._targets = shapes, both, targets
        self._changed = list(changed)
        self._nodes = AffectedNodes(self._changed, both.match)
        self._turned: dict[str, set[Node]] = {}
        self.candidates: Pairs = {}
        self.whole: set[int] = set()
        if self._changed:
            self._moved = self._find_moved()
            self._find()

    def pairs(self, targets: Targets) -> Pairs:
        """Return the pairs of a shape and those of its targets, in the view of `targets`, that may be affected."""
        shapes = self._shapes.shapes
        found = {number: targets.all(shapes[number]) for number in self.whole}
        for number, nodes in self.candidates.items():
            if number not in found:
                found[number] = targets.among(shapes[number], nodes)
        return {number: nodes for number, nodes in sorted(found.items()) if nodes}

    def _find(self) -> None:
        for number, shape in enumerate(self._shapes.shapes):
            if shape.unbounded or self._nodes.fits(shape.unanchored):
                self.whole.add(number)
                continue
            found: set[Node] = self._nodes.nodes((*shape.target_touches, *shape.touches))
            targets = [(EMPTY, term) for kind, term in shape.targets if kind == "class"]
            for path, term in (*targets, *shape.classes) if self._moved else ():
                found |= self._nodes.back(path, self._turn(term))
            if found:
                self.candidates[number] = found

    def _find_moved(self) -> set[Node]:
        """Return the nodes whose classes may differ: given or denied a class, or of a class whose place changed."""
        places = {s for s, p, _ in self._changed if p == SUB_CLASS_OF}
        moved = self._nodes.back(CLASS_PATH, places) if places else set()
        return moved | {s for s, p, _ in self._changed if p == TYPE}

    def _turn(self, term: str) -> set[Node]:
        """Return the nodes that are an instance of a class either before or after the change, but not both."""
        if term not in self._turned:
            before, after = ({n for n in self._moved if each.is_a(n, term)} for each in self._targets)
            self._turned[term] = before ^ after
        return self._turned[term]


def producers(shapes: Shapes, view: View, targets: Targets, shape: str, focus: Node) -> Pairs:
    """Return all pairs whose check reports on `focus` for the (nested) shape `shape`."""
    found: Pairs = {}
    for number, path in shapes.reporters.get(shape, ()):
        nodes = targets.among(shapes.shapes[number], starts(path, {focus}, view.match))
        if nodes:
            found.setdefault(number, set()).update(nodes)
    return found


def joined(*several: Pairs) -> Pairs:
    """Return the pairs of all of `several`.

    >>> joined({1: {2}}, {1: {3}, 4: set()})
    {1: {2, 3}, 4: set()}
    """
    found: Pairs = {}
    for pairs in several:
        for number, nodes in pairs.items():
            found.setdefault(number, set()).update(nodes)
    return found


def missing(wanted: Pairs, there: Pairs) -> Pairs:
    """Return the pairs of `wanted` that are not in `there`."""
    rest = {number: nodes - there.get(number, set()) for number, nodes in wanted.items()}
    return {number: nodes for number, nodes in rest.items() if nodes}
