"""What the tests of saved questions share: the small graph of each question, and answers to compare."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cached_property, lru_cache, partial
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import rdflib
from pyoxigraph import DefaultGraph, Quad, RdfFormat, Triple, parse
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.plugins.sparql.sparql import Query

from ilrs_graph.bridge import to_rdflib
from ilrs_graph.change.update import update
from ilrs_graph.engine import Engine, StoreEngine, Table
from ilrs_graph.files.question_header import compile_question
from ilrs_graph.files.root import Root
from ilrs_graph.graph import LunarGraph
from ilrs_graph.names.labels import Labels
from ilrs_graph.namespaces import XSD, expand
from ilrs_graph.questions.answer import ask
from ilrs_graph.questions.catalogue import Question
from ilrs_graph.snapshot.pipeline import Content, assemble, read_ontology, read_rules
from ilrs_graph.snapshot.store import in_memory
from ilrs_graph.things.citation import sources_of
from ilrs_graph.views.lexical_forms import facts_in_store_form

HERE = Path(__file__).parent
ROOT = Root.find(HERE.parents[1])
NUMBERS = {XSD + name for name in ("integer", "decimal", "double", "float")}
DATES = {XSD + name for name in ("date", "gYearMonth", "gYear")}

Value = str | Decimal | tuple[str, str] | None
Values = Counter[tuple[Value, ...]]


SAMPLES = {"exported": 10, "fresh": 25}
"""How many questions are always tried by the tests that use a costly fixture."""
SLOW_ON_RDFLIB = {
    *("acts-of-a-person", "contradicted-claims", "launch-dates", "missions"),
    *("payloads-by-kind", "signatures"),
}
"""Questions that take rdflib 20 CPU s and more on the export: it does not reorder joins."""


def sample(slugs: Iterable[str], size: int) -> set[str]:
    """Return so many questions, drawn by the hash of their names."""
    others = set(slugs) - SLOW_ON_RDFLIB
    return set(sorted(others, key=lambda slug: sha256(slug.encode()).digest())[:size])


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test that takes a `slug` once for every file of `queries/`.

    One that queries the whole export with rdflib, or reasons afresh, runs for a sample of them, and for all in a soak.
    """
    if "slug" not in metafunc.fixturenames:
        return
    slugs = [path.stem for path in ROOT.queries]
    sizes = [size for name, size in SAMPLES.items() if name in metafunc.fixturenames]
    always = sample(slugs, min(sizes)) if sizes else set(slugs)
    cases = [slug if slug in always else pytest.param(slug, marks=pytest.mark.soak) for slug in slugs]
    metafunc.parametrize("slug", cases, scope="session")


class Edit(NamedTuple):
    """One change to a near miss that turns it into a row."""

    name: str
    removed: list[Triple]
    added: list[Triple]


@dataclass
class Small:
    """The small graph of a question: what its rows need, and groups of triples that nearly make a row."""

    folder: Path

    def __post_init__(self) -> None:
        text = (self.folder / "graph.ttl").read_text(encoding="utf-8")
        self.prefixes = "".join(re.findall(r"^@prefix .*\n", text, re.MULTILINE))
        positive, mark, misses = text.partition("# near misses\n")
        assert mark, f"{self.folder.name}/graph.ttl has no line '# near misses'"
        self.positive = self.turtle(positive)
        blocks = re.split(r"^# ([a-z-]+): .*\n", misses, flags=re.MULTILINE)
        assert not blocks[0].strip(), "each group of near misses begins with a line '# name: what it is'"
        self.misses = {n: self.turtle(b) for n, b in zip(blocks[1::2], blocks[2::2], strict=True)}

    def turtle(self, text: str) -> list[Triple]:
        whole = text if "@prefix" in text else self.prefixes + text
        return [q.triple for q in parse(whole.encode(), format=RdfFormat.TURTLE)]

    @property
    def triples(self) -> list[Triple]:
        return [*self.positive, *(t for group in self.misses.values() for t in group)]

    @property
    def edits(self) -> Iterator[Edit]:
        """Yield the edit of each file `near-miss-<name>.edit`."""
        for path in sorted(self.folder.glob("near-miss-*.edit")):
            lines = path.read_text(encoding="utf-8").splitlines()
            assert any(line.startswith("# ") for line in lines), f"{path.name} does not say why it is a near miss"
            signed = {sign: "\n".join(x[2:] for x in lines if x.startswith(f"{sign} ")) for sign in "-+"}
            name = path.stem.removeprefix("near-miss-")
            yield Edit(name, self.turtle(signed["-"]), self.turtle(signed["+"]))

    @property
    def expected(self) -> tuple[tuple[str, ...], Values]:
        """The variables and rows of expected.csv; `x:number` and `x:date` in its head say what a column holds."""
        with (self.folder / "expected.csv").open(encoding="utf-8", newline="") as file:
            head, *rows = csv.reader(file)
        names, _, kinds = zip(*(h.partition(":") for h in head), strict=True)
        return names, Counter(tuple(map(written, row, kinds)) for row in rows)


