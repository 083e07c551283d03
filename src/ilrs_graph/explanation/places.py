"""The places where the files of a root state a triple; only relevant files are read, each once."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Store, Triple

from ..errors import InputError, Place
from ..files.parsing import content_of
from ..files.root import Root
from ..owl.compile import rules_with_origin
from ..turtle import lines
from ..turtle.parse import FORMAT_OF_SUFFIX
from ..views.described_in import DESCRIBED_IN, FILES


class Places:
    """Finds the lines of the root's triples; `store` holds which files describe a thing.

    >>> from ilrs_graph import LunarGraph
    >>> graph = LunarGraph()
    >>> places = Places(graph.root, graph.snapshot.store)
    >>> fact = next(iter(graph.triples(asserted=True, thing="change-6")))
    >>> len(places.of(fact))
    1
    """

    def __init__(self, root: Root, store: Store) -> None:
        self.root = root
        self._store = store
        self._read: dict[str, dict[Triple, int]] = {}

    @cached_property
    def ontology(self) -> dict[Triple, Place]:
        """Every triple of the axioms and code lists, with its first place."""
        found: dict[Triple, Place] = {}
        for path in self.root.ontology:
            name = self.root.relative(path)
            for triple, line in self._lines(name).items():
                found.setdefault(triple, Place(name, line))
        return found

    def of(self, fact: Triple) -> tuple[Place, ...]:
        """Return the places in files that state the fact, sorted by file; none for an inferred fact.

        Raises:
            InputError: a file was removed after the graph was opened.
        """
        names = [n for n in self._describing(fact.subject) if self.root.path / n in self.root.data]
        found = [Place(name, line) for name in names if (line := _line_of(fact, self._lines(name)))]
        if fact in self.ontology:
            found.append(self.ontology[fact])
        return tuple(sorted(found))

    @cached_property
    def _axioms(self) -> dict[tuple[str, str], tuple[Place, ...]]:
        found: dict[tuple[str, str], dict[Place, None]] = {}
        for rule, triple in rules_with_origin(self.ontology).items():
            if isinstance(triple, Triple) and triple in self.ontology:
                found.setdefault((rule.name, rule.axiom), {})[self.ontology[triple]] = None
        return {key: tuple(sorted(places)) for key, places in found.items()}

    def axiom(self, rule: str, says: str) -> tuple[Place, ...]:
        """Return the places of an axiom, by its rule and its Manchester syntax; none for an axiom built into OWL."""
        return self._axioms.get((rule, says), ())

    def rule(self, name: str) -> Place | None:
        """Return the place of the CONSTRUCT rule `name`, None if there is none."""
        path = next((p for p in self.root.rules if p.stem == name), None)
        return None if path is None else Place(self.root.relative(path), 1)

    def _describing(self, subject: NamedNode | BlankNode | Triple) -> list[str]:
        if isinstance(subject, Triple):
            return []
        found = self._store.quads_for_pattern(subject, DESCRIBED_IN, None, FILES)
        return sorted(q.object.value for q in found if isinstance(q.object, Literal))

    def _lines(self, name: str) -> dict[Triple, int]:
        """Return the triples of a file with the line of each."""
        if name not in self._read:
            path: Path = self.root.path / name
            found: dict[Triple, int] = {}
            try:
                for triple, line in lines(content_of(self.root, path), FORMAT_OF_SUFFIX[path.suffix.lower()]):
                    found.setdefault(triple, line)
            except SyntaxError as error:
                raise InputError(f"{name}:{error.lineno or 1}: {error.msg}", tip="fix the file") from None
            self._read[name] = found
        return self._read[name]


def _line_of(fact: Triple, stated: dict[Triple, int]) -> int | None:
    """Return the line of a fact; a store holds numbers in canonical form, files as they are written."""
    if fact in stated or not isinstance(fact.object, Literal):
        return stated.get(fact)
    one = Store()
    one.add(Quad(fact.subject, fact.predicate, fact.object))
    alike = (t for t in stated if t.subject == fact.subject and t.predicate == fact.predicate)
    return next((stated[t] for t in alike if Quad(t.subject, t.predicate, t.object) in one), None)
