from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from hashlib import sha256
from itertools import chain
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import CanonicalizationAlgorithm, Dataset, DefaultGraph, NamedNode, Quad, RdfFormat, Triple, parse

from ilrs_graph.errors import InputError, SyntaxProblem
from ilrs_graph.namespaces import PREFIXES
from ilrs_graph.turtle.canonical import extended_turtle, format_turtle
from ilrs_graph.turtle.nested import DEEPEST
from ilrs_graph.turtle.tokens import tokens
from ilrs_graph.turtle.writer import write_turtle
from steps import steps

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted(
    path
    for folder in ("ontology", "data", "tests")
    for path in (ROOT / folder).rglob("*.ttl")
    if ROOT / "tests" / "golden" not in path.parents  # its inputs are often wrong, and its root is a copy
)
NAMES_OF_FILES = {path: str(path.relative_to(ROOT)) for path in FILES}
SAMPLE = sorted(FILES, key=lambda path: sha256(NAMES_OF_FILES[path].encode()).digest())[: len(FILES) // 4]
"""A quarter of the files, drawn by the hash of their names, is always tried; all of them as a soak."""
every_file = pytest.mark.parametrize(
    "path",
    [path if path in SAMPLE else pytest.param(path, marks=pytest.mark.soak) for path in FILES],
    ids=NAMES_OF_FILES.get,
)
sample_or_all = pytest.mark.parametrize(
    "files", [SAMPLE, pytest.param(FILES, marks=pytest.mark.soak)], ids=["sample", "all"]
)

EX = "@prefix ex: <http://example.org/> .\n"


def ex(body: str) -> str:
    """Return the canonical form of `body` below the prefix ex, without that prefix and the empty line."""
    formatted = format_turtle(EX + body)
    assert formatted.startswith(EX + "\n")
    return formatted.removeprefix(EX + "\n")


def read(turtle: str) -> list[Triple]:
    return [quad.triple for quad in parse(turtle.encode(), format=RdfFormat.TURTLE)]


def canonical(triples: Iterable[Triple]) -> set[Quad]:
    dataset = Dataset(Quad(t.subject, t.predicate, t.object, DefaultGraph()) for t in triples)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return set(dataset)


def comments(turtle: str) -> Counter[str]:
    return Counter(token.text[1:].strip() for token in tokens(turtle) if token.kind == "comment")


def turtlefmt(folder: Path, documents: list[str]) -> list[str]:
    """Return what turtlefmt makes of `documents`, or skip."""
    command = shutil.which("turtlefmt") or shutil.which("turtlefmt", path=Path(sys.executable).parent)
    if command is None:
        pytest.skip("turtlefmt is not installed")
    for number, document in enumerate(documents):
        (folder / f"{number}.ttl").write_bytes(document.encode())
    subprocess.run([command, str(folder)], check=True, capture_output=True)
    return [(folder / f"{number}.ttl").read_bytes().decode() for number in range(len(documents))]


def assert_laws(turtle: str) -> str:
    formatted = format_turtle(turtle)
    assert canonical(read(formatted)) == canonical(read(turtle))
    assert comments(formatted) == comments(turtle)
    assert format_turtle(formatted) == formatted
    return formatted


# The files of the repository


@every_file
def test_the_laws_hold_for_every_file(path: Path) -> None:
    assert_laws(path.read_text("utf-8"))


@every_file
def test_without_comments_the_form_is_that_of_the_export(path: Path) -> None:
    text = path.read_text("utf-8")
    declared = dict(re.findall(r"@prefix (\S*): *<(.*)>", text))
    if comments(text):
        pytest.skip("it has comments")
    assert format_turtle(text) == write_turtle(read(text), {**PREFIXES, **declared})


@sample_or_all
def test_turtlefmt_leaves_every_formatted_file_unchanged(files: list[Path], tmp_path: Path) -> None:
    formatted = [format_turtle(path.read_text("utf-8")) for path in files]
    assert turtlefmt(tmp_path, formatted) == formatted


def test_the_ontology_is_kept_in_its_canonical_form() -> None:
    texts = {path: path.read_text("utf-8") for path in (ROOT / "ontology").rglob("*.ttl")}
    assert texts
    assert [path for path, text in texts.items() if format_turtle(text) != text] == []


@sample_or_all
def test_no_file_takes_many_steps(files: list[Path]) -> None:
    assert files
    for path in files:
        text = path.read_text("utf-8")
        assert steps(lambda text=text: format_turtle(text)) < 1_000 + 5 * len(text), "one a character is usual"


def test_twice_the_text_takes_twice_the_steps() -> None:
    block = '# c\nex:s{0} a ex:C ; # d\n  ex:p "v{0}" , ( ex:a{0} [ ex:q {0} ] ) .\n'
    once, twice = (
        "@prefix ex: <http://example.org/> .\n" + "".join(map(block.format, range(count))) for count in (1_000, 2_000)
    )
    assert steps(lambda: format_turtle(twice)) < 2.2 * steps(lambda: format_turtle(once))


# Any text, with comments wherever they may stand


NAMES = st.sampled_from(["ex:a", "ex:b", "ex:c.d", r"ex:e\#f", "<http://example.org/a#b>", "_:x", "_:y.z", "ex:"])
LITERALS = st.sampled_from(
    [
        "1",
        "1.50",
        "-1e5",
        "true",
        "'a # b'",
        '"#"@en',
        '"""a\n# "b\n"""',
        '"1"^^ex:t',
        "'\\'#'",
        '"a\\n#"@zh-Hans',
        "''",
    ]
)


def lists(objects: st.SearchStrategy[list[str]]) -> st.SearchStrategy[list[str]]:
    return st.lists(objects, max_size=3).map(lambda found: ["(", *chain.from_iterable(found), ")"])


def properties(objects: st.SearchStrategy[list[str]], least: int) -> st.SearchStrategy[list[str]]:
    pairs = st.tuples(
        st.sampled_from(["a", "ex:p", "ex:q", "<http://example.org/r>"]), st.lists(objects, min_size=1, max_size=3)
    )
    joined = st.lists(pairs, min_size=least, max_size=3)
    return joined.map(
        lambda found: [t for verb, said in found for t in (";", verb, *[u for o in said for u in (",", *o)][1:])][1:]
    )


OBJECTS: st.SearchStrategy[list[str]] = st.recursive(
    (NAMES | LITERALS).map(lambda token: [token]),
    lambda inner: lists(inner) | properties(inner, 0).map(lambda found: ["[", *found, "]"]),
    max_leaves=6,
)
SUBJECTS = (
    NAMES.map(lambda token: [token]) | st.just(["[", "]"]) | OBJECTS.filter(lambda o: o[0] in "([" and len(o) > 2)
)
BLOCKS = st.tuples(SUBJECTS, properties(OBJECTS, 1)).map(lambda found: [*found[0], *found[1], "."])
PREFIX = ["@prefix", "ex:", "<http://example.org/>", "."]
DIRECTIVES = st.sampled_from([PREFIX, ["PREFIX", *PREFIX[1:3]], ["@prefix", "unused:", "<http://u.example/#>", "."]])
TOKENS = st.lists(BLOCKS | DIRECTIVES, max_size=4).map(lambda found: [*PREFIX, *chain.from_iterable(found)])
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\n\0"), max_size=5)
GAPS = (
    st.sampled_from([" ", " ", "\n", "\n\n", "\r\n", "\t"])
    | TEXTS.map(lambda text: f" #c{text}\n")
    | TEXTS.map(lambda text: f"\n  #c{text}\r\n")
    | TEXTS.map(lambda text: f"\n\n#c{text}\n\n")
    | TEXTS.map(lambda text: f"\n\n##c{text}\n#b\n\n#a\n")
)


@st.composite
def documents(draw: st.DrawFn) -> str:
    return "".join(piece for token in draw(TOKENS) for piece in (draw(GAPS), token)) + draw(GAPS)


@settings(deadline=None, max_examples=400)
@given(documents())
def test_the_laws_hold_wherever_comments_stand(turtle: str) -> None:
    assert_laws(turtle)


@settings(deadline=None, max_examples=30)
@given(st.lists(documents(), min_size=5, max_size=20))
def test_turtlefmt_leaves_any_formatted_text_unchanged(
    tmp_path_factory: pytest.TempPathFactory, found: list[str]
) -> None:
    formatted = [format_turtle(turtle) for turtle in found]
    # turtlefmt puts a blank before a comment on the very first line, and behind the first # of several.
    formatted = [turtle for turtle in formatted if turtle.startswith("@prefix") and "\n##" not in turtle]
    assert turtlefmt(tmp_path_factory.mktemp("turtlefmt"), formatted) == formatted


# One graph with the same comments in any layout


@st.composite
def two_layouts(draw: st.DrawFn) -> tuple[str, str]:
    names = [f"ex:{letter}" for letter in "abcd"]
    said = st.dictionaries(
        st.tuples(
            st.sampled_from(names),
            st.sampled_from(["a", "ex:p", "ex:q"]),
            st.sampled_from([*names, "1", "'x'", "[ ex:p ex:a ]"]),
        ),
        st.sampled_from(["", "one", "two", "three"]),
        max_size=10,
    )
    triples = draw(said)
    above = {
        subject: draw(st.lists(st.sampled_from(["up", "over"]), max_size=2)) for subject in {s for s, _, _ in triples}
    }
    head, tail = draw(st.sampled_from(["", "# head\n"])), draw(st.sampled_from(["", "# tail\n"]))
    return laid_out(draw, triples, above, head, tail), laid_out(draw, triples, above, head, tail)


def laid_out(
    draw: st.DrawFn, triples: dict[tuple[str, str, str], str], above: dict[str, list[str]], head: str, tail: str
) -> str:
    text, seen = draw(st.sampled_from([head + EX + "\n", EX + head + "\n"])), set()
    before: tuple[str, str] | None = None
    due = ""
    for subject, predicate, object_ in draw(st.permutations(list(triples))):
        comment = triples[subject, predicate, object_]
        if before and before[0] == subject and draw(st.booleans()):
            joint = "," if before[1] == predicate and draw(st.booleans()) else ";"
            text += f" {joint} {due}" + (object_ if joint == "," else f"{predicate} {object_}")
        else:
            text += f" . {due}\n" if before else ""
            if subject not in seen:
                gap = draw(st.sampled_from(["\n", ""])) if before and above[subject] else ""
                text += gap + "".join(f"#{line}\n" for line in above[subject])
            text += f"{subject} {predicate}{draw(st.sampled_from([' ', chr(10)]))}{object_}"
            seen.add(subject)
        due = f"# {comment}\n" if comment else draw(st.sampled_from(["", "\n"]))
        before = subject, predicate
    return text + (f". {due}\n" if before else "") + tail


@settings(deadline=None, max_examples=300)
@given(two_layouts())
def test_the_layout_of_the_input_does_not_matter(layouts: tuple[str, str]) -> None:
    one, other = layouts
    assert assert_laws(one) == assert_laws(other)


# Where comments go


def test_the_head_stays_at_the_top_below_the_prefixes() -> None:
    body = "# below the prefixes\n\n# above b\nex:b a ex:X .\n# above a\n\nex:a a ex:X .\n"
    assert format_turtle("# first\n\n" + EX[:-1] + "# beside the prefix\n" + body) == (
        EX + "\n# first\n# beside the prefix\n# below the prefixes\n\n"
        "# above a\nex:a a ex:X .\n\n# above b\nex:b a ex:X .\n"
    )


def test_comments_at_line_ends_stay_with_their_objects() -> None:
    turtle = """ex:a ex:q 2 ; # two
        ex:p ex:d, # d
             ex:c ; # c
        ex:p ex:e . # e
        ex:b a ex:X ; # b
        ."""
    assert ex(turtle) == (
        "ex:a ex:p ex:c ; # c\n    ex:p ex:d ; # d\n    ex:p ex:e ; # e\n    ex:q 2 . # two\n\nex:b a ex:X . # b\n"
    )


def test_an_object_that_is_spoken_of_apart_stands_apart() -> None:
    assert ex("ex:a ex:p 1, 2, # two\n 3, 4 . # four") == (
        "ex:a ex:p 1 , 3 ;\n    ex:p 2 ; # two\n    ex:p 4 . # four\n"
    )
    assert ex("ex:a ex:p 1, 2, # two\n 3, 4 .") == "ex:a ex:p 1 , 2 , 3 , 4 . # two\n"


def test_a_comment_beside_a_predicate_goes_with_its_object() -> None:
    assert ex("ex:a ex:q 1 ; ex:p # p\n 2 .") == "ex:a ex:p 2 ; # p\n    ex:q 1 .\n"


def test_comments_without_a_line_of_their_own_go_above_the_block() -> None:
    turtle = """# 0
        ex:a # 1
          # 2
          ex:q [ # 3
             ex:r 1 ; # 4
          ] ; # 5
          ex:p ( 1 # 6
             2 ) # 7
             ; # 8
          ."""
    assert ex(turtle) == ("# 0\n# 1\n# 2\n# 3\n# 4\n# 6\n# 8\nex:a ex:p ( 1 2 ) ; # 7\n    ex:q [ ex:r 1 ] . # 5\n")


def test_comments_on_a_nested_node_go_above_the_block_that_holds_it() -> None:
    assert ex("ex:b ex:p _:x . # b\n# up\n_:x ex:q _:y . # x\n_:y ex:q 1 . # y\n") == (
        "# up\n# x\n# y\nex:b ex:p [ ex:q [ ex:q 1 ] ] . # b\n"
    )


def test_comments_at_the_end_stay_at_the_end() -> None:
    assert ex("ex:b a ex:X .\nex:a a ex:X .\n#1\n\n  #2") == "ex:a a ex:X .\n\nex:b a ex:X .\n\n# 1\n# 2\n"


def test_comments_between_later_prefixes_go_above_the_next_block() -> None:
    body = "ex:b a ex:X .\n# 1\n@prefix f: <http://f.example/> . # 2\nBASE <http://g.example/> # 3\n# 4\nex:a a ex:X ."
    assert ex(body) == "# 1\n# 2\n# 3\n# 4\nex:a a ex:X .\n\nex:b a ex:X .\n"


def test_a_file_of_comments_alone_keeps_them() -> None:
    assert format_turtle("#one\n\n# two") == "# one\n# two\n"
    assert format_turtle("") == "\n"


def test_comments_are_spelt_alike_and_an_empty_one_has_no_blank() -> None:
    assert ex("#\n#!x \n##  y\nex:a a ex:X . #\tz\t") == "#\n# !x\n##  y\nex:a a ex:X . # z\n"


@pytest.mark.parametrize(
    "line", ["#", "##", "########", "### x", "# ## x", "#    x", "#####    x    #####", "# #", "#-"]
)
def test_lines_of_number_signs_and_indents_stay(line: str) -> None:
    wanted = "# -" if line == "#-" else line
    assert ex(f"{line}\nex:a a ex:X . {line}\n") == f"{wanted}\nex:a a ex:X . {wanted}\n"
    assert format_turtle(f"{line}\n\n{EX}\nex:a a ex:X .\n") == f"{EX}\n{wanted}\n\nex:a a ex:X .\n"


# Banners


CASES = Path(__file__).parents[2].parent / "shared" / "cases" / "in"


@pytest.mark.skipif(not CASES.exists(), reason="the cases are kept beside the repository")
def test_a_file_with_banners_stays_as_it_is() -> None:
    text = (CASES / "b21-banner.ttl").read_text("utf-8")
    assert format_turtle(text) == text


BANNERS = """# head

ex:m a ex:X .

### One ###

# about z
ex:z a ex:X .

ex:b a ex:X .

#########
#  Two  #
#########

ex:a a ex:X . # beside a

# the end
"""


def test_things_are_sorted_within_their_section() -> None:
    wanted = BANNERS.replace(
        "# about z\nex:z a ex:X .\n\nex:b a ex:X .\n", "ex:b a ex:X .\n\n# about z\nex:z a ex:X .\n"
    )
    assert ex(BANNERS) == wanted
    assert ex(wanted) == wanted


def test_a_new_thing_goes_into_the_section_of_the_one_before_it() -> None:
    def added(name: str) -> str:
        thing = NamedNode(f"http://example.org/{name}")
        done = extended_turtle(EX + BANNERS, [Triple(thing, NamedNode("http://example.org/p"), thing)])
        before = done[: done.index(f"ex:{name} ex:p")]
        return "two" if "Two" in before else "one" if "One" in before else "head"

    assert [added(name) for name in ("A", "aa", "bb", "c", "n", "zz")] == ["head", "two", "one", "one", "head", "one"]


def test_a_fact_about_a_thing_goes_into_its_section() -> None:
    done = ex(BANNERS + "\nex:m ex:p 1 .\n# more\nex:z ex:p 1 .\n")
    assert done.index("ex:m a ex:X ;") < done.index("One") < done.index("ex:z a ex:X ;") < done.index("Two")
    assert "# about z\n# more\nex:z" in done


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("ex:b a ex:X .\n\n# up\nex:a a ex:X .", "# up\nex:a a ex:X .\n\nex:b a ex:X .\n"),
        ("ex:b a ex:X .\n# up\n\nex:a a ex:X .", "# up\nex:a a ex:X .\n\nex:b a ex:X .\n"),
        ("ex:b a ex:X .\n\n# on\n\nex:a a ex:X .", "ex:b a ex:X .\n\n# on\n\nex:a a ex:X .\n"),
        ("ex:b a ex:X .\r\n\r\n#on\r\n \t\r\nex:a a ex:X .", "ex:b a ex:X .\n\n# on\n\nex:a a ex:X .\n"),
        ("ex:b a ex:X .\n\n# on\n\n# up\nex:a a ex:X .", "ex:b a ex:X .\n\n# on\n\n# up\nex:a a ex:X .\n"),
        ("ex:b a ex:X .\n# x\n\n# y\n\nex:a a ex:X .", "ex:b a ex:X .\n\n# x\n# y\n\nex:a a ex:X .\n"),
        ("ex:b a ex:X .\n\n# on\n\n# too\n\n", "ex:b a ex:X .\n\n# on\n\n# too\n"),
        ("ex:b a ex:X .\n\n# on\n\n\n# end", "ex:b a ex:X .\n\n# on\n\n# end\n"),
        ("# head\n\n# on\n\nex:b a ex:X .", "# head\n\n# on\n\nex:b a ex:X .\n"),
        ("ex:b a ex:X .\n\n# on\n\nPREFIX f: <urn:f>\nex:a a ex:X .", "ex:b a ex:X .\n\n# on\n\nex:a a ex:X .\n"),
        ("ex:b ex:p [\n\n# in\n\n ex:q 1 ] .", "# in\nex:b ex:p [ ex:q 1 ] .\n"),
        ("ex:b ex:p 1 ;\n\n# in\n\n ex:q 1 .", "# in\nex:b ex:p 1 ;\n    ex:q 1 .\n"),
        ("ex:b a ex:X .\n\n# on\n\n[] a ex:Y .", "ex:b a ex:X .\n\n# on\n\n[] a ex:Y .\n"),
        ("ex:b a ex:X .\n\n# on\n\n[ ex:q 1 ] ex:p 2 .", "ex:b a ex:X .\n\n# on\n\n[] ex:p 2 ;\n    ex:q 1 .\n"),
        ("ex:b ex:p _:y .\n\n# on\n\n_:y a ex:Y .", "ex:b ex:p [ a ex:Y ] .\n\n# on\n"),
        ("ex:b a ex:X .\n\n# on\n\nex:a ex:p 1 .\n\n# too\n\nex:b ex:p 1 .",
         "ex:b a ex:X ;\n    ex:p 1 .\n\n# on\n\nex:a ex:p 1 .\n\n# too\n"),
    ],
)  # fmt: skip
def test_what_is_a_banner(text: str, wanted: str) -> None:
    assert ex(text) == wanted
    assert_laws(EX + text)


