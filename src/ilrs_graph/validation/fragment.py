"""The fragment: every triple that can matter to given shapes and focus nodes, gathered from a view."""

from __future__ import annotations

from ..sparql.needed import Needed
from ..sparql.paths import Touch, touches
from ..terms import Fact, View
from .affected import Pairs
from .model import Shape, Shapes
from .shape_paths import CLASS_PATH


def gather(shapes: Shapes, view: View, pairs: Pairs) -> list[Fact]:
    """Return the triples of `view` on which the results of `pairs` depend, each once, in a stable order."""
    needed = Needed(view.match)
    for number, foci in pairs.items():
        shape = shapes.shapes[number]
        if shape.unbounded:
            return list(view.match())
        needed.add([*shape.touches, *_class_touches(shape)], foci, shape.unanchored)
    return list(needed.found)


def _class_touches(shape: Shape) -> list[Touch]:
    paths = dict.fromkeys(path for path, _ in shape.classes)
    return [touch for path in paths for touch in touches(CLASS_PATH, path)]
