"""The saved questions of a graph, as compiled in its snapshot."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from ..errors import InputError, UnknownName
from ..files.code_list import code_list
from ..files.question_problems import question_problems


class Parameter(NamedTuple):
    """A parameter of a question: its name, type and, for an `iri`, the class of its things.

    `filter` is true if an argument only restricts the rows of the answer without it.
    """

    name: str
    type: str
    label: str
    example: str | None = None
    of_class: str | None = None
    filter: bool = False

    @property
    def code_list(self) -> str:
        """The name of the code list that the values are from, "" if they are none.

        >>> Parameter("kind", "iri", "Kind", "mission-kind:rover", "skos:Concept").code_list
        'mission-kind'
        """
        return code_list(self.of_class, self.example)


class Wording(NamedTuple):
    """The texts of a question in one language.

    `columns` maps each shown variable to its heading, `parameters` each parameter to its label, and `words` the
    texts that the query itself writes into its rows, such as "yes", to those in this language.
    """

    question: str
    description: str
    columns: Mapping[str, str]
    parameters: Mapping[str, str]
    words: Mapping[str, str]


class Question(NamedTuple):
    """A saved question.

    `columns` maps each shown variable to its heading; `evidence` names the variables bound to the
    nodes that prove a row; `complete` holds the IRIs of the completeness claims that cover the answer;
    `zh` has its texts in Chinese, if its file does; `keywords` are words that people use for it, for the search.
    """

    slug: str
    question: str
    description: str
    tags: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    columns: Mapping[str, str]
    evidence: tuple[str, ...]
    view: str
    query: str
    complete: tuple[str, ...] = ()
    zh: Wording | None = None
    keywords: tuple[str, ...] = ()

    @classmethod
    def of(cls, slug: str, compiled: Mapping[str, Any]) -> Question:
        """Return the question from a compiled header."""
        parameters = tuple(
            Parameter(
                name,
                spec["type"],
                spec.get("label", name),
                _text(spec.get("example")),
                spec.get("class"),
                spec.get("filter", False),
            )
            for name, spec in compiled["params"].items()
        )
        return cls(
            slug,
            compiled["question"],
            compiled["description"],
            tuple(compiled["tags"]),
            parameters,
            compiled["columns"],
            tuple(compiled["evidence"]),
            compiled["view"],
            compiled["query"],
            tuple(compiled["complete"]),
            _chinese(compiled.get("zh")),
            tuple(compiled.get("keywords", ())),
        )

    def wording(self, language: str) -> Wording:
        """Return the texts in "zh", if there are, else those in English."""
        if language == "zh" and self.zh is not None:
            return self.zh
        labels = {parameter.name: parameter.label for parameter in self.parameters}
        return Wording(self.question, self.description, self.columns, labels, {})

    @property
    def example(self) -> dict[str, str]:
        """The arguments of the example of the question: the first parameter that has an example, if there is one."""
        return next(({p.name: p.example} for p in self.parameters if p.example), {})

    def parameter(self, name: str) -> Parameter:
        """Return the parameter called `name`.

        Raises:
            UnknownName: the question has no such parameter.
        """
        for parameter in self.parameters:
            if parameter.name == name:
                return parameter
        names = [p.name for p in self.parameters]
        tip = f"{self.slug} takes " + (", ".join(f"{{{n}}}" for n in names) if names else "no parameters")
        raise UnknownName(f"parameter of {self.slug}", name, names, tip=tip, about=names)


class Catalogue(Mapping[str, Question]):
    """The questions by slug, in the order of their slugs; without those that cannot be asked, which are `broken`.

    `folder` is the folder of their files, for errors. The order is that of the slugs.
    """

    def __init__(self, compiled: Mapping[str, Any], folder: Path = Path()) -> None:
        self._compiled = {slug: each for slug, each in compiled.items() if "problems" not in each}
        self._problems = {slug: each["problems"] for slug, each in sorted(compiled.items()) if "problems" in each}
        self._folders = dict.fromkeys(self._problems, folder)

    def extended(self, compiled: Mapping[str, Any], folder: Path) -> Catalogue:
        """Return a catalogue with the questions of another folder too; they replace those of the same slug.

        >>> Catalogue({}).extended({"a": {"problems": [[1, 1, "no", ""]]}}, Path("mine")).broken["a"].message
        'mine/a.rq:1:1: no'
        """
        own, other = self._all(), Catalogue(compiled, folder)
        found = Catalogue({**own, **compiled})
        found._folders = {slug: (other if slug in compiled else self)._folders[slug] for slug in found._problems}
        return found

    def _all(self) -> dict[str, Any]:
        return {**self._compiled, **{slug: {"problems": each} for slug, each in self._problems.items()}}

    def __repr__(self) -> str:
        return f"<Catalogue: {len(self)} questions>"

    def __getitem__(self, slug: str) -> Question:
        if slug not in self._compiled:
            raise KeyError(slug)
        return Question.of(slug, self._compiled[slug])

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._compiled))

    def __len__(self) -> int:
        return len(self._compiled)

    @property
    def broken(self) -> dict[str, InputError]:
        """The questions whose header or query is wrong, each with the error that says where and how."""
        problems = self._problems.items()
        return {slug: question_problems(self._folders[slug] / f"{slug}.rq", each) for slug, each in problems}

    def find(self, slug: str) -> Question:
        """Return the question with that slug.

        Raises:
            UnknownName: there is none; the tip suggests similar slugs.
            InputError: its header or its query is wrong.
        """
        if slug in self._problems:
            raise self.broken[slug]
        if slug not in self._compiled:
            raise UnknownName("question", slug, self, tip="'ilrs-graph ask' lists the questions")
        return self[slug]


def _chinese(compiled: Mapping[str, Any] | None) -> Wording | None:
    if compiled is None:
        return None
    return Wording(*(compiled[key] for key in ("question", "description", "columns", "params", "words")))


def _text(value: object) -> str | None:
    return None if value is None else str(value)
