"""Compiling shapes: from a graph of SHACL shapes to what each shape looks at.

Every walk from a focus node over a property path, a class test, a comparison of properties, a closed node or a SPARQL
constraint is written down once; nested shapes are followed. What cannot be followed (shapes that lead back to
themselves, words of SHACL that are not known here, targets by SPARQL) makes a shape unbounded: any change may matter.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Triple

from ..namespaces import ONTOLOGY, RDF, SH
from ..terms import Node
from .model import Shape, Shapes, Touch
from .paths import EMPTY, items
from .queries import query_of
from .shape_graph import LISTS, NESTED, TARGETS, TRUE, ShapeGraph, plain, sh
from .shape_walk import ShapeWalk

_SWITCHES = {SH + name for name in ("closed", "deactivated", "uniqueLang", "qualifiedValueShapesDisjoint")}


def compile_shapes(triples: Iterable[Triple]) -> Shapes:
    """Return the shapes in a graph of shapes, compiled.

    Raises:
        InputError: a path, a list or a SPARQL constraint is malformed.
    """
    return _Compiler(list(triples)).shapes()


class _Compiler:
    def __init__(self, triples: list[Triple]) -> None:
        self._graph = ShapeGraph(triples)
        self._paths: dict[str, str] = {}

    def shapes(self) -> Shapes:
        shapes = [shape for node in self._tops() for shape in self._top(node)]
        inside = self._inside()
        dropped = {SH + name for name in (*TARGETS, "target")}
        kept = [t for t in self._graph.triples if t.predicate.value not in dropped and not _is_idle(t)]
        apart = [n for n, t in enumerate(kept) if t.predicate == sh("sparql") and str(t.subject) not in inside]
        self._lines(shapes, kept)
        remedies = {
            str(t.subject): t.object.value
            for t in self._graph.match(None, NamedNode(ONTOLOGY + "remedy"))
            if isinstance(t.object, Literal)
        }
        lines = [f"{t.subject} {t.predicate} {t.object} ." for t in kept]
        return Shapes(shapes, lines, apart, self._paths, remedies)

    def _tops(self) -> list[Node]:
        """Return the shapes that have targets, in a stable order."""
        found: set[Node] = {t.subject for name in (*TARGETS, "target") for t in self._graph.match(None, sh(name))}
        found |= {node for node in self._graph.classes if self._graph.is_shape(node)}
        return sorted(found, key=str)

    def _top(self, node: Node) -> Iterator[Shape]:
        if self._graph.is_on(node, "deactivated"):
            return
        shape = Shape(str(node), unbounded=self._graph.custom)
        shape.targets += [(kind, str(o)) for name, kind in TARGETS.items() for o in self._graph.objects(node, name)]
        if node in self._graph.classes:
            shape.targets.append(("class", str(node)))
        for target in self._graph.objects(node, "target"):
            shape.targets.append(("select", query_of(self._graph, target, node)))
            shape.unbounded = True
        shape.target_touches += list(_target_touches(shape.targets))
        ShapeWalk(self._graph, shape, self._paths).into(node, EMPTY, ())
        yield shape

    def _inside(self) -> set[str]:
        """Return the shapes that some shape only tests, without reporting of them."""
        direct: set[Node] = {t.object for name in NESTED for t in self._graph.match(None, sh(name))}
        for name in LISTS:
            direct |= {o for t in self._graph.match(None, sh(name)) for o in items(self._graph, plain(t.object))}
        found: set[str] = set()
        waiting = [plain(o) for o in direct]
        while waiting:
            node = waiting.pop()
            if str(node) not in found:
                found.add(str(node))
                waiting += self._graph.objects(node, "property")
        return found

    def _lines(self, shapes: list[Shape], kept: list[Triple]) -> None:
        """Note for each shape which of the kept triples describe it and what it refers to."""
        by_subject: dict[str, list[tuple[int, str]]] = {}
        for number, t in enumerate(kept):
            by_subject.setdefault(str(t.subject), []).append((number, str(t.object)))
        beside = self._parents_of_disjoint()
        for shape in shapes:
            seen, waiting = {shape.id}, [shape.id]
            while waiting:
                node = waiting.pop()
                numbered = by_subject.get(node, [])
                shape.lines += [number for number, _ in numbered]
                near = {o for _, o in numbered if o in by_subject} | beside.get(node, set())
                waiting += near - seen
                seen |= near
            shape.lines = list(range(len(kept))) if self._graph.custom else sorted(shape.lines)

    def _parents_of_disjoint(self) -> dict[str, set[str]]:
        """Return, for each disjoint qualified shape, the shapes above it, whose other properties it depends on."""
        disjoint = self._graph.match(None, sh("qualifiedValueShapesDisjoint"))
        return {str(t.subject): {str(s) for s in self._graph.subjects(SH + "property", t.subject)} for t in disjoint}


def _is_idle(t: Triple) -> bool:
    """Tell whether an engine must not see a triple.

    A shape that is also a class would get targets of its own. Only the term `true` switches something on, and
    pyshifty takes `"1"^^xsd:boolean` for it too.
    """
    if t.predicate.value == RDF + "type":
        return not str(t.object).startswith("<" + SH)
    return t.predicate.value in _SWITCHES and t.object != TRUE


def _target_touches(targets: list[tuple[str, str]]) -> Iterator[Touch]:
    for kind, term in targets:
        if kind in ("subjects", "objects"):
            yield Touch(EMPTY, term[1:-1], kind == "objects")
