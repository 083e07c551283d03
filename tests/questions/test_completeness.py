"""What readers are told of how far an answer reaches, where a source gave a list in full and where none did."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from functools import cache

import pytest
from pyoxigraph import RdfFormat, Store

from ilrs_graph import LunarGraph
from ilrs_graph.engine import StoreEngine
from ilrs_graph.names.labels import Labels
from ilrs_graph.questions import Answer
from ilrs_graph.questions.completeness import BEYOND, INCOMPLETE, coverage_of, note_of
from ilrs_graph.render import format_named, write
from small_roots import ACCORDS, SHARED, write_root

LIST = "artemis-accords-complete-for-us-department-of-state-2025-07-24"
CLAIM = """
@prefix : <https://w3id.org/ilrs-graph/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<urn:list> a :CompletenessClaim ; :polarity <https://w3id.org/ilrs-graph/vocab/polarity/asserted> ;
    :rank <https://w3id.org/ilrs-graph/vocab/rank/normal> ; :asOf "2031-02-03"^^xsd:date ;
    :subject <urn:pact> ; :valueEntity :partyTo ; :assertedBy <urn:gazette> .
<urn:pact> rdfs:label "Pact" . :partyTo rdfs:label "party to" . <urn:gazette> rdfs:label "月报" .
"""


def told(old: str = "", new: str = "") -> list[str]:
    """Return the coverage, as sentences, by the claim with `old` replaced in it."""
    assert old in CLAIM
    store = Store()
    store.load(CLAIM.replace(old, new).encode(), format=RdfFormat.TURTLE)
    engine = StoreEngine(store)
    return [str(one) for one in coverage_of(["urn:list", "urn:unknown"], engine, Labels(engine))]


def test_a_claim_is_told_with_its_day_speaker_and_scope() -> None:
    assert told() == ["Complete as of 3 February 2031, after 月报: party to Pact."]


@pytest.mark.parametrize(
    ("old", "new"), [("asserted", "denied"), ("normal", "deprecated"), ("CompletenessClaim", "QuantityClaim")]
)
def test_a_claim_that_does_not_stand_covers_nothing(old: str, new: str) -> None:
    assert told(old, new) == []


def test_without_a_claim_the_note_says_that_nothing_is_complete() -> None:
    assert note_of(()) == INCOMPLETE == "The graph does not claim that this list is complete."


@pytest.fixture(scope="module")
def covered(graph: LunarGraph) -> Answer:
    return graph.ask("accords-and-ilrs")


def test_every_form_of_a_covered_answer_tells_by_what(covered: Answer, graph: LunarGraph) -> None:
    assert covered.coverage
    assert covered.note == " ".join([*map(str, covered.coverage), BEYOND])
    assert "Department of State: party to Artemis Accords." in covered.note
    assert "Department of State: party to Artemis Accords." in write(covered, format_named("html", "answer"))
    assert write(covered, format_named("table", "answer")).endswith(f"{covered.note}\n")
    record = json.loads(write(covered, format_named("json", "answer")))
    assert record["note"] == covered.note
    assert [one["claim"] for one in record["complete"]] == list(covered.question.complete)


@pytest.fixture(scope="module")
def accords(tmp_path_factory: pytest.TempPathFactory) -> Callable[[date], Answer]:
    """The parties by year as known on a day, of a graph of the Artemis Accords with all their sources."""
    root = write_root(tmp_path_factory.mktemp("accords") / "root", ACCORDS, (*SHARED, "sources"))
    return cache(lambda day: LunarGraph(root, as_of=day).ask("parties-by-year"))


def test_a_claim_covers_nothing_before_it_was_known(accords: Callable[[date], Answer]) -> None:
    before, after = map(accords, (date(2025, 7, 23), date(2025, 7, 25)))
    assert before.coverage == ()
    assert before.note.endswith(INCOMPLETE)
    assert [one.claim.rpartition("/")[2] for one in after.coverage] == [LIST]
    assert after.note.startswith(
        "As known on 2025-07-25, as far as the cited sources show. Complete as of 24 July 2025"
    )


def test_the_list_called_complete_is_in_the_graph(accords: Callable[[date], Answer]) -> None:
    """The release of 24 July 2025 counts 56 parties to the Accords, Senegal the last of them."""
    parties = [texts for texts in accords(date(2025, 7, 25)).texts if texts[0] == "Artemis Accords"]
    assert len({texts[2] for texts in parties}) == 56
    assert {texts[3] for texts in parties if texts[1] == "2025"} == {"56"}


def test_every_question_names_claims_that_are_there(graph: LunarGraph) -> None:
    assert any(graph.questions[slug].complete for slug in graph.questions)
    for slug in graph.questions:
        question = graph.questions[slug]
        found = Answer(question, graph.engine, graph.labels, ()).coverage
        assert tuple(one.claim for one in found) == question.complete, slug
