"""Which shapes and focus nodes a change can affect: from each changed triple back to the focus nodes it matters to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from ..namespaces import RDF, RDFS
from ..terms import Fact, View
from ..terms import Node as Term
from .model import Shapes, Touch
from .paths import CLASS_PATH, EMPTY, Path, walk_back
from .targets import Targets

Pairs = dict[int, set[Term]]
"""Focus nodes by the number of the shape."""


class Affected:
    """What a change can affect, as candidates that may or may not be targets before and after.

    `both` holds every triple from before or after the change, for which `targets` stand; `whole` are the shapes of
    which every target may be affected.
    """

    def __init__(self, shapes: Shapes, both: View, targets: tuple[Targets, Targets], changed: Iterable[Fact]) -> None:
        self._shapes, self._both, self._targets = shapes, both, targets
        self._changed: dict[str, list[Fact]] = defaultdict(list)
        for t in changed:
            self._changed[t[1].value].append(t)
        self._known: dict[str, set[Term]] = {}
        self._turned: dict[str, set[Term]] = {}
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
            if shape.unbounded or any(self._fits(*each) for each in shape.loose):
                self.whole.add(number)
                continue
            found: set[Term] = set()
            for touch in (*shape.target_touches, *shape.touches):
                if touch.predicate is None or touch.predicate in self._changed:
                    found |= self._foci(touch)
            targets = [(EMPTY, term) for kind, term in shape.targets if kind == "class"]
            for path, term in (*targets, *shape.classes) if self._moved else ():
                found |= self._back(path, self._turn(term), term)
            if found:
                self.candidates[number] = found

    def _find_moved(self) -> set[Term]:
        """Return the nodes whose classes may differ: given or denied a class, or of a class whose place changed."""
        places = {s for s, _, _ in self._changed.get(RDFS + "subClassOf", ())}
        moved = walk_back(self._both, places, CLASS_PATH) if places else set()
        return moved | {s for s, _, _ in self._changed.get(RDF + "type", ())}

    def _turn(self, term: str) -> set[Term]:
        """Return the nodes that are an instance of a class either before or after the change, but not both."""
        if term not in self._turned:
            before, after = ({n for n in self._moved if each.is_a(n, term)} for each in self._targets)
            self._turned[term] = before ^ after
        return self._turned[term]

    def _fits(self, s: str, p: str, o: str) -> bool:
        lists = [self._changed.get(p[1:-1], [])] if p else self._changed.values()
        return any((not s or str(t[0]) == s) and (not o or str(t[2]) == o) for ts in lists for t in ts)

    def _foci(self, touch: Touch) -> set[Term]:
        triples = (t for ts in self._changed.values() for t in ts)
        near = triples if touch.predicate is None else self._changed[touch.predicate]
        ends: set[Term] = {o if touch.back else s for s, _, o in near}
        return self._back(touch.path, ends, f"{touch.predicate} {touch.back}")

    def _back(self, path: Path, ends: set[Term], name: str) -> set[Term]:
        """Return the focus nodes from which a path leads to `ends`, which `name` tells from others."""
        key = f"{name} {path}"
        if key not in self._known:
            self._known[key] = walk_back(self._both, ends, path)
        return self._known[key]


def producers(shapes: Shapes, view: View, targets: Targets, shape: str, focus: Term) -> Pairs:
    """Return all pairs whose check reports on `focus` for the (nested) shape `shape`."""
    found: Pairs = {}
    for number, path in shapes.reporters.get(shape, ()):
        nodes = targets.among(shapes.shapes[number], walk_back(view, {focus}, path))
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
