"""The command line: one module per verb, imported when the verb is used."""

from __future__ import annotations

import gc
import importlib
import sys
import warnings
from typing import Any, TextIO

import click

from ..errors import IlrsGraphError, OutputError, QueryWarning, ReadAs, UsageError, near_names
from . import ending, notice, streams

VERBS = {
    "add": "Check new triples and write them into the files in data/.",
    "ask": "Answer a saved question; without a name, list the questions.",
    "cache": "Show where the cache is and how large, or clear it.",
    "check": "Validate new triples in the context of the graph.",
    "completion": "Print the script that lets bash, zsh or fish complete commands.",
    "diff": "Show the differences between two graphs, files or git revisions.",
    "deprecate": "Mark a claim as wrong when it was made, with the reason.",
    "explain": "Explain why a fact holds, with files and sources, or what is missing.",
    "export": "Write the graph, or a part of it, as Turtle or another format.",
    "find": "Find questions, things, sources and terms by words.",
    "forecast": "Forecast planned events by how plans of their kind slipped.",
    "format": "Rewrite Turtle files in canonical form; keep comments.",
    "info": "Count the triples, things and facts in the graph.",
    "mcp": "Answer assistants that speak the Model Context Protocol.",
    "merge": "Make two things one: state of one what is stated of the other.",
    "push": "Put the graph on a SPARQL server.",
    "query": "Run a SPARQL query over the graph.",
    "release": "Write the graph as a release: all formats, descriptions and checksums.",
    "rename": "Give a thing another name, in every reference in data/.",
    "serve": "Serve the graph over HTTP: pages, and a SPARQL endpoint.",
    "show": "Print what is known of a thing, or every fact with its sources.",
    "site": "Write the graph as pages for a browser: a folder of HTML files.",
    "template": "Write a CSV template to fill in, for check and add.",
    "timeline": "Show plans, delays and events over time, as a picture or a table.",
}
"""Verb to its line of help."""

_WARNINGS = {QueryWarning: "warning", ReadAs: "note"}
"""Warnings of this package, each with the word that introduces it on stderr."""

_OPTIONS = {
    "as_of": "--as-of",
    "max_mb": "--max-mb",
    "base_path": "--base-path",
    "from_day": "--from",
    "to_day": "--to",
    "named_graph": "--graph",
    "default_graph": "--default-graph",
    "dry_run": "--dry-run",
}
"""Python arguments to options with another spelling."""

EPILOG = """\b
Examples:
  ilrs-graph ask far-side-partners --sources
  ilrs-graph find far side partners
  ilrs-graph show change-6
  ilrs-graph explain change-6 hasPartner cnes
  ilrs-graph query 'SELECT ?x { ?x a ilrs:FarSideMission }'
  ilrs-graph export -o graph.ttl

Exit codes: 0 done, 1 problems in the data, 2 wrong usage, 3 unreadable input, unwritable output or out of time,
130 stopped by Ctrl-C, 143 by SIGTERM."""


