"""Readings: each is of one state of the files, and stays so whatever becomes of files and cache."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from pyoxigraph import Triple

from ilrs_graph import LunarGraph
from ilrs_graph.engine import Table
from ilrs_graph.errors import InputError, SyntaxProblem, UsageError
from ilrs_graph.files import fingerprint
from ilrs_graph.graph import Reading
from ilrs_graph.namespaces import PREFIXES
from ilrs_graph.snapshot import build, cache
from ilrs_graph.turtle.parse import parse_bytes

HEAD = "".join(f"@prefix {p}: <{iri}> .\n" for p, iri in PREFIXES.items())
PAGE = """source:new-page a ilrs:Source ; rdfs:label "A new page"@en ; dcterms:publisher agent:cnsa ;
  dcterms:issued "2026-11-01"^^xsd:date ; dc:language "en" ; ilrs:url "http://example.org/a"^^xsd:anyURI ;
  ilrs:sourceKind source-kind:agency .
"""
FACT = ("change-6", "hasContributor", "agent:lab-1")
DAY = date(2026, 11, 22)
EARLY = date(2015, 1, 1)
LABELS = "SELECT ?label { mission:change-6 skos:altLabel ?label }"


def lab(number: int) -> str:
    """Return a lab that contributes to Chang'e 6: what the graph says of it is spread over asserted and inferred."""
    return f"""agent:lab-{number} a ilrs:Company ; rdfs:label "Lab {number}"@en ; prov:wasDerivedFrom source:new-page .
contribution:lab-{number} a ilrs:Contribution ; ilrs:contributor agent:lab-{number} ; ilrs:toward mission:change-6 ;
  ilrs:contributes item:dorn ; ilrs:contributionKind contribution-kind:component ;
  prov:wasDerivedFrom source:new-page .
"""


def triples(turtle: str) -> list[Triple]:
    return list(parse_bytes((HEAD + turtle).encode(), "new"))


def labelled(root: Path, label: str) -> Path:
    """Write a file that gives Chang'e 6 another label."""
    path = root / "data" / "label.ttl"
    path.write_text(f'{HEAD}mission:change-6 skos:altLabel "{label}"@en .\n', encoding="utf-8")
    return path


def labels(reading: Reading | LunarGraph) -> set[str]:
    found = reading.query(LABELS)
    assert isinstance(found, Table)
    return {row[0].value for row in found if row[0] is not None}


@pytest.fixture
def root(small_root: Path, warm_cache: Path) -> Path:
    """The small root, whose snapshot is in the cache."""
    return small_root


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def lunar(root: Path, said: list[str]) -> LunarGraph:
    graph = LunarGraph(root, log=said.append)
    assert graph.reading() is graph.current
    return graph


# one object


def test_explain_after_add_is_of_the_graph_with_what_was_added(lunar: LunarGraph) -> None:
    assert not lunar.explain("change-6", "hasContributor", "cnsa").holds
    before = lunar.current
    assert lunar.add(triples(PAGE + lab(1)), by="Ada", on=DAY).written
    explanation = lunar.explain(*FACT)
    assert explanation.holds
    assert "data/" in str(explanation.trees)
    assert lunar.labels.of(lunar.resolve("agent:lab-1")) == "Lab 1"
    assert before.query("ASK { agent:lab-1 ?p ?o }") is False
    assert before.info()["triples"]["asserted"] < lunar.info()["triples"]["asserted"]


def test_a_dry_run_leaves_the_reading(lunar: LunarGraph) -> None:
    before = lunar.current
    assert lunar.add(triples(PAGE + lab(1)), by="Ada", on=DAY, dry_run=True).changes
    assert lunar.current is before
    assert lunar.reading() is before


def test_the_methods_of_the_graph_are_those_of_its_current_reading(lunar: LunarGraph, root: Path) -> None:
    before = labels(lunar)
    labelled(root, "CE6")
    assert labels(lunar) == before, "files are looked at only when a reading is asked for"
    assert labels(lunar.reading()) == before | {"CE6"}
    assert labels(lunar) == before | {"CE6"}
    here = lunar.current
    for name in ("engine", "labels", "questions", "explainer", "snapshot"):
        assert getattr(lunar, name) is getattr(here, name)


# noticing changes


def edited(root: Path) -> None:
    labelled(root, "CE7")


def edited_in_place(root: Path) -> None:
    """Another text of the same size with the time of the old one."""
    stat = (root / "data" / "label.ttl").stat()
    path = labelled(root, "CE7")
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))


