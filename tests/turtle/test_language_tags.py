"""Language tags stay as they are written in all that format, add and diff write; their case makes no difference."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import RdfFormat, parse

from ilrs_graph import LunarGraph
from ilrs_graph.comparing import DiffOptions, diff
from ilrs_graph.files.root import Root
from ilrs_graph.intake import SYNTAXES, read_bytes
from ilrs_graph.namespaces import ID
from ilrs_graph.render import format_named, write
from ilrs_graph.turtle.canonical import extended_turtle, format_turtle
from ilrs_graph.turtle.language_tags import marked_tags

CASES = Path(__file__).parents[2].parent / "shared" / "cases" / "in"
MISSION = f"<{ID}mission/change-6>"
ALT = "<http://www.w3.org/2004/02/skos/core#altLabel>"
TAGS = ["en-GB", "EN", "zh-Hans", "zh-Hant-TW", "sr-Latn-RS", "x-Moon", "De", "i-KLINGON"]


@pytest.mark.skipif(not CASES.exists(), reason="the cases are kept beside the repository")
def test_a_tag_with_capitals_stays() -> None:
    assert '"x"@en-GB .' in format_turtle((CASES / "b16-language-case.ttl").read_text(encoding="utf-8"))


@pytest.mark.parametrize("tag", [*TAGS, "en", "en-gb", "ru"])
@pytest.mark.parametrize("quote", ['"', "'", '"""', "'''"])
def test_format_keeps_every_tag(tag: str, quote: str) -> None:
    text = f"<urn:a> <urn:p> {quote}x @en-US \\\"y\\\"@FR{quote}@{tag}, {quote}z{quote} @{tag} ; <urn:q> '@EN' .\n"
    done = format_turtle(text)
    assert done == f'<urn:a> <urn:p> "x @en-US \\"y\\"@FR"@{tag} , "z"@{tag} ;\n    <urn:q> "@EN" .\n'
    assert format_turtle(done) == done


@pytest.mark.parametrize(
    "text",
    [
        "@PREFIX".lower() + " A: <http://A/> .\nA:x A:p 'x'@en-GB .",
        "PREFIX A: <http://A/>\n<mailto:a@Example.org> A:p 'x'@en-GB .",
        "<urn:a> <urn:p> ( 'x'@en-GB [ <urn:q> 'x'@en-GB ] ) .",
        "# 'y'@EN\n<urn:a> <urn:p> # here\n 'x' # 'y'@FR\n @en-GB . # there",
        "<urn:a> <urn:p> 'a@B' , 'x'@en-GB , 'y'^^<urn:T> .",
    ],
)
def test_tags_are_told_from_all_else_that_begins_with_an_at(text: str) -> None:
    done = format_turtle(text)
    assert done.count('"x"@en-GB') == text.count("'x'@en-GB") + ("# here" in text)
    assert format_turtle(done) == done


def test_two_tags_that_differ_in_case_are_one() -> None:
    values = ['"x"@en-gb', '"x"@en-GB # British', '"x"@EN-gb', '"y"@en-gb', '"y"']
    wanted = '<urn:a> <urn:p> "x"@EN-gb , "y"@en-gb , "y" . # British\n'
    for _ in range(20):
        random.Random(6).shuffle(values)
        assert format_turtle("<urn:a> <urn:p> " + "\n, ".join(values) + "\n .") == wanted


def test_comments_of_all_spellings_stay() -> None:
    done = format_turtle('<urn:a> <urn:p> "x"@en-GB # one\n , "x"@en-gb . # two')
    assert done == '# two\n<urn:a> <urn:p> "x"@en-GB . # one\n'


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from(TAGS), st.sampled_from(['"x"', '"y@Z"'])), min_size=1))
def test_the_triples_and_the_spellings_are_those_of_the_text(facts: list[tuple[str, str, str]]) -> None:
    text = "".join(f"<urn:{s}> <urn:p> {value}@{tag} .\n" for s, tag, value in facts)
    done = format_turtle(text)
    assert {q.triple for q in parse(done.encode(), format=RdfFormat.TURTLE)} == {
        q.triple for q in parse(text.encode(), format=RdfFormat.TURTLE)
    }
    assert all(f"{value}@{tag}" in done for _, tag, value in facts)
    assert format_turtle(done) == done
    assert format_turtle("".join(reversed(text.splitlines(keepends=True)))) == done


def test_a_text_without_capitals_is_left_alone() -> None:
    for text in ("<urn:a> <urn:p> 'x'@en .", "<urn:a> <urn:p> 'a@B' .", "# a@B"):
        assert marked_tags(text).text == text


def test_what_a_file_has_in_another_case_is_not_added() -> None:
    text = '<urn:a> <urn:p> "x"@en-GB .\n'
    added = [q.triple for q in parse(b'<urn:a> <urn:p> "x"@EN-GB , "y"@en-gb .', format=RdfFormat.TURTLE)]
    assert extended_turtle(text, added, tags={added[0]: "EN-GB"}) == '<urn:a> <urn:p> "x"@en-GB , "y"@en-gb .\n'
    assert extended_turtle("", added, tags={added[0]: "EN-GB"}) == '<urn:a> <urn:p> "x"@EN-GB , "y"@en-gb .\n'