def test_the_node_of_the_file_is_first_in_its_section_only() -> None:
    text = "ex:z a ex:X .\n\n# on\n\nex:b a ex:X .\n\nex:o a <http://www.w3.org/2002/07/owl#Ontology> .\n"
    done = format_turtle(EX + text)
    assert done.index("ex:z") < done.index("# on") < done.index("ex:o a") < done.index("ex:b")


def test_comments_tell_equal_nodes_apart_in_the_order_of_the_file() -> None:
    turtle = "ex:a ex:p [ ex:q 1 ] ; # z\n    ex:p [ ex:q 1 ] . # a\n\n# z\n[] ex:q 1 .\n\n# a\n[] ex:q 1 .\n"
    for _ in range(20):
        assert ex(turtle) == turtle


# Prefixes


def test_prefixes_of_the_file_keep_their_names_and_unused_ones_go() -> None:
    turtle = (
        "@prefix dct: <http://purl.org/dc/terms/> . @prefix skos: <http://skos.example/> . "
        "<http://skos.example/a> dct:title <http://www.w3.org/2004/02/skos/core#b>, "
        "<http://www.w3.org/2002/07/owl#Thing> . @prefix gone: <http://gone.example/> ."
    )
    assert assert_laws(turtle) == (
        "@prefix dct: <http://purl.org/dc/terms/> .\n@prefix owl: <http://www.w3.org/2002/07/owl#> .\n"
        "@prefix skos: <http://skos.example/> .\n\n"
        "skos:a dct:title owl:Thing , <http://www.w3.org/2004/02/skos/core#b> .\n"
    )


