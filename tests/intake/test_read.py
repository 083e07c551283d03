"""Reading strangers' files: every syntax, every syntax error, every limit; nothing is fetched."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, RdfFormat

from ilrs_graph.cli import option
from ilrs_graph.errors import InputError, UsageError
from ilrs_graph.intake import MAX_DEPTH, MAX_LINE, MAX_LITERAL, read_bytes, read_candidates, syntax_named
from ilrs_graph.intake.depth import too_deep
from ilrs_graph.intake.limits import MAX_PROBLEMS
from ilrs_graph.intake.syntaxes import sniffed

SAME = {
    "a.ttl": "<http://a/s> <http://a/p> '嫦娥' .",
    "a.trig": "GRAPH <http://a/g> { <http://a/s> <http://a/p> '嫦娥' }",
    "a.nt": '<http://a/s> <http://a/p> "嫦娥" .',
    "a.nq": '<http://a/s> <http://a/p> "嫦娥" <http://a/g> .',
    "a.jsonld": '{"@id": "http://a/s", "http://a/p": "嫦娥"}',
    "a.rdf": '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:a="http://a/">'
    '<rdf:Description rdf:about="http://a/s"><a:p>嫦娥</a:p></rdf:Description></rdf:RDF>',
}


def problem(text: str | bytes, syntax: RdfFormat = RdfFormat.TURTLE) -> tuple[str, str]:
    """The place and the words of the only problem of a text."""
    content = text.encode() if isinstance(text, str) else text
    (found,) = read_bytes(content, "new", syntax).problems
    assert found.place.file == "new"
    return str(found.place._replace(file="")), f"{found.what} {found.remedy}"


@pytest.mark.parametrize("name", SAME)
def test_every_syntax_is_read_from_a_file_and_from_standard_input(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / name).write_text(SAME[name], encoding="utf-8")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(SAME[name].encode())))
    (tmp_path / "plain.ttl").write_text(SAME["a.ttl"], encoding="utf-8")
    by_file, plain, by_stdin = read_candidates([tmp_path / name, tmp_path / "plain.ttl", "-"])
    assert by_file.problems == by_stdin.problems == []
    assert by_file.triples == by_stdin.triples == plain.triples
    assert by_stdin.name == "stdin"
    assert len(by_file.triples) == len(by_file.places) == 1


def test_a_syntax_may_be_said(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text(SAME["a.ttl"], encoding="utf-8")
    with pytest.raises(InputError, match=r"'\.txt' is not a known RDF file suffix") as error:
        read_candidates([tmp_path / "notes.txt"])
    assert "--syntax" in str(error.value.spelled(option)[1])
    (said,) = read_candidates([tmp_path / "notes.txt"], syntax_named("turtle"))
    assert len(said.triples) == 1
    with pytest.raises(UsageError, match="not a known syntax") as wrong:
        syntax_named("turtel")
    assert "did you mean turtle" in str(wrong.value.tip)


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text(SAME["a.ttl"], encoding="utf-8")
    assert len(read_candidates([tmp_path / "a.ttl", tmp_path / "a.ttl"])) == 1


@pytest.mark.parametrize("name", ["missing.ttl", ".", "a\0b.ttl"])
def test_what_is_no_file_is_an_error(name: str, tmp_path: Path) -> None:
    with pytest.raises(InputError):
        read_candidates([f"{tmp_path}/{name}"])


def test_every_syntax_error_of_a_file_is_told_with_its_place() -> None:
    text = "<http://a/x> ?p 1 .\n<http://a/x> <http://a/p> 1 .\n<http://a/y> <http://a/p> .\n"
    found = read_bytes(text.encode(), "new.ttl", RdfFormat.TURTLE)
    assert [p.place[1:] for p in found.problems] == [(1, 14), (3, 27)]
    assert len(found.triples) == 1
    assert all(p.what.endswith(".") and p.remedy for p in found.problems)


def test_noise_ends_after_some_problems() -> None:
    found = read_bytes(b"<http://a/x> ?p 1 .\n" * (2 * MAX_PROBLEMS), "new.ttl", RdfFormat.TURTLE)
    assert len(found.problems) == MAX_PROBLEMS


@pytest.mark.parametrize(
    ("text", "syntax", "place"),
    [
        ('{"@id": "http://a/x",\n "http://a/p": }', RdfFormat.JSON_LD, "2:"),
        ("<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>\n<rdf:Li", RdfFormat.RDF_XML, "2"),
        ("<http://a/x> <http://a/p> <http://a b> .", RdfFormat.N_TRIPLES, "1:"),
        ("<http://a/x> <http://a/p> 'open", RdfFormat.TURTLE, "1:"),
    ],
)
def test_each_syntax_tells_where(text: str, syntax: RdfFormat, place: str) -> None:
    assert str(read_bytes(text.encode(), "new", syntax).problems[0].place).startswith(f"new:{place}")


@pytest.mark.parametrize(
    ("content", "place", "words"),
    [
        (b"<http://a/x> <http://a/p>\n '\xff' .", "2:3", "0xff"),
        (b"<http://a/x> <http://a/p>\n '\0' .", "2:3", "NUL"),
        ("<http://a/x> <http://a/p> 1 .".encode("utf-16"), "1:1", "UTF-16"),
    ],
)
def test_bytes_that_are_no_text(content: bytes, place: str, words: str) -> None:
    found = problem(content)
    assert found[0] == place
    assert words in found[1]


def test_a_byte_order_mark_shifts_nothing() -> None:
    found = read_bytes(b"\xef\xbb\xbf<http://a/x> <http://a/p> 1 .", "new.ttl", RdfFormat.TURTLE)
    assert found.problems == []
    assert found.places[0].subject[1:] == (1, 1)


DEEP = {
    RdfFormat.TURTLE: ("<http://a/x> <http://a/p> {} .", "[<http://a/p> ", "]"),
    RdfFormat.TRIG: ("<http://a/x> <http://a/p> {} .", "( ", ")"),
    RdfFormat.JSON_LD: ('{{"http://a/p": {}}}', "[", "]"),
    RdfFormat.RDF_XML: (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:a="http://a/">'
        "<rdf:Description>{}</rdf:Description></rdf:RDF>",
        "<a:p><rdf:Description>",
        "</rdf:Description></a:p>",
    ),
}


def nested(syntax: RdfFormat, levels: int) -> str:
    around, opening, closing = DEEP[syntax]
    within = "" if syntax in (RdfFormat.RDF_XML, RdfFormat.TRIG) else "1"
    return around.format(opening * levels + within + closing * levels)


@pytest.mark.parametrize("syntax", DEEP)
def test_deep_nesting_is_refused_before_the_parser_sees_it(syntax: RdfFormat) -> None:
    assert read_bytes(nested(syntax, 50).encode(), "new", syntax).problems == []
    for levels in (MAX_DEPTH + 1, 5000):
        assert f"deeper than {MAX_DEPTH}" in problem(nested(syntax, levels), syntax)[1]


@pytest.mark.parametrize(
    "text",
    [
        r"<http://a/\u0041#x> <http://a/p> " + "[ <http://a/p> " * 5000,
        "] " * 5000 + "<http://a/x> <http://a/p> " + "[ <http://a/p> " * 5000,
        "<http://a/x> <http://a/p> '''\"''' , " + "( " * 5000,
        "<http://a/x> <http://a/p> \"\\\"\" , 'a\\'b' , # '\n" + "( " * 5000,
    ],
)
def test_depth_does_not_hide(text: str) -> None:
    assert "deeper than" in problem(text)[1]


def test_brackets_in_strings_comments_and_names_are_no_levels() -> None:
    many = "[" * 5000
    text = f'<http://a/x> <http://a/p> \'{many}\' , """{many}""" . # {many}\n'
    assert read_bytes(text.encode(), "new", RdfFormat.TURTLE).problems == []
    json = f'{{"@id": "http://a/x", "http://a/p": "{many}\\"{many}"}}'
    assert read_bytes(json.encode(), "new", RdfFormat.JSON_LD).problems == []


@given(st.lists(st.sampled_from(["[", "]", '"', "\\", "a", ",", "{", "}"]), max_size=30).map("".join))
def test_json_depth_is_that_of_a_reader_of_json(text: str) -> None:
    import json

    def depth(value: object) -> int:
        inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
        return 1 + max(map(depth, inner), default=0) if isinstance(value, dict | list) else 0

    try:
        deep = depth(json.loads(text))
    except ValueError:
        return
    for most in (0, 1, 2):
        assert (too_deep(text, RdfFormat.JSON_LD, most) is not None) == (deep > most)


def test_long_literals_and_lines_are_refused() -> None:
    long = f"<http://a/x> <http://a/p> 1 .\n<http://a/x> <http://a/p> '''{'a ' * MAX_LITERAL}''' ."
    place, words = problem(long)
    assert (place, "longer than" in words) == ("2:27", True)
    assert "Line 2 is longer" in problem(f"\n<http://a/x> <http://a/p> '{'a' * MAX_LINE}' .")[1]


RDF = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:a="http://a/">{}</rdf:RDF>'


@pytest.mark.parametrize(
    ("doctype", "words"),
    [
        ('<!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>', "contains other entities"),
        ('<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>', "refers to another file"),
        ('<!DOCTYPE r [<!ENTITY % x SYSTEM "http://127.0.0.1/x">%x;]>', "refers to another file"),
        ('<!DOCTYPE r SYSTEM "http://127.0.0.1/x.dtd">', "refers to another file"),
        (f'<!DOCTYPE r [<!ENTITY a "{"a" * 10_000}">]>', "expand to more than"),
        ('<?xml version="1.0" encoding="UTF-7"?>', "declares the encoding"),
    ],
)
def test_xml_that_expands_or_reaches_outside_is_refused(doctype: str, words: str) -> None:
    text = doctype + RDF.format("<rdf:Description><a:p>" + "&a;" * 1000 + "</a:p></rdf:Description>")
    assert words in problem(text, RdfFormat.RDF_XML)[1]


def test_plain_entities_are_read() -> None:
    body = '<rdf:Description rdf:about="&a;x"><a:p>1</a:p></rdf:Description>'
    text = '<!DOCTYPE rdf:RDF [<!ENTITY a "http://a/">]>' + RDF.format(body)
    (found,) = read_bytes(text.encode(), "new.rdf", RdfFormat.RDF_XML).triples
    assert str(found.subject) == "<http://a/x>"


@pytest.mark.parametrize("context", ['"http://127.0.0.1:1/c"', '"file:///etc/passwd"', '["http://127.0.0.1:1/c"]'])
def test_contexts_elsewhere_are_refused_where_they_stand(context: str) -> None:
    place, words = problem(f'{{\n "@context": {context},\n "@id": "http://a/x"}}', RdfFormat.JSON_LD)
    assert place.startswith("2")
    assert "nothing is fetched" in words


def test_triples_about_triples_are_refused() -> None:
    text = "<http://a/x> <http://a/p> <<( <http://a/x> <http://a/p> 1 )>> ."
    assert "RDF 1.2" in problem(text)[1]


def test_too_large_a_file_is_a_problem_and_the_limit_can_be_raised(tmp_path: Path) -> None:
    (tmp_path / "large.ttl").write_text("# a comment\n" * 100 + SAME["a.ttl"], encoding="utf-8")
    (tmp_path / "small.ttl").write_text(SAME["a.ttl"], encoding="utf-8")
    large, small = read_candidates([tmp_path / "large.ttl", tmp_path / "small.ttl"], max_mb=0.001)
    assert "larger than 0.001 MB" in large.problems[0].what
    assert "--max-mb" in large.problems[0].remedy
    assert len(small.triples) == 1
    assert not read_candidates([tmp_path / "large.ttl"])[0].problems


def test_blank_nodes_of_two_files_stay_two_and_are_called_the_same_each_time(tmp_path: Path) -> None:
    for name in ("a.ttl", "b.ttl"):
        (tmp_path / name).write_text("_:x <http://a/p> _:x , [] .", encoding="utf-8")
    files = [tmp_path / "a.ttl", tmp_path / "b.ttl"]
    nodes = [{x for t in c.triples for x in (t.subject, t.object)} for c in read_candidates(files)]
    assert [len(n) for n in nodes] == [2, 2]
    assert not nodes[0] & nodes[1]
    assert all(isinstance(x, BlankNode) for n in nodes for x in n)
    assert [c.triples for c in read_candidates(files)] == [c.triples for c in read_candidates(files)]


@pytest.mark.parametrize("text", ["", "# nothing\n", "  \n"])
def test_a_file_of_nothing_holds_nothing(text: str) -> None:
    assert sniffed(text.encode()) == RdfFormat.TRIG
    assert read_bytes(text.encode(), "new.ttl", RdfFormat.TURTLE).triples == []
