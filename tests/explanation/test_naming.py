"""From three words to a triple."""

from __future__ import annotations

import pytest

from ilrs_graph import LunarGraph
from ilrs_graph.errors import UnknownName, UsageError
from ilrs_graph.explanation.naming import read_fact


def read(graph: LunarGraph, *words: str) -> str:
    return str(read_fact(*words, graph.engine))


@pytest.mark.parametrize("subject", ["change-6", "mission:change-6", "Chang'e 6", "嫦娥六号"])
@pytest.mark.parametrize("predicate", ["hasPartner", "has partner", "ilrs:hasPartner"])
def test_any_name_of_a_thing_or_property_means_it(graph: LunarGraph, subject: str, predicate: str) -> None:
    assert read(graph, subject, predicate, "cnes") == read(graph, "change-6", "hasPartner", "agent:cnes")


@pytest.mark.parametrize(
    "value", ["wd:Q419", "http://www.wikidata.org/entity/Q419", "<http://www.wikidata.org/entity/Q419>"]
)
def test_a_value_that_is_there_may_be_a_thing_of_others(graph: LunarGraph, value: str) -> None:
    fact = read_fact("peru", "schema:sameAs", value, graph.engine)
    assert str(fact.object) == "<http://www.wikidata.org/entity/Q419>"
    assert graph.explain("peru", "schema:sameAs", value).holds


def test_a_literal_in_quotes_keeps_its_tag_and_type(graph: LunarGraph) -> None:
    assert str(read_fact("change-6", "rdfs:label", '"嫦娥六号"@zh', graph.engine).object) == '"嫦娥六号"@zh'
    dated = read_fact("change-6", "launchDate", '"2024-05-03"^^xsd:date', graph.engine)
    assert dated == read_fact("change-6", "launchDate", "2024-05-03", graph.engine)


@pytest.mark.parametrize(
    ("words", "error"),
    [
        (("change-66", "hasPartner", "cnes"), UnknownName),
        (("change-6", "hasPartners", "cnes"), UnknownName),
        (("change-6", "hasPartner", "http://www.wikidata.org/entity/Q0"), UnknownName),
        (("change-6", "a", "FarSideMision"), UnknownName),
        (("change-6", "launchDate", '"x"^^nope'), UsageError),
    ],
)
def test_what_nothing_is_called_is_refused_with_a_tip(graph: LunarGraph, words: tuple[str, ...], error: type) -> None:
    with pytest.raises(error) as caught:
        read(graph, *words)
    assert caught.value.tip or "wikidata" in str(caught.value)  # nothing is near an IRI of others
