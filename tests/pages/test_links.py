"""References between pages: as paths of a server, and as files of a folder."""

from __future__ import annotations

import pytest

from ilrs_graph.pages.links import Files, Served, file_of


@pytest.mark.parametrize(
    ("page", "to", "expected"),
    [
        ("/", "/ask/a", "ask/a.html"),
        ("/ask/a", "/", "../index.html"),
        ("/id/mission/a", "/id/mission/b#claim-c", "../../id/mission/b.html#claim-c"),
        ("/id/mission/a", "/id/mission/a#claim-c", "#claim-c"),
        ("/ask", "/ask/a", "ask/a.html"),
    ],
)
def test_a_file_refers_to_others_by_relative_paths(page: str, to: str, expected: str) -> None:
    assert Files(page)(to) == expected


def test_a_file_refers_to_no_arguments_since_no_server_reads_them() -> None:
    assert Files("/")("/ask/a", {"mission": "b"}) == "ask/a.html"
    assert not Files("/").live


def test_a_server_has_paths_below_its_base_with_arguments() -> None:
    links = Served("/graph/")
    assert links("/ask/a", {"mission": "Chang'e 6&<"}) == "/graph/ask/a?mission=Chang%27e+6%26%3C"
    assert links.file("/static/site.css") == "/graph/static/site.css"
    assert links.live


def test_names_that_are_no_part_of_an_address_are_encoded() -> None:
    assert Served()("/id/site/a?b") == "/id/site/a%3Fb"
    assert Files("/")("/id/site/50 %") == "id/site/50%20%25.html"
    assert file_of("/id/site/a") == "id/site/a.html"
