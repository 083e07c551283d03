"""The test suites of the W3C, kept beside the repository: their manifests as tests."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from pyoxigraph import BlankNode, CanonicalizationAlgorithm, Dataset, NamedNode, Quad, RdfFormat, Triple, parse

from ilrs_graph.namespaces import RDF

SUITES = Path(__file__).parents[2] / "shared" / "w3c"
ABSENT = "the W3C tests are kept beside the repository"
_MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
_QT = "http://www.w3.org/2001/sw/DataAccess/tests/test-query#"


class Case(NamedTuple):
    """A test: its name, its type without namespace, its input, what it must give, and its data if it is a query."""

    name: str
    kind: str
    action: Path
    result: Path | None = None
    folder: Path = Path()
    base: str = ""
    data: tuple[Path, ...] = ()
    graphs: tuple[Path, ...] = ()

    @property
    def must_fail(self) -> bool:
        return "Negative" in self.kind

    @property
    def iri(self) -> str:
        """The IRI that the suite gives to the input, the base of its relative IRIs."""
        return self.base + self.action.relative_to(self.folder).as_posix()


class _Facts:
    def __init__(self, file: Path) -> None:
        self.objects: dict[tuple[str, str], list[NamedNode | BlankNode]] = {}
        for quad in parse(file.read_bytes(), RdfFormat.TURTLE, base_iri=file.as_uri()):
            self.objects.setdefault((str(quad.subject), quad.predicate.value), []).append(quad.object)  # type: ignore[arg-type]

    def of(self, node: object, predicate: str) -> list[NamedNode | BlankNode]:
        return self.objects.get((str(node), predicate), [])

    def items(self, node: NamedNode | BlankNode) -> Iterator[NamedNode | BlankNode]:
        while first := self.of(node, RDF + "first"):
            yield first[0]
            (node,) = self.of(node, RDF + "rest")

    def paths(self, node: object, predicate: str) -> tuple[Path, ...]:
        return tuple(Path(item.value.removeprefix("file://")) for item in self.of(node, predicate))


@cache
def cases(folder: Path) -> list[Case]:
    """Return the tests of the manifest in a folder, in its order; none if the folder is absent."""
    file = folder / "manifest.ttl"
    if not file.exists():
        return []
    facts = _Facts(file)
    manifest = NamedNode(file.as_uri())
    (entries,) = facts.of(manifest, _MF + "entries")
    base = next((node.value for node in facts.of(manifest, _MF + "assumedTestBase")), "")
    return [_case(facts, item, folder, base) for item in facts.items(entries)]


def _case(facts: _Facts, item: NamedNode | BlankNode, folder: Path, base: str) -> Case:
    (name,), (kind,) = facts.of(item, _MF + "name"), facts.of(item, RDF + "type")
    (action,) = facts.of(item, _MF + "action")
    query = facts.paths(action, _QT + "query")
    result = facts.paths(item, _MF + "result")
    return Case(
        name.value,
        kind.value.partition("#")[2],
        query[0] if query else Path(action.value.removeprefix("file://")),
        result[0] if result else None,
        folder,
        base,
        facts.paths(action, _QT + "data"),
        facts.paths(action, _QT + "graphData"),
    )


def canonical(triples: Iterable[Triple]) -> set[str]:
    """Return the triples with blank nodes named by their place in the graph: equal if, and only if, isomorphic.

    Language tags are compared without case, as RDF 1.1 does; `pyoxigraph` makes them lower case.
    """
    data = Dataset(Quad(t.subject, t.predicate, t.object) for t in triples)
    data.canonicalize(CanonicalizationAlgorithm.UNSTABLE)
    return {str(quad) for quad in data}
