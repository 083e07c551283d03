"""What crawlers are told."""

from __future__ import annotations

from collections.abc import Callable
from xml.etree.ElementTree import fromstring

import pytest

from ilrs_graph import LunarGraph

from .client import QUIET, Client

LOCATION = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


@pytest.fixture(scope="module")
def client(serve: Callable[..., Client], small_graph: LunarGraph) -> Client:
    return serve(small_graph.current, QUIET._replace(base_path="/moon"))


def test_the_sitemap(client: Client) -> None:
    answer = client.get("/sitemap.xml", Host="example.org")
    found = [each.text or "" for each in fromstring(answer.body).iter(LOCATION)]
    assert len(found) == len(set(found)) > 100
    assert "http://example.org/moon/id/mission/change-6" in found
    assert all(each.startswith("http://example.org/moon/") for each in found)
    for address in found[:: len(found) // 20]:
        assert client.get(address.removeprefix("http://example.org/moon")).status == 200, address
    tag = answer.headers["etag"]
    assert client.get("/sitemap.xml", Host="example.org", If_None_Match=tag).status == 304
    assert client.get("/sitemap.xml", Host="other.example").headers["etag"] != tag
    assert client.get("/sitemap.xml", Host="<b>").status == 400


def test_robots_read_pages_and_ask_nothing(client: Client) -> None:
    lines = client.get("/robots.txt", Host="example.org").text.splitlines()
    assert lines[0] == "User-agent: *"
    assert "Disallow: /moon/sparql" in lines
    assert "Disallow: /moon/check" in lines
    assert lines[-1] == "Sitemap: http://example.org/moon/sitemap.xml"
