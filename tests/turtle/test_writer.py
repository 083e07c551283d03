from __future__ import annotations

import random
import shutil
import subprocess
import sys
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import (
    BaseDirection,
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    RdfFormat,
    Triple,
    parse,
)

from ilrs_graph.errors import OutputError
from ilrs_graph.namespaces import ID, ONTOLOGY, PREFIXES, RDF, RDFS, XSD
from ilrs_graph.turtle.writer import write_turtle
from steps import steps

EX = "http://example.org/"
A, P = NamedNode(EX + "a"), NamedNode(EX + "p")
PREFIX_EX = {"ex": EX, "xsd": XSD}


def typed(lexical: str, datatype: str) -> Literal:
    return Literal(lexical, datatype=NamedNode(XSD + datatype))


def objects(*terms: NamedNode | BlankNode | Literal) -> list[Triple]:
    return [Triple(A, P, term) for term in terms]


def read(turtle: str) -> list[Triple]:
    return [quad.triple for quad in parse(turtle, format=RdfFormat.TURTLE)]


def canonical(triples: Iterable[Triple]) -> set[Quad]:
    dataset = Dataset(Quad(t.subject, t.predicate, t.object, DefaultGraph()) for t in triples)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return set(dataset)


ODD_NUMBERS = [
    typed("1.00", "decimal"),
    typed("1", "decimal"),
    typed("1.", "decimal"),
    typed(".5", "decimal"),
    typed("-0.0", "decimal"),
    typed("06", "integer"),
    typed("+1", "integer"),
    typed("-0", "integer"),
    typed("1.0", "integer"),
    typed("", "integer"),
    typed("１", "integer"),
    typed("6\n", "integer"),
    typed("1E5", "double"),
    typed("2.e5", "double"),
    typed(".5e-3", "double"),
    typed("1e", "double"),
    typed("1.5", "double"),
    typed("INF", "double"),
    typed("1E5", "float"),
    typed("TRUE", "boolean"),
    typed("true", "boolean"),
    typed("1", "boolean"),
    typed("2024-13-45", "date"),
]
HOSTILE_TEXTS = [
    "",
    '"',
    '"""',
    "'",
    "\\",
    "\\u0041",
    "\\n",
    "two\nlines",
    "carriage\r\nreturn",
    "".join(map(chr, range(1, 32))) + "\x7f",
    "\x80\x85\x9f\xa0\u2028\u2029",
    "\ufeff",
    "\ufffd\ue000\U0010fffd",
    "嫦娥六号",
    "🌕👩‍🚀🇨🇳",
    "العربية \u202eabc\u202c \u200f",
    "%",
    "100 %zz",
    "# no comment",
    "<http://example.org/>",
    "a ; b . c , d",
    " leading and trailing ",
    "e\u0301 \u00e9",
    "x" * 300_000,
]
HOSTILE = objects(
    *ODD_NUMBERS,
    *map(Literal, HOSTILE_TEXTS),
    *(Literal(text, language="zh-hans-cn") for text in HOSTILE_TEXTS),
    *(Literal(text, datatype=NamedNode(EX + "type#1")) for text in HOSTILE_TEXTS),
)
LOCAL_NAMES = [
    "", "a", "1", "12a", "1e5", "-a", "a-", "_", "a.b", "a.", ".a", "a..b", "a:b", ":", "%41", "a%20b", "é",
    "月", "a/b", "a#b", "a?b=c&d", "~a", "a'b", "(a)", "a,b", "a;b", "*", "@a", "$1", "true", "a!",
]  # fmt: skip
IRIS = [Triple(NamedNode(EX + name), NamedNode(EX + name), NamedNode(EX + name)) for name in LOCAL_NAMES]
BLANK_NODES = read(
    f"<{EX}a> <{EX}p> [ <{EX}p> 1, 2 ], [ <{EX}p> 3 ], [], (1 2 (3)), _:x. _:x <{EX}p> _:y. _:y <{EX}p> _:x."
)
SAMPLES = {
    "empty": [],
    "hostile literals": HOSTILE,
    "iris": IRIS,
    "blank nodes": BLANK_NODES,
    "all": [*HOSTILE, *IRIS, *BLANK_NODES],
}
samples = pytest.mark.parametrize("triples", SAMPLES.values(), ids=SAMPLES.keys())