def test_an_unused_prefix_does_not_keep_a_known_one_out() -> None:
    turtle = "@prefix owl: <http://gone.example/> . <h:a> a <http://www.w3.org/2002/07/owl#Thing> ."
    assert "\n<h:a> a owl:Thing .\n" in assert_laws(turtle)


def test_relative_iris_are_resolved_against_the_base() -> None:
    assert ex("@base <http://base.example/x/> . <y> ex:p <#z> .") == (
        "<http://base.example/x/y> ex:p <http://base.example/x/#z> .\n"
    )
    with pytest.raises(SyntaxProblem, match=r"^draft:1:5: "):
        format_turtle("    <y> <z> 1 .", "draft")


# Blank nodes


def test_lists_and_nested_nodes_stand_where_they_are_used() -> None:
    turtle = "ex:a ex:p ( 1 [ ex:q () , [] ] ( ex:b ) ) , [ ex:r 1 ; a ex:X , ex:Y ] . [] a ex:X ; ex:p ( ) ."
    assert ex(turtle) == (
        "ex:a ex:p ( 1 [ ex:q ( ) , [] ] ( ex:b ) ) , [ a ex:X , ex:Y ; ex:r 1 ] .\n\n[] a ex:X ;\n    ex:p ( ) .\n"
    )


