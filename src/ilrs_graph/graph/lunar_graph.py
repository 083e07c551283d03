"""`LunarGraph`: a root and its options. It returns readings of the current files, and is the only writer."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial, wraps
from pathlib import Path
from threading import Lock, RLock
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar, get_args

from ..engine import Engine
from ..errors import InputError, OntologyError, TooManyFacts, UsageError
from ..files.root import Root
from ..language import LANGUAGES
from ..names.labels import Labels
from ..questions import Catalogue
from ..snapshot import Fingerprint, Snapshot, fingerprint_of, open_again, open_snapshot
from . import arguments
from .reading import AddedQuestions, Reading, must_be_present

if TYPE_CHECKING:
    from datetime import date

    from ..closure.closure import Engine as Reasoner
    from ..comparing import Difference
    from ..editing.add import Addition
    from ..editing.drafts import Drafted
    from ..editing.revise import Revision
    from ..explanation.explain import Explainer
    from ..findings import Report
    from ..intake.candidates import CandidateInput
    from ..questions.files import State
    from ..remote import Endpoint
    from ..remote.push import Pushed
    from .pushing import Push

P = ParamSpec("P")
T = TypeVar("T")


DAYS = 6
"""The number of readings kept open, of the current graph and of other days: the most recently used."""


def _of_reading(
    method: Callable[Concatenate[Reading, P], T],
) -> Callable[Concatenate[LunarGraph, P], T]:
    """Return a method of `LunarGraph` that calls `method` on its current reading."""

    @wraps(method)
    def call(self: LunarGraph, /, *args: P.args, **kwargs: P.kwargs) -> T:
        return method(self.current, *args, **kwargs)

    return call


class LunarGraph:
    """The knowledge graph of a root: returns readings, and adds facts.

    Its other methods are those of the current reading, which stays the same until `reading` detects changed files or
    `add` changes them. Several threads may share one object.

    Args:
        root: a folder with `ontology/`, `data/`, `queries/`; default: the bundled graph.
        as_of: show what was known on this day, a `date` or text as YYYY-MM-DD, according to the cited sources.
        endpoint: address of a SPARQL 1.1 server to query instead of the local snapshot.
        named_graph: IRI of the named graph of that server to query; default: its default graph.
        user: the name to log in with there; the password is in the environment as ILRS_GRAPH_PASSWORD, or in ~/.netrc.
            Without a name, a token in ILRS_GRAPH_TOKEN is sent.
        reasoner: `nemo`, `python` or `owlrl` (slow), with identical results; default: Nemo if it is installed, else
            `python`.
        timeout: the seconds that a query may take before it raises `QueryTimeout`; default: no limit, 60 on a server.
            Explanations, exports and checks have none.
        queries: a folder of .rq files with questions that are added to those of the graph, and replace those of the
            same slug; `log` is called with their names.
        language: that of labels, headings and words in results, "en" or "zh".
        log: called with a message for the user about slow steps and limitations.

    Raises:
        InputError: a file of the root is missing or does not parse.
        UsageError: an argument is of a wrong type or form; both `as_of` and `endpoint` are given, or `named_graph` or
            `user` without `endpoint`; the password is not known, or would be sent over plain http.

    >>> graph = LunarGraph()
    >>> answer = graph.ask("far-side-partners", mission="change-6")
    >>> sorted({row.partnerState.value.rsplit("/", 1)[-1] for row in answer if row.partnerState})
    ['france', 'italy', 'pakistan', 'spain', 'sweden']
    """

    def __init__(
        self,
        root: str | Path | None = None,
        *,
        as_of: date | str | None = None,
        endpoint: str | None = None,
        named_graph: str | None = None,
        user: str | None = None,
        reasoner: Reasoner | None = None,
        timeout: float | None = None,
        queries: str | Path | None = None,
        language: str = "en",
        log: Callable[[str], None] = lambda _: None,
    ) -> None:
        self.as_of = arguments.optional(arguments.day, as_of, "as_of")
        _not_both(self.as_of, endpoint)
        self._server = _server(endpoint, named_graph, user)
        if reasoner is not None:
            from ..closure import closure

            arguments.choice(reasoner, "reasoner", get_args(closure.Engine))
        arguments.function(log, "log")
        self.root = Root.find(arguments.optional(arguments.path, root, "root"))
        self._endpoint = endpoint
        self._reasoner = reasoner
        self._timeout = arguments.optional(arguments.seconds, timeout, "timeout")
        self._queries = None if queries is None else Path(arguments.path(queries, "queries"))
        arguments.choice(language, "language", LANGUAGES)
        self._language = language
        self._log = log
        self._changing = RLock()  # held by the thread that opens a reading or adds
        self._table = Lock()  # held while `_readings` is looked at
        self._readings: dict[date | None, Reading] = {}
        self._seen: Fingerprint | None = None
        self._good: Snapshot | None = None
        self._refused = ""

    def __repr__(self) -> str:
        of = self._endpoint or str(self.root.path)
        return f"<LunarGraph of {of}{f' as of {self.as_of}' if self.as_of else ''}>"

    def _repr_html_(self) -> str:
        return self.current._repr_html_()

    def reading(self, as_of: date | str | None = None) -> Reading:
        """Return a reading of the current files; a new one is opened only if they changed.

        If files cannot be read or parsed, the last good reading is returned, and `log` receives one message until
        they change again.

        Args:
            as_of: the day of knowledge (default: that of this graph).

        Raises:
            InputError, OntologyError, TooManyFacts: the files are faulty, and there is no last good reading.
            UsageError: `as_of` is not a day, or is given for a graph on a server.

        >>> graph = LunarGraph()
        >>> graph.reading() is graph.reading()
        True
        """
        given = arguments.optional(arguments.day, as_of, "as_of")
        _not_both(given, self._endpoint)
        day = given or self.as_of
        found = self._held(day)
        if found is not None and self._is_of_now(found):
            return found
        with self._changing:
            found = self._held(day)
            if found is None or not self._is_of_now(found):
                found = self._opened(day, found)
                self._hold(day, found)
            return found

    @property
    def current(self) -> Reading:
        """The reading used by the other methods of this object; changes of files are not detected."""
        return self._held(self.as_of) or self.reading()

    def _held(self, day: date | None) -> Reading | None:
        with self._table:
            found = self._readings.pop(day, None)
            if found is not None:
                self._readings[day] = found  # now the one used last
            return found

    def _hold(self, day: date | None, reading: Reading) -> None:
        with self._table:
            kept = [entry for entry in self._readings.items() if entry[0] != day][1 - DAYS :]
            self._readings = {**dict(kept), day: reading}

    def _address(self) -> str:
        """Return the address of the current files or, if they cannot be read, the reason."""
        try:
            self._seen = seen = fingerprint_of(self.root, self._seen)
        except InputError as error:
            return error.message
        return " ".join(seen.addresses)

    def _is_of_now(self, reading: Reading) -> bool:
        """Return whether a reading is of the current files or, if these are faulty, of the last good ones."""
        if self._queries is not None and (reading.added is None or reading.added.state != self._state_of_queries()):
            return False
        if self._endpoint is not None:
            return True
        own, now = " ".join(reading.snapshot.state.addresses), self._address()
        good = None if self._good is None else " ".join(self._good.state.addresses)
        return own == now or (now == self._refused and own == good)

    def _opened(self, day: date | None, found: Reading | None) -> Reading:
        """Return a reading of the current files or, if these are faulty, of the last good ones, as `found` is."""
        if self._server is not None:
            opening = partial(open_snapshot, self.root, reasoner=self._reasoner, log=self._log)
            added = None if self._queries is None else self._add_queries(opening())
            return Reading(opening, server=self._server, timeout=self._timeout, added=added, language=self._language)
        good = self._good
        now = "" if good is None else self._address()
        if good is None or now != self._refused:
            try:
                self._good = snapshot = open_snapshot(self.root, day, reasoner=self._reasoner, log=self._log)
            except (InputError, OntologyError, TooManyFacts) as error:
                if good is None:
                    raise
                self._refused = now
                self._log(f"{error.message}; using the last good state of the graph")
            else:
                return self._reading_of(snapshot, day)
        if found is not None and self._is_of_now(found):
            return found
        again = open_again(good, day, reasoner=self._reasoner, log=self._log)
        return self._reading_of(again, day)

    def _reading_of(self, snapshot: Snapshot, day: date | None) -> Reading:
        added = self._add_queries(snapshot)
        return Reading(lambda: snapshot, day, timeout=self._timeout, added=added, language=self._language)

    def _state_of_queries(self) -> State | None:
        """Return the state of the folder of added questions."""
        from ..questions.files import state_of

        return None if self._queries is None else state_of(self._queries)

    def _add_queries(self, snapshot: Snapshot) -> AddedQuestions | None:
        """Return the questions of the added folder; `log` receives the slugs that they replace."""
        if self._queries is None:
            return None
        from ..questions.files import questions_in, state_of

        state = state_of(self._queries)
        compiled = questions_in(self._queries, snapshot.state.builder, self._log)
        replaced = sorted(compiled.keys() & snapshot.catalogue.keys())
        if replaced:
            self._log(f"{self._queries} replaces these questions of the graph: {', '.join(replaced)}")
        return AddedQuestions(self._queries, state, compiled)

    @property
    def snapshot(self) -> Snapshot:
        """The open snapshot."""
        return self.current.snapshot

    @property
    def engine(self) -> Engine:
        """The SPARQL engine: the store of the snapshot, or the endpoint."""
        return self.current.engine

    @property
    def labels(self) -> Labels:
        """Labels of things, those in the language of the graph first."""
        return self.current.labels

    @property
    def questions(self) -> Catalogue:
        """The saved questions."""
        return self.current.questions

    @property
    def explainer(self) -> Explainer:
        """Finds proofs and describes them.

        Raises:
            UsageError: the graph is on a server; proofs need the files.
        """
        return self.current.explainer

    ask = _of_reading(Reading.ask)
    question = _of_reading(Reading.question)
    query = _of_reading(Reading.query)
    resolve = _of_reading(Reading.resolve)
    find = _of_reading(Reading.find)
    show = _of_reading(Reading.show)
    overview = _of_reading(Reading.overview)
    explain = _of_reading(Reading.explain)
    explain_answer = _of_reading(Reading.explain_answer)
    contradictions = _of_reading(Reading.contradictions)
    timeline = _of_reading(Reading.timeline)
    forecast = _of_reading(Reading.forecast)
    backtest = _of_reading(Reading.backtest)
    terms_reference = _of_reading(Reading.terms_reference)
    triples = _of_reading(Reading.triples)
    export = _of_reading(Reading.export)
    jsonld_context = _of_reading(Reading.jsonld_context)
    to_rdflib = _of_reading(Reading.to_rdflib)
    consequences = _of_reading(Reading.consequences)
    check = _of_reading(Reading.check)
    info = _of_reading(Reading.info)

    def add(
        self, candidates: CandidateInput, *, by: str | None = None, on: date | str | None = None,
        into: str | Path | None = None, today: date | str | None = None, dry_run: bool = False,
    ) -> Addition:  # fmt: skip
        """Check candidates and write each subject into its file in `data/`, all files or none, with a stamp.

        Nothing is written if there are violations, or if the graph has all triples already. Open readings do not
        change; the next reading includes the added triples.

        Args:
            candidates: as for `check`.
            by: the editor, a name or the CURIE of an agent (default: from the environment or git).
            on: the day of the edit (default: `today`).
            into: the file below `data/` for new things (default: chosen by the placement rules).
            today: the day that counts as today, as for `check` (default: today in UTC).
            dry_run: report the changes and write nothing.

        Raises:
            InputError: a candidate or a file of the root cannot be read.
            UsageError: an argument is of a wrong type; the graph is open as of a day or is on a server; no editor is
                known; no rule places a new thing; the root is the one inside the package.
            OutputError: the files cannot be written; they are unchanged.

        >>> from pyoxigraph import Literal, NamedNode, Triple
        >>> agent = NamedNode("https://w3id.org/ilrs-graph/id/agent/cnsa")
        >>> name = NamedNode("http://www.w3.org/2004/02/skos/core#altLabel")
        >>> new = [Triple(agent, name, Literal("China's space agency", language="en"))]
        >>> [c.name for c in LunarGraph().add(new, by="Ada", dry_run=True).changes][0]
        'agents/authorities.ttl'
        """
        must_be_present("facts can only be added to the current graph", self.as_of, served=self._endpoint is not None)
        from ..editing.add import AddOptions, add
        from ..intake.candidates import as_candidates

        options = AddOptions(
            arguments.optional(arguments.text, by, "by"),
            arguments.optional(arguments.day, on, "on"),
            arguments.optional(arguments.path, into, "into"),
            arguments.optional(arguments.day, today, "today"),
            arguments.flag(dry_run, "dry_run"),
        )
        given = as_candidates(candidates)
        with self._changing:
            found = add(self.root, given, options, self._log)
            self._forget(found)
        return found

    def _forget(self, found: Addition) -> None:
        """Drop the held readings if files were written."""
        if found.written:
            with self._table:
                self._readings = {}

    def rename(
        self, old: str, new: str, *, by: str | None = None, on: date | str | None = None,
        today: date | str | None = None, dry_run: bool = False,
    ) -> Revision:  # fmt: skip
        """Give a thing another name in every reference in `data/`, all files or none, with a stamp.

        The old name stays as a node with `dcterms:isReplacedBy` and `owl:deprecated`. A thing that gets back its former
        name is as it was before: the name in between does not stay. Nothing is written if there are violations, or if
        the thing has the new name already. Names of other things, such as those of claims, and of files stay.

        Args:
            old: the thing, by slug, CURIE, IRI or label.
            new: the slug or CURIE of its new name; the kind of thing stays.
            by, on, today, dry_run: as for `add`.

        Raises:
            InputError: a file of the root cannot be read.
            UsageError: as for `add`; or the new name is no slug, of another kind, or taken.
            UnknownName: nothing has the old name.
            OutputError: the files cannot be written; they are unchanged.

        >>> LunarGraph().rename("mission:cp-12", "cp-twelve", by="Ada", dry_run=True).changes[-1].name[:6]
        'edits/'
        """
        from ..editing.drafts import renaming

        return self._revised(renaming(_word(old, "old"), _word(new, "new")), by, on, today, dry_run)

    def merge(
        self, old: str, into: str, *, by: str | None = None, on: date | str | None = None,
        today: date | str | None = None, dry_run: bool = False,
    ) -> Revision:  # fmt: skip
        """State of `into` what is stated of `old`, in every reference in `data/`, all files or none, with a stamp.

        The name of `old` stays as for `rename`; its labels become other names. A claim keeps its own rank and
        paraphrase. Nothing is written if there are violations, such as two values where one is allowed, or if the two
        are merged already.

        Args:
            old, into: two things of one kind, by slug, CURIE, IRI or label.
            by, on, today, dry_run: as for `add`.

        Raises:
            InputError, UnknownName, OutputError: as for `rename`.
            UsageError: as for `add`; or the two are of different kinds, or one is replaced by a third.
        """
        from ..editing.drafts import merging

        return self._revised(merging(_word(old, "old"), _word(into, "into")), by, on, today, dry_run)

    def deprecate(
        self, claim: str, reason: str, *, known_from: date | str | None = None, by: str | None = None,
        on: date | str | None = None, today: date | str | None = None, dry_run: bool = False,
    ) -> Revision:  # fmt: skip
        """Give a claim that was wrong when it was made the rank `deprecated`, with the reason and a stamp.

        Args:
            claim: the claim, by slug, CURIE or IRI.
            reason: a concept of the code list `reason-for-rank`, by slug, CURIE, IRI or label.
            known_from: the day from which it is known to be wrong (default: the day of the claim).
            by, on, today, dry_run: as for `add`.

        Raises:
            InputError, OutputError: as for `rename`.
            UnknownName: there is no such claim or reason.
            UsageError: as for `add`.
        """
        from ..editing.drafts import deprecating

        day = arguments.optional(arguments.day, known_from, "known_from")
        drafted = deprecating(_word(claim, "claim"), _word(reason, "reason"), day)
        return self._revised(drafted, by, on, today, dry_run)

    def _revised(
        self, drafted: Drafted, by: str | None, on: date | str | None, today: date | str | None, dry_run: bool
    ) -> Revision:  # fmt: skip
        must_be_present("only the current graph can be changed", self.as_of, served=self._endpoint is not None)
        from ..editing.add import AddOptions
        from ..editing.revise import revise

        options = AddOptions(
            arguments.optional(arguments.text, by, "by"),
            arguments.optional(arguments.day, on, "on"),
            None,
            arguments.optional(arguments.day, today, "today"),
            arguments.flag(dry_run, "dry_run"),
        )
        with self._changing:
            found = revise(self.root, drafted, options, self._log)
            self._forget(found)
        return found

    def check_all(self, *, shacl: str = "pyshifty", today: date | str | None = None) -> Report:
        """Validate the whole graph in its files.

        Args:
            shacl: the SHACL validator: `pyshifty`, or `pyshacl`, the slower reference.
            today: the day that counts as today, as for `check` (default: today in UTC).

        Raises:
            UsageError: `shacl` is neither, or `today` is not a day.
            InputError: a file of the root cannot be read.
        """
        from ..validation import VALIDATORS, check_all

        arguments.choice(shacl, "shacl", VALIDATORS)
        return check_all(Root(self.root.path), shacl=shacl, today=arguments.optional(arguments.day, today, "today"))

    def push(
        self, url: str, *, kind: str | None = None, update: str | None = None, named_graph: str | None = None,
        default_graph: bool = False, user: str | None = None, asserted: bool = False, ontology: bool = False,
        since: str | None = None, verify: bool = False, log: Callable[[str], None] | None = None,
        progress: Callable[[int, int], None] | None = None,
    ) -> Pushed:  # fmt: skip
        """Put the export of the graph on a SPARQL server, in place of what one of its graphs held.

        Readers of the server see the old graph or the new one, never a part; if something fails, the old one.

        Args:
            url: the address of a dataset or repository, or that of its queries.
            kind: `oxigraph`, `fuseki`, `rdf4j`, `graphdb`, `blazegraph` or `virtuoso`; default: as the address or the
                server tells.
            update: push by SPARQL updates to this address, whatever the kind.
            named_graph: IRI of the graph to replace; default: that of the dataset.
            default_graph: replace the default graph.
            user: as for the constructor.
            asserted, ontology: as for `export`.
            since: a git revision that the server holds; only the difference is sent.
            verify: compare the number of triples and three saved questions afterwards.
            log: called with words before each request (default: none).
            progress: called with the bytes of a request that are sent, and all.

        Raises:
            UsageError: an argument is of a wrong type or form; the graph is on a server itself; the server does not
                hold `since`; the kind of server is not known; as for the constructor of a login.
            InputError: there is no such revision.
            EndpointError: the server cannot be reached, refuses, is silent or has lost triples.
        """
        return self._push(url, log, progress, verify, {
            "kind": kind, "update": update, "named_graph": named_graph, "default_graph": default_graph, "user": user,
            "asserted": asserted, "ontology": ontology, "since": since,
        }).run()  # fmt: skip

    def push_requests(self, url: str, **options: Any) -> list[str]:
        """Return the requests of `push` in words; nothing is sent. Arguments and errors are those of `push`.

        >>> print(LunarGraph().push_requests("http://localhost:7878", kind="oxigraph")[0].splitlines()[0])
        PUT http://localhost:7878/store?graph=https%3A%2F%2Fw3id.org%2Filrs-graph%2Fdataset
        """
        from .pushing import shown

        return [
            shown(step.request, options.get("user")) for step in self._push(url, None, None, False, options).planned()
        ]

    def _push(
        self, url: str, log: Callable[[str], None] | None, progress: Callable[[int, int], None] | None, verify: bool,
        options: dict[str, Any],
    ) -> Push:  # fmt: skip
        from .pushing import Push, PushOptions

        if self._server is not None:
            raise UsageError(
                "{endpoint}: a graph on a server cannot be pushed", tip="omit {endpoint}", about="endpoint"
            )
        for name in ("kind", "update", "user", "since"):
            arguments.optional(arguments.text, options.get(name), name)
        for name in ("default_graph", "asserted", "ontology"):
            arguments.flag(options.get(name, False), name)
        wanted = PushOptions(arguments.text(url, "url"), verify=arguments.flag(verify, "verify"), **options)
        for name, function in (("log", log), ("progress", progress)):
            if function is not None:
                arguments.function(function, name)
        return Push(self.current, wanted, log or (lambda _: None), progress or (lambda _, __: None))

    def diff(
        self, old: str | Path | None = None, new: str | Path | None = None, *, from_day: date | str | None = None,
        to_day: date | str | None = None, answers: bool = True, reasoning: bool | None = None,
        max_mb: float | None = None, progress: Callable[[str], None] = lambda _: None,
    ) -> Difference:  # fmt: skip
        """Compare files, folders or git revisions by thing; without `new`, with the files of this graph.

        Args:
            old: a file, a folder, a revision, `REVISION:FILE`, or a range of revisions.
            new: likewise.
            from_day: compare what was known on this day instead, according to the cited sources.
            to_day: with what was known on this day (default: with the files of this graph).
            answers: compare the answers to saved questions.
            reasoning: include inferred triples in the answers (default: for roots, not for files).
            max_mb: size limit of a file in million bytes.
            progress: called with a message for the user before each slow step.

        Raises:
            InputError: a side cannot be found, read or parsed.
            UsageError: an argument is of a wrong type; a range and a second argument; neither `old` nor `from_day`.

        >>> graph = LunarGraph()
        >>> places = graph.root.path / "data" / "places.ttl"
        >>> graph.diff(places, places).same
        True
        """
        from ..comparing import DiffOptions, diff, diff_days
        from ..intake.limits import size_limit

        first, last = (arguments.optional(arguments.day, d, n) for d, n in ((from_day, "from_day"), (to_day, "to_day")))
        _one_kind_of_sides(old, new, first, last)
        reasoned = None if reasoning is None else arguments.flag(reasoning, "reasoning")
        options = DiffOptions(arguments.flag(answers, "answers"), reasoned, size_limit(max_mb))
        arguments.function(progress, "progress")
        root = Root(self.root.path)
        if first is not None:
            return diff_days(root, first, last, options, log=self._log, progress=progress)
        before, after = arguments.path(old, "old"), arguments.optional(arguments.path, new, "new")
        return diff(root, before, after, options, log=self._log, progress=progress)


def _one_kind_of_sides(old: object, new: object, first: date | None, last: date | None) -> None:
    """Raise an error unless the sides are days, or files, folders and revisions."""
    if first is None and (last is not None or old is None):
        tip = "give {from_day=YYYY-MM-DD}, or a file, a folder or a git revision"
        raise UsageError("nothing to compare with", tip=tip, about="from_day")
    if first is not None and (old is not None or new is not None):
        raise UsageError("{from_day} cannot be combined with a file, folder or revision", about="from_day")
    if first is not None and last is not None and last < first:
        raise UsageError("{to_day} is before {from_day}", tip="exchange them", about=("to_day", "from_day"))


def _word(text: object, argument: str) -> str:
    found = arguments.text(text, argument)
    if not found.strip():
        tip = "give a slug, a CURIE or a name"
        raise UsageError(f"{{{argument}}}: a name is needed", tip=tip, about=argument)
    return found.strip()


def _server(url: str | None, named_graph: str | None, user: str | None) -> Endpoint | None:
    """Return the server to query; None for the local graph.

    Raises:
        UsageError: as for `LunarGraph`.
    """
    if url is None:
        for name, value in (("named_graph", named_graph), ("user", user)):
            if value is not None:
                tip = "give {endpoint=URL}, or omit {" + name + "}"
                raise UsageError(f"{{{name}}} needs {{endpoint}}", tip=tip, about=(name, "endpoint"))
        return None
    from ..remote import Endpoint, Login, must_be_address, must_be_graph

    must_be_address(url)
    graph = "" if named_graph is None else must_be_graph(named_graph)
    return Endpoint(url, graph=graph, login=Login.for_server(url, arguments.optional(arguments.text, user, "user")))


def _not_both(as_of: date | None, endpoint: str | None) -> None:
    if as_of is not None and endpoint is not None:
        raise UsageError(
            "{as_of} and {endpoint} cannot be combined",
            tip="a server holds one state of the graph",
            about=("as_of", "endpoint"),
        )