# NUL and the two code points that XML calls no characters are beyond rapper, whatever the spelling.
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufffe\uffff"), max_size=12)
# Dot segments are legal, but some parsers resolve them even in absolute IRIs.
local_names = st.text("ab1.-_:/é月~", max_size=5).filter(lambda local: not {".", ".."} & set(local.split("/")))
iris = st.builds(lambda local: NamedNode(EX + local), st.sampled_from(LOCAL_NAMES) | local_names)
blank_nodes = st.sampled_from([BlankNode(label) for label in ("x", "y", "z10", "z9")])
literals = st.one_of(
    st.builds(Literal, texts),
    st.builds(lambda text, tag: Literal(text, language=tag), texts, st.sampled_from(["en", "zh-hans", "ar"])),
    st.builds(lambda text, datatype: Literal(text, datatype=datatype), texts, iris),
    st.builds(
        typed,
        st.from_regex(r"[+-]?[0-9]{0,2}\.?[0-9]{0,2}([eE]-?[0-9]{0,2})?", fullmatch=True),
        st.sampled_from(["integer", "decimal", "double"]),
    ),
    st.sampled_from(ODD_NUMBERS),
)
graphs = st.lists(st.builds(Triple, iris | blank_nodes, iris, iris | blank_nodes | literals), max_size=12)


@samples
def test_the_same_triples_come_back(triples: list[Triple]) -> None:
    assert canonical(read(write_turtle(triples))) == canonical(triples)


@settings(deadline=None)
@given(graphs)
def test_any_triples_come_back(triples: list[Triple]) -> None:
    assert canonical(read(write_turtle(triples, PREFIX_EX))) == canonical(triples)


@samples
def test_the_order_of_triples_does_not_matter(triples: list[Triple]) -> None:
    expected, chance = write_turtle(triples), random.Random(6)
    for _ in range(100):
        shuffled = chance.sample(triples, len(triples))
        assert write_turtle(shuffled + shuffled[:3]) == expected


@settings(deadline=None)
@given(graphs, st.randoms(use_true_random=False))
def test_no_order_of_any_triples_matters(triples: list[Triple], chance: random.Random) -> None:
    assert write_turtle(chance.sample(triples, len(triples))) == write_turtle(triples)


@settings(deadline=None)
@given(graphs)
def test_writing_what_was_written_changes_nothing(triples: list[Triple]) -> None:
    once = write_turtle(triples, PREFIX_EX)
    assert write_turtle(read(once), PREFIX_EX) == once


@contextmanager
def rdflib_as_written() -> Iterator[None]:
    """Keep rdflib from rewriting literals, and from warning about those that it finds strange."""
    rdflib.NORMALIZE_LITERALS = False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        rdflib.NORMALIZE_LITERALS = True


def count_by_rdflib(turtle: str) -> int:
    with rdflib_as_written():
        return len(rdflib.Graph().parse(data=turtle, format="turtle"))


@samples
def test_rdflib_counts_the_same_triples(triples: list[Triple]) -> None:
    assert count_by_rdflib(write_turtle(triples)) == len(set(triples))


@settings(deadline=None, max_examples=50)
@given(st.lists(st.builds(Triple, iris, iris, iris | literals), max_size=8))
def test_rdflib_reads_the_same_terms(triples: list[Triple]) -> None:
    turtle = write_turtle(triples, PREFIX_EX)
    with rdflib_as_written():
        found = {
            (
                str(s),
                str(p),
                str(o),
                str(getattr(o, "datatype", None) or ""),
                getattr(o, "language", None) or "",
            )
            for s, p, o in rdflib.Graph().parse(data=turtle, format="turtle")
        }
    numbers = {XSD + name for name in ("integer", "decimal", "double", "boolean")}
    # rdflib computes the value of numbers without quotes, so their lexical form is lost in any case.
    assert {row for row in found if row[3] not in numbers} == {
        row for triple in triples if (row := rdflib_row(triple))[3] not in numbers
    }


def rdflib_row(triple: Triple) -> tuple[str, str, str, str, str]:
    o = triple.object
    datatype = o.datatype.value if isinstance(o, Literal) and not o.language else ""
    language = (isinstance(o, Literal) and o.language) or ""
    plain = "" if datatype == XSD + "string" else datatype
    return triple.subject.value, triple.predicate.value, o.value, plain, language


