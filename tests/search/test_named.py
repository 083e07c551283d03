"""What a text names: words of grammar that are codes and acronyms too."""

from __future__ import annotations

import pytest

from ilrs_graph import LunarGraph
from ilrs_graph.namespaces import compact
from ilrs_graph.search.named import named


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Which offers are there?", []),
        ("Which offers of ARE were there?", ["agent:united-arab-emirates"]),
        ("are", ["agent:united-arab-emirates"]),
        ("Are there offers?", []),
        ("calls that are still open", []),
        ("offers of ind", []),
        ("missions of usa", ["agent:united-states"]),
        ("missions of cnsa", ["agent:cnsa"]),
        ("samples that must be returned", []),
        ("samples at MUST", ["agent:must-macau"]),
    ],
)
def test_a_word_of_grammar_is_a_name_in_capitals_or_alone(graph: LunarGraph, text: str, names: list[str]) -> None:
    found = named(text, graph.snapshot.store).mentions
    assert [compact(node.value) for each in found if each.of_thing for node in each.nodes] == names
