"""A real browser over the pages of the shipped graph, and what it reports of each of them.

Skipped where the package `playwright` or a Chromium is absent; CHROMIUM names the program, AXE the file axe.min.js.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from hang_limit import HANG_S, join

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser") or ""
SANDBOX = ["--no-sandbox"] if getattr(os, "geteuid", lambda: 1)() == 0 else []
"""Arguments of Chromium, which as root has no sandbox."""
AXE = os.environ.get("AXE", "")

if not CHROMIUM or any(find_spec(name) is None for name in ("playwright", "starlette", "uvicorn")):
    collect_ignore_glob = ["test_*.py"]
else:
    from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright


def pytest_report_header() -> str | None:
    """Say why the tests of this folder do not run, where they do not."""
    missing = [name for name in ("playwright", "starlette", "uvicorn") if find_spec(name) is None]
    missing += [] if CHROMIUM else ["chromium"]
    return f"tests/browser are left out: without {', '.join(missing)}" if missing else None


def is_complaint(message: ConsoleMessage) -> bool:
    """Return whether a line of the console tells a fault other than an answer of the server, which is seen itself."""
    return message.type in ("error", "warning") and not message.text.startswith("Failed to load resource")


class Watched:
    """A page of the browser that writes down what goes wrong: errors of scripts and styles, requests elsewhere."""

    def __init__(self, page: Page, base: str) -> None:
        self.page, self.base = page, base
        self.faults: list[str] = []
        page.on("console", lambda message: self._note(is_complaint(message), message.text))
        page.on("pageerror", lambda error: self._note(True, str(error)))
        page.on("request", lambda request: self._note(not request.url.startswith((base, "data:")), request.url))
        page.on("response", lambda answer: self._note(answer.status >= 400, f"{answer.status} {answer.url}"))

    def _note(self, is_fault: bool, what: str) -> None:
        if is_fault:
            self.faults.append(what)

    def go(self, address: str) -> Watched:
        """Open an address of the server."""
        self.page.goto(self.base + address)
        return self

    @property
    def text(self) -> str:
        """What a reader sees."""
        return self.page.inner_text("main")

    @property
    def address(self) -> str:
        """The address, without that of the server."""
        return self.page.url.removeprefix(self.base)

    def overflow(self) -> int:
        """Return by how many pixels the page is wider than the window."""
        width: int = self.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        return max(width, 0)

    def problems_of_access(self) -> list[str]:
        """Return what axe-core finds against WCAG 2.2 AA, as rule and element.

        The editor YASGUI is left out: it has faults of its own, and a plain form stands beside it.
        """
        self.page.evaluate(Path(AXE).read_text("utf-8"))
        tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
        found: Any = self.page.evaluate("tags => axe.run({exclude: '#sparql-editor'}, {runOnly: tags})", tags)
        return [
            f"{each['id']} ({each['impact']}): {node['target'][0]}"
            for each in found["violations"]
            for node in each["nodes"][:3]
        ]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium without a window."""
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=SANDBOX)
        yield found
        found.close()


@pytest.fixture(scope="session")
def base(repo: Path) -> Iterator[str]:
    """The address of a server of the shipped graph, run as a user runs it."""
    words = [sys.executable, "-m", "ilrs_graph", "serve", "--port", "0", "--root", str(repo)]
    process = subprocess.Popen(words, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    lines = iter(process.stderr.readline, "")
    at = next((line for line in lines if line.startswith("serving at ")), "")
    assert at, "the server did not start"
    reader = threading.Thread(target=lambda: list(lines), name="log")  # else the server waits when the pipe is full
    reader.start()
    yield at.removeprefix("serving at ").strip().removesuffix("/")
    process.terminate()
    join(reader)
    process.wait()
    process.stderr.close()


@contextmanager
def opened(browser: Browser, base: str, **context: Any) -> Iterator[Watched]:
    """Open a window of its own, with nothing kept of others."""
    with browser.new_context(**context) as window:
        page = window.new_page()
        page.set_default_timeout(HANG_S / 10 * 1000)
        yield Watched(page, base)


@pytest.fixture
def tab(browser: Browser, base: str) -> Iterator[Watched]:
    """A window of 1440 by 900 pixels; the test fails for what its pages report."""
    with opened(browser, base, viewport={"width": 1440, "height": 900}) as watched:
        yield watched
        assert watched.faults == []
