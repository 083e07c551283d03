"""A page of `docs/` run from top to bottom: commands, SPARQL queries and Python, each with what it prints now."""

from __future__ import annotations

import doctest
import re
import shlex
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from ilrs_graph import LunarGraph
from ilrs_graph.render import Options, format_named, write
from shown import Block, Session, blocks, matches, sessions

Run = Callable[..., subprocess.CompletedProcess[str]]
COLUMNS = "88"
"""The width of the terminal of which documents show the output."""
_TABLE = re.compile(r"\s*((?:^\|.*\|\n)+)", re.MULTILINE)
_TEXT = re.compile(r"\s*^```(?:text|turtle)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


class Shown(NamedTuple):
    """Something that a page shows with its result: what is run, the lines shown and those printed now."""

    what: str
    shown: list[str]
    printed: list[str]

    @property
    def holds(self) -> bool:
        """Whether the page shows what is printed."""
        return matches(self.shown, self.printed)


def console(page: str, folder: Path, run: Run, **environment: str) -> Iterator[Shown]:
    """Run the commands of a page in one folder, which receives the files that the page shows."""
    write_files(page, folder)
    for block in blocks(page):
        if block.language == "console":
            for session in sessions(block.text):
                yield Shown(session.command, session.shown, printed(session, folder, run, environment))


def write_files(page: str, folder: Path) -> None:
    """Write the files that a page shows."""
    for block in blocks(page):
        if block.file:
            (folder / block.file).write_text(block.text, "utf-8")


def printed(session: Session, folder: Path, run: Run, environment: dict[str, str]) -> list[str]:
    """Return the lines that a command prints: those of stdout or, if it fails without any, of stderr.

    An exit code other than 0 is a line more, unless the page shows exit codes.
    """
    program, *words = shlex.split(session.command)
    assert program == "ilrs-graph", session.command
    done = run(*words, cwd=folder, env={"COLUMNS": COLUMNS, **environment})
    text = done.stdout or (done.stderr if done.returncode else "")
    lines = [line.rstrip() for line in text.splitlines()]
    if session.echo:
        return [*lines, str(done.returncode)]
    return [*lines, f"exit code {done.returncode}"] if done.returncode else lines


def queries(page: str, graph: LunarGraph) -> Iterator[Shown]:
    """Run the SPARQL queries of a page; those with a caption are not run, and are left out."""
    for block in blocks(page):
        if block.language == "sparql" and not block.file:
            yield Shown(block.text, result_shown(page, block)[1].splitlines(), result(graph, block.text))


def result_shown(page: str, block: Block) -> re.Match[str]:
    """Return where the table or the block of text that follows a query is, as the first group."""
    found = _TABLE.match(page, block.end) or _TEXT.match(page, block.end)
    assert found is not None, f"no result follows\n{block.text}"
    return found


def result(graph: LunarGraph, query: str) -> list[str]:
    """Return the result of a query as lines: a table of Markdown, `true` or `false`, or Turtle without prefixes."""
    found = graph.query(query)
    if isinstance(found, bool):
        return [str(found).lower()]
    kind, name = ("triples", "ttl") if isinstance(found, list) else ("table", "markdown")
    text = write(found, format_named(name, kind), Options(labels=graph.labels))
    return [line.rstrip() for line in text.splitlines() if line.strip() and not line.startswith("@prefix")]


def code_fails(page: str, name: str) -> str:
    """Run the Python of a page that has prompts; return the failures as doctest tells them."""
    source = "\n".join(block.text for block in blocks(page) if block.language == "python" and ">>>" in block.text)
    test = doctest.DocTestParser().get_doctest(source, {}, name, name, 0)
    told: list[str] = []
    doctest.DocTestRunner(optionflags=FLAGS).run(test, out=told.append)
    return "".join(told)
