"""Answers: rows with their evidence and sources, and other shapes of them."""

from __future__ import annotations

import sys

import pytest
import rdflib
from pyoxigraph import NamedNode

from ilrs_graph import LunarGraph
from ilrs_graph.errors import MissingDependency, UnknownName
from ilrs_graph.namespaces import ID
from ilrs_graph.questions import Answer
from ilrs_graph.questions.completeness import INCOMPLETE
from ilrs_graph.questions.strength import STRENGTH


@pytest.fixture(scope="module")
def answer(graph: LunarGraph) -> Answer:
    return graph.ask("far-side-partners", mission="change-6")


def test_rows_have_terms_evidence_and_sources(answer: Answer) -> None:
    row = next(r for r in answer if r.partner == NamedNode(ID + "agent/cnes"))
    assert row.partnerState == NamedNode(ID + "agent/france")
    assert NamedNode(ID + "contribution/change-6-cnes-dorn") in row.evidence
    assert row.sources
    assert all(c.url.startswith("http") for c in row.sources)
    with pytest.raises(AttributeError, match="no column 'nothing'"):
        _ = row.nothing


def test_supporting_rows_have_both_nodes_as_evidence(graph: LunarGraph) -> None:
    rows = [r for r in graph.ask("far-side-partners", mission="change-4") if r.via.value == "supporting"]  # type: ignore[union-attr]
    assert rows
    assert all({n.value.split("/")[-2] for n in r.evidence} == {"contribution", "support"} for r in rows)


def test_references_are_each_source_once_in_order_of_the_rows(answer: Answer) -> None:
    cited = [c for row in answer for c in row.sources]
    assert len(cited) > len(answer.references) > 1
    assert answer.references == sorted(set(cited), key=cited.index)


def test_length_index_texts_and_note_fit_together(answer: Answer) -> None:
    assert len(answer) == len(answer.rows) == len(answer.texts) == len(answer.terms())
    assert answer[0] == answer.rows[0]
    assert list(answer.columns.values())[:2] == ["Far-side mission", "Partner"]
    assert all(texts[0] == "Chang'e 6" for texts in answer.texts)
    assert {texts[2] for texts in answer.texts} >= {"France", ""}, "an intergovernmental partner has no state"
    assert answer.note == INCOMPLETE


def test_to_rdflib_gives_rdflib_terms(answer: Answer) -> None:
    rows = answer.to_rdflib()
    assert len(rows) == len(answer)
    assert rows[0]["mission"] == rdflib.URIRef(ID + "mission/change-6")
    assert {row["partnerState"] for row in rows} >= {None, rdflib.URIRef(ID + "agent/italy")}
    assert isinstance(rows[0]["via"], rdflib.Literal)


def test_to_pandas_has_typed_columns_by_variable_and_the_sources(answer: Answer) -> None:
    pytest.importorskip("pandas")
    frame = answer.to_pandas()
    assert list(frame.columns)[:4] == ["mission", "missionLabel", "partner", "partnerLabel"]
    assert list(frame.columns)[-5:] == ["evidence", "sources", "independentSources", "bestKind", "bestKindLabel"]
    assert [str(frame.dtypes[name]) for name in STRENGTH] == ["Int64", "string", "string"]
    assert len(frame) == len(answer)
    for record, row in zip(frame.to_dict("records"), answer, strict=True):
        assert record["partner"] == row.partner.value  # type: ignore[union-attr]
        assert record["evidence"] == tuple(node.value for node in row.evidence)
        assert record["sources"] == tuple(citation.url for citation in row.sources)
        assert tuple(record[name] for name in STRENGTH) == row.strength.cells()
    assert set(frame.explode("sources")["sources"]) == {citation.url for citation in answer.references}
    assert frame.attrs == {
        "question": answer.question.question,
        "note": INCOMPLETE,
        "headings": answer.columns,
    }


def test_numbers_of_an_answer_can_be_summed_and_its_dates_sorted(graph: LunarGraph) -> None:
    pytest.importorskip("pandas")
    offered = graph.ask("payload-capacity").to_pandas()
    column = next(name for name, heading in offered.attrs["headings"].items() if heading == "Offered kg")
    assert offered[column].sum() == sum(float(row.terms[column].value) for row in graph.ask("payload-capacity"))  # type: ignore[union-attr]
    dates = graph.ask("launch-plans", mission="change-8").to_pandas()
    assert str(dates["date"].dtype) == str(dates["statedOn"].dtype) == "datetime64[s]"
    assert set(dates["dateEdtf"]) >= {"2028", "2029~"}
    assert dates["date"].isna().all(), "a year is no day"


def test_the_repr_of_an_answer_counts_its_rows(answer: Answer) -> None:
    assert repr(answer) == f"<Answer: {len(answer)} rows of far-side-partners>"


def test_without_pandas_the_error_says_what_to_install(answer: Answer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(MissingDependency, match="needs pandas") as found:
        answer.to_pandas()
    assert found.value.tip == "pip install 'ilrs-graph[pandas]'"


def test_a_question_that_does_not_exist_is_met_with_near_ones(graph: LunarGraph) -> None:
    with pytest.raises(UnknownName) as found:
        graph.ask("farside-partners")
    assert "far-side-partners" in found.value.near
    with pytest.raises(KeyError):
        graph.questions["nothing"]
    assert list(graph.questions) == sorted(graph.questions)
