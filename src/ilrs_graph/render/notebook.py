"""Results as HTML for the cells of a notebook: safe whatever the data says, and cut at `ROWS` rows.

>>> from ilrs_graph import LunarGraph
>>> html_of(LunarGraph().query("SELECT ?x { ?x a ilrs:State }")).rpartition("<p>")[2]
'100 of ... rows</p>'
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import singledispatch
from itertools import islice
from typing import Any

from ..engine import Table
from ..explanation.outline import Entry, outline
from ..explanation.tree import Explanation
from ..forecasting.model import Forecasts
from ..namespaces import compact
from ..questions import Answer, Catalogue, LabelledTable, Question
from ..search import Found
from ..things.citation import Citation
from ..things.describe import Description
from ..timeline import Lanes
from .cells import answer_cells, table_cells
from .explanation.text import ABOVE, MARK, details
from .forecast.rows import HEADINGS, note
from .forecast.rows import cells as forecast_cells
from .grid import row_count
from .markup import escaped, marks, reference, shown, table
from .options import DEFAULTS, Options
from .questions.listed import slugs_and_questions
from .timeline.svg import write as draw
from .timeline.title import title

ROWS = 100
"""How many rows, facts or events are shown at most."""
_CODE, _BOLD = "<code>{}</code>", "<strong>{}</strong>"
_KINDS = {"stated": "stated", "claimed": "claimed", "inferred": "follows", "related": "refers to it"}


@singledispatch
def html_of(result: Any) -> str:
    """Return a result as HTML.

    Raises:
        TypeError: it is of a type without HTML.
    """
    raise TypeError(f"no HTML of {type(result).__name__}")


@html_of.register
def _(answer: Answer) -> str:
    first = answer.replaced(answer.question.columns, answer.solutions[:ROWS])
    cells = [
        list(map(shown, terms.values(), texts))
        for terms, texts in zip(first.terms(), answer_cells(first, DEFAULTS), strict=True)
    ]
    found = _titled(answer.question.question, table(list(answer.columns.values()), cells), len(cells), len(answer))
    return f"{found}<p>{escaped(answer.note)}</p>"


@html_of.register
def _(result: Table) -> str:
    first = Table(result.variables, result.rows[:ROWS])
    options = Options(labels=result.labels if isinstance(result, LabelledTable) else None)
    cells = [list(map(shown, row, texts)) for row, texts in zip(first, table_cells(first, options), strict=True)]
    return _titled("", table(result.variables, cells), len(cells), len(result))


@html_of.register
def _(description: Description) -> str:
    number = _numbers(description.references)
    cells = [
        [
            escaped(_KINDS[fact.kind] + ("; counts now" if fact.node in description.best else "")),
            shown(fact.property, fact.property_text),
            shown(fact.value, fact.value_text),
            escaped(fact.stated_on),
            marks(fact.sources, number),
        ]
        for fact in description.facts[:ROWS]
    ]
    head = f"{description.label} ({compact(description.thing.value)})"
    found = table(("", "Property", "Value", "Stated on", "Sources"), cells)
    return _titled(head, found, len(cells), len(description.facts), "fact")


@html_of.register
def _(explanation: Explanation) -> str:
    number = _numbers(explanation.references)
    entries = list(islice(outline(explanation.trees), ROWS))
    total = sum(1 for _ in outline(explanation.trees))
    parts = [f"<p>{escaped(explanation.summary)}</p>"] if explanation.summary else []
    parts += [*_tree(entries, number)]
    if len(entries) < total:
        parts.append(f"<p>{row_count(len(entries), total, 'fact')}</p>")
    if number:
        listed = "".join(f"<li>{reference(citation)}</li>" for citation in explanation.references[:ROWS])
        parts.append(f"<details><summary>References ({len(number)})</summary><ol>{listed}</ol></details>")
    if explanation.note and explanation.note not in explanation.summary:
        parts.append(f"<p>{escaped(explanation.note)}</p>")
    return "".join(parts)


def _tree(entries: list[Entry], number: dict[Citation, int]) -> Iterator[str]:
    """Yield facts, each above its premises, which fold away below the second level."""
    unclosed = 0
    depths = [len(entry.last) for entry in entries] + [0]
    for entry, below in zip(entries, depths[1:], strict=True):
        depth = len(entry.last)
        yield "</details>" * (unclosed - depth)
        unclosed = min(unclosed, depth)
        said = escaped(MARK.get(entry.fact.kind, "") + entry.fact.text) + " " + _CODE.format(escaped(entry.fact.curies))
        more = [ABOVE] if entry.again else details(entry.fact, number)
        said += "".join(f"<br><small>{escaped(line)}</small>" for line in more)
        if below > depth:
            yield f'<details style="margin-left:1.2em"{" open" if depth < 2 else ""}><summary>{said}</summary>'
            unclosed += 1
        else:
            yield f'<div style="margin-left:2.2em">{said}</div>'
    yield "</details>" * unclosed


@html_of.register
def _(lanes: Lanes) -> str:
    first = lanes[:ROWS]
    picture = draw(first, Options(title=title(lanes.names, lanes.as_of)))
    cut = f"<p>{row_count(len(first), len(lanes), 'event')}</p>" if len(first) < len(lanes) else ""
    return f'<div style="overflow-x:auto">{picture}</div>{cut}'


@html_of.register
def _(forecasts: Forecasts) -> str:
    with_chances = [each for each in forecasts if each.reason is None]
    cells = [list(map(escaped, forecast_cells(each, "en"))) for each in with_chances[:ROWS]]
    found = _titled("", table(HEADINGS, cells), len(cells), len(with_chances), "event")
    return f"{found}<p>{escaped(note(forecasts, 'en'))}</p>"


@html_of.register
def _(questions: Catalogue) -> str:
    listed = slugs_and_questions(questions)
    cells = [[_CODE.format(escaped(slug)), escaped(text)] for slug, text in listed[:ROWS]]
    return _titled("", table(("Slug", "Question"), cells), len(cells), len(listed), "question")


@html_of.register
def _(question: Question) -> str:
    cells = [
        [_CODE.format(escaped(each.name)), escaped(each.label), escaped(each.type), escaped(each.example or "")]
        for each in question.parameters
    ]
    parts = [f"<p>{_BOLD.format(escaped(question.question))} {_CODE.format(escaped(question.slug))}</p>"]
    parts += [f"<p>{escaped(question.description.strip())}</p>"]
    parts += [table(("Parameter", "Meaning", "Type", "Example"), cells)] if cells else ["<p>No parameters.</p>"]
    columns = [[_CODE.format(escaped(name)), escaped(heading)] for name, heading in question.columns.items()]
    return "".join([*parts, table(("Column", "Heading"), columns)])


@html_of.register
def _(found: Found) -> str:
    questions = [[_CODE.format(escaped(q.command)), escaped(q.question)] for q in found.questions]
    things = [[shown(t.node, t.label), escaped(t.kind), _CODE.format(escaped(t.command))] for t in found.things]
    parts = []
    if questions:
        parts.append(_titled("", table(("Question", ""), questions), len(questions), len(questions), "question"))
    if things:
        parts.append(_titled("", table(("Thing", "Kind", ""), things), len(things), len(things), "thing"))
    return "".join(parts) or "<p>Nothing fits.</p>"


def html_of_info(info: dict[str, Any]) -> str:
    """Return the numbers of a graph, as `info` has them, as HTML.

    >>> html_of_info({"version": "1", "triples": {"asserted": 2000}})[-49:]
    'asserted</td><td>2,000</td></tr>\\n</tbody></table>'
    """
    cells: list[list[str]] = []
    for name, value in info.items():
        if isinstance(value, dict):
            if name in ("triples", "things"):
                cells += [[escaped(f"{name}: {label}"), f"{count:,}"] for label, count in value.items()]
        elif value is not None:
            cells.append([escaped(name), f"{value:,}" if isinstance(value, int) else escaped(str(value))])
    return table(("", ""), cells)


def _titled(head: str, content: str, count: int, total: int, noun: str = "row") -> str:
    """Return content below its title and above the number of its rows."""
    title = f"<p>{_BOLD.format(escaped(head))}</p>" if head else ""
    return f"{title}{content}<p>{escaped(row_count(count, total, noun))}</p>"


def _numbers(citations: Iterable[Citation]) -> dict[Citation, int]:
    return {citation: number for number, citation in enumerate(citations, 1)}