def test_shared_and_circular_nodes_are_labelled() -> None:
    assert ex("ex:a ex:p _:s , _:c . ex:b ex:p _:s . _:s ex:q 1 . _:c ex:q _:d . _:d ex:q _:c .") == (
        "ex:a ex:p _:b0 , _:b1 .\n\nex:b ex:p _:b1 .\n\n_:b0 ex:q [ ex:q _:b0 ] .\n\n_:b1 ex:q 1 .\n"
    )
    assert ex("_:c ex:q _:d . _:d ex:q _:c ; ex:r [ ex:q 1 ] .").count("_:b") == 4


def test_lists_that_are_shared_or_not_well_formed_are_no_lists() -> None:
    rdf = "@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> ."
    for body in (
        "ex:a ex:p _:x . _:x rdf:first 1 , 2 ; rdf:rest () .",
        "ex:a ex:p _:x . _:x rdf:first 1 ; rdf:rest () ; ex:q 1 .",
        "ex:a ex:p _:x . _:x rdf:first 1 ; rdf:rest ex:b .",
        "ex:a ex:p _:x . _:x rdf:first 1 ; rdf:rest _:y . ex:b ex:p _:y . _:y rdf:first 2 ; rdf:rest () .",
        "_:x rdf:first 1 ; rdf:rest _:x .",
        "_:x rdf:first _:x ; rdf:rest () .",
    ):
        assert_laws(EX + rdf + body)
        assert "( 1" not in format_turtle(EX + rdf + body)


