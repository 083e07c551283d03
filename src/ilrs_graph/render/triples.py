"""Triples in the syntaxes of RDF; the bytes depend only on the triples and the prefixes.

N-Quads of the default graph are N-Triples, and its TriG is Turtle. Graph names of quads are omitted: every format
writes one merged graph.
"""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Quad, Triple

from .options import Options


def turtle(triples: Iterable[Triple | Quad], options: Options) -> str:
    """Return triples as Turtle 1.1, which is also TriG.

    Raises:
        OutputError: there are RDF 1.2 triple terms or base directions.
    """
    from ..turtle.writer import write_turtle

    return write_turtle(triples, options.prefixes)


def lines(triples: Iterable[Triple | Quad], _: Options) -> str:
    """Return triples as sorted N-Triples, which are also N-Quads.

    Raises:
        OutputError: there are RDF 1.2 triple terms or base directions.

    >>> from pyoxigraph import NamedNode
    >>> a = NamedNode("http://example.org/a")
    >>> lines([Triple(a, a, a)], Options())
    '<http://example.org/a> <http://example.org/a> <http://example.org/a> .\\n'
    """
    from ..export.ntriples import write_ntriples

    return write_ntriples(triples)


def rdfxml(triples: Iterable[Triple | Quad], options: Options) -> str:
    """Return triples as RDF/XML.

    Raises:
        OutputError: there are RDF 1.2 triple terms, base directions, or what XML cannot hold.
    """
    from ..export.rdfxml import write_rdfxml

    return write_rdfxml(triples, options.prefixes)


def jsonld(triples: Iterable[Triple | Quad], options: Options) -> str:
    """Return triples as JSON-LD 1.1.

    Raises:
        OutputError: there are RDF 1.2 triple terms or base directions.
    """
    from ..export.jsonld import write_jsonld

    return write_jsonld(triples, options.prefixes)
