"""`check` says what it read, and names the files of a root that state nothing or that nothing reads."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from ilrs_graph import LunarGraph
from ilrs_graph.files.root import Root
from ilrs_graph.findings import FileRead, Report
from ilrs_graph.templates import TEMPLATES, template_csv
from ilrs_graph.validation import check_all
from ilrs_graph.validation.root_files import file_findings, read_root

Run = Callable[..., CompletedProcess[str]]
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
WRITTEN = {
    "a.ttl": ("<http://a/x> <http://a/p> 1 , 2 , 2 .", 3),
    "a.nt": ("<http://a/x> <http://a/p> <http://a/y> .\n", 1),
    "a.nq": ("<http://a/x> <http://a/p> <http://a/y> <http://a/g> .\n", 1),
    "a.trig": ("<http://a/g> { <http://a/x> <http://a/p> ( 1 2 ) }", 5),
    "a.jsonld": ('{"@id": "http://a/x", "http://a/p": ["a", "b"]}', 2),
    "a.rdf": (f'<rdf:RDF xmlns:rdf="{RDF}"><rdf:Bag rdf:about="http://a/x"/></rdf:RDF>', 1),
    "nothing.ttl": ("# nothing\n", 0),
    "broken.nt": ("<http://a/x> <http://a/p> <http://a/y> .\n<http://a/x> .\n", 1),
}


@pytest.mark.parametrize("name", WRITTEN)
def test_the_triples_of_a_file_are_counted(name: str, graph: LunarGraph, tmp_path: Path) -> None:
    text, triples = WRITTEN[name]
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    assert graph.check(file).read == (FileRead(str(file), triples),)


def test_rows_are_counted_without_notes_and_headers(graph: LunarGraph, tmp_path: Path) -> None:
    assert TEMPLATES
    for kind, sheet in TEMPLATES.items():
        file = tmp_path / f"{kind}.csv"
        file.write_text(template_csv(sheet), encoding="utf-8")
        (read,) = graph.check(file).read
        assert read.rows == 1, kind
        assert read.triples > 3


def test_rows_with_wrong_cells_count_too(graph: LunarGraph, tmp_path: Path) -> None:
    file = tmp_path / "new.csv"
    file.write_text(template_csv(TEMPLATES["membership"]).replace("suparco", "suparko"), encoding="utf-8")
    assert graph.check(file).read == (FileRead(str(file), 0, 1),)


def test_triples_without_a_file_and_removals(graph: LunarGraph, tmp_path: Path) -> None:
    file = tmp_path / "old.ttl"
    file.write_text("<http://a/x> <http://a/p> 1 .", encoding="utf-8")
    new = Triple(NamedNode("http://a/x"), NamedNode("http://a/p"), Literal(2))
    read = graph.check([new], removed=file).read
    assert read == (FileRead("", 1), FileRead(str(file), 1, removed=True))
    assert graph.check([]).read == ()


def test_the_text_counts_files_rows_and_triples(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(template_csv(TEMPLATES["membership"]), encoding="utf-8")
    (tmp_path / "a.nt").write_text(WRITTEN["a.nt"][0], encoding="utf-8")
    lines = run("check", "a.csv", "a.nt", "--remove", "a.nt").stdout.splitlines()
    counted = [line for line in lines if line.startswith("read ")]
    assert len(counted) == 2
    assert counted[0].startswith("read 2 files: 1 row, ")
    assert counted[1] == "read 1 file to remove: 1 triple"
    assert lines[-1].endswith(" info")
    assert run("check", "-", input=WRITTEN["a.nt"][0]).stdout.splitlines()[-2] == "read 1 file: 1 triple"


def test_a_dry_run_of_add_says_what_was_read(run: Run, tmp_path: Path, repo: Path) -> None:
    known = "<https://w3id.org/ilrs-graph/id/agent/cnsa> a <https://w3id.org/ilrs-graph/ontology#SpaceAgency> .\n"
    (tmp_path / "a.ttl").write_text(known, encoding="utf-8")
    done = run("add", "a.ttl", "--dry-run", "--by", "Ada", "--root", str(repo))
    assert (done.returncode, done.stdout) == (0, "")
    assert "read 1 file: 1 triple\n" in done.stderr


def test_the_whole_graph_is_counted_file_by_file(shipped_report: Report, repo: Path) -> None:
    names = {Path(file.name).resolve().relative_to(repo.resolve()).as_posix() for file in shipped_report.read}
    assert names == {path.relative_to(repo).as_posix() for folder in ("data", "ontology")
                     for path in (repo / folder).rglob("*.ttl")}  # fmt: skip
    assert all(file.triples for file in shipped_report.read)


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("data/empty.ttl", "", "empty"),
        ("data/missions/comment.ttl", "# to be written\n", "empty"),
        ("ontology/prefixes.ttl", "@prefix a: <http://a/> .\n", "empty"),
        ("ontology/vocab/empty.ttl", "\n", "empty"),
        ("ontology/shapes/empty.ttl", "# no shapes\n", "empty"),
        ("data/new.nt", WRITTEN["a.nt"][0], "not-read"),
        ("data/missions/new.jsonld", "{}", "not-read"),
        ("data/NEW.TTL", WRITTEN["a.ttl"][0], "not-read"),
        ("ontology/more/new.ttl", WRITTEN["a.ttl"][0], "not-read"),
        ("ontology/rules/new.ttl", WRITTEN["a.ttl"][0], "not-read"),
    ],
)
def test_files_of_a_root_that_add_nothing(name: str, text: str, code: str, small_root: Path) -> None:
    (small_root / name).parent.mkdir(exist_ok=True)
    (small_root / name).write_text(text, encoding="utf-8")
    root = Root.find(small_root)
    found = list(file_findings(root, read_root(root)))
    assert [(f.severity, f.code, f.line) for f in found] == [("warning", code, 1)]
    assert Path(found[0].file) == small_root / name


def test_a_data_file_that_does_not_parse_is_not_called_empty(small_root: Path) -> None:
    (small_root / "data" / "new.ttl").write_text("<http://a/x> ?", encoding="utf-8")
    (small_root / "data" / "other.ttl").write_text("", encoding="utf-8")
    report = check_all(Root.find(small_root))
    assert {(f.code, Path(f.file).name) for f in report if f.kind in ("syntax", "empty")} == {
        ("syntax", "new.ttl"),
        ("empty", "other.ttl"),
    }