def test_deep_nesting_is_cut_and_long_lists_are_not() -> None:
    deep = assert_laws(EX + "ex:a ex:p " + "[ ex:p " * 100 + "1" + " ]" * 100 + " .")
    assert max(line.count("[") for line in deep.splitlines()) == DEEPEST
    assert deep.count("_:b") == 2 * 3
    items = " ".join(str(i % 7) for i in range(5000))
    assert ex(f"ex:a ex:p ({items}) .") == f"ex:a ex:p ( {items} ) .\n"


def test_the_order_of_nested_nodes_comes_from_what_they_say() -> None:
    one = "ex:a ex:p [ ex:q 2 ] , [ ex:q 1 ] , ( 2 1 ) , ( 1 2 ) , [ ex:q [ ex:r 2 ] ] , [ ex:q [ ex:r 1 ] ] ."
    other = "ex:a ex:p ( 1 2 ) , [ ex:q [ ex:r 1 ] ] , [ ex:q 1 ] , [ ex:q [ ex:r 2 ] ] , ( 2 1 ) , [ ex:q 2 ] ."
    assert ex(one) == ex(other)


# Strings


@pytest.mark.parametrize(
    "spelt",
    [
        '"""two\nlines"""',
        '"""a""\\"\nb\\""""',
        '""""quoted"\n"""@en',
        '"""\\\\\ttab\n"""^^ex:t',
        r'"carriage\r\nreturn"',
        r'"one line \" \\ \t"',
    ],
)
def test_strings_of_several_lines_keep_their_lines(spelt: str, tmp_path: Path) -> None:
    assert ex(f"ex:a ex:p {spelt} .") == f"ex:a ex:p {spelt} .\n"
    formatted = format_turtle(f"{EX}ex:a ex:p {spelt} .")
    assert turtlefmt(tmp_path, [formatted]) == [formatted]


# Refusals


def test_what_does_not_parse_is_reported_with_its_place() -> None:
    with pytest.raises(SyntaxProblem) as caught:
        format_turtle("# one\n<h:a> <h:b> ; .", "a.ttl")
    assert (caught.value.file, caught.value.line, caught.value.column) == ("a.ttl", 2, 13)


def test_rdf_1_2_is_refused_aloud() -> None:
    with pytest.raises(InputError, match=r"^a\.ttl:1:19: A triple about a triple \(RDF 1\.2\)"):
        format_turtle("<h:a> <h:b> <h:c> {| <h:d> 1 |} . # c", "a.ttl")
