"""Every datatype that RDF 1.1 lists: forms that it has, and forms that it has not."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from hang_limit import HANG_S
from ilrs_graph import LunarGraph
from ilrs_graph.namespaces import ONTOLOGY, RDF, RDFS, XSD
from ilrs_graph.validation.datatypes import DATATYPES, NOT_FOR_RDF
from ilrs_graph.validation.lints.literals import problem

CASES = Path(__file__).parents[2].parent / "shared" / "cases" / "in"
MISSION = NamedNode("https://w3id.org/ilrs-graph/id/mission/change-6")

DAYS = ["2024-05-03", "2024-02-29", "2000-02-29", "-0004-02-29", "0000-01-01", "12024-12-31", "2024-05-03Z"]
DAYS += ["2024-05-03+14:00", "2024-05-03-13:59"]
NO_DAYS = [
    "2023-02-29",
    "1900-02-29",
    "2024-04-31",
    "2024-13-01",
    "2024-00-01",
    "2024-05-00",
    "24-05-03",
    "02024-05-03",
]
NO_DAYS += [
    "+2024-05-03",
    "2024-5-3",
    "2024-05-03+14:01",
    "2024-05-03+15:00",
    "2024-05-03z",
    " 2024-05-03",
    "2024-05-03\n",
]
NO_DAYS += ["٢٠٢٤-05-03", "", "2024/05/03", "99999999999999999999999-02-30"]
TIMES = ["09:27:00", "23:59:59.999", "24:00:00", "24:00:00.000", "00:00:00Z", "09:27:00-05:30"]
NO_TIMES = [
    "24:00:01",
    "24:01:00",
    "25:00:00",
    "09:27",
    "9:27:00",
    "09:60:00",
    "09:27:60",
    "09:27:00.",
    "09:27:00+1:00",
]
DURATIONS = {
    "both": ["P0D"],
    "yearMonthDuration": ["P1Y", "P2M", "P1Y2M", "-P14M"],
    "dayTimeDuration": ["P3D", "PT4H", "PT5M", "PT6S", "PT6.5S", "P3DT4H5M6S", "-PT1H"],
    "neither": [
        "P",
        "-P",
        "PT",
        "P1DT",
        "1D",
        "P1S",
        "PT1D",
        "P1M1Y",
        "P-1D",
        "+P1D",
        "P1.5D",
        "PT.5S",
        "PT1.S",
        "p1d",
        "P1Y2MT",
    ],
}
DOUBLES = ["1.5e3", "1E-3", "-.5", "7", "INF", "-INF", "+INF", "NaN"]
NUMBERS = ["6", "-6", "+6", "007", "0", "-0"]
NO_NUMBERS = ["", "+", "6.0", "6e0", "1,000", "0x6", " 6", "6 ", "٦", "六", "--6", "INF"]


def integer(inside: list[str], outside: list[str]) -> tuple[list[str], list[str]]:
    return inside, [*outside, *NO_NUMBERS]


def bounded(least: int, most: int) -> tuple[list[str], list[str]]:
    return integer([str(least), str(most), f"+00{most}"], [str(least - 1), str(most + 1), f"{most}0"])


FORMS: dict[str, tuple[list[str], list[str]]] = {
    "string": (["", "月", " a\tb\n"], []),
    "boolean": (["true", "false", "1", "0"], ["True", "TRUE", "yes", "", "01", " true"]),
    "decimal": (["7", "7.0", "-.5", "+7.", "0.0"], ["", ".", "1e3", "INF", "NaN", "1,5", "٧", "7.0 "]),
    "double": (DOUBLES, ["", "inf", "nan", "e3", "1e", "1e3.5", "-NaN"]),
    "float": (DOUBLES, ["", "Infinity", "1f", "e", "1 e3"]),
    "integer": integer(NUMBERS, ["1.", "1E3"]),
    "long": bounded(-9223372036854775808, 9223372036854775807),
    "int": bounded(-2147483648, 2147483647),
    "short": bounded(-32768, 32767),
    "byte": bounded(-128, 127),
    "unsignedLong": bounded(0, 18446744073709551615),
    "unsignedInt": bounded(0, 4294967295),
    "unsignedShort": bounded(0, 65535),
    "unsignedByte": bounded(0, 255),
    "nonNegativeInteger": integer(["0", "-0", "+6", "9" * 39], ["-1", "-01"]),
    "positiveInteger": integer(["1", "+6", "001"], ["0", "-0", "-6", "000"]),
    "nonPositiveInteger": integer(["0", "+0", "-6"], ["1", "+1", "0001"]),
    "negativeInteger": integer(["-1", "-001"], ["0", "-0", "1"]),
    "date": (DAYS, [*NO_DAYS, "2024-05-03T09:27:00"]),
    "time": (TIMES, NO_TIMES),
    "dateTime": (
        [*(f"{day[:-1]}T09:27:00Z" for day in DAYS if day.endswith("Z")), *(f"2024-05-03T{time}" for time in TIMES)],
        [*(f"{day}T09:27:00" for day in NO_DAYS), *(f"2024-05-03T{time}" for time in NO_TIMES),
         "2024-05-03", "2024-05-03 09:27:00"],
    ),
    "dateTimeStamp": (
        ["2024-05-03T09:27:00Z", "2024-05-03T09:27:00.5+08:00", "2024-05-03T24:00:00-14:00"],
        ["2024-05-03T09:27:00", "2024-05-03", "2024-02-30T09:27:00Z", "2024-05-03T09:27:00+14:30"],
    ),
    "gYear": (["2024", "-0044", "0000", "12024", "2024Z", "2024+08:00"], ["24", "02024", "+2024", "2024-05", "2024 "]),
    "gYearMonth": (["2024-05", "-0044-03", "2024-12Z"], ["2024-13", "2024-00", "2024-5", "2024", "2024-05-03"]),
    "gMonth": (["--05", "--12Z", "--01-05:00"], ["--13", "--00", "--5", "05", "-05", "--05--", "--05-03"]),
    "gMonthDay": (["--05-03", "--02-29", "--12-31Z"], ["--02-30", "--04-31", "--13-01", "--5-3", "05-03", "--05-32"]),
    "gDay": (["---03", "---31", "---01Z", "---09+14:00"], ["---32", "---00", "---3", "03", "--03", "---03+24:00"]),
    "duration": (
        [*DURATIONS["both"], *DURATIONS["yearMonthDuration"], *DURATIONS["dayTimeDuration"], "P1Y2M3DT4H5M6.7S"],
        [*DURATIONS["neither"], "", "P1Y2D3M"],
    ),
    "yearMonthDuration": (
        DURATIONS["yearMonthDuration"],
        [*DURATIONS["both"], *DURATIONS["dayTimeDuration"], *DURATIONS["neither"], "P1Y3D"],
    ),
    "dayTimeDuration": (
        [*DURATIONS["both"], *DURATIONS["dayTimeDuration"]],
        [*DURATIONS["yearMonthDuration"], *DURATIONS["neither"], "P1MT1M"],
    ),
    "hexBinary": (["", "0F", "0fb7", "ABCDEF"], ["0", "0FB", "x", "0G", "0x0F", "0F B7"]),
    "base64Binary": (
        ["", "FPucAw==", "FPucA28=", "FPucA28x", "F P u c A w = =", "AAAA BBBB"],
        ["F", "FPucAw=", "FPucAw", "FPucA2=9", "FPucA29=", "FPucAx==", "FPuc ", " FPuc", "AAAA  BBBB", "=", "FPu-"],
    ),
    "anyURI": (["", "https://www.cnsa.gov.cn/", "a/b#c", "http://例え.jp/月"], ["a b", "<a>", "a\n", 'a"b', "a|b"]),
    "language": (["en", "zh-Hans", "en-GB", "x-moon", "i-klingon"], ["", "en_GB", "en-", "-en", "languages", "e1"]),
    "normalizedString": (["", " a  b "], ["a\tb", "a\nb", "a\r"]),
    "token": (["", "a", "a b c", "a\xa0\xa0b"], [" a", "a ", "a  b", "a\tb", "a\nb", " "]),
    "NMTOKEN": (["change-6", "6", "-a", ":a", "月.1"], ["", "a b", "a,b", "a/b", " a"]),
    "Name": (["change-6", ":a", "_a", "月6", "a:b"], ["", "6a", "-a", ".a", "a b", "×"]),
    "NCName": (["change-6", "_a", "月6", "a.b"], ["", ":a", "a:b", "6a", "-a", "a b", "÷"]),
}  # fmt: skip
FORMS_OF_RDF: dict[str, tuple[list[str], list[str]]] = {
    "HTML": (["", "<p>a<br>b", "a & b"], []),
    "XMLLiteral": (
        ["", "text", "<b>a</b> c", "<a:b xmlns:a='urn:a'/>", "<![CDATA[&]]>", "&amp;", "<!-- x -->"],
        ["<b>", "</b>", "a & b", "<b></i>", "&nbsp;", "</content><content>", "<a:b/>", "<!DOCTYPE a>", "]]>"],
    ),
    "JSON": (['{"a": 1}', "[]", "null", '"a"', "9" * 5000], ["", "{", "{'a': 1}", "NaN", "[1,]", "undefined"]),
}  # fmt: skip
ALL = {**{XSD + name: forms for name, forms in FORMS.items()}, **{RDF + name: f for name, f in FORMS_OF_RDF.items()}}
HOLDS = [(iri, text) for iri, (good, _) in ALL.items() for text in good]
LACKS = [(iri, text) for iri, (_, bad) in ALL.items() for text in bad]


def literal(text: str, iri: str) -> Literal:
    return Literal(text, datatype=NamedNode(iri))


def test_the_table_has_the_datatypes_that_rdf_lists() -> None:
    assert set(DATATYPES) == set(ALL)
    assert len([iri for iri in DATATYPES if iri.startswith(XSD)]) == 39  # RDF 1.1 Concepts, section 5.1


@pytest.mark.parametrize(("iri", "text"), HOLDS)
def test_a_form_of_the_datatype_is_accepted(iri: str, text: str) -> None:
    assert DATATYPES[iri].holds(text)
    assert problem(literal(text, iri)) is None


@pytest.mark.parametrize(("iri", "text"), LACKS)
def test_a_form_that_the_datatype_lacks_is_reported(iri: str, text: str) -> None:
    assert not DATATYPES[iri].holds(text)
    found = problem(literal(text, iri))
    assert found is not None
    assert "is not a valid" in found[0]


@pytest.mark.parametrize("iri", DATATYPES)
def test_the_example_of_a_remedy_is_valid(iri: str) -> None:
    assert DATATYPES[iri].holds(DATATYPES[iri].example)


@pytest.mark.parametrize(
    ("text", "name", "remedy"),
    [
        ("300", "byte", "from -128 to 127"),
        ("-1", "unsignedInt", "from 0 to 4294967295"),
        ("0", "positiveInteger", "of at least 1"),
        ("5", "negativeInteger", "of at most -1"),
    ],
)
def test_a_number_out_of_range_is_reported_with_the_range(text: str, name: str, remedy: str) -> None:
    found = problem(literal(text, XSD + name))
    assert found is not None
    assert remedy in found[1]


@pytest.mark.parametrize("name", ["integer", "positiveInteger", "unsignedLong", "negativeInteger", "decimal", "double"])
def test_numbers_of_many_digits_are_refused(name: str) -> None:
    for text in ("9" * 41, "-" + "9" * 100_000, "0" * 50):
        found = problem(literal(text, XSD + name))
        assert found is not None
        assert found[0].endswith("has too many digits.")
        assert len(found[0]) < 100


@pytest.mark.parametrize("iri", [*(XSD + name for name in NOT_FOR_RDF), XSD + "dat", RDF + "PlainLiteral", RDF + "Seq"])
def test_other_names_in_these_namespaces_are_no_datatypes(iri: str) -> None:
    assert problem(literal("x", iri)) is not None


@pytest.mark.parametrize("iri", ["http://id.loc.gov/datatypes/EDTF", "urn:a"])
def test_the_datatypes_of_others_are_not_judged(iri: str) -> None:
    assert problem(literal("x", iri)) is None
    assert problem(Literal("x", language="en")) is None


FAR_YEARS_AND_MIDNIGHT = re.compile("-|0000|1\\d{4}-|(.*T)?24:00:00")
"""Forms that Python's classes for days and times do not have."""