def read_by_rapper(turtle: str, folder: Path) -> list[Triple]:
    rapper = shutil.which("rapper")
    if rapper is None:
        pytest.skip("rapper (Debian package raptor2-utils) is not on the PATH")
    file = folder / "graph.ttl"
    file.write_bytes(turtle.encode())
    command = [rapper, "-q", "-i", "turtle", "-o", "ntriples", str(file), "http://base.example/"]
    done = subprocess.run(command, capture_output=True, check=True)
    assert not done.stderr
    return [quad.triple for quad in parse(done.stdout, format=RdfFormat.N_TRIPLES)]


@samples
def test_rapper_reads_the_same_triples(triples: list[Triple], tmp_path: Path) -> None:
    found = read_by_rapper(write_turtle(triples), tmp_path)
    assert len(found) == len(set(triples))
    assert canonical(found) == canonical(triples)


@settings(deadline=None, max_examples=50)
@given(graphs)
def test_rapper_reads_any_triples(tmp_path_factory: pytest.TempPathFactory, triples: list[Triple]) -> None:
    found = read_by_rapper(write_turtle(triples, PREFIX_EX), tmp_path_factory.mktemp("rapper"))
    assert canonical(found) == canonical(triples)


@samples
@pytest.mark.parametrize("header", [None, "Made from claims.\n\n   See https://example.org/ # there"])
def test_turtlefmt_finds_nothing_to_change(triples: list[Triple], header: str | None, tmp_path: Path) -> None:
    turtlefmt = shutil.which("turtlefmt") or shutil.which("turtlefmt", path=Path(sys.executable).parent)
    if turtlefmt is None:
        pytest.skip("turtlefmt is not installed")
    file = tmp_path / "graph.ttl"
    # Without a prefix the header is the first line, and turtlefmt puts a blank before a comment there.
    turtle = write_turtle([*triples, Triple(A, NamedNode(RDFS + "seeAlso"), A)] if header else triples, header=header)
    file.write_bytes(turtle.encode())
    subprocess.run([turtlefmt, str(file)], check=True, capture_output=True)
    assert file.read_bytes().decode() == turtle


def test_layout() -> None:
    mission = NamedNode(ID + "mission/change-6")
    label = NamedNode(RDFS + "label")
    triples = [
        Triple(NamedNode(EX + "mission"), label, BlankNode("q")),
        Triple(BlankNode("q"), label, Literal("q")),
        Triple(mission, NamedNode(ONTOLOGY + "mass"), typed("8350.0", "decimal")),
        Triple(mission, label, Literal("嫦娥六号", language="zh")),
        Triple(mission, label, Literal("Chang'e 6", language="en")),
        Triple(mission, NamedNode(RDF + "type"), NamedNode(ONTOLOGY + "SampleReturnMission")),
        Triple(mission, NamedNode(RDF + "type"), NamedNode(ONTOLOGY + "Mission")),
    ]
    assert write_turtle(triples, header="From claims\nof 2024") == (
        "@prefix ilrs: <https://w3id.org/ilrs-graph/ontology#> .\n"
        "@prefix mission: <https://w3id.org/ilrs-graph/id/mission/> .\n"
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
        "\n"
        "# From claims\n"
        "# of 2024\n"
        "\n"
        '<http://example.org/mission> rdfs:label [ rdfs:label "q" ] .\n'
        "\n"
        "mission:change-6 a ilrs:Mission , ilrs:SampleReturnMission ;\n"
        '    rdfs:label "Chang\'e 6"@en , "嫦娥六号"@zh ;\n'
        "    ilrs:mass 8350.0 .\n"
    )


def test_objects_stand_in_the_declared_order() -> None:
    string, integer = Literal("6"), typed("6", "integer")
    terms = [
        A,
        BlankNode("x"),
        Literal("10"),
        Literal("6", language="en"),
        Literal("6", language="zh"),
        integer,
        string,
    ]
    line = write_turtle(objects(*reversed(terms)), PREFIX_EX).splitlines()[-1]
    assert line == 'ex:a ex:p ex:a , [] , "10" , "6"@en , "6"@zh , 6 , "6" .'