def written(cell: str, kind: str) -> Value:
    """Return the value that a cell of expected.csv means."""
    if kind == "date" and cell:
        return ("date", cell)
    if kind == "number":
        try:
            return Decimal(cell)
        except InvalidOperation:
            pass
    iri = expand(cell) if re.fullmatch(r"[\w-]+:\S+", cell) else None
    return cell if iri is None else f"<{iri}>"


def value(term: Any) -> Value:
    """Return a term of pyoxigraph or rdflib by value: 4.6 and 4.60 are equal; what is unbound is empty."""
    if term is None:
        return ""
    datatype = getattr(term, "datatype", False)
    if datatype is False:
        return f"<{getattr(term, 'value', None) or term}>"
    lexical = term.value if isinstance(term.value, str) else str(term)
    name = "" if datatype is None else str(getattr(datatype, "value", datatype))
    if name in NUMBERS:
        return Decimal(lexical)
    return ("date", lexical) if name in DATES else lexical


class World:
    """Ontology and rules, over which small graphs are reasoned and asked."""

    def __init__(self) -> None:
        self.ontology = read_ontology(ROOT)
        self.rules = read_rules(ROOT)
        self.questions = {p.stem: Question.of(p.stem, compile_question(p)) for p in ROOT.queries}

        self.reasoned = lru_cache(maxsize=4)(lambda data: assemble(self.ontology, list(data), self.rules))

    def content(self, data: Iterable[Triple]) -> Content:
        return self.reasoned(tuple(data))

    def shown(self, slug: str, data: Iterable[Triple]) -> Counter[tuple[Any, ...]]:
        """Return an answer as readers see it: of each row the texts, citations, and sources of each evidence."""
        return self.read(slug, self.in_oxigraph(self.content(data)))

    def read(self, slug: str, engine: Engine) -> Counter[tuple[Any, ...]]:
        """Return the answer of an engine as readers see it."""
        answer = ask(self.questions[slug], {}, engine, Labels(engine))
        by_node = sources_of((n for row in answer for n in row.evidence), engine)
        return Counter(
            (text, row.sources, tuple((n, tuple(by_node.get(n, ()))) for n in row.evidence))
            for text, row in zip(answer.texts, answer.rows, strict=True)
        )

    @classmethod
    def on_oxigraph(cls, query: str, engine: Engine, names: Iterable[str]) -> Values:
        """Return the solutions of a query by value, for the variables named."""
        return cls.by_value(engine.select(query), names)

    @staticmethod
    def by_value(found: Table, names: Iterable[str]) -> Values:
        """Return solutions by value, for the variables named."""
        places = [found.variables.index(n) for n in names]
        return Counter(tuple(value(row[i]) for i in places) for row in found)

    @staticmethod
    def on_rdflib(query: str | Query, graph: rdflib.Graph, names: Iterable[str]) -> Values:
        """Return the solutions of the same query from rdflib, by value."""
        shown = tuple(names)
        return Counter(tuple(value(row.asdict().get(n)) for n in shown) for row in graph.query(query))

    @cached_property
    def ontology_in_rdflib(self) -> rdflib.Graph:
        return to_rdflib(self.ontology)

    def bare_rdflib(self, query: str | Query, content: Content, names: Iterable[str]) -> Values:
        """Return the solutions of a bare rdflib graph of all that there is; it keeps the ontology."""
        graph = self.ontology_in_rdflib
        more = [t for t in to_rdflib([*content.data, *content.inferred]) if t not in graph]
        for t in more:
            graph.add(t)
        found = self.on_rdflib(query, graph, names)
        for t in more:
            graph.remove(t)
        return found

    @staticmethod
    def in_oxigraph(content: Content) -> Engine:
        return StoreEngine(in_memory(content)[0])


