"""Every shape has examples that fail and pass it, and the reference implementation says the same."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import pyshacl
import pytest
import rdflib
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from ilrs_graph.namespaces import ONTOLOGY, PREFIXES, SH, SHAPES
from ilrs_graph.snapshot.content import read_data, read_ontology
from ilrs_graph.sources import Root, parse_file
from ilrs_graph.validation.causes import reasons, shapes_of, whole
from ilrs_graph.validation.findings import Finding
from ilrs_graph.validation.views import StoreView

ROOT = Root.find()
HEAD = "".join(f"@prefix {p}: <{iri}> .\n" for p, iri in PREFIXES.items())
CLAIM = """ilrs:assertedBy agent:org ; ilrs:modality modality:actual ; ilrs:polarity polarity:asserted ;
  ilrs:rank rank:normal ; prov:wasDerivedFrom source:s"""
BASE = f"""
source:s a ilrs:Source ; rdfs:label "A page"@en ; dcterms:publisher agent:org ; dcterms:issued "2024-05-03"^^xsd:date ;
  dcterms:language "en" ; ilrs:url "http://a/b"^^xsd:anyURI ; ilrs:sourceKind source-kind:press ;
  ilrs:derivativeOf agent:org ; ilrs:retrievedOn "2024-06-01"^^xsd:date .
agent:state a ilrs:State ; rdfs:label "State"@en ; prov:wasDerivedFrom source:s .
agent:org a ilrs:SpaceAgency ; rdfs:label "Org"@en , "组织"@zh ; ilrs:state agent:state ;
  ilrs:wikidata wd:Q1 ; ilrs:ror <https://ror.org/027ka1x80> ; dcterms:replaces agent:igo ;
  org:subOrganizationOf agent:igo ; prov:wasDerivedFrom source:s .
agent:igo a ilrs:IntergovernmentalOrganisation ; rdfs:label "IGO"@en ; prov:wasDerivedFrom source:s .
agent:person a ilrs:Person ; rdfs:label "P"@en ; prov:actedOnBehalfOf agent:org ; prov:wasDerivedFrom source:s .
programme:p a ilrs:Programme ; rdfs:label "P"@en ; prov:wasDerivedFrom source:s .
mission:m a ilrs:Mission ; rdfs:label "M"@en , "任"@zh ; ilrs:cosparId "2024-083A" ; ilrs:nssdcaId "M-1" ;
  ilrs:partOfProgramme programme:p ; prov:wasDerivedFrom source:s .
mission:n a ilrs:Mission ; rdfs:label "N"@en , "任"@zh ; prov:wasDerivedFrom source:s .
spacecraft:c a ilrs:Lander ; rdfs:label "C"@en ; ilrs:ofMission mission:m ; prov:wasDerivedFrom source:s .
site:s a ilrs:LandingSite ; rdfs:label "S"@en ; ilrs:withinRegion region:far-side ; prov:wasDerivedFrom source:s .
region:far-side a ilrs:LunarRegion ; rdfs:label "F"@en ; prov:wasDerivedFrom source:s .
event:landing a ilrs:Landing ; ilrs:ofMission mission:m ; ilrs:atSite site:s ; prov:wasDerivedFrom source:s .
event:signature a ilrs:Signature ; ilrs:ofAgreement agreement:a ; ilrs:takenBy agent:org ;
  prov:wasDerivedFrom source:s .
event:accession a ilrs:Accession ; ilrs:ofAgreement agreement:a ; ilrs:takenBy agent:org ;
  prov:wasDerivedFrom source:s .
document:d a ilrs:AgreementDocument ; rdfs:label "D"@en ; ilrs:ofAgreement agreement:a ; dcterms:language "en" ;
  ilrs:url "http://a/d"^^xsd:anyURI ; prov:wasDerivedFrom source:s .
support:s a ilrs:MissionSupport ; ilrs:supporter mission:m ; ilrs:supported mission:n ;
  ilrs:supportKind support-kind:relay ; prov:wasDerivedFrom source:s .
item:i a ilrs:Instrument ; rdfs:label "I"@en ; prov:wasDerivedFrom source:s .
service:s a ilrs:TrackingService ; rdfs:label "S"@en ; prov:wasDerivedFrom source:s .
accommodation:a a ilrs:Accommodation ; ilrs:item item:i ; ilrs:host spacecraft:c ; ilrs:ofMission mission:m ;
  prov:wasDerivedFrom source:s .
agreement:a a ilrs:Agreement ; rdfs:label "A"@en ; ilrs:instrumentKind instrument-kind:contract ;
  ilrs:bindingness bindingness:binding ; ilrs:implements agreement:a ; ilrs:validForYears 20 ;
  prov:wasDerivedFrom source:s .
participation:a a ilrs:Participation ; ilrs:ofAgreement agreement:a ; ilrs:party agent:org ;
  ilrs:actingBody agent:org ; ilrs:signatory agent:person ; ilrs:signedAs "head"@en ;
  prov:wasDerivedFrom source:s .
participation:b a ilrs:Participation ; ilrs:ofAgreement agreement:a ; ilrs:party agent:igo ;
  prov:wasDerivedFrom source:s .
contribution:c a ilrs:Contribution ; ilrs:contributor agent:igo ; ilrs:toward mission:m ; ilrs:contributes item:i ;
  ilrs:contributionKind contribution-kind:instrument ; ilrs:contributionRole contribution-role:lead ;
  ilrs:underAgreement agreement:a ; ilrs:jointWith contribution:c ; prov:wasDerivedFrom source:s .