REFUSED_BY_RDFLIB = """
import json, sys
from rdflib import Literal, URIRef
print(json.dumps([pair for pair in json.load(sys.stdin) if Literal(pair[1], datatype=URIRef(pair[0])).ill_typed]))
"""


def test_rdflib_refuses_none_of_the_valid_forms() -> None:
    """It accepts many that are not valid: `"1e3"^^xsd:decimal`, `"P1DT"^^xsd:duration`, any `xsd:language`.

    It is asked in a process of its own: owlrl changes how it reads datatypes.
    """
    forms = [(iri, text) for iri, text in HOLDS if not FAR_YEARS_AND_MIDNIGHT.match(text)]
    assert len(forms) > 100
    command = [sys.executable, "-c", REFUSED_BY_RDFLIB]
    done = subprocess.run(command, input=json.dumps(forms), capture_output=True, text=True, check=True, timeout=HANG_S)
    assert json.loads(done.stdout) == []


XML = f'<rdf:RDF xmlns:rdf="{RDF}" xmlns:s="{RDFS}"><rdf:Description rdf:about="{MISSION.value}">'
UNTAGGED = {
    "a.ttl": f"{MISSION} <{RDFS}label>\n'x'^^<{RDF}langString> .",
    "a.nt": f'{MISSION} <{RDFS}label> "x"^^<{RDF}langString> .',
    "a.trig": f"<http://a/g> {{ {MISSION} <{RDFS}label> 'x'^^<{RDF}langString> }}",
    "a.nq": f'{MISSION} <{RDFS}label> "x"^^<{RDF}langString> <http://a/g> .',
    "a.jsonld": f'{{"@id": "{MISSION.value}", "{RDFS}label": {{"@value": "x", "@type": "{RDF}langString"}}}}',
    "a.rdf": f'{XML}<s:label rdf:datatype="{RDF}langString">x</s:label></rdf:Description></rdf:RDF>',
}


