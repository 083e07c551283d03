"""Things linked to what a text names come before those that share a part of the name only."""

from __future__ import annotations

import pytest

from ilrs_graph import LunarGraph
from ilrs_graph.namespaces import compact
from ilrs_graph.search.linked import linked_to
from ilrs_graph.search.named import named


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("ISRO India", "agent:isro"),
        ("bill nelson nasa", "agent:bill-nelson"),
        ("ce5 lunar soil", "collection:change-5"),
    ],
)
def test_the_thing_with_a_link_to_the_other_part_is_first(text: str, thing: str, graph: LunarGraph) -> None:
    assert compact(graph.find(text).things[0].node.value) == thing


def test_one_name_alone_has_no_links(graph: LunarGraph) -> None:
    mentions = named("Chang'e 6", graph.snapshot.store).mentions
    assert len(mentions) == 1
    assert linked_to(mentions, mentions[0].nodes, graph.snapshot.store) == {}


def test_a_thing_is_not_linked_to_the_part_that_names_it(graph: LunarGraph) -> None:
    mentions = named("Chang'e 6 Queqiao-2", graph.snapshot.store).mentions
    found = linked_to(mentions, [node for mention in mentions for node in mention.nodes], graph.snapshot.store)
    assert all(score in (0.15, 0.42) for score in found.values())
