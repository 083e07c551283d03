"""The triples of an export, read from a snapshot: from its store, or from its captured files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, QuerySolutions, Store, Triple

from ..files.parsing import parse_data_file, triples_of
from ..kinds import KINDS
from ..namespaces import GRAPH_ASSERTED, ID
from ..snapshot import Snapshot
from ..terms import EDITED_ON, TYPE, WAS_DERIVED_FROM, Fact, Node, fact_of, triple_of
from ..views.described_in import DESCRIBED_IN, FILES
from ..views.layers import Layers
from ..views.lexical_forms import rewritten, stored
from ..views.store import LayeredStore, inferred
from .made_names import made_names

Graphs: TypeAlias = dict[NamedNode, list[Triple]]
"""Named graphs: their names and triples."""
ASSERTED_GRAPH = NamedNode(GRAPH_ASSERTED)
"""The name of the graph of asserted triples in an export."""
EDITS = "data/edits/"
"""The folder of the edits, from the root."""

_NODES = tuple(f"{ID}{kind.segment}/" for kind in KINDS.values() if kind.travels)


class Selection:
    """The triples of a snapshot by origin: axioms, code lists, data, and inferred triples.

    Asserted triples have their literals as written in the files.
    """

    def __init__(self, snapshot: Snapshot, as_of: date | None = None) -> None:
        self._root, self.store, self._as_of = snapshot.root, snapshot.store, as_of
        self._layered = snapshot.layered
        self._asserted = snapshot.asserted
        self.axioms = [t for path in self._root.axioms for t in triples_of(self._root, path)]
        self.alignments = [t for path in self._root.alignments for t in triples_of(self._root, path)]
        self.lists = [t for path in self._root.vocabularies for t in triples_of(self._root, path)]
        self._ontology = frozenset(map(fact_of, (*self.axioms, *self.lists)))

    def everything(self, *, asserted: bool = False, ontology: bool = False) -> list[Triple]:
        """Return code lists, data and, unless `asserted`, inferred triples; with `ontology`, also axioms."""
        return merged(self.graphs(asserted=asserted, ontology=ontology))

    def about(self, thing: NamedNode, *, asserted: bool = False, ontology: bool = False) -> list[Triple]:
        """Return the triples of `thing`, of the nodes that relate it or state claims about it, and of their sources."""
        return merged(self.graphs(thing, asserted=asserted, ontology=ontology))

    def graphs(self, thing: NamedNode | None = None, *, asserted: bool = False, ontology: bool = False) -> Graphs:
        """Return the same triples by origin: the asserted ones, and those of each layer of inferred triples."""
        found: Graphs = {ASSERTED_GRAPH: [*self.axioms] if ontology else []}
        if thing is None:
            found[ASSERTED_GRAPH] += [*self.lists, *self._data()]
            return found if asserted else {**found, **self._layers()}
        for each in sorted(self._described_with(thing, asserted=asserted), key=str):
            found[ASSERTED_GRAPH] += map(triple_of, self.data(each))
            for fact, layer in () if asserted else self._with_layers(each):
                found.setdefault(self._layered.layers.graph(layer), []).append(triple_of(fact))
        return found

    def names(self, graphs: Graphs) -> list[Triple]:
        """Return the names made for the nodes of `graphs` that have no label."""
        return list(made_names(merged(graphs), LayeredStore(self.store, Layers([]))))

    def _described_with(self, thing: NamedNode, *, asserted: bool) -> set[Node]:
        """Return `thing`, the nodes that relate it or state claims about it, and their sources."""
        part = _Part(self, asserted=asserted)
        about_it: set[Node] = {thing, *part.nodes_at(thing)}
        about_it |= {node for each in tuple(about_it) for node in part.nodes_at(each)}
        return about_it | {o for each in about_it for _, _, o in part.match(each, WAS_DERIVED_FROM)}

    def iterate(self, *, asserted: bool = False) -> Iterator[Triple]:
        """Yield the triples of `everything` without the axioms, of which few are held at once; some come twice."""
        yield from self.lists
        if self._as_of is not None:
            yield from map(triple_of, self.data())
        else:
            yield from (t for path in self._root.data for t in triples_of(self._root, path))
        if not asserted:
            yield from map(triple_of, self.inferred())

    def _layers(self) -> Graphs:
        found: Graphs = {}
        for fact, layer in self._with_layers():
            found.setdefault(self._layered.layers.graph(layer), []).append(triple_of(fact))
        return dict(sorted(found.items(), key=lambda entry: entry[0].value))

    def last_edit(self) -> date | None:
        """Return the latest day of an edit of the data, whatever was known on it; None without edits."""
        root = self._root
        edits = (path for path in root.data if root.relative(path).startswith(EDITS))
        days = [t.object.value for path in edits for t in triples_of(root, path)
                if t.predicate == EDITED_ON and isinstance(t.object, Literal)]  # fmt: skip
        return max((day for text in days if (day := _day(text)) is not None), default=None)

    def count(self) -> tuple[int, int]:
        """Return the number of triples of code lists and data, and of inferred triples, without iterating over them.

        A literal that is written in several forms counts once for each form.
        """
        derived = len(self._layered.index)
        own = sum(not self._in_data_file(fact) for fact in self._ontology.difference(map(fact_of, self.lists)))
        return _count(self.store, "?s ?p ?o") - derived + self._more_forms() - own, derived

    def data(self, s: Node | None = None, p: NamedNode | None = None, o: Node | None = None) -> Iterator[Fact]:
        """Yield the matching facts of the data."""
        return filter(self._is_data, self._asserted.match(s, p, o))

    def inferred(self, s: Node | None = None, p: NamedNode | None = None, o: Node | None = None) -> Iterator[Fact]:
        """Yield the matching inferred facts."""
        yield from (fact for fact, _ in self._with_layers(s, p, o))

    def _with_layers(
        self, s: Node | None = None, p: NamedNode | None = None, o: Node | None = None
    ) -> Iterator[tuple[Fact, int]]:
        return inferred(self.store, self._layered.index, s, p, o)

    def _data(self) -> list[Triple]:
        """Return the data: parsing the captured files is faster than reading the store, but ignores the day."""
        if self._as_of is not None:
            return list(map(triple_of, self.data()))
        return [t for path in self._root.data for t in triples_of(self._root, path)]  # checked when it was built

    def _is_data(self, fact: Fact) -> bool:
        """Return whether an asserted fact belongs to the data, in which every node is an IRI."""
        if isinstance(fact[0], BlankNode) or isinstance(fact[2], BlankNode):
            return False
        return fact not in self._ontology or self._in_data_file(fact)

    def _in_data_file(self, fact: Fact) -> bool:
        """Return whether a fact of the ontology is also stated in a file of the data."""
        if not isinstance(fact[0], NamedNode):
            return False
        for q in self.store.quads_for_pattern(fact[0], DESCRIBED_IN, None, FILES):
            path = self._root.path / str(getattr(q.object, "value", ""))
            if any(fact_of(t) == fact for t in parse_data_file(self._root, path)):
                return True
        return False

    def _more_forms(self) -> int:
        """Return how many asserted triples the store lacks, because it keeps only one form of each literal."""
        written = Counter((s, p, stored(o) if isinstance(o, Literal) else o) for s, p, o in rewritten(self.store))
        follow = sum(any(True for _ in self.inferred(*fact)) for fact in written)
        return written.total() - len(written) + follow


class _Part:
    """The data, with or without the inferred facts."""

    def __init__(self, selection: Selection, *, asserted: bool) -> None:
        self._selection, self._only = selection, asserted

    def match(self, s: Node | None = None, p: NamedNode | None = None, o: Node | None = None) -> Iterator[Fact]:
        yield from self._selection.data(s, p, o)
        if not self._only:
            yield from self._selection.inferred(s, p, o)

    def nodes_at(self, thing: Node) -> set[Node]:
        """Return the nodes that are exported with a thing: those of kinds with `travels` that have a class."""
        near = {s for s, _, _ in self.match(None, None, thing) if isinstance(s, NamedNode)}
        return {s for s in near if s.value.startswith(_NODES) and any(True for _ in self.match(s, TYPE))}


def merged(graphs: Graphs) -> list[Triple]:
    """Return the triples of all graphs.

    >>> merged({ASSERTED_GRAPH: [Triple(TYPE, TYPE, TYPE)], TYPE: []}) == [Triple(TYPE, TYPE, TYPE)]
    True
    """
    return [triple for triples in graphs.values() for triple in triples]


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _count(store: Store, pattern: str) -> int:
    found = store.query(f"SELECT (COUNT(*) AS ?n) {{ {pattern} }}")
    if not isinstance(found, QuerySolutions):
        raise TypeError(found)
    (row,) = found
    return int(row["n"].value)
