"""Compiled shapes: what each shape looks at, as plain data that a snapshot keeps as JSON."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from pyoxigraph import NamedNode

from ..sparql.paths import Path, Touch, Unanchored, from_json, to_json

ANONYMOUS = "urn:ilrs-graph:shape:"
"""What the names begin with that blank shapes are given, so that a result can name them."""
FOCI = "urn:ilrs-graph:foci"
"""The named graph that holds the nodes to ask for, each as an object."""


class Select(NamedTuple):
    """A SPARQL constraint: `path` leads from the target to the node that is `?this`, which `query` is asked for.

    `batched`: it may be evaluated for many nodes at once. `needs_mention`: the graph must mention them. `component` is
    that of its results: of SPARQL constraints, or of the comparison that it stands for.
    """

    path: Path
    query: str
    batched: bool
    needs_mention: bool
    shape: str
    shape_path: str
    severity: str
    message: str
    component: str


@dataclass
class Shape:
    """A shape with targets: `targets` are pairs of a kind (class, node, subjects, objects, select) and a term or query.

    `touches` are where triples matter, `classes` where it matters whether a node is an instance of a class. A triple
    that fits one of `unanchored` matters to every target. `unbounded` shapes look
    at more than can be determined. `reports` gives, for each shape whose results are reported, the paths from target to
    focus. `lines` are the numbers of the triples of the shape.
    """

    id: str
    targets: list[tuple[str, str]] = field(default_factory=list)
    target_touches: list[Touch] = field(default_factory=list)
    touches: list[Touch] = field(default_factory=list)
    classes: list[tuple[Path, str]] = field(default_factory=list)
    unanchored: list[Unanchored] = field(default_factory=list)
    unbounded: bool = False
    reports: dict[str, list[Path]] = field(default_factory=dict)
    selects: list[Select] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)


@dataclass
class Shapes:
    """All shapes of a root: `lines` are their triples in N-Triples, without targets.

    `sparql_lines` are the numbers of the lines that name SPARQL constraints which are asked apart, `order_lines` those
    of them that stand for comparisons (`order`). `paths` and `remedies` are those of each shape.
    """

    shapes: list[Shape]
    lines: list[str]
    sparql_lines: list[int]
    order_lines: list[int]
    paths: dict[str, str]
    remedies: dict[str, str]

    def to_json(self) -> dict[str, Any]:
        """Return the shapes as JSON has them."""
        return {**vars(self), "shapes": [_to_json(shape) for shape in self.shapes]}

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> Shapes:
        """Return the shapes that `to_json` gave.

        Raises:
            KeyError, TypeError: it is something else.
        """
        shapes = [_from_json(each) for each in kept["shapes"]]
        return cls(shapes, kept["lines"], kept["sparql_lines"], kept["order_lines"], kept["paths"], kept["remedies"])

    @cached_property
    def reporters(self) -> dict[str, list[tuple[int, Path]]]:
        """For each shape that reports: under which shapes with targets, and the path from target to focus."""
        found: dict[str, list[tuple[int, Path]]] = {}
        for number, shape in enumerate(self.shapes):
            for name, paths in shape.reports.items():
                found.setdefault(name, []).extend((number, path) for path in paths)
        return found


def _to_json(shape: Shape) -> dict[str, Any]:
    return {
        **vars(shape),
        "target_touches": [_touch_to_json(touch) for touch in shape.target_touches],
        "touches": [_touch_to_json(touch) for touch in shape.touches],
        "classes": [(to_json(path), term) for path, term in shape.classes],
        "unanchored": [[node and node.value for node in pattern] for pattern in shape.unanchored],
        "reports": {name: [to_json(path) for path in paths] for name, paths in shape.reports.items()},
        "selects": [(to_json(select.path), *select[1:]) for select in shape.selects],
    }


def _from_json(kept: dict[str, Any]) -> Shape:
    shape = Shape(**kept)
    shape.targets = [(kind, term) for kind, term in kept["targets"]]
    shape.target_touches = [_touch_from_json(*each) for each in kept["target_touches"]]
    shape.touches = [_touch_from_json(*each) for each in kept["touches"]]
    shape.classes = [(from_json(path), term) for path, term in kept["classes"]]
    shape.unanchored = [Unanchored(*map(_node, each)) for each in kept["unanchored"]]
    shape.reports = {name: [from_json(path) for path in paths] for name, paths in kept["reports"].items()}
    shape.selects = [Select(from_json(path), *rest) for path, *rest in kept["selects"]]
    return shape


def _touch_to_json(touch: Touch) -> list[Any]:
    path, predicate, back, after, far = touch
    return [to_json(path), predicate and predicate.value, back, to_json(after), far and far.value]


def _touch_from_json(path: list[Any], predicate: str | None, back: bool, after: list[Any], far: str | None) -> Touch:
    return Touch(from_json(path), _node(predicate), back, from_json(after), _node(far))


def _node(iri: str | None) -> NamedNode | None:
    return None if iri is None else NamedNode(iri)
