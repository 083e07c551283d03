"""A site as files: every link of it leads somewhere, the folder is whole or as it was."""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from urllib.parse import unquote, urldefrag
from xml.etree import ElementTree

import pytest

from ilrs_graph import LunarGraph
from ilrs_graph.errors import OutputError, UsageError
from ilrs_graph.site import write_site
from ilrs_graph.site.write import MARK

sys.path.insert(0, str(Path(__file__).parents[1] / "pages"))

from html_document import Element, parsed

KEPT = ("authorities.ttl", "far-side-partners.rq", "launch-dates.rq", "mission-contributions.rq")
"""What a root of a few hundred pages has of agents and questions; what refers to other agents has no link."""


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory, change_6_root: Callable[[Path], Path]) -> LunarGraph:
    root = change_6_root(tmp_path_factory.mktemp("root") / "small")
    for path in [*(root / "data" / "agents").iterdir(), *(root / "queries").glob("*.rq")]:
        if path.name not in KEPT:
            path.unlink()
    return LunarGraph(root)


@pytest.fixture(scope="module")
def site(small: LunarGraph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site") / "out"
    write_site(small.reading(), folder)
    return folder


@pytest.fixture(scope="module")
def documents(site: Path) -> dict[Path, Element]:
    return {path: parsed(path.read_text("utf-8")) for path in site.rglob("*.html")}


def test_every_link_leads_to_a_file_of_the_site_and_to_a_place_in_it(
    site: Path, documents: dict[Path, Element]
) -> None:
    places = {path: {each.attributes.get("id") for each in page.all()} for path, page in documents.items()}
    checked = 0
    for path, page in documents.items():
        for each in page.all("a", "link"):
            to, place = urldefrag(each.attributes["href"])
            if to.startswith(("http://", "https://")):
                continue
            target = (path.parent / unquote(to)).resolve() if to else path
            assert target.is_file(), f"{path}: {to}"
            assert target.is_relative_to(site.resolve())
            if place:
                assert unquote(place) in places[target], f"{path}: {each.attributes['href']}"
            checked += 1
    assert checked > 5_000


def test_every_page_is_reached_from_the_first(site: Path, documents: dict[Path, Element]) -> None:
    seen, todo = set[Path](), [site / "index.html"]
    while todo:
        path = todo.pop()
        if path in seen or path not in documents:
            continue
        seen.add(path)
        links = (urldefrag(a.attributes["href"])[0] for a in documents[path].all("a"))
        todo += [(path.parent / unquote(to)).resolve() for to in links if to and "://" not in to]
    assert set(documents) - seen == set()


def test_the_answers_and_the_graph_stand_beside_the_pages(site: Path, small: LunarGraph) -> None:
    rows = json.loads((site / "ask" / "far-side-partners.json").read_text("utf-8"))
    assert len(rows["rows"]) == len(small.ask("far-side-partners"))
    assert (site / "data" / "graph.ttl").read_text("utf-8").count("mission:change-6") > 10
    assert (site / "ask" / "far-side-partners.bib").read_text("utf-8").startswith("@")
    assert gzip.decompress((site / "data" / "graph.nt.gz").read_bytes()).count(b"/mission/change-6>") > 10


def test_the_page_of_the_data_tells_size_and_checksum_of_each_file(site: Path, documents: dict[Path, Element]) -> None:
    rows = [row for row in documents[site / "data.html"].all("tr") if list(row.all("code"))]
    told = {next(row.all("a")).text: next(row.all("code")).text for row in rows}
    assert told == {path.name: sha256(path.read_bytes()).hexdigest() for path in (site / "data").iterdir()}


def test_a_list_of_all_pages_names_where_each_is_published(
    small: LunarGraph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    some = ["/", "/about", "/id/mission/change-6", "/changes.atom"]
    monkeypatch.setattr("ilrs_graph.pages.Pages.addresses", lambda _: iter(some))
    write_site(small.reading(), tmp_path / "site", url="https://example.org/moon & more/")
    listed = ElementTree.fromstring((tmp_path / "site" / "sitemap.xml").read_text("utf-8"))
    places = [each.text or "" for each in listed.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    assert [each.removeprefix("https://example.org/moon & more/") for each in places] == [
        "index.html", "about.html", "id/mission/change-6.html",
    ]  # fmt: skip
    assert all((tmp_path / "site" / each.partition(" more/")[2]).is_file() for each in places)
    assert "Sitemap: https://example.org/moon & more/sitemap.xml" in (tmp_path / "site" / "robots.txt").read_text()


@pytest.mark.parametrize("url", ["example.org", "file:///a", "https://example.org/?a=1", "https://"])
def test_a_site_is_published_at_an_address_of_the_web(small: LunarGraph, tmp_path: Path, url: str) -> None:
    with pytest.raises(UsageError, match="not the address of a folder"):
        write_site(small.reading(), tmp_path / "site", url=url)
    assert list(tmp_path.iterdir()) == []


def test_no_page_has_a_control_and_none_offers_what_needs_a_server(documents: dict[Path, Element]) -> None:
    assert len(documents) > 100
    for path, page in documents.items():
        assert not list(page.all("form", "input", "select", "button", "textarea")), path
        targets = [a.attributes["href"].partition("#")[0] for a in page.all("a")]
        assert not [to for to in targets if "://" not in to and "?" in to], path


def test_large_files_of_answers_are_compressed(
    small: LunarGraph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ilrs_graph.site.write.LARGE", 3_000)
    monkeypatch.setattr("ilrs_graph.pages.Pages.addresses", lambda _: iter(["/ask/far-side-partners"]))
    write_site(small.reading(), tmp_path / "site")
    answer = tmp_path / "site" / "ask" / "far-side-partners.json.gz"
    assert len(json.loads(gzip.decompress(answer.read_bytes()))["rows"]) == len(small.ask("far-side-partners"))
    page = parsed((answer.parent / "far-side-partners.html").read_text("utf-8"))
    assert "far-side-partners.json.gz" in {Path(a.attributes["href"]).name for a in page.all("a")}


def test_the_same_graph_gives_the_same_bytes(
    site: Path, small: LunarGraph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    some = ["/", "/ask/far-side-partners", "/id/mission/change-6", "/data", "/ontology"]
    monkeypatch.setattr("ilrs_graph.pages.Pages.addresses", lambda _: iter(some))
    write_site(small.reading(), tmp_path / "again")
    again = [path for path in (tmp_path / "again").rglob("*") if path.is_file() and path.name != MARK]
    assert len(again) > len(some)
    for path in again:
        assert path.read_bytes() == (site / path.relative_to(tmp_path / "again")).read_bytes()


def stopped(done: int, _: int) -> None:
    """Behave as if Ctrl-C were pressed after some pages."""
    if done == 5:
        raise KeyboardInterrupt


def test_a_stop_leaves_the_folder_as_it_was(small: LunarGraph, tmp_path: Path) -> None:
    old = tmp_path / "site"
    old.mkdir()
    (old / MARK).write_text("{}")
    with pytest.raises(KeyboardInterrupt):
        write_site(small.reading(), old, stopped)
    assert [path.name for path in tmp_path.iterdir()] == ["site"]
    assert [path.name for path in old.iterdir()] == [MARK]


def test_an_old_site_is_replaced_as_a_whole(small: LunarGraph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = tmp_path / "site"
    old.mkdir()
    (old / MARK).write_text("{}")
    (old / "gone.html").write_text("old")
    monkeypatch.setattr("ilrs_graph.pages.Pages.addresses", lambda _: iter(["/", "/about"]))
    written = write_site(small.reading(), old)
    assert written.pages == 2
    assert not (old / "gone.html").exists()
    assert {path.name for path in old.glob("*.html")} == {"index.html", "about.html"}
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_folder_that_is_no_site_is_not_replaced(small: LunarGraph, tmp_path: Path) -> None:
    (tmp_path / "thesis.tex").write_text("years of work")
    with pytest.raises(UsageError, match="not a site"):
        write_site(small.reading(), tmp_path)
    with pytest.raises(UsageError, match="is a file"):
        write_site(small.reading(), tmp_path / "thesis.tex")
    with pytest.raises(OutputError, match="there is no folder"):
        write_site(small.reading(), tmp_path / "no" / "where")
    assert (tmp_path / "thesis.tex").read_text() == "years of work"
