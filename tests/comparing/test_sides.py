"""What a word stands for: files, folders, graphs, revisions of git, files in revisions; and what goes wrong."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ilrs_graph.comparing.sides import Reader, split_range
from ilrs_graph.errors import InputError, OutputError, SyntaxProblem, UsageError
from ilrs_graph.files.root import Root
from ilrs_graph.files.transaction import exclusive, write_together

ONE = '<http://a/x> <http://a/p> "1"^^<http://www.w3.org/2001/XMLSchema#integer> .\n'


@pytest.fixture
def reader(small_root: Path) -> Reader:
    return Reader(Root.find(small_root))


def test_a_file_and_a_folder_that_holds_it_are_the_same(reader: Reader, tmp_path: Path) -> None:
    folder = tmp_path / "some"
    folder.mkdir()
    (folder / "one.nt").write_text(ONE)
    (folder / "notes.txt").write_text("not RDF")
    assert reader.side(str(folder)).triples == reader.side(str(folder / "one.nt")).triples
    assert len(reader.side(str(folder)).triples) == 1


def test_syntaxes_of_the_same_triples_are_the_same(reader: Reader, tmp_path: Path) -> None:
    (tmp_path / "one.nt").write_text(ONE)
    (tmp_path / "one.jsonld").write_text('{"@id": "http://a/x", "http://a/p": 1}')
    assert reader.side(str(tmp_path / "one.nt")).triples == reader.side(str(tmp_path / "one.jsonld")).triples


def test_a_revision_is_the_graph_as_it_was(reader: Reader, small_root: Path, git: Callable[..., str]) -> None:
    places = small_root / "data" / "places.ttl"
    before = reader.side(None)
    places.write_text(places.read_text(encoding="utf-8") + ONE, encoding="utf-8")
    git("commit", "-q", "-a", "-m", "Add")
    with reader:
        old, new = reader.side("HEAD~1"), reader.side("HEAD")
        assert old.triples == before.triples
        assert (len(new.triples - old.triples), len(old.triples - new.triples)) == (1, 0)
        assert old.files == new.files == before.files
        assert old.scratch is not None
        assert old.scratch.exists()
    assert not old.scratch.exists()


def test_a_file_in_a_revision_is_read_alone(reader: Reader, small_root: Path, git: Callable[..., str]) -> None:
    places = small_root / "data" / "places.ttl"
    now = reader.side(str(places)).triples
    places.write_text(ONE)
    assert reader.side("HEAD:data/places.ttl").triples == now
    assert len(reader.side(str(places)).triples) == 1


def test_a_graph_below_the_top_of_its_repository(small_root: Path, git: Callable[..., str]) -> None:
    inner = small_root / "inner"
    inner.mkdir()
    for name in ("ontology", "data", "queries"):
        git("mv", name, f"inner/{name}")
    git("commit", "-q", "-a", "-m", "Move")
    with Reader(Root.find(inner)) as reader:
        assert reader.side("HEAD").triples == reader.side(None).triples
        assert reader.side("HEAD:data/places.ttl").triples


def test_the_repository_is_left_as_it_is(reader: Reader, git: Callable[..., str]) -> None:
    with reader:
        reader.side("HEAD")
    assert git("status", "--porcelain") == ""
    assert git("worktree", "list").count("\n") == 0


@pytest.mark.parametrize(
    "word", ["nothing", "HEAD~7", "nothing:data/places.ttl", "--output=x", "HEAD:data/none.ttl", ""]
)
def test_what_is_nothing_is_unreadable(
    reader: Reader, git: Callable[..., str], word: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError) as problem:
        reader.side(word)
    assert problem.value.tip
    assert problem.value.exit_code == 3


def test_a_revision_without_a_graph_is_unreadable(reader: Reader, small_root: Path, git: Callable[..., str]) -> None:
    git("rm", "-q", "-r", "--cached", "queries")
    git("commit", "-q", "-m", "Lose the questions")
    with reader, pytest.raises(InputError, match="queries"):
        reader.side("HEAD")


def test_without_git_files_are_compared_all_the_same(
    reader: Reader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "one.nt").write_text(ONE)
    monkeypatch.setenv("PATH", "")
    assert reader.side(str(tmp_path / "one.nt")).triples
    with pytest.raises(InputError):
        reader.side("HEAD")


def test_a_file_that_does_not_parse_is_told_with_its_place(reader: Reader, tmp_path: Path) -> None:
    (tmp_path / "bad.ttl").write_text("<http://a/x> <http://a/p> .\n")
    with pytest.raises(SyntaxProblem) as problem:
        reader.side(str(tmp_path / "bad.ttl"))
    assert problem.value.message.startswith(f"{tmp_path / 'bad.ttl'}:1:")


def test_a_template_and_an_empty_folder_are_refused(reader: Reader, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("kind,label\n")
    (tmp_path / "empty").mkdir()
    for name in ("a.csv", "empty"):
        with pytest.raises(InputError):
            reader.side(str(tmp_path / name))


def test_an_interrupted_addition_is_finished_first(small_root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data, real, calls = small_root / "data", Path.replace, [0]

    def replace(self: Path, target: Path) -> Path:
        calls[0] += 1
        if calls[0] > 3:  # two of the journal, one of the two files
            raise OSError(5, "gone")
        return real(self, target)

    with monkeypatch.context() as patch, exclusive(data):
        patch.setattr(Path, "replace", replace)
        with pytest.raises(OutputError):
            write_together(data, {"a.ttl": ONE.encode(), "b.ttl": ONE.replace("/x", "/y").encode()}, {})
    assert not (data / "b.ttl").exists()
    said: list[str] = []
    side = Reader(Root.find(small_root), log=said.append).side(None)
    assert len([t for t in side.triples if t.subject.value in ("http://a/x", "http://a/y")]) == 2
    assert said == ["completed an interrupted change: a.ttl, b.ttl"]


def test_ranges() -> None:
    assert split_range("v1..v2", None) == ("v1", "v2")
    assert split_range("v1..", None) == ("v1", "HEAD")
    assert split_range("HEAD~1..v1.2", None) == ("HEAD~1", "v1.2")
    for path in ("../a.ttl", "../../a", "a/../b", ".."):
        assert split_range(path, "../b.ttl") == (path, "../b.ttl")
    with pytest.raises(UsageError):
        split_range("v1..v2", "v3")
