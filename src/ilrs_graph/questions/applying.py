"""The saved questions that can be asked about a thing: those with a parameter that takes it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from ..namespaces import ONTOLOGY, expand, slug
from .catalogue import Parameter, Question

_SPEAKER = "speaker"
"""The parameter of questions on what somebody said, which come after those on what it did."""

_CLAIMS = "claims"
"""The word in the slugs of questions on the claims about a thing."""
_ANYTHING = frozenset({None, "skos:Concept"})
_OF_CLAIMS = frozenset({"subject", "valueEntity"})


class Applied(NamedTuple):
    """A question, and its parameter that takes the thing."""

    question: Question
    parameter: Parameter

    def command(self, value: str) -> str:
        """Return the command that asks it with an argument.

        >>> place, about = Parameter("mission", "iri", "Mission"), Question("a", "", "", (), (), {}, (), "table", "")
        >>> Applied(about, place).command("change-6")
        'ilrs-graph ask a --mission change-6'
        """
        return f"ilrs-graph ask {self.question.slug} --{self.parameter.name} {value}"


class Place(NamedTuple):
    """Where a thing is in the graph: the IRIs of its classes, and its properties with their numbers of facts.

    `of` are the properties from it, `to` those that lead to it.
    """

    classes: Collection[str]
    of: Mapping[str, int]
    to: Mapping[str, int]


def applied(questions: Iterable[Question], place: Place) -> list[Applied]:
    """Return the questions that may have rows for a thing, the most fitting first; none of them is run.

    A question fits if one of its parameters takes a class of the thing and, in the query, the variable stands beside
    a property that the thing has, on the same side. Those come first that are about this kind of thing by their slug or
    first parameter, then those with the most facts.

    >>> by = Parameter("by", "iri", "By", of_class="ilrs:Agent")
    >>> query = "SELECT ?x { VALUES ?by { UNDEF } ?x ilrs:giver ?by }"
    >>> asked = Question("a", "", "", (), (by,), {}, (), "table", query)
    >>> agent, giver = [ONTOLOGY + "Agent"], {ONTOLOGY + "giver": 2}
    >>> places = (Place(agent, {}, giver), Place(agent, giver, {}), Place([], {}, giver))
    >>> [len(applied([asked], place)) for place in places]
    [1, 0, 0]
    """
    words = {slug(iri).lower() for iri in place.classes} | ({_CLAIMS} if place.to.get(ONTOLOGY + "subject") else set())
    ranked = []
    for question in questions:
        own = not words.isdisjoint(question.slug.split("-"))
        for number, parameter in enumerate(question.parameters):
            facts = _facts(question.query, parameter, place, own=own) if _takes(parameter, place.classes) else 0
            if facts:
                order = (parameter.of_class is None, not own, parameter.name == _SPEAKER, number, -facts)
                ranked.append((order, question.slug, Applied(question, parameter)))
                break
    return [each for *_, each in sorted(ranked, key=lambda rank: rank[:2])]


def _takes(parameter: Parameter, classes: Collection[str]) -> bool:
    return parameter.type == "iri" and (parameter.of_class is None or expand(parameter.of_class) in classes)


def _facts(query: str, parameter: Parameter, place: Place, *, own: bool) -> int:
    """Return the number of facts of the thing with the properties beside the variable of a parameter.

    That somebody claimed something of the thing tells nothing of a question that takes anything, unless it is its own.
    """
    variable = rf"\?{re.escape(parameter.name)}\b"
    before, after = (
        set(re.findall(form, query)) for form in (rf"ilrs:(\w+)\s+{variable}", rf"{variable}\s+ilrs:(\w+)")
    )
    if parameter.of_class in _ANYTHING and not own:
        before -= _OF_CLAIMS
    return sum(place.to.get(ONTOLOGY + name, 0) for name in before) + sum(
        place.of.get(ONTOLOGY + name, 0) for name in after
    )
