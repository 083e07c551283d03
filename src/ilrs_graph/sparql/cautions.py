"""All cautions about a query, each kind found by a module of its own."""

from __future__ import annotations

from .caution import Caution
from .graph_scope import unbound_graphs
from .tag_case import capital_tags

_FINDERS = (capital_tags, unbound_graphs)


def cautions(query: str) -> list[Caution]:
    """Return all cautions about the text of a query, in the order of their places.

    >>> [found.text for found in cautions('SELECT * { ?x rdfs:label ?l FILTER(lang(?l) = "en-GB") }')]
    ['"en-GB" matches no language tag, because lang() gives them in lower case; write "en-gb"']
    """
    return sorted(found for find in _FINDERS for found in find(query))
