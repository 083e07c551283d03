"""Triples in the syntaxes of RDF; the bytes depend only on the triples and the prefixes.

Graph names of quads are omitted: every format writes one merged graph, so that N-Quads are N-Triples, and TriG is
Turtle. An export (`ilrs_graph.export.whole`) has named graphs in these two, and short names in JSON-LD.
"""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Quad, Triple

from ..export.whole import Export
from .options import Options


def turtle(triples: Iterable[Triple | Quad], options: Options) -> str:
    """Return triples as Turtle 1.1.

    Raises:
        OutputError: there are RDF 1.2 triple terms or base directions.
    """
    from ..turtle.writer import write_turtle

    return write_turtle(triples, options.prefixes)


def trig(triples: Iterable[Triple | Quad], options: Options) -> str:
    """Return triples as TriG 1.1: an export as named graphs, others as the default graph.

    Raises:
        OutputError: there are RDF 1.2 triple terms or base directions.
    """
    if not isinstance(triples, Export):
        return turtle(triples, options)
    from ..export.named_graphs import write_trig

    return write_trig(triples.description, triples.graphs, options.prefixes)


def ntriples(triples: Iterable[Triple | Quad], _: Options) -> str:
    """Return triples as sorted N-Triples.

    Raises:
        OutputError: there are RDF 1.2 triple terms or base directions.

    >>> from pyoxigraph import NamedNode
    >>> a = NamedNode("http://example.org/a")
    >>> ntriples([Triple(a, a, a)], Options())
    '<http://example.org/a> <http://example.org/a> <http://example.org/a> .\\n'
    """
    from ..export.ntriples import sorted_lines, write_ntriples

    if not isinstance(triples, Export):
        return write_ntriples(triples)
    return b"".join(sorted([*triples.lines, *sorted_lines(triples.description)])).decode()


def nquads(triples: Iterable[Triple | Quad], options: Options) -> str:
    """Return triples as sorted N-Quads: an export as named graphs, others as the default graph.

    Raises:
        OutputError: there are RDF 1.2 triple terms or base directions.
    """
    if not isinstance(triples, Export):
        return ntriples(triples, options)
    from ..export.named_graphs import write_nquads

    return write_nquads(triples.description, triples.graphs)


def turtle12(triples: Iterable[Triple | Quad], options: Options) -> str:
    """Return triples as Turtle 1.2, where each claim also reifies the triple that it is about.

    Raises:
        OutputError: there are RDF 1.2 triple terms or base directions.
    """
    from ..export.reified import write_turtle12

    held = [Triple(t.subject, t.predicate, t.object) for t in triples]
    return write_turtle12(turtle(held, options), held, options.prefixes)


def ntriples12(triples: Iterable[Triple | Quad], options: Options) -> str:
    """Return triples as N-Triples 1.2, where each claim also reifies the triple that it is about.

    Raises:
        OutputError: there are RDF 1.2 triple terms or base directions.
    """
    from ..export.reified import write_ntriples12

    held = triples if isinstance(triples, Export) else [Triple(t.subject, t.predicate, t.object) for t in triples]
    return write_ntriples12(ntriples(held, options).encode().splitlines(keepends=True), held)


def quickstatements(triples: Iterable[Triple | Quad], _: Options) -> str:
    """Return a draft for Wikidata as commands of QuickStatements, to be reviewed; nothing is sent.

    Raises:
        OutputError: the triples are no export, which knows the alignment to Wikidata.
    """
    from ..errors import OutputError
    from ..export.quickstatements import write_quickstatements

    if not isinstance(triples, Export):
        raise OutputError("only an export can be drafted for Wikidata", tip="use 'ilrs-graph export' or another format")
    return write_quickstatements(triples, triples.alignments)


def rdfxml(triples: Iterable[Triple | Quad], options: Options) -> str:
    """Return triples as RDF/XML.

    Raises:
        OutputError: there are RDF 1.2 triple terms, base directions, or what XML cannot hold.
    """
    from ..export.rdfxml import write_rdfxml

    return write_rdfxml(triples, options.prefixes)


def jsonld(triples: Iterable[Triple | Quad], options: Options) -> str:
    """Return triples as JSON-LD 1.1, an export with the names of the published context.

    Raises:
        OutputError: there are RDF 1.2 triple terms or base directions.
    """
    from ..export.jsonld import write_jsonld

    if not isinstance(triples, Export):
        return write_jsonld(triples, options.prefixes)
    return write_jsonld(triples, triples.context.prefixes, triples.context.terms)
