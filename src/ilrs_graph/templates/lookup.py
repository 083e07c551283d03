"""Looks up the things that cells name, and creates IRIs for new nodes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pyoxigraph import Literal, NamedNode

from ..engine import Engine
from ..errors import UnknownName, UsageError
from ..names.among import concepts, instances
from ..names.resolve import iri_of, resolve
from ..namespaces import ID, ONTOLOGY, compact


class WrongCell(Exception):
    """The problem of a cell, and its remedy."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(what)
        self.what, self.remedy = what, remedy


def words(name: str) -> str:
    """Return the name of a term in the form that IRIs of claims use.

    >>> words("eventDate")
    'event-date'
    """
    return "".join(f"-{c.lower()}" if c.isupper() else c for c in name)


class Lookup:
    """Finds things in the graph and in the other candidates, and names new nodes.

    `beside` are IRIs that other candidates describe.

    >>> from pyoxigraph import Store
    >>> from ilrs_graph.engine import StoreEngine
    >>> lookup = Lookup(StoreEngine(Store()), [ID + "agent/cnsa"])
    >>> lookup.thing("cnsa", {"agent": "Agent"}).value.rpartition("/")[2]
    'cnsa'
    >>> links = {"contributor": NamedNode(ID + "agent/cnsa")}
    >>> lookup.node("contribution", "Contribution", "a-cnsa", links) == NamedNode(ID + "contribution/a-cnsa")
    True
    """

    def __init__(self, engine: Engine, beside: Iterable[str] = ()) -> None:
        self._engine = engine
        self.beside = set(beside)
        self._minted: dict[frozenset[str], NamedNode] = {}
        self._found: dict[tuple[str, str], NamedNode] = {}

    def thing(self, text: str, kinds: Mapping[str, str]) -> NamedNode:
        """Return the thing for a slug, CURIE, IRI or exact label; `kinds` maps allowed type segments to classes.

        Raises:
            WrongCell: no thing or several things have that name; the remedy suggests names.
        """
        key = (text, " ".join(kinds))
        if key not in self._found:
            self._found[key] = self._thing(text, kinds)
        return self._found[key]

    def _thing(self, text: str, kinds: Mapping[str, str]) -> NamedNode:
        iri = iri_of(text)
        namespaces = tuple(f"{ID}{kind}/" for kind in kinds)
        meant = [iri] if iri else [namespace + text for namespace in namespaces]
        here = sorted(each for each in self.beside.intersection(meant) if each.startswith(namespaces))
        if len(here) > 1:
            raise _ambiguous(text, here)
        return NamedNode(here[0]) if here else self._resolved(text, kinds)

    def _resolved(self, text: str, kinds: Mapping[str, str]) -> NamedNode:
        try:
            return resolve(text, self._engine, instances(*(ONTOLOGY + name for name in dict.fromkeys(kinds.values()))))
        except UnknownName as error:
            raise WrongCell(_sentence(error.message), _sentence(error.tip or "describe it first")) from None
        except UsageError as error:
            raise WrongCell(_sentence(error.message), "Use one of them.") from None

    def concept(self, text: str, scheme: str) -> NamedNode:
        """Return the concept of a code list for a slug, CURIE, IRI or label.

        Raises:
            WrongCell: the list has no such concept; the remedy suggests names.
        """
        try:
            return resolve(text.casefold(), self._engine, concepts(scheme))
        except UnknownName as error:
            near = error.near or sorted(concepts(scheme)(self._engine).known())
            raise WrongCell(
                f"The code list {scheme} has no concept {text!r}.", f"Use one of {', '.join(near)}."
            ) from None
        except UsageError as error:
            raise WrongCell(_sentence(error.message), "Use one of them.") from None

    def node(self, kind: str, of: str, name: str, links: Mapping[str, NamedNode | Literal]) -> NamedNode:
        """Return the node of class `of` with these links: an existing one, otherwise a new one.

        A new one is `kind:name`, with -2, -3 ... if that name is taken.
        """
        key = frozenset([kind, *(f"{name} {term}" for name, term in links.items())])
        if key not in self._minted:
            self._minted[key] = self._existing(of, links) or self._free(f"{ID}{kind}/{name}")
        return self._minted[key]

    def _existing(self, of: str, links: Mapping[str, NamedNode | Literal]) -> NamedNode | None:
        pattern = " ; ".join([f"a <{ONTOLOGY}{of}>", *(f"<{ONTOLOGY}{name}> {term}" for name, term in links.items())])
        rows = self._engine.select(f"SELECT ?x {{ ?x {pattern} }} ORDER BY ?x LIMIT 1")
        return next((row[0] for row in rows if isinstance(row[0], NamedNode)), None)

    def _free(self, iri: str) -> NamedNode:
        taken = {node.value for node in self._minted.values()} | self.beside
        number, found = 1, iri
        while found in taken or self.is_there(NamedNode(found)):
            number += 1
            found = f"{iri}-{number}"
        return NamedNode(found)

    def is_there(self, node: NamedNode) -> bool:
        """Return whether the graph describes a node."""
        return bool(self._engine.query(f"ASK {{ {node} ?p ?o }}"))


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + ("" if text.endswith("?") else ".")


def _ambiguous(text: str, found: Iterable[str]) -> WrongCell:
    choices = ", ".join(map(compact, found))
    return WrongCell(f"{text!r} can mean several things: {choices}.", "Use one of them.")
