"""Resources: what an assistant can attach to a conversation without asking: questions, things, the ontology, shapes."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote

from ..errors import UnknownName, UsageError
from ..files.parsing import content_of
from ..graph import Reading
from ..namespaces import ID
from ..render.markdown_text import markdown_text
from ..terms_reference.model import PropertyTerm
from .graph import Held
from .looking import shown
from .plain import plain, plain_data

SCHEME = "ilrs://"
_PART = re.compile(r"\{\w+\}")
_SOURCES = 3
"""How many sources of each statement of a thing are named."""
MARKDOWN, JSON, TURTLE = "text/markdown", "application/json", "text/turtle"


class Resource(NamedTuple):
    """A resource, or several whose address has parts in braces; `read` gets the graph and the parts."""

    address: str
    title: str
    description: str
    media_type: str
    read: Callable[..., str]

    @property
    def is_template(self) -> bool:
        """Whether the address has parts in braces."""
        return "{" in self.address

    @property
    def name(self) -> str:
        """The name for programs.

        >>> QUESTION.name, SHAPES.name
        ('question-slug', 'shapes')
        """
        return self.address.removeprefix(SCHEME).replace("{", "").replace("}", "").replace("/", "-")

    def parts(self, address: str) -> list[str] | None:
        """Return the parts of an address, None if it is not one of this resource.

        >>> THING.parts("ilrs://thing/mission/change-6"), THING.parts("ilrs://questions")
        (['mission', 'change-6'], None)
        """
        pattern = _PART.sub("([^/]+)", self.address)
        found = re.fullmatch(pattern, address)
        return [unquote(part) for part in found.groups()] if found else None


def content(held: Held, address: str) -> tuple[str, str]:
    """Return the media type and the text of a resource.

    Raises:
        UsageError: there is none at this address.
    """
    for each in RESOURCES:
        parts = each.parts(address)
        if parts is not None:
            return each.media_type, each.read(held, *parts)
    known = ", ".join(each.address for each in RESOURCES)
    raise UsageError(f"no resource is at {plain(address)}", tip=f"the resources are {known}")


def _questions(held: Held) -> str:
    questions = held.reading().questions
    return "".join(f"- {slug}: {markdown_text(question.question)}\n" for slug, question in questions.items())


def _question(held: Held, slug: str) -> str:
    questions = held.reading().questions
    if slug not in questions:
        raise UnknownName("question", slug, questions, tip="list_questions finds one by words")
    found = questions[slug]
    texts = {"slug": slug, "question": found.question, "description": " ".join(found.description.split())}
    parameters = [
        {key: value for key, value in each._asdict().items() if value not in (None, False)} for each in found.parameters
    ]
    return _json({**texts, "tags": found.tags, "parameters": parameters, "columns": found.columns}, query=found.query)


def _json(data: Mapping[str, Any], **raw: str) -> str:
    """Return data as JSON with plain texts; those of `raw` are ours, and stay as they are."""
    return json.dumps({**plain_data(data), **raw}, ensure_ascii=False, indent=1)


def _thing(held: Held, kind: str, name: str) -> str:
    return _json(shown(held, f"{ID}{kind}/{name}", _SOURCES, "en").data)


def _ontology(held: Held) -> str:
    """Return a line for each class and property: its name, what it is for, its definition."""
    terms = held.reading().terms_reference()
    classes = [
        f"- {each.name}{_some(' < ', each.superclasses)}: {markdown_text(each.definition.en)}" for each in terms.classes
    ]
    properties = [_property(each) for each in terms.properties if not each.internal]
    lists = [f"- {each.name}: {', '.join(c.name for c in each.concepts)}" for each in terms.code_lists]
    return "\n".join(["# Classes", *classes, "", "# Properties", *properties, "", "# Code lists", *lists, ""])


def _property(each: PropertyTerm) -> str:
    use = f"{_some(' of ', each.domain)}{_some(' to ', each.range)}"
    return f"- {each.name}{use}: {markdown_text(each.definition.en)}"


def _some(before: str, names: tuple[str, ...]) -> str:
    return before + ", ".join(names) if names else ""


def _shapes(held: Held) -> str:
    """Return a line for each shape: its severity, what it checks, and what it says."""
    shapes = held.reading().terms_reference().shapes
    lines = (
        f"- {each.name} ({each.severity}){_some(' on ', each.targets)}{' ' + each.path if each.path else ''}: "
        f"{markdown_text(each.message)}"
        for each in shapes
    )
    return "\n".join([*lines, ""])


def ontology_files(reading: Reading) -> dict[str, Path]:
    """Return the files of the ontology and of the shapes by the names of their addresses, such as `shapes-must`."""
    root = reading.snapshot.root
    folder = root.path / "ontology"
    return {
        path.relative_to(folder).with_suffix("").as_posix().replace("/", "-"): path
        for path in (*root.ontology, *root.shapes)
        if path.suffix == ".ttl"
    }


def _ontology_file(held: Held, name: str) -> str:
    reading = held.reading()
    files = ontology_files(reading)
    if name not in files:  # a name of the list, never a path
        raise UnknownName("file of the ontology", name, files, tip=f"there are {', '.join(files)}")
    return content_of(reading.snapshot.root, files[name]).decode()


QUESTIONS = Resource(
    f"{SCHEME}questions", "Saved questions", "A line for each: slug and question.", MARKDOWN, _questions
)
QUESTION = Resource(
    f"{SCHEME}question/{{slug}}", "A saved question", "Its parameters, columns and SPARQL.", JSON, _question
)
THING = Resource(
    f"{SCHEME}thing/{{kind}}/{{slug}}", "A thing", "What show gives, as for thing/mission/change-6.", JSON, _thing
)
ONTOLOGY = Resource(
    f"{SCHEME}ontology", "The ontology in short", "A line for each class, property and code list.", MARKDOWN, _ontology
)
SHAPES = Resource(
    f"{SCHEME}shapes", "The shapes in short", "A line for each rule that check reports.", MARKDOWN, _shapes
)
ONTOLOGY_FILE = Resource(
    f"{SCHEME}ontology/{{file}}", "A file of the ontology", "Axioms, a code list or shapes.", TURTLE, _ontology_file
)
RESOURCES = (QUESTIONS, ONTOLOGY, SHAPES, QUESTION, THING, ONTOLOGY_FILE)
"""All resources, those with a fixed address first."""
