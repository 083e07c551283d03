"""Compiling shapes: from a graph of SHACL shapes to what each shape looks at.

Every walk from a focus node over a property path, a class test, a comparison of properties, a closed node or a SPARQL
constraint is written down once; nested shapes are followed. What cannot be followed (shapes that lead back to
themselves, words of SHACL that are not known here, targets by SPARQL) makes a shape unbounded: any change may matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Triple

from ..errors import InputError
from ..namespaces import ONTOLOGY, SH
from ..sparql.paths import EMPTY, Touch
from ..sparql.xpath_patterns import for_engines
from ..terms import TYPE, Fact, Node
from .model import Shape, Shapes
from .order import component_of, with_orders
from .queries import query_of
from .shape_graph import LISTS, NESTED, TARGETS, TRUE, ShapeGraph, plain, sh
from .shape_paths import items
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
        self._graph = ShapeGraph(with_orders(triples))
        self._paths: dict[str, str] = {}

    def shapes(self) -> Shapes:
        shapes = [shape for node in self._tops() for shape in self._top(node)]
        inside = self._inside()
        dropped = {SH + name for name in (*TARGETS, "target")}
        kept = [fact for fact in self._graph if fact[1].value not in dropped and not _is_idle(fact)]
        sparql_lines = [n for n, (s, p, _) in enumerate(kept) if p == sh("sparql") and str(s) not in inside]
        order_lines = [number for number in sparql_lines if component_of(kept[number][2]) is not None]
        self._lines(shapes, kept)
        remedies = {
            str(s): o.value
            for s, _, o in self._graph.match(None, NamedNode(ONTOLOGY + "remedy"))
            if isinstance(o, Literal)
        }
        lines = [f"{fact[0]} {fact[1]} {_for_engines(fact)} ." for fact in kept]
        return Shapes(shapes, lines, sparql_lines, order_lines, self._paths, remedies)

    def _tops(self) -> list[Node]:
        """Return the shapes that have targets, in a stable order."""
        found = {s for name in (*TARGETS, "target") for s, _, _ in self._graph.match(None, sh(name))}
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
            shape.targets.append(("select", str(query_of(self._graph, target, node))))
            shape.unbounded = True
        shape.target_touches += list(_target_touches(shape.targets))
        ShapeWalk(self._graph, shape, self._paths).into(node, EMPTY, ())
        yield shape

    def _inside(self) -> set[str]:
        """Return the shapes that some shape only tests, without reporting of them."""
        direct = {o for name in NESTED for _, _, o in self._graph.match(None, sh(name))}
        for name in LISTS:
            direct |= {o for _, _, head in self._graph.match(None, sh(name)) for o in items(self._graph, plain(head))}
        found: set[str] = set()
        waiting = [plain(o) for o in direct]
        while waiting:
            node = waiting.pop()
            if str(node) not in found:
                found.add(str(node))
                waiting += self._graph.objects(node, "property")
        return found

    def _lines(self, shapes: list[Shape], kept: list[Fact]) -> None:
        """Note for each shape which of the kept triples describe it and what it refers to."""
        by_subject: dict[str, list[tuple[int, str]]] = {}
        for number, (s, _, o) in enumerate(kept):
            by_subject.setdefault(str(s), []).append((number, str(o)))
        beside = self._parents_of_disjoint()
        for shape in shapes:
            seen, waiting = {shape.id}, [shape.id]
            while waiting:
                node = waiting.pop()
                numbered = by_subject.get(node, [])
                shape.lines += [number for number, _ in numbered]
                near = {other for _, other in numbered if other in by_subject} | beside.get(node, set())
                waiting += near - seen
                seen |= near
            shape.lines = list(range(len(kept))) if self._graph.custom else sorted(shape.lines)

    def _parents_of_disjoint(self) -> dict[str, set[str]]:
        """Return, for each disjoint qualified shape, the shapes above it, whose other properties it depends on."""
        disjoint = self._graph.match(None, sh("qualifiedValueShapesDisjoint"))
        return {str(s): {str(above) for above in self._graph.subjects(SH + "property", s)} for s, _, _ in disjoint}


def _for_engines(fact: Fact) -> Node:
    """Return the object of a fact of a shape as the engines understand it."""
    s, p, o = fact
    if p != sh("pattern") or not isinstance(o, Literal):
        return o
    try:
        return Literal(for_engines(o.value))
    except re.error as error:
        tip = "write it as an XPath regular expression"
        raise InputError(f"the pattern {o.value!r} of {s} cannot be used: {error}", tip=tip) from None


def _is_idle(fact: Fact) -> bool:
    """Return whether an engine must not see a fact.

    A shape that is also a class would get targets of its own. Only the term `true` switches something on, and
    pyshifty takes `"1"^^xsd:boolean` for it too.
    """
    _, p, o = fact
    if p == TYPE:
        return not str(o).startswith("<" + SH)
    return p.value in _SWITCHES and o != TRUE


def _target_touches(targets: list[tuple[str, str]]) -> Iterator[Touch]:
    for kind, term in targets:
        if kind in ("subjects", "objects"):
            yield Touch(EMPTY, NamedNode(term[1:-1]), kind == "objects")
