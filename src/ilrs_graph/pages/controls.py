"""The controls of the page of a question: for each parameter its label, its value and what it takes.

A parameter that only restricts the answer (`filter: true`) takes what the whole answer names, so that each choice has
rows; one of a code list takes its concepts, any other the things of its class.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from pyoxigraph import NamedNode

from ..language import say
from ..namespaces import VOCAB, compact, expand
from ..questions.answer import Answer
from ..questions.catalogue import Parameter, Question, Wording
from ..questions.parameters import term
from ..terms import IN_SCHEME
from .context import Context

CHOICES = 60
"""How many things a control lists at most; of more, it takes a name."""
SUGGESTIONS = 300
"""How many names it suggests at most where it takes one."""
_INPUTS = {"date": "date", "integer": "number", "gYear": "number", "decimal": "number"}


class Control(NamedTuple):
    """A control for a parameter.

    `choices` are names and labels to choose from, `suggested` those that a text field suggests, `input` is the type of
    a field without choices.
    """

    name: str
    label: str
    value: str
    example: str
    input: str
    choices: Sequence[tuple[str, str]] = ()
    suggested: Sequence[tuple[str, str]] = ()

    @property
    def is_other(self) -> bool:
        """Whether the value is none of the choices."""
        return bool(self.choices and self.value) and self.value not in dict(self.choices)


def controls(answer: Answer, given: Mapping[str, str], context: Context) -> list[Control]:
    """Return the controls of a question with the arguments of an answer to it.

    Raises:
        UnknownName, UsageError: a value names no thing.
    """
    question, wording = answer.question, answer.wording
    if not given:
        context.named_in(question.slug, "", answer)  # the answer without arguments, which need not be asked again
    return [_control(each, question, wording, given.get(each.name, ""), context) for each in question.parameters]


def _control(parameter: Parameter, question: Question, wording: Wording, value: str, context: Context) -> Control:
    label = wording.parameters.get(parameter.name, parameter.label)
    kind = _INPUTS.get(parameter.type, "text")
    made = Control(parameter.name, label, value, parameter.example or "", kind)
    if parameter.type == "boolean":
        return made._replace(choices=[(each, say(each, context.language)) for each in ("true", "false")])
    found = _things(parameter, question, context) if parameter.type == "iri" else []
    if len(found) > SUGGESTIONS:
        return made
    context.reading.labels.load(found)
    named = sorted(((compact(each.value), context.label(each)) for each in found), key=lambda pair: pair[1].casefold())
    if len(named) > CHOICES:
        return made._replace(suggested=named)
    of_choice = compact(term(parameter, value, context.reading.engine).value) if value else ""
    return made._replace(choices=named, value=of_choice)


def _things(parameter: Parameter, question: Question, context: Context) -> list[NamedNode]:
    """Return the things that a parameter takes, as far as they can be listed."""
    found = context.named_in(question.slug, parameter.name) if parameter.filter else []
    if found:
        return found
    if parameter.code_list:
        return _selected(f"?x <{IN_SCHEME.value}> <{VOCAB}{parameter.code_list}>", context)
    of_class = expand(parameter.of_class or "")
    return _selected(f"?x a <{of_class}>", context) if of_class and parameter.of_class != "skos:Concept" else []


def _selected(pattern: str, context: Context) -> list[NamedNode]:
    rows = context.reading.engine.select(f"SELECT DISTINCT ?x {{ {pattern} }} LIMIT {SUGGESTIONS + 1}").rows
    return [x for (x,) in rows if isinstance(x, NamedNode)]
