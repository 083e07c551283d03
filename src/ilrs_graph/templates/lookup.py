"""Looks up the things that cells name, and creates IRIs for new nodes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pyoxigraph import Literal, NamedNode

from ..engine import Engine
from ..errors import UnknownName, UsageError
from ..names.among import Among, concepts, instances
from ..names.folding import folded
from ..names.resolve import iri_of, resolve
from ..namespaces import ID, ONTOLOGY, RDFS, compact, slug

DESCRIBED_BY = {
    "agent": "agent", "agreement": "agreement", "contribution": "contribution", "event": "mission", "item": "payload",
    "mission": "mission", "site": "landing-site", "source": "source", "spacecraft": "spacecraft",
}  # fmt: skip
"""The types of things that a template describes, each with its template."""


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

    `beside` are IRIs that other candidates describe; `name` gives them names.

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
        self._called: dict[str, set[str]] = {}
        self._first: dict[str, str] = {}
        self._classes: dict[str, dict[str, NamedNode]] = {}

    def name(self, iri: str, name: str) -> None:
        """Note that another candidate calls a thing so; it can then be named like a thing of the graph."""
        self.beside.add(iri)
        self._first.setdefault(iri, name)
        for each in {name, folded(name)}:
            self._called.setdefault(each, set()).add(iri)

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
        among = instances(*(ONTOLOGY + name for name in dict.fromkeys(kinds.values())))
        if not here:
            here = self._named(text, namespaces, among)
        if len(here) > 1:
            raise _ambiguous(text, here)
        return NamedNode(here[0]) if here else self._resolved(text, kinds, among)

    def _named(self, text: str, namespaces: tuple[str, ...], among: Among) -> list[str]:
        """Return the things that other candidates call so, with those of the graph that have the same name."""
        here = self._called_so(text, namespaces)
        if not here:
            return []
        candidates = among(self._engine)
        there = (*candidates.with_slug(text), *candidates.with_label(text))
        return sorted({*here, *(node.value for node in there if candidates.allowed(node))})

    def _called_so(self, text: str, namespaces: tuple[str, ...]) -> list[str]:
        return sorted(each for each in self._called.get(text, ()) if each.startswith(namespaces))

    def _resolved(self, text: str, kinds: Mapping[str, str], among: Among) -> NamedNode:
        try:
            return resolve(text, self._engine, among)
        except UnknownName as error:
            here = self._called_so(folded(text), tuple(f"{ID}{kind}/" for kind in kinds))
            if len(here) == 1:
                return NamedNode(here[0])
            if here:
                raise _ambiguous(text, here) from None
            raise WrongCell(_sentence(error.message), _how_to_describe(error.tip, kinds)) from None
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
            known = sorted(concepts(scheme)(self._engine).known())
            meant = f"Did you mean {' or '.join(error.near)}? " if error.near else ""
            raise WrongCell(
                f"The code list {scheme} has no concept {text!r}.", f"{meant}Use one of {', '.join(known)}."
            ) from None
        except UsageError as error:
            raise WrongCell(_sentence(error.message), "Use one of them.") from None

    def subclass(self, text: str, top: str, usable: bool) -> NamedNode:
        """Return the class below `top`, or `top` if it is `usable`, with this name or label.

        Raises:
            WrongCell: there is none; the remedy lists them.
        """
        if top not in self._classes:
            pattern = f"?x <{RDFS}subClassOf>* <{ONTOLOGY}{top}> OPTIONAL {{ ?x <{RDFS}label> ?l }}"
            rows = self._engine.select(f"SELECT DISTINCT ?x ?l {{ {pattern} }} ORDER BY ?x").rows
            named = [(x, label) for x, label in rows if isinstance(x, NamedNode) and x.value.startswith(ONTOLOGY)]
            labels = {label.value.casefold(): x for x, label in named if isinstance(label, Literal)}
            self._classes[top] = {**labels, **{slug(x.value): x for x, _ in named}}
        known = {name: x for name, x in self._classes[top].items() if usable or slug(x.value) != top}
        bare = text.removeprefix("ilrs:")
        by_fold = {name.casefold(): x for name, x in known.items()}
        found = known.get(bare) or by_fold.get(bare.casefold())
        if found is None:
            names = sorted({slug(x.value) for x in known.values()})
            raise WrongCell(f"{text!r} is not a valid term for this column.", f"Write one of {', '.join(names)}.")
        return found

    def node(self, kind: str, of: str, name: str, links: Mapping[str, NamedNode | Literal]) -> NamedNode:
        """Return the node of class `of` with these links: an existing one, otherwise a new one.

        A new one is `kind:name`, with -2, -3 ... if that name is taken.
        """
        key = frozenset([kind, *(f"{name} {term}" for name, term in links.items())])
        if key not in self._minted:
            self._minted[key] = self.existing(of, links) or self._free(f"{ID}{kind}/{name}")
        return self._minted[key]

    def existing(self, of: str, links: Mapping[str, NamedNode | Literal]) -> NamedNode | None:
        """Return the first node of the graph, by IRI, of class `of` with these links, None if there is none."""
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

    def label(self, node: NamedNode) -> str:
        """Return the English label of a thing in the graph, else the first name in other candidates, else its slug."""
        rows = self._engine.select(f"SELECT ?l {{ {node} <{RDFS}label> ?l FILTER(LANG(?l) = 'en') }} ORDER BY ?l").rows
        otherwise = self._first.get(node.value, slug(node.value))
        return next((label.value for (label,) in rows if isinstance(label, Literal)), otherwise)

    def is_there(self, node: NamedNode) -> bool:
        """Return whether the graph describes a node."""
        return bool(self._engine.query(f"ASK {{ {node} ?p ?o }}"))


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + ("" if text.endswith("?") else ".")


def _how_to_describe(tip: str | None, kinds: Mapping[str, str]) -> str:
    """Return the remedy for a thing that is not there: similar names, and how to describe a new one."""
    template = next((DESCRIBED_BY[kind] for kind in kinds if kind in DESCRIBED_BY), "")
    how = f": ilrs-graph template {template}" if template else ""
    return f"{_sentence(tip)} If it is new, describe it first{how}." if tip else f"Describe it first{how}."


def _ambiguous(text: str, found: Iterable[str]) -> WrongCell:
    choices = ", ".join(map(compact, found))
    return WrongCell(f"{text!r} can mean several things: {choices}.", "Use one of them.")
