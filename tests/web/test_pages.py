"""Pages over HTTP: what the room `pages` makes, with files, languages and tags."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import pytest
from pyoxigraph import RdfFormat, parse

from ilrs_graph import LunarGraph
from ilrs_graph.pages.render import ASSETS

from .client import Client


@pytest.fixture(scope="module")
def client(serve: Callable[..., Client], graph: LunarGraph) -> Client:
    return serve(graph.current)


@pytest.mark.parametrize(
    "path", ["/", "/ask/far-side-partners", "/id/mission/change-6", "/find?q=Chang%27e+6", "/about"]
)
def test_pages_are_html_and_the_same_each_time(path: str, client: Client) -> None:
    first, again = client.get(path, "text/html"), client.get(path, "text/html")
    assert (first.status, first.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert "<h1>" in first.text
    assert path in ("/", "/about") or "Chang'e 6" in first.text.replace("&#39;", "'").replace("’", "'")
    assert first.body == again.body
    tag = first.headers["etag"]
    assert client.get(path, "text/html", If_None_Match=tag).status == 304
    since = first.headers["last-modified"]
    assert client.get(path, "text/html", If_Modified_Since=since).status == 304
    assert client.get(path, "text/html", Host="evil.example").body == first.body


def test_a_page_in_chinese(client: Client) -> None:
    english, chinese = client.get("/id/mission/change-6"), client.get("/id/mission/change-6?lang=zh")
    assert 'lang="zh' in chinese.text
    assert "嫦娥六号" in chinese.text
    assert english.headers["etag"] != chinese.headers["etag"]
    assert client.get("/?lang=fr").json["tip"] == "use en or zh"


def test_the_files_of_an_answer(client: Client, graph: LunarGraph) -> None:
    rows = client.get("/ask/far-side-partners.csv?mission=change-6")
    assert rows.headers["content-type"] == "text/csv; charset=utf-8"
    assert client.get("/ask/far-side-partners.bib").text.count("\n@") > 10
    found = json.loads(client.get("/ask/far-side-partners.json?mission=change-6").body)
    assert len(found["rows"]) == len(graph.ask("far-side-partners", mission="change-6"))


def test_a_thing_by_suffix_and_by_accept(client: Client) -> None:
    for suffix, form in (("ttl", RdfFormat.TURTLE), ("nt", RdfFormat.N_TRIPLES), ("jsonld", RdfFormat.JSON_LD)):
        by_suffix = client.get(f"/id/mission/queqiao.{suffix}", "text/html")
        assert any("queqiao" in str(quad.subject) for quad in parse(by_suffix.body, form))
        by_accept = client.get("/id/mission/queqiao", form.media_type)
        assert by_accept.body == by_suffix.body
        assert by_accept.headers["vary"] == "Accept"


@pytest.mark.parametrize(
    ("path", "status", "word"),
    [
        ("/ask/far-side-partners?mision=change-6", 400, "mission"),
        ("/ask/far-side-partners?mission=chang-6", 400, "change-6"),
        ("/ask/far-side-partner", 404, "far-side-partners"),
        ("/id/mission/chang-6.ttl", 404, "change-6"),
        ("/find?q=" + "a" * 3_000, 414, "2000"),
    ],
)
def test_what_is_wrong_is_said_with_what_is_near(path: str, status: int, word: str, client: Client) -> None:
    answer = client.get(path)
    assert answer.status == status
    assert word in answer.text
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    "path", ["/find?q={}", "/ask/far-side-partners?mission={}", "/{}", "/id/mission/{}", "/?lang={}"]
)
def test_markup_in_an_address_stays_text(path: str, client: Client) -> None:
    answer = client.get(path.format("%3Cscript%3Ealert(1)%3C/script%3E"))
    assert "<script" not in answer.text or answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_the_assets_of_the_pages(client: Client) -> None:
    assert ASSETS
    for path, file in ASSETS.items():
        answer = client.get(path)
        assert answer.body == file.read_bytes()
        assert client.get(path, If_None_Match=answer.headers["etag"]).status == 304
    assert client.get("/static/copy.js").headers["content-type"] == "text/javascript; charset=utf-8"


def test_the_evidence_of_an_answer_is_turtle(client: Client) -> None:
    found = client.get("/ask/far-side-partners.ttl?mission=change-6&state=italy")
    assert found.headers["content-type"] == "text/turtle; charset=utf-8"
    subjects = {str(quad.subject) for quad in parse(found.body, RdfFormat.TURTLE)}
    assert any("/contribution/" in subject for subject in subjects)
    assert any("/source/" in subject for subject in subjects)


def test_the_proof_of_a_row(client: Client) -> None:
    found = client.get("/ask/far-side-partners/proof?mission=change-6&row=1")
    assert (found.status, "070-has-partner" in found.text) == (200, True)
    wrong = client.get("/ask/far-side-partners/proof?mission=change-6&row=99")
    assert (wrong.status, wrong.json["tip"]) == (400, "the answer has 11")


def test_the_sources_of_a_thing_to_cite(client: Client) -> None:
    assert client.get("/id/mission/change-6.bib").text.count("\n@") > 10
    cited = json.loads(client.get("/id/mission/change-6.csl.json").body)
    assert all(each["title"] for each in cited)
    assert len(cited) > 10
    assert client.get("/id/mission/change-6", "application/x-bibtex").headers["content-type"].startswith("text/html")


def test_every_download_of_a_page_is_there(client: Client) -> None:
    for path in ("/id/mission/queqiao", "/vocab/status/flown", "/id/source/scio-2024-07-09-change-6"):
        page = client.get(path, "text/html").text
        files = re.findall(r'href="([^"]+)" download', page) + re.findall(r'rel="alternate"[^>]*href="([^"]+)"', page)
        assert {file.partition(".")[2] for file in files} >= {"ttl", "jsonld", "nt", "bib", "csl.json", "ris"}
        assert {file: client.get(file).status for file in files} == dict.fromkeys(files, 200)