claim:operator a ilrs:Claim ; ilrs:subject mission:m ; ilrs:property ilrs:operator ; ilrs:valueEntity agent:org ;
  ilrs:statedOn "2024"^^xsd:gYear ; {CLAIM} .
claim:operator-n a ilrs:Claim ; ilrs:subject mission:n ; ilrs:property ilrs:operator ; ilrs:valueEntity agent:org ;
  ilrs:statedOn "2024"^^xsd:gYear ; {CLAIM} .
claim:outcome a ilrs:StatusClaim ; ilrs:subject event:landing ; ilrs:property ilrs:outcome ;
  ilrs:valueEntity outcome:success ; ilrs:statedOn "2024-05-04"^^xsd:date ; {CLAIM} .
claim:date a ilrs:DateClaim ; ilrs:subject event:landing ; ilrs:property ilrs:eventDate ;
  ilrs:edtfDate "2024-05-03"^^edtf:EDTF ; ilrs:notBefore "2024-05-03"^^xsd:date ; ilrs:notAfter "2024-05-03"^^xsd:date ;
  ilrs:localDate "2024-05-04"^^xsd:date ; ilrs:timeZone "Asia/Shanghai" ; ilrs:statedOn "2024-05-04"^^xsd:date ;
  ilrs:knownFrom "2024-05-04"^^xsd:date ; ilrs:rankKnownFrom "2024-05-04"^^xsd:date ;
  ilrs:reasonForRank reason-for-rank:misreport ; {CLAIM} .
claim:date-s a ilrs:DateClaim ; ilrs:subject event:signature ; ilrs:property ilrs:eventDate ;
  ilrs:edtfDate "2024"^^edtf:EDTF ; ilrs:notBefore "2024-01-01"^^xsd:date ; ilrs:statedOn "2024-05"^^xsd:gYearMonth ;
  {CLAIM} .
claim:complete a ilrs:CompletenessClaim ; ilrs:subject agreement:a ; ilrs:property ilrs:completeFor ;
  ilrs:valueEntity ilrs:party ; ilrs:asOf "2024-05-04"^^xsd:date ; ilrs:statedOn "2024-05-04"^^xsd:date ; {CLAIM} .
claim:mass a ilrs:QuantityClaim ; ilrs:subject spacecraft:c ; ilrs:property ilrs:mass ; ilrs:valueLiteral 7.0 ;
  qudt:hasUnit unit:KiloGM ; ilrs:statedOn "2024-05-04"^^xsd:date ; {CLAIM} .
"""

BASE += """
facility:f a ilrs:Facility ; rdfs:label "F"@en ; ilrs:ofProgramme programme:p ; ilrs:partOfFacility facility:f ;
  prov:wasDerivedFrom source:s .
phase:stage a ilrs:ProgrammePhase ; rdfs:label "S"@en ; ilrs:ofScheme scheme:s ; ilrs:phaseNumber 1 ;
  ilrs:partOfPhase phase:p ; prov:wasDerivedFrom source:s .
"""

BASE += """
event:negotiation a ilrs:Negotiation ; rdfs:label "N"@en ; ilrs:ofProgramme programme:p ; ilrs:ofAgreement agreement:a ;
  ilrs:negotiatedBy agent:org ; prov:wasDerivedFrom source:s .
membership:u a ilrs:Membership ; ilrs:ofProgramme programme:p ; ilrs:member agent:state ;
  ilrs:announcedBy agent:org ; ilrs:underAgreement agreement:a ; prov:wasDerivedFrom source:s .
claim:window a ilrs:DateClaim ; ilrs:subject event:negotiation ; ilrs:property ilrs:window ;
  ilrs:edtfDate "2024"^^edtf:EDTF ; ilrs:notBefore "2024-01-01"^^xsd:date ; ilrs:statedOn "2024"^^xsd:gYear ; {CLAIM} .
claim:bound a ilrs:QuantityClaim ; ilrs:subject programme:p ; ilrs:property ilrs:partnerInstitutionCount ;
  ilrs:valueLiteral 50 ; ilrs:atLeast true ; qudt:hasUnit unit:NUM ; ilrs:statedOn "2024-05-04"^^xsd:date ; {CLAIM} .
""".replace("{CLAIM}", CLAIM)

EVENTS = (
    "event:accession",
    "milestone:m",
    "event:selection",
    "event:round",
    "transfer:t",
    "event:congress",
    "event:talk",
)
BASE += """
scheme:s a ilrs:PhaseScheme ; rdfs:label "S"@en ; ilrs:ofProgramme programme:p ; prov:wasDerivedFrom source:s .
phase:p a ilrs:ProgrammePhase ; rdfs:label "P"@en ; ilrs:ofScheme scheme:s ; ilrs:phaseNumber 1 ;
  prov:wasDerivedFrom source:s .
milestone:m a ilrs:Milestone ; rdfs:label "M"@en ; ilrs:ofProgramme programme:p ;
  ilrs:milestoneKind milestone-kind:crewed-landing ; prov:wasDerivedFrom source:s .
launcher:l a ilrs:LaunchVehicleType ; rdfs:label "L"@en ; ilrs:neededBy programme:p ; prov:wasDerivedFrom source:s .
call:c a ilrs:Call ; rdfs:label "C"@en ; ilrs:issuedBy agent:org ; ilrs:openTo audience:international ;
  ilrs:ofMission mission:m ; prov:wasDerivedFrom source:s .
