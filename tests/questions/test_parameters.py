"""Arguments of questions: from text to terms of the declared type."""

from __future__ import annotations

import pytest

from ilrs_graph import LunarGraph
from ilrs_graph.cli import option
from ilrs_graph.errors import UnknownName, UsageError
from ilrs_graph.namespaces import ID, XSD
from ilrs_graph.questions.catalogue import Parameter
from ilrs_graph.questions.parameters import argument_terms, term


@pytest.mark.parametrize(
    ("kind", "text"),
    [("date", "2024-02-29"), ("gYear", "2024"), ("integer", "-3"), ("decimal", "2.50"), ("boolean", "true")],
)
def test_a_text_of_its_type_keeps_its_form(kind: str, text: str, graph: LunarGraph) -> None:
    found = term(Parameter("p", kind, "P"), text, graph.engine)
    assert (found.value, found.datatype.value) == (text, XSD + kind)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("date", "2023-02-29"), ("date", "29.2.2024"), ("date", "20240229"), ("date", ""), ("gYear", "24"),
        ("gYear", "-2024"), ("integer", "3.0"), ("integer", "9" * 19), ("integer", "٣ "), ("decimal", "1e5"),
        ("decimal", "1,5"), ("boolean", "yes"), ("boolean", "TRUE"), ("string", "\udcff"),
    ],
)  # fmt: skip
def test_a_text_of_another_type_is_refused_with_the_option(kind: str, text: str, graph: LunarGraph) -> None:
    with pytest.raises(UsageError, match=r"^when: ") as found:
        term(Parameter("when", kind, "When"), text, graph.engine)
    assert found.value.spelled(option)[0].startswith("--when: ")


def test_hostile_strings_are_literals(graph: LunarGraph) -> None:
    text = '" } SERVICE <http://a> { "'
    found = term(Parameter("p", "string", "P"), text, graph.engine)
    assert found.value == text
    with pytest.raises(UsageError, match="is not a valid value"):
        graph.ask("landing-regions", how=text)


def test_a_thing_must_be_of_its_class(graph: LunarGraph) -> None:
    mission = Parameter("mission", "iri", "Mission", of_class="ilrs:FarSideMission")
    assert term(mission, "change-4", graph.engine).value == ID + "mission/change-4"
    with pytest.raises(UnknownName, match="no far-side mission is called 'ranger-4'"):
        term(mission, "ranger-4", graph.engine)


def test_an_unknown_parameter_is_met_with_those_there_are(graph: LunarGraph) -> None:
    question = graph.questions["far-side-partners"]
    with pytest.raises(UnknownName, match="no parameter of far-side-partners is called 'misson'") as found:
        argument_terms(question, {"misson": "change-6"}, graph.engine)
    assert found.value.tip == "did you mean mission?"
    with pytest.raises(UnknownName) as found:
        argument_terms(question, {"zzz": "change-6"}, graph.engine)
    assert found.value.tip == "far-side-partners takes mission, partner, state"
    assert found.value.spelled(option)[1] == "far-side-partners takes --mission, --partner, --state"
