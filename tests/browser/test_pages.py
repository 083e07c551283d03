"""Every sort of page in a browser: no fault, no request elsewhere, not too wide, usable without script."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from .conftest import AXE, Watched, opened

ADDRESSES = [
    *(
        "/",
        "/ask",
        "/ask/far-side-partners",
        "/ask/mission-slips",
        "/ask/claims-on?thing=change-6",
        "/ask/launch-dates",
        "/ask/mission-slips?view=records",
        "/ask/mission-slips?view=picture",
        "/ask/far-side-partners?mission=change-6&partner=nasa",
        "/ask/acts-of-an-organisation?page=2",
        "/ask/far-side-partners/proof?row=2",
    ),
    *("/id", "/id/mission", "/id/mission/change-6", "/id/agent/cnsa", "/id/mission/artemis-3", "/id/source"),
    *("/vocab/outcome", "/timeline", "/timeline/ilrs", "/partners", "/moon", "/find?q=change", "/find?q=qwxzy"),
    *("/timeline?state=india", "/partners?programme=ilrs", "/changes", "/forecast", "/docs"),
    *("/ontology", "/shapes", "/data", "/about", "/sparql", "/check"),
]
WRONG = """mission:change-6 ilrs:launchDat "2024-05-03"^^xsd:date ;
  ilrs:operator "CNSA" .
agent:new-laboratory-with-a-name-that-is-longer-than-the-window-of-a-phone a ilrs:Company .
"""
"""Triples with findings in several lines."""
WINDOWS = {
    "wide": {"viewport": {"width": 1440, "height": 900}},
    "phone": {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2, "has_touch": True},
    "dark": {"viewport": {"width": 1440, "height": 900}, "color_scheme": "dark"},
}


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("window", WINDOWS)
def test_every_page_is_whole_and_has_no_fault(window: str, language: str, browser: Browser, base: str) -> None:
    with opened(browser, base, **WINDOWS[window]) as tab:
        wide = []
        for address in ADDRESSES:
            tab.go(in_language(address, language))
            if tab.overflow():
                wide.append(f"{address}: {tab.overflow()} pixels too wide")
            assert len(tab.text) > 15, address
        assert (tab.faults, wide) == ([], [])


@pytest.mark.skipif(not AXE, reason="AXE does not name the file axe.min.js")
@pytest.mark.parametrize(("window", "language"), [("wide", "en"), ("phone", "zh"), ("dark", "en")])
def test_every_page_can_be_used_by_everyone(window: str, language: str, browser: Browser, base: str) -> None:
    with opened(browser, base, bypass_csp=True, **WINDOWS[window]) as tab:
        found = {}
        for address in ADDRESSES:
            problems = tab.go(in_language(address, language)).problems_of_access()
            if problems:
                found[address] = problems
        assert found == {}


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("window", WINDOWS)
def test_findings_can_be_read_by_everyone(window: str, language: str, browser: Browser, base: str) -> None:
    with opened(browser, base, bypass_csp=True, **WINDOWS[window]) as tab:
        tab.go(in_language("/check", language))
        tab.page.fill("textarea", WRONG)
        with tab.page.expect_navigation():
            tab.page.locator("main form button").click()
        assert "ilrs:launchDate" in tab.text
        assert tab.overflow() == 0
        assert tab.faults == []
        if AXE:
            assert tab.problems_of_access() == []


@pytest.mark.parametrize("address", ["/", "/ask/far-side-partners", "/id/mission/change-6", "/moon", "/partners"])
def test_a_page_without_script_has_the_same_text(address: str, browser: Browser, base: str, tab: Watched) -> None:
    with opened(browser, base, java_script_enabled=False) as without:
        text = tab.go(address).text.replace(base, "http://localhost:8000")  # a script writes the address of the server
        lines = [line for line in text.splitlines() if line != "Copy"]  # and adds buttons
        assert without.go(address).text.splitlines() == lines


def test_the_way_back_leads_to_what_was_chosen_before(tab: Watched) -> None:
    tab.go("/ask/far-side-partners")
    every = tab.page.locator("tbody").first.inner_text()
    tab.page.fill("input[name=state]", "france")
    tab.page.press("input[name=state]", "Enter")
    tab.page.wait_for_url("**state=france*")
    chosen = tab.page.locator("tbody").first.inner_text()
    assert "CNES" in chosen
    assert "SUPARCO" not in chosen
    tab.page.go_back()
    assert tab.page.locator("tbody").first.inner_text() == every


def in_language(address: str, language: str) -> str:
    """Return an address in a language.

    >>> in_language("/find?q=a", "zh"), in_language("/", "en")
    ('/find?q=a&lang=zh', '/')
    """
    return address if language == "en" else f"{address}{'&' if '?' in address else '?'}lang={language}"
