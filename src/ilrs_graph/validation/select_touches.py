"""Where a triple can matter to the SPARQL constraint of a node: chains of patterns from `?this` to every other pattern.

The query is taken apart as SPARQL algebra. A chain may only lead over variables that are bound whenever the pattern
at its end matters: those of required patterns of the same group or of the groups around it. A pattern that no chain
reaches is `loose`: a triple that fits it matters to every node.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from ..errors import InputError
from .model import Touch
from .paths import EMPTY, Path, inverse, seq, touches

if TYPE_CHECKING:
    from rdflib.plugins.sparql.parserutils import CompValue
    from rdflib.term import Identifier

    Reach = dict[Identifier, Path]

_WRAPPERS = ("Project", "Distinct", "Reduced", "OrderBy")


class Touched(NamedTuple):
    """What a constraint looks at; `together` tells that it may be asked for many nodes at once.

    `mention` tells that the nodes must be mentioned in the graph that is asked: the engine finds a path of no steps
    only between nodes that the graph holds.
    """

    touches: list[Touch]
    loose: list[tuple[str, str, str]]
    together: bool
    mention: bool


def touched(query: str) -> Touched:
    """Return what a query looks at, `?this` being the focus node.

    >>> first, second = touched("SELECT ?this { ?this <urn:p> ?x FILTER NOT EXISTS { ?y <urn:q> ?x } }").touches
    >>> second
    Touch(path=['p', 'urn:p'], predicate='urn:q', back=True)

    Raises:
        InputError: it is not SPARQL, or asks another graph or server.
    """
    from rdflib import Variable
    from rdflib.plugins.sparql import prepareQuery

    try:
        algebra = prepareQuery(query).algebra
        if algebra.name != "SelectQuery":
            raise ValueError("it is no SELECT")
    except Exception as error:  # the parser raises several kinds
        raise InputError(f"a SPARQL constraint cannot be read: {error}", tip="correct its sh:select") from None
    this = Variable("this")
    analysis = _Analysis(this)
    analysis.collect(algebra.p, {this: EMPTY}, this)
    mention = analysis.optional
    if mention and (("", "", "") in analysis.loose or any(t.predicate is None for t in analysis.touches)):
        # what is mentioned would be seen, so its own triples are looked at instead
        analysis.touches += [Touch(EMPTY, None, False), Touch(EMPTY, None, True)]
        mention = False
    return Touched(analysis.touches, analysis.loose, _together(algebra.p, this, True), mention)


class _Analysis:
    def __init__(self, this: Identifier) -> None:
        self._this = this
        self.touches: list[Touch] = []
        self.loose: list[tuple[str, str, str]] = []
        self.optional = False

    def collect(self, part: CompValue, reach: Reach, this: Identifier | None) -> None:
        """Take note of every pattern in `part`; `this` is None where the node is no longer sure to be bound."""
        name = part.name
        if name == "BGP":
            known = _reached(part, reach)
            for triple in part.triples:
                self._pattern(triple, known)
        elif name in ("Graph", "ServiceGraphPattern"):
            raise InputError("a SPARQL constraint asks another graph", tip="leave GRAPH and SERVICE out")
        elif name == "ToMultiSet":
            if "res" not in part.p:
                self.collect(part.p, _within(part.p, reach), None)
        elif name in ("Join", "LeftJoin", "Union", "Minus"):
            self._two(part, reach, this)
        else:
            self._one(part, reach, this)

    def _two(self, part: CompValue, reach: Reach, this: Identifier | None) -> None:
        left, right = part.p1, part.p2
        outer = this if part.name != "Union" else None
        known = _reached(part, reach) if part.name == "Join" else reach
        self.collect(left, known, outer)
        if part.name in ("LeftJoin", "Minus"):
            # what the right side finds can also make a row vanish, so only what the left side binds leads there
            sure = _certain(left) & (_certain(right) if part.name == "Minus" else _certain(left))
            known = {v: path for v, path in _reached(left, reach).items() if v in sure or v == self._this}
        self.collect(right, known, None)
        if part.name == "LeftJoin" and part.expr is not None:
            self._exists(part.expr, _reached(right, known), _certain(left) | _certain(right), this)

    def _one(self, part: CompValue, reach: Reach, this: Identifier | None) -> None:
        if _field(part, "p") is not None:
            self.collect(part.p, reach, this)
            for field in ("expr", "A"):
                if field in part:
                    self._exists(_field(part, field), _reached(part.p, reach), _certain(part.p), this)
        elif part.name != "values":
            raise InputError(f"a SPARQL constraint holds {part.name}", tip="write it with plain patterns")

    def _exists(self, expr: Any, reach: Reach, sure: set[Identifier], this: Identifier | None) -> None:
        for inner in _graphs(expr):
            known = {v: path for v, path in reach.items() if v in sure or v == this}
            self.collect(inner, known, this)

    def _pattern(self, triple: tuple[Any, Any, Any], reach: Reach) -> None:
        s, p, o = triple
        path = read(p)
        self.optional = self.optional or _optional(path)
        if s not in reach and o not in reach:
            self._loose(s, p, o)
            return
        around = seq(reach[o], inverse(path)) if o in reach else None
        if s not in reach or reach[s] == around:  # the path is walked once, from its object
            before, path = reach[o], inverse(path)
        else:
            ahead = around is None or reach[o] == seq(reach[s], path)
            before = reach[s] if ahead else _one([reach[s], around or EMPTY])
        self.touches += [t for t in (Touch(*each) for each in touches(path, before)) if t not in self.touches]

    def _loose(self, s: Any, p: Any, o: Any) -> None:
        from rdflib import URIRef

        if isinstance(p, URIRef):
            self.loose.append((_constant(s), p.n3(), _constant(o)))
        else:
            self.loose += [("", f"<{t[1]}>" if t[1] else "", "") for t in touches(read(p))]
            if _optional(read(p)):  # a path of no steps holds for every node there is
                self.loose.append(("", "", ""))


def read(p: Any) -> Path:
    """Return a predicate or path of rdflib as a path; a variable, or a negated set, may be any predicate."""
    from rdflib import URIRef
    from rdflib.paths import AlternativePath, InvPath, MulPath, NegatedPath, SequencePath

    if isinstance(p, URIRef):
        return ["p", str(p)]
    if isinstance(p, SequencePath):
        return seq(*(read(part) for part in p.args))
    if isinstance(p, AlternativePath):
        return ["alt", [read(part) for part in p.args]]
    if isinstance(p, InvPath):
        return inverse(read(p.arg))
    if isinstance(p, NegatedPath):
        return ["alt", [["any"], ["inv", ["any"]]]]
    if not isinstance(p, MulPath):
        return ["any"]
    inner = read(p.path)
    return {"*": ["star", inner], "+": seq(inner, ["star", inner]), "?": ["alt", [EMPTY, inner]]}[str(p.mod)]


def _steps(path: Path) -> int:
    """Return how many steps a path has, repeated ones counted as ten."""
    if path[0] in ("p", "any"):
        return 1
    if path[0] == "one":
        return min(_steps(part) for part in path[1])
    inner = sum(_steps(part) for part in path[1]) if path[0] in ("seq", "alt") else _steps(path[1])
    return inner * 10 if path[0] == "star" else inner


def _optional(path: Path) -> bool:
    """Tell whether a path, or a part of it, may have no steps."""
    if path == EMPTY:
        return True
    if path[0] == "seq":
        return any(_optional(part) for part in path[1])
    if path[0] == "alt":
        return any(_optional(part) for part in path[1])
    return path[0] == "star" or (path[0] == "inv" and _optional(path[1]))


def _constant(term: Any) -> str:
    from rdflib import URIRef

    return term.n3() if isinstance(term, URIRef) else ""  # a literal has more than one form


def _reached(part: CompValue, reach: Reach) -> Reach:
    """Return `reach` with the variables that `part` is sure to bind and that a chain leads to."""
    name = part.name
    if name == "BGP":
        return _over(part.triples, reach)
    if name == "Join":
        known = reach
        while True:
            more = _reached(part.p2, _reached(part.p1, known))
            if len(more) == len(known):
                return known
            known = more
    if name in ("LeftJoin", "Minus"):
        return _reached(part.p1, reach)
    if name == "Union":
        left, right = _reached(part.p1, reach), _reached(part.p2, reach)
        return {v: reach.get(v) or _either(left[v], right[v]) for v in left if v in right}
    if name == "ToMultiSet":
        if "res" in part.p:
            return reach
        found = _reached(part.p, _within(part.p, reach))
        return {**{v: path for v, path in found.items() if v in _projected(part.p)}, **reach}
    if name in ("Group", "AggregateJoin", "values"):
        return reach
    known = _reached(part.p, reach)
    if name == "Extend" and _is_variable(part.expr) and part.expr in known:
        known = {part.var: known[part.expr], **known}
    return known


def _over(triples: list[tuple[Any, Any, Any]], reach: Reach) -> Reach:
    from rdflib import BNode, Variable

    known = dict(reach)
    while True:
        ways: dict[Identifier, list[Path]] = {}
        for s, p, o in triples:
            if s in known and o not in known and isinstance(o, Variable | BNode):
                ways.setdefault(o, []).append(seq(known[s], read(p)))
            elif o in known and s not in known and isinstance(s, Variable | BNode):
                ways.setdefault(s, []).append(seq(known[o], inverse(read(p))))
        if not ways:
            return known
        known.update((v, _one(each)) for v, each in ways.items())


def _one(ways: list[Path]) -> Path:
    """Return a path for several that all lead to what is wanted: the empty one if it is among them."""
    ordered = sorted((each for way in ways for each in (way[1] if way[0] == "one" else [way])), key=_steps)
    several = [way for i, way in enumerate(ordered) if way not in ordered[:i]]
    return several[0] if len(several) == 1 or _steps(several[0]) == 0 else ["one", several]


def _either(left: Path, right: Path) -> Path:
    return left if left == right else ["alt", [left, right]]


def _certain(part: CompValue) -> set[Any]:
    """Return the variables that every solution of `part` binds."""
    from rdflib import BNode, Variable

    name = part.name
    if name == "BGP":
        return {term for triple in part.triples for term in triple if isinstance(term, Variable | BNode)}
    if name == "Join":
        return _certain(part.p1) | _certain(part.p2)
    if name in ("LeftJoin", "Minus"):
        return _certain(part.p1)
    if name == "Union":
        return _certain(part.p1) & _certain(part.p2)
    if name == "ToMultiSet":
        return set() if "res" in part.p else _certain(part.p) & _projected(part.p)
    if name == "Group":
        return {key for key in _field(part, "expr") or () if isinstance(key, Variable)} & _certain(part.p)
    if _field(part, "p") is None:
        return set()
    named = name == "Extend" and _is_variable(part.expr) and part.expr in _certain(part.p)
    return _certain(part.p) | ({part.var} if named else set())


def _field(part: CompValue, name: str) -> Any:
    return dict.get(part, name)


def _is_variable(term: Any) -> bool:
    from rdflib import Variable

    return isinstance(term, Variable)


def _projected(select: CompValue) -> set[Identifier]:
    while select.name not in ("Project", "values") and "p" in select:
        select = select.p
    return set(_field(select, "PV") or ())


def _within(select: CompValue, reach: Reach) -> Reach:
    """Return what a chain from outside may use inside a subquery: what it shows, unless it counts or cuts rows."""
    sure = _certain(select) & _projected(select)
    part = select
    while part.name in (*_WRAPPERS, "Slice", "Extend", "Filter", "AggregateJoin", "Group"):
        if part.name == "Slice":
            return {}
        if part.name == "Group":
            sure &= {key for key in _field(part, "expr") or () if _is_variable(key)}
        part = part.p
    return {v: path for v, path in reach.items() if v in sure}


def _graphs(expr: Any) -> Iterator[CompValue]:
    """Yield the patterns of EXISTS inside an expression."""
    from rdflib.plugins.sparql.parserutils import CompValue

    if isinstance(expr, CompValue):
        if expr.name in ("Builtin_EXISTS", "Builtin_NOTEXISTS"):
            yield expr.graph
            return
        for value in expr.values():
            yield from _graphs(value)
    elif isinstance(expr, list | tuple):
        for value in expr:
            yield from _graphs(value)


def _together(part: CompValue, this: Identifier, top: bool) -> bool:
    """Tell whether binding `this` at the top alone means the same as binding it in every group."""
    name = part.name
    if name in ("BGP", "values"):
        return True
    if name in ("Slice", "Group", "AggregateJoin"):
        return False
    if name == "ToMultiSet":
        return "res" in part.p or not _names(part.p, this)
    if name in ("Join", "LeftJoin", "Union", "Minus"):
        if name == "Minus" and not (this in _certain(part.p2) or not _names(part.p2, this)):
            return False
        expressions = [part.expr] if name == "LeftJoin" else []
        sure = top or this in _certain(part.p1)
        if name in ("LeftJoin", "Minus") and not sure and _names(part.p2, this):
            return False
        inner = top and name in ("LeftJoin", "Minus")
        parts = _together(part.p1, this, inner) and _together(part.p2, this, False)
    else:
        expressions = [_field(part, "expr")]
        sure = top or this in _certain(part.p)
        parts = _together(part.p, this, top)
    return (
        parts
        and (sure or not _names(expressions, this))
        and all(_together(g, this, sure) for g in _graphs(expressions))
    )


def _names(part: Any, this: Identifier) -> bool:
    """Tell whether a part of a query names `this`."""
    if isinstance(part, dict):  # as the algebra is
        return any(_names(value, this) for key, value in part.items() if key != "_vars")
    if isinstance(part, list | tuple | set):
        return any(_names(value, this) for value in part)
    return bool(part == this)
