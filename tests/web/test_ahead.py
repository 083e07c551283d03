"""Pages made ahead: who asks for one gets what was kept."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from hang_limit import until
from ilrs_graph import LunarGraph
from ilrs_graph.web import ahead, pages
from ilrs_graph.web.problems import Problem
from ilrs_graph.web.views import View

from .client import QUIET, Client

FEW = ("/about", "/ask/loans-due", "/ask")


@pytest.fixture
def started(serve: Callable[..., Client], graph: LunarGraph, monkeypatch: pytest.MonkeyPatch) -> Callable[[], Client]:
    """Start a server that makes three pages ahead, and wait until they are made."""
    monkeypatch.setattr(ahead, "addresses", lambda view: iter(FEW))

    def start() -> Client:
        client = serve(graph.reading(), QUIET._replace(ahead=True))
        until(lambda: any("pages are made" in line for line in client.log), "the pages")
        return client

    return start


def test_questions_and_the_home_page_are_made_and_things_are_not(graph: LunarGraph) -> None:
    made = list(ahead.addresses(View(graph.reading())))
    assert made[0] == "/"
    assert {f"/ask/{slug}" for slug in graph.questions} < {*made}
    assert "/timeline" in made
    assert not [address for address in made if address.startswith(("/id/", "/vocab/"))]


def test_who_asks_for_a_page_gets_what_was_kept(started: Callable[[], Client], monkeypatch: pytest.MonkeyPatch) -> None:
    client = started()
    monkeypatch.setattr(pages, "_made", lambda *_: b"made now")
    for address in FEW:
        assert "made now" not in client.get(address, "text/html").text, address
    assert client.get("/ask?lang=zh", "text/html").body == b"made now"
    assert "3 pages are made" in " ".join(client.log)


def test_a_page_that_fails_does_not_end_the_others(
    started: Callable[[], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    def made(service: object, view: object, page: pages.Asked) -> bytes:
        if page.path == FEW[1]:
            raise Problem(500, "broken")
        return b"made"

    monkeypatch.setattr(pages, "_made", made)
    client = started()
    assert f"{FEW[1]} cannot be made ahead: broken" in client.log
    assert client.get(FEW[2], "text/html").body == b"made"
