"""Compiling shapes: from a graph of SHACL shapes to what each shape looks at.

Every walk from a focus node over a property path, a class test, a comparison of properties, a closed node or a SPARQL
constraint is written down once; nested shapes are followed. What cannot be followed (shapes that lead back to
themselves, words of SHACL that are not known here, targets by SPARQL) makes a shape unbounded: any change may matter.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from ..errors import InputError
from ..namespaces import ONTOLOGY, RDF, RDFS, SH, XSD
from .model import ANONYMOUS, Select, Shape, Shapes, Touch
from .paths import CLASS_PATH, EMPTY, Path, items, read_path, seq, touches
from .paths import text as path_text
from .queries import query_of
from .results import severity
from .views import Few, Term

_TARGETS = {"targetClass": "class", "targetNode": "node", "targetSubjectsOf": "subjects", "targetObjectsOf": "objects"}
_NESTED = ("node", "not", "qualifiedValueShape")
_LISTS = ("and", "or", "xone")
_COMPARED = ("equals", "disjoint", "lessThan", "lessThanOrEquals")
_LOCAL = frozenset({
    "path", "datatype", "nodeKind", "minCount", "maxCount", "minExclusive", "minInclusive", "maxExclusive",
    "maxInclusive", "minLength", "maxLength", "pattern", "flags", "languageIn", "uniqueLang", "hasValue", "in",
    "closed", "ignoredProperties", "qualifiedMinCount", "qualifiedMaxCount", "qualifiedValueShapesDisjoint", "name",
    "description", "order", "group", "defaultValue", "message", "severity", "deactivated", "class", "property",
    "sparql", "target",
})  # fmt: skip
_KNOWN = _LOCAL | _TARGETS.keys() | {*_NESTED, *_LISTS, *_COMPARED}
_SWITCHES = {SH + name for name in ("closed", "deactivated", "uniqueLang", "qualifiedValueShapesDisjoint")}
_TRUE = Literal("true", datatype=NamedNode(XSD + "boolean"))
_MOST = 5_000
"""The most places that one shape may look at before it counts as unbounded."""


def compile_shapes(triples: Iterable[Triple]) -> Shapes:
    """Return the shapes in a graph of shapes, compiled.

    Raises:
        InputError: a path, a list or a SPARQL constraint is malformed.
    """
    return _Compiler(list(triples)).shapes()


def _sh(name: str) -> NamedNode:
    return NamedNode(SH + name)


class _Compiler:
    def __init__(self, triples: list[Triple]) -> None:
        self.graph = Few(named(triples))
        self.paths: dict[str, str] = {}
        self._custom = any(self._subjects(RDF + "type", _sh("ConstraintComponent")))

    def shapes(self) -> Shapes:
        shapes = [shape for node in self._tops() for shape in self._top(node)]
        inside = self._inside()
        dropped = {SH + name for name in (*_TARGETS, "target")}
        kept = [t for t in self.graph.triples if t.predicate.value not in dropped and not _is_idle(t)]
        apart = [n for n, t in enumerate(kept) if t.predicate == _sh("sparql") and str(t.subject) not in inside]
        self._lines(shapes, kept)
        remedies = {
            str(t.subject): t.object.value
            for t in self.graph.match(None, NamedNode(ONTOLOGY + "remedy"))
            if isinstance(t.object, Literal)
        }
        lines = [f"{t.subject} {t.predicate} {t.object} ." for t in kept]
        return Shapes(shapes, lines, apart, self.paths, remedies)

    def _tops(self) -> list[Term]:
        """Return the shapes that have targets, in a stable order."""
        found: set[Term] = {t.subject for name in (*_TARGETS, "target") for t in self.graph.match(None, _sh(name))}
        found |= {node for node in self._classes() if self._is_shape(node)}
        return sorted(found, key=str)

    def _classes(self) -> set[Term]:
        kinds: set[Term] = {NamedNode(RDFS + "Class")}
        newest = set(kinds)
        while newest:
            newest = {s for kind in newest for s in self._subjects(RDFS + "subClassOf", kind)} - kinds
            kinds |= newest
        return {s for kind in kinds for s in self._subjects(RDF + "type", kind)}

    def _is_shape(self, node: Term) -> bool:
        return any(
            t.predicate.value.startswith(SH) or t.object in (_sh("NodeShape"), _sh("PropertyShape"))
            for t in self.graph.match(node)
        )

    def _top(self, node: Term) -> Iterator[Shape]:
        if self._is(node, "deactivated"):
            return
        shape = Shape(str(node), unbounded=self._custom)
        shape.targets += [(kind, str(o)) for name, kind in _TARGETS.items() for o in self._objects(node, name)]
        if node in self._classes():
            shape.targets.append(("class", str(node)))
        for target in self._objects(node, "target"):
            shape.targets.append(("select", query_of(self.graph, target)))
            shape.unbounded = True
        shape.target_touches += list(_target_touches(shape.targets))
        _Walk(self, shape).into(node, EMPTY, ())
        yield shape

    def _inside(self) -> set[str]:
        """Return the shapes that some shape only tests, without reporting of them."""
        direct: set[Term] = {t.object for name in _NESTED for t in self.graph.match(None, _sh(name))}
        for name in _LISTS:
            direct |= {o for t in self.graph.match(None, _sh(name)) for o in items(self.graph, _term(t.object))}
        found: set[str] = set()
        waiting = [_term(o) for o in direct]
        while waiting:
            node = waiting.pop()
            if str(node) not in found:
                found.add(str(node))
                waiting += self._objects(node, "property")
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
            shape.lines = list(range(len(kept))) if self._custom else sorted(shape.lines)

    def _parents_of_disjoint(self) -> dict[str, set[str]]:
        """Return, for each disjoint qualified shape, the shapes above it, whose other properties it depends on."""
        disjoint = self.graph.match(None, _sh("qualifiedValueShapesDisjoint"))
        return {str(t.subject): {str(s) for s in self._subjects(SH + "property", t.subject)} for t in disjoint}

    def _subjects(self, predicate: str, o: Term) -> list[Term]:
        return [t.subject for t in self.graph.match(None, NamedNode(predicate), o)]

    def _objects(self, node: Term, name: str) -> list[Term]:
        return [_term(t.object) for t in self.graph.match(node, _sh(name))]

    def _is(self, node: Term, name: str) -> bool:
        return _TRUE in self._objects(node, name)

    def members(self, node: Term, name: str) -> list[Term]:
        return [member for head in self._objects(node, name) for member in items(self.graph, head)]

    def known(self, node: Term) -> bool:
        words = (t.predicate.value for t in self.graph.match(node))
        return all(w.removeprefix(SH) in _KNOWN for w in words if w.startswith(SH))

    def siblings(self, node: Term) -> list[Term]:
        """Return the qualified shapes that a value of a disjoint qualified shape must not fit."""
        parents = self._subjects(SH + "property", node)
        beside = [p for s in parents for p in self._objects(s, "property")]
        return [shape for p in beside for shape in self._objects(p, "qualifiedValueShape")]


def _is_idle(t: Triple) -> bool:
    """Tell whether an engine must not see a triple.

    A shape that is also a class would get targets of its own. Only the term `true` switches something on, and
    pyshifty takes `"1"^^xsd:boolean` for it too.
    """
    if t.predicate.value == RDF + "type":
        return not str(t.object).startswith("<" + SH)
    return t.predicate.value in _SWITCHES and t.object != _TRUE


def named(triples: list[Triple]) -> list[Triple]:
    """Return the triples with names, told by their order, for the blank nodes that are shapes."""
    marks = {SH + name for name in ("path", "property", *_LOCAL, *_NESTED, *_LISTS, *_COMPARED)}
    inner = {SH + name for name in ("property", *_NESTED)}
    blank = [t.subject for t in triples if isinstance(t.subject, BlankNode) and t.predicate.value in marks]
    blank += [t.object for t in triples if isinstance(t.object, BlankNode) and t.predicate.value in inner]
    names: dict[Any, Any] = {
        node: NamedNode(f"{ANONYMOUS}{number}") for number, node in enumerate(dict.fromkeys(blank), 1)
    }
    return [Triple(names.get(t.subject, t.subject), t.predicate, names.get(t.object, t.object)) for t in triples]


class _Walk:
    """One walk over a shape with targets and all shapes that it refers to."""

    def __init__(self, compiler: _Compiler, shape: Shape) -> None:
        self._c, self._shape = compiler, shape
        self._seen: set[str] = set()

    def into(self, node: Term, before: Path, above: tuple[Term, ...], *, reports: bool = True) -> None:
        """Follow the shape `node`, whose focus nodes are at the end of the path `before`."""
        c, shape = self._c, self._shape
        if node in above or len(shape.touches) > _MOST or not c.known(node):
            shape.unbounded = True
        if node in above or len(shape.touches) > _MOST or c._is(node, "deactivated"):
            return
        key = f"{node} {before} {reports}"
        if key in self._seen:
            return
        self._seen.add(key)
        values = self._path(node, before)
        if reports:
            shape.reports.setdefault(str(node), []).append(before)
        self._own(node, before, values)
        for select in c._objects(node, "sparql"):
            self._select(node, select, before, reports)
        for inner in c._objects(node, "property"):
            self.into(inner, values, (*above, node), reports=reports)
        tested = [o for name in _NESTED for o in c._objects(node, name)]
        tested += [o for name in _LISTS for o in c.members(node, name)]
        if c._is(node, "qualifiedValueShapesDisjoint"):
            tested += c.siblings(node)
        for inner in dict.fromkeys(tested):
            self.into(inner, values, (*above, node), reports=False)

    def _path(self, node: Term, before: Path) -> Path:
        """Note what the path of a property shape goes over; return the path to its values."""
        found = self._c._objects(node, "path")
        if not found:
            return before
        path = read_path(self._c.graph, found[0])
        self._c.paths[str(node)] = path_text(path)
        self._touch(touches(path, before))
        return seq(before, path)

    def _own(self, node: Term, before: Path, values: Path) -> None:
        c = self._c
        if c._objects(node, "class"):
            self._touch(touches(CLASS_PATH, values))
        if c._is(node, "closed"):
            self._touch([(values, None, False)])
        for name in _COMPARED:
            for other in c._objects(node, name):
                self._touch(touches(["p", _iri(other)], before))

    def _select(self, node: Term, select: Term, before: Path, reports: bool) -> None:
        from .select_touches import touched

        c = self._c
        if c._is(select, "deactivated"):
            return
        path = c.paths.get(str(node), "")
        query = query_of(c.graph, select, path)
        found = touched(query)
        self._touch((seq(before, t.path), t.predicate, t.back) for t in found.touches)
        self._shape.loose += [each for each in found.loose if each not in self._shape.loose]
        if reports:
            messages = [str(m) for m in c._objects(select, "message") or c._objects(node, "message")]
            level = next((str(o) for o in c._objects(node, "severity")), "")
            told = min(messages, default="")
            self._shape.selects.append(
                Select(before, query, found.together, found.mention, str(node), path, severity(level or "<>"), told)
            )

    def _touch(self, found: Iterable[tuple[Path, str | None, bool]]) -> None:
        self._shape.touches += [t for t in (Touch(*each) for each in found) if t not in self._shape.touches]


def _target_touches(targets: list[tuple[str, str]]) -> Iterator[Touch]:
    for kind, term in targets:
        if kind == "class":
            yield from (Touch(*each) for each in touches(CLASS_PATH))
        elif kind in ("subjects", "objects"):
            yield Touch(EMPTY, term[1:-1], kind == "objects")


def _iri(term: Term) -> str:
    if not isinstance(term, NamedNode):
        raise InputError(f"{term} is no property", tip="compare with a property by its IRI")
    return term.value


def _term(o: object) -> Term:
    if isinstance(o, NamedNode | BlankNode | Literal):
        return o
    raise InputError(f"{o} is no term of SHACL", tip="write shapes in RDF 1.1")
