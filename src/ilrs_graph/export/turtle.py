"""Turtle that is the same, byte for byte, for the same triples: made to be kept in git and read by people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pyoxigraph import Quad, Triple

from ilrs_graph.export.ordered import RDF_TYPE, ordered
from ilrs_graph.export.terms import Term
from ilrs_graph.export.turtle_terms import TermWriter, iri_reference
from ilrs_graph.namespaces import PREFIXES


def write_turtle(
    triples: Iterable[Triple | Quad], prefixes: Mapping[str, str] = PREFIXES, *, header: str | None = None
) -> str:
    """Return `triples` as a Turtle 1.1 document that depends on nothing but them, `prefixes` and `header`.

    Prefixes that are used, sorted; then a block for each subject, in the order that
    `ilrs_graph.export.ordered` declares, `a` first. Terms keep their lexical forms; graph names of quads are
    left out. Blank nodes are labelled b0, b1, ... (for the limits see `ilrs_graph.export.blank_nodes`).
    `header` becomes comment lines below the prefixes, where formatters leave comments alone. Without triples
    and header the document is one empty line.

    NUL, U+FFFE and U+FFFF in literals are written as the grammar allows, but not every parser reads them.

    Raises OutputError for RDF 1.2 triple terms and for literals with a base direction.

    >>> from pyoxigraph import Literal, NamedNode
    >>> mission = NamedNode("https://w3id.org/ilrs-graph/id/mission/change-6")
    >>> label = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
    >>> print(write_turtle([Triple(mission, label, Literal("Chang'e 6", language="en"))]), end="")
    @prefix mission: <https://w3id.org/ilrs-graph/id/mission/> .
    @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
    <BLANKLINE>
    mission:change-6 rdfs:label "Chang'e 6"@en .
    """
    writer = TermWriter(prefixes)
    blocks = [_block(subject, properties, writer) for subject, properties in ordered(triples).items()]
    declared = "".join(f"@prefix {p}: {iri_reference(n)} .\n" for p, n in sorted(writer.used.items()))
    parts = [declared, _comment(header or ""), *blocks]
    return "\n".join(part for part in parts if part) or "\n"


def _block(subject: Term, properties: dict[str, list[Term]], writer: TermWriter) -> str:
    lines = " ;\n    ".join(
        ("a " if predicate == RDF_TYPE else f"{writer.iri(predicate)} ") + " , ".join(map(writer.term, objects))
        for predicate, objects in properties.items()
    )
    return f"{writer.term(subject)} {lines} .\n"


def _comment(header: str) -> str:
    return "".join(f"# {line.strip()}\n" for line in header.splitlines() if line.strip())
