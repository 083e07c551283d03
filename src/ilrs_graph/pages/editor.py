"""The page of the SPARQL endpoint: an editor, a plain form that needs no script, and the saved queries as examples."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from ..namespaces import PREFIXES
from ..questions.catalogue import Question
from ..questions.parameters import argument_terms
from ..sparql.guard import missing_prefixes
from ..sparql.parameters import bind
from .context import Context
from .lists import Topic, questions
from .question import without_empty

FIRST = "SELECT ?mission ?date {\n  ?mission a ilrs:FarSideMission ; ilrs:launchDate ?date\n}\nORDER BY ?date"
"""The query of the page without arguments."""


class Editor(NamedTuple):
    """What the page shows: a query, the saved question that it is of, if it is of one, and all of them by topic."""

    query: str
    question: Question | None
    arguments: Mapping[str, str]
    topics: Sequence[Topic]


def editor(arguments: Mapping[str, str], context: Context) -> Editor:
    """Return the page; the argument `ask` names a saved question, the others are arguments of it.

    Raises:
        UnknownName, UsageError: no such question, parameter or thing, or a value of the wrong type.
    """
    given: dict[str, Any] = without_empty(arguments)
    slug = given.pop("ask", "")
    topics = questions(context)
    if not slug:
        return Editor(_with_prefixes(FIRST), None, {}, topics)
    asked = context.reading.question(slug)
    terms = argument_terms(asked, given, context.reading.engine)
    return Editor(bind(asked.query, terms) if terms else asked.query, asked, given, topics)


def _with_prefixes(query: str) -> str:
    """Return a query that declares its prefixes: the editor marks those that it does not know as wrong.

    >>> _with_prefixes("ASK { ?x a ilrs:Mission }")
    'PREFIX ilrs: <https://w3id.org/ilrs-graph/ontology#>\\nASK { ?x a ilrs:Mission }'
    """
    return "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in missing_prefixes(query)) + query
