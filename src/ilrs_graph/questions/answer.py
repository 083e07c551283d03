"""The answer to a saved question: rows of terms, each with the nodes and sources behind it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from pyoxigraph import Literal, NamedNode, Triple

from ..dates.words import date_text
from ..engine import Engine, Table, values
from ..language import say
from ..names.labels import Labels, preferring
from ..sparql.ordering import ordered, split
from ..terms import Term
from ..things.citation import Citation, cite, sources_of
from .catalogue import Question, Wording
from .completeness import Coverage, coverage_of, note_of
from .empty import Arguments, Without, empty_text, refuse_unlisted, without_each
from .order import covering
from .strength import Strength, strengths_of, weakest

if TYPE_CHECKING:
    from datetime import date

    import pandas


class Row(NamedTuple):
    """One row: terms by variable, the evidence nodes behind it, their sources and their strength.

    The first `proof` sources are one at least of each evidence node, the best kind first; then follow the others.
    """

    terms: Mapping[str, Term | None]
    evidence: tuple[NamedNode, ...]
    sources: tuple[Citation, ...]
    strength: Strength
    proof: int = 0

    def __getattr__(self, variable: str) -> Term | None:
        """Return the term bound to `variable`: `row.partner`."""
        try:
            return self.terms[variable]
        except KeyError:
            raise AttributeError(f"the answer has no column {variable!r}") from None


class Answer:
    """Rows of an answer in the order of the question's ORDER BY.

    Labels and sources are read from the engine at first use; `query` is the executed query, with the `arguments`
    filled in.
    """

    def __init__(
        self,
        question: Question,
        engine: Engine,
        labels: Labels,
        solutions: Sequence[Mapping[str, Any]],
        as_of: date | None = None,
        query: str | None = None,
        arguments: Arguments = MappingProxyType({}),
    ) -> None:
        self.question = question
        self.arguments = arguments
        self.query = query or question.query
        self.as_of = as_of
        self._engine = engine
        self._labels = labels
        self._solutions = solutions

    @property
    def solutions(self) -> Sequence[Mapping[str, Any]]:
        """The solutions behind the rows: all selected variables, shown or hidden."""
        return self._solutions

    @cached_property
    def _said(self) -> Sequence[Mapping[str, Any]]:
        """The solutions, with what the query itself says in the language of the answer."""
        words = self.wording.words
        if not words:
            return self._solutions
        names = list(self.question.columns)
        return [{**s, **{name: _in_words(s[name], words) for name in names if name in s}} for s in self._solutions]

    @property
    def language(self) -> str:
        """The language of labels, headings and words."""
        return self._labels.language

    def in_language(self, language: str) -> Answer:
        """Return the answer in a language, "en" or "zh"; labels without one in Chinese are English.

        >>> from ilrs_graph import LunarGraph
        >>> answer = LunarGraph().ask("far-side-partners", mission="change-6").in_language("zh")
        >>> answer.columns["partner"], answer.texts[0][0]
        ('合作伙伴', '嫦娥六号')
        """
        if language == self.language:
            return self
        labels = Labels(self._engine, preferring(language))
        return Answer(self.question, self._engine, labels, self._solutions, self.as_of, self.query, self.arguments)

    @property
    def wording(self) -> Wording:
        """The texts of the question in the language of the answer."""
        return self.question.wording(self.language)

    @property
    def labels(self) -> Labels:
        """The labels of the things in the answer."""
        return self._labels

    @property
    def columns(self) -> dict[str, str]:
        """The shown variables and their headings."""
        headings = self.wording.columns
        return {name: headings[name] for name in self.question.columns}

    def __repr__(self) -> str:
        return f"<Answer: {len(self):,} row{'' if len(self) == 1 else 's'} of {self.question.slug}>"

    def __len__(self) -> int:
        return len(self._solutions)

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __getitem__(self, index: int) -> Row:
        return self.rows[index]

    @cached_property
    def rows(self) -> list[Row]:
        """The rows with their evidence, sources and strength."""
        by_node = sources_of((n for s in self._solutions for n in self._evidence(s)), self._engine, self._labels)
        citations = cite((s for found in by_node.values() for s in found), self._engine, self._labels)
        strengths = strengths_of(by_node, self._engine, self._labels)
        rows = []
        columns = list(self.columns)
        for solution in self._said:
            nodes = self._evidence(solution)
            cited, proof = covering([by_node[node] for node in nodes if by_node.get(node)])
            shown = {name: solution.get(name) for name in columns}
            strength = weakest(strengths[node] for node in nodes if node in strengths)
            rows.append(Row(shown, nodes, tuple(citations[s] for s in cited), strength, proof))
        return rows

    @cached_property
    def references(self) -> list[Citation]:
        """Every source behind the answer once, in the order of their citation by the rows."""
        return list(dict.fromkeys(c for row in self.rows for c in row.sources))

    def evidence(self) -> list[Triple]:
        """Return the triples of the nodes that make the rows true, and those of their sources.

        >>> from ilrs_graph import LunarGraph
        >>> answer = LunarGraph().ask("far-side-partners", mission="change-6", state="italy")
        >>> {str(triple.subject).split("/")[-2] for triple in answer.evidence()} >= {"contribution", "source"}
        True
        """
        nodes = dict.fromkeys(node for solution in self._solutions for node in self._evidence(solution))
        sources = (source for found in sources_of(nodes, self._engine, self._labels).values() for source in found)
        wanted = list(dict.fromkeys((*nodes, *sources)))
        if not wanted:
            return []
        rows = self._engine.select(f"SELECT ?s ?p ?o {{ VALUES ?s {{ {values(wanted)} }} ?s ?p ?o }} ORDER BY ?s ?p ?o")
        return [Triple(s, p, o) for s, p, o in rows]  # type: ignore[arg-type]

    @cached_property
    def texts(self) -> list[tuple[str, ...]]:
        """The rows as text: labels for things, plain text for literals, "" for unbound variables."""
        names = list(self.columns)
        self._labels.load(s.get(n) for s in self._solutions for n in names)
        return [tuple(self._text(s, n) for n in names) for s in self._said]

    @cached_property
    def node_columns(self) -> frozenset[str]:
        """The variables that hold things in any answer to the question, also where this one has no rows."""
        from .columns import node_columns

        return node_columns(self.query, self._engine)

    @cached_property
    def coverage(self) -> tuple[Coverage, ...]:
        """The claims of completeness that cover the answer, if the graph has any."""
        return coverage_of(self.question.complete, self._engine, self._labels)

    @property
    def note(self) -> str:
        """A note for the reader on the completeness of the answer."""
        note = note_of(self.coverage, self.language)
        if self.as_of is None:
            return note
        day = str(self.as_of) if self.language == "en" else date_text(str(self.as_of), self.language)
        return say("As known on {day}, as far as the cited sources show. ", self.language, day=day) + note

    @cached_property
    def without(self) -> tuple[Without, ...]:
        """Of an answer without rows, how many there are without each argument, and which agents have some."""
        return () if self._solutions else without_each(self.question, self.arguments, self._engine)

    @property
    def hint(self) -> str:
        """Of an answer without rows, with which arguments there are none, and what has some; else ""."""
        return empty_text(self.without, self._labels, self.parameter_names)

    @property
    def parameter_names(self) -> Mapping[str, str]:
        """What sentences call the parameters, where that is not the name that is written: their labels in Chinese."""
        return self.wording.parameters if self.language == "zh" else {}

    def terms(self) -> list[dict[str, Term | None]]:
        """Return the rows as terms by shown variable, without evidence."""
        columns = list(self.columns)
        return [{name: s.get(name) for name in columns} for s in self._said]

    def replaced(self, columns: Mapping[str, str], solutions: Sequence[Mapping[str, Any]]) -> Answer:
        """Return this answer with other columns and rows, such as some of its own."""
        columns = {name: self.question.columns[name] for name in columns}
        question = self.question._replace(columns=columns)
        arguments = self.arguments if not self._solutions else {}
        return Answer(question, self._engine, self._labels, solutions, self.as_of, self.query, arguments)

    def _evidence(self, solution: Mapping[str, Any]) -> tuple[NamedNode, ...]:
        bound = (solution.get(name) for name in self.question.evidence)
        return tuple(dict.fromkeys(node for node in bound if isinstance(node, NamedNode)))

    def _text(self, solution: Mapping[str, Any], name: str) -> str:
        shown = solution.get(f"{name}Label") or solution.get(name)
        return "" if shown is None else self._labels.of(shown)

    def to_pandas(self) -> pandas.DataFrame:
        """Return the rows as a DataFrame: a typed column for each shown variable, then what is behind the row.

        The values of a variable `x` decide the type of its column, and what stands behind it:

        - things: `x` has IRIs (`string`), and `xLabel` their labels (`string`);
        - dates: `x` has the day (`datetime64[s]`, NaT unless the date is exactly one day), `xEdtf` the date as stated;
        - whole numbers: `Int64`; other numbers: `float64`; truth values: `boolean`; text: `string`;
        - of several kinds: `object` with `int`, `float`, `bool` or `str`, and `xLabel` if there are things.

        `evidence` has a tuple of the IRIs of the nodes that prove the row, `sources` a tuple of the addresses of their
        sources, one of each node first; `explode("sources")` gives a row for each source. `independentSources`
        (`Int64`) is the number of independent sources, `bestKind` and `bestKindLabel` (`string`) the best kind of them,
        as `ilrs_graph.questions.strength` defines them. `attrs` of the DataFrame has
        `question`, `note` (on completeness) and `headings` by variable. A column without any value has type `object`.

        Raises:
            MissingDependency: pandas is not installed.
        """
        from .frame import add_strengths, frame

        rows = [tuple(row.values()) for row in self.terms()]
        found = frame(list(self.columns), rows, self._labels, years=True, things=self.node_columns)
        found["evidence"] = [tuple(node.value for node in row.evidence) for row in self.rows]
        found["sources"] = [tuple(citation.url or citation.iri for citation in row.sources) for row in self.rows]
        add_strengths(found, [row.strength for row in self.rows])
        found.attrs = {"question": self.question.question, "note": self.note, "headings": self.columns}
        return found

    def to_rdflib(self) -> list[dict[str, Any]]:
        """Return the rows as dictionaries of rdflib terms."""
        from ..bridge import to_rdflib_term

        return [{k: None if t is None else to_rdflib_term(t) for k, t in row.items()} for row in self.terms()]


def _in_words(term: Term | None, words: Mapping[str, str]) -> Term | None:
    """Return a text of the query in other words, if it is one of them."""
    if isinstance(term, Literal) and not term.language and term.value in words:
        return Literal(words[term.value])
    return term


def ask(
    question: Question, arguments: Mapping[str, object], engine: Engine, labels: Labels, as_of: date | None = None
) -> Answer:
    """Answer `question` with `arguments` (name to value) over `engine`.

    Raises:
        UnknownName, UsageError: an argument is invalid, or none of the texts that the question distinguishes.
    """
    query = question.query
    terms: Arguments = {}
    if arguments:
        from ..sparql.parameters import bind
        from .parameters import argument_terms

        bound = argument_terms(question, arguments, engine)
        query = bind(query, bound)
        terms = {name: each for name, (each,) in bound.items()}
    table = _selected(query, engine)
    solutions = [dict(zip(table.variables, row, strict=True)) for row in table]
    if terms and not solutions:
        refuse_unlisted(question, terms, engine)
    return Answer(question, engine, labels, solutions, as_of, query, terms)


def _selected(query: str, engine: Engine) -> Table:
    """Return the result of a query; its rows are put in order here where that takes less time."""
    parts = split(query)
    if parts is None:
        return engine.select(query)
    table = engine.select(parts.query)
    rows = ordered(table.variables, table.rows, parts.keys)
    return engine.select(query) if rows is None else Table(table.variables, rows)
