"""What people come for, each within three clicks from the first page."""

from __future__ import annotations

import pytest

from .conftest import Watched

MOST_CLICKS = 3


class Visit:
    """A visit that begins at `/` and counts clicks; typing costs none, sending a form costs one."""

    def __init__(self, tab: Watched) -> None:
        self.tab = tab.go("/")
        self.clicks = 0

    def search(self, words: str) -> None:
        """Type words into the search box and send them."""
        self.tab.page.fill("main input[name=q]", words)
        with self.tab.page.expect_navigation():
            self.tab.page.press("main input[name=q]", "Enter")
        self.clicks += 1

    def follow(self, name: str) -> None:
        """Click on the first link of the page's content, or of its navigation, that has this text in it."""
        with self.tab.page.expect_navigation():
            self.tab.page.locator("a", has_text=name).first.click()
        self.clicks += 1

    def press(self, name: str) -> None:
        """Press a button of the content."""
        with self.tab.page.expect_navigation():
            self.tab.page.get_by_role("button", name=name, exact=True).click()
        self.clicks += 1


@pytest.fixture
def visit(tab: Watched) -> Visit:
    return Visit(tab)


def test_who_flew_what_on_change_6(visit: Visit) -> None:
    visit.search("who flew what on Chang'e 6")
    visit.follow("Chang'e 6")
    for name in ("DORN", "NILS", "INRRI", "ICUBE-Q", "CNES", "SUPARCO"):
        assert name in visit.tab.text, name
    assert visit.clicks <= MOST_CLICKS


def test_has_artemis_iii_slipped_and_who_says_so(visit: Visit) -> None:
    visit.search("Artemis III")
    visit.follow("Artemis III")
    text = visit.tab.text
    for name in ("slipped", "NASA", "2027"):
        assert name in text, name
    assert visit.tab.page.locator("main a[href^='http']").count() > 3, "sources"
    assert visit.clicks <= MOST_CLICKS


def test_who_holds_samples_of_change_5(visit: Visit) -> None:
    visit.search("who holds Chang'e 5 samples")
    visit.follow("samples")
    assert "Pakistan" in visit.tab.text or "France" in visit.tab.text
    assert visit.clicks <= MOST_CLICKS


def test_is_tuerkiye_a_member_of_the_ilrs(visit: Visit) -> None:
    visit.search("is Türkiye a member of the ILRS")
    visit.follow("Türkiye")
    assert "International Lunar Research Station" in visit.tab.text or "ILRS" in visit.tab.text
    assert visit.clicks <= MOST_CLICKS


def test_check_a_line_of_turtle(visit: Visit) -> None:
    visit.follow("Check")
    visit.tab.page.fill("textarea", 'mission:change-6 ilrs:launchDat "2024-05-03"^^xsd:date .')
    visit.press("Check")
    assert "ilrs:launchDate" in visit.tab.text
    assert visit.clicks <= MOST_CLICKS
