"""Terms of this project's namespace that a query uses and the ontology does not declare."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from itertools import islice

from pyoxigraph import NamedNode

from ..engine import Engine, values
from ..namespaces import ONTOLOGY, compact
from ..sparql.mentions import mentions
from ..terms import TERM_SORTS
from .near import did_you_mean

MAX_TERMS = 3
"""How many unknown terms of one query a warning names."""
_NOT_IN_IRI = re.compile(r"[\x00-\x20<>\"{}|\\^`]")


def unknown_terms(query: str, engine: Engine) -> str:
    """Return a warning about the terms of `query` that are not in the ontology of `engine`; "" if there are none.

    >>> from ilrs_graph import LunarGraph
    >>> unknown_terms("SELECT * { ?x ilrs:launchdate ?y ; ilrs:launchDate ?z }", LunarGraph().engine)
    'ilrs:launchdate is not in the ontology; did you mean ilrs:launchDate?'
    """
    used = [node for iri in mentions(query, ONTOLOGY) for node in _node(iri)]
    if not used:
        return ""
    declared = {x.value for x in _nodes(engine, f"VALUES ?x {{ {values(used)} }} ?x a ?type")}
    unknown = [node.value for node in used if node.value not in declared]
    if not unknown:
        return ""
    known = sorted(x.value for x in _nodes(engine, f"VALUES ?type {{ {values(TERM_SORTS)} }} ?x a ?type"))
    return " ".join(_sentences(unknown, [iri for iri in known if iri.startswith(ONTOLOGY)]))


def nearest(iri: str, known: Iterable[str], otherwise: str) -> str:
    """Return a question that offers the IRI that differs from `iri` in case only, else similar ones, else `otherwise`.

    >>> nearest(ONTOLOGY + "launchdate", [ONTOLOGY + "launchDate", ONTOLOGY + "launchSite"], "")
    'Did you mean ilrs:launchDate?'
    """
    known = list(known)
    return did_you_mean(iri, [each for each in known if each.casefold() == iri.casefold()] or known, otherwise)


def sentence(iri: str, known: Iterable[str]) -> str:
    """Return a sentence that says that `iri` is not in the ontology, with the most similar of the `known` IRIs.

    >>> sentence(ONTOLOGY + "Misson", [ONTOLOGY + "Mission"])
    'ilrs:Misson is not in the ontology; did you mean ilrs:Mission?'
    """
    near = nearest(iri, known, "")
    what = f"{compact(iri)} is not in the ontology"
    return f"{what}; {near[0].lower()}{near[1:]}" if near else f"{what}."


def _sentences(unknown: Collection[str], known: Collection[str]) -> list[str]:
    named = [sentence(iri, known) for iri in islice(unknown, MAX_TERMS)]
    more = len(unknown) - len(named)
    return [*named, f"And {more} more."] if more else named


def _nodes(engine: Engine, pattern: str) -> list[NamedNode]:
    rows = engine.select(f"SELECT DISTINCT ?x {{ {pattern} }}")
    return [x for (x,) in rows if isinstance(x, NamedNode)]


def _node(iri: str) -> list[NamedNode]:
    """Return the node of an IRI, none if it is not valid: a query that names such an IRI does not parse."""
    if _NOT_IN_IRI.search(iri):
        return []
    try:
        return [NamedNode(iri)]
    except ValueError:
        return []
