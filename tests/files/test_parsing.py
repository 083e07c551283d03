"""Roots found, files parsed, and every way in which that fails told with its place."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from ilrs_graph.cli import option
from ilrs_graph.errors import InputError, SyntaxProblem
from ilrs_graph.files.parsing import files_below, parse_data_file, parse_file, read_text
from ilrs_graph.files.root import Root
from ilrs_graph.turtle.canonical import format_turtle
from ilrs_graph.turtle.parse import parse_bytes


def test_the_bundled_root_holds_the_project(repo: Path) -> None:
    root = Root.find()
    assert {p.name for p in root.data} == {p.name for p in (repo / "data").rglob("*.ttl")}
    assert [p.name for p in root.rules] == sorted(p.name for p in (repo / "ontology" / "rules").glob("*.rq"))


def test_names_are_the_files_that_are_read(small_root: Path) -> None:
    (small_root / "data" / "notes.txt").write_text("not read", encoding="utf-8")
    root = Root.find(small_root)
    read = [*root.ontology, *root.shapes, *root.alignments, *root.rules, *root.data, *root.queries]
    assert root.names() == sorted(root.relative(path) for path in read)


@pytest.mark.parametrize("missing", ["ontology", "data", "queries"])
def test_a_root_without_a_folder_is_refused(missing: str, tmp_path: Path) -> None:
    for name in {"ontology", "data", "queries"} - {missing}:
        (tmp_path / name).mkdir()
    with pytest.raises(InputError, match=f"not a graph root: it has no folder {missing}") as found:
        Root.find(tmp_path)
    assert "--root" in (found.value.spelled(option)[1] or "")


@pytest.mark.parametrize(
    "turtle", ["<http://a> <http://p> [] .", "[] <http://p> <http://a> .", "<http://a> <http://p> ( 1 ) ."]
)
def test_a_blank_node_in_data_is_refused_with_the_file(turtle: str, small_root: Path) -> None:
    path = small_root / "data" / "missions" / "blank.ttl"
    path.write_text(turtle, encoding="utf-8")
    with pytest.raises(InputError, match=r"^data/missions/blank\.ttl: a blank node"):
        list(parse_data_file(Root.find(small_root), path))


def test_a_syntax_error_has_file_line_and_column(tmp_path: Path) -> None:
    path = tmp_path / "月.ttl"
    path.write_text("<http://a> <http://p> 1 .\n\n<http://a> <http://p> ? .\n", encoding="utf-8")
    with pytest.raises(SyntaxProblem) as found:
        list(parse_file(path))
    assert (found.value.file, found.value.line, found.value.column) == (str(path), 3, 23)
    assert str(found.value).startswith(f"{path}:3:23: ")


def test_triples_keep_the_form_of_literals() -> None:
    (triple,) = parse_bytes(b"<http://a> <http://p> 1.00 .", "x")
    assert triple.object.value == "1.00"


def test_named_graphs_are_dropped(tmp_path: Path) -> None:
    path = tmp_path / "a.NQ"
    path.write_text("<http://a> <http://p> <http://b> <http://g> .\n", encoding="utf-8")
    assert [str(t) for t in parse_file(path)] == ["<http://a> <http://p> <http://b>"]


def test_text_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.rq"
    path.write_bytes(b"abc\xff")
    with pytest.raises(InputError, match="not UTF-8 at byte 3"):
        read_text(path)
    turtle = tmp_path / "a.ttl"
    turtle.write_bytes(b'<http://a> <http://p> "\xff" .')
    with pytest.raises(SyntaxProblem, match=r"a\.ttl:1:"):
        list(parse_file(turtle))


@pytest.mark.parametrize(
    ("content", "place", "what"),
    [
        (b"# caf\xe9\n<http://a/x> <http://a/p> 1 .", "1:6", "byte 0xe9 is not UTF-8"),
        ("嫦\n# é ".encode() + b"\xff", "2:5", "byte 0xff is not UTF-8"),
        (b"\xef\xbb\xbf# \xff", "1:3", "byte 0xff is not UTF-8"),
        (b"<http://a/x> <http://a/p>\n '\0' .", "2:3", "a NUL character"),
        (b"# \0", "1:3", "a NUL character"),
    ],
)
def test_bytes_that_are_no_text_are_refused_with_their_place(content: bytes, place: str, what: str) -> None:
    with pytest.raises(SyntaxProblem, match=f"^a.ttl:{place}: {what}"):
        list(parse_bytes(content, "a.ttl"))
    if b"\0" in content:
        with pytest.raises(SyntaxProblem, match=f"^a.ttl:{place}: {what}"):
            format_turtle(content.decode(), "a.ttl")


def test_the_files_below_a_folder_are_found_or_it_is_an_error(tmp_path: Path) -> None:
    for name in ("b.ttl", "a/c.TTL", "a/d.nt", "a/.e/f.ttl"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "g.ttl").mkdir()
    (tmp_path / "h.ttl").symlink_to(tmp_path / "nowhere.ttl")
    assert [path.relative_to(tmp_path).as_posix() for path in files_below(tmp_path, {".ttl"})] == [
        "a/.e/f.ttl", "a/c.TTL", "b.ttl",
    ]  # fmt: skip
    with pytest.raises(InputError, match="nowhere: No such file or directory"):
        files_below(tmp_path / "nowhere", {".ttl"})


def test_a_folder_that_disappears_while_it_is_read_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").mkdir()
    walk = os.walk

    def walk_late(folder: Path, **more: object) -> Iterator[object]:
        for each in walk(folder, **more):  # type: ignore[call-overload]
            shutil.rmtree(tmp_path / "a", ignore_errors=True)
            yield each

    monkeypatch.setattr(os, "walk", walk_late)
    with pytest.raises(InputError, match="a: No such file or directory"):
        files_below(tmp_path, {".ttl"})


def test_an_unknown_suffix_is_refused_with_the_known_ones(tmp_path: Path) -> None:
    for name, problem in (("a.xlsx", "'.xlsx' is not a known RDF file suffix"), ("a", "the file name has no suffix")):
        with pytest.raises(InputError, match=problem) as found:
            parse_file(tmp_path / name)
        assert ".ttl" in (found.value.tip or "")


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        list(parse_file(tmp_path / "a.ttl"))
    (tmp_path / "b.ttl").mkdir()
    with pytest.raises(InputError, match=r"b\.ttl: "):
        list(parse_file(tmp_path / "b.ttl"))
