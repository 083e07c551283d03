"""Options that several verbs share, opening the graph, and writing results to a file or stdout."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO, TypeVar

import click

from ..errors import UsageError
from ..language import LANGUAGES, say
from ..render import DEFAULTS, Format, Options, format_for, formats_of, write, write_bytes
from ..render.compressed import compressed, content_path, is_compressed
from . import notice
from .ending import start_clock, stop_clock

if TYPE_CHECKING:
    from datetime import date

    from ..graph import LunarGraph
    from ..questions.arrangement import Arrangement
    from ..search import Found

TIMEOUT_S = 60
"""The time limit of a command, in seconds."""
MOST_S = 1_000_000
"""The longest time limit, which stands for none too."""

F = TypeVar("F", bound=Callable[..., Any])

REASONER, SHACL = "--reasoner", "--shacl"
"""The options that select the reasoner and the SHACL validator."""
AS_OF_HELP = "Show what was known on DAY (UTC), according to the cited sources."
REASONERS = ("nemo", "python", "owlrl")
REASONER_HELP = (
    "Reasoner if the graph must be rebuilt (default: nemo, else python; owlrl is slow); results are identical."
)
TODAY_HELP = "Day (UTC) that counts as today: nothing was stated or has happened after it (default: the current day)."
TIMEOUT_HELP = f"Stop after SECONDS (0: no limit; default: {TIMEOUT_S}, none for check --all and diff)."
QUERIES_HELP = "Add the questions in the .rq files of DIR; they replace those of the graph of the same name."
QUIET_HELP = "Do not tell on stderr which graph is used, and that work takes longer than a second."
LANGUAGE_HELP = "Write labels, headings and words in this language: en (default) or zh."
NO_PAGER_HELP = "Write long output to the terminal without the program in PAGER (default: less)."
ENDPOINT_HELP = "Query this SPARQL 1.1 server, which must hold an export of the graph."
GRAPH_HELP = "With --endpoint: query this named graph of the server (default: its default graph)."
USER_HELP = (
    "Log in to the server as NAME, with the password in ILRS_GRAPH_PASSWORD or ~/.netrc (default: the token in "
    "ILRS_GRAPH_TOKEN, if there is one)."
)


def root_option(command: F) -> F:
    """Add --root and --quiet, so that they can also follow the verb."""
    quiet = click.option("--quiet", is_flag=True, callback=_remember_quiet, expose_value=False, help=QUIET_HELP)
    return click.option("--root", metavar="DIR", help="Use the graph in DIR.")(
        quiet(click.option("--debug", is_flag=True, hidden=True, expose_value=False)(command))
    )


def _remember_quiet(ctx: click.Context, _: click.Parameter, quiet: bool) -> None:
    if quiet:
        ctx.find_root().ensure_object(dict)["quiet"] = True


def queries_option(command: F) -> F:
    """Add --queries; `open_graph` reads it from the context."""
    return click.option("--queries", metavar="DIR", callback=_remember, expose_value=False, help=QUERIES_HELP)(command)


def language_option(command: F) -> F:
    """Add --lang; `open_graph` and `write_output` read it from the context."""
    return click.option(
        "--lang", type=click.Choice(LANGUAGES), callback=_remember_language, expose_value=False, help=LANGUAGE_HELP
    )(command)


def _remember_language(ctx: click.Context, _: click.Parameter, value: str | None) -> None:
    ctx.find_root().ensure_object(dict)["language"] = value or LANGUAGES[0]


def language() -> str:
    """Return the language of the option --lang."""
    context = click.get_current_context(silent=True)
    found: str = ((context and context.find_root().obj) or {}).get("language", LANGUAGES[0])
    return found


def timeout_option(command: F) -> F:
    """Add --timeout; `open_graph` starts its clock."""
    return click.option("--timeout", metavar="SECONDS", callback=_read_timeout, expose_value=False, help=TIMEOUT_HELP)(
        command
    )


def _read_timeout(ctx: click.Context, _: click.Parameter, value: str | None) -> None:
    if value is None:
        return
    try:
        seconds = float(value)
    except ValueError:
        seconds = -1.0
    if not 0 <= seconds <= MOST_S:
        raise UsageError(f"--timeout: {value!r} is not a number of seconds", tip="give 0 for no limit, or 5, 0.5, 300")
    ctx.find_root().ensure_object(dict)["timeout"] = seconds


def build_options(command: F) -> F:
    """Add --as-of and --reasoner; `open_graph` reads the latter from the context."""
    reasoner = click.option(
        REASONER, type=click.Choice(REASONERS), callback=_remember, expose_value=False, help=REASONER_HELP
    )
    return click.option("--as-of", metavar="DAY", help=AS_OF_HELP)(reasoner(command))


def _remember(ctx: click.Context, parameter: click.Parameter, value: str | None) -> None:
    ctx.find_root().ensure_object(dict)[parameter.name] = value


def today_option(command: F) -> F:
    """Add --today."""
    return click.option("--today", metavar="DAY", help=TODAY_HELP)(command)


def day_option(text: str | None, argument: str) -> date | None:
    """Return the day that an option gives, None if it is omitted.

    Raises:
        UsageError: it is not a valid day; the message names `argument`.
    """
    from ..dates.days import as_day

    return None if text is None else as_day(text, argument)


def endpoint_option(command: F) -> F:
    """Add --endpoint; and --graph and --user, which `open_graph` reads from the context."""
    for name, argument, metavar, text in (
        ("--user", "user", "NAME", USER_HELP),
        ("--graph", "named_graph", "IRI", GRAPH_HELP),
    ):
        command = click.option(name, argument, metavar=metavar, callback=_remember, expose_value=False, help=text)(
            command
        )
    return click.option("--endpoint", metavar="URL", help=ENDPOINT_HELP)(command)


def output_options(*kinds: str) -> Callable[[F], F]:
    """Add --format, with the formats of these kinds of result, -o and --no-pager."""

    def add(command: F) -> F:
        shown = ", ".join(each.name for each in formats_of(*kinds))
        command = click.option(
            "--no-pager", is_flag=True, callback=_remember_pager, expose_value=False, help=NO_PAGER_HELP
        )(command)
        command = click.option("--format", "format_name", metavar="FORMAT", help=f"One of {shown}.")(command)
        return click.option("-o", "--output", metavar="FILE", help="Write to FILE atomically; .gz compresses it.")(
            command
        )

    return add


def arrangement_options(command: F) -> F:
    """Add --columns, --sort and --limit; `arrangement` reads them from the context."""
    for name, metavar, text in (
        ("--limit", "N", "Write the first N rows only."),
        ("--sort", "[-]A,[-]B", "Sort by these columns, by name or heading; - for descending order."),
        ("--columns", "A,B", "Write these columns only, in this order, by name or heading."),
    ):
        command = click.option(name, metavar=metavar, callback=_remember_row_option, expose_value=False, help=text)(
            command
        )
    return command


def _remember_row_option(ctx: click.Context, parameter: click.Parameter, value: str | None) -> None:
    if value is None:
        return
    if parameter.name == "limit" and not (value.isascii() and value.isdigit()):
        raise UsageError(f"--limit: {value!r} is not a number of rows", tip="give a number such as 10")
    ctx.find_root().ensure_object(dict).setdefault("rows", {})[parameter.name] = value


def _row_options() -> dict[str, str]:
    """Return the options for rows and columns that are given, by name."""
    found: dict[str, str] = (click.get_current_context().find_root().obj or {}).get("rows", {})
    return found


def arrangement() -> Arrangement | None:
    """Return the columns, order and number of rows that the options want; None without any."""
    given = _row_options()
    if not given:
        return None
    from ..questions.arrangement import Arrangement

    columns, sort = (
        tuple(word.strip() for word in given.get(name, "").split(",") if word.strip()) for name in ("columns", "sort")
    )
    return Arrangement(columns, sort, int(given["limit"]) if "limit" in given else None)


def no_rows_of(what: str) -> None:
    """Refuse the options for rows and columns where there are none.

    Raises:
        UsageError: one of them is given.
    """
    given = _row_options()
    if given:
        raise UsageError(f"--{next(iter(given))} does not apply to {what}", tip="use it for an answer or a SELECT")


def labels_option(command: F) -> F:
    """Add --no-labels."""
    return click.option("--no-labels", is_flag=True, help="Write no columns of labels in CSV and JSON.")(command)


def _remember_pager(ctx: click.Context, _: click.Parameter, without: bool) -> None:
    ctx.find_root().ensure_object(dict)["pager"] = not without


def open_graph(
    root: str | None, as_of: str | None = None, endpoint: str | None = None, *, built: bool = True
) -> LunarGraph:
    """Return the graph selected by the options, and start the clock of --timeout.

    Args:
        built: the verb needs the graph itself; it is built, if it must be, before the clock starts. A verb that reads
            whole graphs of its own has no limit unless it is given, since its time depends on these.

    Raises:
        UsageError: `as_of` is not a day.
    """
    from ..graph import LunarGraph

    outer = click.get_current_context().find_root().obj or {}
    quiet = notice.is_quiet(bool(outer.get("quiet")))
    if not quiet:
        notice.start(notice.OPENING if built and endpoint is None else notice.WORKING)
    seconds = outer.get("timeout", float(TIMEOUT_S) if built else 0.0)
    graph = LunarGraph(
        root or outer.get("root") or root_around(quiet),
        as_of=day_option(as_of, "as_of"),
        endpoint=endpoint,
        named_graph=outer.get("named_graph"),
        user=outer.get("user"),
        reasoner=outer.get("reasoner"),
        timeout=None if endpoint is None else seconds or MOST_S,
        queries=outer.get("queries"),
        language=language(),
        log=log,
    )
    if built and seconds and endpoint is None:
        graph.reading()
        if not quiet:
            notice.start(notice.WORKING)
    start_clock(seconds)
    return graph


def root_around(quiet: bool) -> str | None:
    """Return the root of ILRS_GRAPH_ROOT, else the one that the working folder is in; None for the bundled one.

    A root other than the bundled one is named on stderr.
    """
    from ..files.root import Root

    named = os.environ.get("ILRS_GRAPH_ROOT")
    try:
        found = Root(Path(named).resolve()) if named else Root.around(Path.cwd())
    except OSError:  # the working folder is gone
        return None
    if found is None or found.is_default:
        return None
    if not named and not found.is_of_this_user:
        log(
            f"the graph {found.path} belongs to another user, so the bundled graph is used; --root {found.path} uses it"
        )
        return None
    if not quiet:
        log(f"using the graph {found.path}")
    return str(found.path)


def log(line: str) -> None:
    """Write a message for the user to stderr."""
    print(line, file=sys.stderr)


def log_respelt(found: Found) -> None:
    """Say what was searched for, if words of the text were read as others."""
    if found.respelt:
        log(say("searched for: {words}", language(), words=found.respelt))


def pick_format(*kinds: str, name: str | None, output: str | None, piped: str) -> Format:
    """Return the format of a result: that called `name`, else that of the suffix of `output`, else the default.

    The default is a table on a terminal if these kinds of result have one, else `piped`.

    Raises:
        UsageError: these kinds of result have no format of that name or suffix.
    """
    formats = {each.name: each for each in formats_of(*kinds)}
    if name:
        if name not in formats:
            raise _no_format(f"--format: {name!r}", formats)
        return formats[name]
    if output and content_path(Path(output)).suffix:
        try:
            return format_for(Path(output), *kinds)
        except UsageError:
            raise _no_format(f"-o {output}: {content_path(Path(output)).suffix!r}", formats) from None
    return formats["table" if "table" in formats and sys.stdout.isatty() and not output else piped]


def _no_format(what: str, supported: Iterable[str]) -> UsageError:
    return UsageError(f"{what} is not a supported format", tip="supported formats: " + ", ".join(supported))


def write_output(result: Any, output_format: Format, output: str | None, options: Options = DEFAULTS) -> None:
    """Write a result atomically to the output file, or to stdout.

    Raises:
        OutputError: the file cannot be written, or the format cannot represent the result.
        UsageError: the format is not text, and stdout is a terminal.
    """
    if output_format.binary and output is None and sys.stdout.isatty():
        what = f"--format {output_format.name}: not for a terminal"
        raise UsageError(what, tip=f"use -o FILE{output_format.suffixes[0]}")
    colours = output is None and has_colours(sys.stdout)
    options = options._replace(width=_columns(), colours=colours, language=language())
    as_bytes = output_format.binary or output is not None
    write_content((write_bytes if as_bytes else write)(result, output_format, options), output)


def has_colours(stream: TextIO) -> bool:
    """Return whether to write colours to a stream: FORCE_COLOR says so, or a terminal has them and NO_COLOR is not set.

    See https://force-color.org and https://no-color.org; NO_COLOR wins.
    """
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or (stream.isatty() and os.environ.get("TERM") != "dumb")


def _columns() -> int:
    """Return the width of the terminal, or COLUMNS if it is set; 0 without a terminal."""
    on_terminal = sys.__stdout__ is not None and sys.__stdout__.isatty()
    if not on_terminal and "COLUMNS" not in os.environ:
        return 0
    import shutil  # piped output has no use for it, and it loads the modules of three compressions

    return shutil.get_terminal_size((0, 0)).columns


def write_content(content: str | bytes, output: str | None) -> None:
    """Write content atomically to the output file, or to stdout, through a pager if it is a terminal.

    Raises:
        OutputError: the file cannot be written.
    """
    notice.stop()
    stop_clock()  # a reader, such as a pager, may take its time
    if output is not None:
        from ..files.atomic import write_atomically

        whole = content if isinstance(content, bytes) else content.encode()
        write_atomically(Path(output), compressed(whole) if is_compressed(Path(output)) else whole)
    elif isinstance(content, bytes):
        sys.stdout.buffer.write(content)
    elif not _is_paged(content):
        sys.stdout.write(content)
    sys.stdout.flush()


def _is_paged(content: str) -> bool:
    """Show text in a pager if the verb has one and it is needed; return whether it was."""
    context = click.get_current_context(silent=True)
    if context is None or not (context.find_root().obj or {}).get("pager") or not sys.stdout.isatty():
        return False
    from .pager import paged  # piped output has no use for it

    return paged(content)
