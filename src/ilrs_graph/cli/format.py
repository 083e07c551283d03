"""`ilrs-graph format`."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from ..errors import InputError, UsageError
from .options import root_option, write_content


@click.command(
    name="format",
    epilog="""\b
Examples:
  ilrs-graph format data/missions/change-6.ttl
  ilrs-graph format --check data ontology
  ilrs-graph format - < draft.ttl > tidy.ttl""",
)
@click.argument("paths", metavar="FILE|DIR|-...", nargs=-1, required=True)
@click.option("--check", "only_check", is_flag=True, help="Write nothing; exit with code 1 if a file is not canonical.")
@root_option
def command(paths: tuple[str, ...], only_check: bool, root: str | None) -> None:  # noqa: ARG001 - every verb takes it
    """Rewrite Turtle files in canonical form: sorted, with a fixed layout and comments kept.

    Files are rewritten in place, or not at all if one of them does not parse. DIR means all .ttl files below it,
    except in folders whose names begin with a dot. - reads standard input and writes standard output.

    A comment stays above its block or at the end of its line; a comment on a line of its own inside a block moves
    above the block. A comment between empty lines begins a section: things are sorted within sections.

    Relative IRIs are resolved; @base and a byte order mark are dropped.
    """
    if "-" in paths:
        if len(paths) > 1:
            raise UsageError(
                "- (standard input) cannot be combined with files", tip="format the files in a separate run"
            )
        _stdin(only_check)
        return
    from ..files.parsing import read_bytes, read_text
    from ..turtle.canonical import format_turtle

    contents = {path: read_bytes(path) for path in files(paths)}
    canonical = {path: format_turtle(read_text(path, content), str(path)) for path, content in contents.items()}
    others = [path for path, content in contents.items() if content != canonical[path].encode()]
    for path in others:
        if not only_check:
            write_content(canonical[path], str(path))
        click.echo(f"{'would reformat' if only_check else 'reformatted'} {path}")
    if only_check and others:
        sys.exit(1)


def files(paths: Iterable[str]) -> list[Path]:
    """Return the files in `paths` and those in its folders, without duplicates.

    Raises:
        InputError: a file is missing, or is not a .ttl file.
    """
    found: dict[Path, Path] = {}
    for path in map(Path, paths):
        if not path.is_dir() and path.suffix.lower() != ".ttl":
            raise InputError(f"{path}: the file suffix is not .ttl", tip="only Turtle files can be formatted")
        for file in _below(path) if path.is_dir() else [path]:
            found.setdefault(file.resolve(), file)
    return list(found.values())


def _below(folder: Path) -> Iterator[Path]:
    from ..files.parsing import files_below

    for path in files_below(folder, {".ttl"}):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if not hidden:
            yield path


def _stdin(only_check: bool) -> None:
    from ..turtle.canonical import format_turtle

    content = sys.stdin.buffer.read()
    try:
        canonical = format_turtle(content.decode(), "stdin").encode()
    except UnicodeDecodeError as error:
        raise InputError(f"stdin: not UTF-8 at byte {error.start}", tip="encode the input as UTF-8") from None
    if not only_check:
        write_content(canonical, None)
    elif content != canonical:
        click.echo("would reformat stdin")
        sys.exit(1)
