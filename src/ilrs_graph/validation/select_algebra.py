"""What the algebra of a query binds for sure, and which chains lead there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from .paths import Path, inverse, seq
from .select_paths import any_of, either, read

if TYPE_CHECKING:
    from rdflib.plugins.sparql.parserutils import CompValue
    from rdflib.term import Identifier

    Reach = dict[Identifier, Path]

_WRAPPERS = ("Project", "Distinct", "Reduced", "OrderBy")


def reached(part: CompValue, reach: Reach) -> Reach:
    """Return `reach` with the variables that `part` is sure to bind and that a chain leads to."""
    name = part.name
    if name == "BGP":
        return _over(part.triples, reach)
    if name == "Join":
        known = reach
        while True:
            more = reached(part.p2, reached(part.p1, known))
            if len(more) == len(known):
                return known
            known = more
    if name in ("LeftJoin", "Minus"):
        return reached(part.p1, reach)
    if name == "Union":
        left, right = reached(part.p1, reach), reached(part.p2, reach)
        return {v: reach.get(v) or either(left[v], right[v]) for v in left if v in right}
    if name == "ToMultiSet":
        if "res" in part.p:
            return reach
        found = reached(part.p, within(part.p, reach))
        return {**{v: path for v, path in found.items() if v in _projected(part.p)}, **reach}
    if name in ("Group", "AggregateJoin", "values"):
        return reach
    known = reached(part.p, reach)
    if name == "Extend" and is_variable(part.expr) and part.expr in known:
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
        known.update((v, any_of(each)) for v, each in ways.items())


def certain(part: CompValue) -> set[Any]:
    """Return the variables that every solution of `part` binds."""
    from rdflib import BNode, Variable

    name = part.name
    if name == "BGP":
        return {term for triple in part.triples for term in triple if isinstance(term, Variable | BNode)}
    if name == "Join":
        return certain(part.p1) | certain(part.p2)
    if name in ("LeftJoin", "Minus"):
        return certain(part.p1)
    if name == "Union":
        return certain(part.p1) & certain(part.p2)
    if name == "ToMultiSet":
        return set() if "res" in part.p else certain(part.p) & _projected(part.p)
    if name == "Group":
        return {key for key in field(part, "expr") or () if isinstance(key, Variable)} & certain(part.p)
    if field(part, "p") is None:
        return set()
    named = name == "Extend" and is_variable(part.expr) and part.expr in certain(part.p)
    return certain(part.p) | ({part.var} if named else set())


def field(part: CompValue, name: str) -> Any:
    """Return a field of a part of the algebra, None where it has none."""
    return dict.get(part, name)


def is_variable(term: Any) -> bool:
    """Tell whether a term or expression is a plain variable."""
    from rdflib import Variable

    return isinstance(term, Variable)


def _projected(select: CompValue) -> set[Identifier]:
    while select.name not in ("Project", "values") and "p" in select:
        select = select.p
    return set(field(select, "PV") or ())


def within(select: CompValue, reach: Reach) -> Reach:
    """Return what a chain from outside may use inside a subquery: what it shows, unless it counts or cuts rows."""
    sure = certain(select) & _projected(select)
    part = select
    while part.name in (*_WRAPPERS, "Slice", "Extend", "Filter", "AggregateJoin", "Group"):
        if part.name == "Slice":
            return {}
        if part.name == "Group":
            sure &= {key for key in field(part, "expr") or () if is_variable(key)}
        part = part.p
    return {v: path for v, path in reach.items() if v in sure}


def exists_patterns(expr: Any) -> Iterator[CompValue]:
    """Yield the patterns of EXISTS inside an expression."""
    from rdflib.plugins.sparql.parserutils import CompValue

    if isinstance(expr, CompValue):
        if expr.name in ("Builtin_EXISTS", "Builtin_NOTEXISTS"):
            yield expr.graph
            return
        for value in expr.values():
            yield from exists_patterns(value)
    elif isinstance(expr, list | tuple):
        for value in expr:
            yield from exists_patterns(value)
