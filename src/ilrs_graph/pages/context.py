"""What the pages of one reading share: addresses, answers, and what is counted once for all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from ..kinds import KINDS
from ..namespaces import BASE, ID, ONTOLOGY, SHAPES, VOCAB
from ..terms import Term
from .addresses import Addresses
from .answers import Answers, Asked

if TYPE_CHECKING:
    from ..comparing import Difference
    from ..forecasting import Forecasts
    from ..graph import Reading
    from ..questions import Answer
    from ..terms_reference import TermsReference
    from ..timeline.model import Lanes
    from .graph_files import Download


class Context:
    """A reading with what its pages share.

    Args:
        reading: the reading; its language is that of the pages.
        answers: finds answers about one thing; default: asks them.
        previous: compares an earlier state of the data with this one; None if there is none.
        files: returns the files of the whole graph that stand beside the pages.
    """

    def __init__(
        self, reading: Reading, answers: Answers | None = None, previous: Callable[[], Difference] | None = None,
        files: Callable[[], Sequence[Download]] = tuple,
    ) -> None:  # fmt: skip
        self.reading, self.previous, self.files = reading, previous, files
        self.answers: Answers = answers or Asked(reading)
        self.language = "zh" if reading.labels.language == "zh" else "en"
        self._named: dict[str, Mapping[str, list[NamedNode]]] = {}

    @cached_property
    def difference(self) -> Difference:
        """How the data differs from its earlier state, which there must be."""
        assert self.previous is not None
        return self.previous()

    @cached_property
    def described(self) -> frozenset[NamedNode]:
        """The nodes below the base IRI that the graph says something of."""
        rows = self.reading.engine.select(f'SELECT DISTINCT ?x {{ ?x ?p ?o FILTER(STRSTARTS(STR(?x), "{BASE}")) }}')
        return frozenset(node for (node,) in rows if isinstance(node, NamedNode))

    @cached_property
    def addresses(self) -> Addresses:
        """The addresses of things."""
        rows = self.reading.engine.select(f"SELECT ?claim ?subject {{ ?claim <{ONTOLOGY}subject> ?subject }}")
        subjects = {c: s for c, s in rows if isinstance(c, NamedNode) and isinstance(s, NamedNode)}
        return Addresses(subjects, self.described)

    @cached_property
    def things(self) -> Mapping[str, list[NamedNode]]:
        """All things by the segment of their kind, as far as there are any, each list in the order of IRIs."""
        found: dict[str, list[NamedNode]] = {segment: [] for segment in KINDS}
        for node in self._below(ID):
            found.setdefault(node.value.removeprefix(ID).partition("/")[0], []).append(node)
        return {segment: nodes for segment, nodes in found.items() if nodes}

    @cached_property
    def concepts(self) -> list[NamedNode]:
        """The code lists and their concepts."""
        return self._below(VOCAB)

    @cached_property
    def terms(self) -> list[NamedNode]:
        """The classes, properties and shapes that the graph describes."""
        return [*self._below(ONTOLOGY), *self._below(SHAPES)]

    def _below(self, namespace: str) -> list[NamedNode]:
        return sorted((node for node in self.described if node.value.startswith(namespace)), key=str)

    @cached_property
    def lanes(self) -> Lanes:
        """The lanes of all dated events."""
        return self.reading.timeline()

    @cached_property
    def last_edit(self) -> str:
        """The day of the last edit of the data, "" if there is none."""
        return self.reading.snapshot.root.last_edit() or ""

    @cached_property
    def forecasts(self) -> Forecasts:
        """The forecasts of all events to come."""
        return self.reading.forecast()

    @cached_property
    def terms_reference(self) -> TermsReference:
        """The reference of terms."""
        return self.reading.terms_reference()

    def named_in(self, slug: str, variable: str, whole: Answer | None = None) -> list[NamedNode]:
        """Return the things that the answer to a question without arguments has in a variable, each once, in order.

        `whole` is that answer, if it is known; else it is asked once.
        """
        if slug not in self._named:
            solutions = (self.reading.ask(slug) if whole is None else whole).solutions
            names = {each.name for each in self.reading.question(slug).parameters}
            columns = {name: dict.fromkeys(solution.get(name) for solution in solutions) for name in names}
            self._named[slug] = {
                name: [term for term in terms if isinstance(term, NamedNode)] for name, terms in columns.items()
            }
        return self._named[slug].get(variable, [])

    def label(self, term: Term) -> str:
        """Return the label of a term."""
        return self.reading.labels.of(term)

    def kind_label(self, segment: str) -> str:
        """Return the label of the class of a kind of things, that of its segment."""
        return self.label(NamedNode(ONTOLOGY + KINDS[segment].of)) if segment in KINDS else segment

    def counts(self) -> Counter[str]:
        """Return the number of things by the segment of their kind."""
        return Counter({segment: len(nodes) for segment, nodes in self.things.items()})


def text_of(term: Term | None) -> str:
    """Return the text of a literal, "" for anything else.

    >>> text_of(Literal("a")), text_of(None)
    ('a', '')
    """
    return term.value if isinstance(term, Literal) else ""
