"""SPARQL constraints as set queries: one query of Oxigraph for all the nodes to check."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from pyoxigraph import Literal, NamedNode, Quad, Store

from ..namespaces import XSD
from ..sparql.paths import EMPTY
from ..sparql.walks import ends
from ..terms import Fact, Node, View
from ..views.lexical_forms import stored
from ..views.memory import TripleIndex
from .affected import Pairs
from .model import FOCI, Select, Shapes
from .results import SPARQL, Result, text
from .targets import store_of

_HOLDER = NamedNode(FOCI)
_VARIABLE = re.compile(r"\{[?$](\w+)\}")


def by_selects(shapes: Shapes, triples: list[Fact], pairs: Pairs, *, only_order: bool = False) -> set[Result]:
    """Return what the SPARQL constraints of `pairs` find in `triples`; with `only_order` those that compare values."""
    selects = ((select, pairs[n]) for n in pairs for select in shapes.shapes[n].selects)
    wanted = [(select, foci) for select, foci in selects if not only_order or select.component != SPARQL]
    if not wanted:
        return set()
    store = store_of(triples)
    view: View | None = None
    found: set[Result] = set()
    written = _Written(triples)
    for select, foci in wanted:
        if select.path != EMPTY:
            view = view or TripleIndex(triples)
            foci = ends(select.path, foci, view.match)
        found.update(_result(select, written.row(row, foci)) for row in _rows(store, select, foci))
    return found


class _Written:
    """Literals as they are written: the engine gives them back in a form of its own."""

    def __init__(self, triples: list[Fact]) -> None:
        self._triples = triples

    def row(self, row: dict[str, Node], foci: set[Node]) -> dict[str, Node]:
        """Return a solution with its literals as they stand in the graph or among the nodes asked for."""
        return {name: self._form(term, foci) for name, term in row.items()}

    def _form(self, term: Node, foci: set[Node]) -> Node:
        if not isinstance(term, Literal) or term.datatype.value == XSD + "string" or term in foci:
            return term
        own = [f for f in foci if isinstance(f, Literal) and stored(f) == term]
        return own[0] if len(own) == 1 else self._forms.get(term, term)

    @cached_property
    def _forms(self) -> dict[Node, Node]:
        """The form of each literal that stands there in one form only."""
        found: dict[Node, set[Node]] = {}
        for _, _, o in self._triples:
            if isinstance(o, Literal):
                found.setdefault(stored(o), set()).add(o)
        return {term: forms.pop() for term, forms in found.items() if len(forms) == 1}


def _rows(store: Store, select: Select, foci: set[Node]) -> Iterator[dict[str, Node]]:
    """Yield the solutions for `foci`, all at once where that means the same as one by one."""
    for nodes in [foci] if select.batched else [[node] for node in foci]:
        mentions = [Quad(_HOLDER, _HOLDER, node) for node in nodes if select.needs_mention]
        store.extend(Quad(_HOLDER, _HOLDER, node, _HOLDER) for node in nodes)
        store.extend(mentions)
        yield from _solutions(store.query(select.query))
        store.clear_graph(_HOLDER)
        for quad in mentions:
            store.remove(quad)


def _solutions(found: Any) -> Iterator[dict[str, Node]]:
    names = [variable.value for variable in found.variables]
    for row in found:
        yield {name: row[name] for name in names if row[name] is not None}


def _result(select: Select, row: dict[str, Node]) -> Result:
    def filled(match: re.Match[str]) -> str:
        term = row.get(match[1])
        return match[0] if term is None else _word(term)

    focus = str(row["this"])
    message = _VARIABLE.sub(filled, text(select.message)) or SPARQL[1:-1]
    path = str(row.get("path", "")) or select.shape_path
    value = str(row.get("value", "" if select.shape_path else row["this"]))
    return Result(focus, path, value, select.shape, select.component, select.severity, message)


def _word(term: Node) -> str:
    """Return a term for a message: an IRI in brackets, a literal by its text."""
    return str(term) if isinstance(term, NamedNode) else str(getattr(term, "value", term))
