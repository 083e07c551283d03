"""A mistake in one question breaks only that question, and is reported with its place wherever it is met."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ilrs_graph import LunarGraph
from ilrs_graph.errors import InputError, UnknownName
from ilrs_graph.questions import Catalogue
from ilrs_graph.render import format_named, write

GOOD = "#+ question: Which ones?\n#+ columns: {x: X}\n#+ evidence: [x]\nSELECT ?x { ?x a ilrs:Mission }\n"
BROKEN = {
    "not-yaml": (GOOD.replace("Which", "Who gave: which"), ["1:22: the header is not YAML"]),
    "not-selected": (GOOD.replace("evidence: [x]", "evidence: [c]"), ["3:15: evidence has 'c', which is not in the"]),
    "slip": (GOOD.replace("Mission }", "Mission ."), ["5:1: the query does not parse: } expected, found the end"]),
    "service": (GOOD.replace("?x a", "SERVICE <urn:s> { } ?x a"), ["4:1: SERVICE is not allowed"]),
    "both": (
        GOOD.replace("evidence: [x]", "evidences: [x]").replace("{ ?x a", "{ ?x"),
        ["1:1: the header has no evidence", "3:4: unknown header key 'evidences'", "4:29: the query does not parse"],
    ),
    "only-question": (
        "#+ question: Which?\nSELECT ?x { ?x a ?y }",
        ["1:1: the header has no", "1:1: the header"],
    ),
}


@pytest.fixture
def root(small_root: Path) -> Path:
    for slug, (text, _) in BROKEN.items():
        (small_root / "queries" / f"{slug}.rq").write_text(text, encoding="utf-8")
    return small_root


def test_the_others_are_answered_and_listed(root: Path) -> None:
    logged: list[str] = []
    graph = LunarGraph(root, log=logged.append)
    assert len(graph.ask("launch-dates")) == 4
    assert set(graph.questions.broken) == set(BROKEN)
    assert not set(graph.questions) & set(BROKEN)
    assert sum("a question cannot be asked: " in line for line in logged) == len(BROKEN)
    for slug, (_, told) in BROKEN.items():
        with pytest.raises(InputError) as caught:
            graph.ask(slug)
        lines = str(caught.value).splitlines()
        assert len(lines) == len(told)
        for line, start in zip(lines, told, strict=True):
            assert line.startswith(f"{root / 'queries' / slug}.rq:{start}")
    with pytest.raises(UnknownName):
        graph.ask("not-there")


def test_the_list_marks_them_in_each_format(root: Path) -> None:
    questions = LunarGraph(root).questions
    csv, table, listing = (write(questions, format_named(name, "questions")) for name in ("csv", "table", "json"))
    assert '\nboth,"(cannot be asked) ' in csv
    assert "\nlaunch-dates," in csv
    assert "(cannot be asked)" in table
    listed = {each["slug"]: each for each in json.loads(listing)}
    assert "1:22: the header is not YAML" in listed["not-yaml"]["error"]
    assert "error" not in listed["launch-dates"]
    assert list(listed) == sorted(listed)


def test_check_all_reports_each_mistake_with_its_place(root: Path) -> None:
    found = [f for f in LunarGraph(root).check_all() if f.code == "question"]
    places = [f"{Path(f.file).stem}:{f.line}:{f.column}" for f in found]
    told = sorted(f"{slug}:{line.split(': ')[0]}" for slug, (_, lines) in BROKEN.items() for line in lines)
    assert sorted(places) == told
    assert {(f.severity, f.kind) for f in found} == {("violation", "syntax")}


def test_answers_are_not_compared_where_a_question_cannot_be_asked(root: Path, repo: Path) -> None:
    with pytest.raises(InputError, match=r"both\.rq:1:1: the header has no evidence"):
        LunarGraph(root).diff(str(repo), str(root))


def test_a_catalogue_of_good_questions_has_none_broken(graph: LunarGraph) -> None:
    assert graph.questions.broken == {}
    assert isinstance(graph.questions, Catalogue)
