"""What the server holds: places of clients, and a reading that follows the files."""

from __future__ import annotations

from pathlib import Path

import pytest

from hang_limit import until
from ilrs_graph import LunarGraph
from ilrs_graph.graph import Reading
from ilrs_graph.web.problems import Problem
from ilrs_graph.web.service import Service

from .client import QUIET, running

LABEL = "SELECT ?label { mission:change-6 rdfs:label ?label FILTER(LANG(?label) = 'en') }"


def test_a_client_has_so_many_places_and_gets_them_back(small: Reading) -> None:
    service = Service(small, QUIET._replace(per_client=1))
    with service.place_of("a"), service.place_of("b"):
        assert service.answering == 2
        with pytest.raises(Problem, match="1 answers for one client"), service.place_of("a"):
            pass
    with service.place_of("a"):
        assert service.health["clients"] == 1
    assert service.answering == 0


def test_changed_files_are_noticed_and_no_request_fails(small_root: Path) -> None:
    graph = LunarGraph(small_root)
    settings = QUIET._replace(newest=graph.reading, look_s=0.01)
    with running(graph.reading(), settings) as client:
        before = client.ask(LABEL)
        snapshot = client.health["snapshot"]
        page = client.get("/id/mission/change-6", "text/html")
        file = small_root / "data" / "missions" / "change-6.ttl"
        file.write_text(
            file.read_text(encoding="utf-8").replace('"Chang\'e 6"@en', '"Chang\'e Six"@en'), encoding="utf-8"
        )
        statuses = set()

        def changed() -> bool:
            answer = client.ask(LABEL)
            statuses.add(answer.status)
            return answer.body != before.body

        until(changed, "the new label")
        assert statuses == {200}
        assert client.ask(LABEL).text.split("\r\n")[1] == "Chang'e Six"
        assert client.health["snapshot"] != snapshot
        again = client.get("/id/mission/change-6", "text/html", If_None_Match=page.headers["etag"])
        assert (again.status, "Chang&#39;e Six" in again.text) == (200, True)
        until(lambda: not client.service._leaving, "the end of the workers of the graph before")


def test_faulty_files_leave_the_graph_as_it_is(small_root: Path) -> None:
    logged: list[str] = []
    graph = LunarGraph(small_root, log=logged.append)
    with running(graph.reading(), QUIET._replace(newest=graph.reading, look_s=0.01)) as client:
        file = small_root / "data" / "missions" / "change-6.ttl"
        file.write_text("no Turtle", encoding="utf-8")
        until(lambda: any("change-6.ttl" in line for line in logged), "the message")
        assert client.ask(LABEL).text.split("\r\n")[1] == "Chang'e 6"
        assert client.health["status"] == "ok"
