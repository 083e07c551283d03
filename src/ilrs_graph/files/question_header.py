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
#+ zh: {question: 哪些合作伙伴为月球背面任务作出了贡献？, ...}
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from ..errors import InputError
from ..namespaces import expand
from ..sparql import prepare
from .header_text import HeaderText
from .parsing import content_of, read_text
from .question_checks import RESERVED, TYPES, listed, problems_of
from .question_problems import QuestionProblem, question_problems
from .question_translation import whole_translation
from .root import Root

__all__ = ["RESERVED", "TYPES", "compile_catalogue", "compile_question", "compiled_question"]
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def compile_catalogue(root: Root) -> dict[str, Any]:
    """Return every question of `root` by slug, as JSON values.

    A question that cannot be asked has only `problems`: line, column, text and tip of each.

    Raises:
        InputError: a file cannot be read.
    """
    return {path.stem: compiled_question(path, content_of(root, path)) for path in root.queries}


def compiled_question(path: Path, content: bytes) -> dict[str, Any]:
    """Return the question of one file, as `compile_catalogue` does."""
    try:
        return _compiled(path, read_text(path, content))
    except InputError as error:
        what = error.message.removeprefix(f"{path}: ")
        return {"problems": [list(QuestionProblem(1, 1, what, error.tip or ""))]}


def compile_question(path: Path, content: bytes | None = None, *, any_name: bool = False) -> dict[str, Any]:
    """Return the header of one file, its defaults filled in, with the query under `query`.

    The file is read only if `content` is omitted. With `any_name`, its name need not be a slug.

    Raises:
        InputError: the file, its header or its query is wrong; the message names each place and what to change.
    """
    compiled = _compiled(path, read_text(path, content), any_name=any_name)
    if "problems" in compiled:
        raise question_problems(path, compiled["problems"])
    return compiled


def _compiled(path: Path, text: str, *, any_name: bool = False) -> dict[str, Any]:
    read = HeaderText.of(text)
    problems = problems_of(read, text)
    if not any_name and not _SLUG.fullmatch(path.stem):
        problems.insert(0, QuestionProblem(1, 1, "the file name is not a slug of a-z, 0-9 and hyphens", "rename it"))
    if problems:
        return {"problems": [list(each) for each in problems]}
    full = {"description": "", "tags": [], "keywords": [], "params": {}, "view": "table", **read.values}
    complete = [expand(name) for name in listed(full.get("complete"))]
    params = {name: dict(spec) for name, spec in (full["params"] or {}).items()}
    compiled = {**full, "params": params, "complete": complete, "query": prepare(read.body)}
    return {**compiled, "zh": whole_translation(full["zh"])} if full.get("zh") else compiled
