"""What an argument of a prompt, or a part of the address of a resource, may be completed to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from ..graph import Reading
from ..kinds import KINDS
from ..language import LANGUAGES
from ..names.index import WHOLE_ONLY, segment_of
from ..names.word_index import WordIndex
from ..namespaces import ID, compact, kind_of, slug
from .graph import Held
from .prompts import BRIEF_ON, PROMPTS
from .resources import ONTOLOGY_FILE, QUESTION, THING, ontology_files

MOST = 100
"""How many values the protocol allows."""


_RARELY = WHOLE_ONLY | {segment for segment, kind in KINDS.items() if kind.travels}
"""The kinds of things that few look for by name: pages, claims, and what relates other things."""


class Values(NamedTuple):
    """The first values, and how many there are."""

    values: list[str]
    total: int


def completed(held: Held, of: str, argument: str, typed: str, given: Mapping[str, str]) -> Values:
    """Return what `typed` may be completed to as an argument of a prompt or resource; nothing for what is unknown.

    Args:
        held: the graph.
        of: the name of the prompt, or the address of the resource with its part in braces.
        argument: the name of the argument.
        typed: what has been typed of it.
        given: the other arguments, as far as they are given.
    """
    found = list(_found(held.reading(), of, argument, typed, given))
    return Values(found[:MOST], len(found))


def _found(reading: Reading, of: str, argument: str, typed: str, given: Mapping[str, str]) -> Iterable[str]:
    if of in PROMPTS and argument == "language":
        return [each for each in LANGUAGES if each.startswith(typed)]
    if of == BRIEF_ON.name and argument == "thing":
        return _things(reading, typed)
    if of == QUESTION.address:
        return [each for each in reading.questions if each.startswith(typed)]
    if of == THING.address and argument == "kind":
        return sorted(kind.segment for kind in KINDS.values() if kind.segment.startswith(typed))
    if of == THING.address:
        return _slugs(reading, given.get("kind", ""), typed)
    if of == ONTOLOGY_FILE.address:
        return sorted(each for each in ontology_files(reading) if each.startswith(typed))
    return []


def _things(reading: Reading, typed: str) -> list[str]:
    """Return things as CURIEs: those whose slug or CURIE begins so, else those with a name of which a word does.

    Those of kinds that few look for by name come only where nothing else fits.
    """
    index = WordIndex(reading.snapshot.words)
    things = [iri for iri in index.things if iri.startswith(ID)]
    begun = [iri for iri in things if slug(iri).startswith(typed) or compact(iri).startswith(typed)]
    found = begun or [iri for iri in index.beginning(typed) if iri.startswith(ID)]
    rather = [iri for iri in found if segment_of(iri) not in _RARELY]
    return [compact(iri) for iri in sorted(rather or found, key=lambda iri: (-_prominence(iri), iri))]


def _prominence(iri: str) -> int:
    kind = kind_of(iri)
    return 0 if kind is None else kind.prominence


def _slugs(reading: Reading, kind: str, typed: str) -> list[str]:
    """Return the slugs of things of a kind."""
    begin = f"{ID}{kind}/"
    return sorted(slug(iri) for iri in WordIndex(reading.snapshot.words).things if iri.startswith(begin + typed))
