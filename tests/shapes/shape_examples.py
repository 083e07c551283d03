"""Nodes that must fail a shape, each a node of the base with one thing changed, written by hand."""

from __future__ import annotations

from typing import NamedTuple

from pyoxigraph import Triple
from shape_graph import base, turtle


class Failing(NamedTuple):
    """A node of the base, renamed, without some properties and with others: what must fail which shape."""

    shape: str
    node: str
    without: tuple[str, ...]
    added: str
    more: str = ""


ONE_PARTICIPATION = "participation:x a ilrs:Participation ; ilrs:ofAgreement NODE ."
TWO_DOCUMENTS = "document:x ilrs:ofAgreement NODE . document:y ilrs:ofAgreement NODE ."
BY_HAND = [
    Failing("Named-label", "agent:org", (), 'rdfs:label "Zwei"@de'),
    Failing("Named-label", "agent:org", (), 'rdfs:label "second"@en'),
    Failing("Named-label", "agent:org", (), 'rdfs:label "no language"'),
    Failing("Named-english", "agent:org", ("rdfs:label",), 'rdfs:label "组织"@zh'),
    Failing("Source-title", "source:s", (), 'rdfs:label "second"@en'),
    Failing("Source-issued", "source:s", ("dcterms:issued",), 'dcterms:issued "2024-02-30"^^xsd:date'),
    Failing("Source-dated", "source:s", ("dcterms:issued", "ilrs:retrievedOn"), ""),
    Failing("Source-url", "source:s", ("ilrs:url",), 'ilrs:url "ftp://a"^^xsd:anyURI'),
    Failing("Source-language", "source:s", ("dc:language",), 'dc:language "English"'),
    Failing("IntergovernmentalOrganisation-state", "agent:igo", (), "ilrs:ofState agent:state"),
    Failing("MissionSupport-supporter", "support:s", ("ilrs:supported",), "ilrs:supported mission:m"),
    Failing("Claim-claimable", "claim:operator", ("ilrs:property",), "ilrs:property ilrs:launchDate"),
    Failing("Claim-quotation", "claim:operator", ("ilrs:quotation",), 'ilrs:quotation "' + "word " * 25 + 'word"@en'),
    Failing("Claim-quotation", "claim:operator", ("ilrs:quotation",), 'ilrs:quotation "no language"'),
    Failing("Claim-rank", "claim:operator", ("ilrs:rank",), "ilrs:rank polarity:asserted"),
    Failing("Claim-ends", "claim:operator-ended", ("ilrs:endsOn",), 'ilrs:endsOn "in June"'),
    Failing("ClaimEnded", "claim:operator-ended", ("ilrs:endsOn",), 'ilrs:endsOn "2025-01"^^xsd:gYearMonth'),
    Failing("ClaimEnded", "claim:operator-ended", ("ilrs:modality",), "ilrs:modality modality:planned"),
    Failing("ClaimEnded", "claim:operator-ended", ("ilrs:polarity",), "ilrs:polarity polarity:denied"),
    Failing("ClaimEnded", "claim:operator-ended", ("ilrs:property",), "ilrs:property ilrs:status"),
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
    Failing(
        "Identified-wikipedia", "agent:org", ("ilrs:wikipedia",), "ilrs:wikipedia <https://en.wikipedia.org/wiki/O#h>"
    ),
    Failing("Identified-wikipedia", "agent:org", (), "ilrs:wikipedia <https://de.wikipedia.org/wiki/Org>"),
    Failing("Identified-wikidata", "agent:org", (), "ilrs:wikidata wd:Q2"),
    Failing("IdentifiedOrganisation-ror", "agent:org", (), "ilrs:ror <https://ror.org/04c4dkn09>"),
    Failing(
        "IdentifiedOnce-ror", "agent:org", ("ilrs:ror",), "ilrs:ror <https://ror.org/00a2xv884>",
        "agent:one-more ilrs:ror <https://ror.org/00a2xv884> .",
    ),
    Failing(
        "IdentifiedOnce-wikidata", "agent:org", ("ilrs:wikidata",), "ilrs:wikidata wd:Q3",
        "agent:one-more ilrs:wikidata wd:Q3 .",
    ),
    Failing(
        "IdentifiedOnce-wikipedia", "agent:org", ("ilrs:wikipedia",), "ilrs:wikipedia <https://en.wikipedia.org/wiki/X>",
        "agent:one-more ilrs:wikipedia <https://en.wikipedia.org/wiki/X> .",
    ),
    Failing("ProgrammePhase-number", "phase:p", ("ilrs:phaseNumber",), "ilrs:phaseNumber 0"),
    Failing("Statement-says", "statement:s", (), 'ilrs:says "Twice."@en'),
    Failing("StatusClaim-value", "claim:outcome", ("ilrs:valueEntity",), ""),
    Failing("Edit-editor", "edit:named", ("ilrs:editor",), ""),
    Failing("Edit-editor", "edit:named", (), 'ilrs:editor "B. Curator"'),
    Failing("Edit-editor", "edit:named", (), "prov:wasAssociatedWith agent:person"),
    Failing("ClaimValue", "claim:operator", (), "ilrs:valueEntity agent:igo"),
    Failing("ClaimValue", "claim:mass", (), "ilrs:valueLiteral 9.0"),
    Failing("ClaimValue", "claim:date", (), 'ilrs:edtfDate "2023"^^edtf:EDTF'),
    Failing("QuantityClaim-unit", "claim:mass", (), "qudt:hasUnit unit:NUM"),
    Failing("Statement-known", "statement:s", (), 'ilrs:knownNow "Twice."@en'),
    Failing("Statement-number", "statement:s", ("ilrs:statementNumber",), "ilrs:statementNumber 1.5"),
    Failing("ProgrammePhase-number", "phase:p", ("ilrs:phaseNumber",), "ilrs:phaseNumber 1.5"),
    Failing("AgreementTerms-years", "agreement:a", ("ilrs:validForYears",), "ilrs:validForYears 1.5"),
    Failing("DateClaim-zone", "claim:date", ("ilrs:timeZone",), 'ilrs:timeZone "Asia/Shanghai"@en'),
    Failing("AgreementDocument-language", "document:d", ("dc:language",), 'dc:language "en"@en'),
    Failing("AgreementDocument-language", "document:d", (), 'dc:language "zh"'),
    Failing("Source-language", "source:s", ("dc:language",), 'dc:language "en"@en'),
    Failing("EventDated-claim", "event:landing", (), "", "claim:a ilrs:subject NODE ; ilrs:property ilrs:outcome ."),
    Failing("MissionOperator-claim", "mission:m", (), "", "claim:a ilrs:subject NODE ; ilrs:property ilrs:status ."),
    Failing("DateConflict", "claim:near-a", ("ilrs:notBefore", "ilrs:notAfter", "ilrs:assertedBy"),
            'ilrs:notAfter "2024-02-01"^^xsd:date ; ilrs:assertedBy agent:igo'),
    Failing("DateConflict", "claim:near-b", ("ilrs:notBefore", "ilrs:notAfter", "ilrs:assertedBy"),
            'ilrs:notBefore "2025-02-01"^^xsd:date ; ilrs:assertedBy agent:state'),
    Failing("DateConflict", "claim:plan-a", ("ilrs:notBefore", "ilrs:notAfter"),
            'ilrs:notBefore "2029-01-01"^^xsd:date ; ilrs:notAfter "2029-12-31"^^xsd:date'),
    Failing("ValueConflict", "claim:asserted", ("ilrs:valueEntity",), "ilrs:valueEntity outcome:partial"),
    Failing("ValueConflict", "claim:mass-fine", ("ilrs:valueLiteral",), "ilrs:valueLiteral 8"),
    Failing("ValueConflict", "claim:count-now", ("ilrs:valueLiteral",), "ilrs:valueLiteral 18"),
    Failing("PolarityConflict", "claim:mass-whole", ("ilrs:polarity",), "ilrs:polarity polarity:denied"),
    Failing("PolarityConflict", "claim:near-date", ("ilrs:polarity",), "ilrs:polarity polarity:denied"),
    Failing("AgreementDocument-language", "document:d", ("dc:language",), 'dc:language "English"'),
    Failing("DateClaim-edtf", "claim:date", ("ilrs:edtfDate",), 'ilrs:edtfDate "2024-05-03"'),
    Failing("Statement-number", "statement:s", ("ilrs:statementNumber",), "ilrs:statementNumber 0"),
    Failing("AgreementParties-two", "agreement:a", (), "", ONE_PARTICIPATION),
    Failing("AgreementParties-two", "agreement:a", (), "", TWO_DOCUMENTS),
    Failing("DateConflict", "claim:date-force", ("ilrs:notBefore", "ilrs:assertedBy"),
            'ilrs:notAfter "2023-12-31"^^xsd:date ; ilrs:assertedBy agent:igo'),
    Failing("DateConflict", "claim:until", ("ilrs:notAfter", "ilrs:assertedBy"),
            'ilrs:notBefore "2025-01-01"^^xsd:date ; ilrs:assertedBy agent:state'),
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


def node_of(example: Failing, place: int) -> str:
    kind, _, local = example.node.partition(":")
    return f"{kind}:zz-{local}-{place}"


def triples_of(example: Failing, place: int) -> list[Triple]:
    (old,) = {t.subject for t in turtle(f"{example.node} a owl:Thing .")}
    (new,) = {t.subject for t in turtle(f"{node_of(example, place)} a owl:Thing .")}
    gone = {t.predicate for p in example.without for t in turtle(f"[] {p} 1 .")}
    kept = [Triple(new, t.predicate, t.object) for t in base() if t.subject == old and t.predicate not in gone]
    assert len(kept) < len(base())
    added = turtle(f"{node_of(example, place)} {example.added} .") if example.added else []
    return [*kept, *added, *turtle(example.more.replace("NODE", node_of(example, place)))]


def focus_of(example: Failing, place: int) -> str:
    """Return the node that is reported, as N-Triples writes it."""
    node = example.node if example.shape in CONFLICTS else node_of(example, place)
    (focus,) = {str(t.subject) for t in turtle(f"{node} a owl:Thing .")}
    return focus
