"""The notebook `docs/tutorial.ipynb` as a page: its cells with what they show (notebook format 4.5)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .markdown import fence

_STYLE = re.compile(r"<style.*?</style>\s*", re.DOTALL)


def pages(repo: Path) -> dict[str, str]:
    """Return the page of the tutorial in Python."""
    notebook = json.loads((repo / "docs" / "tutorial.ipynb").read_text("utf-8"))
    cells = "".join(part for cell in notebook["cells"] for part in _cell(cell))
    note = "This page is the notebook [tutorial.ipynb](tutorial.ipynb); the tests run it.\n"
    return {"notebook.md": f"{cells}\n{note}"}


def _cell(cell: dict[str, Any]) -> Iterator[str]:
    source = "".join(cell["source"])
    if cell["cell_type"] == "markdown":
        yield f"{source}\n\n"
        return
    yield fence("python", source)
    for output in cell["outputs"]:
        data = output.get("data", {})
        if "text/html" in data:
            html = _flat("".join(data["text/html"]))
            yield f'<div class="notebook">{html}</div>\n\n'
        else:
            yield fence("text", "".join(output.get("text") or data["text/plain"]))


def _flat(html: str) -> str:
    """Return HTML on one line, so that Markdown takes it as one block."""
    return " ".join(_STYLE.sub("", html).split())
