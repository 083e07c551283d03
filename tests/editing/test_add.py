"""`add`: what is checked is written where it belongs, whole or not at all, whatever happens meanwhile."""

from __future__ import annotations

import errno
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Triple

from hang_limit import HANG_S, lasted, output_of, until
from ilrs_graph import LunarGraph
from ilrs_graph.editing.add import Addition
from ilrs_graph.editing.plan import below_data
from ilrs_graph.editing.stamp import USER, stamp
from ilrs_graph.errors import IlrsGraphError, OutputError, UsageError
from ilrs_graph.files.parsing import parse_file
from ilrs_graph.files.root import Root
from ilrs_graph.namespaces import ID, ONTOLOGY, PREFIXES, PROV
from ilrs_graph.snapshot.pipeline import read_data
from ilrs_graph.turtle.canonical import format_turtle
from ilrs_graph.turtle.parse import parse_bytes

posix = pytest.mark.skipif(sys.platform == "win32", reason="POSIX only")
HEAD = "".join(f"@prefix {p}: <{iri}> .\n" for p, iri in PREFIXES.items())
PAGE = """source:new-page a ilrs:Source ; rdfs:label "A new page"@en ; dcterms:publisher agent:cnsa ;
  dcterms:issued "2026-11-01"^^xsd:date ; dc:language "en" ; ilrs:url "http://example.org/a"^^xsd:anyURI ;
  ilrs:sourceKind source-kind:agency .
"""
NEW = (
    PAGE
    + """agent:new-lab a ilrs:Company ; rdfs:label "New Lab 新"@en ; prov:wasDerivedFrom source:new-page .
contribution:change-6-new-lab-dorn a ilrs:Contribution ; ilrs:contributor agent:new-lab ; ilrs:toward mission:change-6 ;
  ilrs:contributes item:dorn ; ilrs:contributionKind contribution-kind:component ; prov:wasDerivedFrom source:new-page .
item:dorn skos:altLabel "Dorn"@en ; prov:wasDerivedFrom source:new-page .
"""
)
DAY = date(2026, 11, 22)


def tree(folder: Path) -> dict[str, bytes | None]:
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() if p.is_file() else None for p in sorted(folder.rglob("*"))
    }


def triples(turtle: str) -> list[Triple]:
    return list(parse_bytes((HEAD + turtle).encode(), "new"))


def add(root: Path, turtle: str, **more: object) -> Addition:
    return LunarGraph(root).add(triples(turtle), **{"by": "Ada", "on": DAY, **more})  # type: ignore[arg-type]


@pytest.fixture
def root(small_root: Path) -> Path:
    return small_root


# what is written


def test_each_subject_is_written_into_its_file(root: Path) -> None:
    before = tree(root)
    old, _ = read_data(Root(root))
    found = add(root, NEW)
    after = tree(root)
    assert found.written
    assert {name for name in after if after[name] != before.get(name, b"none")} == {
        "data/agents/companies.ttl", "data/edits", "data/edits/2026.ttl", "data/missions/change-6.ttl",
        "data/sources/change-6.ttl",
    }  # fmt: skip
    new, _ = read_data(Root(root))
    stamped = stamp(triples(NEW), "Ada", DAY)
    assert set(new) == {*old, *triples(NEW), *stamped}
    for path in Root(root).data:
        text = path.read_text(encoding="utf-8")
        assert format_turtle(text) == text
    assert LunarGraph(root).query("ASK { mission:change-6 ilrs:hasContributor agent:new-lab }") is True


def test_one_fact_is_one_line_and_its_stamp(root: Path) -> None:
    found = add(root, 'mission:change-6 skos:altLabel "CE6"@en .')
    changed = [
        line for line in found.changes[0].diff.splitlines() if line[0] in "+-" and line[:3] not in ("+++", "---")
    ]
    assert changed == ['+    skos:altLabel "CE6"@en ;']
    assert [change.name for change in found.changes] == ["missions/change-6.ttl", "edits/2026.ttl"]


def test_comments_stay_where_they_are(root: Path) -> None:
    path = root / "data/missions/change-6.ttl"
    text = path.read_text(encoding="utf-8").replace("mission:change-6 a", "# kept\nmission:change-6 a")
    path.write_text(format_turtle(text), encoding="utf-8")
    add(root, NEW)
    assert "# kept\nmission:change-6 a" in path.read_text(encoding="utf-8")