class Verbs(click.Group):
    """The group of verbs; a verb's module is imported only when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Return the verbs in alphabetical order."""
        return sorted(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Return the command of a verb, importing its module."""
        if cmd_name not in VERBS:
            return None
        module = importlib.import_module(f"{__name__}.{cmd_name}")
        command: click.Command = module.command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the verb in `args`; for an unknown verb, suggest similar ones."""
        if args[:1] == ["help"]:
            args = [*args[1:2], "--help"]
        if args == ["version"]:
            args = ["--version"]
        if args and args[0] not in VERBS and not args[0].startswith("-"):
            near = near_names(args[0], VERBS)
            tip = f"did you mean {' or '.join(near)}?" if near else "'ilrs-graph --help' lists the verbs"
            raise UsageError(f"unknown verb {args[0]!r}", tip=tip)
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the verb; Ctrl-C and the time limit end it with one line."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt as error:
            sys.exit(ending.stopped(error))

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the list of verbs without importing them."""
        with formatter.section("Verbs"):
            formatter.write_dl(sorted(VERBS.items()))


def _version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted:
        from .. import __version__
        from ..files.root import Root

        edited = Root.find().last_edit()
        click.echo(f"ilrs-graph {__version__}" + (f", data of {edited}" if edited else ""))
        ctx.exit()


@click.command(cls=Verbs, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "-V",
    "--version",
    is_flag=True,
    callback=_version,
    expose_value=False,
    is_eager=True,
    help="Show the versions of code and data, and exit.",
)
@click.option(
    "--root", metavar="DIR",
    help="Use the graph in DIR (folders ontology, data, queries). Default: ILRS_GRAPH_ROOT, else the graph that the "
    "working folder is in, else the bundled one.",
)  # fmt: skip
@click.option("--quiet", is_flag=True, help="Do not tell which graph is used, and that work takes longer.")
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
@click.pass_context
def group(ctx: click.Context, root: str | None, quiet: bool, debug: bool) -> None:
    """A knowledge graph of lunar programmes in which every fact cites its sources."""
    ctx.obj = {"root": root, "quiet": quiet, "debug": debug}


def _refuse_other_encodings(words: list[str]) -> None:
    for word in words:
        if any("\ud800" <= c <= "\udfff" for c in word):
            raise UsageError(f"{word!r} is not UTF-8", tip="set the terminal to UTF-8")


def option(argument: str) -> str:
    """Return the option for an argument of the Python interface; a question's parameter keeps its name.

    >>> option("as_of"), option("root=DIR")
    ('--as-of', '--root DIR')
    """
    name, equals, value = argument.partition("=")
    return _OPTIONS.get(name, f"--{name}") + (f" {value}" if equals else "")


def _show_warning(
    message: Warning | str, category: type[Warning], filename: str, lineno: int, *_: TextIO | str | None
) -> None:
    """Write a warning of this package as one line to stderr, and any other as Python does."""
    word = next((word for own, word in _WARNINGS.items() if issubclass(category, own)), None)
    text = f"{word}: {message}\n" if word else warnings.formatwarning(message, category, filename, lineno)
    sys.stderr.write(text)


def main() -> None:
    """Run the command line and end the process with its exit code."""
    # a command makes many objects in few cycles and ends soon: searching for cycles can take a third of its time
    gc.set_threshold(200_000, 30, 30)
    streams.prepare()
    with ending.watched(), warnings.catch_warnings():
        warnings.simplefilter("always", QueryWarning)
        warnings.simplefilter("once", ReadAs)
        warnings.showwarning = _show_warning  # type: ignore[assignment]
        try:
            code = _run()
        finally:
            notice.stop()
    sys.exit(code)


def _run() -> int:
    """Run the command line and return its exit code."""
    try:
        _refuse_other_encodings(sys.argv[1:])
        code = _call()
        sys.stdout.flush()
    except click.ClickException as error:
        return _report(_usage_error(error))
    except (click.Abort, KeyboardInterrupt):
        return ending.stopped(KeyboardInterrupt())
    except BrokenPipeError:
        ending.discard_stdout()  # the reader closed the pipe
        return 0
    except (IlrsGraphError, OSError, MemoryError) as error:
        if "--debug" in sys.argv:
            raise
        return _report(error)
    return code


def _usage_error(error: click.ClickException) -> UsageError:
    """Return an error of the command line in the form of all others."""
    ctx = getattr(error, "ctx", None)
    tip = f"see '{ctx.command_path if ctx else 'ilrs-graph'} --help'"
    if isinstance(error, click.NoSuchOption):
        near = list(error.possibilities or ())[:3]
        return UsageError(
            f"no such option {error.option_name!r}", tip=f"did you mean {' or '.join(near)}?" if near else tip
        )
    message = error.format_message().rstrip(".")
    return UsageError(message[:1].lower() + message[1:], tip=tip)


def _call() -> int:
    """Run the command line and return the exit code that the verb asks for."""
    try:
        group.main(standalone_mode=False)
    except click.exceptions.Exit as end:
        return end.exit_code
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0
    return 0


def _report(error: IlrsGraphError | OSError | MemoryError) -> int:
    """Write an error to stderr and return its exit code; what is not yet written to stdout is discarded."""
    known = error if isinstance(error, IlrsGraphError) else streams.system_error(error)
    message, tip = known.spelled(option)
    if isinstance(known, OutputError):
        ending.discard_stdout()
    print(f"error: {message}" + (f"\n  tip: {tip}" if tip else ""), file=sys.stderr)
    return known.exit_code
