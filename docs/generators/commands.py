"""A page for each verb of the command line, from the commands as click has them."""

from __future__ import annotations

import re
from inspect import cleandoc

import click

from ilrs_graph.cli import EPILOG, VERBS, group
from ilrs_graph.render import FORMATS

from .markdown import code, fence, markdown_text, table, toctree

_EXIT = re.compile(r"Exit codes:.*", re.DOTALL)


def pages() -> dict[str, str]:
    """Return the overview, a page for each verb, and one on the formats of output."""
    found = {"commands/index.md": _overview(), "commands/formats.md": _formats()}
    for verb in sorted(VERBS):
        with click.Context(group, info_name="ilrs-graph") as parent:
            command = group.get_command(parent, verb)
            assert command is not None
            found[f"commands/{verb}.md"] = _page(command, click.Context(command, parent, info_name=verb))
    return found


def _overview() -> str:
    verbs = ([f"[{code(verb)}]({verb}.md)", markdown_text(VERBS[verb])] for verb in sorted(VERBS))
    with click.Context(group, info_name="ilrs-graph") as context:
        options = _options(group, context)
    exits = _EXIT.search(EPILOG)
    assert exits is not None
    parts = [
        "# Command line\n",
        toctree(*sorted(VERBS), "formats"),
        f"{group.help}\n",
        fence("text", "ilrs-graph [OPTIONS] VERB [ARGUMENTS]"),
        table(["Verb", "What it does"], verbs),
        "## Options of all verbs\n",
        options,
        "## Examples\n",
        fence("console", "\n".join(_examples(EPILOG))),
        "## Exit codes\n",
        " ".join(exits[0].removeprefix("Exit codes: ").split()) + "\n",
    ]
    return "\n".join(parts)


def _formats() -> str:
    parts = [
        "# Output formats\n",
        "`--format NAME` selects a format; without it, the suffix of the file of `-o` does; `.gz` after it compresses. "
        "On a terminal the default is a table, in a pipe CSV, text or Turtle.\n",
        "In Python: [`ilrs_graph.render`](../python/render.md).\n",
    ]
    for kind, formats in FORMATS.items():
        rows = ([code(f.name), ", ".join(map(code, f.suffixes)), code(f.media_type)] for f in formats)
        parts += [f"## {kind.capitalize()}\n", table(["Format", "Suffix", "Media type"], rows)]
    return "\n".join(parts)


def _page(command: click.Command, context: click.Context) -> str:
    usage = " ".join(["ilrs-graph", command.name or "", *command.collect_usage_pieces(context)])
    parts = [f"# ilrs-graph {command.name}\n", fence("text", usage), _text(command), "## Options\n"]
    parts.append(_options(command, context))
    examples = _examples(command.epilog or "")
    if examples:
        parts += ["## Examples\n", fence("console", "\n".join(examples))]
    return "\n".join(parts)


def _text(command: click.Command) -> str:
    """Return the paragraphs of the help; a paragraph that click must not wrap is a block."""
    found = []
    for paragraph in re.split(r"\n\s*\n", cleandoc(command.help or "")):
        if paragraph.startswith("\b"):
            found.append(fence("text", paragraph.removeprefix("\b\n")))
        else:
            found.append(_prose(paragraph) + "\n\n")
    return "".join(found)


def _prose(text: str) -> str:
    """Return a text of the help, in which backquotes mark commands, as they do in Markdown."""
    return markdown_text(" ".join(text.split())).replace("\\`", "`")


def _options(command: click.Command, context: click.Context) -> str:
    records = [record for p in command.get_params(context) if (record := p.get_help_record(context)) is not None]
    return table(["Option", "Meaning"], ([code(option), _prose(meaning)] for option, meaning in records))


def _examples(epilog: str) -> list[str]:
    """Return the lines of the examples, as typed at a prompt; a line that goes on stays as it is."""
    text = _EXIT.sub("", epilog)
    lines = text.partition("Examples:\n")[2].splitlines()
    return [f"$ {line[2:]}" if line.startswith("  ") and not line.startswith("   ") else line for line in lines if line]
