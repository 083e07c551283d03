"""`ilrs-graph ask`."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from ..errors import UsageError, near_names
from ..language import say
from ..namespaces import VOCAB, slug
from ..render import Options
from ..terms import IN_SCHEME
from .options import (
    arrangement,
    arrangement_options,
    build_options,
    endpoint_option,
    labels_option,
    language,
    language_option,
    log,
    log_respelt,
    no_rows_of,
    open_graph,
    output_options,
    pick_format,
    queries_option,
    root_option,
    timeout_option,
    write_output,
)

if TYPE_CHECKING:
    from ..graph import LunarGraph
    from ..questions import Answer, Catalogue, Question
    from ..questions.arrangement import Arrangement
    from ..questions.catalogue import Parameter
    from ..search import Found


@click.command(
    name="ask",
    context_settings={"ignore_unknown_options": True, "help_option_names": []},
    epilog="""\b
Examples:
  ilrs-graph ask
  ilrs-graph ask far-side-partners --sources
  ilrs-graph ask far-side-partners --mission change-6 --format json
  ilrs-graph ask launch-dates --columns mission,date --sort -date --limit 10
  ilrs-graph ask mission-contributions -o contributions.xlsx
  ilrs-graph ask mission-contributions --mission change-6 -o references.bib
  ilrs-graph ask mission-contributions --mission change-6 --format csl
  ilrs-graph ask landing-regions --region far-side --explain
  ilrs-graph ask launch-dates --as-of 2023-10-31
  ilrs-graph ask "partners of far-side missions"
  ilrs-graph ask ./my-question.rq --mission change-6
  ilrs-graph ask --queries my-questions/
  ilrs-graph ask far-side-partners --lang zh
  ilrs-graph ask far-side-partners --help""",
)
@click.argument("words", metavar="[SLUG|FILE.rq|TEXT] [--PARAM VALUE]...", nargs=-1, type=click.UNPROCESSED)
@click.option(
    "--sources", is_flag=True, help="Print how many independent sources each row has, and references below the answer."
)
@click.option("--explain", is_flag=True, help="Explain every row, as text or with --format json.")
@arrangement_options
@labels_option
@output_options("answer")
@language_option
@build_options
@endpoint_option
@queries_option
@timeout_option
@root_option
@click.option(
    "-h", "--help", "wants_help", is_flag=True, help="Show this message; with a SLUG, the parameters of that question."
)
@click.pass_context
def command(
    ctx: click.Context,
    words: tuple[str, ...],
    sources: bool,
    explain: bool,
    no_labels: bool,
    format_name: str | None,
    output: str | None,
    as_of: str | None,
    endpoint: str | None,
    root: str | None,
    wants_help: bool,
) -> None:
    """Answer a saved question; without a SLUG, list the questions.

    A TEXT in your own words is answered if it asks one of the questions clearly; stderr tells which. Otherwise the
    questions and things that it may be about are listed, with the command for each, as by `ilrs-graph find`.

    A word that ends in .rq, or has a / in it, is a file with a question of your own; queries/README.md describes its
    form. --queries adds all those of a folder.

    Name a thing by slug (change-6), CURIE (mission:change-6), IRI or any of its names. The default format is a table
    on a terminal and CSV in a pipe; in CSV, column x has the IRI of a thing and column xLabel its label. The formats
    srj, srx, sparql-csv and tsv are the SPARQL 1.1 results in JSON, XML, CSV and TSV. The formats bibtex (.bib), csl
    (CSL-JSON, .csl.json) and ris (.ris) are the references of the answer, for programs that manage references; ttl is
    its evidence as Turtle, the nodes that make the rows true with their sources. The format csvw (.csv-metadata.json)
    tells programs what the columns of the CSV hold.

    --sources also tells how strong the evidence of each row is: "3, best: primary" is three independent sources, the
    best of them primary; copies of one text and pages of one publisher count as one, and a row of several facts is as
    strong as its weakest. In CSV it adds the columns independentSources, bestKind, bestKindLabel and, last, sources;
    JSON, HTML and xlsx always have them.
    """
    names, given = split(words)
    if wants_help and not names:
        click.echo(ctx.get_help())
        return
    graph = open_graph(root, as_of, endpoint)
    if not names:
        no_rows_of("the list of questions")
        wanted = pick_format("questions", name=format_name, output=output, piped="csv")
        write_output(graph.questions, wanted, output)
        return
    chosen = choose(names, given, graph)
    if not isinstance(chosen, Chosen):
        list_found(chosen, " ".join(names), format_name, output)
        return
    asked, given, answer = chosen
    if wants_help:
        click.echo(usage(graph.question(asked), graph))
    elif explain:
        explain_answer(graph, asked, given, format_name, output)
    else:
        wanted = pick_format("answer", name=format_name, output=output, piped="csv")
        answer, rows = answer or graph.ask(asked, **given), arrangement()
        options = Options(
            sources=sources, no_labels=no_labels, total=len(answer), all_columns=bool(rows and rows.columns)
        )
        write_output(arranged(answer, rows), wanted, output, options)
        if answer.hint and wanted.name not in _WITH_HINT:
            log(answer.hint)
        if wanted.name == "csv" and sys.stderr.isatty():
            log(answer.note)


def is_file(word: str) -> bool:
    """Return whether a word is the path of a question rather than its slug or a text.

    >>> is_file("./mine.rq"), is_file("far-side-partners"), is_file("who is the CNSA/ESA partner?")
    (True, False, False)
    """
    has_separator = "://" not in word and any(separator in word for separator in ("/", os.sep))
    return word.endswith(".rq") or (has_separator and (not re.search(r"\s", word) or os.path.exists(word)))  # noqa: PTH110


_WITH_HINT = frozenset({"table", "markdown", "html"})
"""The formats in which an answer without rows says so itself."""


class Chosen(NamedTuple):
    """A question, by its slug or file, with its arguments, and the answer if it is known already."""

    asked: str | Path
    given: dict[str, Any]
    answer: Answer | None = None


def choose(names: list[str], given: dict[str, Any], graph: LunarGraph) -> Chosen | Found:
    """Return the question that the words name or ask clearly, or else what they may be about.

    A text asks a question clearly only if it takes the given parameters too, and if its answer has rows.

    Raises:
        UsageError: a slug or file is followed by another word.
    """
    if is_file(names[0]):
        if names[1:]:
            raise UsageError(f"unexpected argument {names[1]!r}", tip="give a parameter as --name VALUE")
        return Chosen(Path(names[0]), given)
    if not is_text(names, graph.questions):
        return Chosen(names[0], given)
    found = graph.find(" ".join(names))
    log_respelt(found)
    clear = found.clear
    if clear is None or not given.keys() <= {each.name for each in graph.questions.find(clear.slug).parameters}:
        return found
    arguments = {**clear.arguments, **given}
    answer = graph.ask(clear.slug, **arguments)
    if not len(answer):
        return found
    log(say("answered: {command}", language(), command=clear.command))
    return Chosen(clear.slug, arguments, answer)


def is_text(names: list[str], questions: Catalogue) -> bool:
    """Return whether the words are a text rather than a slug.

    Raises:
        UsageError: a slug is followed by another word.
    """
    first, *rest = names
    known = first in questions or first in questions.broken
    if known and rest and "-" in first:
        raise UsageError(f"unexpected argument {rest[0]!r}", tip="give a parameter as --name VALUE")
    return bool(rest) or " " in first.strip() or not (known or near_names(first, questions))


def list_found(found: Found, text: str, format_name: str | None, output: str | None) -> None:
    """Write the questions and things that a text may be about.

    Raises:
        UsageError: there is none.
    """
    if not found.questions and not found.things:
        raise UsageError(f"nothing fits {text!r}", tip="'ilrs-graph ask' lists the questions")
    no_rows_of("a text that asks no question clearly")
    log(say("no question fits clearly; these are the nearest:", language()))
    write_output(found, pick_format("found", name=format_name, output=output, piped="csv"), output)


def arranged(answer: Answer, rows: Arrangement | None) -> Answer:
    """Return the answer as the options for rows and columns want it."""
    if rows is None:
        return answer
    from ..questions.arrangement import arranged_answer

    return arranged_answer(answer, rows)


def explain_answer(
    graph: LunarGraph, asked: str | Path, given: dict[str, Any], format_name: str | None, output: str | None
) -> None:
    """Write the explanation of each row of an answer."""
    wanted = pick_format("explained rows", name=format_name, output=output, piped="text")
    explanation = graph.explain_answer(arranged(graph.ask(asked, **given), arrangement()))
    write_output(explanation, wanted, output, Options(depth=None))


def split(words: tuple[str, ...]) -> tuple[list[str], dict[str, Any]]:
    """Return the words and the parameters in the arguments of `ask`.

    >>> split(("far-side-partners", "--mission", "change-6"))
    (['far-side-partners'], {'mission': 'change-6'})

    Raises:
        UsageError: a parameter without value or given twice.
    """
    names: list[str] = []
    given: dict[str, str] = {}
    rest = list(words)
    while rest:
        word = rest.pop(0)
        if not word.startswith("--"):
            names.append(word)
            continue
        name, equals, value = word[2:].partition("=")
        if not equals:
            if not rest or rest[0].startswith("--"):
                raise UsageError(f"--{name} has no value", tip=f"write --{name} VALUE")
            value = rest.pop(0)
        if name in given:
            raise UsageError(f"--{name} is given twice")
        given[name] = value
    return names, given


def _value(parameter: Parameter) -> str:
    """Return what a parameter takes, as people write it."""
    if parameter.code_list:
        return "CODE"
    return {"iri": "THING", "gYear": "YEAR", "date": "DAY"}.get(parameter.type, parameter.type.upper())


def _codes(parameter: Parameter, graph: LunarGraph) -> str:
    """Return the codes that a parameter takes; "" if it takes something else."""
    if not parameter.code_list:
        return ""
    rows = graph.engine.select(f"SELECT ?code {{ ?code <{IN_SCHEME.value}> <{VOCAB}{parameter.code_list}> }}")
    codes = sorted(slug(code.value) for row in rows for code in row if code is not None)
    return f" (one of {', '.join(codes)})" if codes else ""


def usage(question: Question, graph: LunarGraph) -> str:
    """Return the help of one question; the graph has the codes that its parameters take."""
    lines = [question.question, "", click.wrap_text(question.description.strip()), "", "Parameters:"]
    for p in question.parameters:
        example = f", for example {p.example}" if p.example else ""
        words = f"--{p.name} {_value(p)}  {p.label}{example}{_codes(p, graph)}"
        lines.append(click.wrap_text(words, initial_indent="  ", subsequent_indent="      "))
    if not question.parameters:
        lines.append("  none")
    elif any(_value(p) == "THING" for p in question.parameters):
        lines.append("A THING is named by slug, CURIE, IRI or any of its names.")
    columns = click.wrap_text("Columns: " + ", ".join(question.columns.values()), subsequent_indent="  ")
    lines += ["", columns, "", "Example:"]
    first = "".join(f" --{name} {value}" for name, value in question.example.items())
    return "\n".join([*lines, f"  ilrs-graph ask {question.slug}{first} --sources"])
