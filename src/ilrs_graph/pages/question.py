"""The page of a saved question: its controls, the answer with numbered references, and how to take it away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from pyoxigraph import NamedNode

from ..language import say
from ..namespaces import ID, compact, expand
from ..questions.catalogue import Parameter, Question, Wording
from .answers import Rows
from .context import Context
from .tables import References, Table, table

CHOICES = 60
"""How many things a control lists at most; of more, it takes a name."""
ROWS = 1_000
"""How many rows of an answer the page has; its files have all."""
DOWNLOADS = {"CSV": "csv", "JSON": "json", "XLSX": "xlsx", "BibTeX": "bib", "CSL": "csl.json", "RIS": "ris"}
"""The files of an answer: what they are called, and their suffixes."""
_INPUTS = {"date": "date", "integer": "number", "gYear": "number", "decimal": "number"}


class Control(NamedTuple):
    """A control for a parameter: `choices` are names and labels, `input` the type of a field without choices."""

    name: str
    label: str
    value: str
    example: str
    input: str
    choices: Sequence[tuple[str, str]] = ()


class Copied(NamedTuple):
    """The question as a command, as Python, and as the arguments of an address."""

    command: str
    python: str


class Asking(NamedTuple):
    """What the page of a question shows."""

    question: Question
    wording: Wording
    arguments: Mapping[str, str]
    controls: Sequence[Control]
    table: Table
    note: str
    query: str
    copied: Copied
    references: References
    as_of: str = ""


def question(slug: str, arguments: Mapping[str, str], context: Context) -> Asking:
    """Return the page of a question with arguments, by parameter; empty ones count as omitted.

    Raises:
        UnknownName, UsageError: no such question, parameter or thing, or a value of the wrong type.
    """
    asked = context.reading.question(slug)
    given: dict[str, Any] = {name: value for name, value in arguments.items() if value.strip()}
    answer = context.reading.ask(slug, **given)
    references = References()
    wording = asked.wording(context.language)
    controls = [_control(each, wording, given.get(each.name, ""), context) for each in asked.parameters]
    as_of = str(context.reading.as_of or "")
    return Asking(
        asked,
        wording,
        given,
        controls,
        table(Rows.of(answer, ROWS), references),
        answer.note,
        answer.query,
        _copied(slug, given, as_of),
        references,
        as_of,
    )


def _control(parameter: Parameter, wording: Wording, value: str, context: Context) -> Control:
    choices = _choices(parameter, context)
    if parameter.type == "boolean":
        choices = [(each, say(each, context.language)) for each in ("true", "false")]
    label = wording.parameters.get(parameter.name, parameter.label)
    kind = _INPUTS.get(parameter.type, "text")
    return Control(parameter.name, label, value, parameter.example or "", kind, choices)


def _choices(parameter: Parameter, context: Context) -> list[tuple[str, str]]:
    """Return the things that a parameter takes, as CURIEs with labels, by label; none if there are too many."""
    of_class = expand(parameter.of_class or "") if parameter.type == "iri" else None
    if of_class is None or parameter.of_class == "skos:Concept":
        return []
    rows = context.reading.engine.select(f"SELECT DISTINCT ?x {{ ?x a <{of_class}> }} LIMIT {CHOICES + 1}").rows
    nodes = [x for (x,) in rows if isinstance(x, NamedNode)]
    if len(nodes) > CHOICES:
        return []
    context.reading.labels.load(nodes)
    found = [(compact(node.value), context.label(node)) for node in nodes]
    return sorted(found, key=lambda choice: choice[1].casefold())


def _copied(slug: str, arguments: Mapping[str, str], as_of: str) -> Copied:
    options = "".join(f" --{name} {_word(value)}" for name, value in arguments.items())
    keywords = "".join(f", {name}={value!r}" for name, value in arguments.items())
    day, graph = (f" --as-of {as_of}", f"LunarGraph(as_of={as_of!r})") if as_of else ("", "LunarGraph()")
    return Copied(
        f"ilrs-graph ask {slug}{options}{day} --sources",
        f"from ilrs_graph import LunarGraph\n\nanswer = {graph}.ask({slug!r}{keywords})",
    )


def _word(value: str) -> str:
    """Return a value as one word of a shell.

    >>> _word("change-6"), _word("Chang'e 6")
    ('change-6', '\\'Chang\\'"\\'"\\'e 6\\'')
    """
    from shlex import quote

    return quote(value)


def selected(control: Control, choice: str) -> bool:
    """Return whether a choice is the value of a control, which may be a CURIE, a slug or an IRI.

    >>> selected(Control("mission", "", "change-6", "", "text"), "mission:change-6")
    True
    """
    return control.value in (choice, choice.rpartition(":")[2], ID + choice.replace(":", "/", 1))
