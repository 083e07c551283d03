"""Recall: every kind of mistake, put into a valid file, is found at its line and column; a valid file is left alone.

The files are written here, so that the place of every word is known.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import pytest

from ilrs_graph import LunarGraph
from ilrs_graph.findings import Finding, Report
from ilrs_graph.namespaces import PREFIXES
from ilrs_graph.render.report.text import finding_text

Place = tuple[int, int]
SYNTAXES = ("ttl", "nt")


@dataclass
class Block:
    """A subject with its rows of property and value, all as Turtle writes them."""

    subject: str
    rows: list[tuple[str, str]]

    def row(self, prop: str) -> int:
        """Return the number of the first row of a property."""
        return next(i for i, (p, _) in enumerate(self.rows) if p == prop)

    def put(self, prop: str, value: str) -> int:
        """Give the first row of a property another value."""
        number = self.row(prop)
        self.rows[number] = (prop, value)
        return number

    def add(self, prop: str, value: str) -> int:
        """Add a row at the end."""
        self.rows.append((prop, value))
        return len(self.rows) - 1

    def drop(self, prop: str) -> None:
        """Remove all rows of a property."""
        self.rows = [row for row in self.rows if row[0] != prop]


@dataclass
class Document:
    """Blocks by name, and the places of their words once they are written."""

    blocks: dict[str, Block]
    places: dict[tuple[str, int, str], Place] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Block:
        return self.blocks[name]


def clean(seed: int) -> Document:
    """Return a document without mistakes: a mission, its launch, an instrument, its contribution, and a source."""
    rng = random.Random(seed)
    word = "".join(rng.choices("bcdfghklmnprstvz", k=7))
    day = f"20{rng.randrange(31, 60)}-{rng.randrange(1, 13):02}-{rng.randrange(1, 28):02}"
    source = ("prov:wasDerivedFrom", f"source:{word}")

    def label(text: str, language: str = "en") -> tuple[str, str]:
        return "rdfs:label", f'"{text} {word.title()}"@{language}'

    def claim(kind: str, subject: str, prop: str, *value: tuple[str, str]) -> list[tuple[str, str]]:
        return [
            ("rdf:type", kind), ("ilrs:subject", subject), ("ilrs:property", prop), *value,
            ("ilrs:modality", "modality:actual"), ("ilrs:polarity", "polarity:asserted"), ("ilrs:rank", "rank:normal"),
            ("ilrs:assertedBy", "agent:cnsa"), ("ilrs:statedOn", f'"{day}"^^xsd:date'), source,
        ]  # fmt: skip

    dated = [("ilrs:edtfDate", f'"{day}"^^edtf:EDTF'), ("ilrs:notBefore", f'"{day}"^^xsd:date'),
             ("ilrs:notAfter", f'"{day}"^^xsd:date')]  # fmt: skip
    mass = ("ilrs:valueLiteral", f'"{rng.randrange(1, 90)}.5"^^xsd:decimal')
    blocks = {
        "source": Block(f"source:{word}", [
            ("rdf:type", "ilrs:Source"), label("A page on"), ("dcterms:publisher", "agent:cnsa"),
            ("dcterms:issued", f'"{day}"^^xsd:date'), ("dc:language", '"zh"'),
            ("ilrs:url", f'"https://www.cnsa.gov.cn/{word}"^^xsd:anyURI'), ("ilrs:sourceKind", "source-kind:agency")]),
        "agent": Block(f"agent:{word}", [
            ("rdf:type", "ilrs:University"), label("University of"), ("ilrs:ofState", "agent:france"), source]),
        "item": Block(f"item:{word}", [
            ("rdf:type", "ilrs:Instrument"), label("Spectrometer"), label("光谱仪", "zh"), source]),
        "mission": Block(f"mission:{word}", [
            ("rdf:type", "ilrs:Mission"), label("Mission"), label("任务", "zh"),
            ("ilrs:missionKind", "mission-kind:lander"), source]),
        "launch": Block(f"event:{word}-launch", [
            ("rdf:type", "ilrs:Launch"), ("ilrs:ofMission", f"mission:{word}"), source]),
        "contribution": Block(f"contribution:{word}", [
            ("rdf:type", "ilrs:Contribution"), ("ilrs:contributor", f"agent:{word}"),
            ("ilrs:toward", f"mission:{word}"), ("ilrs:contributes", f"item:{word}"), ("ilrs:contributionKind",
                "contribution-kind:instrument"),
            ("ilrs:contributionRole", "contribution-role:lead"), source]),
        "operator": Block(f"claim:{word}-operator", claim(
            "ilrs:Claim", f"mission:{word}", "ilrs:operator", ("ilrs:valueEntity", "agent:cnsa"),
            ("ilrs:paraphrase", '"The agency operates the mission."@en'))),
        "date": Block(f"claim:{word}-launch", claim(
            "ilrs:DateClaim", f"event:{word}-launch", "ilrs:eventDate", *dated)),
        "mass": Block(f"claim:{word}-mass", claim(
            "ilrs:QuantityClaim", f"item:{word}", "ilrs:mass", mass, ("qudt:hasUnit", "unit:KiloGM"))),
        "status": Block(f"claim:{word}-status", claim(
            "ilrs:StatusClaim", f"mission:{word}", "ilrs:status", ("ilrs:valueEntity", "status:flown"))),
        "outcome": Block(f"claim:{word}-outcome", claim(
            "ilrs:StatusClaim", f"event:{word}-launch", "ilrs:outcome", ("ilrs:valueEntity", "outcome:success"))),
    }  # fmt: skip
    for block in blocks.values():
        rest = block.rows[1:]
        rng.shuffle(rest)
        block.rows = [block.rows[0], *rest]
    names = list(blocks)
    rng.shuffle(names)
    return Document({name: blocks[name] for name in names})


def written(document: Document, syntax: str, seed: int) -> str:
    """Return the text of a document, and note in it the place of each word."""
    return (_turtle if syntax == "ttl" else _ntriples)(document, random.Random(seed))


def _turtle(document: Document, rng: random.Random) -> str:
    text = "".join(f"@prefix {p}: <{iri}> .\n" for p, iri in PREFIXES.items())
    for name, block in document.blocks.items():
        text += rng.choice(["\n", "\n\n", "\n# 嫦娥 [ ; ] . <a>\n", "\n  "])
        here, text = _place(text), text + block.subject
        for i, (prop, value) in enumerate(block.rows):
            text += rng.choice([" ;\n    ", " ; ", ";\n\t# a comment\n\t"]) if i else rng.choice([" ", "\n  "])
            document.places[name, i, "subject"] = here
            document.places[name, i, "predicate"] = _place(text)
            text += ("a" if prop == "rdf:type" and rng.random() < 0.8 else prop) + rng.choice([" ", "  ", "\n\t"])
            document.places[name, i, "value"] = _place(text)
            text += value
        text += rng.choice([" .", "\n."])
    return text + "\n"


def _ntriples(document: Document, rng: random.Random) -> str:
    text = ""
    for name, block in document.blocks.items():
        for i, (prop, value) in enumerate(block.rows):
            for part, term in (("subject", block.subject), ("predicate", prop), ("value", value)):
                document.places[name, i, part] = _place(text)
                text += full(term) + rng.choice([" ", "  "])
            text += ".\n"
    return text


def full(term: str) -> str:
    """Return a term of Turtle as N-Triples has it."""
    literal = re.fullmatch(r'("(?:[^"\\]|\\.)*")(?:(@[\w-]+)|\^\^(.+))?', term)
    if literal:
        text, language, datatype = literal.groups()
        return text + (language or "") + (f"^^{full(datatype)}" if datatype else "")
    if term.startswith(("<", "_:")):
        return term
    prefix, _, local = term.partition(":")
    return f"<{PREFIXES[prefix]}{local}>"


def _place(text: str) -> Place:
    return text.count("\n") + 1, len(text) - (text.rfind("\n") + 1) + 1


@dataclass(frozen=True)
class Expected:
    """The finding that a mistake must give: its code, and the block, row and part at which it stands."""

    code: str
    block: str
    row: int
    part: str
    says: str = ""


Mistake = Callable[[Document], Expected]
MISTAKES: dict[str, Mistake] = {}


def mistake(name: str) -> Callable[[Mistake], Mistake]:
    """Register a kind of mistake."""

    def register(make: Mistake) -> Mistake:
        MISTAKES[name] = make
        return make

    return register


def value(name: str, block: str, prop: str, wrong: str, code: str, says: str = "") -> None:
    """Register a mistake that gives a property another value, at which the finding must stand."""
    MISTAKES[name] = lambda d: Expected(code, block, d[block].put(prop, wrong), "value", says)


def more(name: str, block: str, prop: str, wrong: str, code: str, part: str = "value", says: str = "") -> None:
    """Register a mistake that adds a row."""
    MISTAKES[name] = lambda d: Expected(code, block, d[block].add(prop, wrong), part, says)


def less(name: str, block: str, prop: str, code: str) -> None:
    """Register a mistake that leaves a property out: the finding must stand at the subject."""

    def make(d: Document) -> Expected:
        d[block].drop(prop)
        return Expected(code, block, 0, "subject")

    MISTAKES[name] = make


value("misspelt class", "item", "rdf:type", "ilrs:Instrumnt", "unknown-term", "ilrs:Instrument")
value("class of another vocabulary", "item", "rdf:type", "schema:Thing", "unknown-term")
value("property for a class", "item", "rdf:type", "ilrs:contributor", "not-a-class")
value("axiom for a class", "item", "rdf:type", "owl:Class", "axiom")
value("class that follows", "mission", "rdf:type", "ilrs:FarSideMission", "derived-class")
value("text for a class", "item", "rdf:type", '"Instrument"', "unknown-term")
value("type in the name", "item", "rdf:type", "ilrs:Mission", "type-segment", "mission:")
more(
    "misspelt property",
    "contribution",
    "ilrs:contributer",
    "agent:cnes",
    "unknown-term",
    "predicate",
    "ilrs:contributor",
)
more("misspelt label", "item", "rdfs:lable", '"x"@en', "axiom", "predicate", "rdfs:label")
more(
    "misspelt property of others", "source", "dcterms:publishr", "agent:cnsa", "unknown-term", "predicate", "publisher"
)
more("foreign property", "item", "schema:colour", '"red"', "unknown-term", "predicate")
more("class for a property", "item", "ilrs:Mission", "mission:change-6", "not-a-property", "predicate")
more("misspelt term as a value", "operator", "ilrs:property", "ilrs:operatr", "unknown-term", says="ilrs:operator")
more("sameAs", "agent", "owl:sameAs", "agent:cnes", "axiom", "predicate")
more("imports", "agent", "owl:imports", "<http://127.0.0.1:9/x>", "import", "predicate")
more("derived by hand", "mission", "ilrs:hasPartner", "agent:cnes", "only-by-rule", "predicate")
more("claimed by hand", "item", "ilrs:mass", '"7.0"^^xsd:decimal', "only-by-claim", "predicate")
value("misspelt thing", "contribution", "ilrs:toward", "mission:change-66", "undescribed", "mission:change-6")
value("wrong prefix", "contribution", "ilrs:toward", "agent:change-6", "undescribed", "mission:change-6")
value("misspelt concept", "contribution", "ilrs:contributionKind", "contribution-kind:instrment", "undescribed",
      "contribution-kind:instrument")  # fmt: skip
value("code list that is none", "contribution", "ilrs:contributionRole",
      f"<{PREFIXES['contribution-role'][:-2]}/lead>", "undescribed")  # fmt: skip
value("http for https", "agent", "ilrs:ofState", "<http://w3id.org/ilrs-graph/id/agent/france>", "namespace")
value("publisher that is no agent", "source", "dcterms:publisher", "mission:change-6", "Source-publisher")
value("source that is none", "item", "prov:wasDerivedFrom", "agent:cnes", "Sourced-source")
value(
    "contributor that is no agent", "contribution", "ilrs:contributor", "mission:change-6", "Contribution-contributor"
)
value("wrong code list", "contribution", "ilrs:contributionKind", "modality:actual", "Contribution-kind")
value("state that is none", "agent", "ilrs:ofState", "agent:cnes", "Organisation-state")
more("second contributor", "contribution", "ilrs:contributor", "agent:cnes", "Contribution-contributor")
more("second state", "agent", "ilrs:ofState", "agent:italy", "Organisation-state")
more("second English label", "item", "rdfs:label", '"Another"@en', "Named-label")
more("label in a third language", "item", "rdfs:label", '"Spektrometer"@de', "Named-label")
more("label without a language", "item", "rdfs:label", '"Spectrometer"', "Named-label")
less("no contributor", "contribution", "ilrs:contributor", "Contribution-contributor")
less("no receiver", "contribution", "ilrs:toward", "Contribution-toward")
less("no label", "agent", "rdfs:label", "Named-label")
less("no source", "contribution", "prov:wasDerivedFrom", "Sourced-source")
less("no class", "item", "rdf:type", "untyped")
less("no date of the source", "source", "dcterms:issued", "Source-dated")
less("no address of the source", "source", "ilrs:url", "Source-url")
less("no speaker", "operator", "ilrs:assertedBy", "Claim-speaker")
less("no value", "operator", "ilrs:valueEntity", "ClaimValue")
less("no unit", "mass", "qudt:hasUnit", "QuantityMeasured")
less("no mission of an event", "launch", "ilrs:ofMission", "SpaceEvent-mission")
value("claim of what is not claimed", "operator", "ilrs:property", "ilrs:launchDate", "Claim-claimable")
value("day that does not exist", "source", "dcterms:issued", '"2031-02-30"^^xsd:date', "ill-typed")
value("date as a text", "operator", "ilrs:statedOn", '"May 2031"', "Claim-stated")
value("misspelt datatype", "source", "dcterms:issued", '"2031-02-03"^^xsd:dat', "ill-typed", "xsd:date")
value("number that never ends", "mass", "ilrs:valueLiteral", '"1E999999999"^^xsd:decimal', "ill-typed")
value("mass below zero", "mass", "ilrs:valueLiteral", '"-7.0"^^xsd:decimal', "QuantityClaim-value")
value("unit that is none of ours", "mass", "qudt:hasUnit", "unit:LB", "QuantityClaim-unit")
value("malformed EDTF", "date", "ilrs:edtfDate", '"May 2031"^^edtf:EDTF', "DateClaim-edtf")
value("first day after the last", "date", "ilrs:notBefore", '"2099-01-01"^^xsd:date', "DateClaim-first")
value("address without http", "source", "ilrs:url", '"www.cnsa.gov.cn"^^xsd:anyURI', "Source-url")
value("language in words", "source", "dc:language", '"English"', "Source-language")
value("text for a thing", "contribution", "ilrs:contributor", '"CNES"', "sort-of-value")
value("thing for a text", "source", "dc:language", "agent:cnsa", "sort-of-value")


@mistake("two types of thing")
def _clash(d: Document) -> Expected:
    return Expected("cax-adc", "agent", d["agent"].add("rdf:type", "ilrs:State"), "value", "DisjointClasses")


@mistake("operator that nobody claims")
def _no_operator(d: Document) -> Expected:
    del d.blocks["operator"]
    return Expected("MissionOperator-claim", "mission", 0, "subject")


@mistake("no English label")
def _no_english(d: Document) -> Expected:
    rows = d["item"].rows
    d["item"].rows = [row for row in rows if not row[1].endswith("@en")]
    return Expected("Named-english", "item", d["item"].row("rdfs:label"), "value")


@mistake("name that is taken")
def _same_name(d: Document) -> Expected:
    d["agent"].drop("rdfs:label")
    row = d["agent"].add("rdfs:label", '"cnes,  National Centre for Space-Studies"@en')
    return Expected("same-name", "agent", row, "value", "agent:cnes")


@mistake("name that is no slug")
def _no_slug(d: Document) -> Expected:
    d["agent"].subject = "agent:Univ_of_Kiel"
    d["contribution"].put("ilrs:contributor", "agent:Univ_of_Kiel")
    return Expected("slug", "agent", 0, "subject", "agent:univ-of-kiel")


@mistake("type that is none")
def _no_type(d: Document) -> Expected:
    d["agent"].subject = "<https://w3id.org/ilrs-graph/id/agnet/kiel>"
    d["contribution"].put("ilrs:contributor", "agent:cnes")
    return Expected("type-segment", "agent", 0, "subject", "agent:")


@mistake("thing outside our space")
def _foreign(d: Document) -> Expected:
    d["agent"].subject = "<http://example.org/kiel>"
    d["contribution"].put("ilrs:contributor", "<http://example.org/kiel>")
    return Expected("foreign", "agent", 0, "subject")


@mistake("subject without a name")
def _blank_subject(d: Document) -> Expected:
    d["contribution"].subject = "_:b"
    return Expected("blank-node", "contribution", 0, "subject", "contribution:")


@mistake("value without a name")
def _blank_value(d: Document) -> Expected:
    return Expected("blank-node", "contribution", d["contribution"].put("ilrs:contributes", "_:b"), "value")


@mistake("deprecated without a reason")
def _deprecated(d: Document) -> Expected:
    d["operator"].put("ilrs:rank", "rank:deprecated")
    return Expected("DeprecatedRank", "operator", 0, "subject")


@mistake("two values")
def _two_values(d: Document) -> Expected:
    d["operator"].add("ilrs:valueLiteral", '"CNSA"')
    return Expected("ClaimValue", "operator", 0, "subject")


def _again(d: Document, name: str, **other: str) -> Block:
    """Add a copy of a claim with other values."""
    block = d[name]
    copy = Block(f"{block.subject}-z2", list(block.rows))
    for prop, each in other.items():
        copy.put(f"ilrs:{prop}", each)
    d.blocks["again"] = copy
    return copy


@mistake("claim told twice")
def _twice(d: Document) -> Expected:
    _again(d, "operator")
    return Expected("ClaimOnce", "again", 0, "subject")


@mistake("masses that differ")
def _masses(d: Document) -> Expected:
    _again(d, "mass", valueLiteral='"400.0"^^xsd:decimal', assertedBy="agent:esa")
    return Expected("ValueConflict", "mass", 0, "subject")


@mistake("dates that differ")
def _dates(d: Document) -> Expected:
    late = dict.fromkeys(("notBefore", "notAfter"), '"2030-01-01"^^xsd:date')
    _again(d, "date", edtfDate='"2030-01-01"^^edtf:EDTF', assertedBy="agent:esa", **late)
    return Expected("DateConflict", "date", 0, "subject")


def _dated(d: Document, day: str) -> Expected:
    d["date"].put("ilrs:notAfter", f'"{day}"^^xsd:date')
    return Expected("", "date", d["date"].put("ilrs:notBefore", f'"{day}"^^xsd:date'), "value", f"begins on {day}")


@mistake("actual date after it was stated")
def _actual_later(d: Document) -> Expected:
    return replace(_dated(d, "2090-01-01"), code="ActualBeforeStated")


@mistake("actual date in the future")
def _actual_to_come(d: Document) -> Expected:
    return replace(_dated(d, "2101-01-01"), code="ActualByToday")


value(
    "statement after its page", "mass", "ilrs:statedOn", '"2090-01-01"^^xsd:date', "StatedBeforeReported", "every page"
)
value("statement in the future", "mass", "ilrs:statedOn", '"2101-01-01"^^xsd:date', "StatedByToday", "in the future")


@mistake("denial")
def _denial(d: Document) -> Expected:
    _again(d, "operator", polarity="polarity:denied", assertedBy="agent:esa")
    return Expected("PolarityConflict", "operator", 0, "subject")


SEEDS = [0, *(pytest.param(seed, marks=pytest.mark.soak) for seed in range(1, 10))]
"""Ten files of each kind and syntax as a soak, one otherwise."""


def checked(graph: LunarGraph, text: str, syntax: str, folder: Path) -> Report:
    file = folder / f"new.{syntax}"
    file.write_text(text, encoding="utf-8")
    return graph.check(file, today=date(2100, 1, 1))


def test_there_are_many_kinds_of_mistakes() -> None:
    assert len(MISTAKES) >= 60


@pytest.mark.parametrize("syntax", SYNTAXES)
@pytest.mark.parametrize("seed", [*range(5), *(pytest.param(n, marks=pytest.mark.soak) for n in range(5, 50))])
def test_a_valid_file_is_left_alone(seed: int, syntax: str, small_graph: LunarGraph, tmp_path: Path) -> None:
    report = checked(small_graph, written(clean(seed), syntax, seed), syntax, tmp_path)
    assert [finding_text(f) for f in report] == []


@pytest.mark.parametrize("syntax", SYNTAXES)
@pytest.mark.parametrize("name", MISTAKES)
@pytest.mark.parametrize("seed", SEEDS)
def test_every_mistake_is_found_where_it_stands(
    seed: int, name: str, syntax: str, small_graph: LunarGraph, tmp_path: Path
) -> None:
    document = clean(seed)
    expected = MISTAKES[name](document)
    report = checked(small_graph, written(document, syntax, seed), syntax, tmp_path)
    line, column = document.places[expected.block, expected.row, expected.part]
    told = "\n".join(map(finding_text, report))
    found = [f for f in report if (f.code, f.line, f.column) == (expected.code, line, column)]
    assert found, f"{expected.code} at {line}:{column}, but\n{told}"
    assert any(expected.says in finding_text(f) for f in found), told
    assert all(f.reason and f.remedy and f.message.endswith((".", "?")) for f in report), told
    wrong = {full(document[expected.block].subject)}
    wrong |= {subject.replace("-z2>", ">") for subject in wrong}  # the claim that it is a copy of
    assert strangers(report, document, wrong) == [], told


def strangers(report: Report, document: Document, wrong: set[str]) -> list[Finding]:
    """Return the findings about things that have nothing to do with what is wrong."""
    if any(s.startswith("_:") for s in wrong):
        return []  # the finding gives the node a name of its own
    around = set(wrong)
    for block in document.blocks.values():
        terms = {full(block.subject), *(full(value) for _, value in block.rows)}
        if terms & wrong:
            around |= terms
    return [f for f in report if f.focus not in around]


BROKEN = {
    ("full stop left out", "ttl"): ("agent:x a ilrs:Company\nagent:y a ilrs:Company .\n", (2, 1)),
    ("string left open", "ttl"): ('agent:x rdfs:label "x .\n', (1, 20)),
    ("prefix that is not declared", "ttl"): ("agent:x a ilsr:Company .\n", (1, 11)),
    ("space in an IRI", "ttl"): ("<http://a b> a ilrs:Company .\n", (1, 1)),
    ("no value", "ttl"): ("agent:x a .\n", (1, 11)),
    ("full stop left out", "nt"): ('<http://a/x> <http://a/p> "x"\n<http://a/y> <http://a/p> "x" .\n', (2, 1)),
    ("string left open", "nt"): ('<http://a/x> <http://a/p> "x .\n', (1, 27)),
    ("prefix", "nt"): ('<http://a/x> rdfs:label "x" .\n', (1, 14)),
    ("space in an IRI", "nt"): ('<http://a b> <http://a/p> "x" .\n', (1, 1)),
    ("no value", "nt"): ("<http://a/x> <http://a/p> .\n", (1, 27)),
}
"""What does not parse, and the place of the first token that cannot stand where it does."""


@pytest.mark.parametrize(("name", "syntax"), BROKEN)
@pytest.mark.parametrize("seed", range(3))
def test_syntax_errors_are_found_at_their_token(
    name: str, syntax: str, seed: int, small_graph: LunarGraph, tmp_path: Path
) -> None:
    broken, (line, column) = BROKEN[name, syntax]
    before = written(clean(seed), syntax, seed)
    report = checked(small_graph, before + broken, syntax, tmp_path)
    assert report.unreadable
    assert {f.kind for f in report} == {"syntax"}
    first = next(iter(report))
    assert (first.line - before.count("\n"), first.column) == (line, column)
