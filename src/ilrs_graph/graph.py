"""`LunarGraph`: the one object that the command line and a notebook share."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pyoxigraph import NamedNode, Triple

from .engine import Engine, Result, StoreEngine
from .errors import UsageError
from .files.root import Root
from .names.labels import Labels
from .questions import Answer, Catalogue
from .questions.answer import ask
from .snapshot import Snapshot, open_snapshot

if TYPE_CHECKING:
    from datetime import date

    import rdflib

    from .change.entailed import Change
    from .closure.closure import Engine as Reasoner
    from .comparing import Difference
    from .editing.add import Addition
    from .explanation import Explanation
    from .explanation.explain import Explainer
    from .findings import Report
    from .intake.candidates import Given
    from .things.describe import Description
    from .timeline import Lane


def _answer_html(answer: Answer) -> str:
    """Return an answer as a notebook shows it."""
    from .render.answer.html import html_table

    return html_table(answer)


setattr(Answer, "_repr_html_", _answer_html)  # noqa: B010 - results know no form of output, the notebook asks for one


class LunarGraph:
    """The knowledge graph, opened for reading.

    Args:
        root: a folder with `ontology/`, `data/`, `queries/`; the bundled graph where left out.
        as_of: show the graph as it was known on that day, as far as the cited sources show.
        endpoint: address of a SPARQL 1.1 server to ask in place of the local snapshot.
        reasoner: `nemo` or `owlrl`, which infer the same; where left out, Nemo if it is installed.
        say: called with a line for the user when something takes time or falls short.

    Raises:
        InputError: a file of the root is missing or does not parse.
        UsageError: `as_of` and `endpoint` together.

    >>> graph = LunarGraph()
    >>> answer = graph.ask("far-side-partners", mission="change-6")
    >>> sorted({row.partnerState.value.rsplit("/", 1)[-1] for row in answer if row.partnerState})
    ['france', 'italy', 'pakistan', 'spain', 'sweden']
    """

    def __init__(
        self,
        root: str | Path | None = None,
        *,
        as_of: date | None = None,
        endpoint: str | None = None,
        reasoner: Reasoner | None = None,
        say: Callable[[str], None] = lambda _: None,
    ) -> None:
        if as_of is not None and endpoint is not None:
            raise UsageError(
                "{as_of} and {endpoint} do not go together",
                tip="a server holds one state of the graph",
                about=("as_of", "endpoint"),
            )
        self.root = Root.find(root)
        self.as_of = as_of
        self._endpoint = endpoint
        self._reasoner = reasoner
        self._say = say

    @cached_property
    def snapshot(self) -> Snapshot:
        """The open snapshot, built where it is missing or stale."""
        return open_snapshot(self.root, self.as_of, reasoner=self._reasoner, say=self._say)

    @cached_property
    def engine(self) -> Engine:
        """What answers queries: the snapshot's store, or the endpoint."""
        if self._endpoint is None:
            return StoreEngine(self.snapshot.store)
        from .remote import Endpoint

        return Endpoint(self._endpoint)

    @cached_property
    def labels(self) -> Labels:
        """Labels of things, English first."""
        return Labels(self.engine)

    @cached_property
    def questions(self) -> Catalogue:
        """The saved questions."""
        return Catalogue(self.snapshot.catalogue)

    def ask(self, question: str, /, **arguments: str) -> Answer:
        """Answer a saved question; arguments are texts such as a slug, CURIE, IRI, label, date or number.

        Raises:
            UnknownName, UsageError: no such question, parameter or thing, or a value of the wrong type.
        """
        return ask(self.questions.find(question), arguments, self.engine, self.labels, self.as_of)

    def query(self, sparql: str) -> Result:
        """Run any SPARQL query over the merged graph; well-known prefixes may be left out.

        Raises:
            QueryError: it does not parse, or asks for what is refused (SERVICE, FROM).

        >>> LunarGraph().query("ASK { mission:change-6 a ilrs:FarSideMission }")
        True
        """
        from .sparql import prepare

        return self.engine.query(prepare(sparql))

    def resolve(self, name: str) -> NamedNode:
        """Return the thing that a slug, CURIE, IRI or exact label means.

        Raises:
            UnknownName, UsageError: nothing, or several things, are called that.
        """
        from .names.resolve import resolve

        return resolve(name, self.engine)

    def show(self, thing: str) -> Description:
        """Return every fact of a thing with its source and date.

        Raises:
            UnknownName, UsageError: nothing, or several things, are called that.
        """
        from .things.describe import describe

        node = self.resolve(thing)
        return describe(node, self.engine, self.labels, self._inferred_of(node))

    def _inferred_of(self, node: NamedNode) -> frozenset[tuple[str, str]]:
        if self._endpoint is not None:
            return frozenset()
        from .snapshot.store import inferred

        return frozenset((t.predicate.value, str(t.object)) for t in inferred(self.snapshot.store, node))

    @cached_property
    def explainer(self) -> Explainer:
        """Finds proofs of the opened snapshot.

        Raises:
            UsageError: the graph is a server's: proofs need the files.
        """
        from .explanation.explain import Explainer

        if self._endpoint is not None:
            what = "{endpoint}: a server keeps no files to explain from"
            raise UsageError(what, tip="leave {endpoint} out", about="endpoint")
        return Explainer(self.root, self.snapshot.store, self.snapshot.reasoned, self.engine, self.labels)

    def explain(self, subject: str, predicate: str, value: str) -> Explanation:
        """Return why a fact holds, from axioms and rules down to lines of files and sources, or what is missing.

        Each word is a label, slug, CURIE or IRI; `value` may be a literal such as 2024-05-03.

        Raises:
            UnknownName, UsageError: nothing, or several things, are called that.
            IlrsGraphError: too many facts may matter.

        >>> LunarGraph().explain("change-6", "hasPartner", "shanghai-jiao-tong-university").holds
        False
        """
        from .explanation.naming import read_fact

        explainer = self.explainer
        return explainer.explain(read_fact(subject, predicate, value, self.engine))

    def contradictions(self) -> Explanation:
        """Return the contradictions of the graph: for each the axiom, and the proofs of the facts that it rules out.

        >>> LunarGraph().contradictions().trees
        []
        """
        from .explanation import Explanation

        return Explanation(None, True, self.explainer.clashes(self.snapshot.reasoned.clashes))

    def timeline(self, *things: str) -> list[Lane]:
        """Return a lane for each dated event, or for those of the given missions, programmes and events.

        Raises:
            UnknownName, UsageError: nothing, or several things, are called that.
        """
        from .timeline import lanes

        return lanes(self.engine, self.labels, [self.resolve(thing) for thing in things])

    def triples(self, *, asserted: bool = False, ontology: bool = False, thing: str | None = None) -> Iterable[Triple]:
        """Return what an export holds: data, code lists and inferred triples.

        Args:
            asserted: leave the inferred triples out.
            ontology: add the axioms.
            thing: only this thing, its nodes and their sources.
        """
        from .export.selection import selection

        node = None if thing is None else self.resolve(thing)
        return selection(self.root, self.snapshot.store, self.as_of, asserted=asserted, ontology=ontology, thing=node)

    def to_rdflib(self, **selection: Any) -> rdflib.Graph:
        """Return the triples of an export (arguments as for `triples`) as an rdflib Graph."""
        from .bridge import to_rdflib

        return to_rdflib(self.triples(**selection))

    def _must_be_present(self, what: str) -> None:
        if self.as_of is not None or self._endpoint is not None:
            raise UsageError(what, tip="leave out {as_of} and {endpoint}", about=("as_of", "endpoint"))

    def consequences(self, added: Iterable[Triple], removed: Iterable[Triple] = ()) -> Change:
        """Return what would follow, and no longer follow, were triples asserted and others not; nothing is written.

        The change holds inferred triples added and removed, the clashes there would be, and the new ones among them.

        Raises:
            UsageError: the graph is open as of a day, or is that of a server.
            OntologyError: an added axiom is outside OWL 2 RL.

        >>> graph = LunarGraph()
        >>> mission = graph.resolve("change-6")
        >>> ended = Triple(mission, graph.resolve("ilrs:status"), graph.resolve("status:cancelled"))
        >>> graph.consequences([ended]).added
        ()
        """
        self._must_be_present("consequences are told of the present graph")
        from .change.update import update

        return update(self.snapshot.reasoned, added, removed)

    def check(self, candidates: Given, *, removed: Given = (), engine: str = "pyshifty") -> Report:
        """Validate candidate triples in the context of the graph: what adding them would cause; nothing is written.

        Args:
            candidates: a file, files, an rdflib graph, triples, or candidates that have been read.
            removed: what would be removed, likewise.
            engine: `pyshifty`, or `pyshacl`, the reference it is held against.

        Raises:
            InputError: a file is missing, unreadable or of an unknown kind; one that does not parse is a finding.
            UsageError: the graph is open as of a day, or is that of a server.

        >>> from pyoxigraph import NamedNode
        >>> from ilrs_graph.namespaces import PREFIXES
        >>> mission, status = NamedNode(PREFIXES["mission"] + "change-6"), NamedNode(PREFIXES["ilrs"] + "status")
        >>> report = LunarGraph().check([Triple(mission, status, NamedNode(PREFIXES["status"] + "flown"))])
        >>> [finding.code for finding in report]
        ['only-by-claim']
        """
        self._must_be_present("candidates are checked against the present graph")
        from .intake.candidates import as_candidates
        from .templates.fill import fill
        from .validation import check

        given, leaving = as_candidates(candidates), as_candidates(removed)
        cells = fill([*given, *leaving], StoreEngine(self.snapshot.store))
        return check(given, self.root, self.snapshot, leaving=leaving, cells=cells, engine=engine)

    def add(
        self, candidates: Given, *, by: str | None = None, on: date | None = None, into: str | None = None,
        dry_run: bool = False,
    ) -> Addition:  # fmt: skip
        """Check candidates and write each subject into its file in `data/`, all files or none, with a stamp.

        Nothing is written while there are violations, or where everything is there already.

        Args:
            candidates: as for `check`.
            by: who edits, a name or the CURIE of an agent; as the environment or git says where left out.
            on: the day of the edit; today (UTC) where left out.
            into: the file, below `data/`, for what is new, where the rules are not to choose it.
            dry_run: tell what would change, and write nothing.

        Raises:
            InputError: a candidate or a file of the root cannot be read.
            UsageError: the graph is open as of a day or is that of a server; nobody is named as the editor; nothing
                says where something belongs; the root is the one inside the package.
            OutputError: the files cannot be written; they are then as they were.

        >>> agent = NamedNode("https://w3id.org/ilrs-graph/id/agent/cnsa")
        >>> from pyoxigraph import Literal
        >>> name = NamedNode("http://www.w3.org/2004/02/skos/core#altLabel")
        >>> new = [Triple(agent, name, Literal("China's space agency", language="en"))]
        >>> [c.name for c in LunarGraph().add(new, by="Ada", dry_run=True).changes][0]
        'agents/authorities.ttl'
        """
        self._must_be_present("facts are added to the present graph")
        from .editing.add import Wish, add

        found = add(self.root, candidates, Wish(by, on, into, dry_run), self._say)
        if found.written:
            self.root = Root.find(self.root.path)
            for name in ("snapshot", "engine", "labels", "questions"):
                self.__dict__.pop(name, None)
        return found

    def check_all(self, *, engine: str = "pyshifty") -> Report:
        """Validate the whole graph as it is in its files.

        Raises:
            InputError: a file of the root cannot be read.
        """
        from .validation import check_all

        return check_all(self.root, engine=engine)

    def diff(
        self, old: str, new: str | None = None, *, answers: bool = True, reasoning: bool | None = None,
        max_mb: float | None = None, progress: Callable[[str], None] = lambda _: None,
    ) -> Difference:  # fmt: skip
        """Compare files, folders or git revisions, thing by thing; without `new`, with the files of this graph.

        Args:
            old: a file, a folder, a revision, `REVISION:FILE`, or a range of revisions.
            new: likewise.
            answers: tell which saved answers change.
            reasoning: answer with (True) or without (False) what follows; roots with, files without where left out.
            max_mb: read files of up to so many million bytes.
            progress: called with a line for the user before each step that takes time.

        Raises:
            InputError: a side cannot be found, read or parsed.
            UsageError: a range and a second word.

        >>> graph = LunarGraph()
        >>> graph.diff(str(graph.root.path)).same
        True
        """
        from .comparing import Wish, diff
        from .intake import MAX_FILE_MB

        wish = Wish(answers, reasoning, max_mb or MAX_FILE_MB)
        return diff(self.root, old, new, wish, say=self._say, progress=progress)

    def info(self) -> dict[str, Any]:
        """Return what the graph holds: counts of triples, things by kind, sources by kind."""
        from .info import info

        asserted, everything = self.triples(asserted=True), self.triples()
        return info(
            str(self.root.path), self.as_of, asserted, everything, len(self.questions), self.engine, self.labels
        )
