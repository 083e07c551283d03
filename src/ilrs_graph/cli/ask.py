"""`ilrs-graph ask`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from ..errors import UsageError
from .options import chosen, deliver, endpoint, note, opened, result, when, where

if TYPE_CHECKING:
    from ..graph import LunarGraph
    from ..questions import Answer, Catalogue, Question

FORMATS = ("table", "csv", "json", "html")


@click.command(
    name="ask",
    context_settings={"ignore_unknown_options": True, "help_option_names": []},
    epilog="""\b
Examples:
  ilrs-graph ask
  ilrs-graph ask far-side-partners --sources
  ilrs-graph ask far-side-partners --mission change-6 --format json
  ilrs-graph ask landing-regions --region far-side --explain
  ilrs-graph ask launch-dates --as-of 2023-10-31
  ilrs-graph ask far-side-partners --help""",
)
@click.argument("words", metavar="[SLUG] [--PARAM VALUE]...", nargs=-1, type=click.UNPROCESSED)
@click.option("--sources", is_flag=True, help="Print references under the answer, numbered per row.")
@click.option("--explain", is_flag=True, help="Say for every row why it is there, as text or --format json.")
@result(FORMATS)
@when
@endpoint
@where
@click.option("-h", "--help", "wants_help", is_flag=True, help="Show this message, or with a SLUG its parameters.")
@click.pass_context
def command(
    ctx: click.Context,
    words: tuple[str, ...],
    sources: bool,
    explain: bool,
    form: str | None,
    output: str | None,
    as_of: str | None,
    endpoint: str | None,
    root: str | None,
    wants_help: bool,
) -> None:
    """Answer a saved question; without a SLUG, list the questions.

    A thing is given as slug (change-6), CURIE (mission:change-6), IRI or exact label. On a terminal the
    answer is a table; in a pipe it is CSV, a thing's IRI in x and its label in xLabel.
    """
    slug, given = split(words)
    if wants_help and slug is None:
        click.echo(ctx.get_help())
        return
    graph = opened(root, as_of, endpoint)
    if slug is None:
        wanted = chosen(form, output, ("table", "csv"), "csv")
        deliver(listing(graph.questions, wanted), output)
        return
    question = graph.questions.find(slug)
    if wants_help:
        click.echo(usage(question))
        return
    if explain:
        explained(graph, slug, given, form, output)
        return
    wanted = chosen(form, output, FORMATS, "csv")
    answer = graph.ask(slug, **given)
    deliver(written(answer, graph, wanted, sources), output)
    if wanted in ("csv", "html") and sys.stderr.isatty():
        note(answer.note)


def explained(graph: LunarGraph, slug: str, given: dict[str, str], form: str | None, output: str | None) -> None:
    """Write why each row of an answer is there."""
    from ..explanation.rows import explain_rows
    from .explain import of_suffix
    from .explain import written as told

    wanted = chosen(form or of_suffix(output), output, ("text", "json"), "text")
    explainer = graph.explainer
    deliver(told(explain_rows(graph.ask(slug, **given), explainer), wanted), output)


def split(words: tuple[str, ...]) -> tuple[str | None, dict[str, str]]:
    """Return the slug and the parameters of the words behind `ask`.

    >>> split(("far-side-partners", "--mission", "change-6"))
    ('far-side-partners', {'mission': 'change-6'})

    Raises:
        UsageError: a word too many, a parameter without value or given twice.
    """
    slug: str | None = None
    given: dict[str, str] = {}
    rest = list(words)
    while rest:
        word = rest.pop(0)
        if not word.startswith("--"):
            if slug is not None:
                raise UsageError(f"{word!r} is one word too many", tip="give a parameter as --name value")
            slug = word
            continue
        name, equals, value = word[2:].partition("=")
        if not equals:
            if not rest or rest[0].startswith("--"):
                raise UsageError(f"--{name} has no value", tip=f"write --{name} VALUE")
            value = rest.pop(0)
        if name in given:
            raise UsageError(f"--{name} is given twice")
        given[name] = value
    return slug, given


def listing(questions: Catalogue, form: str) -> str:
    """Return the list of the questions."""
    if form == "csv":
        import csv
        import io

        out = io.StringIO()
        rows = ((s, questions[s].question) for s in questions)
        csv.writer(out, lineterminator="\n").writerows([("slug", "question"), *rows])
        return out.getvalue()
    from .tables import draw

    return draw(("Slug", "Question"), ((s, questions[s].question) for s in questions))


def usage(question: Question) -> str:
    """Return the help of one question."""
    lines = [question.question, "", question.description.strip(), "", "Parameters:"]
    for p in question.parameters:
        example = f", such as {p.example}" if p.example else ""
        lines.append(f"  --{p.name} {p.type.upper()}  {p.label}{example}")
    if not question.parameters:
        lines.append("  none")
    lines += ["", "Columns: " + ", ".join(question.columns.values()), "", "Example:"]
    first = next((f" --{p.name} {p.example}" for p in question.parameters if p.example), "")
    return "\n".join([*lines, f"  ilrs-graph ask {question.slug}{first} --sources"])


def written(answer: Answer, graph: LunarGraph, form: str, sources: bool) -> str:
    """Return the answer in a format."""
    if form == "html":
        from ..render.answer_html import to_html

        return to_html(answer) + "\n"
    from ..render import answer as formats

    if form == "json":
        return formats.answer_json(answer, graph.labels)
    if form == "csv":
        return formats.answer_csv(answer, graph.labels, sources=sources)
    return drawn(answer, sources)


def drawn(answer: Answer, sources: bool) -> str:
    """Return the answer as a table, with numbered references where they are wanted."""
    from .tables import draw

    headings, rows = list(answer.columns.values()), [list(row) for row in answer.texts]
    if sources:
        number = {citation: i for i, citation in enumerate(answer.references, 1)}
        headings.append("References")
        for row, texts in zip(answer.rows, rows, strict=True):
            texts.append(" ".join(f"[{number[c]}]" for c in row.sources))
    out = draw(headings, rows, answer.question.question)
    if sources:
        out += "".join(f"[{i}] {c}\n" for i, c in enumerate(answer.references, 1)) + "\n"
    return f"{out}{answer.note}\n"
