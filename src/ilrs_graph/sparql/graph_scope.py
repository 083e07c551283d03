"""`GRAPH ?g` around a group that need not ask the graph: the engine leaves `?g` unbound there.

SPARQL 1.1 (section 18.6, `eval(D(G), Graph(var, P))`) evaluates the group once for each named graph and binds the
variable. Oxigraph passes the variable to the triple patterns of the group; VALUES and sub-selects have none to pass it
to. A group that joins VALUES with nothing is right with `GRAPH ?g { }` before it; the rest gets a caution.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pyoxigraph import Variable

from ..errors import QueryError
from .algebra import (
    Expression,
    Filter,
    Graph,
    Group,
    Minus,
    Optional,
    Part,
    Pattern,
    Query,
    SubSelect,
    Union,
    Values,
    exists_in,
    expressions_of,
    groups_of,
)
from .caution import Caution
from .parser import read_query

_OF_VARIABLE = re.compile(r"GRAPH(?:\s|#[^\r\n]*)*[?$]", re.IGNORECASE)
"""What a query without `GRAPH ?g` does not have; `#` begins a comment."""
_WHY = "The engine passes the variable of GRAPH to triple patterns, and to nothing else"


def graph_edits(query: str) -> Iterator[tuple[int, int, str]]:
    """Yield what must be added to a query so that `GRAPH ?g` around VALUES gives a row for each named graph.

    >>> list(graph_edits("SELECT * { GRAPH ?g { VALUES ?x { 1 } } }"))
    [(11, 11, 'GRAPH ?g { } ')]
    """
    for graph in _graphs(query):
        scope = _Scope(graph)
        if scope.open and not scope.wrong:
            yield graph.span[0], graph.span[0], f"GRAPH {graph.name} {{ }} "


def unbound_graphs(query: str) -> Iterator[Caution]:
    """Yield a caution for each `GRAPH ?g` whose variable may stay unbound, and whose rows may mix graphs.

    >>> [found.what for found in unbound_graphs("SELECT * { GRAPH ?g { SELECT ?s { ?s ?p ?o } } }")]
    ['?g stays unbound, because a sub-select within GRAPH ?g does not select it']
    """
    for graph in _graphs(query):
        scope = _Scope(graph)
        if scope.wrong:
            name = f"?{graph.name.value}"
            what = f"{name} stays unbound, because {scope.wrong.replace('{}', name)}"
            yield Caution(graph.span[0], "graph-unbound", what, scope.fix.replace("{}", name), _WHY)


class _Scope:
    """Whether a group within GRAPH leaves its variable `open`, and what is `wrong` if that cannot be mended."""

    def __init__(self, graph: Graph) -> None:
        self.wrong = self.fix = ""
        self._name = graph.name.value
        self.open = self._is_open(graph.group)

    def _is_open(self, group: Group) -> bool:
        bound = given = False
        for part in group.parts:
            if isinstance(part, Pattern):
                bound = True
            elif isinstance(part, Values | Graph):
                given = True
            elif isinstance(part, SubSelect):
                self._sub_select(part)
                bound = True
            elif isinstance(part, Group | Union):
                found = [self._is_open(each) for each in groups_of(part)]
                given = given or any(found)
                bound = bound or not (any(found) or any(map(_is_empty, groups_of(part))))
            elif isinstance(part, Optional | Minus):
                self._later(given and not bound, "OPTIONAL" if isinstance(part, Optional) else "MINUS")
        tested = any(list(exists_in(each.expression)) for each in group.filters)
        self._later(given and not bound and tested, "FILTER EXISTS")
        return given and not bound

    def _sub_select(self, part: SubSelect) -> None:
        if self._name not in part.select.variables:
            self.wrong = "a sub-select within GRAPH {} does not select it"
            self.fix = "select {} in it too, and GROUP BY it if it counts"

    def _later(self, is_wrong: bool, word: str) -> None:
        if is_wrong:
            self.wrong = f"within GRAPH {{}} only VALUES stand before {word}"
            self.fix = "move VALUES out of GRAPH, or write a triple pattern before it"


def _is_empty(group: Group) -> bool:
    return not any(isinstance(part, Pattern | SubSelect | Group | Union) for part in group.parts)


def _graphs(query: str) -> Iterator[Graph]:
    """Yield each `GRAPH ?g` of a query; none if it is not read here, such as DESCRIBE."""
    if _OF_VARIABLE.search(query) is None:
        return
    try:
        found = read_query(query)
    except QueryError:
        return
    yield from _within(found)


def _within(query: Query) -> Iterator[Graph]:
    todo: list[Part] = [query.where]
    while todo:
        part = todo.pop(0)
        if isinstance(part, Graph) and isinstance(part.name, Variable):
            yield part
        todo += part.parts if isinstance(part, Group) else groups_of(part)
        if isinstance(part, SubSelect):
            todo.append(part.select.where)
        todo += [each.group for expression in _expressions(part) for each in exists_in(expression)]


def _expressions(part: Part) -> tuple[Expression, ...]:
    return expressions_of(part) if isinstance(part, Filter) or hasattr(part, "expression") else ()
