"""`Did you mean ...?`: existing names that are similar to a text."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from heapq import nlargest

from pyoxigraph import NamedNode

from ..errors import near_names
from ..namespaces import compact, slug

_NAMES_OF_ONE = 4
"""How many names a node usually has at most: a slug, and labels in some languages."""
_MOST = 300
"""Maximum number of names compared letter by letter; if there are more, those that share most pairs of letters."""


def did_you_mean(iri: str, known: Iterable[str], otherwise: str) -> str:
    """Return a question that offers the IRIs of `known` with names similar to that of `iri`, else `otherwise`.

    An IRI with exactly the same name in another namespace comes first.

    >>> from ..namespaces import ONTOLOGY
    >>> did_you_mean(ONTOLOGY + "Misson", [ONTOLOGY + "Mission"], "")
    'Did you mean ilrs:Mission?'
    """
    by_name: dict[str, list[str]] = {}
    for each in known:
        by_name.setdefault(slug(each), []).append(each)
    near = near_names(slug(iri), _alike(slug(iri), list(by_name)))
    found = [compact(each) for name in near for each in by_name.get(name, ())]
    return f"Did you mean {' or '.join(found[:3])}?" if found else otherwise


def near_once(name: str, known: Mapping[str, Collection[NamedNode]], most: int = 3) -> list[str]:
    """Return up to `most` names similar to `name`, nearest first, and at most one for each node.

    >>> from ilrs_graph.namespaces import ID
    >>> mission = [NamedNode(ID + "mission/change-6")]
    >>> near_once("change-66", {"change-6": mission, "Chang'e 6": mission})
    ['change-6']
    """
    found: list[str] = []
    seen: set[NamedNode] = set()
    for near in near_names(name, known, most * _NAMES_OF_ONE):
        if seen.isdisjoint(known[near]):
            found.append(near)
        seen.update(known[near])
    return found[:most]


def _alike(name: str, names: Sequence[str]) -> Sequence[str]:
    if len(names) <= _MOST:
        return names
    pairs = _pairs(name)
    return nlargest(_MOST, names, key=lambda other: len(pairs & _pairs(other)) - abs(len(other) - len(name)) / 4)


def _pairs(name: str) -> set[str]:
    folded = name.casefold()
    return {folded[i : i + 2] for i in range(len(folded) - 1)}