offer:o a ilrs:CapacityOffer ; rdfs:label "O"@en ; ilrs:issuedBy agent:org ; ilrs:ofCall call:c ;
  ilrs:ofMission mission:m ; prov:wasDerivedFrom source:s .
event:selection a ilrs:Selection ; ilrs:ofCall call:c ; ilrs:selects contribution:c ; prov:wasDerivedFrom source:s .
proposal:p a ilrs:Proposal ; rdfs:label "P"@en ; ilrs:inResponseTo call:c ; ilrs:proposer agent:org ;
  ilrs:proposes item:i ; ilrs:decidedIn event:selection ; prov:wasDerivedFrom source:s .
collection:c a ilrs:SampleCollection ; rdfs:label "C"@en ; ilrs:returnedBy mission:m ; ilrs:ofProgramme programme:p ;
  prov:wasDerivedFrom source:s .
event:round a ilrs:DistributionRound ; ilrs:transferOf collection:c ; ilrs:fromHolder agent:org ;
  prov:wasDerivedFrom source:s .
transfer:t a ilrs:CustodyTransfer ; ilrs:transferKind transfer-kind:loan ; ilrs:transferOf collection:c ;
  ilrs:fromHolder agent:org ; ilrs:toHolder agent:igo ; ilrs:ofRound event:round ; prov:wasDerivedFrom source:s .
membership:m a ilrs:Membership ; ilrs:ofProgramme programme:p ; ilrs:member agent:state ; ilrs:announcedBy agent:org ;
  ilrs:confirmedBy agent:igo ; prov:wasDerivedFrom source:s .
event:congress a ilrs:Occasion ; rdfs:label "C"@en ; prov:wasDerivedFrom source:s .
event:talk a ilrs:Announcement ; ilrs:speaker agent:person ; ilrs:atOccasion event:congress ;
  prov:wasDerivedFrom source:s .
statement:s a ilrs:Statement ; ilrs:ofSource source:s ; ilrs:statementNumber 1 ; ilrs:says "It says."@en ;
  ilrs:expressedBy claim:mass ; ilrs:comparedWith claim:date ; ilrs:verdict verdict:holds ; ilrs:knownNow "It is."@en ;
  prov:wasDerivedFrom source:s .
""" + "".join(
    f"""claim:date-{i} a ilrs:DateClaim ; ilrs:subject {event} ; ilrs:property ilrs:eventDate ;
  ilrs:edtfDate "2024"^^edtf:EDTF ; ilrs:notBefore "2024-01-01"^^xsd:date ; ilrs:statedOn "2024"^^xsd:gYear ; {CLAIM} .