FILES = {
    "turtle": f"{MISSION} {ALT} 'One'@en-GB , 'Two'@en , 'Three'@zh-Hans .",
    "trig": f"<urn:g> {{ {MISSION} {ALT} 'One'@en-GB , 'Two'@en , 'Three'@zh-Hans . }}",
    "ntriples": "".join(f'{MISSION} {ALT} "{v}"@{t} .\n' for v, t in (("One", "en-GB"), ("Three", "zh-Hans"))),
    "nquads": "".join(f'{MISSION} {ALT} "{v}"@{t} <urn:g> .\n' for v, t in (("One", "en-GB"), ("Three", "zh-Hans"))),
    "jsonld": json.dumps(
        {
            "@context": {"alt": {"@id": ALT[1:-1], "@container": "@language"}},
            "@id": MISSION[1:-1],
            "alt": {"en-GB": "One", "en": "EN"},
            ALT[1:-1]: {"@value": "Three", "@language": "zh-Hans"},
        }
    ),
    "rdfxml": '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:s="http://www.w3.org/2004/02/'
    f"skos/core#\"><rdf:Description rdf:about=\"{MISSION[1:-1]}\"><s:altLabel xml:lang='en-GB'>One</s:altLabel>"
    '<s:altLabel xml:lang = "zh-Hans">Three</s:altLabel></rdf:Description></rdf:RDF>',
}  # fmt: skip


@pytest.mark.parametrize("syntax", SYNTAXES)
def test_a_candidate_knows_its_tags(syntax: str) -> None:
    found = read_bytes(FILES[syntax].encode(), "new", SYNTAXES[syntax])
    assert not found.problems
    tags = {found.triples[number].object.value: tag for number, tag in found.tags.items()}  # type: ignore[union-attr]
    assert tags == {"One": "en-GB", "Three": "zh-Hans"}


@pytest.mark.parametrize(
    ("syntax", "suffix"), [("turtle", "ttl"), ("ntriples", "nt"), ("jsonld", "jsonld"), ("rdfxml", "rdf")]
)
def test_add_writes_tags_as_they_are_written(syntax: str, suffix: str, graph: LunarGraph, tmp_path: Path) -> None:
    file = tmp_path / f"new.{suffix}"
    file.write_text(FILES[syntax], encoding="utf-8")
    found = graph.add(file, by="Ada", dry_run=True)
    assert '"One"@en-GB' in found.diff
    assert '"Three"@zh-Hans' in found.diff


def test_a_spelling_of_what_is_there_adds_nothing(small_root: Path, own_cache: Path, tmp_path: Path) -> None:
    graph = LunarGraph(small_root)
    for tag in ("en-GB", "EN-gb", "en-gb"):
        file = tmp_path / "new.ttl"
        file.write_text(f'{MISSION} {ALT} "One"@{tag} .', encoding="utf-8")
        assert bool(graph.add(file, by="Ada").changes) == (tag == "en-GB")
    text = (small_root / "data" / "missions" / "change-6.ttl").read_text(encoding="utf-8")
    assert 'skos:altLabel "One"@en-GB' in text


def test_diff_sees_no_difference_in_case_and_writes_tags_as_written(tmp_path: Path, small_snapshot: Path) -> None:
    old, same, new = (tmp_path / f"{name}.ttl" for name in ("old", "same", "new"))
    old.write_text(f'{MISSION} {ALT} "One"@en-GB .', encoding="utf-8")
    same.write_text(f'{MISSION} {ALT} "One"@EN-gb .', encoding="utf-8")
    new.write_text(f'{MISSION} {ALT} "One"@en-GB , "Two"@sr-Latn-RS .', encoding="utf-8")
    root, quick = Root.find(small_snapshot / "root"), DiffOptions(answers=False)
    assert diff(root, str(old), str(same), quick).same
    for before, after, mark in ((old, new, "A"), (new, old, "D")):
        found = diff(root, str(before), str(after), quick)
        patch = write(found, format_named("patch", "difference"))
        assert f'{mark} {MISSION} {ALT} "Two"@sr-Latn-RS .' in patch
        assert '"Two"@sr-Latn-RS' in json.dumps(json.loads(write(found, format_named("json", "difference")))).replace(
            '\\"', '"'
        )


def test_diff_of_roots_writes_tags_as_written(small_root: Path, tmp_path: Path) -> None:
    (small_root / "data" / "new.ttl").write_text(f'{MISSION} {ALT} "One"@en-GB .', encoding="utf-8")
    other = tmp_path / "other"
    other.mkdir()
    for name in ("ontology", "data", "queries"):
        (other / name).symlink_to(small_root / name) if name != "data" else (other / name).mkdir()
    for path in (small_root / "data").iterdir():
        if path.name != "new.ttl":
            (other / "data" / path.name).symlink_to(path)
    found = diff(Root.find(), str(other), str(small_root), DiffOptions(answers=False))
    assert f'A {MISSION} {ALT} "One"@en-GB .' in write(found, format_named("patch", "difference"))
