"""The page of a saved question: its controls, the answer with numbered references, and how to take it away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from ..errors import UsageError
from ..namespaces import BASE
from ..questions.answer import Answer
from ..questions.catalogue import Question, Wording
from ..questions.empty import agents_text
from .answer_picture import ROWS as PICTURED
from .answer_picture import is_pictured, picture
from .answers import Rows
from .context import Context
from .controls import Control, controls
from .parts import Part, part_of
from .tables import References, Table, table

ROWS = 300
"""How many rows of an answer a page has; its files have all."""
VIEWS = ("table", "records", "picture")
"""How a page shows an answer: as a table below its picture, row by row, or as the picture alone."""
ARGUMENTS = ("view", "page")
"""The arguments of a page that are no arguments of its question."""
DOWNLOADS = {
    "CSV": "csv", "XLSX": "xlsx", "JSON": "json", "Turtle": "ttl", "BibTeX": "bib", "CSL-JSON": "csl.json",
    "RIS": "ris",
}  # fmt: skip
"""The files of an answer: what they are called, and their suffixes."""


class Copied(NamedTuple):
    """The question as a command, as Python, and the answer as an entry of BibTeX, to cite it."""

    command: str
    python: str
    bibtex: str


class Without(NamedTuple):
    """What was asked by one argument: its parameter and value as text, and the answer without it.

    `arguments` are the others, `rows` the number of rows that they give, None where nobody needs to know.
    """

    label: str
    value: str
    arguments: Mapping[str, str]
    rows: int | None


class Asking(NamedTuple):
    """What the page of a question shows: its answer in a `view`, of a long one a part.

    `picture` is SVG, "" without one; `is_narrowing` is true if fewer rows would have a picture, `views` are those that
    there are, and `own` the arguments of the page itself, without those of the question.
    """

    question: Question
    wording: Wording
    arguments: Mapping[str, str]
    controls: Sequence[Control]
    table: Table
    picture: str
    is_narrowing: bool
    asked: Sequence[Without]
    note: str
    query: str
    copied: Copied
    references: References
    view: str
    views: Sequence[str]
    part: Part
    own: Mapping[str, str]
    as_of: str = ""


def question(slug: str, arguments: Mapping[str, str], context: Context) -> Asking:
    """Return the page of a question with arguments, by parameter; empty ones count as omitted.

    Besides, `view` is one of `VIEWS`, by default the first, and `page` the number of a part of a long answer.

    Raises:
        UnknownName, UsageError: no such question, parameter, thing, view or page, or a value of the wrong type.
    """
    asked, given = context.reading.question(slug), without_empty(arguments)
    own = {name: given.pop(name) for name in ARGUMENTS if name in given}
    views = VIEWS if is_pictured(asked.view) else VIEWS[:2]
    view = _view(own.get("view", VIEWS[0]), views)
    answer = context.reading.ask(slug, **given)
    references, total = References(), len(answer)
    part = part_of(own.get("page", "1"), total, ROWS)
    rows = Rows.of(answer, ROWS, part.skipped)
    return Asking(
        asked,
        asked.wording(context.language),
        given,
        controls(answer, given, context),
        table(rows, references),
        "" if view == "records" else picture(rows, context.language),
        is_pictured(asked.view) and total > PICTURED,
        _without(asked, given, answer, context),
        " ".join(filter(None, (agents_text(answer.without, answer.labels, answer.parameter_names), answer.note))),
        answer.query,
        _copied(answer, given, context),
        references,
        view,
        views,
        part,
        own,
        str(context.reading.as_of or ""),
    )


def _view(name: str, views: Sequence[str]) -> str:
    """Return a view by its name.

    Raises:
        UsageError: the page has no such view.
    """
    if name not in views:
        what = "this question has no picture" if name in VIEWS else f"{name[:20]!r} is not a view of an answer"
        raise UsageError(f"{{view}}: {what}", tip=f"use {' or '.join(views)}", about="view")
    return name


def without_empty(arguments: Mapping[str, str]) -> dict[str, Any]:
    """Return the arguments that have a value."""
    return {name: value for name, value in arguments.items() if value.strip()}


def _without(asked: Question, given: Mapping[str, str], answer: Answer, context: Context) -> list[Without]:
    """Return what was asked, by argument; of an answer without rows, how many there are without the argument."""
    wording = asked.wording(context.language)
    rows = {each.parameter: each.rows for each in answer.without}
    found = []
    for name, value in answer.arguments.items():
        others = {each: text for each, text in given.items() if each != name}
        found.append(Without(wording.parameters[name], context.label(value), others, rows.get(name)))
    return sorted(found, key=lambda each: -(each.rows or 0))


def _copied(answer: Answer, arguments: Mapping[str, str], context: Context) -> Copied:
    slug, as_of = answer.question.slug, str(answer.as_of or "")
    options = "".join(f" --{name} {_word(value)}" for name, value in arguments.items())
    keywords = "".join(f", {name}={value!r}" for name, value in arguments.items())
    day, graph = (f" --as-of {as_of}", f"LunarGraph(as_of={as_of!r})") if as_of else ("", "LunarGraph()")
    return Copied(
        f"ilrs-graph ask {slug}{options}{day} --sources",
        f"from ilrs_graph import LunarGraph\n\nanswer = {graph}.ask({slug!r}{keywords})",
        _bibtex(answer, arguments, context),
    )


def _bibtex(answer: Answer, arguments: Mapping[str, str], context: Context) -> str:
    """Return an entry of BibTeX for the answer itself: the question, its arguments, and the day of the data."""
    from ..render.references.bibtex import escaped

    values = ", ".join(f"{name} = {value}" for name, value in arguments.items())
    title = answer.wording.question + (f" ({values})" if values else "")
    days = [f"data of {context.last_edit}", *([f"as known on {answer.as_of}"] if answer.as_of else [])]
    return "\n".join([
        f"@online{{ilrs-graph-{answer.question.slug},",
        f"  title = {{{{{escaped(title)}}}}},",
        "  organization = {{ilrs-graph, a sourced knowledge graph of lunar programmes}},",
        f"  date = {{{context.last_edit}}},",
        f"  url = {{{BASE}}},",
        f"  note = {{Saved question {answer.question.slug}, {escaped(', '.join(days))}}},",
        "}",
    ])  # fmt: skip


def _word(value: str) -> str:
    """Return a value as one word of a shell.

    >>> _word("change-6"), _word("Chang'e 6")
    ('change-6', '\\'Chang\\'"\\'"\\'e 6\\'')
    """
    from shlex import quote

    return quote(value)