@pytest.mark.parametrize("name", UNTAGGED)
def test_a_tagged_string_without_a_tag_is_reported_in_every_syntax(
    name: str, graph: LunarGraph, tmp_path: Path
) -> None:
    (tmp_path / name).write_text(UNTAGGED[name], encoding="utf-8")
    report = graph.check(tmp_path / name)
    assert {f.code for f in report} & {"ill-typed", "syntax", "lost"}
    assert report.reaches("violation")
    assert all(f.line for f in report)


@pytest.mark.parametrize("name", ["langString", "dirLangString"])
def test_a_tagged_string_without_a_tag_in_python(name: str, graph: LunarGraph) -> None:
    report = graph.check([Triple(MISSION, NamedNode(RDFS + "label"), literal("x", RDF + name))])
    assert "needs a language tag" in next(f.message for f in report if f.code == "ill-typed")


@pytest.mark.skipif(not CASES.exists(), reason="the cases are kept beside the repository")
def test_a_file_of_ill_typed_literals(graph: LunarGraph) -> None:
    found = [f for f in graph.check(CASES / "b18-illtyped.ttl") if f.code == "ill-typed"]
    assert len(found) == 7
    assert {f.line for f in found} == {5}
    assert len({f.column for f in found}) == 7


@pytest.mark.parametrize("name", [name for name, (_, bad) in FORMS.items() if bad])
def test_check_reports_an_ill_typed_literal_of_each_datatype(name: str, graph: LunarGraph) -> None:
    bad = Triple(MISSION, NamedNode(ONTOLOGY + "x"), literal(FORMS[name][1][0], XSD + name))
    assert "ill-typed" in {f.code for f in graph.check([bad])}
