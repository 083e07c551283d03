"""Files that state nothing, or something that would be lost: `check` and `add` say so."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from ilrs_graph import LunarGraph
from ilrs_graph.cli import group
from ilrs_graph.findings import Finding
from ilrs_graph.namespaces import ID, SKOS
from ilrs_graph.templates import TEMPLATES, template_csv

CASES = Path(__file__).parents[2].parent / "shared" / "cases" / "in"
beside = pytest.mark.skipif(not CASES.exists(), reason="the cases are kept beside the repository")
NOTHING = {
    "a.ttl": "# a comment\n@prefix a: <http://a/> .\n",
    "a.nt": "",
    "a.nq": "# nothing\n",
    "a.trig": "<http://a/g> {}",
    "a.jsonld": '{"@context": {"name": "http://a/name"}, "@id": "http://a/x", "name": null}',
    "a.rdf": '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>',
}
LOST = '{"@id": "http://a/x", "wording": "x"}'
MALFORMED = '{"@id": "a x", "http://a/p": "x"}'


def findings(graph: LunarGraph, folder: Path, name: str, text: str) -> list[Finding]:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return list(graph.check(file))


@pytest.mark.parametrize("name", NOTHING)
def test_a_file_that_states_nothing_is_reported(name: str, graph: LunarGraph, tmp_path: Path) -> None:
    (found,) = findings(graph, tmp_path, name, NOTHING[name])
    assert (found.severity, found.kind, found.code) == ("warning", "empty", "empty")
    assert found.place == f"{tmp_path / name}:1:1"
    assert "has no triples" in found.message


FACT = "mission:change-6 skos:altLabel 'CE6'@en"
NAMED = {
    "a.trig": ("GRAPH <http://a/g> {{ {0} }} <http://a/h> {{ {0} }}", "<http://a/g>"),
    "b.trig": ("@prefix x: <http://a/> . {{ {0} }} [] {{ x:s x:p 1 }}", "a blank node"),
    "a.nq": ('<http://a/s> <http://a/p> "1" .\n<http://a/s> <http://a/p> "2" <urn:g> .', "<urn:g>"),
    "a.jsonld": ('{{"@id": "http://a/g", "@graph": {{"@id": "http://a/s", "http://a/p": 1}}}}', "<http://a/g>"),
    "c.trig": ("{{ {0} }}", ""),
    "d.trig": ("<https://w3id.org/ilrs-graph/dataset/1/asserted> {{ {0} }}", ""),
}


@pytest.mark.parametrize("name", NAMED)
def test_the_name_of_a_graph_is_reported_once(name: str, graph: LunarGraph, tmp_path: Path) -> None:
    text, graph_name = NAMED[name]
    head = "" if name.endswith((".nq", ".jsonld")) else f"@prefix mission: <{ID}mission/> . @prefix skos: <{SKOS}> . "
    found = [f for f in findings(graph, tmp_path, name, head + text.format(FACT)) if f.code == "graph-name"]
    expected = f"The name of the graph, {graph_name}, is not kept."
    assert [(f.severity, f.kind, f.message) for f in found] == ([("warning", "lost", expected)] if graph_name else [])
    assert all(f.line >= 1 for f in found)


def test_a_template_without_rows_is_reported(graph: LunarGraph, tmp_path: Path) -> None:
    header = template_csv(TEMPLATES["membership"]).splitlines()[0]
    (found,) = findings(graph, tmp_path, "a.csv", header.removeprefix("\ufeff") + "\n")
    assert found.code == "empty"
    assert "has no rows" in found.message


def test_an_unreadable_file_is_not_called_empty(graph: LunarGraph, tmp_path: Path) -> None:
    assert {f.code for f in findings(graph, tmp_path, "a.ttl", "<http://a/x> ?")} == {"syntax"}
    assert {f.code for f in findings(graph, tmp_path, "a.csv", "member,programme\n")} == {"syntax"}
    assert list(graph.check([])) == []


@pytest.mark.parametrize(("text", "kind", "code"), [(LOST, "lost", 1), (MALFORMED, "syntax", 3)])
def test_what_would_be_lost_ends_check_and_add(text: str, kind: str, code: int, tmp_path: Path, repo: Path) -> None:
    file = tmp_path / "new.jsonld"
    file.write_text(text, encoding="utf-8")
    where = ["--root", str(repo)]
    for words in (["check", str(file), *where], ["add", str(file), "--by", "t", "--dry-run", *where]):
        done = CliRunner().invoke(group, words)
        assert done.exit_code == code, done.output
        assert f"[{kind}]" in done.stdout
        assert "everything" not in done.output


def test_add_says_that_there_is_nothing_to_add(tmp_path: Path, repo: Path) -> None:
    file = tmp_path / "new.ttl"
    file.write_text("# nothing\n", encoding="utf-8")
    done = CliRunner().invoke(group, ["add", str(file), "--by", "t", "--dry-run", "--root", str(repo)])
    assert done.exit_code == 0
    assert "nothing to add: there are no triples" in done.output
    assert "states nothing" in done.output


@beside
@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("b01-space-in-id.jsonld", {"syntax"}),
        ("b02-relative-id.jsonld", {"syntax"}),
        ("b03-no-context.jsonld", {"lost"}),
        ("b04-lost-optional.jsonld", {"syntax", "lost"}),
        ("b06-bad-language.jsonld", {"syntax"}),
        ("b10-direction.ttl", {"syntax"}),
        ("b17-turtle.owl", {"syntax"}),
    ],
)
def test_each_case_ends_check_and_add(name: str, kinds: set[str], graph: LunarGraph) -> None:
    assert {f.kind for f in graph.check(CASES / name)} == kinds
    assert graph.add(CASES / name, by="t", dry_run=True).refused
