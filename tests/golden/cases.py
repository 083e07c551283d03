"""What the goldens are made of: every command line that is recorded, in one table.

A case is a command line. Its `group` is the file of its golden in `expected/`, its `name` the section in that file.
Option names that may change are constants here, so that a renamed option is one line, and no golden.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE / "root"
"""The frozen sample of ontology, data and queries."""
INPUTS = HERE / "inputs"
"""Files to check, add, compare and format; cases name them below `in/`."""

AS_OF, FORMAT, REASONER, SHACL = "--as-of", "--format", "--reasoner", "--shacl"
DAYS = ("2023-10-31", "2021-06-30")
BY = ("--by", "Ada Lovelace", "--on", "2026-11-22")

AFTER = (
    ("data/missions/change-6.ttl", "ilrs:carriedItem item:dorn ;", "ilrs:carriedItem item:nils ;"),
    ("data/missions/change-6.ttl", 'rdfs:label "Chang\'e 6"@en', 'rdfs:label "Chang\'e-6"@en'),
    ("data/missions/queqiao.ttl", 'ilrs:edtfDate "2018-05-20"^^edtf:EDTF', 'ilrs:edtfDate "2018-05-22"^^edtf:EDTF'),
    ("data/agents/states.ttl", "agent:pakistan a ilrs:State", "agent:pakistan a ilrs:State , ilrs:Agent"),
    ("queries/launch-dates.rq", "ORDER BY", "# another text\nORDER BY"),
)
"""The root `after`, for comparisons: file, text, and its replacement."""


@dataclass(frozen=True)
class Case:
    """A command line: its words, what it reads from stdin, and whether it is run as a process of its own."""

    group: str
    name: str
    words: tuple[str, ...]
    stdin: str | None = None
    process: bool = False

    @property
    def id(self) -> str:
        """Return the name of the case among all."""
        return f"{self.group}: {self.name}"


def case(group: str, name: str, *words: str, stdin: str | None = None, process: bool = False) -> Case:
    """Return a case."""
    return Case(group, name, ("--root", ".", *words), stdin, process)


def in_forms(group: str, name: str, words: Iterable[str], *forms: str) -> Iterator[Case]:
    """Yield a case for each output format."""
    for form in forms:
        yield case(group, f"{name} {form}", *words, FORMAT, form)


def examples(query: Path) -> dict[str, str]:
    """Return the parameters of a saved question that have an example in its header, each with the example."""
    found = re.findall(r'^#\+   (\w+): \{.*?example: (?:"([^"]*)"|([^,}]+))', query.read_text("utf-8"), re.MULTILINE)
    return {name: quoted or plain.strip() for name, quoted, plain in found}


# ask


def questions() -> Iterator[Case]:
    """Every saved question: open, with the example of each parameter, and as of two days."""
    for query in sorted((ROOT / "queries").glob("*.rq")):
        slug, group = query.stem, f"ask/{query.stem}"
        yield from in_forms(group, "open", ("ask", slug), "csv", "json")
        for name, value in examples(query).items():
            yield from in_forms(group, f"{name}={value}", ("ask", slug, f"--{name}", value), "csv", "json")
        for day in DAYS:
            yield from in_forms(group, f"as of {day}", ("ask", slug, AS_OF, day), "csv", "json")


def answers() -> Iterator[Case]:
    """The other ways to ask: the list of questions, tables, pages, sources, explanations."""
    yield case("ask", "list", "ask")
    yield from in_forms("ask", "list", ["ask"], "csv", "table")
    for slug in ("far-side-partners", "launch-dates", "article-check", "mission-slips"):
        yield from in_forms("ask", slug, ("ask", slug), "table", "html")
        yield from in_forms("ask", f"{slug} sources", ("ask", slug, "--sources"), "table", "csv")
    two = ("ask", "far-side-partners", "--mission", "change-6", "--state", "italy")
    yield from in_forms("ask", "two parameters", two, "csv", "json", "table")
    yield case("ask", "process", *two, process=True)
    yield case("ask", "equals sign", "ask", "far-side-partners", "--mission=Chang'e 6")
    yield case("ask", "no row", "ask", "far-side-partners", "--mission", "change-4", "--state", "italy")
    for words in (("landing-regions", "--region", "far-side"), ("far-side-partners", "--partner", "esa"),
                  ("payload-capacity",)):  # fmt: skip
        yield from in_forms("ask", f"{words[0]} explain", ("ask", *words, "--explain"), "text", "json")
    for reasoner in ("nemo", "python", "owlrl"):
        words = ("ask", "kinds", "--root", "in/tiny", REASONER, reasoner)
        yield from in_forms("ask", f"small graph by {reasoner}", words, "csv")


# things, queries, time


def shows() -> Iterator[Case]:
    """Things of every kind."""
    things = (
        "change-6", "agent:irf", "item:dorn", "cnes", "artemis-accords", "ilrs", "event:change-6-launch", "queqiao-2",
        "source:cnes-dorn", "claim:change-6-operator-cnsa-2024-06-02", "contribution:change-6-irf-nils",
        "region:far-side",
        "Italy", "DORN, Detection of Outgassing Radon", "collection:change-5", "ilrs:hasPartner", "status:flown",
        "membership:ilrs-pakistan", "call:change-8-payloads", "long-march-10", "嫦娥六号",
    )  # fmt: skip
    for thing in things:
        yield from in_forms("show", thing, ("show", thing), "text", "json")
    for thing in ("change-6", "contribution:change-6-irf-nils", "ilrs:hasPartner"):
        yield from in_forms("show", f"{thing} facts", ("show", thing, "--facts"), "text")
        yield from in_forms("show", f"{thing} sources", ("show", thing, "--sources"), "text")
    for day in DAYS:
        yield from in_forms("show", f"change-6 as of {day}", ("show", "change-6", AS_OF, day), "text", "json")
    yield case("show", "default format", "show", "agent:irf")


QUERIES = {
    "select": "SELECT ?mission ?date { ?mission a ilrs:FarSideMission ; ilrs:launchDate ?date } ORDER BY ?date",
    "optional": "SELECT ?m ?p { ?m a ilrs:FarSideMission OPTIONAL { ?m ilrs:hasPartner ?p } } ORDER BY ?m ?p",
    "literals": "SELECT ?l { mission:change-6 rdfs:label ?l } ORDER BY ?l",
    "numbers": 'SELECT (1.50 AS ?a) (2e3 AS ?b) ("x"@en AS ?c) (true AS ?d) (xsd:date("2024-05-03") AS ?e) {}',
    "count": "SELECT ?c (COUNT(*) AS ?n) { ?x a ?c . FILTER(STRSTARTS(STR(?c), STR(ilrs:))) } GROUP BY ?c ORDER BY ?c",
    "path": "SELECT ?x { agent:irap org:subOrganizationOf* ?x } ORDER BY ?x",
    "union": "SELECT DISTINCT ?x { { ?x a ilrs:State } UNION { ?x a ilrs:University } } ORDER BY ?x LIMIT 20",
    "not exists": "SELECT ?m { ?m a ilrs:Mission FILTER NOT EXISTS { ?m ilrs:hasPartner ?p } } ORDER BY ?m",
    "sub-select": "SELECT ?m ?n { { SELECT ?m (COUNT(?p) AS ?n) { ?m ilrs:hasPartner ?p } GROUP BY ?m } } ORDER BY ?m",
    "own prefix": "PREFIX i: <https://w3id.org/ilrs-graph/ontology#> SELECT ?d { mission:change-4 i:launchDate ?d }",
    "nothing": "SELECT ?x { ?x a ilrs:NoSuchClass }",
    "long": "SELECT ?s ?p ?o { ?s ?p ?o . FILTER(STRSTARTS(STR(?s), STR(mission:))) } ORDER BY ?s ?p ?o",
}
BOOLEAN_AND_GRAPH_QUERIES = {
    "ask true": "ASK { mission:change-6 ilrs:hasPartner agent:cnes }",
    "ask false": "ASK { mission:change-6 ilrs:hasPartner agent:draper }",
    "construct": "CONSTRUCT { ?m ilrs:hasPartner ?p } WHERE { ?m a ilrs:FarSideMission ; ilrs:hasPartner ?p }",
    "describe": "DESCRIBE agent:irf",
}


def queries() -> Iterator[Case]:
    """Queries of every form."""
    for name, text in QUERIES.items():
        yield from in_forms("query", name, ("query", text), "csv", "json")
    for name, text in BOOLEAN_AND_GRAPH_QUERIES.items():
        yield case("query", name, "query", text)
    for name in ("construct", "describe"):
        yield from in_forms("query", name, ("query", BOOLEAN_AND_GRAPH_QUERIES[name]), "ttl", "nt")
    yield from in_forms("query", "select", ("query", QUERIES["select"]), "table")
    yield case("query", "file", "query", "in/query/partners.rq")
    yield case("query", "stdin", "query", "-", stdin="in/query/partners.rq")
    yield case("query", "stdin of a process", "query", "-", stdin="in/query/partners.rq", process=True)
    for day in DAYS:
        yield case("query", f"as of {day}", "query", QUERIES["optional"], AS_OF, day)


def times() -> Iterator[Case]:
    """Timelines, and numbers of the graph."""
    yield from in_forms("timeline", "all", ["timeline"], "csv", "json", "svg", "table")
    for thing in ("change-6", "clep", "event:change-7-launch"):
        yield from in_forms("timeline", thing, ("timeline", "--of", thing), "csv", "json", "svg")
    two = ("timeline", "--of", "change-6", "--of", "change-4")
    yield from in_forms("timeline", "two missions", two, "csv", "svg")
    for day in DAYS:
        yield from in_forms("timeline", f"as of {day}", ("timeline", AS_OF, day), "csv", "json", "svg")
    yield from in_forms("info", "now", ["info"], "text", "json")
    yield from in_forms("info", f"as of {DAYS[0]}", ("info", AS_OF, DAYS[0]), "json")


# explain

FACTS = tuple(
    tuple(line.strip().split(" | "))
    for line in """
    change-6 | a | FarSideMission
    change-6 | hasPartner | cnes
    change-6 | launchDate | 2024-05-03
    Chang'e 6 | launch date | 2024-05-03
    change-6 | landedInRegion | far-side
    change-6 | hasPartnerState | sweden
    change-6 | hasPartnerContribution | contribution:change-6-irf-nils
    change-6 | label | "嫦娥六号"@zh
    change-6 | operator | cnsa
    change-6 | status | flown
    change-6 | distinction | first-far-side-sample-return
    change-6 | carriesPayload | item:dorn
    change-4 | hasPartner | irf
    queqiao | supportsMission | change-4
    queqiao | launchDate | 2018-05-20
    queqiao-2 | kind | ilrs:Mission
    luna-25 | attemptedLandingInRegion | south-pole
    ilrs-5 | inPhase | phase:ilrs-2021-construction-2
    change-3 | landingDate | 2013-12-14
    change-3 | carriesPayload | item:euvc-change-3
    change-6 | hasPartner | irf
    change-8 | plannedLandingRegion | mons-mouton
    change-8 | landsInRegion | feature:mons-mouton
    change-8 | programmeRole | pathfinder
    change-8 | partOfProgramme | clep
    change-8 | plannedLaunchNotBefore | 2029-01-01
    ilrs-5 | plannedLaunchNotAfter | 2035-12-31
    ilrs-5 | objective | moon-based-astronomy
    change-7 | launchedBy | long-march-5
    change-6 | hasContributor | shanghai-jiao-tong-university
    cnes | a | Agent
    cnes | a | Organisation
    cnes | ofState | france
    china | cooperatesWith | roscosmos
    china | partyTo | agreement:cnsa-roscosmos-ilrs-2021
    cnes | schema:sameAs | https://en.wikipedia.org/wiki/CNES
    dlr | schema:sameAs | http://www.wikidata.org/entity/Q157332
    turkiye | countedAmong | ilrs
    programme:chinese-crewed-lunar | initiatedBy | china
    programme:ilrs | coordinatedBy | roscosmos
    programme:ilrs | partnerStateCount | 20
    long-march-9 | liftOffMass | 4000000
    collection:change-5 | distributedMass | 0.00218
    dorn | mass | 4.5
    item:dorn | a | Item
    event:change-6-launch | eventDate | 2024-05-03
    event:change-6-launch | a | Event
    event:change-6-launch | bestClaim | claim:change-6-launch-event-date-jonathan-mcdowell-2024-12-20
    claim:change-6-operator-cnsa-2024-06-02 | knownFrom | 2024-06-02
    source:cnes-dorn | issuedNotAfter | 2026-11-22
    contribution:change-6-cnes-dorn | jointWith | contribution:change-6-cea-dorn
    ilrs:FarSideMission | subClassOf | ilrs:Mission
    """.strip().splitlines()
)
"""What is explained: an example of every property that the graph infers, and stated facts."""
ABSENT = tuple(
    tuple(line.strip().split(" | "))
    for line in """
    change-6 | hasPartner | draper
    change-6 | hasPartner | shanghai-jiao-tong-university
    change-5 | a | FarSideMission
    change-6 | launchDate | 2024-05-04
    change-7 | hasPartner | cnsa
    change-7 | hasPartner | agent:asi
    change-3 | landedInRegion | far-side
    change-8 | launchDate | 2028-08-01
    cnsa | a | State
    cnes | ofState | italy
    queqiao | supportsMission | change-8
    queqiao | carriesPayload | item:dorn
    tianwen-1 | a | FarSideMission
    item:dorn | a | Mission
    luna-25 | landedInRegion | south-pole
    irap | subOrganizationOf | cnes
    event:change-6-launch | bestClaim | claim:change-6-launch-event-date-cnsa-2024-05-03
    """.strip().splitlines()
)
"""What does not hold."""


def explanations() -> Iterator[Case]:
    """Facts and absences."""
    for fact in (*FACTS, *ABSENT):
        yield from in_forms("explain", " ".join(fact), ("explain", *fact), "json")
    for fact in (*FACTS[:4], *FACTS[11:14], *ABSENT[:4]):
        yield from in_forms("explain", " ".join(fact), ("explain", *fact), "text", "dot", "svg")
    for fact in FACTS[1:4]:
        yield from in_forms(
            "explain", f"{' '.join(fact)} as of {DAYS[0]}", ("explain", *fact, AS_OF, DAYS[0]), "json", "text"
        )


# export

EXPORTS = ("ttl", "nt", "nq", "trig", "rdfxml", "jsonld")


def exports() -> Iterator[Case]:
    """The graph and parts of it in six formats."""
    yield from in_forms("export", "whole", ["export"], *EXPORTS)
    yield from in_forms("export", "asserted", ("export", "--asserted"), "ttl")
    yield from in_forms("export", "ontology", ("export", "--ontology"), "ttl")
    yield from in_forms("export", "asserted and ontology", ("export", "--asserted", "--ontology"), "nt")
    for thing in ("change-6", "ilrs", "item:dorn", "collection:change-5"):
        yield from in_forms("export", thing, ("export", "--thing", thing), "ttl")
    yield from in_forms("export", "agent:irf", ("export", "--thing", "agent:irf"), "ttl", "jsonld")
    yield from in_forms("export", "change-6 asserted", ("export", "--thing", "change-6", "--asserted"), "nt")
    for day in DAYS:
        yield from in_forms("export", f"as of {day}", ("export", AS_OF, day), "nt")
    yield from in_forms("export", "thing as of", ("export", "--thing", "change-6", AS_OF, DAYS[0]), "ttl")
    yield case("export", "process", "export", "--thing", "agent:irf", process=True)


# check

MANY_FORMS = (
    "good.ttl", "near-names.ttl", "syntax-bad.jsonld", "unreadable.ttl", "two-types-of-thing.ttl",
    "sheet-bad-cells.csv", "denied-claim.ttl",
)  # fmt: skip
"""Inputs that are reported in every format."""


def checks() -> Iterator[Case]:
    """Every file of `inputs/check`, alone, together and taken away; formats, options, the whole graph."""
    files = sorted(path.name for path in (INPUTS / "check").iterdir())
    for name in files:
        yield from in_forms("check", name, ("check", f"in/check/{name}"), "json")
    for name in MANY_FORMS:
        forms = ("text", "sarif", "junit", "github", "turtle")
        yield from in_forms("check", name, ("check", f"in/check/{name}"), *forms)
    for name in ("good.ttl", "near-names.ttl", "second-contributor.ttl", "missing-should.ttl"):
        words = ("check", f"in/check/{name}", SHACL, "pyshacl")
        yield from in_forms("check", f"{name} other engine", words, "json")
    several = ("good.ttl", "near-names.ttl", "syntax-bad.rdf", "unreadable.nt", "sheet-bad-cells.csv")
    yield from in_forms("check", "several files", ("check", *(f"in/check/{n}" for n in several)), "json", "text")
    for name in ("state", "label", "absent", "source-type", "operator"):
        yield from in_forms("check", f"remove {name}", ("check", "--remove", f"in/check/remove-{name}.ttl"), "json")
    swap = ("check", "in/check/add-state.ttl", "--remove", "in/check/remove-state.ttl")
    yield from in_forms("check", "replace state", swap, "json")
    yield from in_forms("check", "remove and break", ("check", "in/check/near-names.ttl", "--remove",
                        "in/check/remove-label.ttl"), "json", "text")  # fmt: skip
    for severity in ("violation", "warning", "info"):
        words = ("check", "in/check/no-operator.ttl", "--fail-on", severity)
        yield from in_forms("check", f"fail on {severity}", words, "text")
    stdin = ("check", "-", "--syntax", "turtle")
    yield case("check", "stdin", *stdin, stdin="in/check/near-names.ttl")
    yield case("check", "stdin of a process", *stdin, stdin="in/check/near-names.ttl", process=True)
    yield case("check", "stdin sheet", "check", "-", stdin="in/check/sheet-bad-cells.csv")
    yield case("check", "stdin JSON-LD", "check", "-", "--syntax", "jsonld", stdin="in/check/syntax-bad.jsonld")
    yield case("check", "wrong syntax", "check", "in/check/good.ttl", "--syntax", "rdfxml")
    yield case("check", "too large", "check", "in/check/good.ttl", "--max-mb", "0.001")
    yield case("check", "unreadable, as a process", "check", "in/check/unreadable.ttl", process=True)
    yield from in_forms("check", "all", ("check", "--all"), "json")


# change


def additions() -> Iterator[Case]:
    """What `add` would do with every file of `inputs/add`."""
    for path in sorted((INPUTS / "add").iterdir()):
        yield case("add", path.name, "add", "--dry-run", *BY, f"in/add/{path.name}")
    label, agent = "in/add/label.ttl", "in/add/agent.ttl"
    yield case("add", "by an agent", "add", "--dry-run", "--by", "agent:cnes", "--on", "2026-11-22", label)
    yield case("add", "another year", "add", "--dry-run", "--by", "Ada", "--on", "2027-01-01", label)
    yield case("add", "into", "add", "--dry-run", *BY, "--into", "agents/states.ttl", agent)
    yield case("add", "into a new file", "add", "--dry-run", *BY, "--into", "agents/golden.ttl", agent)
    yield case("add", "two files", "add", "--dry-run", *BY, label, agent)
    yield case("add", "already there", "add", "--dry-run", *BY, "in/check/already-there.ttl")
    yield case("add", "stdin", "add", "--dry-run", *BY, "-", "--syntax", "turtle", stdin=agent)
    yield case("add", "process", "add", "--dry-run", *BY, agent, process=True)


def differences() -> Iterator[Case]:
    """Files, folders and roots compared."""
    quick = "--no-answers"
    pairs = {
        "files": ("in/diff/old.ttl", "in/diff/new.ttl"),
        "the other way": ("in/diff/new.ttl", "in/diff/old.ttl"),
        "folders": ("in/diff/one", "in/diff/two"),
        "file and folder": ("in/diff/old.ttl", "in/diff/two"),
        "same in another order": ("in/diff/old.ttl", "in/diff/same.ttl"),
        "same in another syntax": ("in/diff/new.ttl", "in/diff/new.nt"),
        "roots": (".", "after"),
    }
    for name, pair in pairs.items():
        every = ("text", "json", "patch") if name == "files" else ("text",)
        yield from in_forms("diff", name, ("diff", *pair, quick), *every)
    yield from in_forms("diff", "against the graph", ("diff", "after", quick), "text")
    yield from in_forms("diff", "roots with answers", ("diff", "after", "."), "json")
    yield from in_forms("diff", "roots as a patch", ("diff", "after", ".", quick), "patch")
    words = ("diff", "in/diff/old.ttl", "in/diff/new.ttl")
    yield from in_forms("diff", "files with answers", words, "text")
    yield from in_forms("diff", "files with reasoning", (*words, "--reasoning"), "json")
    yield case("diff", "process", *words, quick, process=True)


def sheets_and_layout() -> Iterator[Case]:
    """Templates, and the canonical form."""
    yield case("template", "list", "template")
    for path in sorted((INPUTS / "check").glob("sheet-*.csv")):
        kind = path.stem.removeprefix("sheet-")
        if kind in ("contribution", "payload", "agreement", "membership", "transfer", "date-claim", "source"):
            yield case("template", kind, "template", kind)
    yield case("format", "data", "format", "--check", "data", "ontology")
    for name in ("canonical.ttl", "draft.ttl", "unreadable.ttl"):
        yield case("format", f"check {name}", "format", "--check", f"in/format/{name}")
    yield case("format", "stdin", "format", "-", stdin="in/format/draft.ttl")
    yield case("format", "check stdin", "format", "--check", "-", stdin="in/format/draft.ttl")
    yield case("format", "unreadable stdin", "format", "-", stdin="in/format/unreadable.ttl")
    yield case("format", "stdin not UTF-8", "format", "-", stdin="in/check/not-utf8.ttl")
    yield case("format", "stdin of a process", "format", "-", stdin="in/format/draft.ttl", process=True)


# wrong usage

USAGE = {
    "unknown verb": ["shw"],
    "far verb": ["frobnicate"],
    "verb with a typo": ["exprot"],
    "root without folders": ["--root", "in", "info"],
    "missing root": ["info", "--root", "nowhere"],
    "unknown thing": ["show", "nope"],
    "near thing": ["show", "chang-6"],
    "near CURIE": ["show", "mission:chang-6"],
    "unknown prefix": ["show", "nope:change-6"],
    "unknown IRI": ["show", "https://example.org/x"],
    "thing not in Latin": ["show", "嫦娥"],
    "empty thing": ["show", ""],
    "ambiguous label": ["show", "Blue Ghost Mission"],
    "show without thing": ["show"],
    "two things": ["show", "a", "b"],
    "format of show": ["show", "change-6", FORMAT, "csv"],
    "suffix of show": ["show", "change-6", "-o", "x.csv"],
    "folder of output": ["show", "change-6", "-o", "nowhere/x.txt"],
    "bad day": ["show", "change-6", AS_OF, "tomorrow"],
    "impossible day": ["info", AS_OF, "2023-02-30"],
    "month as day": ["info", AS_OF, "2023-10"],
    "day without value": ["info", AS_OF],
    "day and endpoint": ["query", "ASK {}", AS_OF, "2023-10-31", "--endpoint", "http://127.0.0.1:9/"],
    "unknown reasoner": ["info", REASONER, "hermit"],
    "unknown option": ["info", "--colour"],
    "unknown question": ["ask", "far-side-partner"],
    "far question": ["ask", "zzz"],
    "question not ASCII": ["ask", "嫦娥"],
    "unknown parameter": ["ask", "far-side-partners", "--missoin", "change-6"],
    "parameter without value": ["ask", "far-side-partners", "--mission"],
    "parameter twice": ["ask", "far-side-partners", "--mission", "change-6", "--mission", "change-4"],
    "word too many": ["ask", "far-side-partners", "change-6"],
    "value of another class": ["ask", "far-side-partners", "--mission", "change-66"],
    "thing of another class": ["ask", "far-side-partners", "--mission", "cnes"],
    "near value": ["ask", "far-side-partners", "--state", "itly"],
    "date parameter": ["ask", "open-calls", "--on", "soon"],
    "integer parameter": ["ask", "article-check", "--number", "x"],
    "boolean parameter": ["ask", "single-source-facts", "--weak", "perhaps"],
    "format of ask": ["ask", "far-side-partners", FORMAT, "xml"],
    "format of the list": ["ask", FORMAT, "html"],
    "explain as a table": ["ask", "landing-regions", "--explain", FORMAT, "csv"],
    "query without text": ["query"],
    "missing query file": ["query", "missing.rq"],
    "query that does not parse": ["query", "SELECT ?x { ?x a"],
    "typo in a query": ["query", "SELCT ?x { ?x a ?y }"],
    "unknown prefix in a query": ["query", "SELECT ?x { ?x nope:a ?y }"],
    "SERVICE": ["query", "SELECT ?x { SERVICE <http://127.0.0.1:9/> { ?x a ?y } }"],
    "FROM": ["query", "SELECT ?x FROM <http://example.org/> { ?x a ?y }"],
    "update": ["query", "INSERT DATA { mission:a a ilrs:Mission }"],
    "empty query": ["query", " "],
    "deep query": ["query", "SELECT ?x " + "{" * 300 + "}" * 300],
    "SELECT as Turtle": ["query", "SELECT ?x { ?x a ilrs:State }", FORMAT, "ttl"],
    "CONSTRUCT as CSV": ["query", "CONSTRUCT { ?x a ?y } WHERE { ?x a ?y }", FORMAT, "csv"],
    "unknown subject": ["explain", "chang-6", "hasPartner", "cnes"],
    "unknown predicate": ["explain", "change-6", "hasPartnr", "cnes"],
    "unknown object": ["explain", "change-6", "hasPartner", "cnse"],
    "unknown class": ["explain", "change-6", "a", "FarSideMision"],
    "explain two words": ["explain", "change-6", "hasPartner"],
    "format of explain": ["explain", "change-6", "hasPartner", "cnes", FORMAT, "csv"],
    "format of export": ["export", FORMAT, "xml"],
    "suffix of export": ["export", "-o", "x.docx"],
    "unknown thing of export": ["export", "--thing", "chang-6"],
    "unknown thing of timeline": ["timeline", "--of", "chang-6"],
    "thing without events": ["timeline", "--of", "cnes", FORMAT, "csv"],
    "format of timeline": ["timeline", FORMAT, "png"],
    "format of info": ["info", FORMAT, "csv"],
    "unknown template": ["template", "contributions"],
    "far template": ["template", "zzz"],
    "check nothing": ["check"],
    "check all and files": ["check", "--all", "in/check/good.ttl"],
    "missing file": ["check", "missing.ttl"],
    "folder for a file": ["check", "data"],
    "suffix of a file": ["check", "in/check/unknown.suffix"],
    "unknown syntax": ["check", "in/check/good.ttl", "--syntax", "turtel"],
    "unknown severity": ["check", "in/check/good.ttl", "--fail-on", "error"],
    "unknown SHACL engine": ["check", "in/check/good.ttl", SHACL, "magic"],
    "size not a number": ["check", "in/check/good.ttl", "--max-mb", "many"],
    "format of check": ["check", "in/check/good.ttl", FORMAT, "csv"],
    "suffix of check": ["check", "in/check/good.ttl", "-o", "x.csv"],
    "missing removal": ["check", "--remove", "missing.ttl"],
    "add nothing": ["add"],
    "add a missing file": ["add", "--dry-run", *BY, "missing.ttl"],
    "add on a bad day": ["add", "--dry-run", "--by", "Ada", "--on", "soon", "in/add/label.ttl"],
    "add into another folder": ["add", "--dry-run", *BY, "--into", "../x.ttl", "in/add/agent.ttl"],
    "add into no Turtle": ["add", "--dry-run", *BY, "--into", "agents/x.csv", "in/add/agent.ttl"],
    "add by an unknown agent": ["add", "--dry-run", "--by", "agent:nobody", "--on", "2026-11-22", "in/add/label.ttl"],
    "add by nobody": ["add", "--dry-run", "--by", " ", "--on", "2026-11-22", "in/add/label.ttl"],
    "diff nothing": ["diff"],
    "diff a missing file": ["diff", "in/diff/old.ttl", "missing.ttl"],
    "diff an unreadable file": ["diff", "in/diff/old.ttl", "in/diff/unreadable.ttl"],
    "diff a folder without RDF": ["diff", "in/diff/old.ttl", "in/diff/empty-folder"],
    "diff a revision without repository": ["diff", "HEAD~3"],
    "diff three": ["diff", "a", "b", "c"],
    "diff a range and a file": ["diff", "HEAD..HEAD", "in/diff/new.ttl"],
    "diff a sheet": ["diff", "in/add/source.csv", "in/diff/new.ttl"],
    "format of diff": ["diff", "in/diff/old.ttl", "in/diff/new.ttl", FORMAT, "csv"],
    "format nothing": ["format"],
    "format a missing file": ["format", "missing.ttl"],
    "format another syntax": ["format", "in/diff/new.ttl", "in/diff/new.nt"],
    "format stdin and files": ["format", "-", "in/format/draft.ttl"],
    "malformed address": ["query", "ASK {}", "--endpoint", "nowhere"],
}
"""Command lines that are wrong, by name."""
PROCESSES = ("unknown verb", "near thing", "missing file", "query that does not parse")
"""Which of them are run as a process too."""


def usage() -> Iterator[Case]:
    """Wrong usage."""
    for name, words in USAGE.items():
        yield case("usage", name, *words)
    for name in PROCESSES:
        yield case("usage", f"{name}, as a process", *USAGE[name], process=True)


CASES: tuple[Case, ...] = tuple(
    each
    for some in (questions, answers, shows, queries, times, explanations, exports, checks, additions, differences,
                 sheets_and_layout, usage)
    for each in some()
)  # fmt: skip
"""All cases."""
