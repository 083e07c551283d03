"""Which things a changed triple can matter to in a CONSTRUCT rule, and which triples a run for some things needs.

That can be said of a rule only where all it constructs is about `?thing`, `?thing` is open where it decides what the
rule says, and every pattern is connected with `?thing`.

>>> where = "VALUES ?thing { UNDEF } ?thing <urn:p> ?z OPTIONAL { ?z <urn:r> ?y }"
>>> bounds = Bounds.of(ConstructRule("1", "", f"CONSTRUCT {{ ?thing a ?y }} WHERE {{ {where} }}"))
>>> p, r, x, z = (NamedNode("urn:" + name) for name in "prxz")
>>> facts = [(x, p, z), (z, r, x), (x, r, z)]
>>> match = lambda s, p, o: [f for f in facts if all(t in (None, u) for t, u in zip((s, p, o), f))]
>>> bounds.things([(z, r, x)], match)
{<NamedNode value=urn:x>}
>>> len(bounds.needed([x], match))
2
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from pyoxigraph import NamedNode, Variable

from ..errors import QueryError
from ..sparql.affected import Affected
from ..sparql.algebra import Part, Pattern, Query, SubSelect, Values
from ..sparql.binding import bound
from ..sparql.needed import Needed
from ..sparql.parser import read_query
from ..sparql.paths import EMPTY, Touch
from ..sparql.reads import Unbounded, reads
from ..sparql.scopes import shown_inside
from ..sparql.traversal import values_in
from ..terms import Fact, Match, Node
from .rules import ConstructRule

THING = "thing"
"""The variable that a CONSTRUCT rule is about, without its question mark."""

_SOME_THING = NamedNode("urn:ilrs-graph:some-thing")
_BOUND = Values((THING,), ((_SOME_THING,),))


@dataclass(frozen=True, eq=False)
class Bounds:
    """Where a triple matters to what a rule says of a thing, and the triples that the rule constructs."""

    touches: tuple[Touch, ...]
    template: tuple[Pattern, ...]

    @classmethod
    def of(cls, rule: ConstructRule) -> Bounds:
        """Return the bounds of a rule.

        Raises:
            Unbounded: it is not about `?thing` alone, or a triple may matter to any thing.

        >>> Bounds.of(ConstructRule("1", "", "CONSTRUCT { ?x a ?y } WHERE { ?x a ?y }"))
        Traceback (most recent call last):
        ilrs_graph.sparql.reads.Unbounded: not every triple it constructs is about ?thing
        """
        found = _bounds_of(rule.construct)
        if isinstance(found, str):
            raise Unbounded(found)
        return found

    @classmethod
    def _read(cls, construct: str) -> Bounds:
        try:
            query = read_query(construct)
        except QueryError as error:
            raise Unbounded(error.message) from None
        if any(head.subject != Variable(THING) for head in query.template):
            raise Unbounded(f"not every triple it constructs is about ?{THING}")
        select = _with_a_thing(query).select
        if select.is_cut or select.is_aggregated:
            raise Unbounded("its solutions are cut off or grouped")
        found = reads(select, THING, substituted=False)
        if found.unanchored:
            raise Unbounded(f"a pattern is not connected with ?{THING}")
        own = [Touch(EMPTY, None, back) for back in (False, True)] if found.skips else []
        return cls((*found.touches, *own), query.template)

    def things(self, changed: Iterable[Fact], match: Match) -> set[Node]:
        """Return the things that `changed` can matter to; `match` looks up what holds before or after the change."""
        return Affected(changed, match).nodes(self.touches)

    def needed(self, things: Iterable[Node], match: Match) -> Iterable[Fact]:
        """Return the facts that the rule needs for `things`."""
        needed = Needed(match)
        needed.add(self.touches, things)
        return needed.found

    def may_construct(self, predicate: NamedNode) -> bool:
        """Return whether the template can give a triple with this property."""
        return any(isinstance(t.predicate, Variable) or t.predicate == predicate for t in self.template)


@lru_cache(maxsize=256)
def _bounds_of(construct: str) -> Bounds | str:
    """Return the bounds of a query, or why it has none."""
    try:
        return Bounds._read(construct)
    except Unbounded as error:
        return str(error)


def _with_a_thing(query: Query) -> Query:
    """Return the query with a thing wherever it leaves `?thing` open."""
    found = bound(query, THING, [_SOME_THING])
    opened = sum(part == _BOUND for part in values_in(found.where))
    if opened == 0 or opened != sum(1 for _ in _opened(found.where.parts)):
        raise Unbounded(f"VALUES ?{THING} {{ UNDEF }} stands neither in the outermost group nor in a sub-select of it")
    return found


def _opened(parts: Iterable[Part]) -> Iterator[Part]:
    """Yield the places where a thing decides what the whole query says."""
    for part in parts:
        if part == _BOUND:
            yield part
        elif isinstance(part, SubSelect) and THING in shown_inside(part.select):
            yield from _opened(part.select.where.parts)
