"""The `#+` YAML header of a saved question, read once when a snapshot is built.

#+ question: Which partners contributed to far-side missions?
#+ description: One row per partner and mission.
#+ tags: [partners, far-side]
#+ params:
#+   mission: {type: iri, class: ilrs:FarSideMission, label: Mission, example: mission:change-4}
#+ columns: {partner: Partner, mission: Mission}
#+ evidence: [contribution]
#+ complete: claim:artemis-accords-complete-for-sputnik-2022-09-19
#+ view: table
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ..errors import InputError
from ..namespaces import ID, expand
from ..sparql.guard import check
from ..sparql.parameters import open_variables
from .parsing import content_of, read_text
from .root import Root

KEYS = frozenset({"question", "description", "tags", "params", "columns", "evidence", "complete", "view"})
PARAMETER_KEYS = frozenset({"type", "class", "label", "example", "filter"})
TYPES = frozenset({"iri", "string", "date", "gYear", "integer", "decimal", "boolean"})
RESERVED = frozenset(
    {"as_of", "debug", "endpoint", "explain", "format", "help", "output", "reasoner", "root", "sources"}
)
"""Names that no parameter may have: whoever asks gives arguments of these names beside those of the question."""
VIEWS = frozenset({"table", "timeline", "network", "map", "value"})
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def compile_catalogue(root: Root) -> dict[str, Any]:
    """Return every question of `root` by slug, as JSON values.

    Raises:
        InputError: a header is wrong; the message names the file and what to change.
    """
    return {path.stem: compile_question(path, content_of(root, path)) for path in root.queries}


def compile_question(path: Path, content: bytes | None = None) -> dict[str, Any]:
    """Return the header of one file, its defaults filled in, with the query under `query`.

    The file is read only if `content` is omitted.

    Raises:
        InputError: the file or its header is wrong.
        QueryError: the query asks for what is refused, or is too complex.
    """
    text = read_text(path, content)
    lines = text.splitlines(keepends=True)
    head = [line for line in lines if line.startswith("#+")]
    body = "".join(line for line in lines if not line.startswith("#+"))
    yaml_text = "".join(line[3:] if line.startswith("#+ ") else line[2:] for line in head)
    header = _yaml(yaml_text, path)
    _refuse_reserved(header, yaml_text, path)
    problem = next(_problems(path, header, body), None)
    if problem is not None:
        raise InputError(f"{path}: {problem}", tip="the form of a question is described in queries/README.md")
    check(body, f"{path}: ")
    full = {"description": "", "tags": [], "params": {}, "view": "table", **header}
    complete = [expand(name) for name in _listed(full.get("complete"))]
    return {**full, "params": {k: dict(v) for k, v in full["params"].items()}, "complete": complete, "query": body}


def _refuse_reserved(header: dict[str, Any], text: str, path: Path) -> None:
    """Refuse a parameter whose name is reserved for an argument of every question.

    Raises:
        InputError: a parameter has a reserved name; with its place.
    """
    params = header.get("params")
    taken = [name for name in params if str(name).replace("-", "_") in RESERVED] if isinstance(params, dict) else []
    if taken:
        line, column = _place_of_parameter(taken[0], text)
        raise InputError(
            f"{path}:{line}:{column}: a parameter must not be named {taken[0]!r}:"
            " every question has an argument of this name",
            tip="rename the parameter and its variable",
        )


def _place_of_parameter(name: str, text: str) -> tuple[int, int]:
    """Return line and column of the name of a parameter, from 1, in the file whose header is `text`."""
    import yaml

    header: Any = yaml.compose(text, yaml.SafeLoader)
    params = next(value for key, value in header.value if key.value == "params")
    mark = next(key.start_mark for key, _ in params.value if key.value == name)
    return mark.line + 1, mark.column + 1 + len("#+ ")


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _yaml(text: str, path: Path) -> dict[str, Any]:
    import yaml

    class Loader(yaml.SafeLoader):
        """YAML 1.2 booleans: `on`, `off`, `yes` and `no` are strings, and `on` is the name of a parameter."""

    Loader.yaml_implicit_resolvers = {
        first: [(tag, form) for tag, form in found if tag != "tag:yaml.org,2002:bool"]
        for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"true|false"), list("tf"))
    try:
        header = yaml.load(text, Loader=Loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark is not None else 1
        what = getattr(error, "problem", None) or "not YAML"
        raise InputError(
            f"{path}:{line}:1: the header is not YAML: {what}", tip="put text that contains a colon in quotes"
        ) from None
    if not isinstance(header, dict):
        raise InputError(f"{path}:1:1: no '#+ question: ...' header", tip="begin the file with a #+ header")
    return header


def _problems(path: Path, header: dict[str, Any], body: str) -> Iterator[str]:
    """Yield the problems of a header."""
    if not _SLUG.fullmatch(path.stem):
        yield "the file name is not a slug of a-z, 0-9 and hyphens"
    for key in sorted(set(header) - KEYS):
        yield f"unknown header key {key!r}; known keys: {', '.join(sorted(KEYS))}"
    if not str(header.get("question", "")).endswith("?"):
        yield "the question must end in '?'"
    if not header.get("columns"):
        yield "the header names no columns"
    if not header.get("evidence"):
        yield "the header names no evidence variables"
    if header.get("view", "table") not in VIEWS:
        yield f"unknown view {header['view']!r}; known views: {', '.join(sorted(VIEWS))}"
    for name in _listed(header.get("complete")):
        if not (isinstance(name, str) and (expand(name) or "").startswith(f"{ID}claim/")):
            yield f"complete names {name!r}, which is not a claim; write claim:SLUG, or a list of them"
    params = header.get("params") or {}
    for name, spec in params.items():
        yield from _parameter_problems(name, spec, body)
    for name in sorted(set(open_variables(body)) - set(params)):
        yield f"VALUES ?{name} {{ UNDEF }} has no parameter in the header"


def _parameter_problems(name: str, spec: Any, body: str) -> Iterator[str]:
    if not isinstance(spec, dict) or spec.get("type") not in TYPES:
        yield f"parameter {name!r} needs a type: one of {', '.join(sorted(TYPES))}"
        return
    for key in sorted(set(spec) - PARAMETER_KEYS):
        yield f"unknown key {key!r} of parameter {name!r}"
    if open_variables(body).count(name) != 1:
        yield f"parameter {name!r} needs exactly one line VALUES ?{name} {{ UNDEF }}"
