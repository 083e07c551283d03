"""Words of a text that occur nowhere are read as similar ones that do; all others stay."""

from __future__ import annotations

import pytest

from ilrs_graph import LunarGraph
from ilrs_graph.names.word_index import WordIndex
from ilrs_graph.search.questions import question_texts
from ilrs_graph.search.spelling import respelt


def read(text: str, graph: LunarGraph) -> str:
    return respelt(text, question_texts(graph.questions), WordIndex(graph.snapshot.words))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("lanch date of chandrayan 3", "launch date of chandrayaan 3"),
        ("Shadow Cam", "ShadowCam"),
        ("odyseus", "odysseus"),
        ("when did Luna 25 crash", "when did Luna 25 crash"),
        ("嫦娥6号的样品", "嫦娥6号的样品"),
        ("xyzzyx qwertz", "xyzzyx qwertz"),
        ("esa", "esa"),
        ("", ""),
    ],
)
def test_unknown_words_are_read_as_similar_ones(text: str, expected: str, graph: LunarGraph) -> None:
    assert read(text, graph) == expected


def test_labels_of_things_stay_as_they_are(graph: LunarGraph) -> None:
    for name in ("Chang'e 6", "Lunar Reconnaissance Orbiter", "Beresheet", "国际月球科研站", "Türkiye"):
        assert read(name, graph) == name


def test_a_misspelt_text_gives_its_question_with_the_argument(graph: LunarGraph) -> None:
    found = graph.find("lanch plans of chandrayan 3")
    assert found.respelt == "launch plans of chandrayaan 3"
    assert ("launch-plans", {"mission": "mission:chandrayaan-3"}) in [(q.slug, q.arguments) for q in found.questions]
    assert graph.find("launch plans of Chandrayaan-3").respelt == ""
