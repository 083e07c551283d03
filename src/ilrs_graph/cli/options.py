"""Options that several verbs share, and the graph that they open."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from ..errors import UsageError

if TYPE_CHECKING:
    from ..graph import LunarGraph

F = TypeVar("F", bound=Callable[..., Any])

AS_OF_HELP = "The graph as it was known on that day (UTC), as far as the cited sources show."
ENGINES = ("nemo", "owlrl")
ENGINE_HELP = "Reason with this engine where the graph is built; both infer the same."
ENDPOINT_HELP = "Ask this SPARQL 1.1 server, which holds an export of the graph."


def where(command: F) -> F:
    """Add --root, which every verb takes, also behind the verb."""
    return click.option("--root", metavar="DIR", help="Use the graph in DIR.")(
        click.option("--debug", is_flag=True, hidden=True, expose_value=False)(command)
    )


def when(command: F) -> F:
    """Add what decides which graph is built: --as-of, and --engine, which `opened` finds for itself."""
    reasoner = click.option(
        "--engine", type=click.Choice(ENGINES), callback=_remember, expose_value=False, help=ENGINE_HELP
    )
    return click.option("--as-of", metavar="DAY", help=AS_OF_HELP)(reasoner(command))


def _remember(ctx: click.Context, _: click.Parameter, value: str | None) -> None:
    ctx.find_root().ensure_object(dict)["engine"] = value


def endpoint(command: F) -> F:
    """Add --endpoint."""
    return click.option("--endpoint", metavar="URL", help=ENDPOINT_HELP)(command)


def result(formats: tuple[str, ...]) -> Callable[[F], F]:
    """Add --format, with these choices, and -o."""

    def add(command: F) -> F:
        shown = ", ".join(formats)
        command = click.option("--format", "form", metavar="FORMAT", help=f"One of {shown}.")(command)
        return click.option("-o", "--output", metavar="FILE", help="Write to FILE, whole or not at all.")(command)

    return add


def opened(root: str | None, as_of: str | None = None, endpoint: str | None = None) -> LunarGraph:
    """Return the graph that the options name.

    Raises:
        UsageError: `as_of` is not a day.
    """
    from ..graph import LunarGraph

    day = None
    if as_of is not None:
        from ..questions.parameters import day as read_day

        day = read_day(as_of, "as_of")
    outer = click.get_current_context().find_root().obj or {}
    return LunarGraph(
        root or outer.get("root"),
        as_of=day,
        endpoint=endpoint,
        reasoner=outer.get("engine"),
        say=lambda line: note(line),
    )


def note(line: str) -> None:
    """Write words for the user to stderr."""
    print(line, file=sys.stderr)


def chosen(form: str | None, output: str | None, formats: tuple[str, ...], piped: str) -> str:
    """Return the format: as asked, else by the suffix of the output, else table on a terminal or `piped`.

    Raises:
        UsageError: it is not one of `formats`.
    """
    by_suffix = Path(output).suffix.lstrip(".").lower() if output else ""
    found = form or by_suffix or ("table" if sys.stdout.isatty() and not output else piped)
    if found not in formats:
        what = f"--format: {found!r}" if form else f"-o: the suffix of {output!r}"
        raise UsageError(f"{what} is not a format of this verb", tip="it can write " + ", ".join(formats))
    return found


def deliver(content: str, output: str | None) -> None:
    """Write `content` to the output file, whole or not at all, or to stdout.

    Raises:
        OutputError: the file cannot be written.
    """
    if output is None:
        sys.stdout.write(content)
        sys.stdout.flush()
        return
    from ..files.atomic import write_atomically

    write_atomically(Path(output), content.encode())