def replaced(root: Path) -> None:
    path = root / "data" / "label.ttl"
    other = path.with_name("other.tmp")
    other.write_bytes(path.read_bytes().replace(b"CE6", b"CE7"))
    other.replace(path)


def copied(root: Path) -> None:
    path = root / "data" / "label.ttl"
    path.with_name("x.ttl").write_bytes(path.read_bytes().replace(b"CE6", b"CE7"))


def removed(root: Path) -> None:
    (root / "data" / "label.ttl").unlink()


CHANGES: dict[str, tuple[Callable[[Path], None], set[str]]] = {
    "edit": (edited, {"CE7"}),
    "edit, time restored": (edited_in_place, {"CE7"}),
    "edit by renaming": (replaced, {"CE7"}),
    "new file": (copied, {"CE6", "CE7"}),
    "removed file": (removed, set()),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_reading_is_of_the_files_as_they_are(change: str, root: Path) -> None:
    labelled(root, "CE6")
    graph = LunarGraph(root)
    before = graph.reading()
    told = labels(before)
    assert "CE6" in told
    act, now = CHANGES[change]
    act(root)
    after = graph.reading()
    assert after is not before
    assert labels(after) == (told - {"CE6"}) | now
    assert graph.reading() is after is graph.current
    assert labels(before) == told


def test_an_edited_question_is_in_the_next_reading(lunar: LunarGraph, root: Path) -> None:
    before = lunar.reading()
    path = root / "queries" / "far-side-partners.rq"
    path.write_text(path.read_text("utf-8").replace("Which partners", "What partners"), encoding="utf-8")
    assert lunar.reading().questions["far-side-partners"].question.startswith("What partners")
    assert before.questions["far-side-partners"].question.startswith("Which partners")


def test_files_that_are_touched_but_the_same_leave_the_reading(lunar: LunarGraph, root: Path) -> None:
    before = lunar.reading()
    (root / "data" / "places.ttl").touch()
    (root / "data" / "notes.md").write_text("no part of the graph", encoding="utf-8")
    assert lunar.reading() is before


OPENED: list[str] = []
sys.addaudithook(lambda event, args: OPENED.append(str(args[0])) if event == "open" else None)


def test_to_find_nothing_changed_takes_one_stat_a_file_and_opens_none(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path in root.rglob("*"):  # stat numbers are trusted only of files older than the clock's tick
        os.utime(path, (1_000_000_000, 1_000_000_000))
    graph = LunarGraph(root)
    before = graph.reading()
    settled = {name: {**mark, "read": 2**62} for name, mark in before.snapshot.state.files.items()}
    graph._seen = before.snapshot.state._replace(files=settled)  # type: ignore[arg-type]
    looked: list[str] = []
    real = fingerprint._stat
    monkeypatch.setattr(fingerprint, "_stat", lambda path: looked.append(path) or real(path))
    OPENED.clear()
    assert graph.reading() is before
    assert [name for name in OPENED if str(root) in name or "cache" in name] == []
    assert len(looked) == len(graph.root.names()) > 50


# what a reading needs


def emptied(own_cache: Path, graph: LunarGraph) -> None:
    shutil.rmtree(own_cache)


def pruned(own_cache: Path, graph: LunarGraph) -> None:
    """As after 12 other days: newer snapshots crowd out the one in use."""
    folder = graph.snapshot.folder
    assert folder is not None
    os.utime(folder, (1000, 1000))
    for number in range(cache.MAX_SNAPSHOTS):
        newer = own_cache / "snapshots" / f"newer-{number:02}"
        newer.mkdir()
        os.utime(newer, (2000 + number, 2000 + number))
    LunarGraph(graph.root.path, as_of=EARLY).reading()
    assert not folder.exists()


def root_gone(own_cache: Path, graph: LunarGraph) -> None:
    shutil.rmtree(own_cache)
    shutil.rmtree(graph.root.path)


@pytest.mark.parametrize("loss", [emptied, pruned, root_gone])
def test_a_reading_needs_neither_the_cache_nor_the_files(
    loss: Callable[[Path, LunarGraph], None], lunar: LunarGraph, own_cache: Path, root: Path
) -> None:
    whole = LunarGraph(root).reading()
    everything = [
        whole.explain("change-6", "hasPartner", "cnes"), whole.explain("change-6", "hasPartner", "cnsa"),
        whole.info(), len(whole.triples()), set(whole.triples(thing="change-6", ontology=False)),
        [str(finding) for finding in whole.check(triples('mission:change-6 ilrs:hasPartner "x" .'))],
        whole.consequences(triples(PAGE + lab(1))).added,
    ]  # fmt: skip
    reading = lunar.reading()
    loss(own_cache, lunar)
    assert everything == [
        reading.explain("change-6", "hasPartner", "cnes"), reading.explain("change-6", "hasPartner", "cnsa"),
        reading.info(), len(reading.triples()), set(reading.triples(thing="change-6", ontology=False)),
        [str(finding) for finding in reading.check(triples('mission:change-6 ilrs:hasPartner "x" .'))],
        reading.consequences(triples(PAGE + lab(1))).added,
    ]  # fmt: skip
    assert reading.contradictions().trees == []
    assert len(reading.ask("far-side-partners")) > 3
    assert len(list(reading.snapshot.store)) > 10_000
    assert reading.timeline()


def test_places_are_those_of_the_files_as_they_were(lunar: LunarGraph, root: Path) -> None:
    before = LunarGraph(root).reading().explain("change-6", "hasPartner", "cnes")
    reading = lunar.reading()
    for path in (root / "data").rglob("*.ttl"):
        path.write_text(f"# one line more\n{path.read_text('utf-8')}", encoding="utf-8")
    assert reading.explain("change-6", "hasPartner", "cnes") == before
    after = lunar.reading().explain("change-6", "hasPartner", "cnes")
    assert after.holds
    assert after != before


def test_a_reading_in_memory_is_as_good(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a-file").write_text("not a folder", encoding="utf-8")
    monkeypatch.setenv("ILRS_GRAPH_CACHE", str(tmp_path / "a-file"))
    graph = LunarGraph(root)
    reading = graph.reading()
    assert reading.snapshot.folder is None
    assert graph.reading() is reading
    shutil.rmtree(root / "data" / "missions")
    assert reading.explain("change-6", "hasPartner", "cnes").holds
    assert reading.contradictions().trees == []


# days


def test_a_reading_in_another_language_is_of_the_same_state(lunar: LunarGraph, root: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.rq").write_text((root / "queries" / "launch-dates.rq").read_text("utf-8"), encoding="utf-8")
    reading = LunarGraph(root=root, queries=tmp_path).reading(DAY)
    chinese = reading.in_language("zh")
    assert (chinese.as_of, "mine" in chinese.questions) == (DAY, True)
    assert chinese.labels.of(chinese.resolve("change-6")) == "嫦娥六号"
    assert reading.labels.of(reading.resolve("change-6")) == "Chang'e 6"
    labelled(root, "Other")
    assert "Other" not in labels(chinese)
    with pytest.raises(UsageError, match="'ru' is not a valid value"):
        lunar.reading().in_language("ru")


def test_readings_of_other_days_are_kept(lunar: LunarGraph) -> None:
    early = lunar.reading(EARLY)
    assert early.as_of == EARLY
    assert lunar.reading(EARLY) is early
    assert lunar.reading() is not early
    assert early.query("ASK { mission:change-6 ilrs:hasPartner ?p }") is False
    with pytest.raises(UsageError, match="current graph") as error:
        early.check([])
    assert error.value.about == ("as_of", "endpoint")


def test_only_a_few_days_are_kept(lunar: LunarGraph, monkeypatch: pytest.MonkeyPatch) -> None:
    few = 3
    monkeypatch.setattr("ilrs_graph.graph.lunar_graph.DAYS", few)
    first = lunar.reading(EARLY)
    for number in range(few):
        assert lunar.reading(EARLY) is first, "what is used stays"
        lunar.reading(date(2016 + number, 1, 1))
    assert len(lunar._readings) == few
    for number in range(few):
        lunar.reading(date(2016 + number, 1, 1))
    assert lunar.reading(EARLY) is not first


def test_a_graph_of_a_day_reads_that_day(root: Path) -> None:
    graph = LunarGraph(root, as_of=EARLY)
    assert graph.reading().as_of == graph.current.as_of == EARLY
    assert graph.reading() is graph.reading(EARLY)


def test_a_server_has_one_state(small_root: Path, own_cache: Path) -> None:
    graph = LunarGraph(small_root, endpoint="http://127.0.0.1:9/")
    with pytest.raises(UsageError, match="cannot be combined"):
        graph.reading(EARLY)
    assert graph.reading() is graph.reading()
    assert not own_cache.exists(), "a snapshot is opened only for the questions"
    assert "far-side-partners" in graph.questions


# files at fault


def test_files_that_no_longer_parse_leave_the_last_good_reading(lunar: LunarGraph, root: Path, said: list[str]) -> None:
    good = lunar.reading()
    path = root / "data" / "broken.ttl"
    path.write_text("mission:change-6 a", encoding="utf-8")
    assert [lunar.reading() for _ in range(3)] == [good] * 3
    assert lunar.current is good
    (line,) = said
    assert line.startswith(f"{path}:1:")
    assert lunar.reading(EARLY).query("ASK { mission:change-6 ilrs:hasPartner ?p }") is False
    assert len(said) == 1
    path.write_text("<http://a/x> <http://a/p> ", encoding="utf-8")
    assert lunar.reading() is good
    assert len(said) == 2
    path.unlink()
    assert lunar.reading() is good
    labelled(root, "CE6")
    assert "CE6" in labels(lunar.reading())
    assert len(said) == 2
    with pytest.raises(SyntaxProblem):
        LunarGraph(broken(root)).reading()


def broken(root: Path) -> Path:
    (root / "data" / "broken.ttl").write_text("mission:change-6 a", encoding="utf-8")
    return root


def test_a_root_that_was_never_good_is_an_error_each_time(root: Path, said: list[str]) -> None:
    graph = LunarGraph(broken(root), log=said.append)
    for _ in range(2):
        with pytest.raises(SyntaxProblem):
            graph.reading()
        with pytest.raises(SyntaxProblem):
            graph.query(LABELS)
    assert said == []
    (root / "data" / "broken.ttl").unlink()
    assert graph.query("ASK { mission:change-6 ilrs:hasPartner ?p }") is True


def test_a_root_that_is_gone_leaves_the_last_good_reading(lunar: LunarGraph, root: Path, said: list[str]) -> None:
    good = lunar.reading()
    aside = root.rename(root.with_name("aside"))
    assert [lunar.reading() for _ in range(3)] == [good] * 3
    assert len(said) == 1
    aside.rename(root)
    assert lunar.reading() is good
    with pytest.raises(InputError):
        LunarGraph(root.with_name("aside"))


@pytest.mark.parametrize("fault", ["ontology", "rule"])
def test_any_faulty_file_leaves_the_last_good_reading(
    fault: str, lunar: LunarGraph, root: Path, said: list[str]
) -> None:
    good = lunar.reading()
    if fault == "ontology":
        text = f"{HEAD}ilrs:X owl:equivalentClass [ a owl:Class ; owl:complementOf [ a owl:Class ] ] .\n"
        (root / "ontology" / "more.ttl").write_text(text, encoding="utf-8")
    else:
        (root / "ontology" / "rules" / "999-x.rq").write_text("#+ rule: x\nSELECT", encoding="utf-8")
    assert lunar.reading() is good
    assert len(said) == 1


def test_a_faulty_question_breaks_no_reading(lunar: LunarGraph, root: Path, said: list[str]) -> None:
    lunar.reading()
    (root / "queries" / "x.rq").write_text("SELECT", encoding="utf-8")
    reading = lunar.reading()
    assert reading.query("ASK { mission:change-6 ilrs:hasPartner ?p }") is True
    assert list(reading.questions.broken) == ["x"]
    assert len(said) == 1


# files that change while they are read


def test_a_snapshot_is_of_one_state_of_the_files(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One file changes after it was read, before another is."""
    paths = [root / "data" / name for name in ("a.ttl", "z.ttl")]

    def both(label: str) -> None:
        for path in paths:
            path.write_text(f'{HEAD}mission:change-6 skos:altLabel "{path.stem} {label}"@en .', encoding="utf-8")

    both("old")
    real, reads = build.read_bytes, iter(range(1_000_000))

    def meddled(path: Path) -> bytes:
        content = real(path)
        if path == paths[0] and next(reads) == 0:
            both("new")
        return content

    monkeypatch.setattr(build, "read_bytes", meddled)
    assert {"a new", "z new"} <= labels(LunarGraph(root).reading())
    assert next(reads) > 1


def test_files_that_always_change_are_an_error(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    numbers: Iterator[int] = iter(range(1_000_000))
    real = build.read_bytes

    def meddled(path: Path) -> bytes:
        if path.name == "places.ttl":
            labelled(root, f"CE{next(numbers)}")
        return real(path)

    labelled(root, "CE0")  # a state that has no snapshot
    monkeypatch.setattr(build, "read_bytes", meddled)
    with pytest.raises(InputError, match="keep changing"):
        LunarGraph(root).reading()
