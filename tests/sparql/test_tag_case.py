"""Language tags are lower case in a store: a query that compares them with capitals is told so."""

from __future__ import annotations

import subprocess
import warnings
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import Store

from ilrs_graph import LunarGraph
from ilrs_graph.errors import QueryWarning
from ilrs_graph.files.root import Root
from ilrs_graph.snapshot.pipeline import read_ontology
from ilrs_graph.sparql.cautions import cautions
from ilrs_graph.validation.question_lint import question_findings

Run = Callable[..., subprocess.CompletedProcess[str]]
WRONG = [
    'FILTER(lang(?l) = "en-GB")',
    'FILTER(LANG(?l)="en-GB")',
    "FILTER('en-GB' = lang(?l))",
    'FILTER((lang(?l)) != """en-GB""")',
    'FILTER(STR(LANG(?l)) = "en-GB")',
    'FILTER(LCASE(lang(?l)) = "en-GB")',
    'FILTER(lang(?l) IN ("zh", "en-GB"))',
    'FILTER(lang(?l) NOT IN ("en-GB"))',
    'FILTER(sameTerm(lang(?l), "en-GB"))',
    'FILTER(sameTerm("en-GB", lang(?l)))',
    'FILTER(STRSTARTS(lang(?l), "en-GB"))',
    'FILTER(CONTAINS(LANG(?l), "en-GB"))',
    'FILTER REGEX(lang(?l), "en-GB")',
    'FILTER REGEX(lang(?l), "en-GB", "s")',
    'BIND(lang(?l) AS ?t) FILTER(?t = "en-GB")',
    'BIND(lang(?l) AS ?t) VALUES ?t { "zh" "en-GB" }',
    'VALUES ?t { "en-GB" } FILTER(lang(?l) = ?t)',
    'BIND("en-GB" AS ?t) FILTER(?t = lang(?l))',
    'FILTER(?x = 1 || (?l != "EN" && lang(?l) = "en-GB"))',
    'FILTER(IF(lang(?l) = "en-GB", true, false))',
]
RIGHT = [
    'FILTER(lang(?l) = "en-gb")',
    'FILTER(LANGMATCHES(lang(?l), "en-GB"))',
    'FILTER(LANGMATCHES(lang(?l), "EN"))',
    'FILTER(?l = "Moon"@en-GB)',
    'FILTER(UCASE(lang(?l)) = "EN-GB")',
    'FILTER REGEX(lang(?l), "EN-GB", "i")',
    'FILTER REGEX(lang(?l), "^\\\\S+$")',
    'FILTER(lang(?l) = "en" && ?l = "Moon")',
    'FILTER(lang(?l) = "en") FILTER(?l IN ("Moon"))',
    'FILTER(?l = "lang(?l) = EN")  # lang(?l) = "EN"',
    'BIND(lang(?l) AS ?t) FILTER(?t = "en" || ?l = "Moon")',
    'BIND(langOf AS ?t)',
    "FILTER(lang(?l) = ?t) ?t ?u ?v",
]  # fmt: skip


def query(pattern: str) -> str:
    return f"SELECT * {{ ?x ?p ?l {pattern} }}"


@pytest.mark.parametrize("pattern", WRONG)
def test_a_comparison_with_capitals_is_found_at_its_text(pattern: str) -> None:
    (found,) = cautions(query(pattern))
    assert query(pattern)[found.place :].strip("\"'").startswith("en-GB")
    assert found.text.startswith('"en-GB" matches no language tag')
    assert found.text.endswith('write "en-gb"')


@pytest.mark.parametrize("pattern", RIGHT)
def test_other_queries_are_not_warned_of(pattern: str) -> None:
    assert cautions(query(pattern)) == []


def rows(pattern: str) -> int:
    store = Store()
    store.update('INSERT DATA { <urn:a> <urn:p> "Moon"@en-GB , "Mond"@de }')
    return sum(1 for _ in store.query(query(pattern)))  # type: ignore[arg-type, union-attr]


@pytest.mark.parametrize("pattern", [pattern for pattern in WRONG if "!=" not in pattern and "NOT" not in pattern])
def test_such_a_comparison_finds_nothing_and_its_fix_does(pattern: str) -> None:
    assert rows(pattern) == 0
    assert rows(pattern.replace("en-GB", "en-gb")) >= 1


def test_every_place_is_found_once() -> None:
    found = cautions(query('FILTER(lang(?l) = "EN" || lang(?p) = "ZH-Hans" || lang(?l) IN ("EN", "De"))'))
    assert [c.text.split('"')[1] for c in found] == ["EN", "ZH-Hans", "EN", "De"]
    assert cautions("lang(") == cautions("") == cautions('lang("EN" = ') == []


def test_a_query_warns_in_python_and_on_the_command_line(graph: LunarGraph, run: Run) -> None:
    text = 'SELECT ?l { mission:change-6 rdfs:label ?l FILTER(lang(?l) = "EN") }'
    with pytest.warns(QueryWarning, match='"EN" matches no language tag') as found:
        graph.query(text)
    assert [Path(w.filename).name for w in found] == [Path(__file__).name]
    done = run("query", text)
    assert (done.returncode, done.stdout) == (0, "l\n")
    assert done.stderr == f"warning: {cautions(text)[0].text}\n"
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        graph.query(text.replace("EN", "en"))


def test_a_saved_question_is_reported_with_its_place() -> None:
    text = """#+ question: Which names are English?
#+ columns: {x: X}
#+ evidence: [x]
SELECT ?x {
  ?x rdfs:label ?l
  FILTER(lang(?l) = "EN")
}
"""
    found = Root.find()
    root = Root(found.path, {"queries/mine.rq": text.encode()})
    (finding,) = question_findings(root, read_ontology(found), lambda path: path.name)
    assert (finding.severity, finding.kind, finding.code) == ("warning", "query", "tag-case")
    assert finding.place == "mine.rq:6:21"
    assert finding.remedy == 'Write "en".'


def test_no_saved_question_compares_with_capitals(graph: LunarGraph) -> None:
    assert {slug for slug, each in graph.questions.items() if cautions(each.query)} == set()
