"""Links go to the web and nowhere else."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode

from ilrs_graph.render.markup import linked, marks, reference, shown
from ilrs_graph.things.citation import Citation


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "//a", "http://", "https:///", ""])
def test_other_addresses_are_text(address: str) -> None:
    assert linked(address, "a") == "a"
    assert "<a" not in reference(Citation("", "A", url=address))
    assert "<a" not in marks([Citation("", "A", url=address)], {Citation("", "A", url=address): 1})


def test_addresses_in_literals_are_links() -> None:
    assert shown(Literal("https://a/"), "https://a/") == '<a href="https://a/" rel="noreferrer">https://a/</a>'
    assert shown(NamedNode("HTTP://a/'"), "a") == '<a href="HTTP://a/&#x27;" rel="noreferrer">a</a>'
    assert shown(None, "") == ""
