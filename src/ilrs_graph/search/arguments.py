"""The arguments of a question that a text gives: the things, terms and years that it names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from pyoxigraph import DefaultGraph, NamedNode, Store

from ..namespaces import ID, ONTOLOGY, VOCAB, compact, expand
from ..questions.catalogue import Parameter, Question
from ..terms import SUB_CLASS_OF, TYPE
from .named import Mention
from .years import Years

_MERGED = DefaultGraph()
_NEVER_TOPIC = ("agent", "feature", "place", "region", "site", "source")
"""Kinds of things that no parameter without a class is about."""


_OF_PROGRAMMES = frozenset(("of", "programme", "toward"))
"""Parameters that rather take a programme than a facility of the same name, as ILRS is."""


class Given(NamedTuple):
    """The arguments of a question by parameter, with the parts of the text that gave them.

    `alternatives` are the values of each parameter without an argument because the text names several that it takes.
    """

    arguments: Mapping[str, str]
    parts: frozenset[str]
    alternatives: Mapping[str, tuple[str, ...]] = MappingProxyType({})


def given(question: Question, mentions: list[Mention], said: Years | None, store: Store) -> Given:
    """Return the arguments of a question; each part of the text gives one, and each parameter takes one.

    A parameter with a class takes a thing of this class, first those of the most specific classes. One without takes
    what is of the kind of its example. Where several parts fit one parameter and no other one, the text does not say
    which of them to take. What the text excludes is no argument.
    """
    named = [mention for mention in mentions if not mention.excluded]
    taken: dict[str, str] = {}
    parts: set[str] = set()
    for parameter in sorted(question.parameters, key=lambda each: -_depth(each, store)) if named else ():
        for mention in named:
            node = _fitting(parameter, mention, store) if mention.part not in parts else None
            if node is not None:
                taken[parameter.name] = compact(node.value)
                parts.add(mention.part)
                break
    alternatives = dict(_alternatives(question, taken, [m for m in named if m.part not in parts], store))
    taken = {name: value for name, value in taken.items() if name not in alternatives}
    if said is not None:
        of_years = dict(_years(question, said))
        taken.update(of_years)
        parts.update([said.part] if of_years else [])
    return Given(taken, frozenset(parts), alternatives)


def _alternatives(
    question: Question, taken: Mapping[str, str], left: list[Mention], store: Store
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the parameters that take what is left of the text, too, each with all values that the text gives."""
    for parameter in question.parameters:
        if parameter.name in taken and parameter.of_class is not None:
            nodes = (_fitting(parameter, mention, store) for mention in left)
            values = dict.fromkeys([taken[parameter.name], *(compact(node.value) for node in nodes if node)])
            if len(values) > 1:
                yield parameter.name, tuple(values)


def _fitting(parameter: Parameter, mention: Mention, store: Store) -> NamedNode | None:
    """Return the best of what a part of the text names that the parameter takes."""
    fitting = [node for node in mention.nodes if _takes(parameter, node, store)] if parameter.type == "iri" else []
    return min(
        fitting,
        key=lambda node: (_other_than_programme(parameter, node), -mention.nodes[node], node.value),
        default=None,
    )


def _other_than_programme(parameter: Parameter, node: NamedNode) -> bool:
    return parameter.name in _OF_PROGRAMMES and not node.value.startswith(f"{ID}programme/")


def _takes(parameter: Parameter, node: NamedNode, store: Store) -> bool:
    if parameter.code_list:
        return node.value.startswith(f"{VOCAB}{parameter.code_list}/")
    if parameter.of_class is not None:
        wanted = NamedNode(expand(parameter.of_class) or parameter.of_class)
        return node.value.startswith(ID) and any(store.quads_for_pattern(node, TYPE, wanted, _MERGED))
    example = expand(parameter.example or "") or ""
    if example.startswith(ONTOLOGY):
        return not _classes(node, store).isdisjoint(_classes(NamedNode(example), store))
    return node.value.startswith(ID) and compact(node.value).partition(":")[0] not in _NEVER_TOPIC


def _depth(parameter: Parameter, store: Store) -> int:
    """Return the number of classes above that of a parameter, and it; 0 without a class."""
    iri = expand(parameter.of_class) if parameter.of_class else None
    return len(_classes(NamedNode(iri), store)) + 1 if iri else 0


def _classes(node: NamedNode, store: Store) -> set[str]:
    """Return a class of the ontology with the classes above it."""
    above = (q.object for q in store.quads_for_pattern(node, SUB_CLASS_OF, None, _MERGED))
    found = {each.value for each in above if isinstance(each, NamedNode) and each.value.startswith(ONTOLOGY)}
    return found | {node.value} if found else set()


def _years(question: Question, said: Years) -> Iterator[tuple[str, str]]:
    """Yield the arguments that the years give: a year, or its first or last day."""
    types = {parameter.name: parameter.type for parameter in question.parameters}
    wanted = {"since": (said.since, "-01-01"), "until": (said.until, "-12-31")}
    if any(year is not None and types.get(name) is None for name, (year, _) in wanted.items()):
        return
    for name, (year, day) in wanted.items():
        if year is not None:
            yield name, f"{year}{day}" if types[name] == "date" else str(year)