class Changing:
    """A small graph that is asked after a change, at the cost of what the change changes; then it is as before."""

    def __init__(self, world: World, slug: str, content: Content) -> None:
        self.world, self.slug, self.reasoned, self.store = world, slug, content.entailed_graph, in_memory(content)[0]

    def shown(self, removed: Iterable[Triple] = (), added: Iterable[Triple] = ()) -> Counter[tuple[Any, ...]]:
        """Return the answer as readers see it where some triples are not asserted and others are."""
        gone, come = list(removed), list(added)
        change = update(self.reasoned, come, gone)
        old, new = set(map(quad, [*gone, *change.removed])), set(map(quad, [*come, *change.added]))
        lost = {q for q in old - new if q in self.store}
        won = {q for q in new if q not in self.store}
        self._become(lost, won)
        answer = self.world.read(self.slug, StoreEngine(self.store))
        self._become(won, lost)
        return answer

    def _become(self, gone: Iterable[Quad], come: Iterable[Quad]) -> None:
        for q in gone:
            self.store.remove(q)
        self.store.extend(come)


def quad(t: Triple) -> Quad:
    """Return a triple in the default graph, its literal as a store keeps it."""
    ((s, p, o),) = facts_in_store_form([(t.subject, t.predicate, t.object)])
    return Quad(s, p, o, DefaultGraph())


@pytest.fixture(scope="session")
def root() -> Root:
    return ROOT


@pytest.fixture(scope="session")
def world() -> World:
    return World()


@pytest.fixture(scope="session")
def question(world: World, slug: str) -> Question:
    return world.questions[slug]


@pytest.fixture(scope="session")
def small(slug: str) -> Small:
    return Small(HERE / slug)


@pytest.fixture(scope="session")
def reasoned(world: World, small: Small) -> Content:
    """The small graph with what follows from it."""
    return world.content(small.triples)


@pytest.fixture(scope="session")
def fresh(world: World, slug: str) -> Callable[[Iterable[Triple]], Counter[tuple[Any, ...]]]:
    """The answer as readers see it over some data, reasoned anew."""
    return partial(world.shown, slug)


@pytest.fixture(scope="session")
def engine(changing: Changing) -> Engine:
    """The small graph with what follows from it, to be asked."""
    return StoreEngine(changing.store)


@pytest.fixture(scope="session")
def prepared(question: Question) -> Query:
    """The query as rdflib parses it."""
    return prepareQuery(question.query)


@pytest.fixture(scope="session")
def algebra(prepared: Query) -> CompValue:
    return prepared.algebra


@pytest.fixture(scope="session")
def real_answer(slug: str, solutions: Callable[[str], Table]) -> Table:
    """The solutions of the query over the real data."""
    return solutions(slug)


@pytest.fixture(scope="session")
def changing(world: World, slug: str, reasoned: Content) -> Changing:
    return Changing(world, slug, reasoned)


@pytest.fixture(scope="session")
def real(graph: LunarGraph) -> LunarGraph:
    """The graph of the repository."""
    return graph


@pytest.fixture(scope="session")
def exported(real: LunarGraph) -> rdflib.Graph:
    """The export, as anybody would load it."""
    return to_rdflib(real.export())
