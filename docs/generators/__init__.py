"""The pages of the documents that are made from the graph, the ontology and the command line when the site is built.

Each module has a function that returns pages: Markdown (MyST) by the path of its file below `docs/`. The files are not
kept in git.
"""

from __future__ import annotations

from pathlib import Path

from ilrs_graph import LunarGraph

from . import commands, documents, notebook, questions, terms

FOLDERS = ("commands", "questions", "terms")
"""The folders below `docs/` that hold generated pages only."""


def all_pages(repo: Path, graph: LunarGraph | None = None) -> dict[str, str]:
    """Return all generated pages; `graph` is the open graph of `repo`, if there is one."""
    graph = graph or LunarGraph(repo)
    return {
        **commands.pages(),
        **documents.pages(repo),
        **notebook.pages(repo),
        **questions.pages(graph),
        **terms.pages(graph.terms_reference()),
    }


def write_pages(docs: Path) -> None:
    """Write the generated pages below `docs`; pages that have not changed keep their time, and old ones go."""
    pages = all_pages(docs.parent)
    for folder in FOLDERS:
        for old in (docs / folder).glob("*.md"):
            if old.relative_to(docs).as_posix() not in pages:
                old.unlink()
    for path, text in pages.items():
        target = docs / path
        if not target.exists() or target.read_text("utf-8") != text:
            target.parent.mkdir(exist_ok=True)
            target.write_text(text, "utf-8")
