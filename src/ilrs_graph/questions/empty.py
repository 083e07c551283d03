"""Why an answer has no rows: how many there are without each argument, and by which agents of a state there are some.

A state as the argument of a parameter for agents finds what the state itself did. What its agencies, institutes and
persons did (`ilrs:ofState`) is found by their own names; in the same way an agency has persons who act for it
(`prov:actedOnBehalfOf`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from pyoxigraph import Literal, NamedNode

from ..engine import Engine, Table
from ..errors import UsageError
from ..language import say
from ..names.labels import Labels
from ..namespaces import ONTOLOGY, PROV, compact
from ..sparql.parameters import bind
from .catalogue import Question

Arguments = Mapping[str, NamedNode | Literal]
"""The arguments of a question as terms, by parameter."""

_AGENTS = frozenset({"ilrs:Agent"})
"""The classes of parameters that take a state and the agents of it."""
_OF = f"<{ONTOLOGY}ofState>|<{PROV}actedOnBehalfOf>"
_NAMED = 5
"""The maximum number of agents that a sentence names."""
_LISTED = 24
"""The maximum number of valid values that an error lists."""


class Without(NamedTuple):
    """An argument of an answer without rows: the number of rows without it.

    `agents` are those of the state or agency in the argument that have rows with all other arguments.
    """

    parameter: str
    value: NamedNode | Literal
    rows: int
    agents: tuple[NamedNode, ...] = ()


def without_each(question: Question, arguments: Arguments, engine: Engine) -> tuple[Without, ...]:
    """Return for each argument how many rows the answer has without it, and which agents to ask for instead."""
    found = []
    for name, value in arguments.items():
        others = {each: [term] for each, term in arguments.items() if each != name}
        rows = engine.select(bind(question.query, others) if others else question.query).rows
        agents = _agents(question, name, value, others, engine) if rows else ()
        found.append(Without(name, value, len(rows), agents))
    return tuple(found)


def _agents(
    question: Question, name: str, value: NamedNode | Literal, others: Mapping[str, Any], engine: Engine
) -> tuple[NamedNode, ...]:
    """Return the agents of a state or agency that rows name when they are the argument, those of most rows first."""
    if not isinstance(value, NamedNode) or question.parameter(name).of_class not in _AGENTS:
        return ()
    of_it = [row[0] for row in engine.select(f"SELECT DISTINCT ?x {{ ?x {_OF} {value} }} ORDER BY ?x").rows]
    agents = [each for each in of_it if isinstance(each, NamedNode)]
    if not agents:
        return ()
    counts = dict.fromkeys(agents, 0)
    for row in engine.select(bind(question.query, {**others, name: agents})).rows:
        for term in {term for term in row if isinstance(term, NamedNode)}.intersection(agents):
            counts[term] += 1
    return tuple(sorted((each for each in agents if counts[each]), key=lambda each: (-counts[each], each.value)))


def empty_text(found: Sequence[Without], labels: Labels, names: Mapping[str, str]) -> str:
    """Return why there are no rows as sentences; "" without arguments.

    `names` maps parameters to what they are called in the sentences, where that is not their own name.

    >>> from ilrs_graph import LunarGraph
    >>> print(LunarGraph().ask("far-side-partners", mission="change-6", state="japan").hint.partition(". ")[0])
    No rows with mission = Chang'e 6, state = Japan
    """
    language = labels.language
    labels.load([*(each.value for each in found), *(agent for each in found for agent in each.agents)])
    shown = [names.get(each.parameter, each.parameter) for each in found]
    pairs = zip(shown, found, strict=True)
    given = say(", ", language).join(f"{name} = {labels.of(each.value)}" for name, each in pairs)
    parts = [say("No rows with {given}.", language, given=given)] if found else []
    forms = {1: "Without {name}: {n} row."}
    for name, each in zip(shown, found, strict=True):
        form = forms.get(each.rows, "Without {name}: {n} rows.")
        parts.append(say(form, language, name=name, n=f"{each.rows:,}"))
    return ("" if language == "zh" else " ").join(filter(None, (*parts, agents_text(found, labels, names))))


def agents_text(found: Sequence[Without], labels: Labels, names: Mapping[str, str]) -> str:
    """Return which agents of a state or agency in an argument have rows, as sentences; "" if there are none."""
    labels.load([*(each.value for each in found), *(agent for each in found for agent in each.agents)])
    return ("" if labels.language == "zh" else " ").join(_instead(each, labels, names) for each in found if each.agents)


def _instead(each: Without, labels: Labels, names: Mapping[str, str]) -> str:
    """Return the sentence on the agents to ask for instead."""
    named = [f"{compact(agent.value)} ({labels.of(agent)})" for agent in each.agents[:_NAMED]]
    more = len(each.agents) - len(named)
    ending = say("; and {n} more", labels.language, n=more) if more else ""
    form = "Agents of {value} with rows: {name} = {agents}."
    values = say(" or ", labels.language).join(named) + ending
    name = names.get(each.parameter, each.parameter)
    return say(form, labels.language, value=labels.of(each.value), name=name, agents=values)


def values_in(table: Table, variable: str) -> list[NamedNode | Literal]:
    """Return the distinct values of a variable in a table, in order; none if the table does not have it."""
    if variable not in table.variables:
        return []
    place = table.variables.index(variable)
    found = {row[place] for row in table.rows}
    return sorted((x for x in found if isinstance(x, NamedNode | Literal)), key=lambda x: x.value)


def refuse_unlisted(question: Question, arguments: Arguments, engine: Engine) -> None:
    """Raise an error if a text argument is none of the texts that the whole answer has in the column of its name.

    Raises:
        UsageError: it is none; the tip lists them.
    """
    texts = [each for each in question.parameters if each.type == "string" and each.filter and each.name in arguments]
    if not texts:
        return
    table = engine.select(question.query)
    for parameter in texts:
        known = [cell.value for cell in values_in(table, parameter.name) if isinstance(cell, Literal)]
        value = arguments[parameter.name].value
        if known and value not in known:
            what = f"{{{parameter.name}}}: {value!r} is not a valid value"
            tip = f"{{{parameter.name}}} takes {', '.join(known[:_LISTED])}"
            raise UsageError(what, tip=tip, about=parameter.name)
