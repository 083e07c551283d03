"""The fragment: every triple that can matter to given shapes and focus nodes, gathered from a view."""

from __future__ import annotations

from ..terms import Fact, View
from ..terms import Node as Term
from .affected import Pairs
from .model import Shape, Shapes
from .paths import CLASS_PATH, Path, node_of, step, term_of, touches, walk


def gather(shapes: Shapes, view: View, pairs: Pairs) -> list[Fact]:
    """Return the triples of `view` on which the results of `pairs` depend, each once, in a stable order."""
    gatherer = _Gatherer(view)
    for number, foci in pairs.items():
        if shapes.shapes[number].unbounded:
            return list(view.match())
        gatherer.add(shapes.shapes[number], foci)
    return list(gatherer.found)


def _class_touches(shape: Shape) -> list[tuple[Path, str | None, bool]]:
    paths = {str(path): path for path, _ in shape.classes}
    return [touch for path in paths.values() for touch in touches(CLASS_PATH, path)]


class _Gatherer:
    def __init__(self, view: View) -> None:
        self._view = view
        self._done: set[tuple[str | None, bool, Term]] = set()
        self._loose: set[tuple[str, str, str]] = set()
        self.found: dict[Fact, None] = {}

    def add(self, shape: Shape, foci: set[Term]) -> None:
        walked: dict[str, set[Term]] = {}
        for path, predicate, back in (*shape.touches, *_class_touches(shape)):
            key = str(path)
            if key not in walked:
                walked[key] = self._walk(path, foci, walked)
            fresh = [n for n in walked[key] if (predicate, back, n) not in self._done]
            self._done.update((predicate, back, n) for n in fresh)
            self.found.update(dict.fromkeys(step(self._view, fresh, predicate, back=back)))
        for pattern in set(shape.loose) - self._loose:
            self._loose.add(pattern)
            s, p, o = ((term_of(term) if term else None) for term in pattern)
            predicate_node = node_of(pattern[1][1:-1]) if p else None
            self.found.update(dict.fromkeys(self._view.match(s, predicate_node, o)))

    def _walk(self, path: Path, foci: set[Term], walked: dict[str, set[Term]]) -> set[Term]:
        """Walk a path, from where its beginning led before if that is known."""
        if path[0] == "seq" and len(path[1]) > 1:
            start = path[1][0] if len(path[1]) == 2 else ["seq", path[1][:-1]]
            if str(start) in walked:
                return walk(self._view, walked[str(start)], path[1][-1])
        return walk(self._view, foci, path)
