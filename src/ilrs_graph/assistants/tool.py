"""What a tool is: its name, its arguments with their types, the schema of its result, and the function that runs it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from reprlib import repr as short
from typing import Any, NamedTuple

from ..errors import UnknownName, UsageError
from .graph import Held

_NAMES = {"string": "text", "integer": "a whole number", "boolean": "true or false", "object": "an object"}
_TYPES: Mapping[str, type | tuple[type, ...]] = {"string": str, "integer": int, "boolean": bool, "object": dict}
Schema = dict[str, Any]


class Argument(NamedTuple):
    """An argument of a tool; `type` is a type of JSON Schema, `least` and `most` are bounds of a number.

    `choices` are the allowed texts, if not any text is. `default` is None if the argument may be omitted without one.
    """

    name: str
    type: str
    description: str = ""
    required: bool = False
    default: Any = None
    least: int = 0
    most: int = 0
    choices: tuple[str, ...] = ()

    @property
    def schema(self) -> Schema:
        """The argument in JSON Schema.

        >>> Argument("limit", "integer", default=20, least=1, most=100).schema
        {'type': 'integer', 'default': 20, 'minimum': 1, 'maximum': 100}
        """
        found: Schema = {"type": self.type}
        if self.description:
            found["description"] = self.description
        if self.default is not None:
            found["default"] = self.default
        if self.choices:
            found["enum"] = list(self.choices)
        if self.most:
            found |= {"minimum": self.least, "maximum": self.most}
        return found

    def read(self, value: Any) -> Any:
        """Return a value of the argument.

        Raises:
            UsageError: it is of another type, not between the bounds, or none of the choices.
        """
        fits = isinstance(value, _TYPES[self.type]) and (self.type == "boolean" or not isinstance(value, bool))
        if not fits:
            raise UsageError(f"{self.name}: {short(value)} is not {_NAMES[self.type]}", tip=self.description or None)
        if self.choices and value not in self.choices:
            raise UsageError(f"{self.name}: {value!r} is not a valid value", tip=f"use {' or '.join(self.choices)}")
        if self.most and not self.least <= value <= self.most:
            what = f"{self.name}: {value} is not from {self.least} to {self.most}"
            raise UsageError(what, tip="use a number in this range")
        return value


class Result(NamedTuple):
    """What a tool answers: a text in Markdown to read, and the same facts as data."""

    text: str
    data: dict[str, Any]


Run = Callable[[Held, dict[str, Any]], Awaitable[Result]]


class Tool(NamedTuple):
    """A tool. `run` gets the graph and the arguments by name, those with a default included.

    `output` has the properties of its result, `required` those that are always there.
    """

    name: str
    title: str
    description: str
    arguments: tuple[Argument, ...]
    output: Mapping[str, Schema]
    run: Run
    required: tuple[str, ...] = ()

    @property
    def input_schema(self) -> Schema:
        """The arguments as a JSON Schema."""
        required = [each.name for each in self.arguments if each.required]
        return {
            "type": "object",
            "properties": {each.name: each.schema for each in self.arguments},
            **({"required": required} if required else {}),
            "additionalProperties": False,
        }

    @property
    def output_schema(self) -> Schema:
        """The result as a JSON Schema."""
        return {"type": "object", "properties": dict(self.output), "required": list(self.required)}

    def read(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """Return the arguments by name with their defaults.

        Raises:
            UnknownName: there is no such argument.
            UsageError: a required one is missing, or one is of a wrong type or out of range.
        """
        return read_arguments(self.name, self.arguments, given)


def read_arguments(name: str, arguments: Sequence[Argument], given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the given arguments of what is called `name`, with the defaults of the others.

    Raises:
        UnknownName: there is no such argument.
        UsageError: a required one is missing, or one is of a wrong type or out of range.
    """
    names = [each.name for each in arguments]
    for each in given:
        if each not in names:
            raise UnknownName(f"argument of {name}", each, names, tip=f"it takes {', '.join(names)}")
    missing = [each for each in arguments if each.required and given.get(each.name) is None]
    if missing:
        what = f"{name} needs {', '.join(each.name for each in missing)}"
        raise UsageError(what, tip=missing[0].description or None)
    return {
        each.name: each.default if given.get(each.name) is None else each.read(given[each.name]) for each in arguments
    }


LANGUAGE = Argument("language", "string", default="en", choices=("en", "zh"))


def limit(default: int, most: int) -> tuple[Argument, Argument]:
    """Return the arguments that say which rows are shown."""
    return (
        Argument("limit", "integer", default=default, least=1, most=most),
        Argument("offset", "integer", "Rows to skip.", default=0, least=0, most=1_000_000),
    )
