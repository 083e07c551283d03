"""Which triples an export holds."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from pyoxigraph import NamedNode, Store, Triple

from ..files.parsing import parse_file
from ..files.root import Root
from ..kinds import KINDS
from ..namespaces import ID
from ..snapshot.pipeline import read_data, read_rules
from ..snapshot.store import inferred as inferred_of
from ..terms import TYPE, WAS_DERIVED_FROM

_NODES = tuple(f"{ID}{kind.segment}/" for kind in KINDS.values() if kind.travels)


def selection(
    root: Root,
    store: Store,
    as_of: date | None = None,
    *,
    asserted: bool = False,
    ontology: bool = False,
    thing: NamedNode | None = None,
) -> list[Triple]:
    """Return the triples to export: data and code lists as written in the files, inferred ones from `store`.

    Raises:
        InputError: a file of the root does not parse.
    """
    axioms = [t for path in root.axioms for t in parse_file(path)]
    lists = [t for path in root.vocabularies for t in parse_file(path)]
    data, _ = read_data(root)
    if as_of is not None:
        from ..construct.as_of import known_on

        data = known_on(as_of, [*axioms, *lists], data, read_rules(root))
    inferred = [] if asserted else list(inferred_of(store))
    facts = [*data, *inferred] if thing is not None else [*lists, *data, *inferred]
    if thing is not None:
        facts = about(thing, facts)
    return [*axioms, *facts] if ontology else facts


def about(thing: NamedNode, triples: Iterable[Triple]) -> list[Triple]:
    """Return the triples of `thing`, of the nodes that relate it or make claims on it, and of their sources."""
    held = list(triples)
    nodes = {t.subject for t in held if t.predicate == TYPE and _travels(t.subject)}
    about_it = {thing} | {t.subject for t in held if t.object == thing and t.subject in nodes}
    about_it |= {t.subject for t in held if t.object in about_it and t.subject in nodes}
    sources = {t.object for t in held if t.subject in about_it and t.predicate == WAS_DERIVED_FROM}
    wanted = about_it | sources
    return [t for t in held if t.subject in wanted]


def _travels(node: object) -> bool:
    return isinstance(node, NamedNode) and node.value.startswith(_NODES)
