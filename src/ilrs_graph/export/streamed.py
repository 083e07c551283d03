"""The whole graph as N-Triples and Turtle in little memory, with the bytes of an `Export`.

An `Export` holds each triple as an object, some 300 MB for 200,000. Here chunks of sorted N-Triples are merged from
files; names, declarations of terms and the description are merged into them, and Turtle is written from the result,
subject by subject.
"""

from __future__ import annotations

import hashlib
import heapq
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from functools import partial
from itertools import groupby, islice
from pathlib import Path
from typing import NamedTuple

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from ..errors import OutputError
from ..files.atomic import temporary_path
from ..names.forms import LANGUAGES
from ..names.from_facts import Names
from ..names.labels import preferring
from ..names.made import facts_in
from ..namespaces import ID, OWL, PREFIXES, SKOS, VOID
from ..terms import LABEL, TYPE
from ..turtle.comments import Comments
from ..turtle.ordered import ordered
from ..turtle.spelling import TermWriter
from ..turtle.writer import blocks_of, prefix_lines
from ..views.layers import Layers
from ..views.store import LayeredStore
from .declarations import Terms, declarations, in_one_document, used_terms
from .description import Extent, Figures, describe
from .made_names import NAMING
from .ntriples import sorted_lines
from .selection import Selection
from .whole import classes_of, namespace_of, version_of

_CHUNK = 20_000
"""How many triples are held at once."""
_NODES = 500
"""How many nodes are named at once."""
_DOCUMENTS = tuple(f" <{iri}> .\n".encode() for iri in (OWL + "Ontology", SKOS + "ConceptScheme"))
_TYPE, _NAMING, _THING = str(TYPE).encode(), {str(each).encode() for each in NAMING}, f"<{ID}".encode()


def write_whole(selection: Selection, extent: Extent, ntriples: Path, turtle: Path) -> None:
    """Write the whole graph to two files, N-Triples and Turtle; `extent` names no thing and has no ontology.

    Raises:
        OutputError: there is a blank node, whose label would depend on the whole graph.
        OSError: a file cannot be written.
    """
    describing = partial(describe, extent, selection.last_edit(), version_of(selection.axioms))
    with ExitStack() as files:
        parts = [files.enter_context(temporary_path(ntriples.with_name(f"{ntriples.name}.{n}"))) for n in range(3)]
        used = _write_content(selection, extent, parts[0])
        used = _joined(used, used_terms(describing(Figures(vocabularies=(VOID,)))))
        terms = list(declarations(list(in_one_document(selection.axioms)), used.everywhere))
        names = [] if extent.asserted else _named(parts[0], selection)
        _merge([parts[0]], names, parts[1])
        number, checksum = _merge([parts[1]], sorted_lines(terms), parts[2])
        vocabularies = sorted({namespace_of(term.value) for term in used.predicates | classes_of(terms)})
        _merge([parts[2]], sorted_lines(describing(Figures(number, checksum, tuple(vocabularies)))), ntriples)
    _write_turtle(ntriples, turtle)


def _write_content(selection: Selection, extent: Extent, path: Path) -> Terms:
    """Write the lines of asserted and inferred triples, sorted; return the terms that they use."""
    used = Terms(set(), set())
    with ExitStack() as files:
        chunks = []
        for n, triples in enumerate(_chunks(selection.iterate(asserted=extent.asserted))):
            used = _joined(used, used_terms(triples))
            chunks.append(files.enter_context(temporary_path(path.with_name(f"{path.name}.{n}"))))
            chunks[-1].write_bytes(b"".join(sorted_lines(triples)))
        _merge(chunks, [], path)
    return used


def _chunks(triples: Iterator[Triple]) -> Iterator[list[Triple]]:
    while chunk := list(islice(triples, _CHUNK)):
        if any(isinstance(each, BlankNode) for t in chunk for each in (t.subject, t.object)):
            raise OutputError("the graph has a blank node", tip="give it an IRI, or export one format at a time")
        yield chunk


def _named(path: Path, selection: Selection) -> list[bytes]:
    """Return the lines of the names made for the subjects in a file that have a type and no label."""
    nodes = []
    with path.open("rb") as file:
        for subject, lines in groupby(file, lambda line: line.partition(b" ")[0]):
            verbs = {line.split(b" ", 2)[1] for line in lines}
            if _TYPE in verbs and not verbs & _NAMING and subject.startswith(_THING):
                nodes.append(NamedNode(subject[1:-1].decode()))
    parts = (nodes[start : start + _NODES] for start in range(0, len(nodes), _NODES))
    return sorted_lines(name for part in parts for name in _names(part, selection))


def _names(nodes: Sequence[NamedNode], selection: Selection) -> Iterator[Triple]:
    """Yield the names of some nodes, which share what is read of their neighbours."""
    facts_of = facts_in(LayeredStore(selection.store, Layers([])))
    for language in LANGUAGES:
        names = Names(facts_of, languages=preferring(language))
        yield from (Triple(node, LABEL, Literal(names.of(node), language=language)) for node in nodes)


def _joined(one: Terms, other: Terms) -> Terms:
    one.predicates.update(other.predicates)
    one.everywhere.update(other.everywhere)
    return one


def _merge(paths: Sequence[Path], lines: Iterable[bytes], to: Path) -> tuple[int, str]:
    """Write the sorted lines of files and others, each once; return their number and checksum."""
    number, checksum, last = 0, hashlib.sha256(), b""
    with ExitStack() as files, to.open("xb") as file:
        for line in heapq.merge(*(files.enter_context(path.open("rb")) for path in paths), lines):
            if line != last:
                file.write(line)
                checksum.update(line)
                number, last = number + 1, line
    return number, checksum.hexdigest()


class _Block(NamedTuple):
    """The place of a subject's lines in a file; those of files themselves, such as code lists, come first."""

    is_later: bool
    subject: str
    start: int
    size: int


def _write_turtle(ntriples: Path, path: Path) -> None:
    """Write the triples of a sorted file of N-Triples as Turtle."""
    writer, body = TermWriter(PREFIXES), path.with_name(path.name + ".body")
    with temporary_path(body):
        with ntriples.open("rb") as file, body.open("xb") as out:
            for block in sorted(_blocks(file)):
                file.seek(block.start)
                triples = (q.triple for q in parse(file.read(block.size), format=RdfFormat.N_TRIPLES))
                out.writelines(b"\n" + text.encode() for text in blocks_of(ordered(triples), writer, Comments()))
        with body.open("rb") as held, path.open("xb") as out:
            out.write(prefix_lines(writer).encode())
            out.writelines(held)


def _blocks(file: Iterable[bytes]) -> Iterator[_Block]:
    """Yield where the lines of each subject stand."""
    start = 0
    for subject, lines in groupby(file, lambda line: line.partition(b" ")[0]):
        held = list(lines)
        is_document = any(line.split(b" ", 2)[1] == _TYPE and line.endswith(_DOCUMENTS) for line in held)
        size = sum(map(len, held))
        yield _Block(not is_document, subject[1:-1].decode(), start, size)
        start += size
