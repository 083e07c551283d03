"""The page of one row: the facts that it rests on, down to files and sources."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import pytest
from html_document import Element

from ilrs_graph import LunarGraph
from ilrs_graph.errors import UnknownName, UsageError
from ilrs_graph.pages import Pages, Served
from ilrs_graph.pages.proof import Proof, Step

Rendered = Callable[..., Element]
ADDRESS = "/ask/far-side-partners/proof"


@pytest.fixture(scope="module")
def proof(pages: Pages) -> Proof:
    found = pages.page(ADDRESS, {"mission": "change-6", "state": "italy", "row": "1"}).model
    assert isinstance(found, Proof)
    return found


def every(steps: Sequence[Step]) -> Iterator[Step]:
    for step in steps:
        yield step
        yield from every(step.premises)


def test_the_row_is_that_of_the_answer(proof: Proof, graph: LunarGraph) -> None:
    answer = graph.ask("far-side-partners", mission="change-6", state="italy")
    assert [cell.text for _, cell in proof.cells] == [text for text in answer.texts[0] if text]
    assert (proof.number, proof.total) == (1, len(answer))
    assert proof.arguments == {"mission": "change-6", "state": "italy"}


def test_the_proof_names_the_rule_the_lines_of_files_and_the_sources(proof: Proof, graph: LunarGraph) -> None:
    lines = [line for step in every(proof.steps) for line in step.lines]
    assert any("070-has-partner" in line for line in lines)
    assert any(line.startswith("stated in data/missions/change-6.ttl:") for line in lines)
    cited = {citation.iri for _, citation in proof.references}
    answer = graph.ask("far-side-partners", mission="change-6", state="italy")
    assert {citation.iri for citation in answer.rows[0].sources} <= cited


@pytest.mark.parametrize("row", ["0", "2", "-1", "x", "9" * 30, "¹"])
def test_a_row_that_is_not_there_is_an_error(row: str, pages: Pages) -> None:
    with pytest.raises(UsageError, match="is not the number of a row"):
        pages.page(ADDRESS, {"mission": "change-6", "state": "italy", "row": row})


def test_a_question_that_is_not_there_is_an_error(pages: Pages) -> None:
    with pytest.raises(UnknownName):
        pages.page("/ask/no-such-question/proof", {"row": "1"})


def test_the_page_nests_the_facts_and_leads_to_the_rows_beside(pages: Pages, rendered: Rendered) -> None:
    page = rendered(ADDRESS, Served("/base"), pages, mission="change-6", row="2")
    links = {a.attributes.get("rel"): a.attributes["href"] for a in page.all("a") if "rel" in a.attributes}
    assert links["prev"] == f"/base{ADDRESS}?mission=change-6&row=1"
    assert links["next"].endswith("row=3")
    nested = [li for ul in page.all("ul") if ul.attributes.get("class") == "proof" for li in ul.all("ul")]
    assert nested


def test_each_row_of_the_answer_leads_to_its_proof(pages: Pages, rendered: Rendered) -> None:
    page = rendered("/ask/far-side-partners", Served(), pages, mission="change-6")
    why = [a.attributes["href"] for a in page.all("a") if a.text.startswith("why?")]
    assert why[1] == f"{ADDRESS}?mission=change-6&row=2"
    assert len(why) == pages.page("/ask/far-side-partners", {"mission": "change-6"}).model.table.total


def test_in_chinese(chinese: Pages, rendered: Rendered) -> None:
    page = rendered(ADDRESS, Served(), chinese, mission="change-6", row="1")
    assert "为何列入" in next(page.all("h1")).text
    assert "because" not in page.text
