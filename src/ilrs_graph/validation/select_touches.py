"""Where a triple can matter to the SPARQL constraint of a node: chains of patterns from `?this` to every other pattern.

The query is taken apart as SPARQL algebra. A chain may only lead over variables that are bound whenever the pattern
at its end matters: those of required patterns of the same group or of the groups around it. A pattern that no chain
reaches is `loose`: a triple that fits it matters to every node.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from ..errors import InputError
from ..sparql import check
from .model import Touch
from .paths import EMPTY, inverse, seq, touches
from .select_algebra import certain, exists_patterns, field, reached, within
from .select_paths import any_of, iri_or_any, may_be_empty, read
from .select_together import together

if TYPE_CHECKING:
    from rdflib.plugins.sparql.parserutils import CompValue
    from rdflib.term import Identifier

    from .select_algebra import Reach


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
        check(query)
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
    return Touched(analysis.touches, analysis.loose, together(algebra.p, this, True), mention)


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
            known = reached(part, reach)
            for triple in part.triples:
                self._pattern(triple, known)
        elif name in ("Graph", "ServiceGraphPattern"):
            raise InputError("a SPARQL constraint asks another graph", tip="leave GRAPH and SERVICE out")
        elif name == "ToMultiSet":
            if "res" not in part.p:
                self.collect(part.p, within(part.p, reach), None)
        elif name in ("Join", "LeftJoin", "Union", "Minus"):
            self._two(part, reach, this)
        else:
            self._one(part, reach, this)

    def _two(self, part: CompValue, reach: Reach, this: Identifier | None) -> None:
        left, right = part.p1, part.p2
        outer = this if part.name != "Union" else None
        known = reached(part, reach) if part.name == "Join" else reach
        self.collect(left, known, outer)
        if part.name in ("LeftJoin", "Minus"):
            # what the right side finds can also make a row vanish, so only what the left side binds leads there
            sure = certain(left) & (certain(right) if part.name == "Minus" else certain(left))
            known = {v: path for v, path in reached(left, reach).items() if v in sure or v == self._this}
        self.collect(right, known, None)
        if part.name == "LeftJoin" and part.expr is not None:
            self._exists(part.expr, reached(right, known), certain(left) | certain(right), this)

    def _one(self, part: CompValue, reach: Reach, this: Identifier | None) -> None:
        if field(part, "p") is not None:
            self.collect(part.p, reach, this)
            for name in ("expr", "A"):
                if name in part:
                    self._exists(field(part, name), reached(part.p, reach), certain(part.p), this)
        elif part.name != "values":
            raise InputError(f"a SPARQL constraint holds {part.name}", tip="write it with plain patterns")

    def _exists(self, expr: Any, reach: Reach, sure: set[Identifier], this: Identifier | None) -> None:
        for inner in exists_patterns(expr):
            known = {v: path for v, path in reach.items() if v in sure or v == this}
            self.collect(inner, known, this)

    def _pattern(self, triple: tuple[Any, Any, Any], reach: Reach) -> None:
        s, p, o = triple
        path = read(p)
        self.optional = self.optional or may_be_empty(path)
        if s not in reach and o not in reach:
            self._loose(s, p, o)
            return
        around = seq(reach[o], inverse(path)) if o in reach else None
        if s not in reach or reach[s] == around:  # the path is walked once, from its object
            before, path = reach[o], inverse(path)
        else:
            ahead = around is None or reach[o] == seq(reach[s], path)
            before = reach[s] if ahead else any_of([reach[s], around or EMPTY])
        self.touches += [t for t in (Touch(*each) for each in touches(path, before)) if t not in self.touches]

    def _loose(self, s: Any, p: Any, o: Any) -> None:
        from rdflib import URIRef

        if isinstance(p, URIRef):
            self.loose.append((iri_or_any(s), p.n3(), iri_or_any(o)))
        else:
            self.loose += [("", f"<{t[1]}>" if t[1] else "", "") for t in touches(read(p))]
            if may_be_empty(read(p)):  # a path of no steps holds for every node there is
                self.loose.append(("", "", ""))
