"""An export in Turtle and N-Triples of RDF 1.2: each claim also reifies the triple that it is about.

`claim:x rdf:reifies <<( mission:change-6 ilrs:operator agent:cnsa )>>` names the triple and does not assert it: claims
may be planned, denied or wrong. RDF 1.1 has no such form, so these are formats of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pyoxigraph import NamedNode, RdfFormat, Triple, serialize

from ..namespaces import RDF
from ..turtle.rows import row
from ..turtle.spelling import TermWriter
from .claims import statements

_REIFIES = NamedNode(RDF + "reifies")


def reified(triples: Iterable[Triple]) -> list[Triple]:
    """Return a triple of RDF 1.2 for each claim among `triples`: the claim reifies what it is about."""
    return [Triple(each.claim, _REIFIES, each.triple) for each in statements(triples)]


def write_turtle12(text: str, triples: Iterable[Triple], prefixes: Mapping[str, str]) -> str:
    """Return a Turtle document followed by what its claims reify.

    Args:
        text: the document, with the declarations of its prefixes.
        triples: its triples.
        prefixes: those that the document may declare.
    """
    writer = TermWriter(prefixes)
    blocks = []
    for each in statements(triples):
        subject, name, value = row(each.triple)
        stated = f"{writer.term(subject)} {writer.iri(name)} {writer.term(value)}"
        blocks.append(f"{writer.iri(each.claim.value)} {writer.iri(_REIFIES.value)} <<( {stated} )>> .\n")
    declared = (f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in sorted(writer.used.items()))
    return "".join((*(line for line in declared if line not in text), text, *(["\n"] if blocks else []), *blocks))


def write_ntriples12(lines: list[bytes], triples: Iterable[Triple]) -> str:
    """Return lines of N-Triples with those of what the claims among `triples` reify, sorted."""
    more = (serialize(reified(triples), format=RdfFormat.N_TRIPLES) or b"").splitlines(keepends=True)
    return b"".join(sorted({*lines, *more})).decode()
