"""Options that several verbs share, the graph that they open, and the way of a result to a file or stdout."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from ..errors import UsageError
from ..render import DEFAULTS, Form, Options, form_for, forms_of, write, write_bytes

if TYPE_CHECKING:
    from ..graph import LunarGraph

F = TypeVar("F", bound=Callable[..., Any])

REASONER, SHACL = "--engine", "--engine"
"""How the options are spelt that choose a reasoner, and an engine of shapes."""
AS_OF_HELP = "The graph as it was known on that day (UTC), as far as the cited sources show."
REASONERS = ("nemo", "owlrl")
REASONER_HELP = "Reason with this engine where the graph is built; both infer the same."
ENDPOINT_HELP = "Ask this SPARQL 1.1 server, which holds an export of the graph."


def root_option(command: F) -> F:
    """Add --root, which every verb takes, also behind the verb."""
    return click.option("--root", metavar="DIR", help="Use the graph in DIR.")(
        click.option("--debug", is_flag=True, hidden=True, expose_value=False)(command)
    )


def build_options(command: F) -> F:
    """Add what decides which graph is built: --as-of, and the reasoner, which `open_graph` finds for itself."""
    reasoner = click.option(
        REASONER, type=click.Choice(REASONERS), callback=_remember, expose_value=False, help=REASONER_HELP
    )
    return click.option("--as-of", metavar="DAY", help=AS_OF_HELP)(reasoner(command))


def _remember(ctx: click.Context, _: click.Parameter, value: str | None) -> None:
    ctx.find_root().ensure_object(dict)["reasoner"] = value


def endpoint_option(command: F) -> F:
    """Add --endpoint."""
    return click.option("--endpoint", metavar="URL", help=ENDPOINT_HELP)(command)


def output_options(*kinds: str) -> Callable[[F], F]:
    """Add --format, with the forms of these kinds of result, and -o."""

    def add(command: F) -> F:
        shown = ", ".join(form.name for form in forms_of(*kinds))
        command = click.option("--format", "form", metavar="FORMAT", help=f"One of {shown}.")(command)
        return click.option("-o", "--output", metavar="FILE", help="Write to FILE, whole or not at all.")(command)

    return add


def open_graph(root: str | None, as_of: str | None = None, endpoint: str | None = None) -> LunarGraph:
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
        reasoner=outer.get("reasoner"),
        say=log,
    )


def log(line: str) -> None:
    """Write words for the user to stderr."""
    print(line, file=sys.stderr)


def pick_format(*kinds: str, name: str | None, output: str | None, piped: str) -> Form:
    """Return the form of a result: as asked by name, else by the suffix of the output, else `piped`.

    On a terminal a result that can be a table is one.

    Raises:
        UsageError: these kinds of result have no form of that name or suffix.
    """
    forms = {form.name: form for form in forms_of(*kinds)}
    if name:
        if name not in forms:
            raise _no_format(f"--format: {name!r}", forms)
        return forms[name]
    if output and Path(output).suffix:
        try:
            return form_for(Path(output), *kinds)
        except UsageError:
            raise _no_format(f"-o: the suffix of {output!r}", forms) from None
    return forms["table" if "table" in forms and sys.stdout.isatty() and not output else piped]


def _no_format(what: str, forms: Iterable[str]) -> UsageError:
    return UsageError(f"{what} is not a format of this verb", tip="it can write " + ", ".join(forms))


def write_output(result: Any, form: Form, output: str | None, options: Options = DEFAULTS) -> None:
    """Write a result to the output file, whole or not at all, or to stdout.

    Raises:
        OutputError: the file cannot be written, or the form cannot hold what is in the result.
    """
    width, colours = shutil.get_terminal_size((0, 0)).columns, sys.stdout.isatty() and output is None
    options = options._replace(width=width, colours=colours)
    as_bytes = form.binary or output is not None
    write_content((write_bytes if as_bytes else write)(result, form, options), output)


def write_content(content: str | bytes, output: str | None) -> None:
    """Write what is ready to be written to the output file, whole or not at all, or to stdout.

    Raises:
        OutputError: the file cannot be written.
    """
    if output is not None:
        from ..files.atomic import write_atomically

        write_atomically(Path(output), content if isinstance(content, bytes) else content.encode())
    elif isinstance(content, bytes):
        sys.stdout.buffer.write(content)
    else:
        sys.stdout.write(content)
    sys.stdout.flush()
