"""The tools `list_questions` and `ask`, and a tool for each saved question."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping
from typing import Any
from weakref import WeakKeyDictionary

from pyoxigraph import NamedNode

from ..errors import UnknownName
from ..language import say
from ..names.among import code_list
from ..names.labels import Labels
from ..namespaces import compact
from ..questions import Answer, Parameter, Question
from ..questions.empty import values_in
from ..render.cells import answer_cells
from ..render.markdown_text import markdown_table, markdown_text
from ..render.options import Options
from ..search.model import FoundQuestion
from .evidence import (
    COMMON,
    ITEMS,
    NUMBER,
    OBJECT,
    SOURCES,
    TEXT,
    Cited,
    prefixes_in,
    some,
    some_text,
    sources_text,
    strength_of,
    values_of,
)
from .graph import Held
from .tool import LANGUAGE, Argument, Result, Tool, limit

_CHOICES = 24
"""How many values of a code list are named as choices."""
_KNOWN: WeakKeyDictionary[Labels, dict[tuple[str, str], list[str]]] = WeakKeyDictionary()
"""The values of parameters that were read from answers, by the labels of their reading."""
_TYPES = {"integer": "integer", "boolean": "boolean"}


async def list_questions(held: Held, given: dict[str, Any]) -> Result:
    """List the saved questions that fit some words, the best first, or all of them."""
    return await asyncio.to_thread(_listed, held, given["about"] or "", given["limit"], given["language"])


def _listed(held: Held, about: str, most: int, language: str) -> Result:
    reading = held.reading(language)
    total = len(reading.questions)
    if not about.strip():
        every = [{"slug": name, "question": q.wording(language).question} for name, q in reading.questions.items()]
        lines = [f"- {each['slug']}: {markdown_text(each['question'])}" for each in every]
        return Result("\n".join(lines), {"questions": every, "total": total})
    found = reading.find(about, most).questions
    listed = [_described(held, reading.questions[each.slug], each, language) for each in found]
    lines = [_line(each, language) for each in listed]
    none = say("No saved question has these words; list_questions without about gives all {n}.", language, n=total)
    return Result("\n".join(lines) or none, {"questions": listed, "total": total})


def _described(held: Held, question: Question, found: FoundQuestion, language: str) -> dict[str, Any]:
    words = question.wording(language)
    parameters = [_parameter(held, question, each, words.parameters[each.name]) for each in question.parameters]
    return {
        "slug": question.slug,
        "question": words.question,
        "description": " ".join(words.description.split()),
        "parameters": parameters,
        "arguments": dict(found.arguments),
        **({"alternatives": {k: list(v) for k, v in found.alternatives.items()}} if found.alternatives else {}),
    }


def _parameter(held: Held, question: Question, parameter: Parameter, label: str) -> dict[str, Any]:
    found: dict[str, Any] = {"name": parameter.name, "label": label, "type": parameter.type}
    if choices := choices_of(held, question, parameter):
        return {**found, "choices": choices}
    if parameter.of_class:
        found["class"] = parameter.of_class
    return {**found, "example": parameter.example} if parameter.example else found


def choices_of(held: Held, question: Question, parameter: Parameter) -> list[str]:
    """Return the values that a parameter takes, if they are few: of a code list, or texts and kinds in the answer."""
    if not parameter.code_list:
        return _in_answer(held, question, parameter) if _is_kind(parameter) else []
    found = list(code_list(parameter.code_list)(held.reading().engine).known())
    return found if len(found) <= _CHOICES else []


def _is_kind(parameter: Parameter) -> bool:
    """Whether a parameter only restricts the answer, to a text of the query or a class of the ontology."""
    of_ontology = parameter.name == "kind" and parameter.of_class is None
    return parameter.filter and (parameter.type == "string" or of_ontology)


def _in_answer(held: Held, question: Question, parameter: Parameter) -> list[str]:
    reading = held.reading()
    known = _KNOWN.setdefault(reading.labels, {})
    place = question.slug, parameter.name
    if place not in known:
        found = values_in(reading.engine.select(question.query), parameter.name)
        values = [compact(each.value) if isinstance(each, NamedNode) else each.value for each in found]
        known[place] = values if len(values) <= _CHOICES else []
    return known[place]


def _line(question: Mapping[str, Any], language: str) -> str:
    names = ", ".join(each["name"] for each in question["parameters"])
    given = ", ".join(f"{name} = {value}" for name, value in question["arguments"].items())
    takes = say(" Takes {names}.", language, names=names) if names else ""
    named = say(" Your words name {given}.", language, given=given) if given else ""
    several = "".join(
        say(
            " Your words may name {name} = {values}; leave it out to get all.",
            language,
            name=name,
            values=say(" or ", language).join(values),
        )
        for name, values in question.get("alternatives", {}).items()
    )
    return f"- {question['slug']}: {markdown_text(question['question'])}{takes}{named}{several}"


async def ask(held: Held, given: dict[str, Any]) -> Result:
    """Answer a saved question."""
    return await asyncio.to_thread(_answered, held, given["question"], given["arguments"] or {}, given)


def _answered(held: Held, question: str, arguments: Mapping[str, Any], given: Mapping[str, Any]) -> Result:
    reading = held.reading(given["language"])
    if question not in reading.questions and question not in reading.questions.broken:
        raise UnknownName("question", question, reading.questions, tip="list_questions finds one by words")
    answer = reading.ask(question, **arguments)
    start = given["offset"]
    part = answer.replaced(answer.columns, answer.solutions[start : start + given["limit"]])
    cited = Cited(given["language"], given["sources"])
    data = _data(part, cited)
    counted = some(data, start, len(answer))
    found = {
        "question": question,
        "asks": answer.wording.question,
        "arguments": dict(arguments),
        "columns": answer.columns,
        "rows": data,
        **counted,
        "completeness": answer.note,
        "asOf": held.day(reading),
        "sources": cited.data,
    }
    found["prefixes"] = prefixes_in([data, found["sources"]])
    if answer.hint:
        found["hint"] = answer.hint
    said = answer.hint or some_text(counted, answer.language)
    return Result(_text(part, data, cited, markdown_text(said), held.day(reading)), found)


def _data(part: Answer, cited: Cited) -> list[dict[str, Any]]:
    part.labels.load(term for row in part.rows for term in row.terms.values())
    return [
        {
            **values_of(row.terms, part.labels),
            "evidence": [compact(node.value) for node in row.evidence],
            "sources": cited.numbers(row.sources, row.proof),
            "strength": strength_of(row.strength),
        }
        for row in part.rows
    ]


def _text(part: Answer, data: list[dict[str, Any]], cited: Cited, counted: str, day: str) -> str:
    language = part.language
    cells = answer_cells(part, Options(language=language))
    shown = [place for place in range(len(part.columns)) if any(row[place] for row in cells)]
    headings = [heading for place, heading in enumerate(part.columns.values()) if place in shown]
    behind = [
        [row.strength.text(language), cited.marks(each["sources"])] for row, each in zip(part.rows, data, strict=True)
    ]
    rows = [[*(row[place] for place in shown), *ends] for row, ends in zip(cells, behind, strict=True)]
    added = [say(heading, language) for heading in ("Independent sources", "References")]
    table = markdown_table([*headings, *added], rows) if rows else ""
    note = f"{counted} {markdown_text(part.note)} {say('Data of {day}.', language, day=day)}"
    title = f"**{markdown_text(part.wording.question)}**"
    return "\n".join([title, "", *([table] if table else []), note, *sources_text(cited, language)])


LIST_QUESTIONS = Tool(
    "list_questions",
    "Find a tested question",
    "Tested questions that ask can answer, best fit first, with their parameters, and arguments for what your words "
    "name. Call it first with the user's question as about. Without about: all slugs.",
    (
        Argument("about", "string", "A question in your own words, in English or Chinese."),
        Argument("limit", "integer", default=5, least=1, most=20),
        LANGUAGE,
    ),
    {"questions": ITEMS, "total": NUMBER},
    list_questions,
    ("questions", "total"),
)
ASK = Tool(
    "ask",
    "Ask a tested question",
    "The answer to a saved question of list_questions: rows with names, IRIs, numbered sources, number of independent "
    "sources and their best kind. Read completeness before you answer no or none.",
    (
        Argument("question", "string", "Slug, such as far-side-partners.", required=True),
        Argument("arguments", "object", 'By parameter name; names, CURIEs, days: {"mission": "Chang\'e 6"}.'),
        *limit(20, 100),
        SOURCES,
        LANGUAGE,
    ),
    {
        "question": TEXT,
        "asks": TEXT,
        "arguments": OBJECT,
        "columns": {**OBJECT, "description": "Column to heading."},
        "rows": {**ITEMS, "description": "Columns, xLabel for a thing x, evidence, sources (n), strength."},
        "total": NUMBER,
        "shown": NUMBER,
        "next": {**NUMBER, "description": "Offset that goes on."},
        "completeness": TEXT,
        "hint": {**TEXT, "description": "Without rows: what has some."},
        **COMMON,
    },
    ask,
    ("question", "rows", "total", "completeness", "asOf", "sources"),
)


def typed(questions: Iterable[Question]) -> list[Tool]:
    """Return a tool for each question, whose arguments are its parameters."""
    return [_typed(question) for question in questions]


def _typed(question: Question) -> Tool:
    own = tuple(_argument(each) for each in question.parameters if each.name not in _COMMON_NAMES)
    return Tool(
        f"ask_{question.slug.replace('-', '_')}",
        question.question,
        " ".join(question.description.split()),
        (*own, *(each for each in ASK.arguments[2:])),
        ASK.output,
        _asking(question.slug, {each.name for each in own}),
        ASK.required,
    )


_COMMON_NAMES = {each.name for each in ASK.arguments[2:]}
"""The arguments of all tools for questions, which hide parameters of the same name."""


def _argument(parameter: Parameter) -> Argument:
    example = f", such as {parameter.example}" if parameter.example else ""
    return Argument(parameter.name, _TYPES.get(parameter.type, "string"), f"{parameter.label}{example}")


def _asking(question: str, own: set[str]) -> Callable[[Held, dict[str, Any]], Any]:
    async def run(held: Held, given: dict[str, Any]) -> Result:
        arguments = {name: value for name, value in given.items() if name in own and value is not None}
        return await asyncio.to_thread(_answered, held, question, arguments, given)

    return run
