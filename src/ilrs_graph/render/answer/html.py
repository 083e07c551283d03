"""An answer as an HTML document of its own: columns that can be sorted, references, and the query."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from ...language import say
from ...names.labels import Labels
from ...questions.answer import Answer
from ...questions.arrangement import order_key
from ...questions.strength import Strength
from ...terms import Term
from ..cells import answer_cells
from ..grid import row_count
from ..language import in_language
from ..markup import escaped, reference, shown, table
from ..options import Options
from ..page import page


def write(answer: Answer, options: Options) -> str:
    """Return the answer as a document with numbered references; things have their CURIEs as titles, dates are in words.

    >>> from ilrs_graph import LunarGraph
    >>> answer = LunarGraph().ask("far-side-partners", mission="change-6")
    >>> write(answer, Options()).count('<li id="r') == len(answer.references)
    True
    """
    answer, options = in_language(answer, options)
    return page(answer.wording.question, "\n".join(_parts(answer, options)), options.language)


def _parts(answer: Answer, options: Options) -> Iterator[str]:
    question = answer.wording
    yield f"<h1>{escaped(question.question)}</h1>"
    if question.description.strip():
        yield f"<p>{escaped(question.description.strip())}</p>"
    language = options.language
    count = row_count(len(answer), options.total, language=language) + say(". ", language)
    if answer.hint:
        yield f"<p>{escaped(answer.hint)}</p>"
    yield f"<p>{escaped(count + answer.note)}</p>"
    number = {citation: i for i, citation in enumerate(answer.references, 1)}
    rows = [
        [
            *map(shown, terms.values(), texts),
            escaped(row.strength.text(language)),
            " ".join(f'<a href="#r{number[c]}">{number[c]}</a>' for c in row.sources),
        ]
        for terms, texts, row in zip(answer.terms(), answer_cells(answer, options), answer.rows, strict=True)
    ]
    terms = [list(row.values()) for row in answer.terms()]
    strengths = _places([_strongest_first(row.strength) for row in answer.rows])
    orders = [[*row, place, None] for row, place in zip(_orders(terms, answer.labels), strengths, strict=True)]
    headings = [say(words, language) for words in ("Independent sources", "References")]
    yield table([*answer.columns.values(), *headings], rows, orders)
    if number:
        yield f"<h2>{say('References', language)}</h2>\n<ol>"
        yield from (f'<li id="r{place}">{reference(citation, language)}</li>' for citation, place in number.items())
        yield "</ol>"
    title = say("Query in SPARQL", language)
    yield f"<details><summary>{title}</summary><pre>{_lines(answer.query)}</pre></details>"
    yield f"<footer>{escaped(say('ilrs-graph: saved question {slug}', language, slug=answer.question.slug))}</footer>"


def _lines(text: str) -> str:
    return "\n".join(map(escaped, text.splitlines()))


def _orders(rows: Sequence[Sequence[Term | None]], labels: Labels) -> list[list[int | None]]:
    """Return for each cell the place of its value in the order of its column, None for an unbound one."""
    columns = []
    for column in zip(*rows, strict=True):
        columns.append(_places([None if term is None else order_key(term, labels) for term in column]))
    return [list(row) for row in zip(*columns, strict=True)]


def _places(keys: Sequence[Any]) -> list[int | None]:
    rank = {key: place for place, key in enumerate(sorted({key for key in keys if key is not None}), 1)}
    return [None if key is None else rank[key] for key in keys]


def _strongest_first(strength: Strength) -> tuple[int, int] | None:
    return strength.best and (-strength.independent, strength.best.order)
