"""A UTF-8 byte order mark, which some editors write, is read at every door and never written."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ilrs_graph import LunarGraph
from ilrs_graph.cli import group
from ilrs_graph.files.find import place
from ilrs_graph.files.parsing import parse_file, read_text
from ilrs_graph.intake import read_candidates

CASES = Path(__file__).parents[2].parent / "shared" / "cases" / "in"
MARK = b"\xef\xbb\xbf"
TIDY = "@prefix ex: <http://example.org/> .\n\n# a comment\n\nex:a ex:b 1 .\n"


def run(*words: str | Path, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(group, [*map(str, words)], input=io.BytesIO(stdin) if stdin else None)


@pytest.fixture
def marked(tmp_path: Path) -> Path:
    file = tmp_path / "marked.ttl"
    file.write_bytes(MARK + TIDY.encode())
    return file


SYNTAXES = {
    "a.ttl": "<http://a/x> <http://a/p> 1 .",
    "a.trig": "<http://a/g> { <http://a/x> <http://a/p> 1 }",
    "a.nt": '<http://a/x> <http://a/p> "1"^^<http://www.w3.org/2001/XMLSchema#integer> .',
    "a.nq": '<http://a/x> <http://a/p> "1"^^<http://www.w3.org/2001/XMLSchema#integer> .',
    "a.jsonld": '{"@id": "http://a/x", "http://a/p": 1}',
    "a.rdf": '<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:a="http://a/">'
    '<rdf:Description rdf:about="http://a/x"><a:p rdf:datatype="http://www.w3.org/2001/XMLSchema#integer">1</a:p>'
    "</rdf:Description></rdf:RDF>",
}


@pytest.mark.parametrize("name", SYNTAXES)
def test_every_syntax_is_read_with_and_without_it(name: str, tmp_path: Path, small_snapshot: Path) -> None:
    plain, marked = tmp_path / name, tmp_path / f"marked-{name}"
    plain.write_text(SYNTAXES[name], encoding="utf-8")
    marked.write_bytes(MARK + plain.read_bytes())
    one, other = read_candidates([plain, marked])
    assert one.triples == other.triples == list(parse_file(marked)) != []
    assert [where.value[1:] for where in one.places] == [where.value[1:] for where in other.places]
    found = place(marked, one.triples[0])
    assert found is not None
    assert found[1:] == one.places[0].value[1:]
    assert run("--root", small_snapshot / "root", "diff", plain, marked).exit_code == 0


def test_format_reads_it_and_removes_it(marked: Path) -> None:
    assert run("format", "-", stdin=marked.read_bytes()).stdout == TIDY
    checked = run("format", "--check", marked)
    assert (checked.exit_code, checked.output) == (1, f"would reformat {marked}\n")
    assert run("format", marked).exit_code == 0
    assert marked.read_bytes() == TIDY.encode()


@pytest.mark.skipif(not CASES.exists(), reason="the cases are kept beside the repository")
def test_the_case_is_formatted(tmp_path: Path) -> None:
    file = tmp_path / "bom.ttl"
    shutil.copyfile(CASES / "b13-bom.ttl", file)
    assert run("format", file).exit_code == 0
    assert file.read_text(encoding="utf-8").startswith("@prefix ex: <http://example.org/> .\n\n# bom comment\n")


def test_queries_are_read_with_it(tmp_path: Path) -> None:
    query = tmp_path / "q.rq"
    query.write_bytes(MARK + b"ASK { mission:change-6 a ilrs:Mission }")
    assert run("query", query).output == "true\n"
    assert run("query", "-", stdin=query.read_bytes()).output == "true\n"
    assert read_text(query).startswith("ASK")


def test_every_file_of_a_graph_may_have_it(small_root: Path) -> None:
    files = [f for f in small_root.rglob("*") if f.suffix in (".ttl", ".rq")]
    before = sorted(map(str, LunarGraph(small_root).ask("launch-dates").rows))
    for file in files:
        file.write_bytes(MARK + file.read_bytes())
    graph = LunarGraph(small_root)
    assert sorted(map(str, graph.ask("launch-dates").rows)) == before != []
    assert [f for f in graph.check_all() if f.kind == "syntax"] == []
    new = small_root / "new.ttl"
    new.write_text(
        "@prefix mission: <https://w3id.org/ilrs-graph/id/mission/> . @prefix "
        "skos: <http://www.w3.org/2004/02/skos/core#> ."
        ' mission:change-6 skos:altLabel "The sixth"@en .',
        encoding="utf-8",
    )
    done = run("--root", small_root, "add", new, "--by", "t")
    assert done.exit_code == 0, done.output
    written = (small_root / "data" / "missions" / "change-6.ttl").read_bytes()
    assert not written.startswith(MARK)
    assert b"The sixth" in written