"""
    for i, event in enumerate(EVENTS)
)


@cache
def turtle(text: str) -> list[Triple]:
    return [q.triple for q in parse((HEAD + text).encode(), format=RdfFormat.TURTLE)]


class Failing(NamedTuple):
    """A node of the base, renamed, without some properties and with others: what must fail which shape."""

    shape: str
    node: str
    without: tuple[str, ...]
    added: str
    more: str = ""


BY_HAND = [
    Failing("Named-label", "agent:org", (), 'rdfs:label "Zwei"@de'),
    Failing("Named-label", "agent:org", (), 'rdfs:label "second"@en'),
    Failing("Named-label", "agent:org", (), 'rdfs:label "no language"'),
    Failing("Named-english", "agent:org", ("rdfs:label",), 'rdfs:label "组织"@zh'),
    Failing("Source-title", "source:s", (), 'rdfs:label "second"@en'),
    Failing("Source-issued", "source:s", ("dcterms:issued",), 'dcterms:issued "2024-02-30"^^xsd:date'),
    Failing("Source-dated", "source:s", ("dcterms:issued", "ilrs:retrievedOn"), ""),
    Failing("Source-url", "source:s", ("ilrs:url",), 'ilrs:url "ftp://a"^^xsd:anyURI'),
    Failing("Source-language", "source:s", ("dcterms:language",), 'dcterms:language "English"'),
    Failing("IntergovernmentalOrganisation-state", "agent:igo", (), "ilrs:state agent:state"),
    Failing("MissionSupport-supporter", "support:s", ("ilrs:supported",), "ilrs:supported mission:m"),
    Failing("Claim-claimable", "claim:operator", ("ilrs:property",), "ilrs:property ilrs:launchDate"),
    Failing("Claim-rank", "claim:operator", ("ilrs:rank",), "ilrs:rank polarity:asserted"),
    Failing("ClaimValue", "claim:operator", ("ilrs:valueEntity",), ""),
    Failing("ClaimValue", "claim:operator", (), "ilrs:valueLiteral 1"),
    Failing("DeprecatedRank", "claim:operator", ("ilrs:rank",), "ilrs:rank rank:deprecated"),
    Failing("PreferredRank", "claim:operator", ("ilrs:rank",), "ilrs:rank rank:preferred"),
    Failing("DateClaim-property", "claim:date", ("ilrs:property",), "ilrs:property ilrs:status"),
    Failing("DateClaim-edtf", "claim:date", ("ilrs:edtfDate",), 'ilrs:edtfDate "May 2024"^^edtf:EDTF'),
    Failing("DateClaim-first", "claim:date", ("ilrs:notAfter",), 'ilrs:notAfter "2024-05-02"^^xsd:date'),
    Failing("DateClaim-bounded", "claim:date", ("ilrs:notBefore", "ilrs:notAfter"), ""),
    Failing("DateClaim-zone", "claim:date", ("ilrs:timeZone",), 'ilrs:timeZone "Beijing time"'),
    Failing("LocalDate", "claim:date", ("ilrs:timeZone",), ""),
    Failing("QuantityClaim-value", "claim:mass", ("ilrs:valueLiteral",), "ilrs:valueLiteral 0"),
    Failing("QuantityClaim-value", "claim:mass", ("ilrs:valueLiteral",), "ilrs:valueLiteral 1.0e0"),
    Failing("QuantityClaim-unit", "claim:mass", ("qudt:hasUnit",), "qudt:hasUnit unit:LB"),
    Failing("MembershipKnown", "membership:m", ("ilrs:announcedBy",), ""),
    Failing("CustodyTransfer-to", "transfer:t", ("ilrs:fromHolder",), "ilrs:fromHolder agent:igo"),
    Failing("AgreementDocument-url", "document:d", ("ilrs:url",), 'ilrs:url "ftp://a"^^xsd:anyURI'),
    Failing("ParticipationActor-signatory", "participation:a", (), "ilrs:signatory agent:org"),
    Failing("CompletenessClaim-property", "claim:complete", ("ilrs:property",), "ilrs:property ilrs:status"),
    Failing("CompletenessClaim-value", "claim:complete", ("ilrs:valueEntity",), "ilrs:valueEntity status:flown"),
    Failing("AgreementTerms-years", "agreement:a", ("ilrs:validForYears",), "ilrs:validForYears 0"),
    Failing("LowerBound-at-least", "claim:bound", ("ilrs:atLeast",), 'ilrs:atLeast "over"'),
    Failing("MembershipGround-agreement", "membership:u", ("ilrs:underAgreement",), "ilrs:underAgreement agent:igo"),
    Failing("NegotiationParties-agent", "event:negotiation", ("ilrs:negotiatedBy",), "ilrs:negotiatedBy agreement:a"),
    Failing("NegotiationParties-agreement", "event:negotiation", ("ilrs:ofAgreement",), "ilrs:ofAgreement agent:org"),
    Failing("Catalogued-cospar", "mission:m", ("ilrs:cosparId",), 'ilrs:cosparId "2024-83A"'),
    Failing("Catalogued-nssdca", "mission:m", ("ilrs:nssdcaId",), 'ilrs:nssdcaId "M 1"'),
    Failing("Identified-wikidata", "agent:org", ("ilrs:wikidata",), "ilrs:wikidata wd:P31"),
    Failing("IdentifiedOrganisation-ror", "agent:org", ("ilrs:ror",), "ilrs:ror <https://ror.org/abc>"),
    Failing("ProgrammePhase-number", "phase:p", ("ilrs:phaseNumber",), "ilrs:phaseNumber 0"),
    Failing("Statement-says", "statement:s", (), 'ilrs:says "Twice."@en'),
    Failing("StatusClaim-value", "claim:outcome", ("ilrs:valueEntity",), ""),
    Failing("ClaimOnce", "claim:operator", (), ""),
    Failing("MissionOperator-claim", "mission:m", (), ""),
    Failing("EventDated-claim", "event:landing", (), ""),
    Failing("AgreementParties-two", "agreement:a", (), ""),
    Failing("MissionChinese-label", "mission:m", ("rdfs:label",), 'rdfs:label "M"@en'),
    Failing(
        "OperatorState", "mission:m", (), "",
        "agent:stray a ilrs:Company . "
        "claim:stray ilrs:subject NODE ; ilrs:property ilrs:operator ; ilrs:valueEntity agent:stray .",
    ),
    Failing(
        "DateConflict", "claim:date", ("ilrs:notBefore", "ilrs:notAfter", "ilrs:assertedBy"),
        'ilrs:notBefore "2025-05-03"^^xsd:date ; ilrs:notAfter "2025-05-03"^^xsd:date ; ilrs:assertedBy agent:igo',
    ),
    Failing("ValueConflict", "claim:mass", ("ilrs:valueLiteral",), "ilrs:valueLiteral 9.0"),
    Failing("PolarityConflict", "claim:outcome", ("ilrs:polarity",), "ilrs:polarity polarity:denied"),
]  # fmt: skip
CONFLICTS = {"DateConflict", "ValueConflict", "PolarityConflict"}
"""These report the claim whose IRI comes first, or which asserts: the one of the base."""


@cache
def shape_triples() -> list[Triple]:
    return [t for path in ROOT.shapes for t in parse_file(path)]


def objects(subject: NamedNode, name: str) -> list[object]:
    return [t.object for t in shape_triples() if t.subject == subject and t.predicate.value == SH + name]


def shape_names() -> set[str]:
    """The shapes that report: property shapes, and node shapes with constraints of their own."""
    own = {"sparql", "xone", "or", "not", "and"}
    return {
        t.subject.value.removeprefix(SHAPES)
        for t in shape_triples()
        if isinstance(t.subject, NamedNode)
        and (t.predicate.value == SH + "path" or t.predicate.value.removeprefix(SH) in own)
        and t.subject.value not in {p.value for p in nested()}
    } - {"prefixes"}


def nested() -> Iterator[NamedNode]:
    return (t.object for t in shape_triples() if t.predicate.value == SH + "sparql" and isinstance(t.object, NamedNode))


@cache
def axioms() -> list[Triple]:
    return read_ontology(ROOT)


def base_nodes(target: set[str]) -> list[str]:
    """Return one node of the base for each target class that has an instance, by class or subclass."""
    supers: dict[str, set[str]] = {}
    for t in axioms():
        if t.predicate.value.endswith("#subClassOf") and isinstance(t.object, NamedNode):
            supers.setdefault(str(t.subject), set()).add(str(t.object))

    def within(kind: str) -> set[str]:
        return {kind, *(s for up in supers.get(kind, ()) for s in within(up))}

    found = []
    for t in turtle(BASE):
        if t.predicate.value.endswith("#type") and within(str(t.object)) & target:
            found.append(short(str(t.subject)))
    return found


def short(iri: str) -> str:
    from ilrs_graph.namespaces import compact

    return compact(iri.strip("<>"))


def generated() -> Iterator[Failing]:
    """Yield, for each property shape with a plain path, a value missing, one too many, and one of the wrong sort."""
    for t in shape_triples():
        if t.predicate.value != SH + "property" or not isinstance(t.object, NamedNode):
            continue
        shape = t.object
        (path,) = objects(shape, "path")
        if not isinstance(path, NamedNode) or not isinstance(t.subject, NamedNode):
            continue
        targets = {str(o) for o in objects(t.subject, "targetClass")}
        nodes = base_nodes(targets)
        assert nodes, f"the base has nothing for {shape}"
        name, p = shape.value.removeprefix(SHAPES), short(path.value)
        for node in nodes:
            if objects(shape, "minCount"):
                yield Failing(name, node, (p,), "")
            if Literal("1", datatype=NamedNode(PREFIXES["xsd"] + "integer")) in objects(shape, "maxCount"):
                yield Failing(name, node, (), f"{p} <http://junk/1> , <http://junk/2>")
            if {"class", "datatype", "or", "in", "pattern"} & {
                x.predicate.value.removeprefix(SH) for x in shape_triples() if x.subject == shape
            }:
                yield Failing(name, node, (p,), f"{p} <http://junk/1>")
            elif objects(shape, "nodeKind"):
                yield Failing(name, node, (p,), f'{p} "junk"')


EXAMPLES = [*generated(), *BY_HAND]


def node_of(example: Failing, place: int) -> str:
    kind, _, local = example.node.partition(":")
    return f"{kind}:zz-{local}-{place}"


def triples_of(example: Failing, place: int) -> list[Triple]:
    (old,) = {t.subject for t in turtle(f"{example.node} a owl:Thing .")}
    (new,) = {t.subject for t in turtle(f"{node_of(example, place)} a owl:Thing .")}
    gone = {t.predicate for p in example.without for t in turtle(f"[] {p} 1 .")}
    kept = [Triple(new, t.predicate, t.object) for t in turtle(BASE) if t.subject == old and t.predicate not in gone]
    assert len(kept) < len(turtle(BASE))
    added = turtle(f"{node_of(example, place)} {example.added} .") if example.added else []
    return [*kept, *added, *turtle(example.more.replace("NODE", node_of(example, place)))]


@pytest.fixture(scope="module")
def world() -> list[Triple]:
    """The ontology, the base and every failing example in one graph."""
    return [*read_ontology(ROOT), *turtle(BASE), *(t for i, e in enumerate(EXAMPLES) for t in triples_of(e, i))]


def findings(graph: list[Triple]) -> list[Finding]:
    return whole(StoreView.of(graph), shapes_of(ROOT))


def reported(graph: list[Triple]) -> set[tuple[str, str]]:
    return {(f.focus, f.code) for f in findings(graph)}


@pytest.fixture(scope="module")
def found(world: list[Triple]) -> set[tuple[str, str]]:
    return reported(world)


def test_the_base_passes_every_shape() -> None:
    assert reported([*read_ontology(ROOT), *turtle(BASE)]) == set()


def test_every_shape_has_a_failing_example() -> None:
    assert {e.shape for e in EXAMPLES} == shape_names()


def test_every_failing_example_fails_its_shape(found: set[tuple[str, str]]) -> None:
    missed = []
    for place, example in enumerate(EXAMPLES):
        node = example.node if example.shape in CONFLICTS else node_of(example, place)
        (focus,) = {str(t.subject) for t in turtle(f"{node} a owl:Thing .")}
        if (focus, example.shape) not in found:
            missed.append((example.shape, node, example.added))
    assert missed == []


def rdf(triples: list[Triple]) -> rdflib.Graph:
    text = "".join(f"{t.subject} {t.predicate} {t.object} .\n" for t in dict.fromkeys(triples))
    return rdflib.Graph().parse(data=text, format="nt")


def pyshacl_reports(graph: list[Triple], shapes: list[Triple]) -> set[tuple[str, str]]:
    _, report, _ = pyshacl.validate(rdf(graph), shacl_graph=rdf(shapes))
    assert isinstance(report, rdflib.Graph)
    sh = rdflib.Namespace(SH)
    return {
        (f"<{report.value(r, sh.focusNode)}>", str(report.value(r, sh.sourceShape)).removeprefix(SHAPES))
        for r in report.objects(None, sh.result)
    }


def core() -> list[Triple]:
    return [t for t in shape_triples() if t.predicate.value != SH + "sparql"]


@pytest.mark.filterwarnings("ignore")
def test_pyshacl_says_the_same_of_the_examples(found: set[tuple[str, str]], world: list[Triple]) -> None:
    with_query = {t.subject.value.removeprefix(SHAPES) for t in shape_triples() if t.predicate.value == SH + "sparql"}  # type: ignore[union-attr]
    assert pyshacl_reports(world, core()) == {(n, s) for n, s in found if s not in with_query}


@pytest.mark.filterwarnings("ignore")
def test_pyshacl_says_the_same_of_shapes_that_are_queries() -> None:
    few = [(i, e) for i, e in enumerate(EXAMPLES) if e.shape in {*CONFLICTS, "ClaimOnce", "OperatorState"}]
    graph = [*read_ontology(ROOT), *turtle(BASE), *(t for i, e in few for t in triples_of(e, i))]
    assert pyshacl_reports(graph, shape_triples()) == reported(graph)


@pytest.mark.filterwarnings("ignore")
def test_pyshacl_says_the_same_of_the_shipped_data() -> None:
    """Claims are thinned out to those with findings and every fortieth: pyshacl takes a minute for all of them."""
    data = [*read_ontology(ROOT), *read_data(ROOT)[0]]
    said = {focus for focus, _ in reported(data)}
    claims = sorted({str(t.subject) for t in data if "/id/claim/" in str(t.subject)})
    kept = said | set(claims[::40]) | {str(t.object) for t in data if str(t.subject) in said}
    thin = [t for t in data if str(t.subject) not in set(claims) - kept]
    assert pyshacl_reports(thin, shape_triples()) == reported(thin)


TERMS = {
    "NodeShape", "PropertyShape", "SPARQLConstraint", "Violation", "Warning", "Info", "IRI", "alternativePath",
    "class", "datatype", "declare", "disjoint", "hasValue", "in", "inversePath", "languageIn", "lessThanOrEquals",
    "maxCount", "message", "minCount", "minExclusive", "minInclusive", "namespace", "node", "nodeKind", "not", "or",
    "path", "pattern",
    "prefix", "prefixes", "property", "qualifiedMinCount", "qualifiedValueShape", "select", "severity", "sparql",
    "targetClass", "uniqueLang", "xone",
}  # fmt: skip
"""The terms of SHACL in use; SHACL itself says nothing of a misspelt one."""


def test_shapes_use_terms_of_shacl_only() -> None:
    used = {x.value for t in shape_triples() for x in (t.subject, t.predicate, t.object) if isinstance(x, NamedNode)}
    assert {iri.removeprefix(SH) for iri in used if iri.startswith(SH)} <= TERMS


def test_targets_and_paths_are_terms_of_the_ontology() -> None:
    declared = {t.subject.value for t in read_ontology(ROOT) if isinstance(t.subject, NamedNode)}
    named = {x.value for t in shape_triples() for x in (t.subject, t.object) if isinstance(x, NamedNode)}
    assert {iri for iri in named if iri.startswith(ONTOLOGY)} <= declared
    kinds = {t.object.value for t in shape_triples() if t.predicate.value == SH + "targetClass"}  # type: ignore[union-attr]
    assert kinds <= declared


def test_every_shape_that_reports_has_a_reason_of_its_own() -> None:
    why = reasons(ROOT)
    assert shape_names() - set(why) == set()
    assert all(text.endswith(".") and text[0].isupper() for text in why.values())
    messages = {t.object for t in shape_triples() if t.predicate.value == SH + "message"}
    assert not {text for text in why.values() if text in {m.value for m in messages}}  # type: ignore[union-attr]


def test_every_shape_that_reports_says_what_is_wrong_and_how_to_mend_it() -> None:
    said = {t.subject.value for t in shape_triples() if t.predicate.value == ONTOLOGY + "remedy"}  # type: ignore[union-attr]
    assert said == {SHAPES + name for name in shape_names()}
    for finding in findings([*read_ontology(ROOT), *turtle("agent:x a ilrs:Company .")]):
        assert finding.message.endswith(".")
        assert finding.remedy


# passing and failing examples at the edges of constraints

SAID = """ilrs:assertedBy agent:org ; ilrs:modality modality:actual ; ilrs:polarity polarity:asserted ;
  ilrs:statedOn "2024-05-04"^^xsd:date ; prov:wasDerivedFrom source:s"""
SOURCE = """rdfs:label "A page"@en ; dcterms:publisher agent:org ; dcterms:language "en" ;
  ilrs:url "http://a/b"^^xsd:anyURI ; ilrs:sourceKind source-kind:press"""
BASE += f"""
source:month a ilrs:Source ; {SOURCE} ; dcterms:issued "2024-05"^^xsd:gYearMonth ; ilrs:derivativeOf source:s .
source:year a ilrs:Source ; {SOURCE} ; dcterms:issued "2024"^^xsd:gYear .
source:undated a ilrs:Source ; {SOURCE} ; ilrs:retrievedOn "2024-06-01"^^xsd:date .
agent:minister a ilrs:Person ; rdfs:label "P"@en ; prov:actedOnBehalfOf agent:state ; prov:wasDerivedFrom source:s .
contribution:service a ilrs:Contribution ; ilrs:contributor agent:org ; ilrs:toward programme:p ;
  ilrs:contributes service:s ; ilrs:contributionKind contribution-kind:instrument ; prov:wasDerivedFrom source:s .
