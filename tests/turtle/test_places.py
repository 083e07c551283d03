"""Positions: the text at a place is the term that the triple has there."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from ilrs_graph.errors import InputError, Place
from ilrs_graph.files.find import place
from ilrs_graph.turtle import lines, places
from ilrs_graph.turtle.place import LineIndex

HEAD = "@prefix a: <http://a/> . PREFIX 月: <http://m/>\n"
SPACES = st.sampled_from([" ", "\n", "\t", "\r\n", ' # c, "q" ; <x> .\n', "\n\n  ", "\n# 嫦娥\n"])
IRIS = st.sampled_from(["a:x", "<http://a/y>", "月:宫", "a:b.c", "a:p%20q", "a:q\\,r", "a:1"])
LITERALS = st.sampled_from(
    ['"x"', "'嫦娥'@zh", '"two\\nlines"', '"""real\n"two" ; . lines"""', "''", "'''\n'''", "1", "-1.5", "1e3", "+7",
     "true", "false", '"1"^^a:t', '"2"^^<http://t>', '"𝔘 []()"@en-GB', '".\\\\"']
)  # fmt: skip


@st.composite
def documents(draw: st.DrawFn) -> tuple[str, list[tuple[int, int, int]]]:
    """Turtle without brackets, and the offsets of subject, predicate and value of each triple."""
    text, places_of = HEAD, []
    for _ in range(draw(st.integers(1, 4))):
        text += draw(SPACES)
        subject, text = len(text), text + draw(IRIS) + draw(SPACES)
        for i in range(draw(st.integers(1, 3))):
            text += (draw(SPACES) + ";" + draw(SPACES)) if i else ""
            predicate, text = len(text), text + draw(st.one_of(IRIS, st.just("a"))) + draw(SPACES)
            for j in range(draw(st.integers(1, 3))):
                text += (draw(st.one_of(st.just(""), SPACES)) + "," + draw(SPACES)) if j else ""
                places_of.append((subject, predicate, len(text)))
                text += draw(st.one_of(IRIS, LITERALS))
        text += draw(SPACES) + "."
    return text + draw(SPACES), places_of


@given(documents())
def test_the_place_of_each_part_is_where_it_was_written(document: tuple[str, list[tuple[int, int, int]]]) -> None:
    text, offsets = document
    index = LineIndex(text)
    found = list(places(text.encode(), RdfFormat.TURTLE))
    assert [tuple(where) for _, where in found] == [tuple(map(index.place, three)) for three in offsets]
    assert [t for t, _ in found] == [q.triple for q in parse(text.encode(), format=RdfFormat.TURTLE)]


@given(documents())
def test_lines_are_the_lines_of_the_places(document: tuple[str, list[tuple[int, int, int]]]) -> None:
    content = document[0].encode()
    assert list(lines(content, RdfFormat.TURTLE)) == [
        (t, where.value.line) for t, where in places(content, RdfFormat.TURTLE)
    ]


@pytest.mark.parametrize("length", [900, 1023, 1024, 5000, 100_000])
def test_lines_and_words_may_be_longer_than_what_a_parser_reads_at_once(length: int) -> None:
    text = f"<http://a/x> <http://a/p>\n'{'嫦' * length}' ,\n 2 ."
    assert [w.value for _, w in places(text.encode(), RdfFormat.TURTLE)] == [Place("", 2, 1), Place("", 3, 2)]
    assert [line for _, line in lines(text.encode(), RdfFormat.TURTLE)] == [2, 3]


NESTED = """PREFIX i: <http://x/>
i:a i:b [ i:c "d"
    ; i:e [ i:f 1 ] ] ;
  i:g ( 1
        i:two "three" ) .