@pytest.mark.parametrize(
    ("literal", "spelling"),
    [
        (typed("+01", "integer"), "+01"),
        (typed("1.00", "decimal"), "1.00"),
        (typed(".5", "decimal"), ".5"),
        (typed("1.", "decimal"), '"1."^^xsd:decimal'),
        (typed("1", "decimal"), '"1"^^xsd:decimal'),
        (typed("1E5", "double"), "1E5"),
        (typed("1", "double"), '"1"^^xsd:double'),
        (typed("TRUE", "boolean"), '"TRUE"^^xsd:boolean'),
        (typed("false", "boolean"), "false"),
        (typed("1\n", "integer"), '"""1\n"""^^xsd:integer'),
        (typed("1\r\n", "integer"), r'"1\r\n"^^xsd:integer'),
        (typed("٣", "integer"), '"٣"^^xsd:integer'),
        (Literal('\\ " \n \r \t \b \f \x01 \x7f \0'), '"\\\\ \\" \\n \\r \\t \b \f \x01 \x7f \\u0000"'),
    ],
)
def test_spelling_of_literals(literal: Literal, spelling: str) -> None:
    assert write_turtle(objects(literal), PREFIX_EX).endswith(f"\nex:a ex:p {spelling} .\n")


def test_nul_is_read_back() -> None:
    triples = objects(Literal("a\0b"), Literal("\ufffe\uffff"))
    assert set(read(write_turtle(triples))) == set(triples)
    assert count_by_rdflib(write_turtle(triples)) == 2


def test_nothing_gives_an_empty_line() -> None:
    assert write_turtle([]) == "\n"
    assert read(write_turtle([])) == []


def test_a_header_alone_is_a_document() -> None:
    assert write_turtle([], header="Nothing\rhere") == "# Nothing\n# here\n"


def test_characters_that_iris_may_not_have_are_escaped() -> None:
    strange = next(iter(parse(rf"<{EX}\u0020\u003E\u005C> <{EX}p> 1 .", format=RdfFormat.TURTLE, lenient=True)))
    turtle = write_turtle([strange], {"ex": EX})
    assert turtle.endswith(f"<{EX}\\u0020\\u003E\\u005C> ex:p 1 .\n")
    assert next(iter(parse(turtle, format=RdfFormat.TURTLE, lenient=True))) == strange


def test_prefixes_that_cannot_be_declared_are_left_out() -> None:
    bad = {"1": EX, "_": EX, "a.": EX, "é": EX, "a b": EX, "relative": "", "spaced": EX + " "}
    assert write_turtle(objects(A), bad) == f"<{EX}a> <{EX}p> <{EX}a> .\n"


def test_the_longest_namespace_wins_and_of_two_prefixes_the_first() -> None:
    prefixes = {"z": EX, "e": EX, "x": EX + "x_", "urn": "urn:x:"}
    triples = [Triple(NamedNode(EX + "x_1"), P, NamedNode("urn:x:1")), Triple(NamedNode(EX + "x_/"), P, A)]
    assert write_turtle(triples, prefixes).splitlines()[-3:] == [
        f"<{EX}x_/> e:p e:a .",
        "",
        "x:1 e:p urn:1 .",
    ]


def test_every_project_prefix_can_be_declared() -> None:
    triples = [Triple(NamedNode(namespace + "x"), P, A) for namespace in PREFIXES.values()]
    assert write_turtle(triples).count("@prefix") == len(PREFIXES)


def test_graph_names_are_left_out() -> None:
    assert write_turtle([Quad(A, P, A, A), Quad(A, P, A)]) == write_turtle(objects(A))


def test_rdf_1_2_is_refused_aloud() -> None:
    with pytest.raises(OutputError, match=r"the triple term <<\( <http://example.org/a>") as caught:
        write_turtle([Triple(A, P, Triple(A, P, A))])
    assert caught.value.tip
    with pytest.raises(OutputError, match="base direction"):
        write_turtle(objects(Literal("x", language="ar", direction=BaseDirection.RTL)))


def test_twice_the_triples_take_twice_the_steps() -> None:
    triples = [
        Triple(NamedNode(f"{ID}mission/m-{i % 2000}"), NamedNode(f"{ONTOLOGY}p-{i % 9}"), Literal(f"value {i}"))
        for i in range(10_000)
    ]
    half, whole = steps(lambda: write_turtle(triples[::2])), steps(lambda: write_turtle(triples))
    assert whole < 2.2 * half
    assert whole < 100 * len(triples), "38 are usual"
