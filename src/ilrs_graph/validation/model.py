"""Compiled shapes: what each shape looks at, as plain data that a snapshot keeps as JSON."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from .paths import Path

ANONYMOUS = "urn:ilrs-graph:shape:"
"""What the names begin with that blank shapes are given, so that a result can name them."""


class Touch(NamedTuple):
    """A place where a triple matters to a focus node.

    `path` leads from the focus node to the near end of the triple, its object where `back` is true, else its
    subject; `predicate` is its predicate, None where any matters.
    """

    path: Path
    predicate: str | None
    back: bool


class Select(NamedTuple):
    """A SPARQL constraint: `path` leads from the target to the node that is `?this`.

    `together` tells that it may be asked for many nodes at once, `mention` that the graph must mention them.
    """

    path: Path
    query: str
    together: bool
    mention: bool
    shape: str
    shape_path: str
    severity: str
    message: str


@dataclass
class Shape:
    """A shape with targets: `targets` are pairs of a kind (class, node, subjects, objects, select) and a term or query.

    `touches` are where triples matter; a triple that fits one of `loose` (subject, predicate, object, "" for any)
    matters to every target. `unbounded` shapes look at more than can be told. `reports` gives, for each shape
    whose results are reported, the paths from target to focus. `lines` are the numbers of the triples of the shape.
    """

    id: str
    targets: list[tuple[str, str]] = field(default_factory=list)
    target_touches: list[Touch] = field(default_factory=list)
    touches: list[Touch] = field(default_factory=list)
    loose: list[tuple[str, str, str]] = field(default_factory=list)
    unbounded: bool = False
    engine: str = "pyshifty"
    reports: dict[str, list[Path]] = field(default_factory=dict)
    selects: list[Select] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)


@dataclass
class Shapes:
    """All shapes of a root: `lines` are their triples in N-Triples, without targets.

    `apart` are the numbers of the lines that name SPARQL constraints which are asked apart. `paths` and `remedies`
    are those of each shape.
    """

    shapes: list[Shape]
    lines: list[str]
    apart: list[int]
    paths: dict[str, str]
    remedies: dict[str, str]

    def to_json(self) -> dict[str, Any]:
        """Return the shapes as JSON has them."""
        return asdict(self)

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> Shapes:
        """Return the shapes that `to_json` gave.

        Raises:
            KeyError, TypeError: it is something else.
        """
        shapes = [_shape(each) for each in kept["shapes"]]
        return cls(shapes, kept["lines"], kept["apart"], kept["paths"], kept["remedies"])

    @cached_property
    def reporters(self) -> dict[str, list[tuple[int, Path]]]:
        """For each shape that reports: under which shapes with targets, and the path from target to focus."""
        found: dict[str, list[tuple[int, Path]]] = {}
        for number, shape in enumerate(self.shapes):
            for name, paths in shape.reports.items():
                found.setdefault(name, []).extend((number, path) for path in paths)
        return found


def _shape(kept: dict[str, Any]) -> Shape:
    shape = Shape(**kept)
    shape.targets = [(kind, term) for kind, term in kept["targets"]]
    shape.loose = [(s, p, o) for s, p, o in kept["loose"]]
    shape.touches = [Touch(*each) for each in kept["touches"]]
    shape.target_touches = [Touch(*each) for each in kept["target_touches"]]
    shape.selects = [Select(*each) for each in kept["selects"]]
    return shape