[] i:h "i" .
[ i:j i:k ] i:l i:m .
(4) i:n i:o.
"""


def test_values_inside_brackets_are_placed() -> None:
    rows = NESTED.splitlines()
    found = {
        (t.predicate.value.removeprefix("http://x/"), t.object.value): where.value
        for t, where in places(NESTED.encode(), RdfFormat.TURTLE)
        if isinstance(t.object, NamedNode | Literal)
    }
    for name, text in (("c", "d"), ("f", "1"), ("h", "i"), ("j", "http://x/k"), ("l", "http://x/m")):
        spelt = {"d": '"d"', "i": '"i"'}.get(text, text.replace("http://x/", "i:"))
        where = found[name, text]
        assert where.column is not None
        assert rows[where.line - 1][where.column - 1 :].startswith(spelt)
    assert found["n", "http://x/o"] == Place("", 8, 9)
    brackets = [w.value for t, w in places(NESTED.encode(), RdfFormat.TURTLE) if t.predicate.value in "http://x/b"]
    assert brackets == [Place("", 2, 9)]


TRIG = """PREFIX a: <http://a/>
a:g { a:s a:p "x"
}
GRAPH a:h { a:s a:p a:o , 5 . }
{ a:s a:q a:o }
a:s a:r a:o ."""


def test_trig_and_quads() -> None:
    assert [where.value for _, where in places(TRIG.encode(), RdfFormat.TRIG)] == [
        Place("", 2, 15), Place("", 4, 21), Place("", 4, 27), Place("", 5, 11), Place("", 6, 9)
    ]  # fmt: skip
    quads = b'<http://s> <http://p> "x"@en <http://g> .\n\n<http://s> <http://p> "x" <http://g> .\n'
    assert [tuple(where) for _, where in places(quads, RdfFormat.N_QUADS)] == [
        (Place("", 1, 1), Place("", 1, 12), Place("", 1, 23)), (Place("", 3, 1), Place("", 3, 12), Place("", 3, 23))
    ]  # fmt: skip
    assert [line for _, line in lines(quads, RdfFormat.N_QUADS)] == [1, 3]


XML = b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:a="http://a/">
 <a:Thing rdf:about="http://a/x">
  <a:p>v</a:p>
  <a:q rdf:resource="http://a/y"/>
 </a:Thing>
</rdf:RDF>"""
JSON = """{
 "@context": {"a": "http://a/"},
 "@id": "a:x",
 "a:p": "嫦娥",
 "a:q": {
   "@id": "http://a/y"
 }
}"""


def test_other_syntaxes_have_lines_where_that_is_honest() -> None:
    assert [where.value for _, where in places(XML, RdfFormat.RDF_XML)] == [Place("", 2), Place("", 3), Place("", 4)]
    found = {t.predicate.value: where for t, where in places(JSON.encode(), RdfFormat.JSON_LD)}
    assert found["http://a/p"] == (Place("", 3), Place("", 4), Place("", 4))
    assert found["http://a/q"] == (Place("", 3), Place("", 5), Place("", 6))
    escaped = JSON.replace("嫦娥", "\\u5ae6\\u5a25").encode()
    assert [line for _, line in lines(escaped, RdfFormat.JSON_LD)] == [4, 6]


def test_the_place_of_one_triple_in_a_file(repo: Path, tmp_path: Path) -> None:
    path = repo / "data" / "missions" / "change-6.ttl"
    rows = path.read_text("utf-8").splitlines()
    cnes = NamedNode("https://w3id.org/ilrs-graph/id/agent/cnes")
    triples = [q.triple for q in parse(path.read_bytes(), format=RdfFormat.TURTLE)]
    (triple, *_) = [t for t in triples if t.object == cnes]
    found = place(path, triple)
    assert found is not None
    assert found.column is not None
    assert rows[found.line - 1][found.column - 1 :].startswith("agent:cnes")
    assert place(path, Triple(cnes, cnes, cnes)) is None
    (tmp_path / "bad.ttl").write_text("<http://a> ?", encoding="utf-8")
    with pytest.raises(InputError, match=r"bad\.ttl:1:12"):
        place(tmp_path / "bad.ttl", triple)
