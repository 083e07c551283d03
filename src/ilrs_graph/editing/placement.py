"""Chooses the file of `data/` for a new thing: that of its mission, agreement or programme, or of similar things.

`ilrs_graph.kinds` defines for each kind of thing which links lead to a file; the last choice is the file whose nodes
cite the same sources. The result depends only on the graph and the additions, not on their order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Protocol

from pyoxigraph import NamedNode

from ..errors import UsageError
from ..kinds import KINDS, Home
from ..namespaces import ONTOLOGY, PROV, RDF, compact, kind_of, slug

_DERIVED_FROM = PROV + "wasDerivedFrom"


_ASIDE = tuple(f"{h.folder}/" if h.folder else h.file for kind in KINDS.values() if (h := kind.home).mixed)


class PlacementLookup(Protocol):
    """The lookups that placement needs in the graph, including the added triples."""

    def files_of(self, thing: NamedNode) -> Sequence[str]:
        """Return the files that describe a thing."""
        ...

    def things_in(self, file: str) -> Iterable[NamedNode]:
        """Return the things that a file describes."""
        ...

    def objects(self, thing: NamedNode, prop: str) -> Iterable[NamedNode]:
        """Return the things that are values of a property of a thing."""
        ...

    def subjects(self, thing: NamedNode, prop: str) -> Iterable[NamedNode]:
        """Return the things that have a property with this thing as value."""
        ...


class Placement:
    """The files of existing and new things; file names are relative to `data/`.

    `into` is the file for all new things; it overrides the rules. `guessed` are the new things whose file follows from
    no thing that they belong to, only from what has the same sources or is alike.
    """

    def __init__(self, graph: PlacementLookup, into: str | None = None) -> None:
        self._graph, self._into = graph, into
        self._cited: dict[str, str | None] = {}
        self.guessed: set[NamedNode] = set()

    def file_of(self, thing: NamedNode) -> str:
        """Return the file that describes `thing`, otherwise the file for it.

        Raises:
            UsageError: no rule leads to a file.
        """
        found = self._home(thing, frozenset())
        if found is None:
            raise UsageError(
                f"no rule leads to a file for {compact(thing.value)}",
                tip="link it to a mission, agreement or programme, or name the file with {into}",
                about="into",
            )
        return found

    def _home(self, thing: NamedNode, asked: frozenset[str]) -> str | None:
        """Return the file of a thing or None; `asked` are the things whose file depends on the result."""
        known = self._graph.files_of(thing)
        if known:
            return min(known)
        if self._into is not None:
            return self._into
        if thing.value in asked:
            return None
        asked |= {thing.value}
        kind = kind_of(thing.value)
        home = kind.home if kind is not None else Home()
        return (
            self._linked_to(thing, home, asked)
            or self._named(thing, home)
            or self._beside(thing, home)
            or self._of_siblings(thing)
            or (self._of_cited(thing, home, asked) if home.cited else None)
            or self._guess(thing, home)
        )

    def _guess(self, thing: NamedNode, home: Home) -> str | None:
        found = (None if home.cited else self._of_shared_sources(thing)) or self._of_likes(thing)
        if found is not None:
            self.guessed.add(thing)
        return found

    def _linked_to(self, thing: NamedNode, home: Home, asked: frozenset[str]) -> str | None:
        for link in home.links:
            for other in self._linked(thing, link):
                found = self._home(other, asked)
                if found is not None and not found.startswith(_ASIDE):
                    return f"{home.folder}/{PurePosixPath(found).name}" if home.folder else found
        return None

    def _named(self, thing: NamedNode, home: Home) -> str:
        """Return the file that the kind defines for the thing, for its class or for all things of the kind."""
        if home.own:
            return f"{home.folder}/{slug(thing.value)}.ttl"
        classes = {slug(c.value) for c in self._graph.objects(thing, RDF + "type")} if home.files else set()
        return next((file for name, file in home.files if name in classes), home.file)

    def _beside(self, thing: NamedNode, home: Home) -> str | None:
        """Return the file of other things with the same value, or a new file named after the value."""
        for value in self._linked(thing, home.beside) if home.beside else ():
            beside = self._most_common(self._linked(value, f"^{home.beside}"))
            return beside or f"{home.folder}/{slug(value.value)}.ttl"
        return None

    def _linked(self, thing: NamedNode, link: str) -> list[NamedNode]:
        ask = self._graph.subjects if link.startswith("^") else self._graph.objects
        return sorted(set(ask(thing, ONTOLOGY + link.removeprefix("^"))), key=str)

    def _of_siblings(self, claim: NamedNode) -> str | None:
        """Return the file of other claims about the same property of the same thing."""
        about = self._linked(claim, "property")
        siblings = [c for s in self._linked(claim, "subject") for c in self._linked(s, "^subject")]
        return self._most_common(c for c in siblings if self._linked(c, "property") == about)

    def _of_likes(self, claim: NamedNode) -> str | None:
        """Return the file of most claims about the same property, whatever they are about."""
        return self._most_common(c for p in self._linked(claim, "property") for c in self._linked(p, "^property"))

    def _of_shared_sources(self, thing: NamedNode) -> str | None:
        sources = set(self._graph.objects(thing, _DERIVED_FROM))
        beside = (n for s in sources for n in self._graph.subjects(s, _DERIVED_FROM))
        return self._most_common(beside, aside=_ASIDE)

    def _of_cited(self, source: NamedNode, home: Home, asked: frozenset[str]) -> str | None:
        """Return the file of other sources of the nodes that cite this one, or a new file named after theirs."""
        citing = set(self._graph.subjects(source, _DERIVED_FROM))
        citing |= {*self._linked(source, "^derivativeOf"), *self._linked(source, "derivativeOf")}
        homes = Counter(f for node in citing if (f := self._home(node, asked)) is not None)
        matters = {f: n for f, n in homes.items() if not f.startswith(_ASIDE)} or homes
        if matters is homes and homes:
            self.guessed.add(source)
        beside: Counter[str] = Counter()
        for file, weight in matters.items():
            cited = self._cited_in(file, home.folder)
            if cited is not None:
                beside[cited] += weight
        if beside:
            return _first(beside)
        return f"{home.folder}/{PurePosixPath(_first(matters)).name}" if matters else None

    def _cited_in(self, file: str, folder: str) -> str | None:
        """Return the file of the sources that the nodes of `file` cite most, None if there is none."""
        if file.startswith(f"{folder}/"):
            return file
        if file not in self._cited:
            things = self._graph.things_in(file)
            cited = (source for thing in things for source in self._graph.objects(thing, _DERIVED_FROM))
            self._cited[file] = self._most_common(cited)
        return self._cited[file]

    def _most_common(self, things: Iterable[NamedNode], aside: tuple[str, ...] = ()) -> str | None:
        places = Counter(min(files) for thing in things if (files := self._graph.files_of(thing)))
        counted = Counter({f: n for f, n in places.items() if not (aside and f.startswith(aside))})
        return _first(counted) if counted else None


def _first(counted: Mapping[str, int]) -> str:
    """Return the most frequent file, the first by name among equals."""
    return min(counted, key=lambda file: (-counted[file], file))