contribution:craft a ilrs:Contribution ; ilrs:contributor agent:org ; ilrs:toward mission:n ;
  ilrs:contributes spacecraft:c ; ilrs:contributionKind contribution-kind:instrument ; prov:wasDerivedFrom source:s .
accommodation:craft a ilrs:Accommodation ; ilrs:item spacecraft:c ; ilrs:host spacecraft:c ; ilrs:ofMission mission:m ;
  prov:wasDerivedFrom source:s .
claim:whole-mass a ilrs:QuantityClaim ; ilrs:subject item:i ; ilrs:property ilrs:mass ; ilrs:valueLiteral 1 ;
  qudt:hasUnit unit:NUM ; ilrs:rank rank:normal ; {SAID} .
claim:wrong a ilrs:Claim ; ilrs:subject contribution:c ; ilrs:property ilrs:status ; ilrs:valueEntity status:flown ;
  ilrs:rank rank:deprecated ; ilrs:reasonForRank reason-for-rank:misreport ; {SAID} .
claim:right a ilrs:Claim ; ilrs:subject contribution:c ; ilrs:property ilrs:status ; ilrs:valueEntity status:planned ;
  ilrs:rank rank:preferred ; ilrs:rankKnownFrom "2024-05-04"^^xsd:date ; {SAID} .
