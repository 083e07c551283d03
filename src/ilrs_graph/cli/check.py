"""`ilrs-graph check`."""

from __future__ import annotations

import sys

import click

from ..errors import UsageError
from ..findings import SEVERITIES
from ..render import Options
from .options import (
    SHACL,
    day_option,
    open_graph,
    output_options,
    pick_format,
    root_option,
    timeout_option,
    today_option,
    write_output,
)


@click.command(
    name="check",
    epilog="""\b
Examples:
  ilrs-graph check new.ttl more.jsonld
  ilrs-graph check - --syntax turtle < new.ttl
  ilrs-graph check new.ttl --remove old.ttl --fail-on warning
  ilrs-graph check new.ttl --format sarif -o findings.sarif
  ilrs-graph check --all --root .
  ilrs-graph check new.ttl --today 2026-11-29""",
)
@click.argument("files", nargs=-1, metavar="FILE...")
@click.option("--all", "everything", is_flag=True, help="Check the whole graph as it is.")
@click.option("--remove", "removed", multiple=True, metavar="FILE",
              help="Also check what removing the triples in FILE would cause.")  # fmt: skip
@click.option("--syntax", metavar="NAME", help="Syntax of all FILEs: turtle, trig, ntriples, nquads, jsonld or rdfxml.")
@click.option("--fail-on", metavar="SEVERITY", default="violation",
              help="Exit with code 1 if any finding is at least this severe: violation (default), warning, info."
)  # fmt: skip
@click.option(SHACL, metavar="NAME", default="pyshifty",
              help="SHACL validator: pyshifty (default), or the slower reference pyshacl.")  # fmt: skip
@click.option("--max-mb", metavar="N", type=float, help="Size limit of a file in million bytes (default: 10).")
@today_option
@output_options("report")
@timeout_option
@root_option
def command(
    files: tuple[str, ...], everything: bool, removed: tuple[str, ...], syntax: str | None, fail_on: str, shacl: str,
    max_mb: float | None, today: str | None, format_name: str | None, output: str | None, root: str | None,
) -> None:  # fmt: skip
    """Validate the triples in FILEs in the context of the graph: report the problems that adding them would cause.

    FILEs are Turtle, TriG, N-Triples, N-Quads, JSON-LD or RDF/XML, detected from the file suffix, or filled
    templates (CSV); - reads standard input. All findings are reported at once, each with its place, the reason and
    a fix, and so is how much was read: files, rows and triples. Nothing is fetched or written.

    Exit code 0: no finding as severe as --fail-on; 1: findings; 2: wrong usage; 3: a file cannot be read or parsed.
    """
    from ..intake import read_candidates, syntax_named
    from ..intake.limits import size_limit
    from ..validation.engines import must_be_validator

    if fail_on not in SEVERITIES:
        raise UsageError(f"--fail-on: {fail_on!r} is not a valid value", tip="valid values: " + ", ".join(SEVERITIES))
    must_be_validator(shacl)
    day = day_option(today, "today")
    if everything == bool(files or removed):
        raise UsageError("give files, or --all for the whole graph", tip="ilrs-graph check new.ttl")
    wanted = pick_format("report", name=format_name, output=output, piped="text")
    if everything:
        report = open_graph(root, built=False).check_all(shacl=shacl, today=day)
    else:
        kind = syntax_named(syntax) if syntax else None
        # read before the clock starts: standard input may be slow
        given, leaving = (read_candidates(names, kind, size_limit(max_mb)) for names in (files, removed))
        report = open_graph(root).check(given, removed=leaving, shacl=shacl, today=day)
    write_output(report, wanted, output, Options(fail_on=fail_on))
    if report.unreadable:
        sys.exit(3)
    if report.reaches(fail_on):
        sys.exit(1)
