"""Pages as HTML: well formed, escaped, without script or inline style, and complete in both languages."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from html_document import Element

from ilrs_graph.pages import Files, Pages, Served
from ilrs_graph.pages.registry import SORTS
from ilrs_graph.pages.render import ASSETS, COPY, STYLE, render, size, web
from ilrs_graph.pages.thing import Thing

Rendered = Callable[..., Element]
ADDRESSES = {
    "home": "/",
    "questions": "/ask",
    "question": "/ask/far-side-partners",
    "proof": "/ask/far-side-partners/proof",
    "things": "/id",
    "kind": "/id/programme",
    "thing": "/id/mission/change-6",
    "code list": "/vocab/status",
    "concept": "/vocab/status/flown",
    "timeline": "/timeline",
    "timeline of a programme": "/timeline/clep",
    "timeline of a part": "/timeline/years/1970-1979",
    "partners": "/partners",
    "partners of a time": "/partners/years/1970-1979",
    "partners of a programme": "/partners/clep",
    "moon": "/moon",
    "forecast": "/forecast",
    "changes": "/changes",
    "changes of a month": "/changes/2026-05",
    "find": "/find",
    "ontology": "/ontology",
    "shapes": "/shapes",
    "data": "/data",
    "check": "/check",
    "sparql": "/sparql",
    "docs": "/docs",
    "about": "/about",
}
"""A page of each sort, except those that are no HTML."""
LIVE = ("check", "sparql")
"""The pages that have no file: they are of use on a server only."""


def test_each_sort_of_page_is_rendered_here() -> None:
    pages = {name for name, sort in SORTS.items() if sort.template.endswith(".html")}
    assert pages == ADDRESSES.keys()


@pytest.mark.parametrize("address", ADDRESSES.values())
def test_a_page_is_complete_without_script_and_inline_style(address: str, rendered: Rendered) -> None:
    page = rendered(address)
    assert not list(page.all("script", "style", "iframe", "object"))
    attributes = {name for each in page.all() for name in each.attributes}
    assert "style" not in attributes
    assert not [name for name in attributes if name.startswith("on")]
    assert [each.text for each in page.all("h1")]
    assert len(list(page.all("h1"))) == len(list(page.all("main"))) == 1
    assert next(page.all("html")).attributes["lang"] == "en"


@pytest.mark.parametrize("address", ADDRESSES.values())
def test_a_page_has_no_place_twice(address: str, rendered: Rendered) -> None:
    places = [each.attributes["id"] for each in rendered(address).all() if "id" in each.attributes]
    assert len(places) == len(set(places))


@pytest.mark.parametrize("address", ADDRESSES.values())
def test_every_control_and_scrolling_region_has_a_name(address: str, rendered: Rendered) -> None:
    for page in [rendered(address), *([rendered(address, Served())] if "ask" in address else [])]:
        labelled = {id(each) for label in page.all("label") for each in label.all("input", "select")}
        controls = [each.attributes for each in page.all("input", "select") if id(each) not in labelled]
        assert [each for each in controls if each.get("type") != "hidden" and not each.get("aria-label")] == []
        regions = [each.attributes for each in page.all() if each.attributes.get("role") == "region"]
        assert [each for each in regions if not each["aria-label"] or each["tabindex"] != "0"] == []


@pytest.mark.parametrize("address", [each for each in ADDRESSES.values() if each != "/find"])
def test_a_page_in_chinese_has_the_words_of_the_program_in_chinese(
    address: str, chinese: Pages, rendered: Rendered
) -> None:
    page = rendered(address, Served(), chinese)
    assert next(page.all("html")).attributes["lang"] == "zh"
    assert "跳到正文" in page.text
    assert re.search("[一-鿿]", next(page.all("h1")).text) or address == "/vocab/status"
    assert "Sources" not in [each.text for each in page.all("h2", "th")]


def test_what_the_data_says_is_escaped(pages: Pages) -> None:
    page = pages.page("/id/mission/change-6")
    model: Thing = page.model
    evil = "<script>alert(1)</script>"
    overview = replace(model.overview, label=evil, sentence=evil, links={"url": "javascript:alert(1)"})
    changed = page._replace(title=evil, model=model._replace(overview=overview, names=[evil]))
    text = render(changed, pages.context, Files(page.address))
    assert "<script" not in text
    assert text.count("&lt;script&gt;") >= 4
    assert 'href="javascript:' not in text


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "data:text/html,a", "//example.org", "/a", "", "http:///a", "https://[", "ftp://a/b"],
)
def test_only_addresses_of_the_web_become_links(address: str) -> None:
    assert web(address) == ""
    assert web("https://example.org/a?b=1") == "https://example.org/a?b=1"


def test_without_a_server_there_is_no_form_and_no_other_language(rendered: Rendered) -> None:
    for address in (each for name, each in ADDRESSES.items() if name not in LIVE):
        page = rendered(address)
        assert not list(page.all("form", "input", "select", "button")), address
        assert not [a for a in page.all("a") if "?" in a.attributes["href"] and "://" not in a.attributes["href"]]


def test_a_server_has_controls_with_the_arguments(rendered: Rendered) -> None:
    page = rendered("/ask/far-side-partners", Served("/base"), mission="change-6")
    select = next(each for each in page.all("select") if each.attributes["name"] == "mission")
    assert [each.text for each in select.all("option") if "selected" in each.attributes] == ["Chang'e 6"]
    form = next(each for each in page.all("form") if each.attributes.get("class") == "controls")
    assert form.attributes["action"] == "/base/ask/far-side-partners"
    assert "mission=change-6" in next(a.attributes["href"] for a in page.all("a") if a.text == "CSV")


def loads(link: Element) -> bool:
    return link.attributes["rel"] in ("stylesheet", "icon")


def test_the_files_that_pages_load_are_there(rendered: Rendered) -> None:
    home, asking, editor = (
        rendered(address, Served("/base")) for address in ("/", "/ask/far-side-partners", "/sparql")
    )
    assert not list(home.all("script"))
    assert [each.attributes["src"] for each in asking.all("script")] == ["/base" + COPY]
    loaded = {each.attributes["href"] for page in (home, editor) for each in page.all("link") if loads(each)}
    loaded |= {each.attributes["src"] for page in (asking, editor) for each in page.all("script")}
    named = {each.attributes["href"] for each in editor.all("a")} & {"/base" + address for address in ASSETS}
    assert loaded | named == {"/base" + address for address in ASSETS}
    assert all(path.is_file() for path in ASSETS.values())
    assert "url(" not in ASSETS[STYLE].read_text("utf-8")


def test_a_size_is_written_with_its_unit() -> None:
    assert (size(999), size(1_500), size(2_000_000)) == ("999 B", "1.5 kB", "2.0 MB")
