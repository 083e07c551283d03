"""`ilrs-graph check`."""

from __future__ import annotations

import sys

import click

from ..errors import UsageError
from ..findings import SEVERITIES
from ..render import Options
from .options import SHACL, open_graph, output_options, pick_format, root_option, write_output

ENGINES = ("pyshifty", "pyshacl")


@click.command(
    name="check",
    epilog="""\b
Examples:
  ilrs-graph check new.ttl more.jsonld
  ilrs-graph check - --syntax turtle < new.ttl
  ilrs-graph check new.ttl --remove old.ttl --fail-on warning
  ilrs-graph check new.ttl --format sarif -o findings.sarif
  ilrs-graph check --all --root .""",
)
@click.argument("files", nargs=-1, metavar="FILE...")
@click.option("--all", "everything", is_flag=True, help="Check the whole graph as it is.")
@click.option("--remove", "removed", multiple=True, metavar="FILE", help="As if the triples in FILE were removed.")
@click.option("--syntax", metavar="NAME", help="turtle, trig, ntriples, nquads, jsonld or rdfxml, for all FILEs.")
@click.option("--fail-on", metavar="SEVERITY", default="violation",
              help="Exit with 1 from this on: violation, warning, info.")  # fmt: skip
@click.option(SHACL, "engine", metavar="ENGINE", default="pyshifty", help="pyshifty, or the slower reference pyshacl.")
@click.option("--max-mb", metavar="N", type=float, help="Read files of up to N million bytes; 10 where left out.")
@output_options("report")
@root_option
def command(
    files: tuple[str, ...], everything: bool, removed: tuple[str, ...], syntax: str | None, fail_on: str, engine: str,
    max_mb: float | None, form: str | None, output: str | None, root: str | None,
) -> None:  # fmt: skip
    """Validate the triples in FILEs in the context of the graph: what they would cause if they were added.

    Turtle, TriG, N-Triples, N-Quads, JSON-LD or RDF/XML, told by the suffix; - reads standard input. All findings
    are told at once, each with its place, why it matters and how to mend it. Nothing is fetched or written.

    Exit code 0: nothing as bad as --fail-on; 1: findings; 2: wrong usage; 3: a file cannot be read or parsed.
    """
    from ..intake import MAX_FILE_MB, read_candidates, syntax_named

    _one_of("--fail-on", fail_on, SEVERITIES)
    _one_of(SHACL, engine, ENGINES)
    if everything == bool(files or removed):
        raise UsageError("give files, or --all for the whole graph", tip="ilrs-graph check new.ttl")
    wanted = pick_format("report", name=form, output=output, piped="text")
    graph = open_graph(root)
    if everything:
        report = graph.check_all(engine=engine)
    else:
        kind = syntax_named(syntax) if syntax else None
        given, leaving = (read_candidates(names, kind, max_mb or MAX_FILE_MB) for names in (files, removed))
        report = graph.check(given, removed=leaving, engine=engine)
    write_output(report, wanted, output, Options(fail_on=fail_on))
    if report.unreadable:
        sys.exit(3)
    if report.reaches(fail_on):
        sys.exit(1)


def _one_of(option: str, given: str, known: tuple[str, ...]) -> None:
    if given not in known:
        raise UsageError(f"{option}: {given!r} is none of its values", tip="one of " + ", ".join(known))