def test_adding_twice_changes_nothing(root: Path) -> None:
    add(root, NEW)
    before = tree(root)
    again = add(root, NEW, by="Grace", on=date(2027, 1, 1))
    assert (again.changes, again.written, again.refused) == ((), False, False)
    assert tree(root) == before


def test_the_same_bytes_whatever_the_order(root: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    shutil.copytree(root, other)
    LunarGraph(root).add(triples(NEW), by="Ada", on=DAY)
    LunarGraph(other).add(triples(NEW)[::-1], by="Ada", on=DAY)
    assert tree(root) == tree(other)


def test_the_stamp_tells_who_and_when(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add(root, NEW, by="嫦娥")
    name = 'mission:change-6 skos:altLabel "CE6"@en .'
    add(root, name, by="agent:cnsa")
    monkeypatch.setenv(USER, "Grace Hopper")
    add(root, 'mission:change-6 skos:altLabel "CE-6"@en .', by=None, on=date(2027, 1, 2))
    edits = [t for year in (2026, 2027) for t in parse_file(root / f"data/edits/{year}.ttl")]
    said = {(t.predicate.value.rpartition("#")[2], getattr(t.object, "value", "")) for t in edits}
    assert {("editor", "嫦娥"), ("editor", "Grace Hopper"), ("editedOn", "2027-01-02")} <= said
    assert ("wasAssociatedWith", ID + "agent/cnsa") in said
    things = {t.object.value for t in edits if t.predicate.value == PROV + "generated"}  # type: ignore[union-attr]
    assert things >= {ID + "item/dorn", ID + "agent/new-lab", ID + "mission/change-6"}
    assert [f for f in LunarGraph(root).check_all().of("violation") if "/id/edit/" in f.focus] == []
    assert LunarGraph(root).query(f"ASK {{ ?edit a <{PROV}Activity> ; <{ONTOLOGY}editor> ?who }}") is True


def test_somebody_must_answer_for_it(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(USER, raising=False)
    monkeypatch.setenv("PATH", "")
    before = tree(root)
    with pytest.raises(UsageError, match="the editor is unknown"):
        add(root, NEW, by=None)
    with pytest.raises(UsageError, match="no agent is called 'agent:cnsaa'"):
        add(root, NEW, by="agent:cnsaa")
    assert tree(root) == before


def test_a_graph_sees_what_it_has_added(root: Path) -> None:
    graph = LunarGraph(root)
    assert graph.query("ASK { agent:new-lab ?p ?o }") is False
    graph.add(triples(NEW), by="Ada")
    assert graph.query("ASK { agent:new-lab ?p ?o }") is True
    assert graph.add(triples(NEW), by="Ada").changes == ()


# what is not written


@pytest.mark.parametrize(
    "turtle",
    [
        "contribution:x a ilrs:Contribution ; ilrs:toward mission:change-66 .",
        PAGE + "mission:change-6 ilrs:launchDate '2024-05-03'^^xsd:date .",
        "[] a ilrs:Company .",
        "ilrs:Company rdfs:subClassOf ilrs:Person .",
    ],
)
def test_a_refused_addition_leaves_every_byte(turtle: str, root: Path) -> None:
    before = tree(root)
    found = add(root, turtle)
    assert (found.refused, found.written, found.changes) == (True, False, ())
    assert tree(root) == before


def test_a_dry_run_tells_and_writes_nothing(root: Path, tmp_path: Path) -> None:
    before = tree(root)
    found = add(root, NEW, dry_run=True)
    assert (found.written, len(found.changes)) == (False, 4)
    assert tree(root) == before
    patch = tmp_path / "change.patch"
    patch.write_bytes(found.diff.encode())
    subprocess.run(["git", "apply", str(patch)], cwd=root, check=True, capture_output=True)
    applied = tree(root)
    shutil.rmtree(root / "data")
    for name, content in before.items():
        if content is None:
            (root / name).mkdir(exist_ok=True)
        else:
            (root / name).write_bytes(content)
    add(root, NEW)
    assert tree(root) == applied


def test_terms_are_not_for_the_data(root: Path) -> None:
    before = tree(root)
    with pytest.raises(UsageError, match="is not a thing"):
        add(root, 'status:flown skos:altLabel "has flown"@en .')
    assert tree(root) == before


@pytest.mark.parametrize(
    "into", ["../a.ttl", "/tmp/a.ttl", "missions/a.txt", "edits/2026.ttl", ".a.ttl", "a/../../b.ttl"]
)
def test_a_file_for_the_new_must_be_one_of_the_data(into: str, root: Path) -> None:
    with pytest.raises(UsageError, match=r"^into: "):
        below_data(Root(root), into)


def test_a_file_for_the_new_may_be_named(root: Path) -> None:
    found = add(root, NEW, into="data/missions/labs.ttl")
    assert {c.name: len(c.things) for c in found.changes} == {
        "edits/2026.ttl": 1, "missions/change-6.ttl": 1, "missions/labs.ttl": 3,
    }  # fmt: skip


def test_the_installed_graph_is_no_place_to_write(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = tree(root)
    monkeypatch.setattr(Root, "is_bundled", property(lambda self: self.path == root))
    with pytest.raises(UsageError, match="inside the installed package"):
        add(root, NEW)
    assert tree(root) == before
    assert add(root, NEW, dry_run=True).diff


def test_a_view_of_the_past_takes_nothing(root: Path) -> None:
    with pytest.raises(UsageError, match="the current graph"):
        LunarGraph(root, as_of=DAY).add([])


# failures


def settled(root: Path, before: dict[str, bytes | None]) -> bool:
    """Let the next run come along; return whether all is new. Anything between old and new fails."""
    said: list[str] = []
    LunarGraph(root, log=said.append).query("ASK { ?s ?p ?o }")
    after = {name: content for name, content in tree(root).items() if name != "data/.ilrs-graph.lock"}
    if after == before:
        return False
    new, _ = read_data(Root(root))
    assert set(new) >= {*triples(NEW), *stamp(triples(NEW), "Ada", DAY)}
    assert set(after) - set(before) == {"data/edits", "data/edits/2026.ttl"}
    return True


@pytest.mark.parametrize("step", ["os.fsync", "pathlib.Path.replace", "pathlib.Path.open", "pathlib.Path.mkdir"])
def test_a_disk_that_fills_at_any_step_leaves_old_or_new(
    step: str, root: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    before, kept = tree(root), tmp_path / "kept"
    shutil.copytree(root / "data", kept)
    module, _, name = step.rpartition(".")
    owner = {"os": os, "pathlib.Path": Path}[module]
    real = getattr(owner, name)
    failed: list[str] = []
    for allowed in range(40):
        left = [allowed]

        def call(*args: object, left: list[int] = left, **more: object) -> object:
            in_data = any(str(root / "data") in str(a) for a in args) or step == "os.fsync"
            if in_data and (step != "pathlib.Path.open" or set("xw") & set(str(args[1:]))):
                left[0] -= 1
                if left[0] < 0:
                    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return real(*args, **more)

        with monkeypatch.context() as patch:
            patch.setattr(owner, name, call)
            try:
                add(root, NEW)
            except OutputError as error:
                failed.append(error.message)
        is_new = settled(root, before)
        if left[0] >= 0:
            assert is_new
            break
        shutil.rmtree(root / "data")
        shutil.copytree(kept, root / "data")
    assert failed
    assert all("the disk is full" in message for message in failed)


def test_a_really_full_disk_keeps_the_old(root: Path, tmp_path: Path) -> None:
    small = tmp_path / "disk"
    small.mkdir()
    size = sum(len(c or b"") for c in tree(root).values()) // 1024 + 1200
    words = ["mount", "-t", "tmpfs", "-o", f"size={size}k", "tmpfs", str(small)]
    if subprocess.run(words, capture_output=True, check=False).returncode:
        pytest.skip("no right to mount a file system")
    try:
        shutil.copytree(root, small / "root")
        free = os.statvfs(small)
        (small / "filler").write_bytes(b"x" * (free.f_bavail * free.f_frsize - 24_576))
        before = tree(small / "root")
        with pytest.raises(OutputError, match="the disk is full"):
            add(small / "root", NEW)
        assert tree(small / "root") == before
        (small / "filler").unlink()
        assert add(small / "root", NEW).written
    finally:
        subprocess.run(["umount", str(small)], check=True)


@posix
def test_a_read_only_folder_is_told(root: Path) -> None:
    before = tree(root)
    mounted = os.geteuid() == 0
    if mounted:
        if subprocess.run(["mount", "--bind", str(root), str(root)], capture_output=True, check=False).returncode:
            pytest.skip("no right to mount a file system")
        subprocess.run(["mount", "-o", "remount,ro,bind", str(root)], check=True)
    else:
        (root / "data").chmod(0o555)
    try:
        with pytest.raises(OutputError, match="permission denied"):
            add(root, NEW)
        assert add(root, NEW, dry_run=True).diff
        assert tree(root) == before
    finally:
        if mounted:
            subprocess.run(["umount", str(root)], check=True)
        else:
            (root / "data").chmod(0o755)


def test_a_file_edited_meanwhile_is_not_overwritten(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = root / "data/missions/change-6.ttl"

    def edited(*_: object) -> str:
        path.write_bytes(path.read_bytes() + b"# by hand\n")
        return "Ada"

    monkeypatch.setattr("ilrs_graph.editing.add.editor", edited)
    with pytest.raises(IlrsGraphError, match="has just been changed by another program"):
        add(root, NEW)
    assert path.read_bytes().endswith(b"# by hand\n")
    assert not (root / "data/edits").exists()


def command(root: Path, *files: Path) -> list[str]:
    words = [sys.executable, "-m", "ilrs_graph", "--root", str(root), "add", *map(str, files)]
    return [*words, "--by", "Ada", "--on", DAY.isoformat()]


def new_file(folder: Path, turtle: str, name: str = "new.ttl") -> Path:
    path = folder / name
    path.write_text(HEAD + turtle, encoding="utf-8")
    return path


def _writes_or_ended(root: Path, process: subprocess.Popen[bytes]) -> bool:
    names = (".ilrs-graph.journal.tmp", ".ilrs-graph.journal")
    return any((root / "data" / name).exists() for name in names) or process.poll() is not None


def interrupted(root: Path, tmp_path: Path, times: int, number: signal.Signals) -> Iterator[tuple[bool, int, bytes]]:
    """Run `add`, left alone, ended at its start, and ended at random; yield whether all is old or all is new."""
    before, kept, path = tree(root), tmp_path / "kept", new_file(tmp_path, NEW)
    shutil.copytree(root / "data", kept)
    chance, longest = random.Random(7), 0.0
    for turn in range(times):
        with subprocess.Popen(command(root, path), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
            if turn == 0:  # to learn how long it takes
                longest = lasted(partial(process.wait, HANG_S))
            elif turn % 2:
                time.sleep(chance.uniform(0, longest) if turn > 1 else 0)
            else:  # half of the blows fall while files are being written
                until(partial(_writes_or_ended, root, process), "the journal")
                time.sleep(chance.uniform(0, 0.01))
            process.send_signal(number)
            _, said = output_of(process)
            yield settled(root, before), process.returncode, said
        shutil.rmtree(root / "data")
        shutil.copytree(kept, root / "data")


@posix
@pytest.mark.parametrize("times", [10, pytest.param(300, marks=pytest.mark.soak)])
def test_sigkill_at_random_moments_leaves_old_or_new(times: int, root: Path, tmp_path: Path) -> None:
    outcomes = [is_new for is_new, _, _ in interrupted(root, tmp_path, times, signal.SIGKILL)]
    assert len(outcomes) == times
    assert set(outcomes) == {True, False}


@posix
@pytest.mark.usefixtures("ctrl_c")
def test_ctrl_c_leaves_old_or_new_and_no_traceback(root: Path, tmp_path: Path) -> None:
    ends = list(interrupted(root, tmp_path, 6, signal.SIGINT))
    assert len(ends) == 6
    for _, code, said in ends:
        # Python itself ends with 1 where the signal comes while it still sets itself up
        assert code in (0, 130, -signal.SIGINT) or said.startswith(b"Fatal Python error: init"), said


@pytest.mark.parametrize("many", [4, pytest.param(16, marks=pytest.mark.soak)])
def test_several_at_once_all_arrive(many: int, root: Path, tmp_path: Path) -> None:
    """Four processes; sixteen as a soak."""
    old, _ = read_data(Root(root))
    texts = [f'mission:change-6 skos:altLabel "CE6 no. {n}"@en .' for n in range(many)]
    files = [new_file(tmp_path, text, f"new-{n}.ttl") for n, text in enumerate(texts)]
    processes = [subprocess.Popen(command(root, path), stderr=subprocess.PIPE) for path in files]
    for process in processes:
        _, said = output_of(process)
        assert process.returncode == 0, said
    new, _ = read_data(Root(root))
    added = [t for text in texts for t in triples(text)]
    stamps = [s for t in added for s in stamp([t], "Ada", DAY)]
    assert set(new) == {*old, *added, *stamps}
    assert NamedNode(ONTOLOGY + "Edit") in {t.object for t in new}
    assert not list((root / "data").glob(".*"))
