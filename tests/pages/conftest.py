"""What the tests of pages share: the pages of the shipped graph in both languages."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from ilrs_graph import LunarGraph
from ilrs_graph.pages import Files, Links, Pages
from ilrs_graph.pages.render import render

sys.path.insert(0, str(Path(__file__).parent))

from html_document import Element, parsed

Rendered = Callable[..., Element]


@pytest.fixture(scope="session")
def pages(graph: LunarGraph) -> Pages:
    return Pages(graph.reading())


@pytest.fixture(scope="session")
def chinese(graph: LunarGraph) -> Pages:
    graph.reading()  # builds the snapshot that both share
    return Pages(LunarGraph(language="zh").reading())


@pytest.fixture(scope="session")
def rendered(pages: Pages) -> Rendered:
    """Return the document of an address, read as HTML."""

    known: dict[str, Element] = {}

    def make(address: str, links: Links | None = None, of: Pages | None = None, **arguments: str) -> Element:
        made = of or pages
        if links is None and of is None:  # of one address the same document each time
            if address not in known:
                known[address] = parsed(render(made.page(address), made.context, Files(address)))
            return known[address]
        return parsed(render(made.page(address, arguments), made.context, links or Files(address)))

    return make
