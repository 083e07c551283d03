"""Walks over a shape: everything that its focus nodes, and those of the shapes inside it, look at."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import NamedNode

from ..errors import InputError
from ..sparql.paths import Path, Touch, sequence, touches
from ..sparql.together import may_be_asked_together
from ..terms import Node
from .model import Select, Shape
from .order import component_of
from .queries import THIS, for_many, for_one, query_of, read_by
from .results import SPARQL, severity
from .shape_graph import COMPARED, ShapeGraph
from .shape_paths import read_path

_MOST = 5_000
"""The most places that one shape may look at before it counts as unbounded."""


class ShapeWalk:
    """One walk over a shape with targets and all shapes that it refers to; `paths` receives those of each shape."""

    def __init__(self, graph: ShapeGraph, shape: Shape, paths: dict[str, str]) -> None:
        self._graph, self._shape, self._paths = graph, shape, paths
        self._seen: set[str] = set()

    def into(self, node: Node, before: Path, above: tuple[Node, ...], *, reports: bool = True) -> None:
        """Follow the shape `node`, whose focus nodes are at the end of the path `before`."""
        graph, shape = self._graph, self._shape
        if node in above or len(shape.touches) > _MOST or not graph.is_known(node):
            shape.unbounded = True
        if node in above or len(shape.touches) > _MOST or graph.is_on(node, "deactivated"):
            return
        key = f"{node} {before} {reports}"
        if key in self._seen:
            return
        self._seen.add(key)
        values = self._path(node, before)
        if reports:
            shape.reports.setdefault(str(node), []).append(before)
        self._own(node, before, values)
        for select in graph.objects(node, "sparql"):
            self._select(node, select, before, reports)
        for inner in graph.objects(node, "property"):
            self.into(inner, values, (*above, node), reports=reports)
        tested = graph.tested(node)
        if graph.is_on(node, "qualifiedValueShapesDisjoint"):
            tested += graph.siblings(node)
        for inner in dict.fromkeys(tested):
            self.into(inner, values, (*above, node), reports=False)

    def _path(self, node: Node, before: Path) -> Path:
        """Note what the path of a property shape goes over; return the path to its values."""
        found = self._graph.objects(node, "path")
        if not found:
            return before
        path = read_path(self._graph, found[0])
        self._paths[str(node)] = str(path)
        self._touch(touches(path, before))
        return sequence(before, path)

    def _own(self, node: Node, before: Path, values: Path) -> None:
        graph = self._graph
        for wanted in graph.objects(node, "class"):
            if (values, str(wanted)) not in self._shape.classes:
                self._shape.classes.append((values, str(wanted)))
        if graph.is_on(node, "closed"):
            self._touch([Touch(values, None, False)])
        for name in COMPARED:
            for other in graph.objects(node, name):
                self._touch(touches(_property(other), before))

    def _select(self, node: Node, select: Node, before: Path, reports: bool) -> None:
        graph = self._graph
        if graph.is_on(select, "deactivated"):
            return
        paths = graph.objects(node, "path")
        query = query_of(graph, select, node, read_path(graph, paths[0]) if paths else None)
        found, mention = read_by(query, node)
        self._touch(touch._replace(path=sequence(before, touch.path)) for touch in found.touches)
        self._shape.unanchored += [each for each in found.unanchored if each not in self._shape.unanchored]
        if reports:
            messages = [str(m) for m in graph.objects(select, "message") or graph.objects(node, "message")]
            level = severity(next((str(o) for o in graph.objects(node, "severity")), "") or "<>")
            batched = may_be_asked_together(query.select, THIS)
            asked = (for_many if batched else for_one)(query, node)
            path, message = self._paths.get(str(node), ""), min(messages, default="")
            of = component_of(select) or SPARQL
            self._shape.selects.append(Select(before, asked, batched, mention, str(node), path, level, message, of))

    def _touch(self, found: Iterable[Touch]) -> None:
        self._shape.touches += [touch for touch in found if touch not in self._shape.touches]


def _property(term: Node) -> NamedNode:
    if not isinstance(term, NamedNode):
        raise InputError(f"{term} is not a property", tip="use the IRI of a property")
    return term
