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
IN_2025 = (
    "ilrs:modality modality:actual ; ilrs:polarity polarity:asserted ; ilrs:rank rank:normal ; "
    'ilrs:notBefore "2025-01-01"^^xsd:date'
)
TWO_DOCUMENTS = "document:x ilrs:ofAgreement NODE . document:y ilrs:ofAgreement NODE ."
LAUNCHED = """event:NAME a ilrs:Launch ; ilrs:ofMission NODE .
  claim:NAME ilrs:subject event:NAME ; ilrs:property ilrs:eventDate ; ilrs:modality modality:actual ;
  ilrs:polarity polarity:asserted ; ilrs:rank rank:normal ."""
RECORD = [
    Failing("ActualDates", "claim:date", ("ilrs:notBefore", "ilrs:notAfter", "ilrs:assertedBy"),
            'ilrs:notBefore "2025-05-03"^^xsd:date ; ilrs:notAfter "2025-05-03"^^xsd:date ; ilrs:assertedBy agent:igo'),
    Failing("ActualDates", "claim:near-a", ("ilrs:notBefore", "ilrs:notAfter", "ilrs:assertedBy"),
            'ilrs:notAfter "2024-02-01"^^xsd:date ; ilrs:assertedBy agent:igo'),
    Failing("ActualDates", "claim:near-b", ("ilrs:notBefore", "ilrs:notAfter", "ilrs:assertedBy"),
            'ilrs:notBefore "2025-02-01"^^xsd:date ; ilrs:assertedBy agent:state'),
    Failing("ActualDates", "claim:date-force", ("ilrs:notBefore", "ilrs:assertedBy"),
            'ilrs:notAfter "2023-12-31"^^xsd:date ; ilrs:assertedBy agent:igo'),
    Failing("ActualDates", "claim:until", ("ilrs:notAfter", "ilrs:assertedBy"),
            'ilrs:notBefore "2025-01-01"^^xsd:date ; ilrs:assertedBy agent:state'),
    Failing("Addressed-url", "source:s", ("ilrs:url",), 'ilrs:url "http://a/新闻"^^xsd:anyURI'),
    Failing("Addressed-url", "source:s", ("ilrs:url",), 'ilrs:url "http://a/100%"^^xsd:anyURI'),
    Failing("Addressed-url", "source:s", ("ilrs:url",), 'ilrs:url "http://a/%g0"^^xsd:anyURI'),
    Failing("Addressed-url", "document:d", ("ilrs:url",), 'ilrs:url "http://a/{id}|b"^^xsd:anyURI'),
    Failing("CopyKind", "source:s", ("ilrs:sourceKind",), "ilrs:sourceKind source-kind:agency"),
    Failing("CopyOriginal", "source:s", ("ilrs:derivativeOf",), ""),
    Failing("LaunchedOutcome", "mission:n", (), "", LAUNCHED.replace("NAME", "launched-a")),
    Failing("LaunchedOutcome", "mission:n", (), "", LAUNCHED.replace("NAME", "launched-b")
            + "claim:stray-outcome ilrs:subject NODE ; ilrs:property ilrs:outcome . "
            "claim:status-b ilrs:subject event:launched-b ; ilrs:property ilrs:status ."),
    Failing("LaunchedStatus", "mission:n", (), "", LAUNCHED.replace("NAME", "launched-c")),
    Failing("LaunchedStatus", "mission:n", (), "", LAUNCHED.replace("NAME", "launched-d")
            + "claim:status-d ilrs:subject event:launched-d ; ilrs:property ilrs:status . "
            "claim:outcome-d ilrs:subject NODE ; ilrs:property ilrs:outcome ."),
    Failing("LocalTime", "claim:date", ("ilrs:localDate", "ilrs:timeZone"), ""),
    Failing("LocalTime", "claim:near-a", (), 'ilrs:quotation "北京时间1时27分"@zh'),
    Failing("LocalTime", "claim:near-a", ("ilrs:paraphrase",), 'ilrs:paraphrase "At 16:51 EDT."@en'),
    Failing("OperatorSaid", "claim:operator", ("ilrs:paraphrase",), ""),
    Failing("OperatorSaid", "claim:operator", ("ilrs:paraphrase", "ilrs:quotation"), ""),
    Failing("OperatorSaid", "claim:operator-n", ("ilrs:paraphrase",),
            'ilrs:paraphrase "The agency reports on the loss of its mission."@en'),
    Failing("PrintedChinese", "agent:org", ("prov:wasDerivedFrom",), "prov:wasDerivedFrom source:ru"),
    Failing("PrintedChinese", "spacecraft:c", (), 'skos:altLabel "着陆器"@zh'),
    Failing("PrintedRussian", "agent:org", ("prov:wasDerivedFrom",), "prov:wasDerivedFrom source:zh"),
    Failing("PrintedRussian", "spacecraft:c", ("rdfs:label",), 'rdfs:label "Аппарат"@ru'),
    Failing("PublisherKind-one", "agent:org", (), "",
            "source:kind-a dcterms:publisher NODE ; ilrs:sourceKind source-kind:press . "
            "source:kind-b dcterms:publisher NODE ; ilrs:sourceKind source-kind:agency ."),
    Failing("SourceOnce-url", "source:year", (), ""),
    Failing("Translated-label", "spacecraft:c", ("ilrs:translatedLabel",), 'ilrs:translatedLabel "Landegerät"@de'),
    Failing("Translated-label", "spacecraft:c", ("ilrs:translatedLabel",), 'ilrs:translatedLabel "着陆器"'),
    Failing("Translated-unprinted", "agent:org", (), 'ilrs:translatedLabel "机构"@zh'),
    Failing("Translated-unprinted", "spacecraft:c", (), 'ilrs:translatedLabel "登陆器"@zh'),
    Failing("Trimmed-label", "source:s", ("rdfs:label",), 'rdfs:label " on the Moon"@en'),
    Failing("Trimmed-label", "agent:org", (), 'skos:altLabel "The Org "@en'),
    Failing("Trimmed-label", "spacecraft:c", ("ilrs:translatedLabel",), 'ilrs:translatedLabel "嫦娥  六号"@zh'),
]  # fmt: skip
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
    Failing("DateBounds", "claim:named", ("ilrs:datePart",), ""),
    Failing("DateBounds", "claim:named", ("ilrs:dateQualifier",), ""),
    Failing("DateBounds", "claim:named", ("ilrs:fiscalYearOf",), ""),
    Failing("DateBounds", "claim:named", ("ilrs:namedDate",), 'ilrs:namedDate "2028"^^edtf:EDTF'),
    Failing("DateBounds", "claim:named-before", ("ilrs:notAfter",), 'ilrs:notAfter "2027-12-31"^^xsd:date'),
    Failing("DateBounds", "claim:named-before", (), 'ilrs:notBefore "2024-01-01"^^xsd:date'),
    Failing("DateBounds", "claim:named-month", ("ilrs:notBefore",), 'ilrs:notBefore "2024-02-21"^^xsd:date'),
    Failing("DateBounds", "claim:named-day", (), 'ilrs:notAfter "2024-03-01"^^xsd:date'),
    Failing("DateWords", "claim:named-month", ("ilrs:namedDate", "ilrs:datePart", "ilrs:paraphrase"),
            'ilrs:paraphrase "Launch by 2024."@en'),
    Failing("DateWords", "claim:named-month", ("ilrs:namedDate", "ilrs:datePart"), ""),
    Failing("NamedDate-date", "claim:named-month", ("ilrs:namedDate",), 'ilrs:namedDate "2024-13"^^edtf:EDTF'),
    Failing("NamedDate-direction", "claim:named-before", (), "ilrs:dateQualifier date-qualifier:by"),
    Failing("NamedDate-fiscal", "claim:named", ("ilrs:fiscalYearOf",),
            "ilrs:fiscalYearOf agent:elsewhere", "agent:elsewhere a ilrs:State ."),
    Failing("NamedDatePresent", "claim:named-before", ("ilrs:namedDate",), ""),
    Failing("NamedDatePresent", "claim:named-month", ("ilrs:namedDate",), ""),
    Failing("NamedDayWhole", "claim:named-day", (), "ilrs:datePart date-part:early"),
    Failing("NamedDayWhole", "claim:named-day", (), "ilrs:fiscalYearOf agent:state"),
    Failing("FiscalYear-offset", "agent:state", ("ilrs:fiscalYearOffset",), "ilrs:fiscalYearOffset 12"),
    Failing("FiscalYear-offset", "agent:state", ("ilrs:fiscalYearOffset",), "ilrs:fiscalYearOffset -12"),
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
    Failing("MoneyClaim", "claim:money", ("ilrs:currency",), ""),
    Failing("MoneyClaim", "claim:money", (), "qudt:hasUnit unit:NUM"),
    Failing("MoneyClaim", "claim:operator", ("ilrs:property",), "ilrs:property ilrs:contractCeiling"),
    Failing("QuantityMeasured", "claim:money", (), "qudt:hasUnit unit:NUM"),
    Failing("QuantityMeasured", "claim:money", ("ilrs:currency",), ""),
    Failing("QuantityMeasured", "claim:mass", ("qudt:hasUnit",), ""),
    Failing("QuantityCurrency-code", "claim:money", ("ilrs:currency",), 'ilrs:currency "dollars"'),
    Failing("QuantityCurrency-code", "claim:money", ("ilrs:currency",), 'ilrs:currency "USD"@en'),
    Failing("QuantityCurrency-code", "claim:money", (), 'ilrs:currency "EUR"'),
    Failing("SignatoryNumber", "claim:number", ("ilrs:valueLiteral",), "ilrs:valueLiteral 0"),
    Failing("SignatoryNumber", "claim:number", ("ilrs:valueLiteral",), "ilrs:valueLiteral 33.0"),
    Failing("Assignment-toward", "assignment:a", ("ilrs:toward",), "ilrs:toward agent:org"),
    Failing("AnsweredCall-call", "transfer:t", ("ilrs:inResponseTo",), "ilrs:inResponseTo call:c"),
    Failing("AnnouncementMatter-announces", "event:talk", (), "ilrs:announces agent:person"),
    Failing("PolarityConflict", "claim:outcome", ("ilrs:polarity",), "ilrs:polarity polarity:denied"),
    Failing("ActualBeforeStated", "claim:time-slack", ("ilrs:notBefore",), 'ilrs:notBefore "2024-05-06"^^xsd:date'),
    Failing("ActualBeforeStated", "claim:date-1", ("ilrs:notBefore",), 'ilrs:notBefore "2025-01-02"^^xsd:date'),
    Failing("ActualByToday", "claim:time-today", ("ilrs:notBefore",), 'ilrs:notBefore "2026-11-30"^^xsd:date'),
    Failing("StatedByToday", "claim:time-tomorrow", ("ilrs:statedOn",), 'ilrs:statedOn "2026-12-01"^^xsd:date'),
    Failing("StatedByToday", "claim:operator", ("ilrs:statedOn",), 'ilrs:statedOn "2027"^^xsd:gYear'),
    Failing("StatedBeforeReported", "claim:date", ("ilrs:statedOn",), 'ilrs:statedOn "2024-05-05"^^xsd:date'),
    Failing("StatedBeforeReported", "claim:date", ("ilrs:statedOn",), 'ilrs:statedOn "2024-06"^^xsd:gYearMonth'),
    Failing("StatedBeforeReported", "claim:operator", ("ilrs:statedOn", "prov:wasDerivedFrom"),
            'ilrs:statedOn "2024-06-02"^^xsd:date ; prov:wasDerivedFrom source:s , source:month'),
    Failing("StatedBeforeReported", "claim:time-undated", ("ilrs:statedOn",), 'ilrs:statedOn "2024-06-03"^^xsd:date'),
    Failing("SignedBeforeReported", "claim:time-signed", ("ilrs:notBefore",), 'ilrs:notBefore "2024-05-05"^^xsd:date'),
    Failing("SignedBeforeReported", "claim:time-signed-read", ("ilrs:notBefore",),
            'ilrs:notBefore "2024-06-03"^^xsd:date'),
    Failing("SignedBeforeReported", "claim:date-s", ("ilrs:notBefore", "prov:wasDerivedFrom"),
            'ilrs:notBefore "2025-01-02"^^xsd:date ; prov:wasDerivedFrom source:late , source:year'),
    Failing("LaunchedBeforeLanded", "claim:date", ("ilrs:notAfter",), 'ilrs:notAfter "2023-12-31"^^xsd:date'),
    Failing("LaunchedBeforeLanded", "claim:time-landing", ("ilrs:notAfter",), 'ilrs:notAfter "2023-12-31"^^xsd:date'),
    Failing("JoinedBeforeLeft", "claim:time-left-two", ("ilrs:notAfter",), 'ilrs:notAfter "2023-12-31"^^xsd:date'),
    Failing("JoinedBeforeLeft", "claim:date-termination", ("ilrs:notAfter",), 'ilrs:notAfter "2023-12-31"^^xsd:date'),
    Failing("JoinedBeforeLeft", "claim:time-left-two", ("ilrs:subject",), "ilrs:subject event:left-three",
            "event:left-three a ilrs:Withdrawal ; ilrs:ofAgreement agreement:three ; ilrs:takenBy agent:org . "
            "event:joined-three a ilrs:Accession ; ilrs:ofAgreement agreement:three ; ilrs:takenBy agent:org . "
            "event:other-three a ilrs:Accession ; ilrs:ofAgreement agreement:three ; ilrs:takenBy agent:igo . "
            f"claim:joined-three ilrs:subject event:joined-three ; {IN_2025} . "
            'claim:other-three ilrs:subject event:other-three ; ilrs:notBefore "2024-01-01"^^xsd:date .'),
    Failing("JoinedBeforeLeft", "claim:time-left-two", ("ilrs:subject",), "ilrs:subject event:left-four",
            "event:left-four a ilrs:Withdrawal ; ilrs:ofAgreement agreement:four ; ilrs:takenBy agent:org . "
            "event:signed-four a ilrs:Signature ; ilrs:ofAgreement agreement:four . "
            f"claim:signed-four ilrs:subject event:signed-four ; {IN_2025} ."),
    Failing("JoinedBeforeLeft", "claim:time-left-two", ("ilrs:subject",), "ilrs:subject event:left-five",
            "event:left-five a ilrs:Termination ; ilrs:ofAgreement agreement:five ; ilrs:takenBy agent:org . "
            "event:signed-five a ilrs:Signature ; ilrs:ofAgreement agreement:five ; ilrs:takenBy agent:igo . "
            f"claim:signed-five ilrs:subject event:signed-five ; {IN_2025} ."),
    Failing("PositionClaim-latitude", "claim:position", ("ilrs:valueLatitude",), "ilrs:valueLatitude 90.5"),
    Failing("PositionClaim-latitude", "claim:position", ("ilrs:valueLatitude",), "ilrs:valueLatitude -90.5"),
    Failing("PositionClaim-latitude", "claim:position", ("ilrs:valueLatitude",), "ilrs:valueLatitude 44"),
    Failing("PositionClaim-longitude", "claim:position", ("ilrs:valueLongitude",), "ilrs:valueLongitude 206.0148"),
    Failing("PositionClaim-longitude", "claim:position", ("ilrs:valueLongitude",), "ilrs:valueLongitude -180.5"),
    Failing("PositionClaim-uncertainty", "claim:position", ("ilrs:positionUncertainty",), "ilrs:positionUncertainty 0"),
    Failing("PositionClaim-property", "claim:position", ("ilrs:property",), "ilrs:property ilrs:mass"),
    Failing("PositionClaim-subject", "claim:position", ("ilrs:subject",), "ilrs:subject place:station"),
    Failing("OrbitClaim-property", "claim:orbit", ("ilrs:property",), "ilrs:property ilrs:operator"),
    Failing("OrbitClaim-lowest", "claim:orbit", ("ilrs:periapsisHeight",), "ilrs:periapsisHeight 16001"),
    Failing("OrbitClaim-lowest", "claim:orbit", ("ilrs:periapsisHeight",), "ilrs:periapsisHeight 0"),
    Failing("OrbitClaim-highest", "claim:orbit", ("ilrs:apoapsisHeight",), "ilrs:apoapsisHeight 0"),
    Failing("TrackingStation-station", "service:s", ("ilrs:atStation",), "ilrs:atStation site:s"),
    Failing("ClaimValue", "claim:position", ("ilrs:valueLatitude",), ""),
    Failing("ClaimValue", "claim:position", (), "ilrs:valueLiteral 44.1"),
    Failing("ClaimOnce", "claim:position", (), ""),
    *RECORD,
]  # fmt: skip
TIMES = {
    "ActualBeforeStated", "ActualByToday", "JoinedBeforeLeft", "LaunchedBeforeLanded", "SignedBeforeReported",
    "StatedBeforeReported", "StatedByToday",
}  # fmt: skip
"""The shapes that compare days."""
CONFLICTS = {"ActualDates", "DateConflict", "ValueConflict", "PolarityConflict"}
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
