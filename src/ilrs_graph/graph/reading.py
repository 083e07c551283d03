"""`Reading`: one immutable state of the graph."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from threading import Lock, RLock
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from pyoxigraph import NamedNode, Triple

from ..engine import Engine, StoreEngine, Table
from ..errors import QueryWarning, UnknownTerm, UsageError
from ..language import LANGUAGES
from ..names.labels import Labels, preferring
from ..namespaces import compact
from ..questions import Answer, Catalogue, LabelledTable
from ..questions.answer import ask
from ..snapshot import Snapshot
from ..warning import warn
from . import arguments
from .notebook import for_notebook

if TYPE_CHECKING:
    from datetime import date

    import rdflib

    from ..change.entailed import Change
    from ..explanation import Explanation
    from ..explanation.explain import Explainer
    from ..export.selection import Selection
    from ..export.whole import Export
    from ..findings import Report
    from ..forecasting import Backtest, Forecasts
    from ..intake.candidates import CandidateInput
    from ..questions import Question
    from ..questions.files import State
    from ..search import Found
    from ..terms_reference import TermsReference
    from ..things.describe import Description
    from ..things.overview import Overview
    from ..timeline import Lanes

T = TypeVar("T")
QUESTIONS, THINGS = 5, 10
"""How many questions and things a search returns by default."""


class AddedQuestions(NamedTuple):
    """The compiled questions of a `folder` outside of the graph, and the state of its files."""

    folder: Path
    state: State
    compiled: dict[str, Any]


class _Once(Generic[T]):
    """A value that is computed on first use, by one thread while others wait."""

    def __init__(self, make: Callable[[], T]) -> None:
        self._make, self._lock = make, Lock()
        self._made: list[T] = []

    def __call__(self) -> T:
        if not self._made:
            with self._lock:
                if not self._made:
                    self._made.append(self._make())
        return self._made[0]


class Reading:
    """The graph in one state: its answers do not change when the files or the cache change.

    `LunarGraph.reading` opens readings. Several threads may share one.

    >>> from ilrs_graph import LunarGraph
    >>> reading = LunarGraph().reading()
    >>> reading.resolve("change-6") == reading.resolve("Chang'e 6")
    True
    """

    def __init__(
        self,
        snapshot: Callable[[], Snapshot],
        as_of: date | None = None,
        server: Engine | None = None,
        timeout: float | None = None,
        added: AddedQuestions | None = None,
        language: str = "en",
    ) -> None:
        self.as_of = as_of
        self._server, self._timeout = server, timeout
        self._snapshot = _Once(snapshot)
        self._added = added
        self._questions = _Once(self._make_questions)
        self._explainer = _Once(self._make_explainer)
        self._selection = _Once(self._make_selection)
        self._explaining = RLock()
        engine: Engine = server or StoreEngine(self.snapshot.store, self.snapshot.store_folder)
        self.engine: Engine = engine if timeout is None else engine.limited(timeout)
        """The SPARQL engine: the store of the snapshot, or a server."""
        self.labels = Labels(self.engine, preferring(language))
        """Labels of things, those in the language of the graph first."""

    def __repr__(self) -> str:
        of = "a server" if self._server is not None else str(self.snapshot.root.path)
        return f"<Reading of {of}{f' as of {self.as_of}' if self.as_of else ''}>"

    def _repr_html_(self) -> str:
        from ..render.notebook import html_of_info

        return "<p>A graph on a server.</p>" if self._server is not None else html_of_info(self.info())

    def in_language(self, language: str) -> Reading:
        """Return the same state of the graph with labels and texts in a language, "en" or "zh".

        Raises:
            UsageError: there is no such language.

        >>> from ilrs_graph import LunarGraph
        >>> reading = LunarGraph().reading().in_language("zh")
        >>> reading.labels.of(reading.resolve("change-6"))
        '嫦娥六号'
        """
        arguments.choice(language, "language", LANGUAGES)
        return Reading(lambda: self.snapshot, self.as_of, self._server, self._timeout, self._added, language)

    @property
    def snapshot(self) -> Snapshot:
        """The open snapshot."""
        return self._snapshot()

    @property
    def questions(self) -> Catalogue:
        """The saved questions."""
        return self._questions()

    def _make_questions(self) -> Catalogue:
        own = Catalogue(self.snapshot.catalogue, self.snapshot.root.path / "queries")
        return own if self._added is None else own.extended(self._added.compiled, self._added.folder)

    @property
    def added(self) -> AddedQuestions | None:
        """The questions of a folder that are added to those of the graph."""
        return self._added

    @property
    def explainer(self) -> Explainer:
        """Finds proofs and describes them; only one thread at a time may use it.

        Raises:
            UsageError: the graph is on a server; proofs need the files.
        """
        return self._explainer()

    def _make_explainer(self) -> Explainer:
        if self._server is not None:
            what = "{endpoint}: explanations need the files of the graph, which a server does not have"
            raise UsageError(what, tip="omit {endpoint}", about="endpoint")
        from ..explanation.explain import Explainer

        held = self.snapshot
        return Explainer(held.root, held.store, held.entailed_graph, self.engine, self.labels)

    def _make_selection(self) -> Selection:
        from ..export.selection import Selection

        return Selection(self.snapshot, self.as_of)

    def _limited(self, timeout: float | None) -> Engine:
        found = arguments.optional(arguments.seconds, timeout, "timeout")
        return self.engine if found is None else self.engine.limited(found)

    def ask(self, question: str | Path, /, *, timeout: float | None = None, **parameters: object) -> Answer:
        """Answer a saved question; parameters are text: a slug, CURIE, IRI, label, day or number.

        A day may also be a `date`, a number an `int`, `float` or `Decimal`, and a truth value a `bool`.

        Args:
            question: the slug of the question, or the `Path` of a file with one.
            timeout: the seconds that each query may take (default: that of the graph).
            parameters: the arguments of the question.

        Raises:
            UnknownName, UsageError: no such question, parameter or thing, or a value of the wrong type.
            InputError: the file is missing, or its header or query is wrong.
            QueryTimeout: a query takes longer than allowed.

        Warns:
            UnknownTerm: the question names a term that is not in the ontology.
            QueryWarning: it gives another result than it seems to ask for.
        """
        found = self.question(question)
        self._warn_of(found.query)
        return ask(found, parameters, self._limited(timeout), self.labels, self.as_of)

    def question(self, question: str | Path) -> Question:
        """Return a saved question by its slug, or the one in a file by its `Path`.

        Raises:
            UnknownName: there is no question of that slug.
            InputError: the file is missing, or its header or query is wrong.
        """
        if isinstance(question, Path):
            from ..questions.files import question_of

            return question_of(Path(arguments.path(question, "question")))
        tip = "give the slug of a saved question, or the pathlib.Path of a file with one"
        return self.questions.find(arguments.text(question, "question", tip))

    def query(self, sparql: str, *, timeout: float | None = None) -> LabelledTable | bool | list[Triple]:
        """Run any SPARQL query over the merged graph; declarations of well-known prefixes are optional.

        The result is a table for SELECT, a truth value for ASK, and triples for CONSTRUCT and DESCRIBE.

        Args:
            sparql: the query.
            timeout: the seconds that it may take (default: that of the graph). A query with a limit runs in a process
                of its own, which is ended when the time is over; the graph can be used on.

        Raises:
            QueryTimeout: the query takes longer than allowed.
            QueryError: it does not parse, or uses a refused keyword (SERVICE, FROM).

        Warns:
            UnknownTerm: it names a term of `ilrs:` that is not in the ontology; not for a graph on a server.
            QueryWarning: it gives another result than it seems to ask for (`ilrs_graph.sparql.cautions`); likewise.

        >>> from ilrs_graph import LunarGraph
        >>> LunarGraph().query("ASK { mission:change-6 a ilrs:FarSideMission }")
        True
        """
        from ..sparql import prepare

        arguments.unicode_text(sparql, "sparql", "give a query as text")
        found = self._limited(timeout).query(prepare(sparql))
        self._warn_of(sparql)
        return LabelledTable(found.variables, found.rows, self.labels) if isinstance(found, Table) else found

    def _warn_of(self, sparql: str) -> None:
        """Warn of terms that are not in the ontology, and of what means something else than it seems to.

        A server may hold a part of the ontology, and is another engine: its queries are not judged.
        """
        if self._server is not None:
            return
        from ..names.unknown_terms import unknown_terms
        from ..sparql.cautions import cautions

        for caution in cautions(sparql):
            warn(caution.text, QueryWarning)
        message = unknown_terms(sparql, self.engine)
        if message:
            warn(message, UnknownTerm)

    def resolve(self, name: str) -> NamedNode:
        """Return the thing named by a slug, CURIE, IRI, or a name as people write it.

        Raises:
            UnknownName, UsageError: the name is unknown or ambiguous.

        Warns:
            ReadAs: the name is written in another way than in the graph.
        """
        from ..names.resolve import resolve

        return resolve(arguments.name(name, "name"), self.engine)

    def find(self, words: str, limit: int | None = None) -> Found:
        """Return the saved questions and the things, sources and terms that fit some words, which may be misspelt.

        Args:
            words: the words, in any order.
            limit: the maximum number of questions and of things (default: 5 and 10).

        Raises:
            UsageError: the graph is on a server, which has no index of names.

        >>> from ilrs_graph import LunarGraph
        >>> found = LunarGraph().find("launch dates of Change 6")
        >>> found.things[0].label, "launch-dates" in [question.slug for question in found.questions]
        ("Chang'e 6", True)
        """
        from ..search import find

        arguments.unicode_text(words, "words", "give words as text")
        most = (QUESTIONS, THINGS) if limit is None else (arguments.count(limit, "limit"),) * 2
        if self._server is not None:
            what = "{endpoint}: search needs the index of names, which a server does not have"
            raise UsageError(what, tip="omit {endpoint}", about="endpoint")
        return for_notebook(find(words, self.questions, self.snapshot, most, self.labels.language))

    def show(self, thing: str) -> Description:
        """Return every fact of a thing with its source and date.

        Raises:
            UnknownName, UsageError: the name is unknown or ambiguous.
        """
        from ..things.describe import describe

        node = self.resolve(arguments.name(thing, "thing"))
        return for_notebook(describe(node, self.engine, self.labels, self._inferred_of(node)))

    def overview(self, thing: str) -> Overview:
        """Return what is known of a thing in short: a sentence, dates, claims, facts, and questions that take it.

        Raises:
            UnknownName, UsageError: the name is unknown or ambiguous.

        >>> from ilrs_graph import LunarGraph
        >>> LunarGraph().overview("queqiao-2").sentence
        'Queqiao-2 is a relay mission of CNSA, launched on 20 March 2024, in CLEP.'
        """
        from dataclasses import replace

        from ..questions.applying import Place, applied
        from ..things.overview import overview

        node = self.resolve(arguments.name(thing, "thing"))
        found = overview(node, self.engine, self.labels)
        fitting = applied(self.questions.values(), Place(found.classes, *found.relations))
        name = compact(node.value)
        return replace(
            found, commands=[(each.question.wording(found.language).question, each.command(name)) for each in fitting]
        )

    def _inferred_of(self, node: NamedNode) -> frozenset[tuple[str, str]]:
        if self._server is not None:
            return frozenset()
        from ..views.store import inferred

        held = self.snapshot
        return frozenset((p.value, str(o)) for (_, p, o), _ in inferred(held.store, held.layer_index, node))

    def explain(self, subject: str, predicate: str, value: str) -> Explanation:
        """Return why a fact holds, from axioms and rules down to lines of files and sources, or what is missing.

        Each argument is a label, slug, CURIE or IRI; `value` may be a literal such as 2024-05-03.

        Raises:
            UnknownName, UsageError: the name is unknown or ambiguous.
            IlrsGraphError: too many facts would have to be examined.

        >>> from ilrs_graph import LunarGraph
        >>> LunarGraph().explain("change-6", "hasPartner", "shanghai-jiao-tong-university").holds
        False
        """
        from ..explanation.naming import read_fact

        arguments.name(subject, "subject")
        arguments.name(predicate, "predicate")
        arguments.unicode_text(value, "value", "give a slug, CURIE, IRI, exact label or literal")
        explainer = self.explainer
        fact = read_fact(subject, predicate, value, self.engine)
        with self._explaining:
            return for_notebook(explainer.explain(fact))

    def explain_answer(self, answer: Answer) -> Explanation:
        """Return why each row of an answer is there: a tree for each row, over the facts that support it.

        Args:
            answer: an answer of this reading; `answer.replaced` makes one of some of its rows.

        Raises:
            UsageError: it is no answer.
            QueryError: the query of the question has a form that cannot be explained.
            IlrsGraphError: too many facts would have to be examined.

        >>> from ilrs_graph import LunarGraph
        >>> graph = LunarGraph()
        >>> len(graph.explain_answer(graph.ask("far-side-partners", mission="change-6", state="italy")).trees)
        1
        """
        from ..explanation.rows import explain_rows

        if not isinstance(answer, Answer):
            raise arguments.wrong(answer, "answer", "an answer", "give what ask returns")
        explainer = self.explainer
        with self._explaining:
            return for_notebook(explain_rows(answer, explainer))

    def contradictions(self) -> Explanation:
        """Return the contradictions of the graph: for each, the axiom and the proofs of the facts that violate it.

        >>> from ilrs_graph import LunarGraph
        >>> LunarGraph().contradictions().trees
        []
        """
        from ..explanation import Explanation

        with self._explaining:
            return for_notebook(Explanation(None, True, self.explainer.clashes(self.snapshot.entailed_graph.clashes)))

    def timeline(self, *things: str, forecast: bool = False) -> Lanes:
        """Return a lane for each dated event, or for those of the given missions, programmes and events.

        Args:
            things: missions, programmes (with their missions) and events (default: all).
            forecast: add to each lane what is forecast of its event (`Reading.forecast`), where that is possible.

        Raises:
            UnknownName, UsageError: the name is unknown or ambiguous.
        """
        from ..timeline import Lanes, lanes

        nodes = [self.resolve(name) for name in [arguments.name(thing, "things") for thing in things]]
        self.labels.load(nodes)
        arguments.flag(forecast, "forecast")
        names = [self.labels.of(node) for node in nodes]
        found = Lanes(lanes(self.engine, self.labels, nodes), names, self.as_of)
        if forecast:
            from ..forecasting import with_fans

            found = with_fans(found, self.forecast(*things))
        return for_notebook(found)

    def forecast(self, *things: str, without: str | None = None, plans: bool = False) -> Forecasts:
        """Return what becomes of planned launches, landings, milestones and tests, by how plans of their kind slipped.

        Each is a calculation, never a claim of the graph: `docs/forecast.md` has the method, and `backtest` how such
        forecasts did.

        Args:
            things: missions, programmes (with their missions) and events (default: all events to come).
            without: an operator whose missions the forecasts do without, to see how much they rest on these.
            plans: add the words and sources of the plans that the forecasts rest on.

        Raises:
            UnknownName, UsageError: a name is unknown or ambiguous, or `without` operates no such mission.

        >>> from ilrs_graph import LunarGraph
        >>> (found,) = LunarGraph().forecast("change-6-launch")
        >>> found.reason.text.format(**found.reason.values)
        'it happened on 2024-05-03'
        """
        from ..forecasting import Forecasts, Outlook, cited, forecasts, of_things, read_record

        nodes = [self.resolve(name) for name in [arguments.name(thing, "things") for thing in things]]
        agent = None if without is None else self.resolve(arguments.name(without, "without"))
        arguments.flag(plans, "plans")
        record = read_record(self.engine)
        day = self.as_of or record.last_day
        if day is None:
            return for_notebook(Forecasts(names=[self.labels.of(node) for node in nodes]))
        left_out = {of for of, found in record.operators.items() if agent in {each.agent for each in found}}
        if agent is not None and not left_out:
            what = f"{{without}}: {self.labels.of(agent)} operates no mission with a launch, landing or test"
            raise UsageError(what, tip="give an agency or a company that operates missions", about="without")
        found = forecasts(
            Outlook(record, day, self.labels, left_out), of_things(nodes, self.engine) if things else None
        )
        self.labels.load(nodes)
        names = [self.labels.of(node) for node in nodes]
        of_agent = "" if agent is None else self.labels.of(agent)
        shown = cited(found, self.engine, self.labels) if plans else {}
        return for_notebook(Forecasts(found, names, day, of_agent, shown))

    def backtest(self) -> Backtest:
        """Return how the forecasts did that could have been made on the first day of each quarter from 2010 on.

        Raises:
            UsageError: the graph states no date of a launch, landing, milestone or test.
        """
        from ..forecasting import backtest, read_record

        record = read_record(self.engine, with_sources=True)
        if record.last_day is None:
            raise UsageError("the graph states no date of a launch, landing, milestone or test", tip="add some first")
        return backtest(record)

    def export(
        self, *, asserted: bool = False, ontology: bool = False, alignments: bool = False, thing: str | None = None
    ) -> Export:
        """Return an export: these triples, the declarations of the terms that they use, and a description of itself.

        `render.write` writes it in the syntaxes of RDF. Other arguments and errors are those of `triples`.

        Args:
            asserted: omit inferred triples.
            ontology: include the axioms of the ontology.
            alignments: add the same facts in the terms of PROV-O, schema.org and other vocabularies.
            thing: export only this thing, its claims and relations, and their sources.

        Raises:
            InputError: `alignments` is asked for, and the graph has none.

        >>> from ilrs_graph import LunarGraph
        >>> export = LunarGraph().export(thing="change-6")
        >>> next(t.object.value for t in export.description if t.predicate.value.endswith("#rootResource"))
        'https://w3id.org/ilrs-graph/id/mission/change-6'
        """
        from ..export.description import Extent
        from ..export.whole import Export

        arguments.flag(asserted, "asserted")
        arguments.flag(ontology, "ontology")
        arguments.flag(alignments, "alignments")
        node = None if thing is None else self.resolve(arguments.name(thing, "thing"))
        return Export(self._selection(), Extent(node, asserted, ontology, self.as_of, alignments))

    def jsonld_context(self) -> str:
        """Return the JSON-LD context of exports: short names for all classes and properties, as a JSON document."""
        from ..export.context import context_of

        return context_of(self._selection().axioms).document()

    def terms_reference(self) -> TermsReference:
        """Return what the classes, properties, code lists and shapes are, from the files of the graph.

        Raises:
            OntologyError: an axiom is malformed.

        >>> from ilrs_graph import LunarGraph
        >>> LunarGraph().terms_reference().term("hasPartner").inverse
        ('ilrs:partnerIn',)
        """
        from ..terms_reference import terms_reference

        return terms_reference(self.snapshot.root)

    def triples(self, *, asserted: bool = False, ontology: bool = False, thing: str | None = None) -> Iterable[Triple]:
        """Return the triples of the graph: data, code lists and inferred triples.

        Args:
            asserted: omit the inferred triples.
            ontology: include the axioms.
            thing: only this thing, its claims and relations, and their sources.

        Raises:
            UnknownName, UsageError: `thing` is unknown or ambiguous.
        """
        arguments.flag(asserted, "asserted")
        arguments.flag(ontology, "ontology")
        selection = self._selection()
        if thing is None:
            return selection.everything(asserted=asserted, ontology=ontology)
        node = self.resolve(arguments.name(thing, "thing"))
        return selection.about(node, asserted=asserted, ontology=ontology)

    def to_rdflib(self, /, **selection: Any) -> rdflib.Graph:
        """Return the triples of the graph (arguments as for `triples`) as an rdflib Graph."""
        from ..bridge import to_rdflib

        return to_rdflib(self.triples(**selection))

    def consequences(self, added: Iterable[Triple], removed: Iterable[Triple] = ()) -> Change:
        """Return what adding and removing asserted triples would change in the inferred triples; nothing is written.

        The result has the inferred triples added and removed, all resulting clashes, and the new ones among them.

        Raises:
            UsageError: the graph is open as of a day, or is on a server.
            OntologyError: an added axiom is outside OWL 2 RL.

        >>> from ilrs_graph import LunarGraph
        >>> graph = LunarGraph()
        >>> mission = graph.resolve("change-6")
        >>> ended = Triple(mission, graph.resolve("ilrs:status"), graph.resolve("status:cancelled"))
        >>> graph.consequences([ended]).added
        ()
        """
        must_be_present(
            "consequences can only be computed for the current graph", self.as_of, served=self._server is not None
        )
        from ..change.update import update

        adding, removing = arguments.triples(added, "added"), arguments.triples(removed, "removed")
        return update(self.snapshot.entailed_graph, adding, removing)

    def check(
        self, candidates: CandidateInput, *, removed: CandidateInput = (), shacl: str = "pyshifty",
        today: date | str | None = None,
    ) -> Report:  # fmt: skip
        """Validate candidate triples in the context of the graph: report what adding them would cause; write nothing.

        The `read` of the report says how much was read of each file.

        Args:
            candidates: the path of a file, paths, an rdflib graph, triples, or candidates that have been read.
            removed: triples to be removed, in the same types.
            shacl: the SHACL validator: `pyshifty`, or `pyshacl`, the slower reference.
            today: the day that counts as today: nothing was stated or has happened after it (default: today in UTC).

        Raises:
            InputError: a file is missing, unreadable or of an unknown kind; one that does not parse is a finding.
            UsageError: an argument is of a wrong type; the graph is open as of a day, or is on a server.

        >>> from ilrs_graph import LunarGraph
        >>> from ilrs_graph.namespaces import PREFIXES
        >>> mission, status = NamedNode(PREFIXES["mission"] + "change-6"), NamedNode(PREFIXES["ilrs"] + "status")
        >>> report = LunarGraph().check([Triple(mission, status, NamedNode(PREFIXES["status"] + "flown"))])
        >>> [finding.code for finding in report]
        ['only-by-claim']
        """
        must_be_present(
            "candidates can only be checked against the current graph", self.as_of, served=self._server is not None
        )
        from ..intake.candidates import as_candidates
        from ..templates.fill import fill
        from ..validation import VALIDATORS, check

        day = arguments.optional(arguments.day, today, "today")
        arguments.choice(shacl, "shacl", VALIDATORS)
        to_add, to_remove = as_candidates(candidates), as_candidates(removed, "removed")
        cells = fill([*to_add, *to_remove], StoreEngine(self.snapshot.store))
        return check(to_add, self.snapshot.root, self.snapshot, removed=to_remove, cells=cells, shacl=shacl, today=day)

    def info(self) -> dict[str, Any]:
        """Return counts of triples, of things by kind, and of facts and sources by kind of source."""
        from ..info import info

        count, path = self._selection().count(), self.snapshot.root.path
        return info(str(path), self.as_of, count, len(self.questions), self.engine, self.labels)


def must_be_present(what: str, as_of: date | None, *, served: bool) -> None:
    """Raise an error with the message `what` unless the graph is that of the current files.

    Raises:
        UsageError: the graph is open as of a day, or is on a server.
    """
    if as_of is not None or served:
        raise UsageError(what, tip="omit {as_of} and {endpoint}", about=("as_of", "endpoint"))
