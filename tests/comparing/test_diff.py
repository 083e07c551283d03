"""The whole way: two states of a graph, and which saved answers change."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

from ilrs_graph import LunarGraph
from ilrs_graph.comparing.sides import Reader
from ilrs_graph.files.parsing import parse_file
from ilrs_graph.files.root import Root
from ilrs_graph.render import format_named, write

LOST = "contribution:change-6-cnes-dorn"
PARTNERS = "far-side-partners"


def shuffled(path: Path) -> None:
    """Write a file anew as one triple a line, in another order, with comments."""
    triples = [f"{t.subject} {t.predicate} {t.object} . # a comment\n" for t in parse_file(path)]
    random.Random(7).shuffle(triples)
    path.write_text("".join(triples), encoding="utf-8")


def without(path: Path, curie: str) -> None:
    """Take the block of one subject out of a file."""
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(rf"(?ms)^{curie} .*?\.\n(?=\n|\Z)", "", text), encoding="utf-8")


def test_another_order_and_layout_make_no_difference(small_root: Path, git: Callable[..., str]) -> None:
    for path in Root.find(small_root).data:
        shuffled(path)
    assert git("status", "--porcelain") != ""
    assert LunarGraph(small_root).diff("HEAD").same


def test_a_partner_that_goes_leaves_the_answer(small_root: Path, git: Callable[..., str]) -> None:
    without(small_root / "data/missions/change-6.ttl", LOST)
    said: list[str] = []
    found = LunarGraph(small_root).diff("HEAD", progress=said.append)
    (thing,) = [c for c in found.comparison.things if c.how == "removed"]
    assert found.names.curie(thing.thing) == LOST
    assert found.names.of(thing.thing).startswith("DORN, by CNES, on ")
    answers = {a.slug: a for a in found.comparison.answers or ()}
    assert (len(answers[PARTNERS].removed), len(answers[PARTNERS].added)) == (1, 0)
    assert "CNES" in write(found, format_named("text", "difference"))
    assert [line for line in said if line.startswith("reasoning over")]

    back = LunarGraph(small_root).diff(str(small_root), "HEAD").comparison
    assert {a.slug: (len(a.added), len(a.removed)) for a in back.answers or ()} == {
        slug: (len(a.removed), len(a.added)) for slug, a in answers.items()
    }


def test_without_reasoning_the_answer_that_rests_on_it_does_not_change(
    small_root: Path, git: Callable[..., str]
) -> None:
    without(small_root / "data/missions/change-6.ttl", LOST)
    found = LunarGraph(small_root).diff("HEAD", reasoning=False).comparison
    slugs = {a.slug for a in found.answers or ()}
    assert PARTNERS not in slugs
    assert "single-source-facts" in slugs or "mission-contributions" in slugs


def test_files_are_answered_as_they_stand_or_with_what_follows(small_root: Path, tmp_path: Path) -> None:
    graph = LunarGraph(small_root)
    lines = [f"{t.subject} {t.predicate} {t.object} .\n" for p in Root.find(small_root).data for t in parse_file(p)]
    old, new = tmp_path / "old.nt", tmp_path / "new.nt"
    old.write_text("".join(lines), encoding="utf-8")
    gone = LOST.replace(":", "/")
    new.write_text("".join(line for line in lines if f"/id/{gone}> <" not in line), encoding="utf-8")
    plain, reasoned = (graph.diff(str(old), str(new), reasoning=r).comparison.answers for r in (None, True))
    assert PARTNERS not in {a.slug for a in plain or ()}
    assert PARTNERS in {a.slug for a in reasoned or ()}


def test_a_changed_question_is_told(small_root: Path, git: Callable[..., str]) -> None:
    path = small_root / "queries" / f"{PARTNERS}.rq"
    path.write_text(path.read_text(encoding="utf-8") + "LIMIT 1\n", encoding="utf-8")
    (small_root / "queries" / "who-signed.rq").unlink()
    found = LunarGraph(small_root).diff("HEAD").comparison
    assert found.things == ()
    assert {(f.name, f.how) for f in found.files} == {
        (f"queries/{PARTNERS}.rq", "changed"),
        ("queries/who-signed.rq", "removed"),
    }
    assert [a.slug for a in found.answers or ()] == [PARTNERS]


def test_answers_may_be_left_out(small_root: Path, git: Callable[..., str]) -> None:
    without(small_root / "data/missions/change-6.ttl", LOST)
    found = LunarGraph(small_root).diff("HEAD", answers=False)
    assert found.comparison.answers is None
    assert "answers not compared" in write(found, format_named("text", "difference"))


def test_the_patch_makes_the_new_side_of_the_old(small_root: Path, git: Callable[..., str]) -> None:
    without(small_root / "data/missions/change-6.ttl", LOST)
    (small_root / "data" / "new.ttl").write_text('<http://a/x> <http://a/p> "月\\n球"@zh .\n', encoding="utf-8")
    graph = LunarGraph(small_root)
    found = graph.diff("HEAD", answers=False)
    patch = write(found, format_named("patch", "difference"))
    with Reader(graph.root) as reader:
        old, new = set(reader.side("HEAD").triples), set(reader.side(None).triples)
    first, *changes, last = patch.splitlines()
    assert (first, last) == ("TX .", "TC .")
    for line in changes:
        (quad,) = parse(line[2:].encode(), RdfFormat.N_TRIPLES)
        (old.remove if line[0] == "D" else old.add)(quad.triple)
    assert old == new


def test_json_tells_what_the_words_tell(small_root: Path, git: Callable[..., str]) -> None:
    places = small_root / "data" / "places.ttl"
    text = places.read_text(encoding="utf-8")
    label = 'rdfs:label "far side'
    assert label in text
    places.write_text(text.replace(label, 'rdfs:label "The far side', 1), encoding="utf-8")
    found = LunarGraph(small_root).diff("HEAD", answers=False)
    told = json.loads(write(found, format_named("json", "difference")))
    (thing,) = told["things"]
    assert (thing["change"], thing["kind"]) == ("changed", "lunar region")
    (fact,) = thing["facts"]
    (before,), (after,) = fact["removed"], fact["added"]
    assert after["text"] == "The " + before["text"]
    assert f"{before['text']}" in write(found, format_named("text", "difference"))
    assert told["answers"] is None
    assert not told["same"]


@pytest.mark.parametrize("form", ["text", "json", "patch"])
def test_the_same_bytes_each_time(small_root: Path, git: Callable[..., str], form: str) -> None:
    without(small_root / "data/missions/change-6.ttl", LOST)
    graph = LunarGraph(small_root)
    one, other = (graph.diff("HEAD", answers=False) for _ in range(2))
    assert write(one, format_named(form, "difference")) == write(other, format_named(form, "difference"))
