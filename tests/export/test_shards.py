"""An export in shards: nothing is lost or twice, and what belongs together is in one."""

from __future__ import annotations

import random
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, RdfFormat, Triple, parse

from ilrs_graph import LunarGraph
from ilrs_graph.export.shards import divided
from ilrs_graph.namespaces import ID, ONTOLOGY

Run = Callable[..., subprocess.CompletedProcess[str]]
THREE = 3


@pytest.fixture(scope="module")
def triples(small_graph: LunarGraph) -> list[Triple]:
    return list(dict.fromkeys(small_graph.export()))


def test_each_triple_is_in_one_file(triples: list[Triple]) -> None:
    found = divided(triples, THREE)
    held = [triple for part in found.files.values() for triple in part]
    assert len(held) == len(triples)
    assert set(held) == set(triples)
    assert all(found.shards)


def test_things_are_in_shards_and_terms_in_the_vocabulary(triples: list[Triple]) -> None:
    found = divided(triples, THREE)
    assert not any(str(t.subject).startswith(f"<{ID}") for t in found.vocabulary)
    assert all(str(t.subject).startswith(f"<{ID}") for part in found.shards for t in part)


def test_a_claim_is_with_the_mission_of_its_event(triples: list[Triple]) -> None:
    places = {t.subject: number for number, part in enumerate(divided(triples, 50).shards) for t in part}
    subjects = {t.subject: t.object for t in triples if t.predicate == NamedNode(ONTOLOGY + "subject")}
    missions = {t.subject: t.object for t in triples if t.predicate == NamedNode(ONTOLOGY + "ofMission")}
    pairs = [(claim, missions[of]) for claim, of in subjects.items() if of in missions]
    assert pairs
    for claim, mission in pairs:
        assert places[claim] == places[mission]


def test_the_order_of_the_triples_does_not_matter(triples: list[Triple]) -> None:
    shuffled = triples.copy()
    random.Random(7).shuffle(shuffled)
    one, other = divided(triples, THREE), divided(shuffled, THREE)
    assert [set(part) for part in one.shards] == [set(part) for part in other.shards]


def test_things_that_belong_to_each_other_in_a_circle_are_together() -> None:
    of = NamedNode(ONTOLOGY + "subject")
    a, b = NamedNode(ID + "claim/a"), NamedNode(ID + "claim/b")
    found = divided([Triple(a, of, b), Triple(b, of, a)], 50)
    assert sorted(map(len, found.shards))[-2:] == [0, 2]


def test_the_files_hold_the_export(small_root: Path, small_graph: LunarGraph, tmp_path: Path, run: Run) -> None:
    folder = tmp_path / "shards"
    done = run("export", "--shards", "2", "-o", str(folder), "--root", str(small_root))
    assert done.returncode == 0, done.stderr
    assert sorted(path.name for path in folder.iterdir()) == ["shard-1.nt", "shard-2.nt", "vocabulary.nt"]
    held = [q.triple for path in folder.iterdir() for q in parse(path.read_bytes(), format=RdfFormat.N_TRIPLES)]
    assert set(held) == set(small_graph.export())
    again = run("export", "--shards", "2", "-o", str(folder), "--root", str(small_root))
    assert (again.returncode, "is there already" in again.stderr) == (2, True)


@pytest.mark.parametrize(
    "words",
    [["--shards", "2"], ["--shards", "2", "-o", "x", "--thing", "change-6"], ["--shards", "1", "-o", "x"],
     ["--shards", "2", "-o", "x", "--format", "gexf"]],
)  # fmt: skip
def test_wrong_use_is_refused(words: list[str], small_root: Path, run: Run) -> None:
    done = run("export", *words, "--root", str(small_root))
    assert done.returncode == 2
    assert "shards" in done.stderr or "supported formats" in done.stderr
