"""Other days by address: snapped to days on which something became known, built one by one, few of them held."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from ilrs_graph import LunarGraph
from ilrs_graph.graph import Reading
from ilrs_graph.web.gate import Costs
from ilrs_graph.web.problems import Problem
from ilrs_graph.web.views import DAYS, PastViews, View

from .client import QUIET, Client

COUNT = "SELECT (COUNT(*) AS ?n) { ?x a ilrs:Claim }"


@pytest.fixture(scope="module")
def opened() -> list[date]:
    """The days that were opened."""
    return []


@pytest.fixture(scope="module")
def client(serve: Callable[..., Client], small_graph: LunarGraph, opened: list[date]) -> Client:
    def of_day(day: date) -> Reading:
        opened.append(day)
        return small_graph.reading(day)

    return serve(small_graph.current, QUIET._replace(of_day=of_day, costs=Costs(per_minute=10_000)))


@pytest.fixture(scope="module")
def days(small_graph: LunarGraph) -> list[str]:
    return View(small_graph.current).known_days


def between(days: list[str]) -> tuple[str, str]:
    """Return a day on which something became known, and one after it on which nothing did."""
    for first, second in pairwise(days):
        if first > "2024-06" and (date.fromisoformat(second) - date.fromisoformat(first)).days > 1:
            return first, date.fromordinal(date.fromisoformat(first).toordinal() + 1).isoformat()
    raise AssertionError(days)


def test_a_day_snaps_to_the_last_one_on_which_something_became_known(small_graph: LunarGraph, days: list[str]) -> None:
    view = View(small_graph.current)
    known, quiet = between(days)
    assert days == sorted(set(days))
    assert view.snapped(known) == view.snapped(quiet) == known
    assert view.snapped("9999-12-31") == days[-1]
    assert view.next_known(known) == days[days.index(known) + 1]
    assert view.next_known(days[-1]) == ""
    one, other = (sorted(map(str, small_graph.reading(day).triples())) for day in (known, quiet))
    assert one == other
    for wrong in ("yesterday", "2024-13-01", "1900-01-01"):
        with pytest.raises(Problem) as found:
            view.snapped(wrong)
        assert found.value.status == 400
        assert found.value.tip


def test_few_days_are_held_the_last_used_ones(small_graph: LunarGraph, days: list[str]) -> None:
    reading, opened = small_graph.current, list[date]()

    def of_day(day: date) -> Reading:
        opened.append(day)
        return reading

    past = PastViews(reading.snapshot.state.address, of_day)
    several = [f"2024-01-{number:02}" for number in range(1, DAYS + 2)]
    for day in several[:-1]:
        past.open(day)
    assert past.get(several[0]) is not None
    past.open(several[-1])
    assert [day for day in several if past.get(day) is None] == [several[1]]
    assert len(opened) == DAYS + 1
    other = PastViews("other files", of_day)
    other.open(several[0])
    assert other.get(several[0]) is None


def test_an_address_with_a_day_leads_to_the_day_that_is_shown(client: Client, days: list[str]) -> None:
    known, quiet = between(days)
    answer = client.get(f"/ask/launch-dates?lang=zh&mission=change-6&as_of={quiet}", "text/html")
    assert answer.status == 302
    assert answer.headers["location"] == f"/ask/launch-dates?lang=zh&mission=change-6&as_of={known}"
    page = client.get(answer.headers["location"], "text/html")
    assert page.status == 200
    assert "现在所知" in page.text


def test_a_page_of_a_day_says_so_and_its_links_keep_it(client: Client, opened: list[date], days: list[str]) -> None:
    known, _ = between(days)
    page = client.get(f"/id/mission/change-6?as_of={known}", "text/html")
    now = client.get("/id/mission/change-6", "text/html")
    assert '<p class="day"' in page.text
    assert '<p class="day"' not in now.text
    assert f'href="/id?as_of={known}"' in page.text
    assert f'href="/id/mission/change-6.ttl?as_of={known}"' in page.text
    assert 'href="/id"' in now.text
    assert f'<input type="hidden" name="as_of" value="{known}">' in page.text
    assert 'href="/check"' in page.text or f'href="/check?as_of={known}"' in page.text
    assert page.headers["etag"] != now.headers["etag"]
    turtle = client.get(f"/id/mission/change-6.ttl?as_of={known}")
    assert turtle.body != client.get("/id/mission/change-6.ttl").body
    before = len(opened)
    assert client.get(f"/id?as_of={known}", "text/html").status == 200
    assert len(opened) == before


def test_queries_of_a_day(client: Client, small_graph: LunarGraph, days: list[str]) -> None:
    known, quiet = between(days)
    now = client.ask(COUNT)
    then, snapped = client.ask(COUNT, as_of=known), client.ask(COUNT, as_of=quiet)
    assert then.body == snapped.body != now.body
    ((wanted,),) = small_graph.reading(known).engine.select(
        "SELECT (COUNT(*) AS ?n) { ?x a <https://w3id.org/ilrs-graph/ontology#Claim> }"
    )
    assert then.text.split("\r\n")[1] == wanted.value  # type: ignore[union-attr]
    assert then.headers["etag"] != now.headers["etag"]
    assert client.ask(COUNT, as_of="never").status == 400
    assert client.ask("SELECT", as_of=known).json["title"] == "Bad Request"
    assert client.ask(COUNT).body == now.body


@pytest.mark.parametrize(("day", "word"), [("1900-01-01", "nothing was known"), ("<b>", "YYYY-MM-DD")])
def test_a_day_that_cannot_be_shown_is_said(day: str, word: str, client: Client) -> None:
    answer = client.get(f"/ask?as_of={day}")
    assert (answer.status, word in answer.text) == (400, True)


def test_what_was_not_known_then_is_not_found(client: Client, days: list[str]) -> None:
    answer = client.get(f"/id/mission/change-6?as_of={days[0]}")
    assert answer.status == 404
    assert answer.json["detail"].startswith(f"as known on {days[0]}, no thing is called 'change-6'")
    assert client.get(f"/check?as_of={days[0]}", "text/html").headers["location"] == "/check"


def test_a_server_of_one_day_shows_no_others(serve: Callable[..., Client], small_graph: LunarGraph) -> None:
    one = serve(small_graph.current)
    assert one.get("/ask?as_of=2024-06-01").json["tip"] == "omit as_of"
    assert 'name="as_of"' not in one.get("/ask/launch-dates", "text/html").text


def test_a_snapshot_is_built_in_a_process_of_its_own(small_root: Path, own_cache: Path) -> None:
    from ilrs_graph.snapshot.apart import build_apart

    graph = LunarGraph(small_root)
    build_apart(graph.root, date(2024, 7, 1))
    assert [path.name[-11:] for path in (own_cache / "snapshots").iterdir()] == ["-2024-07-01"]
    build_apart(LunarGraph(small_root).root, date(2024, 7, 1), keep=own_cache / "none")
