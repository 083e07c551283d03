"""The files of the whole graph: written when they are asked for, with the sizes and checksums that the page shows."""

from __future__ import annotations

import errno
import gzip
import hashlib
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

from ilrs_graph import LunarGraph
from ilrs_graph.graph import Reading
from ilrs_graph.pages.graph_files import Download
from ilrs_graph.web.downloads import Downloads

from .client import QUIET, Client

WAITING = "The files are written when the first reader asks for one"


@pytest.fixture(scope="module")
def client(serve: Callable[..., Client], small_graph: LunarGraph) -> Client:
    return serve(small_graph.current, QUIET._replace(of_day=small_graph.reading, base_path="/base"))


def test_the_page_shows_size_and_checksum_of_the_files_that_it_offers(client: Client) -> None:
    before = client.get("/data", "text/html")
    assert WAITING in before.text
    turtle, packed = client.get("/data/graph.ttl"), client.get("/data/graph.nt.gz")
    assert (turtle.status, turtle.headers["content-type"]) == (200, "text/turtle; charset=utf-8")
    assert (packed.status, packed.headers["content-type"]) == (200, "application/gzip")
    page = client.get("/data", "text/html", if_none_match=before.headers["etag"])
    assert page.status == 200
    assert WAITING not in page.text
    for name, body in (("graph.ttl", turtle.body), ("graph.nt.gz", packed.body)):
        assert f'href="/base/data/{name}"' in page.text
        assert hashlib.sha256(body).hexdigest() in unescape(page.text)
    triples = set(parse(turtle.body, RdfFormat.TURTLE))
    assert triples == set(parse(gzip.decompress(packed.body), RdfFormat.N_TRIPLES))
    assert len(triples) > 100


def test_a_file_is_not_sent_again_and_not_written_again(client: Client) -> None:
    first = client.get("/data/graph.ttl")
    assert client.get("/data/graph.ttl", if_none_match=first.headers["etag"]).status == 304
    path = client.service.view.downloads.path("graph.ttl")
    written = path.stat()
    assert client.get("/data/graph.ttl").body == first.body
    assert path.stat().st_mtime_ns == written.st_mtime_ns


def test_other_names_and_other_days_have_no_files(client: Client) -> None:
    assert client.get("/data/graph.nt").status == 404
    assert client.get("/data/../views.py").status == 404
    day = client.service.view.known_days[-1]
    assert 'graph.ttl"' not in client.get(f"/data?as_of={day}", "text/html").text


def test_a_full_disk_is_told_without_paths_and_leaves_nothing(
    serve: Callable[..., Client], small_graph: LunarGraph, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def full(_: Reading, folder: Path) -> list[Download]:
        (folder / "graph.nt").touch()
        raise OSError(errno.ENOSPC, "No space left on device", str(folder))

    client = serve(small_graph.current)
    with monkeypatch.context() as patched:
        patched.setattr("ilrs_graph.web.downloads.write_files", full)
        patched.setattr("tempfile.tempdir", str(tmp_path))
        answer = client.get("/data/graph.ttl")
    assert (answer.status, str(tmp_path) in answer.text) == (503, False)
    assert "retry-after" in answer.headers
    assert any("No space left" in line for line in client.log)
    assert list(tmp_path.iterdir()) == []
    assert client.get("/data/graph.ttl").status == 200


def test_the_folder_goes_with_the_graph_that_it_is_of(small_graph: LunarGraph) -> None:
    held = Downloads(small_graph.current)
    held.write()
    path: Path = held.path("graph.ttl")
    assert path.stat().st_size == held.files[0].size
    del held
    assert not path.parent.exists()
