"""`Reading`: one immutable state of the graph, which every reader works on."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from threading import Lock, RLock
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from pyoxigraph import NamedNode, Triple

from ..engine import Engine, Result, StoreEngine
from ..errors import UsageError
from ..names.labels import Labels
from ..questions import Answer, Catalogue
from ..questions.answer import ask
from ..snapshot import Snapshot

if TYPE_CHECKING:
    from datetime import date

    import rdflib

    from ..change.entailed import Change
    from ..explanation import Explanation
    from ..explanation.explain import Explainer
    from ..export.selection import Selection
    from ..findings import Report
    from ..intake.candidates import Given
    from ..things.describe import Description
    from ..timeline import Lane

T = TypeVar("T")


class _Once(Generic[T]):
    """A value that is made when it is first asked for, by one thread while others wait."""

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
    """The graph in one state: its answers stay the same whatever becomes of the files and of the cache.

    `LunarGraph.reading` opens readings. One may be used by several threads.

    >>> from ilrs_graph import LunarGraph
    >>> reading = LunarGraph().reading()
    >>> reading.resolve("change-6") == reading.resolve("Chang'e 6")
    True
    """

    def __init__(
        self, snapshot: Callable[[], Snapshot], as_of: date | None = None, server: Engine | None = None
    ) -> None:
        self.as_of = as_of
        self._server = server
        self._snapshot = _Once(snapshot)
        self._questions = _Once(lambda: Catalogue(self.snapshot.catalogue))
        self._explainer = _Once(self._make_explainer)
        self._selection = _Once(self._make_selection)
        self._explaining = RLock()
        self.engine: Engine = server or StoreEngine(self.snapshot.store)
        """What answers queries: the snapshot's store, or a server."""
        self.labels = Labels(self.engine)
        """Labels of things, English first."""

    @property
    def snapshot(self) -> Snapshot:
        """The open snapshot."""
        return self._snapshot()

    @property
    def questions(self) -> Catalogue:
        """The saved questions."""
        return self._questions()

    @property
    def explainer(self) -> Explainer:
        """Finds proofs and puts them into words; one thread at a time may use it.

        Raises:
            UsageError: the graph is a server's: proofs need the files.
        """
        return self._explainer()

    def _make_explainer(self) -> Explainer:
        if self._server is not None:
            what = "{endpoint}: a server keeps no files to explain from"
            raise UsageError(what, tip="leave {endpoint} out", about="endpoint")
        from ..explanation.explain import Explainer

        held = self.snapshot
        return Explainer(held.root, held.store, held.reasoned, self.engine, self.labels)

    def _make_selection(self) -> Selection:
        from ..export.selection import Selection

        return Selection(self.snapshot, self.as_of)

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

        >>> from ilrs_graph import LunarGraph
        >>> LunarGraph().query("ASK { mission:change-6 a ilrs:FarSideMission }")
        True
        """
        from ..sparql import prepare

        return self.engine.query(prepare(sparql))

    def resolve(self, name: str) -> NamedNode:
        """Return the thing that a slug, CURIE, IRI or exact label means.

        Raises:
            UnknownName, UsageError: nothing, or several things, are called that.
        """
        from ..names.resolve import resolve

        return resolve(name, self.engine)

    def show(self, thing: str) -> Description:
        """Return every fact of a thing with its source and date.

        Raises:
            UnknownName, UsageError: nothing, or several things, are called that.
        """
        from ..things.describe import describe

        node = self.resolve(thing)
        return describe(node, self.engine, self.labels, self._inferred_of(node))

    def _inferred_of(self, node: NamedNode) -> frozenset[tuple[str, str]]:
        if self._server is not None:
            return frozenset()
        from ..snapshot.store import inferred

        return frozenset((t.predicate.value, str(t.object)) for t in inferred(self.snapshot.store, node))

    def explain(self, subject: str, predicate: str, value: str) -> Explanation:
        """Return why a fact holds, from axioms and rules down to lines of files and sources, or what is missing.

        Each word is a label, slug, CURIE or IRI; `value` may be a literal such as 2024-05-03.

        Raises:
            UnknownName, UsageError: nothing, or several things, are called that.
            IlrsGraphError: too many facts may matter.

        >>> from ilrs_graph import LunarGraph
        >>> LunarGraph().explain("change-6", "hasPartner", "shanghai-jiao-tong-university").holds
        False
        """
        from ..explanation.naming import read_fact

        explainer = self.explainer
        fact = read_fact(subject, predicate, value, self.engine)
        with self._explaining:
            return explainer.explain(fact)

    def contradictions(self) -> Explanation:
        """Return the contradictions of the graph: for each the axiom, and the proofs of the facts that it rules out.

        >>> from ilrs_graph import LunarGraph
        >>> LunarGraph().contradictions().trees
        []
        """
        from ..explanation import Explanation

        with self._explaining:
            return Explanation(None, True, self.explainer.clashes(self.snapshot.reasoned.clashes))

    def timeline(self, *things: str) -> list[Lane]:
        """Return a lane for each dated event, or for those of the given missions, programmes and events.

        Raises:
            UnknownName, UsageError: nothing, or several things, are called that.
        """
        from ..timeline import lanes

        return lanes(self.engine, self.labels, [self.resolve(thing) for thing in things])

    def triples(self, *, asserted: bool = False, ontology: bool = False, thing: str | None = None) -> Iterable[Triple]:
        """Return what an export holds: data, code lists and inferred triples.

        Args:
            asserted: leave the inferred triples out.
            ontology: add the axioms.
            thing: only this thing, its nodes and their sources.

        Raises:
            UnknownName, UsageError: nothing, or several things, are called `thing`.
        """
        selection = self._selection()
        if thing is None:
            return selection.everything(asserted=asserted, ontology=ontology)
        return selection.about(self.resolve(thing), asserted=asserted, ontology=ontology)

    def to_rdflib(self, /, **selection: Any) -> rdflib.Graph:
        """Return the triples of an export (arguments as for `triples`) as an rdflib Graph."""
        from ..bridge import to_rdflib

        return to_rdflib(self.triples(**selection))

    def consequences(self, added: Iterable[Triple], removed: Iterable[Triple] = ()) -> Change:
        """Return what would follow, and no longer follow, were triples asserted and others not; nothing is written.

        The change holds inferred triples added and removed, the clashes there would be, and the new ones among them.

        Raises:
            UsageError: the graph is open as of a day, or is that of a server.
            OntologyError: an added axiom is outside OWL 2 RL.

        >>> from ilrs_graph import LunarGraph
        >>> graph = LunarGraph()
        >>> mission = graph.resolve("change-6")
        >>> ended = Triple(mission, graph.resolve("ilrs:status"), graph.resolve("status:cancelled"))
        >>> graph.consequences([ended]).added
        ()
        """
        must_be_present("consequences are told of the present graph", self.as_of, served=self._server is not None)
        from ..change.update import update

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

        >>> from ilrs_graph import LunarGraph
        >>> from ilrs_graph.namespaces import PREFIXES
        >>> mission, status = NamedNode(PREFIXES["mission"] + "change-6"), NamedNode(PREFIXES["ilrs"] + "status")
        >>> report = LunarGraph().check([Triple(mission, status, NamedNode(PREFIXES["status"] + "flown"))])
        >>> [finding.code for finding in report]
        ['only-by-claim']
        """
        must_be_present("candidates are checked against the present graph", self.as_of, served=self._server is not None)
        from ..intake.candidates import as_candidates
        from ..templates.fill import fill
        from ..validation import check

        given, leaving = as_candidates(candidates), as_candidates(removed)
        cells = fill([*given, *leaving], StoreEngine(self.snapshot.store))
        return check(given, self.snapshot.root, self.snapshot, leaving=leaving, cells=cells, engine=engine)

    def info(self) -> dict[str, Any]:
        """Return what the graph holds: counts of triples, things by kind, sources by kind."""
        from ..info import info

        count, path = self._selection().count(), self.snapshot.root.path
        return info(str(path), self.as_of, count, len(self.questions), self.engine, self.labels)


def must_be_present(what: str, as_of: date | None, *, served: bool) -> None:
    """Refuse, in the words of `what`, a graph that is not the present one of files.

    Raises:
        UsageError: the graph is open as of a day, or is that of a server.
    """
    if as_of is not None or served:
        raise UsageError(what, tip="leave out {as_of} and {endpoint}", about=("as_of", "endpoint"))