"""
LITERALS = {
    "date": '"2023-01-01"^^xsd:date', "gYear": '"2023"^^xsd:gYear', "gYearMonth": '"2023-01"^^xsd:gYearMonth',
    "integer": "3", "decimal": "3.5", "anyURI": '"http://a/c"^^xsd:anyURI', "string": '"Asia/Karachi"',
    "EDTF": '"2023"^^edtf:EDTF',
}  # fmt: skip
"""A second literal of each datatype, as right as the first."""


def value_of(node: str, path: str) -> object:
    """Return a value that a node of the base has for a property, None for none."""
    (subject,) = {t.subject for t in turtle(f"{node} a owl:Thing .")}
    (prop,) = {t.predicate for t in turtle(f"[] {path} 1 .")}
    return next((t.object for t in turtle(BASE) if (t.subject, t.predicate) == (subject, prop)), None)


def second(value: object) -> tuple[str, str] | None:
    """Return another value of the same sort, and what must be said for it to be of that sort."""
    if isinstance(value, Literal):
        found = LITERALS.get(value.datatype.value.rpartition("#")[2].rpartition("/")[2])
        return (found, "") if found else None
    assert isinstance(value, NamedNode)
    if "/vocab/" in value.value:
        scheme = value.value.rpartition("/")[0] + "/"
        others = sorted(
            t.subject.value
            for t in axioms()
            if str(t.subject).startswith(f"<{scheme}") and str(t.subject) != str(value)
        )  # type: ignore[union-attr]
        return (f"<{others[0]}>", "") if others else None
    types = [t.object for t in turtle(BASE) if t.subject == value and t.predicate.value.endswith("#type")]
    twin = f"<{value.value}-twin>"
    return (twin, "".join(f"{twin} a {kind} ." for kind in types)) if types else None


def at_the_edge() -> Iterator[Failing]:
    """Yield, for each property shape, two right values where one may be, and concepts that are nearly right."""
    for t in shape_triples():
        if t.predicate.value != SH + "property" or not isinstance(t.object, NamedNode):
            continue
        (path,) = objects(t.object, "path")
        if not isinstance(path, NamedNode) or not isinstance(t.subject, NamedNode):
            continue
        name, p = t.object.value.removeprefix(SHAPES), short(path.value)
        targets = {str(o) for o in objects(t.subject, "targetClass")}
        node = next((n for n in base_nodes(targets) if value_of(n, p) is not None), None)
        if node is None:
            continue
        value = value_of(node, p)
        other = second(value)
        if other and objects(t.object, "maxCount"):
            yield Failing(name, node, (), f"{p} {other[0]}", other[1])
        if isinstance(value, NamedNode) and "/vocab/" in value.value and objects(t.object, "pattern"):
            yield Failing(name, node, (p,), f"{p} <{value.value.rpartition('/')[0]}/junk>")
            yield Failing(
                name, node, (p,), f"{p} " + ("rank:normal" if "/rank/" not in value.value else "polarity:denied")
            )


EXAMPLES += at_the_edge()


# mutated shapes: what no example notices is a constraint that nobody has tried

CONSTRAINTS = {
    "minCount", "maxCount", "class", "datatype", "pattern", "nodeKind", "in", "or", "xone", "not", "languageIn",
    "uniqueLang", "minInclusive", "minExclusive", "lessThanOrEquals", "disjoint", "node", "property",
    "qualifiedMinCount", "qualifiedValueShape", "hasValue", "targetClass", "inversePath", "path",
}  # fmt: skip
OTHERS = {
    "class": ONTOLOGY + "Statement", "datatype": PREFIXES["xsd"] + "hexBinary", "path": ONTOLOGY + "says",
    "targetClass": ONTOLOGY + "Statement", "hasValue": ONTOLOGY + "Statement", "inversePath": ONTOLOGY + "says",
    "lessThanOrEquals": ONTOLOGY + "says", "disjoint": ONTOLOGY + "says", "nodeKind": SH + "Literal",
}  # fmt: skip
SEVERITY_OF_FILE = {"must": "violation", "should": "warning", "conflict": "info"}
SWAPS = [
    ("=", "!="), ("!=", "="), ("<", ">"), ("&&", "||"), ("||", "&&"), ("true", "false"), ("false", "true"),
    ("!BOUND", "BOUND"), ("OPTIONAL", ""),
]  # fmt: skip


class Mutant(NamedTuple):
    """What was done to the shapes, and what they are then."""

    what: str
    shape: str
    triples: list[Triple]


@cache
def family(top: NamedNode) -> tuple[Triple, ...]:
    """All triples of a node shape, those of its property shapes, lists and queries included."""
    found: dict[Triple, None] = {}
    todo: list[object] = [top]
    seen: set[object] = set()
    while todo:
        node = todo.pop()
        seen.add(node)
        for t in shape_triples():
            if t.subject == node:
                found[t] = None
                if t.object not in seen and not isinstance(t.object, Literal):
                    todo.append(t.object)
    return tuple(found)


def mutants() -> Iterator[Mutant]:
    for top in sorted({t.subject for t in shape_triples() if t.predicate.value == SH + "targetClass"}, key=str):
        assert isinstance(top, NamedNode)
        triples = family(top)
        for i, t in enumerate(triples):
            for what, changed in mutations(t):
                rest = [*triples[:i], *changed, *triples[i + 1 :]]
                about = str(t.subject).rpartition("#")[2].rstrip(">")
                yield Mutant(f"{top.value.removeprefix(SHAPES)} {about}: {what}", top.value.removeprefix(SHAPES), rest)


def mutations(t: Triple) -> Iterator[tuple[str, list[Triple]]]:
    name = t.predicate.value.removeprefix(SH)

    def other(value: object) -> list[Triple]:
        return [Triple(t.subject, t.predicate, value)]  # type: ignore[arg-type]

    if name in CONSTRAINTS and name not in ("path", "inversePath"):
        yield f"without {name} {short(str(t.object))}", []
    if name in OTHERS and isinstance(t.object, NamedNode):
        yield f"another {name}", other(NamedNode(OTHERS[name]))
    if isinstance(t.object, Literal) and t.object.datatype.value == PREFIXES["xsd"] + "integer":
        for step in (-1, 1):
            number = int(t.object.value) + step
            if number >= 0 and not (name == "minExclusive" and step > 0):
                yield f"{name} {number}", other(Literal(str(number), datatype=t.object.datatype))
    if name == "pattern":
        yield "another pattern", other(Literal("^none$"))
    if name == "severity":
        for level in ("Violation", "Warning", "Info"):
            if NamedNode(SH + level) != t.object:
                yield f"severity {level}", other(NamedNode(SH + level))
    if t.predicate.value == PREFIXES["rdf"] + "first":
        yield f"{short(str(t.object))} another in a list", other(NamedNode("http://junk/member"))
    if name == "select" and isinstance(t.object, Literal):
        yield from ((what, other(Literal(text))) for what, text in queries(t.object.value))


def queries(text: str) -> Iterator[tuple[str, str]]:
    """Yield the query with one word swapped, or one line of its body left out."""
    lines = text.split("\n")
    for i, line in enumerate(lines):
        if i > 1 and line.strip().rstrip("}"):
            yield (
                f"line {i} left out",
                "\n".join([*lines[:i], "}" * line.count("}") * (line.count("{") == 0), *lines[i + 1 :]]),
            )
    for a, b in SWAPS:
        at = text.find(f" {a} ")
        while at >= 0:
            yield f"{a} becomes {b} at {at}", text[: at + 1] + b + text[at + 1 + len(a) :]
            at = text.find(f" {a} ", at + 1)


@pytest.fixture(scope="module")
def worlds(world: list[Triple]) -> tuple[StoreView, StoreView]:
    return StoreView.of([*read_ontology(ROOT), *turtle(BASE)]), StoreView.of(world)


def noticed(mutant: Mutant, worlds: tuple[StoreView, StoreView]) -> bool:
    """Tell whether an example notices the mutant: the base does not pass, or a failing example does, or not as badly."""
    from ilrs_graph.errors import InputError
    from ilrs_graph.validation.compile import compile_shapes

    try:
        shapes = compile_shapes(mutant.triples)
        base, all_of_it = (whole(view, shapes) for view in worlds)
    except InputError:
        return True
    if base:
        return True
    own = {str(t.subject).rpartition("#")[2].rstrip(">") for t in family(NamedNode(SHAPES + mutant.shape))}
    wanted = {(focus, shape, severity_of(shape)) for focus, shape in expected() if shape in own}
    return not wanted <= {(f.focus, f.code, f.severity) for f in all_of_it}


@cache
def expected() -> frozenset[tuple[str, str]]:
    """The focus node and shape of every failing example."""
    found = set()
    for place, example in enumerate(EXAMPLES):
        node = example.node if example.shape in CONFLICTS else node_of(example, place)
        (focus,) = {str(t.subject) for t in turtle(f"{node} a owl:Thing .")}
        found.add((focus, example.shape))
    return frozenset(found)


@cache
def severity_of(shape: str) -> str:
    """The severity that the file of a shape stands for."""
    for path in ROOT.shapes:
        kind = SEVERITY_OF_FILE.get(path.stem.partition("-")[0])
        if kind and any(t.subject == NamedNode(SHAPES + shape) for t in parse_file(path)):
            return kind
    raise AssertionError(shape)


def test_severities_are_those_of_the_files(world: list[Triple]) -> None:
    assert {(f.code, f.severity) for f in findings(world)} == {(f.code, severity_of(f.code)) for f in findings(world)}


@pytest.mark.parametrize("part", [0, *(pytest.param(n, marks=pytest.mark.soak) for n in range(1, 8))])
def test_examples_notice_mutated_shapes(part: int, worlds: tuple[StoreView, StoreView]) -> None:
    """An eighth of the mutants, all eight as a soak."""
    chosen = list(mutants())[part::8]
    assert len(chosen) > 50
    missed = [m.what for m in chosen if not noticed(m, worlds)]
    assert len(missed) <= 0.05 * len(chosen), "\n".join(missed)
