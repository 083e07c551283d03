"""What became known between two days, the feed of it, and the differences from an earlier state of the data."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import feedparser
import pytest
from html_document import Element

from ilrs_graph import LunarGraph
from ilrs_graph.errors import UnknownName, UsageError
from ilrs_graph.pages import Pages, Served
from ilrs_graph.pages.changes import Changes, days_of, months
from ilrs_graph.pages.render import render


@pytest.fixture(scope="module")
def year(pages: Pages) -> Changes:
    found: Changes = pages.page("/changes", {"from": "2026-01-01", "to": "2026-12-31"}).model
    return found


def test_a_statement_stands_at_the_day_from_which_it_is_known_with_what_was_held_before(pages: Pages) -> None:
    found: Changes = pages.page("/changes", {"from": "2026-05-11", "to": "2026-05-11"}).model
    slug = "mengzhou-1-launch-event-date-new-space-economy-2026-05-11"
    (launch,) = [each for each in found.latest if each.claim.value.endswith(slug)]
    assert (launch.value, launch.speaker) == ("2026", "New Space Economy")
    assert launch.before == "12 February to 31 December 2026"
    assert launch.text("en") == "launch of Mengzhou-1: 2026, planned; before: 12 February to 31 December 2026"
    cited = dict(found.references)
    assert "Mengzhou-1" in cited[launch.references[0]].title


def test_every_statement_lies_between_the_days_and_has_a_source(year: Changes) -> None:
    days = [each.day for each in year.latest]
    assert days == sorted(days, reverse=True)
    assert "2026-01-01" <= days[-1] <= days[0] <= "2026-12-31"
    assert all(each.references for each in year.latest)
    assert year.total == year.shown == len(days) > 100


def test_of_many_statements_the_latest_are_shown(pages: Pages) -> None:
    found: Changes = pages.page("/changes", {"from": "1958-01-01", "to": "2024-12-31"}).model
    assert (found.shown, found.shown < found.total) == (400, True)
    assert next(found.latest).day == "2024-12-31"


def test_statements_of_undated_pages_are_counted_apart(pages: Pages) -> None:
    found: Changes = pages.page("/changes/2026-11").model
    assert found.undated > 1_000
    assert found.total < 100


def test_by_default_the_page_ends_with_the_last_day_that_a_dated_page_tells_of(pages: Pages) -> None:
    found: Changes = pages.page("/changes").model
    assert max(each.day for each in found.latest) == f"{found.last}"
    assert [month for month, _ in found.months] == months(pages.context)
    assert found.months[0][0] == f"{found.last:%Y-%m}"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({"from": "2026-02-30"}, "2026-02-30"),
        ({"to": "soon"}, "soon"),
        ({"from": "2026-01-02", "to": "2026-01-01"}, "before the first"),
        ({"against": "previous"}, "no earlier state"),
    ],
)
def test_wrong_arguments_are_errors(pages: Pages, arguments: dict[str, str], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        pages.page("/changes", arguments)


def test_a_month_that_is_none_has_no_page(pages: Pages) -> None:
    with pytest.raises(UsageError, match="2026-13"):
        pages.page("/changes/2026-13")
    assert days_of("9999-12") == (date(9999, 12, 1), date(9999, 12, 31))


def test_the_feed_is_valid_and_names_each_statement_by_its_iri(pages: Pages, chinese: Pages) -> None:
    for each in (pages, chinese):
        made = each.page("/changes.atom")
        feed = feedparser.parse(render(made, each.context, Served("/base")).encode())
        assert not feed.bozo
        assert feed.version == "atom10"
        assert feed.feed.updated == f"{made.model.updated}T00:00:00Z"
        ids = [entry.id for entry in feed.entries]
        assert len(ids) == len(set(ids)) > 50
        assert all(entry.title and entry.summary and entry.updated for entry in feed.entries)
        assert all(entry.links[0].href.startswith("/base/id/") for entry in feed.entries)


def test_the_page_leads_to_each_statement_and_its_sources(rendered: Callable[..., Element]) -> None:
    page = rendered("/changes")
    places = {element.attributes.get("id") for element in page.all()}
    links = [a.attributes["href"] for a in page.all("a")]
    assert {to[1:] for to in links if to.startswith("#r")} <= places
    assert any("id/event/" in to and "#claim-" in to for to in links)


def test_against_an_earlier_state_the_things_that_differ_are_listed(small_root: Path) -> None:
    graph = LunarGraph(small_root)
    files = (small_root / "data").rglob("*.ttl")
    file = next(path for path in files if "mission:change-6 a" in path.read_text("utf-8"))
    before = small_root.parent / "before"
    before.mkdir()
    (before / file.name).write_text(file.read_text("utf-8").replace('"Chang\'e 6"@en', '"Chang\'e six"@en', 1), "utf-8")
    pages = Pages(graph.reading(), previous=lambda: graph.diff(before / file.name, file, answers=False))
    model = pages.page("/changes", {"against": "previous"}).model
    assert model.counts == [("changed", 1)]
    (thing,) = model.things
    (label,) = thing.facts
    assert (label.removed, label.added) == (["Chang'e six (en)"], ["Chang'e 6 (en)"])
    text = render(pages.page("/changes", {"against": "previous"}), pages.context, Served())
    assert "<del>Chang&#39;e six (en)</del>" in text


def test_without_an_earlier_state_no_page_offers_it(pages: Pages) -> None:
    assert "against" not in render(pages.page("/changes"), pages.context, Served())
    with pytest.raises(UnknownName):
        pages.page("/changes", {"against": "previous"})
