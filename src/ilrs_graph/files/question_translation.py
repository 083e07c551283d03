"""The Chinese of a saved question, under the key `zh` of its header, and what is wrong with it.

#+ zh:
#+   question: 哪些合作伙伴为月球背面任务作出了贡献？
#+   description: 每个合作伙伴和任务占一行。
#+   params: {mission: 任务}
#+   columns: {partner: 合作伙伴, mission: 任务}
#+   words: {direct: 直接}
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ..sparql.tokens import tokens
from .header_text import HeaderText
from .question_problems import QuestionProblem

TRANSLATION_KEYS = ("question", "description", "params", "columns", "words")
_TEXTS = ("question", "description")
_MAPS = ("params", "columns", "words")
_CUTS = "STRAFTER"
"""The function by which a query writes parts of IRIs, which are no texts in it."""
_BREAK = re.compile(r"(?<=[\u2e80-\u9fff\uff00-\uffef“”‘’]) (?=[\u2e80-\u9fff\uff00-\uffef“”‘’])")


def translation_problems(header: HeaderText) -> Iterator[QuestionProblem]:
    """Yield a problem for each part of the Chinese that is unknown, missing, or translates nothing."""
    given = header.values.get("zh")
    if given is None:
        return
    if not isinstance(given, dict):
        yield _at(header, f"zh must be a map of {', '.join(TRANSLATION_KEYS)}")
        return
    for key in sorted(set(map(str, given)) - {*TRANSLATION_KEYS}):
        yield _at(header, f"unknown key {key!r} of zh; known keys: {', '.join(TRANSLATION_KEYS)}", key)
    for key in _TEXTS:
        if header.values.get(key) and not given.get(key):
            yield _at(header, f"zh has no {key}")
        elif given.get(key) and not isinstance(given[key], str):
            yield _at(header, f"{key} of zh must be text; put it in quotes", key)
    if isinstance(given.get("question"), str) and given["question"] and not given["question"].endswith("？"):
        yield _at(header, "the question of zh must end in '？'", "question")
    for key in _MAPS:
        yield from _map_problems(header, key, given.get(key))


def _map_problems(header: HeaderText, key: str, given: object) -> Iterator[QuestionProblem]:
    """Yield the problems of a map; that of the words may leave out some, since not all are shown."""
    if given is not None and not isinstance(given, dict):
        yield _at(header, f"{key} of zh must be a map from names to texts", key)
        return
    texts: Mapping[Any, Any] = given or {}
    original = header.values.get(key)
    wanted = {*_words(header.body)} if key == "words" else {*original} if isinstance(original, dict) else set()
    for name, text in texts.items():
        if name not in wanted and not (key == "words" and _CUTS in header.body):
            yield _at(header, f"{key} of zh has {name!r}, which is {_WHERE[key]}", key, str(name))
        elif not isinstance(text, str) or not text:
            yield _at(header, f"{key} of zh has {text!r}, which is not text; put it in quotes", key, str(name))
    if key != "words" and (missing := [str(name) for name in original or () if name not in texts]):
        yield _at(header, f"{key} of zh lacks {', '.join(missing)}", key)


_WHERE = {"params": "no parameter", "columns": "no column", "words": "no text of the query"}


def _words(query: str) -> Iterable[str]:
    """Return the texts in quotes that a query has."""
    return (token.text.strip("\"'") for token in tokens(query) if token.kind == "string")


def whole_translation(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return a translation with its defaults; where lines of Chinese were joined, without the space between them.

    >>> whole_translation({"question": "哪些？", "description": "每行一项。 见 missions"})["description"]
    '每行一项。见 missions'
    """
    texts = {key: _BREAK.sub("", given.get(key) or "") for key in _TEXTS}
    return {**texts, **{key: given.get(key) or {} for key in _MAPS}}


def _at(header: HeaderText, what: str, *keys: str) -> QuestionProblem:
    return QuestionProblem(*header.place("zh", *keys), what)
