"""`check --all` reports the terms of saved questions that the ontology does not declare."""

from __future__ import annotations

from pathlib import Path

from ilrs_graph.files.root import Root
from ilrs_graph.findings import Finding, Report
from ilrs_graph.snapshot.pipeline import read_ontology
from ilrs_graph.validation.question_lint import MAX_TERMS, question_findings
from ilrs_graph.validation.whole import check_all

QUESTION = """#+ question: Who launched ilrs:nothing?
#+ columns: {x: X}
#+ evidence: [x]
SELECT ?x {
  ?x ilrs:launchdate ?y  # ilrs:comment
  FILTER(?y != "ilrs:text")
}
"""


def findings(text: str) -> list[Finding]:
    """Return the findings of a root whose only question has this text."""
    found = Root.find()
    root = Root(found.path, {"queries/mine.rq": text.encode()})
    return list(question_findings(root, read_ontology(found), lambda path: path.name))


def test_a_misspelt_term_is_a_warning_with_its_place() -> None:
    (finding,) = findings(QUESTION)
    assert (finding.severity, finding.kind, finding.code) == ("warning", "term", "unknown-term")
    assert (finding.message, finding.remedy) == ("There is no term ilrs:launchdate.", "Did you mean ilrs:launchDate?")
    assert finding.place == "mine.rq:5:6"


def test_of_very_many_some_are_reported() -> None:
    many = " ".join(f"ilrs:zzzz{number}" for number in range(2000))
    found = findings(f"ASK {{ VALUES ?x {{ {many} }} }}")
    assert len([f for f in found if f.code == "unknown-term"]) == MAX_TERMS


def test_check_all_reports_it_and_the_shipped_questions_have_none(small_root: Path, shipped_report: Report) -> None:
    assert [f for f in shipped_report if f.file.endswith(".rq")] == []
    (small_root / "queries" / "mine.rq").write_text(QUESTION, encoding="utf-8")
    found = [f for f in check_all(Root.find(small_root)) if f.file.endswith(".rq")]
    assert [(f.code, Path(f.file).name, f.line) for f in found] == [("unknown-term", "mine.rq", 5)]
