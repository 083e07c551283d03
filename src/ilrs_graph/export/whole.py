"""An export: its triples by graph, the declarations of the terms that they use, and a description of itself."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from functools import cached_property, partial

from pyoxigraph import NamedNode, Triple

from ..errors import InputError
from ..namespaces import BASE, OWL, VOID, slug
from ..terms import TYPE
from .alignments import ALIGNMENTS_GRAPH, Alignments
from .context import Context, context_of
from .declarations import VERSION_IRI, declarations, in_one_document, used_terms
from .description import Extent, Figures, describe
from .made_names import NAMES_GRAPH
from .ntriples import canonical_lines
from .selection import ASSERTED_GRAPH, Graphs, Selection, merged

_ONTOLOGY = NamedNode(BASE + "ontology")
_TIP = "omit {alignments}, or add files of rdfs:subClassOf and rdfs:subPropertyOf to ontology/alignments/"
_CLASS = NamedNode(OWL + "Class")


class Export:
    """The triples of an export; iteration yields them as one graph, the description last.

    `graphs` holds the content by named graph: asserted, with the declarations, each layer of inferred triples, and the
    names made for nodes without a label; where they were asked for, also the facts in the terms of other vocabularies.
    `description` is what the export says of itself, and belongs to no named graph.

    >>> from ilrs_graph import LunarGraph
    >>> export = LunarGraph().export(thing="dorn", asserted=True)
    >>> [name.value for name in export.graphs]
    ['https://w3id.org/ilrs-graph/graph/asserted']
    """

    def __init__(self, selection: Selection, extent: Extent) -> None:
        self.graphs: Graphs = selection.graphs(extent.thing, asserted=extent.asserted)
        if not extent.asserted and (names := selection.names(self.graphs)):
            self.graphs[NAMES_GRAPH] = names
        self.axioms = [*selection.axioms]
        self.alignments = selection.alignments
        if extent.alignments:
            self._align(selection)
        describing = partial(describe, extent, selection.last_edit(), version_of(self.axioms))
        used = used_terms((*merged(self.graphs), *describing(Figures(vocabularies=(VOID,)))))
        axioms = list(in_one_document(self.axioms))
        declared = list(declarations(axioms, used.everywhere))
        self.graphs[ASSERTED_GRAPH] += axioms if extent.ontology else declared
        self.description = describing(self._figures(used.predicates | classes_of(declared)))

    def __iter__(self) -> Iterator[Triple]:
        yield from merged(self.graphs)
        yield from self.description

    def _align(self, selection: Selection) -> None:
        """Add the types and facts in the terms of other vocabularies.

        Raises:
            InputError: the root has no alignments.
        """
        if not selection.alignments:
            raise InputError("this graph has no files of alignments", tip=_TIP, about="alignments")
        added = Alignments(selection.alignments, selection.axioms).added(merged(self.graphs))
        self.graphs[ALIGNMENTS_GRAPH] = list(added)
        self.axioms += selection.alignments

    @cached_property
    def lines(self) -> list[bytes]:
        """The content as sorted lines of canonical N-Triples, without the description; the checksum is theirs."""
        return canonical_lines(merged(self.graphs))

    @cached_property
    def context(self) -> Context:
        """The names of terms in JSON-LD."""
        return context_of(self.axioms)

    def _figures(self, terms: Iterable[NamedNode]) -> Figures:
        checksum = hashlib.sha256(b"".join(self.lines)).hexdigest()
        return Figures(len(self.lines), checksum, tuple(sorted({namespace_of(term.value) for term in terms})))


def version_of(axioms: Iterable[Triple]) -> NamedNode | None:
    """Return the version of the ontology that its header states."""
    stated = (t.object for t in axioms if t.subject == _ONTOLOGY and t.predicate == VERSION_IRI)
    return next((version for version in stated if isinstance(version, NamedNode)), None)


def classes_of(declared: Iterable[Triple]) -> set[NamedNode]:
    """Return the classes among declared terms."""
    found = (t.subject for t in declared if t.predicate == TYPE and t.object == _CLASS)
    return {kind for kind in found if isinstance(kind, NamedNode)}


def namespace_of(iri: str) -> str:
    """Return the namespace of a term.

    >>> namespace_of(OWL + "Class") == OWL
    True
    """
    return iri.removesuffix(slug(iri))
