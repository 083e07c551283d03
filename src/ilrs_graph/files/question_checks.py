"""What is wrong with a saved question, each problem with its place; all are reported at once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pyoxigraph import QuerySolutions, Store

from ..errors import QueryError
from ..namespaces import ID, expand
from ..sparql import prepare, syntax_problem
from ..sparql.as_meant import as_meant
from ..sparql.parameters import open_variables
from ..sparql.tokens import tokens
from .header_text import HeaderText
from .question_problems import QuestionProblem
from .question_translation import translation_problems

REQUIRED = ("question", "columns", "evidence")
"""The keys that every header has."""
KEYS = frozenset(
    {"question", "description", "tags", "keywords", "params", "columns", "evidence", "complete", "view", "zh"}
)
PARAMETER_KEYS = frozenset({"type", "class", "label", "example", "filter"})
TYPES = frozenset({"iri", "string", "date", "gYear", "integer", "decimal", "boolean"})
RESERVED = frozenset(
    {
        *("as_of", "columns", "debug", "endpoint", "explain", "format", "graph", "help", "lang", "language", "limit"),
        *("no_labels", "no_pager", "output", "queries", "quiet", "reasoner", "root", "sort", "sources", "timeout"),
        *("user", "page", "row", "view"),
    }
)
"""Names that no parameter may have: whoever asks, on a page too, gives arguments of these names beside those of the
question."""
VIEWS = frozenset({"table", "timeline", "network", "map", "value"})
_TEXT, _TRUTH = (str, "text; put it in quotes"), (bool, "true or false")
_FORMS: dict[str, tuple[Any, str]] = {
    **{"question": _TEXT, "description": _TEXT, "view": _TEXT, "tags": (list, "a list of words")},
    "keywords": (list, "a list of words"),
    **{"params": (dict, "a map from names to descriptions"), "columns": (dict, "a map from variables to headings")},
    "evidence": (list, "a list of variables"),
}
_PARAMETER_FORMS: dict[str, tuple[Any, str]] = {
    **{"class": _TEXT, "label": _TEXT, "filter": _TRUTH},
    "example": ((str, int, float), "one value, such as text in quotes"),
}


def problems_of(header: HeaderText, text: str) -> list[QuestionProblem]:
    """Return the problems of a question whose file holds `text`, in the order of the file.

    >>> text = "#+ question: Which?\\nSELECT ?x { ?x a }"
    >>> for problem in problems_of(HeaderText.of(text), text):
    ...     print(*problem[:3])
    1 1 the header has no columns
    1 1 the header has no evidence
    2 18 the query does not parse: a term expected, found '}'
    """
    found = list(_header_problems(header)) if header.fault is None else [_not_yaml(*header.fault)]
    selected, broken = _selected(text, header)
    found += [] if broken is None else [broken]
    if header.fault is None and selected is not None:
        found += _variable_problems(header, selected)
    return sorted(found, key=lambda problem: problem[:2])


def _not_yaml(line: int, column: int, what: str) -> QuestionProblem:
    if not what:
        return QuestionProblem(line, column, "no '#+ question: ...' header", "begin the file with a #+ header")
    tip = "put text that contains a colon in quotes"
    return QuestionProblem(line, column, f"the header is not YAML: {what}", tip)


def _header_problems(header: HeaderText) -> Iterator[QuestionProblem]:
    values = header.values
    for key in REQUIRED:
        if not values.get(key):
            yield _at(header, f"the header has no {key}", key)
    for key in sorted(set(map(str, values)) - KEYS):
        yield _at(header, f"unknown header key {key!r}; known keys: {', '.join(sorted(KEYS))}", key)
    for key, (kind, form) in _FORMS.items():
        if values.get(key) and not isinstance(values[key], kind):
            yield _at(header, f"{key} must be {form}", key)
    yield from _texts(header)
    if values.get("question") and not str(values["question"]).endswith("?"):
        yield _at(header, "the question must end in '?'", "question")
    if str(values.get("view", "table")) not in VIEWS:
        yield _at(header, f"unknown view {values['view']!r}; known views: {', '.join(sorted(VIEWS))}", "view")
    for name in listed(values.get("complete")):
        if not (isinstance(name, str) and (expand(name) or "").startswith(f"{ID}claim/")):
            what = f"complete names {name!r}, which is not a claim; write claim:SLUG, or a list of them"
            yield _at(header, what, "complete", str(name))
    yield from _parameters(header)
    yield from translation_problems(header)


def _texts(header: HeaderText) -> Iterator[QuestionProblem]:
    """Yield a problem for each item of a list or map of texts that is none."""
    for key in ("tags", "keywords", "columns", "evidence"):
        items = header.values.get(key)
        named = items.items() if isinstance(items, dict) else [(each, each) for each in listed(items)]
        for name, text in named:
            if not isinstance(text, str) or not isinstance(name, str):
                yield _at(header, f"{key} has {text!r}, which is not text; put it in quotes", key, str(name))


def _parameters(header: HeaderText) -> Iterator[QuestionProblem]:
    params = header.values.get("params")
    params = params if isinstance(params, dict) else {}
    opened = open_variables(header.body)
    for name, spec in params.items():
        yield from _parameter_problems(header, str(name), spec, opened.count(name))
    for name in sorted(set(opened) - set(map(str, params))):
        yield _at(header, f"VALUES ?{name} {{ UNDEF }} has no parameter in the header", "params")


def _parameter_problems(header: HeaderText, name: str, spec: Any, opened: int) -> Iterator[QuestionProblem]:
    if name.replace("-", "_") in RESERVED:
        what = f"a parameter must not be named {name!r}: every question has an argument of this name"
        yield QuestionProblem(*header.place("params", name), what, "rename the parameter and its variable")
    if not isinstance(spec, dict) or spec.get("type") not in TYPES:
        yield _at(header, f"parameter {name!r} needs a type: one of {', '.join(sorted(TYPES))}", "params", name)
        return
    for key, (kind, form) in _PARAMETER_FORMS.items():
        if spec.get(key) is not None and not isinstance(spec[key], kind):
            yield _at(header, f"{key} of parameter {name!r} must be {form}", "params", name, key)
    for key in sorted(set(map(str, spec)) - PARAMETER_KEYS):
        yield _at(header, f"unknown key {key!r} of parameter {name!r}", "params", name, key)
    if opened != 1:
        yield _at(header, f"parameter {name!r} needs exactly one line VALUES ?{name} {{ UNDEF }}", "params", name)


def _selected(text: str, header: HeaderText) -> tuple[list[str] | None, QuestionProblem | None]:
    """Return the variables that the query selects, or what is wrong with it; the header is a comment of SPARQL."""
    try:
        query = prepare(text)
        as_meant(text)
    except QueryError as error:
        line, column = error.place[1:] if error.place is not None else (header.body_line, 1)
        return None, QuestionProblem(line, column, error.what, error.tip or "")
    try:
        found = Store().query(query)  # an empty store: only to parse it
    except SyntaxError as error:
        problem = syntax_problem(query, str(error))
        line, column = problem.place[1:] if problem.place is not None else (header.body_line, 1)
        return None, QuestionProblem(line, column, problem.what, problem.tip or "")
    except (RuntimeError, ValueError, OSError) as error:
        return None, QuestionProblem(header.body_line, 1, f"the query cannot be evaluated: {error}")
    if isinstance(found, QuerySolutions):
        return [variable.value for variable in found.variables], None
    return None, QuestionProblem(header.body_line, 1, "the query is not a SELECT", "use SELECT")


def _variable_problems(header: HeaderText, selected: list[str]) -> Iterator[QuestionProblem]:
    """Yield a problem for each variable of the header that no row of the answer can have."""
    occurring = {token.text[1:] for token in tokens(header.body) if token.kind == "variable"}
    for key in ("columns", "evidence"):
        values = header.values.get(key)
        for name in values if isinstance(values, dict) else listed(values):
            if str(name) in selected:
                continue
            rest = "which the query does not select" if str(name) in occurring else "which is not in the query"
            yield QuestionProblem(
                *header.place(key, str(name)),
                f"{key} has {name!r}, {rest}",
                f"select ?{name} in the query" if str(name) in occurring else "name a variable that the query selects",
            )


def _at(header: HeaderText, what: str, *keys: str) -> QuestionProblem:
    return QuestionProblem(*header.place(*keys), what)


def listed(value: Any) -> list[Any]:
    """Return a value as a list: a list itself, none for None.

    >>> listed("a"), listed(["a", "b"]), listed(None)
    (['a'], ['a', 'b'], [])
    """
    return value if isinstance(value, list) else [] if value is None else [value]
