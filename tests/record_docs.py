"""Write what the commands and queries of the documents print into their pages: python tests/record_docs.py [PAGE...].

Output that a page shows in part (`…`) stays while it still fits; otherwise all of it is written, and named on stderr,
to be shortened by hand. Read the difference before you commit it. Python is not recorded: the tests say what differs.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from command_line import called
from document import Run, Shown, console, queries, result_shown
from ilrs_graph import LunarGraph
from shown import ECHO, blocks, sessions

REPO = Path(__file__).resolve().parents[1]
DOCS = REPO / "docs"
GENERATED = ("data.md", "exports.md", "notebook.md", "question-files.md")
"""Pages that are not written by hand."""


def recorded(page: str, folder: Path, run: Run, graph: LunarGraph, root: Path) -> tuple[str, list[str]]:
    """Return a page with what is printed now, and the commands of which it had shown a part that no longer fits."""
    outputs = {each.what: each for each in console(page, folder, run, ILRS_GRAPH_ROOT=str(root))}
    results = {each.what: each for each in queries(page, graph)} if "```sparql" in page else {}
    cut = [each.what for each in outputs.values() if "…" in each.shown and not each.holds]
    for block in reversed(list(blocks(page))):
        start = block.end - len(block.text) - len("```")
        if block.language == "console":
            page = page[:start] + _console(block.text, outputs) + page[start + len(block.text) :]
        elif block.language == "sparql" and block.text in results and not results[block.text].holds:
            start, end = result_shown(page, block).span(1)
            page = page[:start] + "".join(f"{line}\n" for line in results[block.text].printed) + page[end:]
    return page, cut


def _console(text: str, outputs: dict[str, Shown]) -> str:
    lines: list[str] = []
    for session in sessions(text):
        each = outputs[session.command]
        lines += [f"$ {session.command}{ECHO if session.echo else ''}"]
        lines += session.shown if each.holds else each.printed
    return "".join(f"{line}\n" for line in lines)


def _run(*words: str, cwd: Path, env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    code, out, err = called(words, b"", cwd, {**os.environ, "ILRS_GRAPH_QUIET": "1", **env})
    return subprocess.CompletedProcess(words, code, out.decode(), err)


def main(names: list[str]) -> None:
    """Record the pages of these names, or all that show commands or queries."""
    graph = LunarGraph(REPO)
    for path in [DOCS / name for name in names] or sorted(DOCS.glob("*.md")):
        page = path.read_text("utf-8")
        if path.name in GENERATED or not ("```console" in page or "```sparql" in page):
            continue
        with tempfile.TemporaryDirectory() as folder:
            text, cut = recorded(page, Path(folder), _run, graph, REPO)
        path.write_text(text, "utf-8")
        print(f"{path.name}: {'unchanged' if text == page else 'recorded anew; read the difference'}", file=sys.stderr)
        for command in cut:
            print(f"  shorten what is shown of: {command}", file=sys.stderr)


if __name__ == "__main__":
    main(sys.argv[1:])
